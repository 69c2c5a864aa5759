/**
 * Sales on issued tickets that no file shows yet, as the review sees them: shares on their way are offered to no second ticket, are no replacement for another
 * loss, and have used what their own losses wash; their results stand in the year against which further sales are priced. Once the custodian's trades tell of
 * a sale, the records speak and the plan is silent: nothing counts twice. IRC section 1091(a), 1211(b).
 */
import { type Cents, cents, shareOfCents } from '../../../shared/kernel/cents.ts'
import { addDays, type CivilDate, yearOf } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, LotId, SecurityId, TicketId } from '../../../shared/kernel/id.ts'
import { type Shares, shares } from '../../../shared/kernel/shares.ts'
import { isTaxable } from '../../../shared/model/book.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import { tradingDayFrom } from '../calendar/trading-days.ts'
import type { ProjectedLot } from '../lots/project.ts'
import type { NetResults } from '../tax/year.ts'
import type { HeldLot, HouseholdEvidence, PlannedTrade } from '../wash/evidence.ts'
import type { LossSale } from '../wash/loss-sale.ts'
import type { TriedSale } from '../wash/tried.ts'
import { type ProposedSale, verdictAndTaken } from '../wash/verdict.ts'
import { keyOfTaken, withoutShares } from '../wash/without-shares.ts'
import { type MovedLoss, type MovedLosses, wholeLoss, withMovedLoss } from './moved-losses.ts'

export type PlannedSale = NonNullable<Snapshot['plannedSales']>[number]

/** What of a lot is on tickets, and on which. */
export interface OnTicket {
  readonly shares: Shares
  readonly tickets: readonly TicketId[]
}

/** A sale is looked for in the records from its day on; orders of the day settle there within a few days. */
const tradedWithinDays = 5

/** Shares of open lots that issued tickets sell. What a lot file of the ticket's day already took off a lot is not taken off again. */
export function lotsOnTickets(snapshot: Snapshot, lots: readonly ProjectedLot[]): ReadonlyMap<LotId, OnTicket> {
  const pending = Map.groupBy(
    (snapshot.plannedSales ?? []).filter(sale => !sale.taken),
    sale => sale.lot,
  )
  const found = new Map<LotId, OnTicket>()
  if (pending.size === 0) return found
  for (const lot of lots) {
    const sales = pending.get(lot.id)
    if (sales === undefined) continue
    const held = sales.reduce((most, sale) => Math.max(most, sale.held ?? 0), 0)
    const gone = isStatedSince(snapshot, lot, sales) ? Math.max(0, held - lot.shares) : 0
    const sold = sales.reduce((sum, sale) => sum + sale.shares, 0)
    const count = Math.min(lot.shares, Math.max(0, sold - gone))
    if (count > 0) found.set(lot.id, { shares: shares(count), tickets: [...new Set(sales.map(sale => sale.ticket))] })
  }
  return found
}

/** A lot file of the ticket's day may have been made before or after that day's close; only what is missing from it tells. */
function isStatedSince(snapshot: Snapshot, lot: ProjectedLot, sales: readonly PlannedSale[]): boolean {
  const first = sales.reduce<CivilDate | null>((day, sale) => (day === null || sale.date < day ? sale.date : day), null)
  return snapshot.statementLots.some(
    stated => stated.account === lot.account && stated.security === lot.security && first !== null && stated.asOf >= first,
  )
}

/** A lot as the next ticket can have it: what is left of it. A lot that is on tickets whole stays as it is, and is not offered. */
export function leftOfLot(lot: ProjectedLot, onTicket: OnTicket | undefined): ProjectedLot {
  if (onTicket === undefined || onTicket.shares >= lot.shares) return lot
  const left = shares(lot.shares - onTicket.shares)
  const part = (amount: Cents) => shareOfCents(amount, left, lot.shares)
  return {
    ...lot,
    shares: left,
    basis: lot.basis === null ? null : part(lot.basis),
    washAdjustment: part(lot.washAdjustment),
    ...(lot.gift === undefined ? {} : { gift: { ...lot.gift, value: part(lot.gift.value) } }),
  }
}

/** The sales that neither the ledger nor a realized file tells of yet. */
export function untoldSales(snapshot: Snapshot, sameOf: (security: string) => string): PlannedSale[] {
  const planned = snapshot.plannedSales ?? []
  if (planned.length === 0) return []
  const days = new Map<string, CivilDate[]>()
  const tell = (account: AccountId, security: SecurityId, day: CivilDate) => {
    const key = `${account}\n${sameOf(security)}`
    days.set(key, [...(days.get(key) ?? []), day])
  }
  for (const entry of snapshot.entries) {
    if (entry.kind === 'sell' && entry.security !== null) tell(entry.account, entry.security, entry.tradeDate)
  }
  for (const row of snapshot.realized) tell(row.account, row.security, row.closed)
  return planned.filter(({ account, security, date }) => {
    const last = addDays(date, tradedWithinDays)
    return !(days.get(`${account}\n${sameOf(security)}`) ?? []).some(day => day >= date && day <= last)
  })
}

/** The losses among them, for purchases and locks: one for each ticket, account and security. A result nobody knows may be a loss. */
export function plannedLossSales(snapshot: Snapshot, sales: readonly PlannedSale[], lossSales: readonly LossSale[]): PlannedTrade[] {
  const taxable = new Set(snapshot.accounts.filter(account => isTaxable(account.type)).map(account => account.id))
  const losses = sales.filter(sale => taxable.has(sale.account) && (sale.gain === null || sale.gain < 0))
  const known = new Set(lossSales.map(sale => `${sale.account}\n${sale.security}\n${sale.date}`))
  return [...Map.groupBy(losses, orderKey).values()].flatMap(lots => {
    const [first] = lots
    if (first === undefined || known.has(`${first.account}\n${first.security}\n${first.date}`)) return []
    const { account, security, ticket } = first
    const count = shares(lots.reduce((sum, lot) => sum + lot.shares, 0))
    return [{ account, security, date: tradingDayFrom(first.date), shares: count, id: `${ticket} sale`, ticket }]
  })
}

