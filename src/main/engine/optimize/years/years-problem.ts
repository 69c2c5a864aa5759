/** The account over all years as one problem: the same lots and securities every year, each year with its own terms, bars, rates and budgets. Fractions of its value. */
import type { CivilDate } from '../../../../shared/kernel/civil-date.ts'
import type { Problem, YearTax } from '../problem.ts'

export interface Period {
  readonly year: number
  readonly date: CivilDate
  /** Of a dollar of this year, in dollars of today. */
  readonly discount: number
  /** Weight of this year's squared tracking error: they sum to one. */
  readonly share: number
}

export interface YearsProblem {
  readonly periods: readonly Period[]
  /** The account as it stands today: λ, drift, costs, factors, lots at their whole value. */
  readonly base: Problem
  readonly years: readonly YearOfLots[]
}

export interface YearOfLots {
  /** What may be sold of a lot if nothing of it was sold before. */
  readonly free: Float64Array
  readonly long: Uint8Array
  readonly buyable: Float64Array
  /** Σ bought − sold since today, cash kept: least and most. */
  readonly cashLow: number
  readonly cashHigh: number
  readonly tax: YearTax
  readonly budget: YearBudget
}

/** null: no limit. Fractions of the account's value. */
export interface YearBudget {
  /** Long-term gain that the year's sales may add, net; with it short-term results may not net to more than nothing, or what the year already has. */
  readonly gain: number | null
  /** Most tax the sales may add to the year. */
  readonly tax: number | null
}

export const noBudget: YearBudget = { gain: null, tax: null }

/** What is sold of each lot and bought and sold again of each security, year by year. */
export interface YearsPlan {
  readonly sell: readonly Float64Array[]
  readonly buy: readonly Float64Array[]
  /** Of what was bought in an earlier year, at its own price: no gain. */
  readonly resell: readonly Float64Array[]
}
