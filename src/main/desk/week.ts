/**
 * The week on the desk: the checklist over the book with its marks, the calendar with its file, and the switchbacks. What it asks of each household is made in the
 * worker and kept until the book changes; marks are laid over it when it is read, so that ticking an item computes nothing anew.
 */
import type { z } from 'zod'
import type { methods } from '../../shared/contract/methods.ts'
import { addDays, type CivilDate, daysBetween } from '../../shared/kernel/civil-date.ts'
import type { HouseholdId } from '../../shared/kernel/id.ts'
import { Refused } from '../../shared/kernel/outcome.ts'
import type { Snapshot } from '../../shared/model/snapshot.ts'
import type { Overview } from '../../shared/model/views.ts'
import type { Calendar, CalendarAsked, CalendarEvent, Check, KeptCheck, Week } from '../../shared/model/week.ts'
import { budgetResets, byDay } from '../engine/week/calendar-events.ts'
import { weekOf } from '../engine/week/checks.ts'
import { decided, type WeekFacts } from '../engine/week/facts.ts'
import type { CallContext } from '../ports.ts'
import { calendarIcs } from '../print/calendar-ics.ts'
import { listAccounts } from '../store/accounts.ts'
import { auditedSince } from '../store/audit.ts'
import { appendCheck, listChecks } from '../store/checks.ts'
import { listHouseholds } from '../store/households.ts'
import { householdOfRestriction } from '../store/planning.ts'
import { listTickets } from '../store/tickets.ts'
import type { DeskContext } from './context.ts'
import { type SnapshotLoader, settingsOf } from './snapshot.ts'
import { write } from './write.ts'

type Given<Name extends keyof typeof methods> = z.output<(typeof methods)[Name]['input']>
export type AskOverview = (asOf: CivilDate, call: CallContext) => Promise<Overview>

/** Farthest day a calendar looks ahead: a year and the day after. */
const farthestDays = 366

export function weekHandlers(context: DeskContext, snapshots: SnapshotLoader, overview: AskOverview) {
  const facts = factsKeeper(context, snapshots)
  return {
    'week.view': async ({ asOf }: Given<'week.view'>, call: CallContext) =>
      viewOf(context, asOf, await overview(asOf, call), await facts(asOf, call)),
    'week.mark': (given: Given<'week.mark'>) => mark(context, given),
    'calendar.view': (given: Given<'calendar.view'>, call: CallContext) => calendarOf(facts, given, call),
    'calendar.export': async (given: Given<'calendar.export'>, call: CallContext) => {
      const text = calendarIcs(await calendarOf(facts, given, call), context.resources.engine)
      return context.ports.files.offer(`calendar-${given.asOf}.ics`, new TextEncoder().encode(text), 'text/calendar')
    },
    'switchback.list': async ({ asOf, household }: Given<'switchback.list'>, call: CallContext) => {
      const all = (await facts(asOf, call)).filter(({ id }) => household === null || id === household)
      return { asOf, switchbacks: all.flatMap(({ switchbacks }) => [...switchbacks]).sort((a, b) => (a.freeOn < b.freeOn ? -1 : 1)) }
    },
  }
}

type AskFacts = (asOf: CivilDate, call: CallContext) => Promise<WeekFacts[]>

/** Facts of a day, a household that changed computed anew, marks laid over them. */
function factsKeeper(context: DeskContext, snapshots: SnapshotLoader): AskFacts {
  let day: CivilDate | undefined
  const kept = new Map<HouseholdId, WeekFacts>()
  context.onChange(household => {
    if (household === null) kept.clear()
    else kept.delete(household)
  })
  return async function facts(asOf, call): Promise<WeekFacts[]> {
    if (day !== asOf) kept.clear()
    day = asOf
    const households = listHouseholds(context.store.book).map(household => household.id)
    const revision = context.revision()
    const missing = households.filter(household => !kept.has(household))
    if (missing.length > 0) {
      const made = await context.jobs.run(
        'week-facts',
        { snapshots: snapshotsOf(snapshots, missing, asOf), until: addDays(asOf, farthestDays) },
        { signal: call.signal, progress: (done, of) => call.progress({ done, of, what: 'households' }) },
      )
      if (revision !== context.revision() || day !== asOf) return facts(asOf, call)
      for (const each of made) kept.set(each.id, each)
    }
    return decided(
      households.flatMap(household => kept.get(household) ?? []),
      listChecks(context.store.book),
    )
  }
}

