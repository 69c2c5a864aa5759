/**
 * Mergers that a custodian tells in two rows of one day: the old shares leave, the new ones come in, and no row states a ratio. Where the two rows stand
 * alone (no cash, no fraction sold for cash, no third row, both securities by their symbols, or under a CUSIP whose name the file gives to one symbol of
 * the account), their shares are the ratio, exactly, for the whole holding; the row of the old shares becomes the merger, the other stays as a note, and each
 * keeps its line. Anything else keeps its warning. Whether the exchange was a reorganization (IRC section 368) or taxable no row says: a person is asked.
 */
import type { Shares } from '../../shared/kernel/shares.ts'
import type { Fact } from '../../shared/model/import-batch.ts'
import type { Issues } from './issues.ts'
import type { EntryFact } from './sequence.ts'
import { quantity } from './words.ts'

/** A row of a merger that does not tell all of it. `warn` says so, where nothing beside it does. */
export interface MergerRow {
  readonly entry: EntryFact
  /** Signed, as the row states them. */
  readonly shares: Shares
  readonly warn: () => void
}

export function pairMergerRows(rows: readonly MergerRow[], facts: readonly Fact[], issues: Issues): void {
  const days = Map.groupBy(rows, ({ entry }) => `${entry.account}\n${entry.tradeDate}`)
  for (const day of days.values()) {
    const pair = pairOf(day, facts)
    if (pair === null) for (const row of day) row.warn()
    else join(pair, issues)
  }
}

interface Pair {
  readonly old: MergerRow
  readonly received: MergerRow
  /** The symbols they are booked under. */
  readonly symbol: string
  readonly counter: string
}

function pairOf(day: readonly MergerRow[], facts: readonly Fact[]): Pair | null {
  const [old, received] = day.toSorted((a, b) => a.shares - b.shares)
  if (day.length !== 2 || old === undefined || received === undefined || old.shares >= 0 || received.shares <= 0) return null
  const { account, tradeDate } = old.entry
  if (day.some(({ entry }) => entry.amount !== null || /cash/i.test(entry.memo))) return null
  const [symbol, counter] = [symbolOf(old.entry, facts), symbolOf(received.entry, facts)]
  if (symbol === null || counter === null || symbol === counter) return null
  // cash for a fraction tells that more shares came in than the row shows; cash of the day that the stock was not all
  const isCash = (fact: Fact) => {
    if (fact.fact !== 'entry' || fact.account !== account || fact.tradeDate < tradeDate) return false
    if (fact.kind === 'taxable-merger') return fact.tradeDate === tradeDate
    const named = [symbol, counter, old.entry.symbol, received.entry.symbol].includes(fact.symbol)
    return named && (fact.kind === 'cash-in-lieu' || /in lieu/i.test(fact.memo))
  }
  return facts.some(isCash) ? null : { old, received, symbol, counter }
}

function join({ old, received, symbol, counter }: Pair, issues: Issues): void {
  const { entry } = old
  const divisor = greatestCommon(received.shares, -old.shares)
  const ratio: [number, number] = [received.shares / divisor, -old.shares / divisor]
  const called = (own: string, used: string) => (own === used ? used : `${used} (CUSIP ${own} in the file, by its name)`)
  const [was, is] = [called(entry.symbol, symbol), called(received.entry.symbol, counter)]
  const both = `${quantity(-old.shares as Shares)} ${was} (line ${entry.line}) became ${quantity(received.shares)} ${is} (line ${received.entry.line})`
  Object.assign(entry, { kind: 'merger', symbol, counter, ratio, memo: `${entry.memo}: ${both}` })
  received.entry.memo = `${received.entry.memo}: booked with line ${entry.line}`
  issues.warn(
    'merger-of-two-rows',
    entry.line,
    '',
    `${both}: booked as a reorganization, ${ratio[0]} for ${ratio[1]}, each lot with its basis and day`,
    "If the exchange was taxable, undo the import, take the two rows out of a copy of the file, and enter kind taxable-merger in the template's table of entries with counter, ratio and counter_price.",
  )
}

/** Old shares often stand under their CUSIP: the symbol that the file gives to the same name in the same account, where it is one; null: nobody can tell. */
function symbolOf({ account, symbol, name }: EntryFact, facts: readonly Fact[]): string | null {
  if (!isCusip(symbol)) return symbol === '' ? null : symbol
  const named = new Set<string>()
  for (const fact of facts)
    if (fact.account === account && fact.symbol !== '' && !isCusip(fact.symbol) && isNameIn(fact.name, name)) named.add(fact.symbol)
  const [only] = named
  return named.size === 1 ? (only ?? null) : null
}

/** `OLD CORP MANDATORY MERGER` is about OLD CORP: the row of a merger says more behind the name. A name of one word is none to go by. */
function isNameIn(name: string, words: string): boolean {
  const plain = (text: string) =>
    text
      .replace(/[^0-9a-z]+/gi, ' ')
      .trim()
      .toUpperCase()
  const [own, row] = [plain(name), plain(words)]
  return own.includes(' ') && `${row} `.startsWith(`${own} `)
}

function isCusip(symbol: string): boolean {
  return /^[0-9A-Z]{8}[0-9]$/.test(symbol) && /[0-9]{3}/.test(symbol)
}

function greatestCommon(a: number, b: number): number {
  return b === 0 ? a : greatestCommon(b, a % b)
}
