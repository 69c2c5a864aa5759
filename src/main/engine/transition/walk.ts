/** What a walk through the years is asked and what comes of it. */
import type { Cents } from '../../../shared/kernel/cents.ts'
import type { Wishes } from '../../../shared/model/proposal.ts'
import { noGain, type YearGain } from '../optimize/years/tax-years.ts'
import type { YearBudget, YearsPlan, YearsProblem } from '../optimize/years/years-problem.ts'

/** What a year may do: its budget, and where all years were looked at together the net short-term result that they make of it. */
export interface WalkBudget extends YearBudget {
  readonly short: number | null
  /** How far each year counts the drift that it leaves: riskOfYear. */
  readonly lasting: number
}

/** Places are those of the problem of all accounts (together.ts). */
export interface WalkedLot {
  readonly account: number
  /** −1: bought in an earlier year of the plan. */
  readonly lot: number
  readonly security: number
  /** Millionths. */
  readonly shares: number
  /** What a dollar of proceeds gains, and its term; of lots of today the problem says it. */
  readonly gain: number
  readonly long: boolean
}

export interface WalkedPurchase {
  readonly account: number
  readonly security: number
  readonly shares: number
  readonly amount: Cents
}

export interface WalkedYear {
  readonly status: 'optimal' | 'feasible' | 'infeasible' | 'unsolved'
  readonly conflict: readonly string[]
  readonly sold: readonly WalkedLot[]
  readonly bought: readonly WalkedPurchase[]
  /** Of the ordinary plan of the first year: as it is handed over. */
  readonly wishes: Wishes | null
  /** The widest of its accounts', each of its own problem of one period, relative to its terms; null where nothing was solved. */
  readonly gap: number | null
}

export interface Walk {
  readonly years: readonly WalkedYear[]
  readonly plan: YearsPlan
}

export type WalkPlan = YearsPlan & { readonly resold: YearGain[] }

export function emptyPlan({ base, years }: YearsProblem): WalkPlan {
  const perSecurity = () => years.map(() => new Float64Array(base.securities.count))
  const perLot = () => years.map(() => new Float64Array(base.lots.count))
  return { sell: perLot(), buy: perSecurity(), resell: perSecurity(), resold: years.map(() => noGain) }
}