function orderKey({ ticket, account, security }: PlannedSale): string {
  return `${ticket}\n${account}\n${security}`
}

export interface AfterPlannedSales {
  readonly evidence: HouseholdEvidence
  /** Net results of the sales by term after wash adjustments. */
  readonly results: NetResults
  readonly moved: MovedLosses
}

const noResults: NetResults = { short: cents(0), long: cents(0) }

interface PlannedOrder {
  readonly ticket: TicketId
  readonly sale: ProposedSale
  readonly lots: readonly PlannedSale[]
}

/** The records once these sales are made: lots less what they sell, purchases less what their losses have used. `lots`: the open ones. */
export function afterPlannedSales(
  snapshot: Snapshot,
  evidence: HouseholdEvidence,
  sales: readonly PlannedSale[],
  onTickets: ReadonlyMap<LotId, OnTicket>,
  lots: readonly ProjectedLot[],
): AfterPlannedSales {
  if (sales.length === 0 && onTickets.size === 0) return { evidence, results: noResults, moved: new Map() }
  const gone = new Map<string, number>([...onTickets].map(([lot, { shares: count }]) => [lot, count]))
  const totals = { short: 0, long: 0 }
  const moved = new Map<LotId, MovedLoss[]>()
  const as = (lot: HeldLot) => withMovedLoss(lot, moved)
  const open = new Map(lots.map(lot => [lot.id, lot]))
  const orders = ordersOf(snapshot, sales)
  for (const [index, order] of orders.entries()) {
    const others = less(gone, order.lots)
    const later = orders.slice(index + 1).filter(({ ticket }) => ticket !== order.ticket)
    let { taken, tried } = verdictAndTaken(order.sale, withoutShares(evidence, others, as))
    if (later.length > 0) {
      // what a later ticket sells is still held, and was drafted with what moves into the whole of it
      const sold = later.flatMap(one => one.lots)
      const held = verdictAndTaken(order.sale, withoutShares(evidence, less(others, sold), as))
      const into = movedBy(order, held.tried)
      const isWhole = (id: LotId) => {
        const lot = open.get(id)
        return lot !== undefined && wholeLoss(lot, new Map([[id, [...(moved.get(id) ?? []), ...(into.get(id) ?? [])]]])) !== null
      }
      if (sold.every(({ lot }) => !into.has(lot) || isWhole(lot))) ({ taken, tried } = held)
    }
    for (const { from, shares: count } of taken) {
      if (from !== null) gone.set(keyOfTaken(from), (gone.get(keyOfTaken(from)) ?? 0) + count)
    }
    for (const [lot, losses] of movedBy(order, tried)) moved.set(lot, [...(moved.get(lot) ?? []), ...losses])
    if (yearOf(order.sale.date) === yearOf(snapshot.asOf)) addResults(totals, order.lots, tried)
  }
  return { evidence: withoutShares(evidence, gone, as), results: { short: cents(totals.short), long: cents(totals.long) }, moved }
}

/** Of taxable accounts, in the order of their tickets. */
function ordersOf(snapshot: Snapshot, sales: readonly PlannedSale[]): PlannedOrder[] {
  const taxable = new Set(snapshot.accounts.filter(account => isTaxable(account.type)).map(account => account.id))
  const groups = [...Map.groupBy(sales, orderKey).values()].flatMap((lots): PlannedOrder[] => {
    const [first] = lots
    if (first === undefined || !taxable.has(first.account)) return []
    const { ticket, account, security, date } = first
    return [{ ticket, lots, sale: { account, security, date: tradingDayFrom(date), lots } }]
  })
  const key = ({ ticket, sale }: PlannedOrder) => `${sale.date} ${ticket}`
  return groups.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
}

function less(gone: ReadonlyMap<string, number>, lots: readonly PlannedSale[]): Map<string, number> {
  const left = new Map(gone)
  for (const { lot, shares: count } of lots) left.set(lot, Math.max(0, (left.get(lot) ?? 0) - count))
  return left
}

function movedBy({ ticket, lots }: PlannedOrder, tried: TriedSale | null): Map<LotId, MovedLoss[]> {
  const moved = new Map<LotId, MovedLoss[]>()
  const taken = lots.some(lot => lot.taken)
  for (const { lost, disallowed, bought, shares: count, heldFrom } of [...(tried?.parts.values() ?? [])].flat()) {
    if (lost || disallowed === 0 || typeof bought.from !== 'string') continue
    moved.set(bought.from, [...(moved.get(bought.from) ?? []), { ticket, shares: shares(count), amount: disallowed, heldFrom, taken }])
  }
  return moved
}

/** By the term the ticket states, unless lots of the sale take over each other's losses and days. */
function addResults(totals: { short: number; long: number }, lots: readonly PlannedSale[], tried: TriedSale | null): void {
  const stated = new Map(lots.map(({ lot, term }) => [lot, term]))
  const rows = tried?.rows ?? lots.map(({ lot, term, gain }) => ({ lot, term, gain, disallowed: 0 }))
  for (const { lot, term: booked, gain, disallowed } of rows) {
    const term = tried !== null && tried.passedOn > 0 ? booked : (stated.get(lot) ?? null)
    if (gain !== null && term !== null) totals[term] += gain + disallowed
  }
}
