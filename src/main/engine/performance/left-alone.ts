/**
 * A portfolio that was not: the positions before a rebalance left alone, or the targets held, day by day beside the one that was. It meets what the real one met (splits, dividends a share, fees, money in and out) in
 * the measure of the shares it has, and makes none of its trades. Where the real portfolio holds as many shares as this one, every amount is the same to the last digit, so without trades the two never differ.
 */
import type { AccountId } from '../../../shared/kernel/id.ts'
import type { Key, Movement } from './movements.ts'
import type { PastAccount } from './past-holdings.ts'
import type { Valued } from './returns.ts'
import { type Flow, flowOf, type Prices, type ValuedDay, worth } from './valued-days.ts'

export interface World {
  readonly accounts: readonly PastAccount[]
  /** Oldest first. */
  readonly movements: readonly Movement[]
  readonly prices: Prices
  readonly unpriced: ReadonlySet<Key>
}

export interface Other {
  /** Valued days, the first being the day it begins; days on which something it holds has no price are left out. */
  readonly days: readonly Valued[]
  readonly flows: readonly Flow[]
  /** Held without the household holding it any more: what it paid since is in no record. */
  readonly unseen: ReadonlySet<Key>
  /** What had no price on a day that was left out. */
  readonly lacking: ReadonlySet<Key>
}

interface Pocket {
  readonly shares: Map<Key, number>
  cash: number
}

/** The one that was: every account tells its own part of an event. */
interface Real {
  readonly accounts: ReadonlyMap<AccountId, Map<Key, number>>
  cash: number
}

/** As the household was at the close of `days[0]`, and then without any trade: money that comes stays in cash, money that leaves beyond it is raised by selling a part of everything. */
export function leftAlone(world: World, days: readonly ValuedDay[]): Other {
  return run(world, days, { start: together, flows: true, again: () => false })
}

/** The targets from the first day on, with the first day's value; rebalanced to them on the first valued day of each month, or held. Money in and out is put into everything alike, which changes no return. */
export function targetPortfolio(
  world: World,
  days: readonly ValuedDay[],
  targets: ReadonlyMap<Key, number>,
  again: (day: number, before: number) => boolean,
): Other | null {
  const [first] = days
  if (first === undefined || [...targets.keys()].some(key => world.prices.on(key, first.day) === undefined)) return null
  return run(world, days, { start: () => bought(world, targets, first.day, first.value), flows: false, again, targets })
}

interface Manner {
  readonly start: (real: Real) => Pocket
  readonly flows: boolean
  readonly again: (day: number, before: number) => boolean
  readonly targets?: ReadonlyMap<Key, number>
}

function bought({ prices }: World, targets: ReadonlyMap<Key, number>, day: number, value: number): Pocket {
  return { shares: new Map([...targets].map(([key, weight]) => [key, (value * weight * 1e10) / (prices.on(key, day) as number)])), cash: 0 }
}

function run(world: World, days: readonly ValuedDay[], manner: Manner): Other {
  const [first] = days
  if (first === undefined) return { days: [], flows: [], unseen: new Set(), lacking: new Set() }
  const real = realOn(world, first.day)
  const splits = new Set<string>()
  const mine = manner.start(real)
  const overdrawn = real.cash
  const [valued, flows]: [Valued[], Flow[]] = [[], []]
  const [unseen, lacking] = [new Set<Key>(), new Set<Key>()]
  const own = new Map(world.accounts.map(each => [each.account.id, each.cashOutside]))
  let at = world.movements.findIndex(({ day }) => day > first.day)
  if (at < 0) at = world.movements.length
  let before = first.day
  for (const { day } of days) {
    for (let next = world.movements[at]; next !== undefined && next.day <= day; at += 1, next = world.movements[at]) {
      const outside = own.get(next.account)
      if (outside === undefined) continue
      const flow = meet(world, { real, mine, movement: next, outside, flows: manner.flows, splits })
      if (flow !== 0) flows.push({ day: next.day, amount: flow })
    }
    for (const key of mine.shares.keys()) if (heldOf(real, key) === 0) unseen.add(key)
    const value = worthOn(world, mine, day, lacking)
    if (value === null) continue
    const raised = manner.flows ? raise(mine, Math.min(0, real.cash, overdrawn), value) : value
    valued.push({ day, value: raised })
    if (manner.targets && day > first.day && manner.again(day, before))
      Object.assign(mine, rebalanced(world, manner.targets, day, value, mine))
    before = day
  }
  return { days: valued, flows, unseen, lacking }
}

function rebalanced(world: World, targets: ReadonlyMap<Key, number>, day: number, value: number, mine: Pocket): Pocket {
  return [...targets.keys()].some(key => world.prices.on(key, day) === undefined) ? mine : bought(world, targets, day, value)
}

