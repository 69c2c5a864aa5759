/**
 * What a layout's reader gathers while it goes down the rows: facts, accounts, readings of rows that are no facts, issues, tie-outs. Cells are read
 * through it, so that an unreadable one is always an issue with its line, its header text and a remedy.
 */
import { addCents, type Cents } from '../../shared/kernel/cents.ts'
import type { CivilDate } from '../../shared/kernel/civil-date.ts'
import type { Price } from '../../shared/kernel/price.ts'
import type { Shares } from '../../shared/kernel/shares.ts'
import type { Fact, FileAccount, TieOut } from '../../shared/model/import-batch.ts'
import { type NamedAccount, typeOfName } from './accounts.ts'
import { centsCell, priceCell, type Reading, sharesCell, textCell, whyNoNumber } from './cells.ts'
import { type DateOrder, dateReader, whyNoDate } from './dates.ts'
import { withoutTail } from './header.ts'
import { Issues } from './issues.ts'
import type { FileContext, LayoutResult, Row, RowReading } from './layout.ts'
import { type MergerRow, pairMergerRows } from './merger-rows.ts'
import { dollars } from './words.ts'

type CashFact = Extract<Fact, { fact: 'cash' }>

const readingCap = 4_000
const asPrinted = 'Export the file again without opening it in a spreadsheet, or correct the cell to what the custodian shows.'

/** `null` in a required column is unreadable too. */
export type Need = 'required' | 'optional'

export class Findings {
  readonly facts: Fact[] = []
  readonly issues = new Issues()
  readonly tieOuts: TieOut[] = []
  /** Rows of mergers that do not tell all; looked at together when the file has been read. */
  readonly mergers: MergerRow[] = []
  readonly context: FileContext
  header: readonly string[] = []
  #width = 0
  /** Cells of the longest row so far, trailing blank ones counted. */
  #usual = 0
  readonly #order: DateOrder
  readonly #date: (cell: string) => Reading<CivilDate>
  readonly #readings: RowReading[] = []
  readonly #accounts = new Map<string, FileAccount>()
  readonly #words = new Map<string, string>()
  readonly #cash = new Map<string, CashFact>()

  constructor(context: FileContext, order: DateOrder = 'mdy') {
    this.context = context
    this.#order = order
    this.#date = dateReader(order)
  }

