/**
 * Fidelity Portfolio_Positions, all versions: 2021 (`Cost Basis`), 2023 on (`Cost Basis Total`), 2026 in sentence case. Several accounts in one file, no
 * lots, no totals. `SPAXX**` is the core position: cash. `Pending Activity` is money on its way and counts as cash, too. The day stands in the
 * footer (`Date downloaded Jul-12-2026 …`) or in the file's name; a file with neither is refused, because a holding without a day is no statement.
 */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import { isSpreadsheetDamaged, numberedAccount } from '../accounts.ts'
import { symbolCell, textCell, wordsCell } from '../cells.ts'
import { datesIn } from '../dates.ts'
import { Findings } from '../findings.ts'
import { type ColumnNames, type Columns, columnsOf, findHeader, isBlank, neededColumns, withoutTail } from '../header.ts'
import { readCash, readHolding } from '../holding.ts'
import { kindOf } from '../kinds.ts'
import { type FileContext, type LayoutReader, type LayoutResult, type Row, streamed } from '../layout.ts'

const names = {
  number: ['account number'],
  account: ['account name'],
  symbol: ['symbol'],
  name: ['description'],
  shares: ['quantity'],
  price: ['last price'],
  value: ['current value'],
  gain: ['total gain/loss dollar'],
  basis: ['cost basis', 'cost basis total'],
} satisfies ColumnNames<string>
type Field = keyof typeof names
const required = ['number', 'symbol', 'name', 'shares', 'price', 'value', 'basis'] as const

class FidelityPositionsReader implements LayoutReader {
  readonly #findings: Findings
  readonly #rows: Row[] = []
  #at: Columns<Field> | undefined
  #headerLine = 0
  #ended = false
  #asOf: CivilDate | null

  constructor(context: FileContext) {
    this.#findings = new Findings(context)
    this.#asOf = context.asOf ?? null
  }

  take(row: Row): void {
    const findings = this.#findings
    if (isBlank(row.cells)) {
      this.#ended ||= this.#rows.length > 0
      return findings.reading(row.line, 'blank', '')
    }
    if (!this.#at) {
      const columns = columnsOf(row.cells, names, required)
      if (columns) this.#head(row, columns)
      else findings.reading(row.line, 'note', (row.cells[0] ?? '').slice(0, 80))
    } else if (this.#ended) this.#footer(row, findings.width)
    else this.#rows.push(row)
  }

  issueCount(): number {
    return this.#findings.issues.count
  }

  finish(): LayoutResult {
    const findings = this.#findings
    this.#asOf ??= datesIn(findings.context.fileName.replaceAll('_', ' '))[0] ?? null
    if (this.#asOf === null) {
      findings.issues.stop(
        'no-date',
        this.#headerLine,
        'Date downloaded',
        'The file does not say for which day it is: it has neither the line "Date downloaded …" nor a date in its name',
        'Export it again and keep the name Fidelity gives it (Portfolio_Positions_Jul-12-2026.csv).',
      )
    }
    if (this.#at) for (const row of this.#rows) this.#holding(row, this.#at, this.#asOf)
    return findings.result({ asOf: this.#asOf })
  }

  #head(row: Row, columns: Columns<Field>): void {
    this.#at = columns
    this.#headerLine = row.line
    this.#findings.head(row)
  }

  #footer(row: Row, width: number): void {
    const text = row.cells.join(',').trim()
    if (/^date downloaded\b/i.test(text)) this.#asOf ??= datesIn(text)[0] ?? null
    else if (withoutTail(row.cells).length > width / 2 && /\d/.test(row.cells[0] ?? '')) {
      this.#findings.issues.stop(
        'unexpected-row',
        row.line,
        '',
        'A row of holdings stands behind a blank line',
        'The file was edited: export it again.',
      )
      return this.#findings.reading(row.line, 'unread', 'behind the end of the table')
    }
    this.#findings.reading(row.line, 'note', text.slice(0, 80))
  }

  #account(row: Row, at: Columns<Field>): string | undefined {
    const number = this.#findings.token(row, at.number)
    if (number === '' || isSpreadsheetDamaged(number)) {
      this.#findings.issues.stop(
        'account-number',
        row.line,
        this.#findings.title(at.number),
        number === '' ? 'The account number is missing' : `"${number}" was an account number before a spreadsheet rounded it`,
        'Export the file again without opening it in a spreadsheet.',
      )
      return undefined
    }
    return this.#findings.account(numberedAccount(number, at.account < 0 ? '' : this.#findings.words(row, at.account, 120)), 'fidelity')
  }

  #holding(row: Row, at: Columns<Field>, asOf: CivilDate | null): void {
    const findings = this.#findings
    const { symbol, marked } = symbolCell(row.cells[at.symbol] ?? '')
    const name = wordsCell(findings.words(row, at.name))
    const pending = /^pending activity$/i.test(symbol) || /^pending activity$/i.test(textCell(row.cells[at.name] ?? ''))
    if (!pending && !findings.fits(row)) return
    const account = this.#account(row, at)
    if (account === undefined || asOf === null) return findings.reading(row.line, 'unread', 'see the issue')
    if (pending) return this.#pending(row, at, account, asOf)
    if (marked) {
      findings.issues.note(
        'core-cash',
        row.line,
        findings.title(at.symbol),
        `${symbol} is the core position (marked **) and counts as cash`,
      )
      readCash(findings, row, at.value, { account, symbol, name, asOf })
      return
    }
    if (symbol === '') {
      findings.issues.stop(
        'missing',
        row.line,
        findings.title(at.symbol),
        'The row names no security',
        'Export the file again; do not edit it.',
      )
      return findings.reading(row.line, 'unread', 'no symbol')
    }
    readHolding(findings, row, at, { account, symbol, name, asOf, reinvest: null, kindHint: kindOf(name, symbol) })
  }

  /** The amount stands under Current Value; some versions move it a column to the left, so the row's only figure is taken. */
  #pending(row: Row, at: Columns<Field>, account: string, asOf: CivilDate): void {
    const findings = this.#findings
    const stated = row.cells.map((cell, column) => ({ cell, column })).filter(({ cell, column }) => column > at.name && /\d/.test(cell))
    const place = stated.find(({ column }) => column === at.value) ?? (stated.length === 1 ? stated[0] : undefined)
    const amount = readCash(findings, row, place?.column ?? at.value, { account, symbol: '', name: 'Pending Activity', asOf })
    if (amount !== undefined)
      findings.issues.note(
        'pending-cash',
        row.line,
        findings.title(at.value),
        'Pending activity counts as cash: the trades behind it have not settled',
      )
  }
}

export const fidelityPositions = streamed({
  id: 'fidelity-positions',
  name: 'Fidelity Positions',
  columns: neededColumns(names, required),
  recognises: head => findHeader(head, names, required) !== undefined,
  begin: context => new FidelityPositionsReader(context),
})
