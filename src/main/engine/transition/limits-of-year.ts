/**
 * A year's budget as limits of its own problem of one period. Gains are bounded on the year's net, as the optimizer bounds them; tax against selling nothing in any year: what
 * an earlier year of the plan saved or used up of this one counts, and what accounts before this one added is spent. IRC 1211, 1212, 1222.
 */
import { noGain, oneYear, type YearGain, yearsInTurn } from '../optimize/years/tax-years.ts'
import type { YearsProblem } from '../optimize/years/years-problem.ts'
import type { WalkBudget } from './walk.ts'

export interface YearKnown {
  /** Losses that come from the year before, above zero. */
  readonly carried: YearGain
  /** What accounts before this one made of the year. */
  readonly soFar: YearGain
}

/** Dollars; null: no limit. Short and long: of the year's net. */
export interface YearLimits {
  readonly shortGain: number | null
  readonly longGain: number | null
  readonly tax: number | null
}

export function limitsOfYear(problem: YearsProblem, y: number, budget: WalkBudget, known: YearKnown): YearLimits {
  const { nav } = problem.base
  const tax = taxLeft(problem, y, budget, known)
  const dollars = tax === null ? null : tax * nav
  const { gain, short } = budget
  if (gain === null) return { shortGain: null, longGain: null, tax: dollars }
  const { shortSoFar, longSoFar } = problem.years[y]?.tax ?? { shortSoFar: 0, longSoFar: 0 }
  const net = { short: shortSoFar - known.carried.short, long: longSoFar - known.carried.long }
  const most = short === null ? Math.max(0, shortSoFar) : Math.max(short, net.short)
  return { shortGain: most * nav, longGain: (net.long + gain) * nav, tax: dollars }
}

/** Resting is always allowed, also where an old loss that would have saved tax in this year was used before. */
function taxLeft(problem: YearsProblem, y: number, { tax: most }: WalkBudget, { carried, soFar }: YearKnown): number | null {
  const tax = problem.years[y]?.tax
  if (most === null || tax === undefined) return null
  const resting = yearsInTurn(
    problem.years.map(year => year.tax),
    [],
  )
  const left = most + (resting[y]?.tax ?? 0) - oneYear(tax, noGain, carried).tax
  const worth = (gain: YearGain) => {
    const { tax: due, carried: on } = oneYear(tax, gain, carried)
    return due - tax.carried * (on.short + on.long)
  }
  return Math.max(0, left - (worth(soFar) - worth(noGain)))
}
