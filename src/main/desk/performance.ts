/**
 * Trends and past rebalances on the desk: what the engine is given beside a snapshot (longer price histories, tickets as issued), worked out in the worker and kept until the book changes. The book's own trends keep a
 * line a household, so that a change of one computes one anew.
 */
import type { z } from 'zod'
import type { methods } from '../../shared/contract/methods.ts'
import type { CivilDate } from '../../shared/kernel/civil-date.ts'
import type { HouseholdId, SecurityId } from '../../shared/kernel/id.ts'
import { Refused } from '../../shared/kernel/outcome.ts'
import type { BookTrend, PerformanceFigure, PerformanceView } from '../../shared/model/performance.ts'
import type { Trace } from '../../shared/model/trace.ts'
import { bookTrend, type LinesInput, type TrendLine } from '../engine/performance/book-trend.ts'
import type { PerformanceInput } from '../engine/performance/measured.ts'
import { performanceTrace, performanceTraces } from '../engine/performance/performance-trace.ts'
import type { PastTicket } from '../engine/performance/rebalances.ts'
import type { CallContext } from '../ports.ts'
import { type PerformancePaper, performancePdf } from '../print/performance/performance-pdf.ts'
import { inFull } from '../print/performance/rebalance-pages.ts'
import { performanceCsv } from '../print/performance-csv.ts'
import { listHouseholds } from '../store/households.ts'
import { pastPrices } from '../store/price-history.ts'
import { listTickets, readTicket } from '../store/tickets.ts'
import type { DeskContext } from './context.ts'
import { sampleDay } from './sample.ts'
import type { SnapshotLoader } from './snapshot.ts'
import { namedTrace } from './sources.ts'

type Given<Name extends keyof typeof methods> = z.output<(typeof methods)[Name]['input']>

/** The weeks of the book's trends, and all of last year. */
const bookDays = 740

export function performanceHandlers(context: DeskContext, snapshots: SnapshotLoader) {
  const lines = lineKeeper(context, snapshots)
  const view = (given: Given<'performance.view'>, call: CallContext): Promise<PerformanceView> =>
    context.jobs.run('performance', inputOf(context, snapshots, given), {
      signal: call.signal,
      progress: (done, of) => call.progress({ done, of, what: 'steps' }),
    })
  return {
    'performance.view': view,
    'performance.export': async (given: Given<'performance.export'>, call: CallContext) => {
      const household = snapshots.load(given.household, given.asOf).snapshot.household.name
      const { engine } = context.resources
      const text = performanceCsv(await view(given, call), { household, engine, sample: sampleDay(context.store.book) !== null })
      return context.ports.files.offer(`past-rebalances-${given.asOf}.csv`, new TextEncoder().encode(text), 'text/csv')
    },
    'performance.print': async (given: Given<'performance.print'>, call: CallContext) => {
      const pdf = await performancePdf(paperOf(context, snapshots, given, await view(given, call)), context.resources.fonts)
      return context.ports.files.offer(`past-rebalances-${given.asOf}.pdf`, pdf, 'application/pdf')
    },
    'performance.trail': ({ figure, ...given }: Given<'performance.trail'>) => {
      const trace = performanceTrace(inputOf(context, snapshots, given), figure)
      if (trace) return namedTrace(context, trace)
      throw new Refused({
        code: 'data/unknown-rebalance',
        what: 'The book has no such rebalance any more: its trades or its ticket were taken back.',
        where: figure.rebalance ?? figure.figure,
        remedy: 'Open the list of past rebalances again.',
      })
    },
    'performance.book': async ({ asOf }: Given<'performance.book'>, call: CallContext): Promise<BookTrend> =>
      bookTrend(asOf, await lines(asOf, call)),
  }
}

function inputOf(
  context: DeskContext,
  snapshots: SnapshotLoader,
  { household, asOf }: { household: HouseholdId; asOf: CivilDate },
): PerformanceInput {
  const { book } = context.store
  const { snapshot } = snapshots.load(household, asOf)
  const wanted = new Set(snapshot.securities.map(({ id }) => id))
  return { snapshot, prices: pastPrices(book, wanted, asOf), tickets: ticketsOf(context, household, asOf) }
}

