/**
 * Every kind of limit and term beyond sectors and turnover, each against trying all patterns of tiny accounts: the same optimum, the same verdict where there is no
 * plan, a bound below it, and never a worse plan where the limit is relaxed.
 */
import { describe, expect, test } from 'vitest'
import { evaluate } from '../../src/main/engine/optimize/evaluate.ts'
import type { Problem } from '../../src/main/engine/optimize/problem.ts'
import { planOf } from '../../src/main/engine/solve/convex-plan.ts'
import { convexProblemOf, strict } from '../../src/main/engine/solve/convex-problem.ts'
import { solveConvex } from '../../src/main/engine/solve/interior/solve-convex.ts'
import { Mode, type Pattern, type Spans, spansOf } from '../../src/main/engine/solve/pattern.ts'
import { regimeNames, regimeOf } from '../../src/main/engine/solve/regime.ts'
import { rowsOf } from '../../src/main/engine/solve/rows.ts'
import { search } from '../../src/main/engine/solve/search/search.ts'
import type { Instance } from '../../src/shared/model/instance.ts'
import { randomInstance } from '../fixtures/instance-generator.ts'
import { problemOf } from '../fixtures/problem.ts'
import { openModes } from '../fixtures/solver.ts'

type Also = NonNullable<Instance['also']>

const size = { securities: 4, lots: 9, factors: 2, trades: 3 }
const settings = { gap: 1e-7, mostNodes: 1e5, mostWork: 6e4, expired: () => false }
const draws = 10

function* everyPattern(problem: Problem, spans: Spans): Generator<Pattern> {
  const exits = (i: number) => (spans.mayExit[i] ? [Mode.exit] : [])
  const choices = Array.from({ length: problem.securities.count }, (_, i) => [...openModes(spans, i), Mode.sellGains, ...exits(i)])
  const total = choices.reduce((product, list) => product * list.length, 1)
  for (let index = 0; index < total; index++) {
    let rest = index
    const pattern = new Uint8Array(choices.length)
    choices.forEach((list, i) => {
      pattern[i] = list[rest % list.length] ?? 0
      rest = Math.floor(rest / list.length)
    })
    if (pattern.filter(mode => mode !== Mode.none).length <= problem.limits.trades && !isLesser(problem, pattern)) yield pattern
  }
}

/** Selling gains only, where nobody identical buys: whatever it may do, a plain sale may do as well. */
function isLesser({ limits }: Problem, pattern: Pattern): boolean {
  const bought = (i: number) => limits.identicalGroups.some(members => members.includes(i) && members.some(j => pattern[j] === Mode.buy))
  return pattern.some((mode, i) => mode === Mode.sellGains && !bought(i))
}

/**
 * Least objective the evaluator finds within every limit; a tracking-error limit by the price of variance, halved until it just holds. What is no better than the
 * best without that limit is not tried with it.
 */
function bestOfAll(problem: Problem): number {
  let best = Infinity
  const [rows, spans] = [rowsOf(problem), spansOf(problem)]
  const evaluated = (pattern: Pattern, name: (typeof regimeNames)[number], theta: number) => {
    const convex = convexProblemOf(problem, rows, regimeOf(problem, name), spans, pattern, { ...strict, violationPrice: 1e3 }, theta)
    const evaluation = evaluate(problem, planOf(problem, convex, solveConvex(convex, { tolerance: 1e-8 })))
    if (evaluation.worst <= 2e-7) best = Math.min(best, evaluation.objective)
    return { objective: evaluation.objective, isOver: evaluation.terms.te > problem.limits.trackingError }
  }
  for (const pattern of everyPattern(problem, spans)) {
    for (const name of regimeNames) {
      let [low, high] = [0, 1e6]
      const free = evaluated(pattern, name, 0)
      if (!free.isOver || rows.variance < 0 || free.objective > best + 1e-6 || evaluated(pattern, name, high).isOver) continue
      for (let step = 0; step < 50; step++) {
        const middle = (low + high) / 2
        if (evaluated(pattern, name, middle).isOver) low = middle
        else high = middle
      }
    }
  }
  return best
}

const all = [0, 1, 2, 3]
const row = (more: Partial<NonNullable<Also['rows']>[number]>): NonNullable<Also['rows']>[number] => ({
  name: 'extra',
  securities: all,
  coefficients: [1, 1, 1, 1],
  of: 'weight',
  low: null,
  high: null,
  ...more,
})
const sold = (account: Instance, share: number) => account.sec.price.map((_, i) => share * (0.05 + 0.05 * i))
const te = (account: Instance) => evaluate(problemOf(account), nothing(account)).terms.te
const nothing = ({ lots, sec }: Instance) => ({ sell: new Float64Array(lots.sec.length), buy: new Float64Array(sec.price.length) })

