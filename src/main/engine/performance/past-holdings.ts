/**
 * What each account held on past days: the holdings as they stand, with the ledger's entries undone one after the other, newest first. It reaches back as far as the book has all of an account's trades, and no
 * further than the entries fit what is held: an account that would have owed shares was not told in full, and from there on backward nothing is said of it. One whose cash does not add up (money that came in is
 * not in its records) is measured without its cash: what it buys counts as money that came in, what it is paid as money that left.
 */
import { type CivilDate, dateOfDay, dayNumber } from '../../../shared/kernel/civil-date.ts'
import type { Account } from '../../../shared/model/book.ts'
import { date, exactMoney } from '../../../shared/present/format.ts'
import { holdingsOf } from '../standing/holdings.ts'
import type { Standing } from '../standing/standing.ts'
import { type Key, type Movement, movementsOf } from './movements.ts'

/** At the close of `from`, until the next one begins. */
export interface Held {
  readonly from: number
  readonly shares: ReadonlyMap<Key, number>
  readonly cash: number
}

export interface PastAccount {
  readonly account: Account
  /** Its cash is not known: what it buys comes from outside, what it is paid leaves. */
  readonly cashOutside: boolean
  /** Why its cash is left out; null: it is not. */
  readonly cashWhy: string | null
  /** Oldest first; the first begins on the first day that can be told. */
  readonly held: readonly Held[]
  /** Why nothing is told of earlier days. */
  readonly before: string
}

export interface Past {
  readonly accounts: readonly PastAccount[]
  /** Accounts of which no past day can be told. */
  readonly leftOut: readonly { readonly account: Account; readonly why: string }[]
  readonly movements: readonly Movement[]
  readonly keyOf: Standing['sameOf']
}

/** Splits leave fractions of a millionth. */
const roundingShares = 1000
/** Trades settle a day late, and balances are stated before that: so much of an overdraft is none. */
const mostOverdraft = 100_000

const made = new WeakMap<Standing, Past>()

export function pastOf(standing: Standing): Past {
  const known = made.get(standing)
  if (known) return known
  const past = makePast(standing)
  made.set(standing, past)
  return past
}

function makePast(standing: Standing): Past {
  const { snapshot } = standing
  const movements = movementsOf(snapshot, standing.sameOf)
  const byAccount = Map.groupBy(movements, ({ account }) => account)
  const held = Map.groupBy(holdingsOf(standing), ({ account }) => account)
  const accounts: PastAccount[] = []
  const leftOut: Past['leftOut'][number][] = []
  for (const account of snapshot.accounts) {
    if (account.coverageFrom === null) leftOut.push({ account, why: 'no trades of it were imported' })
    else {
      const now = new Map((held.get(account.id) ?? []).map(holding => [standing.sameOf(holding.security), holding.shares as number]))
      accounts.push(rolledBack(account, account.coverageFrom, now, byAccount.get(account.id) ?? []))
    }
  }
  return { accounts, leftOut, movements, keyOf: standing.sameOf }
}

interface Rolling {
  readonly shares: Map<Key, number>
  cash: number
}

/** With its cash where that adds up, else without. */
function rolledBack(account: Account, coverageFrom: CivilDate, now: ReadonlyMap<Key, number>, movements: readonly Movement[]): PastAccount {
  const days = [...Map.groupBy(movements, ({ day }) => day)].sort(([a], [b]) => b - a).filter(([day]) => day >= dayNumber(coverageFrom))
  const cashWhy = account.cash === null || account.cashAsOf === null ? 'no balance of it is known' : whyCashFails(account, movements, days)
  const cashOutside = cashWhy !== null
  const state: Rolling = { shares: new Map(now), cash: cashOutside ? 0 : cashToday(account, movements) }
  const held: Held[] = []
  const keep = (from: number) => held.unshift({ from, shares: new Map(state.shares), cash: cashOutside ? 0 : state.cash })
  for (const [day, some] of days) {
    keep(day)
    const wrong = undoDay(state, some) ?? whySharesFail(state, day)
    if (wrong !== null)
      return { account, cashOutside, cashWhy, held, before: `nothing is told of ${account.name} before ${date(dateOfDay(day))}: ${wrong}` }
  }
  const first = dayNumber(coverageFrom)
  if (held[0]?.from !== first) keep(first)
  return { account, cashOutside, cashWhy, held, before: `the trades of ${account.name} are in the book from ${date(coverageFrom)} on` }
}

type Days = readonly (readonly [number, readonly Movement[]])[]

function whyCashFails(account: Account, movements: readonly Movement[], days: Days): string | null {
  let cash = cashToday(account, movements)
  for (const [day, some] of days) {
    cash -= some.reduce((sum, movement) => sum + movement.cash, 0)
    if (cash < -mostOverdraft)
      return `it would have been ${exactMoney(Math.round(cash))} before ${date(dateOfDay(day))}, so money that came in is not in its records`
  }
  return null
}

/** At the close of the as-of day: the stated balance with what came after it. */
function cashToday({ cash, cashAsOf }: Account, movements: readonly Movement[]): number {
  const stated = cashAsOf === null ? Number.NEGATIVE_INFINITY : dayNumber(cashAsOf)
  return movements.reduce((sum, movement) => (movement.day > stated ? sum + movement.cash : sum), cash ?? 0)
}

function undoDay(state: Rolling, movements: readonly Movement[]): string | null {
  for (const movement of movements.toReversed()) {
    if (movement.unknown !== null) return movement.unknown
    state.cash -= movement.cash
    undoShares(state.shares, movement)
  }
  return null
}

function undoShares(shares: Map<Key, number>, { key, shares: moved, exchange }: Movement): void {
  if (key === null) return
  const add = (of: Key, count: number) => shares.set(of, (shares.get(of) ?? 0) + count)
  if (exchange === null) add(key, -moved)
  else if (exchange.kind === 'split') shares.set(key, Math.round(((shares.get(key) ?? 0) * exchange.down) / exchange.up))
  else {
    const old = exchange.kind === 'merger' ? -moved : (shares.get(key) ?? 0)
    add(exchange.to, -Math.round((old * exchange.up) / exchange.down))
    if (exchange.kind === 'merger') add(key, old)
  }
  for (const [of, count] of shares) if (Math.abs(count) < 1) shares.delete(of)
}

function whySharesFail({ shares }: Rolling, day: number): string | null {
  for (const [, count] of shares)
    if (count < -roundingShares) return `the trades of ${date(dateOfDay(day))} sold or moved more shares than its records brought in`
  return null
}

/** The state at the close of a day; null before the first one told. */
export function heldOn({ held }: PastAccount, day: number): Held | null {
  let [low, high] = [0, held.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((held[middle] as Held).from <= day) low = middle + 1
    else high = middle
  }
  return held[low - 1] ?? null
}
