/**
 * The year's tax is not convex in the short net S and the long net L, but it is convex on each of three pieces that together are the whole plane (netting.ts):
 *   loss   S + L ≤ 0             −ordinary·u − carried·v,  S + L = −u − v, 0 ≤ u ≤ cap, v ≥ 0
 *   gain   S + L ≥ 0, L ≥ 0      short·p + long·q,         (S, L) = p(1, 0) + q(0, 1) + m(−1, 1)
 *   mixed  S + L ≥ 0, L ≤ 0      short·p,                  (S, L) = p(1, 0) + m(1, −1)
 * Where gains or tax have a budget, the first two rows hold S = S̄ and L = L̄ with S̄ = budget − z, z ≥ 0; S̄ and L̄ then go into two netting rows of the piece
 * and their tax into a fifth row.
 * Each piece is two tax rows over the lots and a few columns. Needs carried ≤ ordinary and long ≤ short, which reading an instance makes sure of.
 */
import { taxSoFar } from '../optimize/netting.ts'
import type { Budgets, Problem } from '../optimize/problem.ts'
import type { Column } from './columns.ts'

export const regimeNames = ['loss', 'gain', 'mixed'] as const
export type RegimeName = (typeof regimeNames)[number]

export interface Regime {
  readonly name: RegimeName
  /** What the gain of a short-term (long-term) lot enters: first and second tax row. */
  readonly short: readonly [number, number]
  readonly long: readonly [number, number]
  /** The year so far in the two tax rows. */
  readonly base: readonly number[]
  /** Columns with rows 0 and 1 counted from the first tax row. */
  readonly columns: readonly Column[]
  /** Added to the objective: minus the tax of the year so far. */
  readonly constant: number
}

const fromZero = { low: 0, high: Infinity }

export function regimeOf(problem: Problem, name: RegimeName): Regime {
  return problem.limits.budgets ? budgetedRegime(problem, problem.limits.budgets, name) : freeRegime(problem, name)
}

function freeRegime({ tax, weights }: Problem, name: RegimeName): Regime {
  const constant = -weights.tax * taxSoFar(tax)
  const cost = (rate: number) => weights.tax * rate
  if (name === 'loss') {
    return {
      name,
      short: [1, 0],
      long: [1, 0],
      base: [tax.shortSoFar + tax.longSoFar, 0],
      columns: [
        { low: 0, high: tax.cap, cost: -cost(tax.ordinary), row: 0, coefficient: 1 },
        { ...fromZero, cost: -cost(tax.carried), row: 0, coefficient: 1 },
        // the second row is empty here: a column of its own keeps its multiplier at zero
        { low: -Infinity, high: Infinity, curvature: 1, row: 1, coefficient: -1 },
      ],
      constant,
    }
  }
  const split = { short: [1, 0], long: [0, 1], base: [tax.shortSoFar, tax.longSoFar], constant } as const
  const shortPart: Column = { ...fromZero, cost: cost(tax.short), row: 0, coefficient: -1 }
  if (name === 'gain') {
    return {
      name,
      ...split,
      columns: [
        shortPart,
        { ...fromZero, cost: cost(tax.long), row: 1, coefficient: -1 },
        { ...fromZero, row: 0, coefficient: 1, other: { row: 1, coefficient: -1 } },
      ],
    }
  }
  return { name, ...split, columns: [shortPart, { ...fromZero, row: 0, coefficient: -1, other: { row: 1, coefficient: 1 } }] }
}

/** Rows counted from the first: S, L, the netting's two rows, the tax. */
function budgetedRegime(problem: Problem, { shortGain, longGain, tax: most }: Budgets, name: RegimeName): Regime {
  const { tax, weights } = problem
  const soFar = taxSoFar(tax)
  const part = (rate: number, row: number, coefficient: number): Column => ({
    ...fromZero,
    cost: weights.tax * rate,
    row,
    coefficient,
    other: { row: 4, coefficient: rate },
  })
  const short = Math.min(shortGain, mostGain(problem, 0))
  const long = Math.min(longGain, mostGain(problem, 1))
  const longInto = name === 'loss' ? 2 : 3
  const netting = [0, 0, -Math.min(most, noTaxLimit) - soFar]
  netting[0] += short
  netting[longInto - 2] += long
  const parts: Record<RegimeName, Column[]> = {
    loss: [
      { ...part(-tax.ordinary, 2, 1), high: tax.cap },
      part(-tax.carried, 2, 1),
      { low: -Infinity, high: Infinity, curvature: 1, row: 3, coefficient: -1 },
    ],
    gain: [part(tax.short, 2, -1), part(tax.long, 3, -1), { ...fromZero, row: 2, coefficient: 1, other: { row: 3, coefficient: -1 } }],
    mixed: [part(tax.short, 2, -1), { ...fromZero, row: 2, coefficient: -1, other: { row: 3, coefficient: 1 } }],
  }
  return {
    name,
    short: [1, 0],
    long: [0, 1],
    base: [tax.shortSoFar - short, tax.longSoFar - long, ...netting],
    columns: [
      { ...fromZero, row: 0, coefficient: 1, other: { row: 2, coefficient: -1 } },
      { ...fromZero, row: 1, coefficient: 1, other: { row: longInto, coefficient: -1 } },
      ...parts[name],
      { ...fromZero, row: 4, coefficient: 1 },
    ],
    constant: -weights.tax * soFar,
  }
}

const noTaxLimit = 10

/** What a term's net gain cannot pass, whatever is sold. */
function mostGain({ tax, lots }: Problem, term: 0 | 1): number {
  let most = 1 + Math.max(0, term === 1 ? tax.longSoFar : tax.shortSoFar)
  for (let l = 0; l < lots.count; l++) if (lots.long[l] === term) most += Math.max(0, lots.gain[l]) * lots.free[l]
  return most
}
