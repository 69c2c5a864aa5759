/** What Schwab's realized files share: a title with account, day and range; a header; rows; perhaps totals, to which the rows are held. */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import { accountOfFileName, type NamedAccount, namedAccount, statedAccount, unnamedAccount } from '../accounts.ts'
import { textCell } from '../cells.ts'
import { clockDateIn, datesIn } from '../dates.ts'
import { Findings } from '../findings.ts'
import { type ColumnNames, type Columns, columnsOf, isBlank } from '../header.ts'
import type { FileContext, LayoutReader, LayoutResult, Row } from '../layout.ts'
import { type RealizedColumns, readRealized } from '../realized.ts'
import { tieOutCents } from '../tie-out.ts'

export type RealizedField = 'symbol' | 'name' | keyof RealizedColumns

const title = /^Realized Gain\/Loss(?: - Lot Details)? for (.+)$/i

/** `XXXX-1234 for 08/29/2021 to 09/28/2021 as of Tue Sep 28  23:17:11 EDT 2021`, or with `as of` before `from … to …`. */
function titleParts(text: string): { named: NamedAccount; asOf: CivilDate | null; from: CivilDate | null; to: CivilDate | null } {
  const range = /\b(?:for|from) (\d{1,2}\/\d{1,2}\/\d{4}) to (\d{1,2}\/\d{1,2}\/\d{4})/i.exec(text)
  const account = text.split(/ (?:for|from|as of) /i)[0] ?? ''
  const day = /as of (.+)$/i.exec(text)?.[1] ?? ''
  const asOf = clockDateIn(day) ?? datesIn(day.split(/ (?:for|from) /i)[0] ?? '')[0] ?? null
  return { named: namedAccount(account), asOf, from: datesIn(range?.[1] ?? '')[0] ?? null, to: datesIn(range?.[2] ?? '')[0] ?? null }
}

export class RealizedReader implements LayoutReader {
  readonly #findings: Findings
  readonly #names: ColumnNames<RealizedField>
  readonly #required: readonly RealizedField[]
  readonly #notice: ((findings: Findings, line: number) => void) | undefined
  #at: Columns<RealizedField> | undefined
  #account: string | undefined
  #asOf: CivilDate | null = null
  #from: CivilDate | null = null
  #to: CivilDate | null = null
  #proceeds = 0
  #basis = 0
  #firstLine = 0
  #lastLine = 0

  constructor(
    context: FileContext,
    names: ColumnNames<RealizedField>,
    required: readonly RealizedField[],
    notice?: (findings: Findings, line: number) => void,
  ) {
    this.#findings = new Findings(context)
    this.#names = names
    this.#required = required
    this.#notice = notice
  }

  take(row: Row): void {
    const findings = this.#findings
    if (isBlank(row.cells)) return findings.reading(row.line, 'blank', '')
    const first = textCell(row.cells[0] ?? '')
    const found = title.exec(first)
    if (found) return this.#title(row, found[1] ?? '')
    const columns = /^symbol$/i.test(first) ? columnsOf(row.cells, this.#names, this.#required) : undefined
    if (columns) return this.#head(row, columns)
    if (!this.#at) return findings.reading(row.line, 'note', first.slice(0, 80))
    if (!findings.fits(row)) return
    if (/^(grand )?total\b/i.test(first)) return this.#total(row, this.#at)
    this.#lot(row, this.#at)
  }

  issueCount(): number {
    return this.#findings.issues.count
  }

  finish(): LayoutResult {
    return this.#findings.result({ asOf: this.#asOf, coverageFrom: this.#from, coverageTo: this.#to })
  }

  #title(row: Row, text: string): void {
    const { named, asOf, from, to } = titleParts(text)
    this.#account = this.#findings.account(named, 'schwab')
    this.#asOf = asOf ?? this.#asOf
    this.#from = from ?? this.#from
    this.#to = to ?? this.#to
    this.#findings.reading(row.line, 'note', `realized gains of ${named.number || named.name}`)
  }

  #head(row: Row, columns: Columns<RealizedField>): void {
    this.#at = columns
    this.#findings.head(row)
    this.#notice?.(this.#findings, row.line)
  }

  #lot(row: Row, at: Columns<RealizedField>): void {
    const findings = this.#findings
    if (this.#firstLine === 0) this.#firstLine = row.line
    this.#lastLine = row.line
    this.#account ??= findings.account(this.#named(), 'schwab')
    const symbol = findings.token(row, at.symbol)
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
    const lot = readRealized(findings, row, at, { account: this.#account, symbol, name: findings.words(row, at.name) })
    this.#proceeds += lot?.proceeds ?? 0
    this.#basis += lot?.basis ?? 0
  }

  /** Where the title is missing: what a person stated, else the file's name. */
  #named(): NamedAccount {
    const { account, fileName } = this.#findings.context
    return account ? statedAccount(account) : (accountOfFileName(fileName) ?? { key: unnamedAccount, number: '', name: '' })
  }

  #total(row: Row, at: Columns<RealizedField>): void {
    const findings = this.#findings
    findings.reading(row.line, 'total', 'total')
    const place = (column: number) => ({
      what: findings.title(column),
      line: row.line,
      column: findings.title(column),
      firstLine: this.#firstLine,
      lastLine: this.#lastLine,
    })
    const proceeds = findings.cents(row, at.proceeds, 'optional')
    if (typeof proceeds === 'number') tieOutCents(findings, place(at.proceeds), proceeds, this.#proceeds)
    const basis = findings.cents(row, at.basis, 'optional')
    if (typeof basis === 'number') tieOutCents(findings, place(at.basis), basis, this.#basis)
  }
}
