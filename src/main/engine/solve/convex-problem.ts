/**
 * The convex problem of a pattern, laid out for the interior point: blocks (one security in one direction, traded amount t), their lots, columns, rows.
 *   min Σ linear·t + ½·curvature·t² + impact·t^power + Σ columns   over   Σ a·t + Σ τ·s + C·w + base = 0,   Σ_{lots of block} s = t for a sale.
 * a = ±(G_i, 1 in the budget and groups) and 1 in turnover; τ = the lot's gain in the tax rows. Everything is a fraction of nav.
 */
import type { Problem } from '../optimize/problem.ts'
import { type Columns, columnsOf } from './columns.ts'
import { Mode, type Pattern, type Span, type Spans, spanOf } from './pattern.ts'
import { type Quadratic, quadraticOf } from './quadratic.ts'
import type { Regime } from './regime.ts'
import { baseOf, hardColumns, penaltyConstant, pricedColumns, type Rows, violationPrice } from './rows.ts'

export interface ConvexProblem {
  readonly rows: Rows
  readonly base: Float64Array
  readonly power: number
  readonly blocks: Blocks
  readonly lots: BlockLots
  readonly columns: Columns
  /** Blocks without room to move (a position sold whole) are taken out: their mode is settled. */
  readonly settled: readonly number[]
  readonly constant: number
}

export interface Blocks {
  readonly count: number
  readonly security: Int32Array
  /** +1 bought, −1 sold. */
  readonly sign: Float64Array
  readonly low: Float64Array
  readonly high: Float64Array
  readonly linear: Float64Array
  readonly curvature: Float64Array
  readonly impact: Float64Array
  readonly lotStart: Int32Array
  /** ±G_i, block by block. */
  readonly exposure: Float64Array
  /** The same, factor by factor: exposureTo[f·count + block]. */
  readonly exposureTo: Float64Array
  /** Other rows of the block and its coefficient there, in rising order of rows. */
  readonly entryStart: Int32Array
  readonly entryRow: Int32Array
  readonly entry: Float64Array
}

export interface BlockLots {
  readonly count: number
  /** Index among the problem's lots. */
  readonly lot: Int32Array
  readonly high: Float64Array
  /** The gain as it enters the first and the second tax row. */
  readonly first: Float64Array
  readonly second: Float64Array
}

/** How the pattern's lower limits are taken: a trade at least its minimum, or any trade down to none. */
type LowerLimits = 'minimum trades' | 'from zero'

/** A pattern is held as it is for a plan; to price the rows at the root its trades may shrink to nothing and limits give way at a softer price. */
export interface Strictness {
  readonly lowerLimits: LowerLimits
  readonly violationPrice: number
}
export const strict: Strictness = { lowerLimits: 'minimum trades', violationPrice: violationPrice.firm }
export const sketched: Strictness = { lowerLimits: 'from zero', violationPrice: violationPrice.soft }

const settledWidth = 1e-9

interface Draft {
  readonly moving: number[]
  readonly settled: number[]
}

export function convexProblemOf(
  problem: Problem,
  rows: Rows,
  regime: Regime,
  spans: Spans,
  pattern: Pattern,
  { lowerLimits, violationPrice: priceOfViolation }: Strictness,
  variancePrice = 0,
): ConvexProblem {
  const quadratic = quadraticOf(problem, variancePrice)
  const draft = draftOf(problem, spans, pattern, lowerLimits)
  const base = baseOf(problem, rows, regime)
  const settledCost = settle(problem, rows, regime, quadratic, draft.settled, base)
  const { securities } = problem
  let constant = regime.constant + settledCost + quadratic.constant + penaltyConstant(problem)
  for (let i = 0; i < securities.count; i++) {
    constant += securities.drift[i] * (quadratic.own[i] * securities.drift[i] + quadratic.linear[i])
  }
  const lots = lotsOf(problem, regime, draft.moving, pattern)
  return {
    rows,
    base,
    power: securities.impactPower,
    blocks: blocksOf({ problem, rows, quadratic, moving: draft.moving, spans, pattern, lowerLimits, lotStart: lots.start }),
    lots: lots.lots,
    columns: columnsOf([...hardColumns(problem, rows, regime, quadratic), ...pricedColumns(rows, problem, priceOfViolation)]),
    settled: draft.settled,
    constant,
  }
}

function draftOf({ securities }: Problem, spans: Spans, pattern: Pattern, lowerLimits: LowerLimits): Draft {
  const moving: number[] = []
  const settled: number[] = []
  for (let i = 0; i < pattern.length; i++) {
    if (pattern[i] === Mode.none) continue
    if (pattern[i] === Mode.exit) {
      settled.push(i)
      continue
    }
    const span = spanOf(spans, pattern[i])
    const least = lowOf(span, lowerLimits)[i]
    // all that may be sold and must be leaves no interior: it is a constant
    if (pattern[i] === Mode.sell && securities.sellable[i] - least < settledWidth) settled.push(i)
    else moving.push(i)
  }
  return { moving, settled }
}

function lowOf(span: Span, lowerLimits: LowerLimits): Float64Array {
  return lowerLimits === 'from zero' ? span.floor : span.low
}

