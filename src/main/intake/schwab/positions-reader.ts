/**
 * Schwab Positions: what an account holds on a day, with basis and the reinvestment setting, but no lots. One account, or all of them in one file with
 * a heading each. The account's total row is held against its rows; a section without one was cut off.
 */
import { addCents, type Cents, noCents } from '../../../shared/kernel/cents.ts'
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import { namedAccount } from '../accounts.ts'
import { textCell, wordsCell } from '../cells.ts'
import { Findings } from '../findings.ts'
import { type ColumnNames, type Columns, columnsOf, isBlank, withoutTail } from '../header.ts'
import { readCash, readHolding, readReinvest } from '../holding.ts'
import { kindOf } from '../kinds.ts'
import type { FileContext, LayoutReader, LayoutResult, Row } from '../layout.ts'
import { tieOutCents } from '../tie-out.ts'
import { tellTitleDay, titleDay } from './title-day.ts'

export type PositionField = 'symbol' | 'name' | 'shares' | 'price' | 'value' | 'basis' | 'gain' | 'reinvest' | 'kind'
export const positionFields = ['symbol', 'name', 'shares', 'price', 'value', 'basis'] as const

/** `Positions for account Individual ...123 as of 12:33 PM ET, 2025/05/04` */
export const positionsTitle = /^Positions for (?:account )?(.+?) as of (.+)$/i

interface Section {
  readonly account: string
  readonly label: string
  firstLine: number
  lastLine: number
  value: Cents
  cash: Cents
  basis: Cents
  rows: number
}

export class PositionsReader implements LayoutReader {
  readonly #findings: Findings
  readonly #names: ColumnNames<PositionField>
  #at: Columns<PositionField> | undefined
  #asOf: CivilDate | null
  #section: Section | undefined

  constructor(context: FileContext, names: ColumnNames<PositionField>) {
    this.#findings = new Findings(context)
    this.#names = names
    this.#asOf = context.asOf ?? null
  }

  take(row: Row): void {
    const { cells, line } = row
    if (isBlank(cells)) return this.#findings.reading(line, 'blank', '')
    const first = textCell(cells[0] ?? '')
    const found = positionsTitle.exec(first)
    if (found) return this.#title(row, found)
    const columns = columnsOf(cells, this.#names, positionFields)
    if (columns) return this.#head(row, columns)
    if (withoutTail(cells).length === 1) return this.#heading(row, first)
    if (!this.#at || !this.#section || this.#asOf === null) return this.#outside(row)
    if (/^(account|positions) total$/i.test(first)) return this.#total(row, first, this.#at, this.#section)
    if (!this.#findings.fits(row)) return
    this.#holding(row, first, this.#at, this.#section, this.#asOf)
  }

  issueCount(): number {
    return this.#findings.issues.count
  }

  finish(): LayoutResult {
    this.#close(0)
    return this.#findings.result({ asOf: this.#asOf })
  }

  #title(row: Row, found: RegExpExecArray): void {
    const day = titleDay(found[2] ?? '')
    this.#asOf = day?.asOf ?? this.#asOf
    this.#findings.reading(row.line, 'note', `positions of ${found[1]}`)
    if (day) tellTitleDay(this.#findings.issues, row.line, day)
    if (this.#asOf === null) {
      this.#findings.issues.stop(
        'no-date',
        row.line,
        '',
        `The title names no day: "${found[2]}"`,
        'Export the file again; do not edit its title.',
      )
    }
    if (!/^all[- ]accounts$/i.test(found[1] ?? '')) this.#begin(row.line, found[1] ?? '')
  }

  #heading(row: Row, text: string): void {
    if (/\d{2,}$/.test(text)) return this.#begin(row.line, text)
    this.#findings.issues.note('text-unread', row.line, '', `The line "${text.slice(0, 80)}" is no row of positions and was not read`)
    this.#findings.reading(row.line, 'note', text.slice(0, 80))
  }

  #begin(line: number, text: string): void {
    this.#close(line)
    const named = namedAccount(text)
    const label = `${named.name} ${named.number}`.trim()
    this.#findings.reading(line, 'note', `account ${label}`)
    this.#section = {
      account: this.#findings.account(named, 'schwab'),
      label,
      firstLine: 0,
      lastLine: line,
      value: noCents,
      cash: noCents,
      basis: noCents,
      rows: 0,
    }
  }

  #head(row: Row, columns: Columns<PositionField>): void {
    this.#at = columns
    this.#findings.head(row)
  }

  #outside(row: Row): void {
    this.#findings.issues.stop(
      'unexpected-row',
      row.line,
      '',
      'The row stands outside any account with a heading',
      'Export the file again; its first lines name the account and the day.',
    )
    this.#findings.reading(row.line, 'unread', 'outside any account')
  }

  #holding(row: Row, first: string, at: Columns<PositionField>, section: Section, asOf: CivilDate): void {
    const findings = this.#findings
    const name = wordsCell(findings.words(row, at.name))
    if (section.firstLine === 0) section.firstLine = row.line
    section.lastLine = row.line
    section.rows++
    if (/^cash (&|and) /i.test(first)) {
      const amount = readCash(findings, row, at.value, { account: section.account, symbol: '', name: first, asOf })
      if (amount !== undefined) section.cash = addCents(section.cash, amount)
      return
    }
    const symbol = findings.token(row, at.symbol)
    const position = readHolding(
      findings,
      row,
      { ...at },
      {
        account: section.account,
        symbol,
        name,
        asOf,
        reinvest: readReinvest(findings, row, at.reinvest),
        kindHint: kindOf(at.kind < 0 ? '' : (row.cells[at.kind] ?? ''), symbol),
      },
    )
    section.value = addCents(section.value, position?.value ?? noCents)
    section.basis = addCents(section.basis, position?.basis ?? noCents)
    if (position?.basis === null) {
      findings.issues.note(
        'basis-unknown',
        row.line,
        findings.title(at.basis),
        `Schwab states no basis for ${symbol}`,
        'The lots of this position may have no basis either.',
      )
    }
  }

  #total(row: Row, first: string, at: Columns<PositionField>, section: Section): void {
    const findings = this.#findings
    findings.reading(row.line, 'total', `${first} of ${section.rows} rows`)
    const place = (column: number) => ({
      what: `${findings.title(column)} of ${section.label}`,
      line: row.line,
      column: findings.title(column),
      firstLine: section.firstLine,
      lastLine: section.lastLine,
    })
    const value = findings.cents(row, at.value, 'optional')
    if (typeof value === 'number') {
      const holdings = /^positions/i.test(first) && Math.abs(value - section.value) <= 1
      tieOutCents(findings, place(at.value), value, holdings ? section.value : section.value + section.cash, 1)
    }
    const basis = findings.cents(row, at.basis, 'optional')
    if (typeof basis === 'number') tieOutCents(findings, place(at.basis), basis, section.basis)
    this.#section = undefined
  }

  #close(line: number): void {
    if (!this.#section) return
    const { label, lastLine } = this.#section
    this.#findings.issues.stop(
      'half-file',
      line === 0 ? lastLine : line,
      '',
      `The positions of ${label} have no total row: the file was cut off`,
      'Export it again.',
    )
    this.#section = undefined
  }
}
