/**
 * Long work by name: what goes in, what comes out, which engine function does it. Documents in, documents out; a job never sees the book.
 * `runJob` is the work itself, the same on a worker thread (pool.ts) and inline (inline.ts, for tests and the command line).
 */
import type { CivilDate } from '../../shared/kernel/civil-date.ts'
import { valueOrThrow } from '../../shared/kernel/outcome.ts'
import type { Past } from '../../shared/model/past.ts'
import type { PerformanceView } from '../../shared/model/performance.ts'
import type { LotEntry } from '../../shared/model/plan-explained.ts'
import type { Proposal } from '../../shared/model/proposal.ts'
import type { Snapshot } from '../../shared/model/snapshot.ts'
import type { FederalTable } from '../../shared/model/tax-table.ts'
import type { TransitionAsked } from '../../shared/model/transition.ts'
import type { HouseholdRow } from '../../shared/model/views.ts'
import { tradingDaysBetween } from '../engine/calendar/trading-days.ts'
import { householdRow } from '../engine/overview/household-row.ts'
import { type PastQuestion, rulesOverPast } from '../engine/past/rules-over-past.ts'
import { type LinesInput, type TrendLine, trendLines } from '../engine/performance/book-trend.ts'
import { householdPerformance } from '../engine/performance/household-performance.ts'
import type { PerformanceInput } from '../engine/performance/measured.ts'
import { type PlanRequest, type ProposalBody, planHousehold } from '../engine/rebalance/household-plan.ts'
import { type AskedLot, lotEntries } from '../engine/rebalance/lot-entry.ts'
import { planRanges, type SaleRange } from '../engine/rebalance/plan-ranges.ts'
import { runReview } from '../engine/review.ts'
import { standingOf } from '../engine/standing/standing.ts'
import type { TransitionBody } from '../engine/transition/document.ts'
import { planTransition } from '../engine/transition/transition.ts'
import { type WeekFacts, weekFactsOf } from '../engine/week/facts.ts'
import { decide } from '../engine/when/decide.ts'

export interface JobTable {
  'household-rows': { readonly input: readonly Snapshot[]; readonly output: readonly HouseholdRow[] }
  'household-plan': { readonly input: { readonly snapshot: Snapshot; readonly request: PlanRequest }; readonly output: ProposalBody }
  transition: {
    readonly input: { readonly snapshot: Snapshot; readonly asked: TransitionAsked; readonly tables: readonly FederalTable[] }
    readonly output: TransitionBody
  }
  /** The same, one household of a run over the book: what an advisor waits for goes before it. */
  'book-plan': JobTable['household-plan']
  'lot-entry': {
    readonly input: { readonly snapshot: Snapshot; readonly proposal: Proposal; readonly lots: readonly AskedLot[] }
    readonly output: readonly LotEntry[]
  }
  'plan-ranges': {
    readonly input: { readonly snapshot: Snapshot; readonly proposal: Proposal }
    readonly output: readonly SaleRange[]
  }
  'rules-over-past': { readonly input: PastQuestion; readonly output: Past }
  /** One household's past. */
  performance: { readonly input: PerformanceInput; readonly output: PerformanceView }
  'trend-lines': { readonly input: LinesInput; readonly output: readonly TrendLine[] }
  'week-facts': {
    readonly input: { readonly snapshots: readonly Snapshot[]; readonly until: CivilDate }
    readonly output: readonly WeekFacts[]
  }
}
export type JobKind = keyof JobTable

/** Called once per step; throws where the work is to stop. `what`: what is at work, in words. */
export interface Checkpoint {
  advance(done: number, of: number, what?: string): void
}

export interface Jobs {
  /** Cancelled by the signal: then it throws `Cancelled`. */
  run<Kind extends JobKind>(kind: Kind, input: JobTable[Kind]['input'], control: JobControl): Promise<JobTable[Kind]['output']>
  close(): Promise<void>
}

export interface JobControl {
  readonly signal: AbortSignal
  progress(done: number, of: number, what?: string): void
}

export class Cancelled extends Error {
  constructor() {
    super('the work was stopped')
    this.name = 'Cancelled'
  }
}

export function runJob<Kind extends JobKind>(kind: Kind, input: JobTable[Kind]['input'], checkpoint: Checkpoint): JobTable[Kind]['output'] {
  return work[kind](input, checkpoint)
}

const work: { readonly [Kind in JobKind]: (input: JobTable[Kind]['input'], checkpoint: Checkpoint) => JobTable[Kind]['output'] } = {
  'household-rows': (snapshots, checkpoint) =>
    snapshots.map((snapshot, index) => {
      checkpoint.advance(index, snapshots.length)
      return rowOf(snapshot)
    }),
  'household-plan': planOrThrow,
  'book-plan': planOrThrow,
  'lot-entry': ({ snapshot, proposal, lots }, checkpoint) =>
    valueOrThrow(lotEntries(snapshot, proposal, lots, (done, of, what) => checkpoint.advance(done, of, what))),
  transition: ({ snapshot, asked, tables }, checkpoint) => valueOrThrow(planTransition(snapshot, asked, tables, checkpoint)),
  'plan-ranges': ({ snapshot, proposal }, checkpoint) =>
    valueOrThrow(planRanges(snapshot, proposal, (done, of) => checkpoint.advance(done, of))),
  'rules-over-past': (question, checkpoint) => rulesOverPast(question, (done, of, what) => checkpoint.advance(done, of, what)),
  performance: (input, checkpoint) => householdPerformance(input, (done, of) => checkpoint.advance(done, of)),
  'trend-lines': (input, checkpoint) => trendLines(input, (done, of) => checkpoint.advance(done, of)),
  'week-facts': ({ snapshots, until }, checkpoint) =>
    snapshots.map((snapshot, index) => {
      checkpoint.advance(index, snapshots.length)
      return weekFactsOf(snapshot, until)
    }),
}

function planOrThrow({ snapshot, request }: JobTable['household-plan']['input'], checkpoint: Checkpoint): ProposalBody {
  return valueOrThrow(planHousehold(snapshot, request, checkpoint))
}

/** The line of a household needs no hash: nothing is issued from it. */
export function rowOf(snapshot: Snapshot): HouseholdRow {
  const review = runReview(snapshot, '')
  const age = review.pricesAsOf === null ? 0 : tradingDaysBetween(review.pricesAsOf, snapshot.asOf)
  return householdRow(review, {
    accounts: snapshot.accounts.length,
    driftThreshold: snapshot.settings.driftThreshold,
    stale: age > snapshot.settings.staleAfterTradingDays,
    when: decide(standingOf(snapshot), review.drift).line,
  })
}
