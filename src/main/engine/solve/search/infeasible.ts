/**
 * Whether the limits clash, and which. With all weights of the objective at zero every plan costs nothing, so prices that lift the bound above nothing prove that
 * there is no plan (Farkas): the rows they price are the ones that clash. One limit after another is then let go; those without which the proof fails are the
 * smallest clashing set this order finds.
 */
import type { Limits, Problem } from '../../optimize/problem.ts'
import { domainOf } from '../bundle/domain.ts'
import { maximizeBound } from '../bundle/maximize.ts'
import { metricFrom } from '../bundle/metric.ts'
import { convexProblemOf, sketched } from '../convex-problem.ts'
import { solveConvex } from '../interior/solve-convex.ts'
import { oracleOf, unrestricted } from '../oracle/oracle.ts'
import { spansOf } from '../pattern.ts'
import type { Regime } from '../regime.ts'
import { rowsOf } from '../rows.ts'
import { towardTarget } from './root.ts'

/** A bound above this, at prices about 0.05, is no rounding: limits miss each other by a dollar in five million. */
const proof = 1e-8
const evaluations = 300
/** Limits on gains, tax and tracking error do not clash with amounts alone; the tree proves what they bar. */
const unpriced = { budgets: undefined, trackingError: Infinity }
/** Ten times the portfolio: as good as no limit, and still a number. */
const noLimit = 10
/** Gains do not matter here: both tax rows are empty. */
const untaxed: Regime = {
  name: 'loss',
  short: [0, 0],
  long: [0, 0],
  base: [0, 0],
  columns: [0, 1].map(row => ({ low: -Infinity, high: Infinity, curvature: 1, row, coefficient: -1 })),
  constant: 0,
}

/** Names of limits that clash; empty where no clash is proven. */
export function clashOf(problem: Problem): string[] {
  const bare = withoutObjective(problem)
  const alone = positionsOutOfReach(bare)
  if (alone.length > 0) return alone
  const first = proofOf(bare)
  if (!first) return []
  const named = limitsOf(bare)
  let limits = named.filter(({ row }) => Math.abs(first[row]) < 1e-12).reduce((rest, { relaxed }) => relaxed(rest), bare.limits)
  const clash: string[] = []
  for (const { name, row, relaxed } of named) {
    if (Math.abs(first[row]) < 1e-12) continue
    const without = relaxed(limits)
    if (proofOf({ ...bare, limits: without })) limits = without
    else clash.push(name)
  }
  return clash.length > 0 ? clash : ['positions and minimum trades']
}

function withoutObjective(problem: Problem): Problem {
  const { count } = problem.securities
  return {
    ...problem,
    weights: { risk: 0, cost: 0, tax: 0, absolute: 0, reward: 0 },
    securities: { ...problem.securities, proximity: new Float64Array(count) },
    limits: hardOnly(problem.limits),
    factors: { count: 0, exposure: new Float64Array(0), specific: new Float64Array(count) },
  }
}

/** Limits that give way at a price, and penalties, bar nothing. */
function hardOnly(limits: Limits): Limits {
  const gives = (values: Float64Array, value: number) => values.map((each, at) => (limits.rowExcess[at] < Infinity ? value : each))
  const none = new Float64Array(limits.rowPenalty.length)
  const rowExcess = none.map(() => Infinity)
  return {
    ...limits,
    ...unpriced,
    rowPenalty: none,
    rowExcess,
    rowLow: gives(limits.rowLow, -noLimit),
    rowHigh: gives(limits.rowHigh, noLimit),
  }
}

/** Prices that prove a clash, or undefined. */
function proofOf(bare: Problem): Float64Array | undefined {
  const rows = rowsOf(bare)
  const spans = spansOf(bare)
  const convex = convexProblemOf(bare, rows, untaxed, spans, towardTarget(bare, spans), sketched)
  const solution = solveConvex(convex, { tolerance: 1e-4, curvatureOfColumn: 1 })
  const oracle = oracleOf(bare, rows, untaxed, spans)
  const price = new Float64Array(oracle.dimension)
  if (solution.status !== 'failed') price.set(solution.price)
  const metric = metricFrom(solution.curvature, rows, bare)
  const start = { price, restriction: unrestricted(bare), cuts: [] }
  const result = maximizeBound(oracle, metric, domainOf(oracle), start, { tolerance: proof, enough: proof, mostEvaluations: evaluations })
  return result.bound > proof ? result.price : undefined
}

function positionsOutOfReach(bare: Problem): string[] {
  const oracle = oracleOf(bare, rowsOf(bare), untaxed, spansOf(bare))
  return Array.from(oracle.open, (bits, i) => (bits === 0 ? `position ${i}` : '')).filter(name => name !== '')
}

interface Named {
  readonly name: string
  readonly row: number
  readonly relaxed: (limits: Limits) => Limits
}

function limitsOf(problem: Problem): Named[] {
  const { limits, securities } = problem
  const rows = rowsOf(problem)
  const named: Named[] = limits.rowNames.map((name, at) => ({
    name,
    row: rows.budget + at,
    relaxed: from => ({ ...from, rowLow: replaced(from.rowLow, at, -noLimit), rowHigh: replaced(from.rowHigh, at, noLimit) }),
  }))
  named.push({ name: 'turnover', row: rows.turnover, relaxed: from => ({ ...from, turnover: noLimit }) })
  named.push({ name: 'number of trades', row: rows.trades, relaxed: from => ({ ...from, trades: securities.count }) })
  if (rows.names >= 0) named.push({ name: 'number of names', row: rows.names, relaxed: from => ({ ...from, names: securities.count }) })
  return named
}

function replaced(values: Float64Array, at: number, value: number): Float64Array {
  const copy = values.slice()
  copy[at] = value
  return copy
}
