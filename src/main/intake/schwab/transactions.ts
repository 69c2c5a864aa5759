/**
 * Schwab Transactions, all versions: 2021 (a title and a total for each account, a trailing comma), 2022 and later (neither; the account only in the
 * file's name; Quantity and Price in either order). Newest first. `06/16/2021 as of 07/15/2021` is posted on the first day and took effect on the
 * second, which is the trade date. A Transactions Total is held against the amounts above it.
 */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import { accountOfFileName, namedAccount, statedAccount, unnamedAccount } from '../accounts.ts'
import { textCell } from '../cells.ts'
import { datesIn, postedDate, whyNoDate } from '../dates.ts'
import { type Effect, readEntry, unknownAction } from '../entries.ts'
import { Findings } from '../findings.ts'
import { type ColumnNames, type Columns, columnsOf, findHeader, isBlank, neededColumns } from '../header.ts'
import { isOptionSymbol } from '../kinds.ts'
import { type FileContext, type LayoutReader, type LayoutResult, type Row, streamed } from '../layout.ts'
import { type PostedEntry, sequenced } from '../sequence.ts'
import { tieOutCents } from '../tie-out.ts'
import { schwabEffect } from './actions.ts'

const names = {
  date: ['date'],
  action: ['action'],
  symbol: ['symbol'],
  name: ['description'],
  shares: ['quantity'],
  price: ['price'],
  fees: ['fees & comm'],
  amount: ['amount'],
} satisfies ColumnNames<string>
type Field = keyof typeof names
const required = ['date', 'action', 'symbol', 'name', 'shares', 'price', 'fees', 'amount'] as const
const title = /^Transactions\s+for account (.+?) as of (.+)$/i

class TransactionsReader implements LayoutReader {
  readonly #findings: Findings
  readonly #entries: PostedEntry[] = []
  #at: Columns<Field> | undefined
  #account: string | undefined
  #label = ''
  #asOf: CivilDate | null = null
  #from: CivilDate | null = null
  #to: CivilDate | null = null
  #sum = 0
  #rows = 0
  #firstLine = 0
  #lastLine = 0

  constructor(context: FileContext) {
    this.#findings = new Findings(context)
    this.#asOf = context.asOf ?? null
  }

  take(row: Row): void {
    const { cells, line } = row
    if (isBlank(cells)) return this.#findings.reading(line, 'blank', '')
    const first = textCell(cells[0] ?? '')
    const found = title.exec(first)
    if (found) return this.#title(row, found)
    const columns = this.#at && !/^date$/i.test(first) ? undefined : columnsOf(cells, names, required)
    if (columns) return this.#head(row, columns)
    if (!this.#at) return this.#findings.reading(line, 'note', first.slice(0, 80))
    if (!this.#findings.fits(row)) return
    if (/^transactions total/i.test(first)) return this.#total(row, this.#at)
    this.#transaction(row, first, this.#at)
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
    return findings.result({ asOf: this.#asOf ?? fileDay(findings.context.fileName), coverageFrom: this.#from, coverageTo: this.#to })
  }

  #title(row: Row, found: RegExpExecArray): void {
    const named = namedAccount(found[1] ?? '')
    this.#account = this.#findings.account(named, 'schwab')
    this.#label = named.number || named.name
    const asOf = datesIn(found[2] ?? '').at(-1) ?? null
    if (asOf !== null && (this.#asOf === null || asOf > this.#asOf)) this.#asOf = asOf
    this.#begin()
    this.#findings.reading(row.line, 'note', `transactions of ${this.#label}`)
  }

  #begin(): void {
    this.#sum = 0
    this.#rows = 0
    this.#firstLine = 0
    this.#lastLine = 0
  }

  #head(row: Row, columns: Columns<Field>): void {
    this.#at = columns
    this.#findings.head(row)
  }

  #accountOf(line: number): string {
    if (this.#account !== undefined) return this.#account
    const { context } = this.#findings
    const named = context.account ? statedAccount(context.account) : accountOfFileName(context.fileName)
    if (!named) {
      this.#findings.issues.warn(
        'account-unnamed',
        line,
        '',
        'Neither the file nor its name says which account this is',
        'Choose the account before you commit, or keep the name Schwab gives the file (Individual_XXX178_Transactions_20250309-115444.csv).',
      )
    }
    this.#account = this.#findings.account(named ?? { key: unnamedAccount, number: '', name: '' }, 'schwab')
    return this.#account
  }

  #transaction(row: Row, first: string, at: Columns<Field>): void {
    const findings = this.#findings
    const days = postedDate(first)
    if (this.#rows === 0) this.#firstLine = row.line
    this.#lastLine = row.line
    this.#rows++
    if (!days) {
      findings.issues.stop(
        'unreadable',
        row.line,
        findings.title(at.date),
        first === '' ? 'The date is missing' : whyNoDate(first),
        'Export the file again without opening it in a spreadsheet.',
      )
      return findings.reading(row.line, 'unread', 'no date')
    }
    const account = this.#accountOf(row.line)
    const action = findings.words(row, at.action, 60)
    const symbol = symbolOf(findings.token(row, at.symbol))
    const known = schwabEffect(action)
    if (!known) {
      unknownAction(findings, row, at.action, action)
      return findings.reading(row.line, 'unread', 'unknown action')
    }
    const effect: Effect = isOptionSymbol(symbol) && (known === 'buy' || known === 'sell') ? 'refused' : known
    const columns = { ...at, moreFees: -1, accrued: -1, settle: -1 }
    const entry = readEntry(findings, row, columns, {
      account,
      symbol,
      name: findings.words(row, at.name),
      action,
      effect,
      tradeDate: days.effective,
    })
    if (!entry) return findings.reading(row.line, 'unread', 'see the issue')
    this.#sum += entry.amount ?? 0
    this.#entries.push({ entry, posted: days.posted })
    if (this.#from === null || days.posted < this.#from) this.#from = days.posted
    if (this.#to === null || days.posted > this.#to) this.#to = days.posted
  }

  #total(row: Row, at: Columns<Field>): void {
    const findings = this.#findings
    findings.reading(row.line, 'total', `total of ${this.#rows} rows`)
    const stated = findings.cents(row, at.amount, 'optional')
    if (typeof stated !== 'number') return
    const what = `Amount of ${this.#label || this.#account || 'all rows'}`
    tieOutCents(
      findings,
      { what, line: row.line, column: findings.title(at.amount), firstLine: this.#firstLine, lastLine: this.#lastLine },
      stated,
      this.#sum,
    )
    this.#begin()
  }
}

/** `NO NUMBER` is Schwab's placeholder for no symbol. */
function symbolOf(text: string): string {
  return /^(no number|--|n\/a)$/i.test(text) ? '' : text
}

/** `…_Transactions_20250309-115444.csv` */
function fileDay(fileName: string): CivilDate | null {
  const found = /_(\d{4})(\d{2})(\d{2})-\d{6}/.exec(fileName)
  return found ? (datesIn(`${found[1]}-${found[2]}-${found[3]}`)[0] ?? null) : null
}

export const schwabTransactions = streamed({
  id: 'schwab-transactions',
  name: 'Schwab Transactions',
  columns: neededColumns(names, required),
  recognises: head => findHeader(head, names, required) !== undefined,
  begin: context => new TransactionsReader(context),
})
