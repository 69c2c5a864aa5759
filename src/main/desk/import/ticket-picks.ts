/**
 * The lots that a ticket named are the lots that were sold: an imported sale that fills an issued sell order relieves that order's lots, because they were
 * identified with the order (Reg. 1.1012-1(c)), and not those of the account's default method. A sale fills an order of the same account and security (or
 * the same one under another name) with equal shares, traded from the ticket's day through seven calendar days later; each order is filled once.
 */
import { addDays, type CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { EntryId, HouseholdId, TicketId } from '../../../shared/kernel/id.ts'
import type { LedgerEntry, LotPick } from '../../../shared/model/ledger.ts'
import type { Ticket, TicketOrder, TicketPage } from '../../../shared/model/ticket.ts'
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

/** Which order each sale fills, oldest sale first. Orders that an entry of the book has filled before are taken. */
function fillsOf(parts: SnapshotParts, entries: readonly LedgerEntry[], orders: readonly OpenOrder[]): Map<EntryId, OpenOrder> {
  const same = sameSecurity(parts.relations, parts.entries)
  const taken = new Set<OpenOrder>(orders.filter(each => filledBefore(parts.entries, each)))
  const fills = new Map<EntryId, OpenOrder>()
  const sells = entries
    .filter(entry => entry.kind === 'sell' && entry.picks === null && entry.reverses === null)
    .toSorted((a, b) => (a.tradeDate < b.tradeDate ? -1 : a.tradeDate > b.tradeDate ? 1 : a.sequence - b.sequence))
  for (const { id, account, security, shares, tradeDate } of sells) {
    const found = orders.find(
      each =>
        !taken.has(each) &&
        each.page.account === account &&
        security !== null &&
        same(each.order.security) === same(security) &&
        each.order.shares === shares &&
        each.order.method !== 'AVERAGE' &&
        tradeDate >= each.ticket.asOf &&
        tradeDate <= addDays(each.ticket.asOf, daysToFill),
    )
    if (!found) continue
    taken.add(found)
    fills.set(id, found)
  }
  return fills
}

function filledBefore(entries: readonly LedgerEntry[], { page, order, ticket }: OpenOrder): boolean {
  const reversed = new Set(entries.map(entry => entry.reverses))
  const named = picksKey(picksOf(order))
  return entries.some(
    entry =>
      entry.account === page.account &&
      entry.picks !== null &&
      entry.tradeDate >= ticket.asOf &&
      !reversed.has(entry.id) &&
      picksKey(entry.picks) === named,
  )
}

/** Without the fills whose lots are not open, or not with so many shares, on the day of the sale: the default method relieves these, as before. */
function withOpenLots(
  parts: SnapshotParts,
  plan: Pick<ImportPlan, 'statements'>,
  entries: readonly LedgerEntry[],
  fills: ReadonlyMap<EntryId, OpenOrder>,
): Map<EntryId, OpenOrder> {
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

function withPicks(entries: readonly LedgerEntry[], fills: ReadonlyMap<EntryId, OpenOrder>): LedgerEntry[] {
  return entries.map(entry => {
    const fill = fills.get(entry.id)
    return fill === undefined ? entry : { ...entry, picks: picksOf(fill.order) }
  })
}

function picksOf(order: TicketOrder): LotPick[] {
  return order.lots.map(({ lot, shares }) => ({ lot, shares }))
}

function picksKey(picks: readonly LotPick[]): string {
  return picks.map(({ lot, shares }) => `${lot} ${shares}`).join('\n')
}

/** One event a ticket. Its status is `filled` once every sale on it is. */
function eventsOf(
  parts: SnapshotParts,
  entries: readonly LedgerEntry[],
  orders: readonly OpenOrder[],
  fills: ReadonlyMap<EntryId, OpenOrder>,
  fileName: string,
): FilledTicket[] {
  const lines = new Map(entries.flatMap(({ id, source }) => (fills.has(id) ? [[fills.get(id), source.line] as const] : [])))
  return [...Map.groupBy(lines.keys(), each => each?.ticket.id)].flatMap(([ticket, done]) => {
    if (ticket === undefined) return []
    const left = orders.filter(each => each.ticket.id === ticket && !lines.has(each) && !filledBefore(parts.entries, each))
    const words = done.map(each => `order ${each?.order.sequence} (${each?.order.symbol}) by ${fileName} line ${lines.get(each)}`)
    const status = left.length === 0 ? 'filled' : (done[0]?.status ?? 'issued')
    return [{ ticket, event: { status, what: `filled: ${words.join('; ')}; its lots are those the ticket names` } }]
  })
}
