/**
 * The lots that a ticket named are the lots that were sold: an imported sale that fills an issued sell order relieves that order's lots, because they were
 * identified with the order (Reg. 1.1012-1(c)), and not those of the account's default method. A sale fills an order of the same account and security (or
 * the same one under another name) traded from the ticket's day through seven calendar days later. An order may be filled in parts: a sale of no more shares than
 * are left of it takes its lots in keying order, because what was identified for the whole order holds for each execution of it. A sale of as many shares as an
 * untouched order goes to that order first; one of more shares than are left of any fills none.
 */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { EntryId, HouseholdId } from '../../../shared/kernel/id.ts'
import { shares as sharesOf } from '../../../shared/kernel/shares.ts'
import type { LedgerEntry, LotPick } from '../../../shared/model/ledger.ts'
import { sameSecurity } from '../../engine/lots/ledger-input.ts'
import { projectLots } from '../../engine/lots/project.ts'
import { namedNow } from '../../engine/ticket/named-now.ts'
import type { ReadableBook } from '../../store/database.ts'
import { type SnapshotParts, snapshotParts } from '../../store/snapshot-parts.ts'
import {
  byTime,
  fillsOf,
  type IssuedOrder,
  isOpenFor,
  issuedOrders,
  type LeftOfLot,
  mayFill,
  namesLots,
  type OrderFill,
  openOf,
  takenOf,
} from '../ticket-fills.ts'
import type { ImportPlan } from './plan.ts'
import { type FilledTicket, fillEvents } from './ticket-events.ts'

export interface TicketPicks {
  readonly entries: readonly LedgerEntry[]
  readonly filled: readonly FilledTicket[]
}

type Planned = Pick<ImportPlan, 'entries' | 'statements'>

interface FileOfTrades {
  readonly name: string
  /** Trades of the book that it has taken back. */
  readonly tookBack: readonly LedgerEntry[]
}

/** The plan's entries, with the lots of the orders they fill, and the events that say so. */
export function ticketPicks(
  book: ReadableBook,
  plan: Planned,
  households: Iterable<HouseholdId>,
  asOf: CivilDate,
  { name: fileName, tookBack }: FileOfTrades,
): TicketPicks {
  let entries = plan.entries
  const filled: FilledTicket[] = []
  for (const household of new Set(households)) {
    const orders = issuedOrders(book, household)
    const parts = orders.length === 0 ? undefined : snapshotParts(book, household, asOf)
    if (!parts) continue
    const fills = withOpenLots(parts, plan, entries, assigned(parts, entries, orders))
    entries = withPicks(entries, fills)
    const fillsWith = (others: readonly LedgerEntry[]) =>
      fillsOf([...parts.entries, ...others], orders, sameSecurity(parts.relations, parts.entries))
    const change = { before: fillsWith(tookBack), after: fillsWith(entries) }
    filled.push(...fillEvents(change, { entries, fileName }, `${fileName} has a trade no more`))
  }
  return { entries, filled }
}

interface Fill {
  readonly of: IssuedOrder
  readonly lots: readonly LeftOfLot[]
  /** As the books call them at this sale. */
  readonly picks: readonly LotPick[]
}

/** Which order each sale fills, oldest sale first, and with which of its lots. */
function assigned(parts: SnapshotParts, entries: readonly LedgerEntry[], orders: readonly IssuedOrder[]): Map<EntryId, Fill> {
  const same = sameSecurity(parts.relations, parts.entries)
  const left = new Map<IssuedOrder, OrderFill>(fillsOf(parts.entries, orders, same))
  const fills = new Map<EntryId, Fill>()
  const sells = entries.filter(entry => entry.kind === 'sell' && entry.picks === null && entry.reverses === null).toSorted(byTime)
  for (const whole of [true, false])
    for (const entry of sells) {
      if (fills.has(entry.id)) continue
      const of = orders.find(each => namesLots(each) && mayFill(each, entry, same) && isOpenFor(left, each, entry.shares, whole))
      if (!of) continue
      const before = openOf(left, of)
      const { taken, rest } = takenOf(before.lots, entry.shares)
      left.set(of, { open: sharesOf(before.open - entry.shares), lots: rest, by: before.by })
      fills.set(entry.id, { of, lots: taken, picks: taken.map(({ lot, shares }) => ({ lot, shares })) })
    }
  return fills
}

/** Without the fills whose lots are not open, or not with so many shares, on the day of the sale: the default method relieves these, as before. */
function withOpenLots(
  parts: SnapshotParts,
  plan: Pick<ImportPlan, 'statements'>,
  entries: readonly LedgerEntry[],
  fills: ReadonlyMap<EntryId, Fill>,
): Map<EntryId, Fill> {
  const accounts = new Set(parts.accounts.map(account => account.id))
  const statementLots = [...parts.statementLots, ...plan.statements.flatMap(statement => statement.lots)]
  const own = entries.filter(entry => accounts.has(entry.account))
  const project = (all: readonly LedgerEntry[]) => projectLots({ ...parts, statementLots, entries: [...all], asOf: null })
  let good = new Map(fills)
  // a fill that fails may have taken lots that a later one names, so what is left is tried again
  for (let failed = true; failed && good.size > 0; ) {
    good = byNamesNow(good, own, entry => project([...parts.entries, ...entry]).open, parts.entries)
    const { issues } = project([...parts.entries, ...withPicks(own, good)])
    failed = false
    for (const { entry } of issues) if (entry !== null && good.delete(entry)) failed = true
  }
  return good
}

/** Where an order names a part of a cut lot, its name is looked up as it is once the trades before are booked; all other names never change. */
function byNamesNow(
  fills: ReadonlyMap<EntryId, Fill>,
  own: readonly LedgerEntry[],
  openAfter: (entries: readonly LedgerEntry[]) => ReturnType<typeof projectLots>['open'],
  known: readonly LedgerEntry[],
): Map<EntryId, Fill> {
  const now = new Map(fills)
  const inTime = own.toSorted(byTime)
  for (const entry of inTime) {
    const fill = now.get(entry.id)
    if (fill === undefined || !fill.lots.some(({ of }) => of.whole !== undefined)) continue
    // what the book has of later days is no trade before this one
    if (known.some(({ account, tradeDate }) => account === entry.account && tradeDate > entry.tradeDate)) continue
    const before = withPicks(inTime.slice(0, inTime.indexOf(entry)), now)
    now.set(entry.id, { ...fill, picks: namedNow(fill.lots, openAfter(before)) })
  }
  return now
}

function withPicks(entries: readonly LedgerEntry[], fills: ReadonlyMap<EntryId, Fill>): LedgerEntry[] {
  return entries.map(entry => {
    const fill = fills.get(entry.id)
    return fill === undefined ? entry : { ...entry, picks: [...fill.picks] }
  })
}