/** How tight: 1 is the limit as it is tried, more is looser. */
const kinds: readonly (readonly [name: string, also: (account: Instance, loose: number) => Also, relaxes: boolean])[] = [
  [
    'an industry',
    (_, loose) => ({ rows: [row({ securities: [0, 2], coefficients: [1, 1], low: 0.3, high: 0.4 + 0.1 * (loose - 1) })] }),
    true,
  ],
  [
    'an exposure to a style',
    (_, loose) => ({ rows: [row({ coefficients: [1, -0.5, 0.3, -1], of: 'active', low: -0.02 * loose, high: 0.02 * loose })] }),
    true,
  ],
  ['a style at a penalty', () => ({ rows: [row({ coefficients: [1, -0.5, 0.3, -1], of: 'active', penalty: 3, centre: 0.05 })] }), false],
  [
    'a group that gives way at a price',
    () => ({ rows: [row({ securities: [1, 3], coefficients: [1, 1], low: 0.5, high: 0.6, excess: 0.02 })] }),
    false,
  ],
  [
    'a group that gives way at a price and is drawn to a centre beyond its limits',
    () => ({ rows: [row({ securities: [1, 3], coefficients: [1, 1], low: 0.5, high: 0.6, excess: 0.02, penalty: 2, centre: 0.75 })] }),
    false,
  ],
  ['buys balanced with sells', () => ({ rows: [row({ of: 'change', penalty: 20 })] }), false],
  ['largest sales and purchases', (account, loose) => ({ sellMost: sold(account, loose), buyMost: sold(account, 0.8 * loose) }), true],
  ['a budget of short-term gain', ({ tax, nav }, loose) => ({ shortGain: tax.ytdS - 0.002 * nav * (2 - loose) }), true],
  ['a budget of long-term gain', ({ tax, nav }, loose) => ({ longGain: tax.ytdL + 0.002 * nav * (loose - 1) }), true],
  [
    'both budgets',
    ({ tax, nav }, loose) => ({ shortGain: tax.ytdS + 0.002 * nav * loose, longGain: tax.ytdL + 0.002 * nav * loose }),
    true,
  ],
  ['a budget of tax', ({ nav }, loose) => ({ tax: -0.001 * nav + 0.001 * nav * (loose - 1) }), true],
  ['a limit of tracking error', (account, loose) => ({ trackingError: 0.6 * te(account) * loose }), true],
  ['a number of names', (_, loose) => ({ names: 2 + (loose > 1 ? 1 : 0) }), true],
  ['absolute risk', () => ({ absolute: 5 }), false],
  ['expected return', () => ({ reward: [0.02, 0.08, 0.05, -0.01], rewardWeight: 0.5 }), false],
  ['nearness to targets', () => ({ proximity: [1, 2, 3, 4] }), false],
  [
    'names, tracking error and tax together',
    (account, loose) => ({ names: 3, trackingError: 0.8 * te(account) * loose, tax: 0.001 * account.nav * loose }),
    true,
  ],
]

/** Targets of two small positions are nothing, so that positions may be sold whole; wider limits, so that most accounts have a plan. */
function tiny(seed: number, also: (account: Instance, loose: number) => Also, loose: number): Instance {
  const drawn = randomInstance(seed, size)
  const free = ({ lo, hi, m }: Instance['sector']) => ({ m, lo: lo.map(() => 0), hi: hi.map(() => 1) })
  const account: Instance = {
    ...drawn,
    cashHi: 0.1,
    sector: free(drawn.sector),
    country: free(drawn.country),
    turnoverMax: 1.5,
    sec: { ...drawn.sec, ub: drawn.sec.ub.map(() => 0.9) },
    lots: { ...drawn.lots, blocked: drawn.lots.blocked.map(() => 0) },
  }
  return { ...account, also: also(account, loose) }
}

/** Every account is searched once, for both tests below. */
const searched = new Map<string, ReturnType<typeof search>>()
function searchOf(kind: string, seed: number, problem: Problem): ReturnType<typeof search> {
  const key = `${kind} ${seed}`
  const found = searched.get(key) ?? search(problem, settings, { advance: () => {} })
  searched.set(key, found)
  return found
}

describe('every kind of limit and term', () => {
  test.each(kinds)('%s: the search finds what trying every pattern finds', (kind, also) => {
    let [solved, open] = [0, 0]
    for (let seed = 300; seed < 300 + draws; seed++) {
      const problem = problemOf(tiny(seed, also, 1))
      const { best, bound } = searchOf(kind, seed, problem)
      const least = bestOfAll(problem)
      if (least === Infinity) {
        expect([seed, best]).toEqual([seed, undefined])
        if (bound < Infinity) open += 1
        continue
      }
      solved += 1
      expect(best?.evaluation.objective, `seed ${seed}`).toBeCloseTo(least, 6)
      expect(bound, `seed ${seed}`).toBeLessThanOrEqual(least + 1e-8)
      if (bound < least - 1e-5 * (best?.evaluation.gross ?? 1) - 1e-7) open += 1
    }
    expect(solved).toBeGreaterThan(1)
    expect(open).toBe(0)
  })

  test.each(kinds.filter(([, , relaxes]) => relaxes))('%s: relaxed, the plan is never worse', (kind, also) => {
    for (let seed = 300; seed < 300 + draws; seed++) {
      const tight = searchOf(kind, seed, problemOf(tiny(seed, also, 1)))
      if (!tight.best) continue
      const loose = search(problemOf(tiny(seed, also, 1.4)), settings, { advance: () => {} })
      expect(loose.best?.evaluation.objective, `seed ${seed}`).toBeLessThanOrEqual(tight.best.evaluation.objective + 1e-7)
    }
  })
})
