/**
 * Drafting and issuing tickets. A draft is priced anew whenever it is asked for; issuing freezes it under a number, bars the securities sold at a
 * loss, and empties the household's basket, all in one transaction. A household that moved since the advisor looked is a conflict, not a surprise.
 */
import type { z } from 'zod'
import type { methods } from '../../shared/contract/methods.ts'
import { yearOf } from '../../shared/kernel/civil-date.ts'
import { id, type TicketId } from '../../shared/kernel/id.ts'
import { Refused, valueOrThrow } from '../../shared/kernel/outcome.ts'
import type { Snapshot } from '../../shared/model/snapshot.ts'
import type { SaleChoice, Ticket } from '../../shared/model/ticket.ts'
import { standingOf } from '../engine/standing/standing.ts'
import { locksOfTicket } from '../engine/ticket/locks.ts'
import type { PlanFacts } from '../engine/ticket/plan-facts.ts'
import { buildTicket, type TicketHeader } from '../engine/ticket.ts'
import { ticketTrace } from '../engine/ticket-trace.ts'
import type { CallContext } from '../ports.ts'
import { ticketCsv } from '../print/ticket-csv.ts'
import { ticketPdf } from '../print/ticket-pdf.ts'
import { saveBasket } from '../store/baskets.ts'
import { appendLocks, liftLocksOf } from '../store/locks.ts'
import { appendTicket, appendTicketEvent, nextTicketId, readTicket, type StoredTicket } from '../store/tickets.ts'
import type { DeskContext } from './context.ts'
import { boughtMeanwhile, pendingOrders, soldAlready } from './pending.ts'
import { planFacts } from './plan-facts.ts'
import type { ProposalKeeper } from './proposal-keeper.ts'
import { sampleDay } from './sample.ts'
import type { SnapshotLoader } from './snapshot.ts'
import { named } from './sources.ts'
import { fillsTold, ticketRows } from './ticket-progress.ts'
import { write } from './write.ts'

type Given<Name extends keyof typeof methods> = z.output<(typeof methods)[Name]['input']>

export function ticketHandlers(context: DeskContext, snapshots: SnapshotLoader, proposals: ProposalKeeper) {
  const factsOf = planFacts(context, snapshots, proposals)
  return {
    'ticket.draft': async (given: Given<'ticket.draft'>, call: CallContext) =>
      draftTicket(context, snapshots, given, await factsOf(given.plan, call)),
    'ticket.issue': async (given: Given<'ticket.issue'>, call: CallContext) =>
      issue(context, snapshots, proposals, { ...given, facts: await factsOf(given.plan, call) }),
    'ticket.list': (given: Given<'ticket.list'>) => ({ tickets: ticketRows(context.store.book, given.household) }),
    'ticket.read': (given: Given<'ticket.read'>) => {
      const stored = found(context, given.ticket)
      const { ticket, status, history } = stored
      const fills = fillsTold(context.store.book, stored)
      return { ticket, status, history: history.map(event => ({ at: event.at, what: event.what })), fills }
    },
    'ticket.trail': (given: Given<'ticket.trail'>) => valueOrThrow(ticketTrace(found(context, given.ticket).ticket, given.figure)),
    'ticket.cancel': (given: Given<'ticket.cancel'>) => cancel(context, given),
    'ticket.print': async (given: Given<'ticket.print'>) => {
      const { ticket, status } = live(context, given.ticket)
      const offered = await context.ports.files.offer(
        `${ticket.id}.pdf`,
        await ticketPdf(ticket, context.resources.fonts),
        'application/pdf',
      )
      left(context, ticket, { what: 'ticket printed', status, said: 'saved as PDF' })
      return offered
    },
    'ticket.export': async (given: Given<'ticket.export'>) => {
      const { ticket, status } = live(context, given.ticket)
      const offered = await context.ports.files.offer(`${ticket.id}.csv`, new TextEncoder().encode(ticketCsv(ticket)), 'text/csv')
      const exported = status === 'issued' ? 'exported' : status
      left(context, ticket, { what: 'ticket exported', status: exported, said: 'exported as lot CSV' })
      return offered
    },
  }
}

/** Every paper and file that leaves the desk stands in the ticket's history: who asks later is told when it was handed out. */
function left(
  context: DeskContext,
  ticket: Ticket,
  { what, status, said }: { what: string; status: StoredTicket['status']; said: string },
) {
  write(context, {
    what,
    subject: ticket.id,
    changed: 'ticket',
    household: ticket.household,
    work: book => appendTicketEvent(book, ticket.id, { at: context.ports.clock.now(), status, what: said }),
  })
}

/** The ticket as it would be issued now; nothing is written. Its time is the start of its day, so that the same inputs give the same bytes. */
export function draftTicket(context: DeskContext, snapshots: SnapshotLoader, given: Given<'ticket.draft'>, facts?: PlanFacts): Ticket {
  const { snapshot, hash } = snapshots.load(given.household, given.asOf)
  const header: TicketHeader = {
    id: id<'ticket'>('draft'),
    preparedAt: `${given.asOf}T00:00:00.000Z`,
    engine: context.resources.engine,
    reason: given.reason,
    issuing: false,
    recommendedBy: snapshot.settings.recommendedBy,
    placedBy: snapshot.settings.placedBy,
    discretionary: snapshot.settings.discretionary,
    solicited: true,
    purchases: given.purchases,
    plan: given.plan,
    facts,
  }
  return built(context, snapshot, hash, given.choices, header)
}

