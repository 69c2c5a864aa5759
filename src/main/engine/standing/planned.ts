/**
 * Sales on issued tickets that no file shows yet, as the review sees them: shares on their way are offered to no second ticket, are no replacement for another
 * loss, and have used what their own losses wash; their results stand in the year against which further sales are priced. Once the custodian's trades tell of
 * a sale, the records speak and the plan is silent: nothing counts twice. IRC section 1091(a), 1211(b).
 */
import { addCents, type Cents, cents } from '../../../shared/kernel/cents.ts'
import { addDays, type CivilDate, yearOf } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, LotId, SecurityId, TicketId } from '../../../shared/kernel/id.ts'
import { type Shares, shares } from '../../../shared/kernel/shares.ts'
import { isTaxable } from '../../../shared/model/book.ts'
import type { Term } from '../../../shared/model/ledger.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import { tradingDayFrom } from '../calendar/trading-days.ts'
import { termOf } from '../lots/holding-period.ts'
import type { ProjectedLot } from '../lots/project.ts'
import { proportion } from '../lots/proportion.ts'
import type { NetResults } from '../tax/year.ts'
import type { HeldLot, HouseholdEvidence, PlannedTrade } from '../wash/evidence.ts'
import type { LossSale } from '../wash/loss-sale.ts'
import type { TriedSale } from '../wash/tried.ts'
import { type Judged, type ProposedSale, verdictAndTaken } from '../wash/verdict.ts'
import { keyOfSoldAgain, keyOfTaken, withoutShares } from '../wash/without-shares.ts'
import { familyOf, type LotChange, type MovedLoss, StandingLots, soldOf } from './lot-parts.ts'

export type PlannedSale = NonNullable<Snapshot['plannedSales']>[number]

/** What of a lot is on tickets, and on which. */
export interface OnTicket {
  readonly shares: Shares
  readonly tickets: readonly TicketId[]
}

/** A sale is looked for in the records from its day on; orders of the day settle there within a few days. */
const tradedWithinDays = 5

/** By lot, shares that a lot file of a ticket's day already took off: they are not taken off again. */
function goneSince(snapshot: Snapshot, sales: readonly PlannedSale[], parts: StandingLots): Map<string, number> {
  const gone = new Map<string, number>()
  for (const [family, own] of Map.groupBy(sales, sale => familyOf(sale.lot))) {
    if (!isStatedSince(snapshot, own)) continue
    const before = own.reduce((most, sale) => Math.max(most, sale.whole ?? sale.held ?? 0), 0)
    gone.set(family, Math.max(0, before - parts.held(family as LotId)))
  }
  return gone
}

function onTicketsOf(parts: StandingLots): Map<LotId, OnTicket> {
  const found = new Map<LotId, OnTicket>()
  for (const part of parts.touched()) {
    if (part.sold.length === 0) continue
    const tickets = [...new Set(part.sold.map(one => (one.by as PlannedSale).ticket))]
    found.set(part.lot.id, { shares: shares(soldOf(part)), tickets })
  }
  return found
}

/** A lot file of the ticket's day may have been made before or after that day's close; only what is missing from it tells. */
function isStatedSince(snapshot: Snapshot, sales: readonly PlannedSale[]): boolean {
  const first = sales.reduce<CivilDate | null>((day, sale) => (day === null || sale.date < day ? sale.date : day), null)
  return snapshot.statementLots.some(
    stated => stated.account === sales[0]?.account && stated.security === sales[0].security && first !== null && stated.asOf >= first,
  )
}

/** A lot as the next ticket can have it: what is left of it. A lot that is on tickets whole stays as it is, and is not offered. */
export function leftOfLot(lot: ProjectedLot, onTicket: OnTicket | undefined): ProjectedLot {
  if (onTicket === undefined || onTicket.shares >= lot.shares) return lot
  const left = shares(lot.shares - onTicket.shares)
  // the shares sold leave first, as they do in the books
  const part = (amount: Cents) => cents(amount - proportion(amount, onTicket.shares, lot.shares))
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
  /** Open lots as they will stand. */
  readonly parts: StandingLots
  /** Shares of them that tickets sell. */
  readonly onTickets: ReadonlyMap<LotId, OnTicket>
}

const noResults: NetResults = { short: cents(0), long: cents(0) }

interface PlannedOrder {
  readonly ticket: TicketId
  readonly date: CivilDate
  readonly sale: Omit<ProposedSale, 'lots'>
  readonly lots: readonly PlannedSale[]
}

