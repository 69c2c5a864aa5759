/**
 * What the shares of one day of purchase cost, taken out of the basis a custodian states for them after its own washes (IRC section 1012, 1091(d)). The file says how
 * much was washed in all; what is left must be one price a share, every lot either with its part of the loss or without any, and agree with the purchase where
 * the ledger has it. Otherwise nobody can tell, and null says so.
 */
import { dateOfDay } from '../../../shared/kernel/civil-date.ts'
import type { Acquire, BookingEvent, Split } from './event.ts'
import { type LedgerInput, type ShareEntry, sameSecurity } from './ledger-input.ts'
import { proportion } from './proportion.ts'

/** Lots that statements and files show of one account, security and day. */
export interface PurchaseDay {
  readonly lots: readonly Acquire[]
  /** Loss that their custodian has put into them, and into how many of their shares as they were counted when bought. */
  readonly amount: number
  readonly shares: number
}

/** What a custodian's basis may differ from the ledger's by in rounding, a lot. */
const roundingCents = 5

export function purchaseDayOf(account: string, security: string, day: number): string {
  return `${account}\n${security}\n${day}`
}

/**
 * `count` shares of a purchase of `day` as they were counted when bought (IRC section 307), where they are counted as after every split through `countedOn`. null: that is
 * no whole count.
 */
export function countedAsBought(
  count: number,
  {
    account,
    security,
    day,
    countedOn,
  }: { readonly account: string; readonly security: string; readonly day: number; readonly countedOn: number },
  splits: readonly Split[],
): number | null {
  let [up, down] = [1, 1]
  for (const split of splits) {
    if (split.security !== security || (split.account !== null && split.account !== account)) continue
    if (split.day > day && split.day <= countedOn) [up, down] = [up * split.numerator, down * split.denominator]
  }
  const before = proportion(count, down, up)
  return proportion(before, up, down) === count ? before : null
}

export function splitsIn(events: readonly BookingEvent[]): Split[] {
  return events.filter(event => event.kind === 'split')
}

/** The lots with their shares as they were counted when bought. */
function asBought(
  lots: readonly Acquire[],
  splits: readonly Split[],
): readonly { readonly lot: Acquire; readonly shares: number }[] | null {
  const counted = lots.flatMap(lot => {
    const shares = countedAsBought(lot.shares, { ...lot, countedOn: lot.statedOn ?? lot.day }, splits)
    return shares === null ? [] : [{ lot, shares }]
  })
  return counted.length === lots.length ? counted : null
}

/** Whether the custodian states for all shares of that day what the ledger paid, so that no wash is in them. */
export function isAtCost(lot: string, events: readonly BookingEvent[], input: LedgerInput): boolean {
  const one = events.find(event => event.kind === 'acquire' && event.id === lot)
  if (one === undefined || one.kind !== 'acquire') return false
  const lots = events.filter(
    (event): event is Acquire =>
      event.kind === 'acquire' &&
      event.statedOn !== null &&
      purchaseDayOf(event.account, event.security, event.day) === purchaseDayOf(one.account, one.security, one.day),
  )
  const bought = boughtOn(one, input, sameSecurity(input.relations, input.entries))
  if (bought === null || bought === 'unlike' || lots.some(each => each.basis === null)) return false
  const counted = asBought(lots, splitsIn(events))
  if (counted === null) return false
  const cost = proportion(
    bought.cost,
    sum(counted, each => each.shares),
    bought.shares,
  )
  return Math.abs(cost - sum(lots, each => each.basis ?? 0)) <= roundingCents * lots.length
}

/** By lot. `events`: of the whole part of the stream. */
export function statedCosts(
  day: PurchaseDay,
  events: readonly BookingEvent[],
  input: LedgerInput,
  same: (security: string) => string,
): ReadonlyMap<Acquire, number> | null {
  const [first] = day.lots
  if (first === undefined || day.lots.some(lot => lot.basis === null)) return null
  // shares stand in different counts before and after a split
  const counted = asBought(day.lots, splitsIn(events))
  if (counted === null) return null
  const stated = sum(day.lots, lot => lot.basis ?? 0)
  const bought = boughtOn(first, input, same)
  if (bought === 'unlike') return null
  const known =
    bought === null
      ? null
      : proportion(
          bought.cost,
          sum(counted, one => one.shares),
          bought.shares,
        )
  const allowed = roundingCents * day.lots.length
  // a lot file of what was paid holds no wash at all
  if (known !== null && Math.abs(known - stated) <= allowed) return new Map(day.lots.map(lot => [lot, lot.basis ?? 0]))
  if (known !== null && Math.abs(known - (stated - day.amount)) > allowed) return null
  return atOnePrice(counted, day.shares, stated - day.amount)
}

/** The same price for every share; the shares of the lots above it are those that took the loss. null: they are not. */
function atOnePrice(
  lots: readonly { readonly lot: Acquire; readonly shares: number }[],
  washed: number,
  cost: number,
): ReadonlyMap<Acquire, number> | null {
  if (cost < 0) return null
  const costs = new Map<Acquire, number>()
  let [left, count, above] = [cost, sum(lots, lot => lot.shares), 0]
  for (const { lot, shares } of lots) {
    const own = proportion(left, shares, count)
    left -= own
    count -= shares
    costs.set(lot, own)
    const more = (lot.basis ?? 0) - own
    if (more < -roundingCents) return null
    if (more > roundingCents) above += shares
  }
  return lots.length === 1 || above === washed ? costs : null
}

/** What the ledger paid that day; null: it does not say; unlike: for orders at several prices, of which nobody knows which is which. */
function boughtOn(lot: Acquire, { entries }: LedgerInput, same: (security: string) => string) {
  const reversed = new Set(entries.map(entry => entry.reverses))
  const buys = entries.filter(
    (entry): entry is ShareEntry =>
      (entry.kind === 'buy' || entry.kind === 'reinvest') &&
      entry.account === lot.account &&
      entry.security !== null &&
      entry.counter == null &&
      entry.reverses === null &&
      !reversed.has(entry.id) &&
      entry.tradeDate === dateOfDay(lot.day) &&
      same(entry.security) === lot.security,
  )
  const [first] = buys
  if (first === undefined || buys.some(buy => buy.amount === null || buy.shares === 0)) return null
  const paid = (buy: ShareEntry) => Math.abs(buy.amount ?? 0)
  const like = buys.every(buy => Math.abs(proportion(paid(first), buy.shares, first.shares) - paid(buy)) <= roundingCents)
  return like ? { cost: sum(buys, paid), shares: sum(buys, buy => buy.shares) } : 'unlike'
}

function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0)
}