/** Held against the tickets that are on their way: a draft says what stands against it, issuing refuses to sell a lot twice. */
function built(context: DeskContext, snapshot: Snapshot, hash: string, choices: readonly SaleChoice[], header: TicketHeader): Ticket {
  const made = named(context, valueOrThrow(buildTicket(snapshot, hash, choices, header)))
  const ticket = sampleDay(context.store.book) === null ? made : { ...made, sample: true }
  const pending = pendingOrders(context.store.book, snapshot)
  if (pending.length === 0) return ticket
  const again = soldAlready(pending, choices, standingOf(snapshot))
  if (again && header.issuing) throw new Refused(again)
  const cannot = again ? [`Cannot be issued: ${again.what}`] : []
  return { ...ticket, warnings: [...cannot, ...ticket.warnings, ...boughtMeanwhile(pending, choices, snapshot)] }
}

interface Issued extends Given<'ticket.issue'> {
  readonly facts: PlanFacts | undefined
}

function issue(context: DeskContext, snapshots: SnapshotLoader, proposals: ProposalKeeper, given: Issued): Ticket {
  const { snapshot, hash } = snapshots.load(given.household, given.asOf)
  const plan = given.plan === undefined ? undefined : proposals.fresh(given.plan.proposal, given.plan.revision)
  if (hash !== given.snapshotHash) {
    throw new Refused({
      code: 'conflict/stale',
      what: 'Something about this household changed after the ticket was drafted: lots, prices, settings or locks.',
      where: snapshot.household.name,
      remedy: 'Look at the review again; the choices are kept. Then issue.',
    })
  }
  return write(context, {
    what: 'ticket issued',
    subject: given.household,
    changed: 'ticket',
    household: given.household,
    work(book) {
      const number = nextTicketId(book, yearOf(given.asOf))
      // the plan a ticket carries out stays with it, so that it can be held against it later
      const kept = plan === undefined ? undefined : proposals.keep(book, plan, `for ticket ${number}`)
      const keptPlan = kept && given.plan && { ...given.plan, revision: kept.revision, hash: kept.hash }
      const header: TicketHeader = {
        id: number,
        preparedAt: context.ports.clock.now(),
        engine: context.resources.engine,
        reason: given.reason,
        issuing: true,
        recommendedBy: given.recommendedBy,
        placedBy: given.placedBy,
        discretionary: given.discretionary,
        solicited: given.solicited,
        purchases: given.purchases,
        plan: keptPlan,
        facts: given.facts,
      }
      const ticket = built(context, snapshot, hash, given.choices, header)
      appendTicket(book, ticket, {
        at: header.preparedAt,
        status: 'issued',
        what: `issued; recommended by ${given.recommendedBy}, placed by ${given.placedBy}`,
      })
      appendLocks(book, locksOfTicket(ticket, standingOf(snapshot).policy.outside))
      saveBasket(book, given.household, [], header.preparedAt)
      return ticket
    },
  })
}

function cancel(context: DeskContext, given: Given<'ticket.cancel'>): Record<string, never> {
  const { ticket, status } = found(context, given.ticket)
  if (status === 'cancelled')
    throw new Refused({ code: 'conflict/ticket-cancelled', what: 'This ticket was cancelled before.', where: ticket.id })
  if (given.reason.trim() === '')
    throw new Refused({
      code: 'input/field',
      what: 'A reason is needed: a cancelled ticket stays in the book with it.',
      where: 'reason',
      remedy: 'Say why.',
    })
  write(context, {
    what: 'ticket cancelled',
    subject: ticket.id,
    changed: 'ticket',
    household: ticket.household,
    work(book) {
      const at = context.ports.clock.now()
      appendTicketEvent(book, ticket.id, { at, status: 'cancelled', what: `cancelled: ${given.reason}` })
      liftLocksOf(book, ticket.id, { at, reason: `ticket cancelled: ${given.reason}` })
    },
  })
  return {}
}

/** Paper and files of a cancelled ticket would be keyed like any other: none leave the desk. */
function live(context: DeskContext, ticket: TicketId): StoredTicket {
  const stored = found(context, ticket)
  if (stored.status !== 'cancelled') return stored
  throw new Refused({
    code: 'conflict/ticket-cancelled',
    what: 'This ticket was cancelled: it is not printed or exported, so that nobody keys it.',
    where: ticket,
    remedy: 'Draft a new ticket from the review.',
  })
}

function found(context: DeskContext, ticket: TicketId): StoredTicket {
  const stored = readTicket(context.store.book, ticket)
  if (!stored)
    throw new Refused({
      code: 'data/unknown-ticket',
      what: 'The book has no ticket of this number.',
      where: ticket,
      remedy: 'Open the list of tickets again.',
    })
  return stored
}
