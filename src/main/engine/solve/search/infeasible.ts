/**
 * Whether the limits clash, and which. With all weights of the objective at zero every plan costs nothing, so prices that lift the bound above nothing prove that
 * there is no plan (Farkas): the rows they price are the ones that clash. One limit after another is then let go; those without which the proof fails are the
 * smallest clashing set this order finds.
 */
import type { Limits, Problem } from '../../optimize/problem.ts'
import { maximizeBound } from '../bundle/maximize.ts'
import { oracleOf, unrestricted } from '../oracle/oracle.ts'
import { spansOf } from '../pattern.ts'
import type { Regime } from '../regime.ts'
import { rowsOf } from '../rows.ts'
import { bareOf, noLimit, withoutObjective } from './bare.ts'

/** A bound above this, at prices about 0.05, is no rounding: limits miss each other by a dollar in five million. */
const proof = 1e-8
const evaluations = 300
/** Limits on gains, tax and tracking error do not clash with amounts alone; the tree proves what they bar. */
const unpriced = { budgets: undefined, trackingError: Infinity }
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
  const bare = withoutObjective({ ...problem, limits: { ...problem.limits, ...unpriced } })
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

/** Prices that prove a clash, or undefined. */
function proofOf(bare: Problem): Float64Array | undefined {
  const phase = bareOf(bare, untaxed)
  const start = { price: phase.price, restriction: unrestricted(bare), cuts: [] }
  const result = maximizeBound(phase.oracle, phase.metric, phase.domain, start, {
    tolerance: proof,
    enough: proof,
    mostEvaluations: evaluations,
  })
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