const ofTrend = ['slope', 'speed', 'outsideDays', 'average'] as const
const ofRebalance = ['premium', 'returns', 'sharpe', 'cost', 'tax', 'turnover', 'drift', 'trackingError'] as const

/** The view with the workings of what is printed in full. */
function paperOf(
  context: DeskContext,
  snapshots: SnapshotLoader,
  given: Given<'performance.print'>,
  view: PerformanceView,
): PerformancePaper {
  const { snapshot, hash } = snapshots.load(given.household, given.asOf)
  const figures: PerformanceFigure[] = [
    ...(view.points.length === 0 ? [] : ofTrend.map(figure => ({ figure, rebalance: null }))),
    ...view.rebalances.slice(0, inFull).flatMap(({ id }) => ofRebalance.map(figure => ({ figure, rebalance: id }))),
  ]
  const traces = new Map<string, Trace[]>()
  for (const [at, trace] of performanceTraces(inputOf(context, snapshots, given), figures).entries()) {
    const of = figures[at]?.rebalance ?? ''
    if (trace) traces.set(of, [...(traces.get(of) ?? []), namedTrace(context, trace)])
  }
  return {
    view,
    household: snapshot.household.name,
    firm: snapshot.settings.firm,
    sample: sampleDay(context.store.book) !== null,
    snapshotHash: hash,
    engine: context.resources.engine,
    traces,
  }
}

/** Issued through the day and not cancelled; those that carry out a plan are the ones a rebalance is made of. */
function ticketsOf({ store: { book } }: DeskContext, household: HouseholdId | null, asOf: CivilDate): PastTicket[] {
  return listTickets(book, household)
    .filter(({ status, asOf: day }) => status !== 'cancelled' && status !== 'draft' && day <= asOf)
    .flatMap(({ id }) => {
      const stored = readTicket(book, id)
      if (stored?.ticket.plan === undefined) return []
      const { asOf: day, pages, plan, basket } = stored.ticket
      return [{ id, asOf: day, pages, plan, basket }]
    })
}

type AskLines = (asOf: CivilDate, call: CallContext) => Promise<TrendLine[]>

/** Lines of a day; a household that changed is computed anew. */
function lineKeeper(context: DeskContext, snapshots: SnapshotLoader): AskLines {
  let day: CivilDate | undefined
  const kept = new Map<HouseholdId, TrendLine>()
  context.onChange(household => {
    if (household === null) kept.clear()
    else kept.delete(household)
  })
  return async function ask(asOf, call): Promise<TrendLine[]> {
    if (day !== asOf) kept.clear()
    day = asOf
    const households = listHouseholds(context.store.book).map(({ id }) => id)
    const revision = context.revision()
    const missing = households.filter(household => !kept.has(household))
    if (missing.length > 0) {
      const made = await context.jobs.run('trend-lines', linesInput(context, snapshots, missing, asOf), {
        signal: call.signal,
        progress: (done, of) => call.progress({ done, of, what: 'households' }),
      })
      if (revision !== context.revision() || day !== asOf) return ask(asOf, call)
      for (const line of made) kept.set(line.id, line)
    }
    return households.flatMap(household => kept.get(household) ?? [])
  }
}

/** Up to so many households are loaded one by one; more in one pass over each table. */
const fewHouseholds = 12

function linesInput(context: DeskContext, loader: SnapshotLoader, missing: readonly HouseholdId[], asOf: CivilDate): LinesInput {
  const { book } = context.store
  const wanted = new Set(missing)
  const few = missing.length <= fewHouseholds
  const snapshots = few
    ? missing.map(household => loader.load(household, asOf).snapshot)
    : loader.all(asOf).filter(({ household }) => wanted.has(household.id))
  const securities = new Set<SecurityId>()
  for (const snapshot of snapshots) for (const { id } of snapshot.securities) securities.add(id)
  const ticketed = [...new Set(listTickets(book, null).map(({ household }) => household))].filter(household => wanted.has(household))
  return {
    snapshots,
    prices: pastPrices(book, securities, asOf, bookDays),
    tickets: new Map(ticketed.map(household => [household, ticketsOf(context, household, asOf)])),
  }
}