/**
 * The records once these sales are made: lots less what they sell, cut where they take over a loss; purchases less what their losses have used. Ticket by ticket, because each
 * names the lots as those before it left them. `untold`: the sales that no record tells of. `lots`: the open ones.
 */
export function afterPlannedSales(
  snapshot: Snapshot,
  evidence: HouseholdEvidence,
  untold: readonly PlannedSale[],
  lots: readonly ProjectedLot[],
): AfterPlannedSales {
  const sales = snapshot.plannedSales ?? []
  const parts = new StandingLots(lots)
  if (sales.length === 0) return { evidence, results: noResults, parts, onTickets: new Map() }
  const totals = { short: 0, long: 0 }
  const used = new Map<string, number>()
  const gone = goneSince(
    snapshot,
    sales.filter(sale => !sale.taken),
    parts,
  )
  const taxable = new Set(snapshot.accounts.filter(account => isTaxable(account.type)).map(account => account.id))
  const isUntold = new Set(untold)
  for (const ticket of ticketsOf(sales)) {
    parts.sell(lessGone(ticket, gone))
    for (const order of ordersOf(ticket.filter(sale => isUntold.has(sale) && taxable.has(sale.account)))) {
      const own = ownLots(order, parts)
      const { taken, tried } = verdictAndTaken({ ...order.sale, lots: own }, evidenceWith(evidence, parts, used, new Set(order.lots)))
      for (const [key, count] of usedBy({ taken, tried })) used.set(key, (used.get(key) ?? 0) + count)
      if (yearOf(order.date) === yearOf(snapshot.asOf)) addResults(totals, own, tried)
      parts.change(changesBy(order, { taken, tried }))
    }
  }
  return {
    evidence: evidenceWith(evidence, parts, used, new Set()),
    results: { short: cents(totals.short), long: cents(totals.long) },
    parts,
    onTickets: onTicketsOf(parts),
  }
}

/** `own`: what is being sold is not spoken for. */
function evidenceWith(
  evidence: HouseholdEvidence,
  parts: StandingLots,
  used: ReadonlyMap<string, number>,
  own: ReadonlySet<unknown>,
): HouseholdEvidence {
  const gone = new Map<string, number>(used)
  for (const part of parts.touched()) {
    const spoken = part.sold.reduce((sum, one) => (own.has(one.by) ? sum : sum + one.shares), part.used)
    if (spoken > 0) gone.set(part.lot.id, spoken)
  }
  // evidence is laid out later, and lots may be cut by then
  const standing = parts.isTouched ? parts.copy() : null
  const as = standing === null ? null : (lot: HeldLot) => standing.partsOf(lot as ProjectedLot).map(part => part.lot)
  return withoutShares(evidence, gone, as)
}

/** In the order in which they are traded: day by day, as they were issued. */
function ticketsOf(sales: readonly PlannedSale[]): PlannedSale[][] {
  const turn = ({ ticket, date }: PlannedSale) => `${tradingDayFrom(date)} ${ticket}`
  return [...Map.groupBy(sales, turn)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, own]) => own)
}

/** Shares that a ticket takes off the lots as they stand now. */
function lessGone(ticket: readonly PlannedSale[], gone: Map<string, number>): { readonly by: PlannedSale; readonly shares: number }[] {
  return ticket
    .filter(sale => !sale.taken)
    .map(sale => {
      const family = familyOf(sale.lot)
      const before = Math.min(gone.get(family) ?? 0, sale.shares)
      gone.set(family, (gone.get(family) ?? 0) - before)
      return { by: sale, shares: sale.shares - before }
    })
}

function ordersOf(ticket: readonly PlannedSale[]): PlannedOrder[] {
  return [...Map.groupBy(ticket, orderKey).values()].flatMap((lots): PlannedOrder[] => {
    const [first] = lots
    if (first === undefined) return []
    const { account, security } = first
    const date = tradingDayFrom(first.date)
    return [{ ticket: first.ticket, date, lots, sale: { account, security, date } }]
  })
}

interface OwnLot {
  readonly lot: LotId
  readonly shares: Shares
  readonly gain: Cents | null
  readonly term: Term | null
}

