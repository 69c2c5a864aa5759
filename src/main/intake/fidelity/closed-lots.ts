/**
 * Fidelity Realized_Gain_Loss: closed lots of one account, which only the file's name says. `VEA(922042858)` is symbol and CUSIP. The file does not
 * state disallowed losses.
 */
import { accountOfFileName, statedAccount, unnamedAccount } from '../accounts.ts'
import { textCell } from '../cells.ts'
import { Findings } from '../findings.ts'
import { type ColumnNames, type Columns, columnsOf, findHeader, isBlank, neededColumns, withoutTail } from '../header.ts'
import { type FileContext, type LayoutReader, type LayoutResult, type Row, streamed } from '../layout.ts'
import { type RealizedColumns, readRealized } from '../realized.ts'

const names: ColumnNames<'symbol' | 'name' | keyof RealizedColumns> = {
  symbol: ['symbol(cusip)', 'symbol (cusip)'],
  name: ['security description', 'description'],
  closed: ['date sold'],
  opened: ['date acquired'],
  shares: ['quantity'],
  proceeds: ['proceeds'],
  basis: ['cost basis'],
  gain: ['gain/loss', 'total gain/loss'],
  longGain: ['long term gain/loss'],
  shortGain: ['short term gain/loss'],
  term: ['term'],
  washed: ['wash sale?'],
  disallowed: ['disallowed loss', 'wash sale loss disallowed'],
}
type Field = keyof typeof names
const required = ['symbol', 'closed', 'opened', 'shares', 'proceeds', 'basis', 'longGain', 'shortGain'] as const

/** `VEA(922042858)` -> `VEA`; a security without a symbol keeps its CUSIP. */
function symbolOf(text: string): string {
  const found = /^(.*?)\s*\(([0-9A-Z]{6,12})\)$/i.exec(text)
  return found ? found[1] || found[2] || '' : text
}

class ClosedLotsReader implements LayoutReader {
  readonly #findings: Findings
  #at: Columns<Field> | undefined
  #ended = false
  #account: string | undefined

  constructor(context: FileContext) {
    this.#findings = new Findings(context)
  }

  take(row: Row): void {
    const findings = this.#findings
    if (isBlank(row.cells)) {
      this.#ended ||= findings.facts.length > 0
      return findings.reading(row.line, 'blank', '')
    }
    if (!this.#at) {
      this.#at = columnsOf(row.cells, names, required)
      if (!this.#at) return findings.reading(row.line, 'note', (row.cells[0] ?? '').slice(0, 80))
      findings.head(row)
      findings.issues.note(
        'no-disallowed',
        row.line,
        '',
        'This file does not state disallowed losses of wash sales: they are counted from the book alone',
      )
      return
    }
    if (this.#ended && withoutTail(row.cells).length === 1)
      return findings.reading(row.line, 'note', textCell(row.cells[0] ?? '').slice(0, 80))
    if (!findings.fits(row)) return
    this.#lot(row, this.#at)
  }

  issueCount(): number {
    return this.#findings.issues.count
  }

  finish(): LayoutResult {
    const closed = this.#findings.facts.flatMap(fact => (fact.fact === 'realized' ? [fact.closed] : [])).toSorted()
    return this.#findings.result({ asOf: closed.at(-1) ?? null, coverageFrom: closed[0] ?? null, coverageTo: closed.at(-1) ?? null })
  }

  #lot(row: Row, at: Columns<Field>): void {
    const findings = this.#findings
    const symbol = symbolOf(findings.token(row, at.symbol))
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
    this.#account ??= this.#named(row.line)
    readRealized(findings, row, at, { account: this.#account, symbol, name: findings.words(row, at.name) })
  }

  #named(line: number): string {
    const { context, issues } = this.#findings
    const named = context.account ? statedAccount(context.account) : accountOfFileName(context.fileName)
    if (!named) {
      issues.warn(
        'account-unnamed',
        line,
        '',
        'Neither the file nor its name says which account this is',
        'Choose the account before you commit, or keep the name Fidelity gives the file (Realized_Gain_Loss_Account_X12345678.csv).',
      )
    }
    return this.#findings.account(named ?? { key: unnamedAccount, number: '', name: '' }, 'fidelity')
  }
}

export const fidelityClosedLots = streamed({
  id: 'fidelity-closed-lots',
  name: 'Fidelity Realized Gain/Loss (closed lots)',
  columns: neededColumns(names, required),
  recognises: head => findHeader(head, names, required) !== undefined,
  begin: context => new ClosedLotsReader(context),
})
