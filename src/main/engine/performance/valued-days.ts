/**
 * What the accounts were worth on past days: shares held times the price of that very day, plus cash. A day on which anything held has no price is not valued, and stretches without valued days are gaps with
 * their reason: nothing is carried forward and nothing is filled in. What never has a price counts as lying outside, as do its trades.
 */
import { dateOfDay, dayNumber } from '../../../shared/kernel/civil-date.ts'
import type { AccountId } from '../../../shared/kernel/id.ts'
import type { PriceHistoryRow } from '../../../shared/model/history.ts'
import type { PastGap } from '../../../shared/model/performance.ts'
import { date } from '../../../shared/present/format.ts'
import { isTradingDay } from '../calendar/trading-days.ts'
import type { Key, Movement } from './movements.ts'
import { heldOn, type Past, type PastAccount } from './past-holdings.ts'

export interface Prices {
  /** Dollars in millionths a share, of that very day. */
  readonly on: (key: Key, day: number) => number | undefined
  /** The newest on or before a day. */
  readonly last: (key: Key, day: number) => number | undefined
  readonly has: (key: Key) => boolean
  /** Days on which anything has a price, oldest first. */
  readonly days: readonly number[]
}

export interface ValuedDay {
  readonly day: number
  /** Cents, not rounded. */
  readonly value: number
  readonly accounts: readonly { readonly account: AccountId; readonly cash: number; readonly held: readonly (readonly [Key, number])[] }[]
}

export interface ValuedDays {
  readonly days: readonly ValuedDay[]
  readonly gaps: readonly PastGap[]
  /** Held at some time and never priced: outside of what is measured. */
  readonly unpriced: ReadonlySet<Key>
  /** Why it begins where it does. */
  readonly before: string
}

/** Trading days without a value that make no gap: a price that came a day late. */
const mostMissing = 2

/** By row, so that households of a book that hold the same make them once. */
const series = new WeakMap<PriceHistoryRow, ReadonlyMap<number, number>>()

function seriesOf(row: PriceHistoryRow): ReadonlyMap<number, number> {
  const known = series.get(row)
  if (known) return known
  const made = new Map(row.days.map((day, at) => [dayNumber(day), row.prices[at] as number]))
  series.set(row, made)
  return made
}

/** `days`: known already, of more securities than these; left out: those of the rows. */
export function pricesOf(
  rows: readonly PriceHistoryRow[],
  keyOf: (security: PriceHistoryRow['security']) => Key,
  days: readonly number[] = daysOf(rows),
): Prices {
  const byKey = new Map<Key, ReadonlyMap<number, number>>()
  for (const row of rows) {
    const key = keyOf(row.security)
    const other = byKey.get(key)
    byKey.set(key, other === undefined ? seriesOf(row) : new Map([...seriesOf(row), ...other]))
  }
  return {
    on: (key, day) => byKey.get(key)?.get(day),
    last: (key, day) => {
      const own = byKey.get(key)
      for (let at = day; own && at > day - 31; at -= 1) if (own.has(at)) return own.get(at)
      return undefined
    },
    has: key => byKey.has(key),
    days,
  }
}

/** Days on which anything has a price, oldest first. */
export function daysOf(rows: readonly PriceHistoryRow[]): number[] {
  const all = new Set<number>()
  for (const row of rows) for (const day of seriesOf(row).keys()) all.add(day)
  return [...all].sort((a, b) => a - b)
}

/** Of these accounts together, as far back as every one of them can be told. `wanted`: only days it says yes to. */
export function valuedDays(
  accounts: readonly PastAccount[],
  prices: Prices,
  names: (key: Key) => string,
  wanted: (day: number) => boolean = () => true,
): ValuedDays {
  const unpriced = neverPriced(accounts, prices)
  const [latest] = accounts.toSorted((a, b) => (b.held[0]?.from ?? Infinity) - (a.held[0]?.from ?? Infinity))
  const start = latest?.held[0]?.from ?? Infinity
  const days: ValuedDay[] = []
  const missing = new Map<number, Set<Key>>()
  for (const day of prices.days) {
    if (day < start || !wanted(day)) continue
    const valued = valueOn(accounts, prices, unpriced, day)
    if (valued instanceof Set) missing.set(day, valued)
    else days.push(valued)
  }
  const before = latest === undefined ? 'no account has trades in the book' : latest.before
  return { days, gaps: gapsIn(days, missing, names), unpriced, before }
}

