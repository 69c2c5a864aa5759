/**
 * The lots that a ticket named are the lots that were sold: an imported sale that fills an issued sell order relieves that order's lots, because they were
 * identified with the order (Reg. 1.1012-1(c)), and not those of the account's default method. A sale fills an order of the same account and security (or
 * the same one under another name) traded from the ticket's day through seven calendar days later. An order may be filled in parts: a sale of no more shares than
 * are left of it takes its lots in keying order, because what was identified for the whole order holds for each execution of it. A sale of as many shares as an
 * untouched order goes to that order first; one of more shares than are left of any fills none.
 */
import { addDays, type CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { EntryId, HouseholdId, TicketId } from '../../../shared/kernel/id.ts'
import { type Shares, shares } from '../../../shared/kernel/shares.ts'
import type { LedgerEntry, LotPick } from '../../../shared/model/ledger.ts'
import type { Ticket, TicketOrder, TicketPage } from '../../../shared/model/ticket.ts'
import { sharesHeld } from '../../../shared/present/format.ts'
import { sameSecurity } from '../../engine/lots/ledger-input.ts'
import { projectLots } from '../../engine/lots/project.ts'
import type { ReadableBook } from '../../store/database.ts'
import { type SnapshotParts, snapshotParts } from '../../store/snapshot-parts.ts'
import { listTickets, readTicket, type TicketEvent } from '../../store/tickets.ts'
import type { ImportPlan } from './plan.ts'

const daysToFill = 7

export interface FilledTicket {
  readonly ticket: TicketId
  readonly event: Omit<TicketEvent, 'at'>
}

export interface TicketPicks {
  readonly entries: readonly LedgerEntry[]
  readonly filled: readonly FilledTicket[]
}

interface OpenOrder {
  readonly ticket: Ticket
  readonly status: TicketEvent['status']
  readonly page: TicketPage
  readonly order: TicketOrder
}

/** The plan's entries, with the lots of the orders they fill, and the events that say so. `fileName` is of the file the entries come from. */
export function ticketPicks(
  book: ReadableBook,
  plan: Pick<ImportPlan, 'entries' | 'statements'>,
  households: Iterable<HouseholdId>,
  asOf: CivilDate,
  fileName: string,
): TicketPicks {
  let entries = plan.entries
  const filled: FilledTicket[] = []
  if (!entries.some(entry => entry.kind === 'sell')) return { entries, filled }
  for (const household of new Set(households)) {
    const orders = sellOrders(book, household)
    const parts = orders.length === 0 ? undefined : snapshotParts(book, household, asOf)
    if (!parts) continue
    const fills = withOpenLots(parts, plan, entries, fillsOf(parts, entries, orders))
    entries = withPicks(entries, fills)
    filled.push(...eventsOf(parts, entries, orders, fills, fileName))
  }
  return { entries, filled }
}

/** Oldest ticket first. Drafts are not stored; a cancelled ticket was not placed. */
function sellOrders(book: ReadableBook, household: HouseholdId): OpenOrder[] {
  return listTickets(book, household)
    .toReversed()
    .filter(row => row.status !== 'cancelled' && row.status !== 'draft')
    .flatMap(row => readTicket(book, row.id) ?? [])
    .flatMap(({ ticket, status }) =>
      ticket.pages.flatMap(page => page.orders.filter(order => order.side === 'sell').map(order => ({ ticket, status, page, order }))),
    )
}

interface Fill {
  readonly of: OpenOrder
  readonly picks: readonly LotPick[]
}

/** What of its lots each order has still to sell, in keying order. */
type Left = Map<OpenOrder, readonly LotPick[]>

/** Which order each sale fills, oldest sale first, and with which of its lots. */
function fillsOf(parts: SnapshotParts, entries: readonly LedgerEntry[], orders: readonly OpenOrder[]): Map<EntryId, Fill> {
  const same = sameSecurity(parts.relations, parts.entries)
  const left = leftOf(parts.entries, orders)
  const fills = new Map<EntryId, Fill>()
  const sells = entries.filter(entry => entry.kind === 'sell' && entry.picks === null && entry.reverses === null).toSorted(byTime)
  for (const whole of [true, false])
    for (const { id, account, security, shares, tradeDate } of sells) {
      if (fills.has(id) || security === null) continue
      const of = orders.find(
        each =>
          each.page.account === account &&
          same(each.order.security) === same(security) &&
          each.order.method !== 'AVERAGE' &&
          tradeDate >= each.ticket.asOf &&
          tradeDate <= addDays(each.ticket.asOf, daysToFill) &&
          (whole ? shares === each.order.shares && shares === leftShares(left, each) : shares <= leftShares(left, each)),
      )
      if (!of) continue
      fills.set(id, { of, picks: takeFrom(left, of, shares) })
    }
  return fills
}

function byTime(a: LedgerEntry, b: LedgerEntry): number {
  return a.tradeDate < b.tradeDate ? -1 : a.tradeDate > b.tradeDate ? 1 : a.sequence - b.sequence
}

function leftShares(left: Left, order: OpenOrder): number {
  return (left.get(order) ?? []).reduce((sum, pick) => sum + pick.shares, 0)
}

function takeFrom(left: Left, order: OpenOrder, wanted: number): LotPick[] {
  const taken: LotPick[] = []
  const rest: LotPick[] = []
  let open = wanted
  for (const { lot, shares: held } of left.get(order) ?? []) {
    const count = Math.min(open, held)
    if (count > 0) taken.push({ lot, shares: shares(count) })
    if (count < held) rest.push({ lot, shares: shares(held - count) })
    open -= count
  }
  left.set(order, rest)
  return taken
}

/** Less what entries of the book have sold of their lots; the order whose lots were named whole comes before one that only has them too. */
function leftOf(entries: readonly LedgerEntry[], orders: readonly OpenOrder[]): Left {
  const left: Left = new Map(orders.map(each => [each, picksOf(each.order)]))
  const reversed = new Set(entries.map(entry => entry.reverses))
  for (const { id, account, picks, tradeDate } of entries.toSorted(byTime)) {
    if (picks === null || reversed.has(id)) continue
    const named = picksKey(picks)
    const may = orders.filter(each => each.page.account === account && tradeDate >= each.ticket.asOf)
    const of = may.find(each => picksKey(left.get(each) ?? []) === named) ?? may.find(each => holds(left.get(each) ?? [], picks))
    if (of) left.set(of, less(left.get(of) ?? [], picks))
  }
  return left
}

function holds(left: readonly LotPick[], picks: readonly LotPick[]): boolean {
  return picks.every(pick => left.some(({ lot, shares: held }) => lot === pick.lot && held >= pick.shares))
}

function less(left: readonly LotPick[], picks: readonly LotPick[]): LotPick[] {
  const gone = new Map(picks.map(({ lot, shares: count }) => [lot, count]))
  return left.flatMap(({ lot, shares: held }) => {
    const rest = held - (gone.get(lot) ?? 0)
    return rest > 0 ? [{ lot, shares: shares(rest) }] : []
  })
}

/** Without the fills whose lots are not open, or not with so many shares, on the day of the sale: the default method relieves these, as before. */
function withOpenLots(
  parts: SnapshotParts,
  plan: Pick<ImportPlan, 'statements'>,
  entries: readonly LedgerEntry[],
  fills: ReadonlyMap<EntryId, Fill>,
): Map<EntryId, Fill> {
  const good = new Map(fills)
  const accounts = new Set(parts.accounts.map(account => account.id))
  const statementLots = [...parts.statementLots, ...plan.statements.flatMap(statement => statement.lots)]
  const own = entries.filter(entry => accounts.has(entry.account))
  // a fill that fails may have taken lots that a later one names, so what is left is tried again
  for (let failed = true; failed && good.size > 0; ) {
    const { issues } = projectLots({ ...parts, statementLots, entries: [...parts.entries, ...withPicks(own, good)], asOf: null })
    failed = false
    for (const { entry } of issues) if (entry !== null && good.delete(entry)) failed = true
  }
  return good
}

function withPicks(entries: readonly LedgerEntry[], fills: ReadonlyMap<EntryId, Fill>): LedgerEntry[] {
  return entries.map(entry => {
    const fill = fills.get(entry.id)
    return fill === undefined ? entry : { ...entry, picks: [...fill.picks] }
  })
}

function picksOf(order: TicketOrder): LotPick[] {
  return order.lots.map(({ lot, shares }) => ({ lot, shares }))
}

function picksKey(picks: readonly LotPick[]): string {
  return picks.map(({ lot, shares }) => `${lot} ${shares}`).join('\n')
}

/** One event a ticket. Its status is `filled` once every sale on it is, to the last share. */
function eventsOf(
  parts: SnapshotParts,
  entries: readonly LedgerEntry[],
  orders: readonly OpenOrder[],
  fills: ReadonlyMap<EntryId, Fill>,
  fileName: string,
): FilledTicket[] {
  const filling = entries.filter(({ id }) => fills.has(id)).toSorted(byTime)
  const sold = filling.map(({ picks: _, ...entry }) => ({ ...entry, picks: [...(fills.get(entry.id)?.picks ?? [])] }))
  const left = leftOf([...parts.entries, ...sold], orders)
  return [...Map.groupBy(filling, ({ id }) => fills.get(id)?.of.ticket.id)].flatMap(([ticket, done]) => {
    if (ticket === undefined) return []
    const inOrder = done.toSorted((a, b) => sequenceOf(fills, a) - sequenceOf(fills, b))
    const words = inOrder.map(({ id, shares: count, source }) =>
      fillWords(fills.get(id)?.of.order, count, `${fileName} line ${source.line}`),
    )
    const own = orders.filter(each => each.ticket.id === ticket)
    const open = own.filter(each => leftShares(left, each) > 0)
    const rest = open.map(each => `${sharesHeld(shares(leftShares(left, each)))} of order ${each.order.sequence} (${each.order.symbol})`)
    const still = rest.length === 0 ? '' : `; still to fill: ${rest.join(', ')}`
    const status = open.length === 0 ? 'filled' : (own[0]?.status ?? 'issued')
    return [{ ticket, event: { status, what: `filled: ${words.join('; ')}; its lots are those the ticket names${still}` } }]
  })
}

function sequenceOf(fills: ReadonlyMap<EntryId, Fill>, { id }: LedgerEntry): number {
  return fills.get(id)?.of.order.sequence ?? 0
}

function fillWords(order: TicketOrder | undefined, count: Shares, by: string): string {
  const part = order === undefined || count === order.shares ? '' : `${sharesHeld(count)} of `
  return `${part}order ${order?.sequence} (${order?.symbol}) by ${by}`
}