/** Moves the settled sales into the rows' constants; returns what they add to the objective. */
function settle(
  problem: Problem,
  rows: Rows,
  regime: Regime,
  { own, linear }: Quadratic,
  settled: readonly number[],
  base: Float64Array,
): number {
  const { securities, lots, factors, limits, weights } = problem
  let cost = 0
  for (const i of settled) {
    const sold = securities.sellable[i]
    for (let f = 0; f < factors.count; f++) base[f] -= factors.exposure[i * factors.count + f] * sold
    base[rows.budget] -= sold
    for (let at = limits.memberStart[i]; at < limits.memberStart[i + 1]; at++) {
      base[rows.budget + limits.member[at]] -= limits.memberWeight[at] * sold
    }
    base[rows.turnover] += sold
    for (let l = lots.start[i]; l < lots.start[i + 1]; l++) {
      const into = lots.long[l] ? regime.long : regime.short
      base[rows.tax] += into[0] * lots.gain[l] * lots.free[l]
      base[rows.tax + 1] += into[1] * lots.gain[l] * lots.free[l]
    }
    cost += weights.cost * (securities.linearCost[i] * sold + securities.impact[i] * sold ** securities.impactPower)
    cost += sold * (own[i] * (sold - 2 * securities.drift[i]) - linear[i])
  }
  return cost
}

function lotsOf({ lots }: Problem, regime: Regime, moving: readonly number[], pattern: Pattern): { lots: BlockLots; start: Int32Array } {
  const start = new Int32Array(moving.length + 1)
  const list: number[] = []
  moving.forEach((i, block) => {
    if (pattern[i] !== Mode.buy) {
      for (let l = lots.start[i]; l < lots.start[i + 1]; l++) {
        if (lots.free[l] > 0 && !(pattern[i] === Mode.sellGains && lots.gain[l] < 0)) list.push(l)
      }
    }
    start[block + 1] = list.length
  })
  const lot = Int32Array.from(list)
  const intoRow = (row: 0 | 1) => Float64Array.from(list, l => lots.gain[l] * (lots.long[l] ? regime.long : regime.short)[row])
  return {
    start,
    lots: { count: lot.length, lot, high: Float64Array.from(list, l => lots.free[l]), first: intoRow(0), second: intoRow(1) },
  }
}

interface Layout {
  readonly problem: Problem
  readonly rows: Rows
  readonly quadratic: Quadratic
  readonly moving: readonly number[]
  readonly spans: Spans
  readonly pattern: Pattern
  readonly lowerLimits: LowerLimits
  readonly lotStart: Int32Array
}

function blocksOf({ problem, rows, quadratic, moving, spans, pattern, lowerLimits, lotStart }: Layout): Blocks {
  const { securities, weights } = problem
  const sign = Float64Array.from(moving, i => (pattern[i] === Mode.buy ? 1 : -1))
  const numbers = (of: (i: number, block: number) => number) => Float64Array.from(moving, of)
  const low = numbers(i => lowOf(spanOf(spans, pattern[i]), lowerLimits)[i])
  return {
    count: moving.length,
    security: Int32Array.from(moving),
    sign,
    low,
    high: numbers((i, block) => {
      const most = spanOf(spans, pattern[i]).high[i]
      // the lots themselves bound a sale: a second bound at the same place would leave the interior empty
      if (sign[block] < 0 && most >= soldAtMost(problem, pattern, i) - settledWidth) return Infinity
      return Math.max(most, low[block] + settledWidth)
    }),
    linear: numbers(
      (i, block) =>
        weights.cost * securities.linearCost[i] + sign[block] * (2 * quadratic.own[i] * securities.drift[i] + quadratic.linear[i]),
    ),
    curvature: numbers(i => 2 * quadratic.own[i]),
    impact: numbers(i => weights.cost * securities.impact[i]),
    lotStart,
    ...exposuresOf(problem, moving, sign),
    ...entriesOf(problem, rows, moving, sign),
  }
}

function soldAtMost({ securities, lots }: Problem, pattern: Pattern, i: number): number {
  if (pattern[i] === Mode.sell) return securities.sellable[i]
  let gains = 0
  for (let l = lots.start[i]; l < lots.start[i + 1]; l++) if (lots.gain[l] >= 0) gains += lots.free[l]
  return gains
}

function exposuresOf({ factors }: Problem, moving: readonly number[], sign: Float64Array) {
  const k = factors.count
  const exposure = new Float64Array(moving.length * k)
  const exposureTo = new Float64Array(moving.length * k)
  moving.forEach((i, block) => {
    for (let f = 0; f < k; f++) {
      const value = sign[block] * factors.exposure[i * k + f]
      exposure[block * k + f] = value
      exposureTo[f * moving.length + block] = value
    }
  })
  return { exposure, exposureTo }
}

function entriesOf({ limits }: Problem, rows: Rows, moving: readonly number[], sign: Float64Array) {
  const entryStart = new Int32Array(moving.length + 1)
  const entryRow: number[] = []
  const entry: number[] = []
  moving.forEach((i, block) => {
    const groups: (readonly [row: number, weight: number])[] = []
    for (let at = limits.memberStart[i]; at < limits.memberStart[i + 1]; at++) groups.push([limits.member[at], limits.memberWeight[at]])
    groups.sort((a, b) => a[0] - b[0])
    entryRow.push(rows.budget, ...groups.map(([group]) => rows.budget + group), rows.turnover)
    entry.push(sign[block], ...groups.map(([, weight]) => sign[block] * weight), 1)
    entryStart[block + 1] = entryRow.length
  })
  return { entryStart, entryRow: Int32Array.from(entryRow), entry: Float64Array.from(entry) }
}
