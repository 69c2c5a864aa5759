/**
 * Which trades of the past were rebalances: those of issued tickets that carry out one plan, and days on which two or more trades turned over at least a set part of the household without such a ticket (one trade alone
 * invests or raises money). Trades in the book are
 * given to a ticket's order by account, security and side, from its day on, until its shares are reached; a day on which several orders of one kind were filled is shared in the order of the tickets.
 */
import { addDays, type CivilDate, dayNumber } from '../../../shared/kernel/civil-date.ts'
import type { LedgerEntry } from '../../../shared/model/ledger.ts'
import type { Ticket, TicketOrder, TicketPage } from '../../../shared/model/ticket.ts'
import { counted, date } from '../../../shared/present/format.ts'
import type { Standing } from '../standing/standing.ts'
import type { Past } from './past-holdings.ts'
import { turnover } from './returns.ts'

/** An issued ticket that was not cancelled. */
export type PastTicket = Pick<Ticket, 'id' | 'asOf' | 'pages' | 'plan' | 'basket'>

export interface Fill {
  readonly entry: LedgerEntry
  readonly side: 'buy' | 'sell'
  /** Millionths; of a trade shared by two orders, the part of this one. */
  readonly shares: number
  readonly value: number
  readonly fees: number
  /** The order it filled; null: no ticket is known. */
  readonly order: TicketOrder | null
}

export interface Rebalance {
  readonly id: string
  readonly kind: 'plan' | 'trades'
  readonly title: string
  readonly first: CivilDate
  readonly last: CivilDate
  readonly tickets: readonly PastTicket[]
  readonly fills: readonly Fill[]
  readonly state: 'open' | 'partly' | 'filled'
}

/** Days after a ticket in which its trades are looked for: a worked order, and a weekend. */
const filledWithin = 21
/** A trade within this part of the order is the whole of it: fractions are traded otherwise than planned. */
const whole = 0.99

/** `valueOn`: of the household on the last valued day before a day; null: not known, and then no turnover is. */
export function rebalancesOf(
  standing: Standing,
  past: Past,
  tickets: readonly PastTicket[],
  leastTurnover: number,
  valueOn: (day: number) => number | null,
): Rebalance[] {
  const trades = past.movements.flatMap(({ entry, nature }) => (nature === 'trade' && entry.kind !== 'exercise' ? [entry] : []))
  const left = new Map(trades.map(entry => [entry, entry.shares as number]))
  const groups = Map.groupBy(
    tickets.filter(({ plan }) => plan !== undefined).sort((a, b) => (a.id < b.id ? -1 : 1)),
    ({ plan }) => `${plan?.proposal} ${plan?.revision}`,
  )
  const planned = [...groups.values()].map(group => planOf(standing, group, trades, left))
  const days = Map.groupBy(
    trades.filter(entry => (left.get(entry) ?? 0) > 0),
    ({ tradeDate }) => tradeDate,
  )
  const bought = [...days].flatMap(([day, entries]) => dayOf(day, entries, left, leastTurnover, valueOn))
  return [...planned, ...bought].sort((a, b) => (a.first < b.first ? 1 : a.first > b.first ? -1 : a.id < b.id ? -1 : 1))
}

function planOf(
  standing: Standing,
  tickets: readonly PastTicket[],
  trades: readonly LedgerEntry[],
  left: Map<LedgerEntry, number>,
): Rebalance {
  const orders = tickets.flatMap(({ asOf, pages }) => pages.flatMap(page => page.orders.map(order => ({ asOf, page, order }))))
  const filled = orders.map(each => fillsOf(standing, each, trades, left))
  const fills = filled.flat()
  const [first] = tickets as readonly [PastTicket]
  const days = fills.map(({ entry }) => entry.tradeDate).sort()
  const done = filled.filter(
    (some, at) => some.reduce((sum, { shares }) => sum + shares, 0) >= whole * (orders[at]?.order.shares ?? 0),
  ).length
  const names = tickets.map(({ id }) => id).join(', ')
  return {
    id: `plan ${first.plan?.proposal} ${first.plan?.revision}`,
    kind: 'plan',
    title: `Plan of ${tickets.length === 1 ? 'ticket' : 'tickets'} ${names}`,
    first: days[0] ?? first.asOf,
    last: days.at(-1) ?? first.asOf,
    tickets,
    fills,
    state: fills.length === 0 ? 'open' : done === orders.length ? 'filled' : 'partly',
  }
}

interface Ordered {
  readonly asOf: CivilDate
  readonly page: TicketPage
  readonly order: TicketOrder
}

function fillsOf(
  standing: Standing,
  { asOf, page, order }: Ordered,
  trades: readonly LedgerEntry[],
  left: Map<LedgerEntry, number>,
): Fill[] {
  const same = standing.sameOf(order.security)
  const until = addDays(asOf, filledWithin)
  const fills: Fill[] = []
  let wanted: number = order.shares
  for (const entry of trades) {
    const free = left.get(entry) ?? 0
    if (wanted <= 0) break
    if (free <= 0 || entry.account !== page.account || entry.kind !== order.side || entry.security === null) continue
    if (entry.tradeDate < asOf || entry.tradeDate > until || standing.sameOf(entry.security) !== same) continue
    const taken = Math.min(free, wanted)
    wanted -= taken
    left.set(entry, free - taken)
    fills.push(fillOf(entry, taken, order))
  }
  return fills
}

function fillOf(entry: LedgerEntry, shares: number, order: TicketOrder | null): Fill {
  const part = entry.shares > 0 ? shares / entry.shares : 0
  const side = entry.kind === 'buy' ? 'buy' : 'sell'
  return { entry, side, shares, value: Math.round(grossOf(entry) * part), fees: Math.round(entry.fees * part), order }
}

/** Without the fees: shares at their price, or where none is told the amount with the fees taken back. */
function grossOf({ amount, price, shares, fees, kind }: LedgerEntry): number {
  if (price !== null) return Math.round((shares * price) / 1e10)
  return Math.abs(amount ?? 0) + (kind === 'buy' ? -fees : fees)
}

/** Dollars a share in millionths; null where neither price nor amount is told. */
export function filledPrice(entry: LedgerEntry): number | null {
  if (entry.price !== null) return entry.price
  return entry.amount === null || entry.shares === 0 ? null : (grossOf(entry) * 1e10) / entry.shares
}

function dayOf(
  day: CivilDate,
  entries: readonly LedgerEntry[],
  left: ReadonlyMap<LedgerEntry, number>,
  leastTurnover: number,
  valueOn: (day: number) => number | null,
): Rebalance[] {
  const fills = entries.map(entry => fillOf(entry, left.get(entry) ?? 0, null))
  const value = valueOn(dayNumber(day))
  if (fills.length < 2 || value === null || turnover(sumOf(fills, 'buy'), sumOf(fills, 'sell'), value) < leastTurnover) return []
  const title = `${counted(fills.length, 'trade')} of ${date(day)}`
  return [{ id: `day ${day}`, kind: 'trades', title, first: day, last: day, tickets: [], fills, state: 'filled' }]
}

export function sumOf(fills: readonly Fill[], side: Fill['side']): number {
  return fills.reduce((sum, fill) => (fill.side === side ? sum + fill.value : sum), 0)
}