/** What an order sells, by the lots as they stand now. Shares that a later lot file shows no more stay under the name the ticket has. */
function ownLots({ lots, date }: PlannedOrder, parts: StandingLots): OwnLot[] {
  const found = new Map<LotId, OwnLot>()
  const add = (lot: LotId, count: number, gain: Cents | null, term: Term | null) => {
    const known = found.get(lot)
    const sum = known === undefined ? gain : known.gain === null || gain === null ? null : addCents(known.gain, gain)
    found.set(lot, { lot, shares: shares((known?.shares ?? 0) + count), gain: sum, term: known === undefined ? term : known.term })
  }
  const touched = [...parts.touched()]
  for (const sale of lots) {
    let [left, gain, known] = [sale.shares as number, sale.gain, sale.moved ?? 0]
    for (const { lot, loss, sold } of touched) {
      const count = sold.reduce((sum, one) => (one.by === sale ? sum + one.shares : sum), 0)
      if (count === 0) continue
      const of = (total: number) => proportion(total, count, left)
      // losses of other tickets in its basis, when it was made and now: some may have been issued or cancelled since
      const [then, now] = [of(known), loss === null ? 0 : proportion(loss.amount, count, lot.shares)]
      const stated = gain === null ? null : of(gain)
      const term = then === now || lot.holdingFrom === null ? sale.term : termOf(lot.holdingFrom, date)
      add(lot.id, count, stated === null ? null : cents(stated + then - now), term)
      left -= count
      known -= then
      if (gain !== null && stated !== null) gain = cents(gain - stated)
    }
    if (left > 0) add(sale.lot, left, gain === null ? null : cents(gain + known), sale.term)
  }
  return [...found.values()]
}

/** Planned purchases, and such as are sold again, that replace the shares an order sells. */
function usedBy({ taken, tried }: Pick<Judged, 'taken' | 'tried'>): (readonly [key: string, shares: number])[] {
  const planned = taken.flatMap(({ from, shares: count }) =>
    from === null || typeof from === 'string' ? [] : [[keyOfTaken(from), count] as const],
  )
  const soldAgain = [...(tried?.parts.values() ?? [])]
    .flat()
    .flatMap(({ bought: { sold, identity, order }, shares: count }) =>
      sold === undefined ? [] : [[keyOfSoldAgain(identity, order, sold), count] as const],
    )
  return [...planned, ...soldAgain]
}

/** What becomes of the lots whose purchases replace the shares an order sells. */
function changesBy({ ticket, sale, lots }: PlannedOrder, { taken, tried }: Pick<Judged, 'taken' | 'tried'>): Map<LotId, LotChange> {
  const losses = new Map<LotId, MovedLoss[]>()
  const told = new Map<LotId, MovedLoss[]>()
  const isTaken = lots.some(lot => lot.taken)
  for (const { lost, disallowed, bought, shares: count, heldFrom } of [...(tried?.parts.values() ?? [])].flat()) {
    if (lost || typeof bought.from !== 'string') continue
    // the lot file that has taken up the sale may hold the custodian's own wash of it, inside the account
    const mayBeStated = isTaken && bought.account === sale.account && bought.security === sale.security
    listIn(mayBeStated ? told : losses, bought.from).push({ ticket, shares: shares(count), amount: disallowed, heldFrom })
  }
  const changes = new Map<LotId, LotChange>()
  for (const { from, shares: count } of taken) {
    if (typeof from !== 'string') continue
    const moved = losses.get(from) ?? []
    const used = count - moved.reduce((sum, loss) => sum + loss.shares, 0)
    changes.set(from, { losses: moved, used, told: told.get(from) ?? [] })
  }
  return changes
}

/** By the term the ticket states, unless lots of the sale take over each other's losses and days. */
function addResults(totals: { short: number; long: number }, lots: readonly OwnLot[], tried: TriedSale | null): void {
  const stated = new Map(lots.map(({ lot, term }) => [lot, term]))
  const rows = tried?.rows ?? lots.map(({ lot, term, gain }) => ({ lot, term, gain, disallowed: 0 }))
  for (const { lot, term: booked, gain, disallowed } of rows) {
    const term = tried !== null && tried.passedOn > 0 ? booked : (stated.get(lot) ?? null)
    if (gain !== null && term !== null) totals[term] += gain + disallowed
  }
}

function listIn<Key, Item>(lists: Map<Key, Item[]>, key: Key): Item[] {
  const known = lists.get(key)
  if (known) return known
  const list: Item[] = []
  lists.set(key, list)
  return list
}
