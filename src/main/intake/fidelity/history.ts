/**
 * Fidelity Accounts_History and History_for_Account: blank and `Brokerage` lines, then the table in one of several column orders (Price and Quantity
 * changed places in 2025), with or without account columns; behind a blank line the disclaimer and `Date downloaded …`. Newest first; cells begin with a
 * blank. Run Date is the trade date, unless the action says `as of` another day. Core account sweeps move cash to cash: no lots.
 */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import { accountOfFileName, namedAccount, numberedAccount, statedAccount, unnamedAccount } from '../accounts.ts'
import { wordsCell } from '../cells.ts'
import { datesIn } from '../dates.ts'
import { type Effect, readEntry, unknownAction } from '../entries.ts'
import { Findings } from '../findings.ts'
import { type ColumnNames, type Columns, columnsOf, findHeader, isBlank, neededColumns } from '../header.ts'
import { isMoneyMarketSymbol, isOptionSymbol } from '../kinds.ts'
import { type FileContext, type LayoutReader, type LayoutResult, type Row, streamed } from '../layout.ts'
import { type PostedEntry, sequenced } from '../sequence.ts'
import { effectiveDay, fidelityEffect } from './actions.ts'

const names = {
  date: ['run date'],
  account: ['account', 'account name'],
  number: ['account number'],
  action: ['action'],
  symbol: ['symbol'],
  name: ['security description', 'description'],
  shares: ['quantity'],
  price: ['price ($)', 'price'],
  fees: ['commission ($)', 'commission'],
  moreFees: ['fees ($)', 'fees'],
  accrued: ['accrued interest ($)', 'accrued interest'],
  amount: ['amount ($)', 'amount'],
  settle: ['settlement date'],
  type: ['type', 'security type'],
} satisfies ColumnNames<string>
type Field = keyof typeof names
const required = ['date', 'action', 'symbol', 'name', 'shares', 'price', 'amount', 'settle'] as const

class HistoryReader implements LayoutReader {
  readonly #findings: Findings
  readonly #entries: PostedEntry[] = []
  #at: Columns<Field> | undefined
  #ended = false
  #rows = 0
  #account: string | undefined
  #asOf: CivilDate | null
  #from: CivilDate | null = null
  #to: CivilDate | null = null

  constructor(context: FileContext) {
    this.#findings = new Findings(context)
    this.#asOf = context.asOf ?? null
  }

  take(row: Row): void {
    const findings = this.#findings
    if (isBlank(row.cells)) {
      this.#ended ||= this.#rows > 0
      return findings.reading(row.line, 'blank', '')
    }
    if (!this.#at) return this.#before(row)
    if (this.#ended) return this.#footer(row)
    this.#rows++
    if (findings.fits(row)) this.#transaction(row, this.#at)
  }

  issueCount(): number {
    return this.#findings.issues.count
  }

  finish(): LayoutResult {
    const findings = this.#findings
    const { entries, mixed } = sequenced(this.#entries)
    for (const entry of entries) findings.facts.push(entry)
    if (mixed)
      findings.issues.note(
        'order',
        0,
        findings.title(this.#at?.date ?? -1),
        'The rows are not in the order of their days; within a day, the later row is taken as the earlier trade',
      )
    return findings.result({ asOf: this.#asOf ?? this.#to, coverageFrom: this.#from, coverageTo: this.#to })
  }

  #before(row: Row): void {
    this.#at = columnsOf(row.cells, names, required)
    if (!this.#at) return this.#findings.reading(row.line, 'note', (row.cells[0] ?? '').slice(0, 80))
    this.#findings.head(row)
  }

  #footer(row: Row): void {
    const text = row.cells.join(',').trim()
    if (/^date downloaded\b/i.test(text)) this.#asOf ??= datesIn(text)[0] ?? null
    else if (/^\d{1,2}\/\d{1,2}\/\d{4}$/.test((row.cells[0] ?? '').trim())) {
      this.#findings.issues.stop(
        'unexpected-row',
        row.line,
        '',
        'A row of the history stands behind a blank line',
        'The file was edited: export it again.',
      )
      return this.#findings.reading(row.line, 'unread', 'behind the end of the table')
    }
    this.#findings.reading(row.line, 'note', text.slice(0, 80))
  }

  #accountOf(row: Row, at: Columns<Field>): string {
    const findings = this.#findings
    const account = findings.words(row, at.account, 120)
    const number = findings.token(row, at.number)
    if (number !== '') return findings.account(numberedAccount(number, account), 'fidelity')
    if (account !== '') return findings.account(namedAccount(account), 'fidelity')
    if (this.#account !== undefined) return this.#account
    const named = findings.context.account ? statedAccount(findings.context.account) : accountOfFileName(findings.context.fileName)
    if (!named) {
      findings.issues.warn(
        'account-unnamed',
        row.line,
        '',
        'Neither the file nor its name says which account this is',
        'Choose the account before you commit, or keep the name Fidelity gives the file (History_for_Account_X12345678.csv).',
      )
    }
    this.#account = findings.account(named ?? { key: unnamedAccount, number: '', name: '' }, 'fidelity')
    return this.#account
  }

  #effect(known: Effect, row: Row, at: Columns<Field>, symbol: string): Effect {
    if (known !== 'buy' && known !== 'sell' && known !== 'reinvest') return known
    const type = at.type < 0 ? '' : (row.cells[at.type] ?? '').trim()
    if (isOptionSymbol(symbol) || /^short$/i.test(type)) return 'refused'
    return known === 'reinvest' && isMoneyMarketSymbol(symbol) ? 'sweep' : known
  }

  #transaction(row: Row, at: Columns<Field>): void {
    const findings = this.#findings
    const posted = findings.date(row, at.date, 'required')
    if (typeof posted !== 'string') return findings.reading(row.line, 'unread', 'no date')
    const account = this.#accountOf(row, at)
    const action = findings.words(row, at.action)
    const symbol = wordsCell(findings.token(row, at.symbol))
    const found = fidelityEffect(action)
    if (!found) {
      unknownAction(findings, row, at.action, action)
      return findings.reading(row.line, 'unread', 'unknown action')
    }
    const described = findings.words(row, at.name)
    const name = /^no description$/i.test(described) ? '' : described
    const effect = this.#effect(found.effect, row, at, symbol)
    const memo = effect === 'cash' || effect === 'transfer' ? action : found.phrase
    const entry = readEntry(findings, row, at, { account, symbol, name, action: memo, effect, tradeDate: effectiveDay(action) ?? posted })
    if (!entry) return findings.reading(row.line, 'unread', 'see the issue')
    this.#entries.push({ entry, posted })
    if (this.#from === null || posted < this.#from) this.#from = posted
    if (this.#to === null || posted > this.#to) this.#to = posted
  }
}

export const fidelityHistory = streamed({
  id: 'fidelity-history',
  name: 'Fidelity account history',
  columns: neededColumns(names, required),
  recognises: head => findHeader(head, names, required) !== undefined,
  begin: context => new HistoryReader(context),
})