/** The measured accounts at the close of a day. */
function realOn({ accounts, unpriced }: World, day: number): Real {
  let cash = 0
  const own = accounts.map(({ account, held }): [AccountId, Map<Key, number>] => {
    const state = held.findLast(({ from }) => from <= day)
    cash += state?.cash ?? 0
    return [account.id, new Map([...(state?.shares ?? [])].filter(([key]) => !unpriced.has(key)))]
  })
  return { accounts: new Map(own), cash }
}

function together({ accounts, cash }: Real): Pocket {
  const shares = new Map<Key, number>()
  for (const own of accounts.values()) for (const [key, count] of own) shares.set(key, (shares.get(key) ?? 0) + count)
  return { shares, cash }
}

function heldOf({ accounts }: Real, key: Key): number {
  let sum = 0
  for (const own of accounts.values()) sum += own.get(key) ?? 0
  return sum
}

interface Meeting {
  readonly real: Real
  readonly mine: Pocket
  readonly movement: Movement
  readonly outside: boolean
  readonly flows: boolean
  /** Already told by another account. */
  readonly splits: Set<string>
}

/** The movement on the real portfolio and on this one; what came into this one from outside. */
function meet(world: World, meeting: Meeting): number {
  const { real, mine, movement, outside, flows } = meeting
  const { key, nature, shares, cash } = movement
  const inside = key === null || !world.unpriced.has(key)
  const part = inside && nature !== 'external' ? partOf(meeting) : 0
  const kept = outside ? 0 : cash
  if (part !== 0) meetIn(meeting, part, kept)
  real.cash += kept
  const own = real.accounts.get(movement.account)
  if (key !== null && inside && own) moveIn(own, movement, own.get(key) ?? 0, 1)
  const flow = flowOf(movement, outside, world.unpriced, world.prices)
  if (inside && nature !== 'external') return outside ? flow * part : 0
  if (!flows) return 0
  mine.cash += kept
  if (key !== null && inside && shares !== 0) takeOrGive(world, mine, movement, key)
  return flow
}

function meetIn({ real, mine, movement, splits }: Meeting, part: number, kept: number): void {
  const { key, exchange, account, entry } = movement
  mine.cash += kept * part
  if (key === null) return
  if (exchange?.kind === 'split') {
    const name = `${entry.tradeDate} ${key}`
    if (!splits.has(name)) moveIn(mine.shares, movement, 0, 1)
    splits.add(name)
  } else moveIn(mine.shares, movement, (real.accounts.get(account)?.get(key) ?? 0) * part, part)
}

/** How much of it this portfolio meets, beside the real one. */
function partOf({ real, mine, movement: { key, nature, exchange }, flows }: Meeting): number {
  if (nature === 'trade') return 0
  if (key === null || nature === 'fixed') return flows ? 1 : 0
  const own = mine.shares.get(key) ?? 0
  if (own === 0) return 0
  if (exchange?.kind === 'split') return 1
  const had = heldOf(real, key)
  // paid after the real shares were gone, for days on which they were there
  return had > 0 ? own / had : flows ? 1 : 0
}

function add(shares: Map<Key, number>, key: Key, count: number): void {
  const now = (shares.get(key) ?? 0) + count
  if (Math.abs(now) < 1e-3) shares.delete(key)
  else shares.set(key, now)
}

/** `old`: shares that a spin-off is on. */
function moveIn(shares: Map<Key, number>, { key, shares: moved, exchange }: Movement, old: number, part: number): void {
  if (key === null) return
  if (exchange === null) return add(shares, key, moved * part)
  const { kind, to, up, down } = exchange
  if (kind === 'split') return void shares.set(key, ((shares.get(key) ?? 0) * up) / down)
  add(shares, to, ((kind === 'merger' ? -moved * part : old) * up) / down)
  if (kind === 'merger') add(shares, key, moved * part)
}

/** Shares that came or left in kind: what of them this portfolio does not have leaves as money. */
function takeOrGive({ prices }: World, mine: Pocket, { shares, day }: Movement, key: Key): void {
  const own = mine.shares.get(key) ?? 0
  const moved = shares > 0 ? shares : -Math.min(own, -shares)
  add(mine.shares, key, moved)
  mine.cash += worth(shares - moved, prices.last(key, day) ?? 0)
}

function worthOn({ prices }: World, { shares, cash }: Pocket, day: number, lacking: Set<Key>): number | null {
  let value = cash
  for (const [key, count] of shares) {
    const price = prices.on(key, day)
    if (price === undefined) {
      lacking.add(key)
      return null
    }
    value += worth(count, price)
  }
  return value
}

/** Money left that was not there (below `floor`: what the real one was overdrawn by too): a part of everything is sold, at the day's prices, so the value stays. */
function raise(mine: Pocket, floor: number, value: number): number {
  const invested = value - mine.cash
  if (mine.cash >= floor - 1e-6 || invested <= 0) return value
  const part = Math.max(0, 1 - (floor - mine.cash) / invested)
  for (const [key, count] of mine.shares) mine.shares.set(key, count * part)
  mine.cash = floor
  return value
}