  reading(line: number, reading: RowReading['reading'], says: string): void {
    if (this.#readings.length < readingCap) this.#readings.push({ line, reading, says })
  }

  /** The account's key; listed once however often it appears. Two names behind one masked number are two accounts. */
  account(named: NamedAccount, custodian: FileAccount['custodian']): string {
    const known = this.#accounts.get(named.key)
    if (known && known.name !== '' && named.name !== '' && known.name !== named.name) {
      return this.account({ ...named, key: `${named.name} ${named.number}` }, custodian)
    }
    if (known && (known.name !== '' || named.name === '')) return known.key
    this.#accounts.set(named.key, { ...named, custodian, typeHint: typeOfName(named.name), matched: null, rows: 0 })
    return named.key
  }

  /** Words of a row, trimmed, the same text always the same object. Prose longer than the book keeps is cut, and that is said. */
  words(row: Row, at: number, longest = 200): string {
    const text = this.#text(row, at)
    if (text.length <= longest) return text
    this.issues.note('long-text', row.line, this.title(at), `The text is longer than ${longest} characters and is kept shortened`)
    return `${text.slice(0, longest - 1)}…`
  }

  /** A symbol or an account number: it is never cut, because a cut one would be another's. */
  token(row: Row, at: number): string {
    const text = this.#text(row, at)
    if (text.length <= 40) return text
    this.issues.stop(
      'unreadable',
      row.line,
      this.title(at),
      'The text is longer than 40 characters, which no symbol or account number is',
      asPrinted,
    )
    return ''
  }

  #text(row: Row, at: number): string {
    const cell = at < 0 ? '' : (row.cells[at] ?? '')
    if (cell === '') return ''
    const known = this.#words.get(cell)
    if (known !== undefined) return known
    const text = textCell(cell)
    if (this.#words.size < 50_000) this.#words.set(cell, text)
    return text
  }

  /** An account has one cash balance a day: a further cash row is added to the first, and both rows say so. */
  cash(fact: CashFact): void {
    const key = `${fact.account}|${fact.asOf}`
    const first = this.#cash.get(key)
    if (!first) {
      this.#cash.set(key, fact)
      this.facts.push(fact)
      return
    }
    this.reading(fact.line, 'cash', `cash ${dollars(fact.amount)}, added to the cash of line ${first.line}`)
    this.reading(first.line, 'cash', `cash ${dollars(first.amount)}, together with line ${fact.line}`)
    first.amount = addCents(first.amount, fact.amount)
    first.name = [first.name, fact.name].join(', ').slice(0, 200)
  }

  /** Header text of a column. */
  title(at: number): string {
    return at < 0 ? '' : (this.header[at] ?? '').trim()
  }

  cents(row: Row, at: number, need: Need): Reading<Cents> {
    const cell = at < 0 ? '' : (row.cells[at] ?? '')
    const value = centsCell(cell)
    return typeof value === 'number' ? value : this.#judge(row, at, need, value, value === undefined ? whyNoNumber(cell, 2) : '')
  }

  shares(row: Row, at: number, need: Need): Reading<Shares> {
    const cell = at < 0 ? '' : (row.cells[at] ?? '')
    const value = sharesCell(cell)
    return typeof value === 'number' ? value : this.#judge(row, at, need, value, value === undefined ? whyNoNumber(cell, 6) : '')
  }

  price(row: Row, at: number, need: Need): Reading<Price> {
    const cell = at < 0 ? '' : (row.cells[at] ?? '')
    const value = priceCell(cell)
    return typeof value === 'number' ? value : this.#judge(row, at, need, value, value === undefined ? whyNoNumber(cell, 6) : '')
  }

  date(row: Row, at: number, need: Need): Reading<CivilDate> {
    const cell = at < 0 ? '' : (row.cells[at] ?? '')
    const value = this.#date(cell)
    return typeof value === 'string' ? value : this.#judge(row, at, need, value, value === undefined ? whyNoDate(cell, this.#order) : '')
  }

  #judge(row: Row, at: number, need: Need, value: null | undefined, why: string): null | undefined {
    if (value === undefined) this.issues.stop('unreadable', row.line, this.title(at), why, asPrinted)
    else if (need === 'required')
      this.issues.stop('missing', row.line, this.title(at), 'The cell is empty, and the row means nothing without it', asPrinted)
    return need === 'required' ? undefined : value
  }

  /** Remembers the header (the file's first, where blocks repeat it) and how many cells a row must have. */
  head(row: Row): void {
    const header = withoutTail(row.cells)
    if (this.header.length === 0) this.header = header
    this.#width = header.length
    this.#usual = row.cells.length
    this.reading(row.line, 'header', '')
  }

  get width(): number {
    return this.#width
  }

  /**
   * The row has as many cells as the header, apart from blank ones at the end; else an issue, and false. Where rows carry a trailing comma, a row that is
   * one cell short and ends blank has lost a cell further left.
   */
  fits(row: Row): boolean {
    const { cells } = row
    const { length } = cells
    const short = length < this.#width || (length < this.#usual && (cells[length - 1] ?? '').trim() === '')
    let extra = false
    for (let at = this.#width; at < length; at++) if ((cells[at] ?? '').trim() !== '') extra = true
    if (!short && !extra) {
      if (length > this.#usual) this.#usual = length
      return true
    }
    this.issues.stop(
      'ragged-row',
      row.line,
      '',
      `The row has ${length} cells, the header ${this.#width}`,
      'The file is damaged or cut off here: export it again. A comma inside a text must stand in quotation marks.',
    )
    this.reading(row.line, 'unread', 'not as many cells as the header')
    return false
  }

  result(days: { asOf: CivilDate | null; coverageFrom?: CivilDate | null; coverageTo?: CivilDate | null }): LayoutResult {
    pairMergerRows(this.mergers, this.facts, this.issues)
    const rows = new Map<string, number>()
    for (const fact of this.facts) rows.set(fact.account, (rows.get(fact.account) ?? 0) + 1)
    return {
      asOf: days.asOf,
      coverageFrom: days.coverageFrom ?? null,
      coverageTo: days.coverageTo ?? null,
      header: this.header,
      accounts: [...this.#accounts.values()].map(account => ({ ...account, rows: rows.get(account.key) ?? 0 })),
      facts: this.facts,
      readings: this.#readings,
      issues: this.issues.all(),
      tieOuts: this.tieOuts,
    }
  }
}