/** Up to so many households are loaded one by one; more in one pass over each table. */
const fewHouseholds = 12

function snapshotsOf(snapshots: SnapshotLoader, households: readonly HouseholdId[], asOf: CivilDate): Snapshot[] {
  if (households.length <= fewHouseholds) return households.map(household => snapshots.load(household, asOf).snapshot)
  const wanted = new Set(households)
  return snapshots.all(asOf).filter(snapshot => wanted.has(snapshot.household.id))
}

function viewOf(context: DeskContext, asOf: CivilDate, { households }: Overview, facts: readonly WeekFacts[]): Week {
  const { book } = context.store
  const settings = settingsOf(context)
  const marks = listChecks(book)
  const tickets = listTickets(book, null).filter(
    ({ asOf: day, status }) => status !== 'cancelled' && daysBetween(day, asOf) <= farthestDays,
  )
  return weekOf({
    asOf,
    rows: households,
    facts: new Map(facts.map(each => [each.id, each])),
    marks,
    costsAsOf: settings.costs.asOf,
    driftThreshold: settings.driftThreshold,
    traded: new Set(tickets.map(ticket => ticket.household)),
    changed: changedSince(context, marks.findLast(({ subject }) => subject === 'mandate') ?? null),
  })
}

/** Households of which a model, a restriction or an account was saved since: the audit trail knows. */
function changedSince(context: DeskContext, last: KeptCheck | null): Set<HouseholdId> {
  const { book } = context.store
  const accounts = listAccounts(book, null)
  const found = new Set<HouseholdId>()
  for (const { what, subject } of auditedSince(
    book,
    ['model saved', 'account saved', 'restriction saved', 'restriction removed', 'limits saved'],
    last?.at ?? null,
  )) {
    if (what === 'model saved') for (const { model, household } of accounts) if (model === subject) found.add(household)
    if (what === 'account saved') for (const { id, household } of accounts) if (id === subject) found.add(household)
    const home = what.startsWith('restriction') ? householdOfRestriction(book, subject) : undefined
    if (what === 'limits saved') found.add(subject as HouseholdId)
    if (home !== undefined) found.add(home)
  }
  return found
}

function mark(context: DeskContext, check: Check): KeptCheck {
  const kept = { ...check, who: check.who.trim(), why: check.why.trim(), at: context.ports.clock.now() }
  if (kept.who === '') throw needed('who', 'A mark needs the name of whoever made it.', 'Type your name.')
  if (kept.mark !== 'done' && kept.why === '')
    throw needed('why', 'What is left out or decided needs a reason: somebody will ask for it.', 'Say in a few words why.')
  return write(context, {
    what: 'check marked',
    subject: check.subject.split(' ')[0] as string,
    changed: 'check',
    household: null,
    work(book) {
      appendCheck(book, kept)
      return kept
    },
  })
}

function needed(where: string, what: string, remedy: string): Refused {
  return new Refused({ code: 'input/field', what, where, remedy })
}

async function calendarOf(facts: AskFacts, { asOf, until, household }: CalendarAsked, call: CallContext): Promise<Calendar> {
  if (until < asOf || daysBetween(asOf, until) > farthestDays)
    throw needed('until', `A calendar runs from the as-of day to at most ${farthestDays} days after it.`, 'Choose another last day.')
  const all = (await facts(asOf, call)).filter(({ id }) => household === null || id === household)
  const events = [...all.flatMap(each => [...each.events]), ...budgetResets(asOf, until)].filter(({ day }) => day <= until).sort(byDay)
  const days = Map.groupBy(events, (event: CalendarEvent) => event.day)
  return { asOf, until, days: [...days].map(([day, some]) => ({ day, events: some })), events: events.length }
}