function neverPriced(accounts: readonly PastAccount[], prices: Prices): Set<Key> {
  const found = new Set<Key>()
  for (const { held } of accounts) for (const { shares } of held) for (const key of shares.keys()) if (!prices.has(key)) found.add(key)
  return found
}

/** The value, or what has no price. */
function valueOn(accounts: readonly PastAccount[], prices: Prices, unpriced: ReadonlySet<Key>, day: number): ValuedDay | Set<Key> {
  const missing = new Set<Key>()
  let value = 0
  const parts = accounts.map(past => {
    const state = heldOn(past, day)
    const held: (readonly [Key, number])[] = []
    for (const [key, count] of state?.shares ?? []) {
      if (unpriced.has(key)) continue
      const price = prices.on(key, day)
      if (price === undefined) missing.add(key)
      else held.push([key, worth(count, price)])
    }
    const cash = state?.cash ?? 0
    value += cash + held.reduce((sum, [, each]) => sum + each, 0)
    return { account: past.account.id, cash, held }
  })
  return missing.size > 0 ? missing : { day, value, accounts: parts }
}

/** Millionths of shares at millionths of dollars, in cents, not rounded. */
export function worth(shares: number, price: number): number {
  return (shares * price) / 1e10
}

function gapsIn(days: readonly ValuedDay[], missing: ReadonlyMap<number, ReadonlySet<Key>>, names: (key: Key) => string): PastGap[] {
  const gaps: PastGap[] = []
  for (const [at, { day }] of days.entries()) {
    const next = days[at + 1]?.day
    if (next === undefined || tradingDaysInside(day, next) <= mostMissing) continue
    const lacking = new Set<string>()
    for (const [other, keys] of missing) if (other > day && other < next) for (const key of keys) lacking.add(names(key))
    const what = lacking.size === 0 ? 'no prices' : `no price of ${[...lacking].sort().join(', ')} on some days`
    const [from, until] = [dateOfDay(day), dateOfDay(next)]
    gaps.push({ from, until, words: `${what} between ${date(from)} and ${date(until)}` })
  }
  return gaps
}

/** Trading days after `from` and before `to`. */
export function tradingDaysInside(from: number, to: number): number {
  let count = 0
  for (let day = from + 1; day < to; day += 1) if (isTradingDay(dateOfDay(day))) count += 1
  return count
}

export interface Flow {
  readonly day: number
  /** Cents that came in (positive) or left. */
  readonly amount: number
}

/** What came into and left the measured part of the household, by day: money, shares at their price of the day, and what lies outside of it bought and sold. */
export function flowsOf(past: Past, accounts: readonly PastAccount[], unpriced: ReadonlySet<Key>, prices: Prices): Flow[] {
  const measured = new Map(accounts.map(each => [each.account.id, each]))
  return past.movements.flatMap(movement => {
    const own = measured.get(movement.account)
    if (own === undefined) return []
    const amount = flowOf(movement, own.cashOutside, unpriced, prices)
    return amount === 0 ? [] : [{ day: movement.day, amount }]
  })
}

export function flowOf(movement: Movement, cashOutside: boolean, unpriced: ReadonlySet<Key>, prices: Prices): number {
  const { nature, key, shares, cash, day } = movement
  const inside = key === null || !unpriced.has(key)
  if (nature === 'external') {
    const moved = key === null || !inside || shares === 0 ? 0 : worth(shares, prices.last(key, day) ?? 0)
    return moved + (cashOutside ? 0 : cash)
  }
  if (cashOutside) return inside ? -cash : 0
  return inside ? 0 : cash
}
