/**
 * Households on the rebalancing screen: the first proposal, a slider moved (the plan solved again from nothing, as the desk does it), the curve; as one and account by account, at
 * the sizes of the goals. And the family of drawn households: how near the best possible each is proven, and in what time.
 */
import { optimize } from '../src/main/engine/optimize/optimize.ts'
import { planHousehold } from '../src/main/engine/rebalance/household-plan.ts'
import { jointCurve } from '../src/main/engine/rebalance/joint/joint-comparisons.ts'
import { standingOf } from '../src/main/engine/standing/standing.ts'
import type { Proposal, Wishes } from '../src/shared/model/proposal.ts'
import type { Snapshot } from '../src/shared/model/snapshot.ts'
import { wishes } from '../test/fixtures/household.ts'
import { type JointSize, jointHousehold, jointPlaceOf } from '../test/fixtures/joint-family.ts'
import { type Bench, type BenchResult, type Findings, median } from './bench.ts'

const sixty: JointSize = { accounts: 3, securities: 20, lots: 12, losing: 0.5 }
const fiveHundred: JointSize = { accounts: 2, securities: 250, lots: 7, losing: 0.5 }
const still = { advance: () => undefined }
const limits = { first: 500, slider: 150, largeSlider: 1000, curve: 2000 } as const

export const householdBench: Bench = {
  name: 'household',
  title: 'Households: first proposal, sliders, curve',
  async run(): Promise<Findings> {
    return {
      results: [
        first(),
        slider(sixty, 'household', limits.slider, 5),
        slider(sixty, 'accounts', limits.slider, 5),
        slider(fiveHundred, 'household', limits.largeSlider, 3),
        slider(fiveHundred, 'accounts', limits.largeSlider, 3),
        curve(),
      ],
      tables: [family()],
    }
  },
}

const snapshotOf = (size: JointSize): Snapshot => jointHousehold(2, size).snapshot()

function sizeOf({ accounts, statementLots }: Snapshot, { securities }: JointSize): string {
  return `${accounts.length * securities} holdings, ${statementLots.length.toLocaleString('en-US')} lots in ${accounts.length} accounts`
}

function planOf(snapshot: Snapshot, wished: Wishes): Proposal | null {
  const plan = planHousehold(structuredClone(snapshot), { accounts: null, wishes: wished, curve: false }, still)
  return plan.ok ? (plan.value as Proposal) : null
}

function timed(rounds: number, work: (round: number) => void): number[] {
  return Array.from({ length: rounds }, (_, round) => {
    const started = performance.now()
    work(round)
    return performance.now() - started
  })
}

function row(what: string, ms: number[], limit: number, note: string): BenchResult {
  return { subject: { what, ms }, peer: null, goal: `≤ ${limit.toLocaleString('en-US')} ms`, limit, note }
}

/** From the snapshot on: the household's standing, every account laid out, solved as one and account by account, booked and checked. */
function first(): BenchResult {
  const snapshot = snapshotOf(sixty)
  let plan: Proposal | null = null
  const ms = timed(5, () => {
    standingOf(structuredClone(snapshot))
    plan = planOf(snapshot, { ...wishes, scope: 'household' })
  })
  return row(`${sizeOf(snapshot, sixty)}: screen to first proposal, as one`, ms, limits.first, wordsOf(plan))
}

/** Each round at another weight of tracking error, as while a slider moves. */
function slider(size: JointSize, scope: 'household' | 'accounts', limit: number, rounds: number): BenchResult {
  const snapshot = snapshotOf(size)
  const at = (te: number) => planOf(snapshot, { ...wishes, scope, weights: { ...wishes.weights, te } })
  let plan = at(20)
  const ms = timed(rounds, round => {
    plan = at(16 + 2 * round)
  })
  return row(
    `${sizeOf(snapshot, size)}: slider to plan, ${scope === 'household' ? 'as one' : 'account by account'}`,
    ms,
    limit,
    wordsOf(plan),
  )
}

function wordsOf(plan: Proposal | null): string {
  return plan === null ? 'refused' : (plan.certificate?.words ?? plan.words)
}

function curve(): BenchResult {
  const place = jointPlaceOf(2, sixty)
  let points = jointCurve(place, wishes, () => undefined)
  const ms = timed(3, () => {
    points = jointCurve(place, wishes, () => undefined)
  })
  const widest = points.reduce((most, { gap }) => Math.max(most, gap ?? 0), 0)
  const note = `the widest gap of a point is ${(widest / 1e4).toFixed(2)} %`
  return row(
    `${place.solver.securities.count} holdings, ${place.solver.lots.count} lots as one: a curve of ${points.length} points`,
    ms,
    limits.curve,
    note,
  )
}

const kinds: readonly (readonly [string, JointSize])[] = [
  ['half at a loss', { accounts: 2, securities: 10, lots: 6, losing: 0.5 }],
  ['40 % at a loss', { accounts: 3, securities: 10, lots: 8, losing: 0.6 }],
  ['half at a loss', sixty],
  ['70 % at a loss', { ...sixty, losing: 0.3 }],
  ['40 % at a loss', { accounts: 2, securities: 30, lots: 9, losing: 0.6 }],
  ['half at a loss', { accounts: 5, securities: 20, lots: 8, losing: 0.5 }],
]
const draws = 20

/** The search alone, from nothing, to a thousandth. */
function family() {
  const rows = kinds.map(([lots, size]) => {
    const [gaps, times]: [number[], number[]] = [[], []]
    for (let seed = 1; seed <= draws; seed++) {
      const { solver } = jointPlaceOf(seed, size)
      const started = performance.now()
      const found = optimize(solver, { gap: 1e-3, seconds: 2, expired: () => false }, still)
      times.push(performance.now() - started)
      gaps.push(found.gap * 100)
    }
    const most = (values: readonly number[]) => values.reduce((worst, each) => Math.max(worst, each), 0)
    return [
      `${size.accounts} accounts, ${size.securities} securities, ${lots}`,
      `${gaps.filter(gap => gap <= 0.1).length} of ${draws}`,
      `${most(gaps).toFixed(3)} %`,
      median(times).toFixed(0),
      most(times).toFixed(0),
    ]
  })
  const head = ['household', 'proven within 0.1 %', 'widest gap', 'ms, median', 'ms, worst']
  return { title: 'Drawn households as one, solved from nothing (settling in whole shares and checking not counted)', head, rows }
}
