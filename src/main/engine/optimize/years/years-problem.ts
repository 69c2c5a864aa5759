/**
 * Accounts over all years as one problem: the same lots and securities every year, each year with its own terms, gains, bars, rates and budgets. A security stands once an account that may hold it;
 * the year's netting and its budgets are one for all accounts (IRC 1211, 1212, 1222), cash is each account's own. Amounts are shares at today's price as fractions of the value of all accounts.
 */
import type { CivilDate } from '../../../../shared/kernel/civil-date.ts'
import type { Factors, Lots, Securities, Weights, YearTax } from '../problem.ts'

export interface Period {
  readonly year: number
  readonly date: CivilDate
  /** Of a dollar of this year, in dollars of today. */
  readonly discount: number
  /** Weight of this year's squared tracking error: they sum to one. */
  readonly share: number
  /** Of every price and of cash, in today's: 1 where no return is assumed. */
  readonly growth: number
}

export interface YearsProblem {
  readonly periods: readonly Period[]
  /** The accounts as they stand today: λ, drift, costs, factors, lots at their whole value. A problem of one account is one. */
  readonly base: YearsBase
  readonly years: readonly YearOfLots[]
}

export interface YearsBase {
  readonly nav: number
  readonly weights: Pick<Weights, 'risk' | 'cost' | 'tax'>
  readonly securities: Pick<
    Securities,
    'count' | 'held' | 'drift' | 'linearCost' | 'impact' | 'impactPower' | 'square' | 'fixedCost' | 'identical'
  >
  readonly lots: Pick<Lots, 'count' | 'start' | 'value'>
  readonly factors: Factors
}

export interface YearOfLots {
  /** What may be sold of a lot if nothing of it was sold before. */
  readonly free: Float64Array
  /** Of a unit sold, in dollars of that year. */
  readonly gain: Float64Array
  readonly long: Uint8Array
  readonly buyable: Float64Array
  /** Σ bought − sold since today of the account's securities, cash kept: least and most. */
  readonly cash: readonly CashRoom[]
  readonly tax: YearTax
  readonly budget: YearBudget
}

export interface CashRoom {
  /** Its securities, first and one past the last. */
  readonly from: number
  readonly until: number
  readonly low: number
  readonly high: number
}

/** null: no limit. Fractions of the value. */
export interface YearBudget {
  /** Long-term gain that the year's sales may add, net; with it short-term results may not net to more than nothing, or what the year already has. */
  readonly gain: number | null
  /** Most by which the tax of the year may pass that of selling nothing in any year. */
  readonly tax: number | null
}

export const noBudget: YearBudget = { gain: null, tax: null }

/** What is sold of each lot and bought and sold again of each security, year by year. */
export interface YearsPlan {
  readonly sell: readonly Float64Array[]
  readonly buy: readonly Float64Array[]
  /** Of what was bought in an earlier year. */
  readonly resell: readonly Float64Array[]
  /** What the resold gained, by term; left out: nothing, as where prices stay. */
  readonly resold?: readonly { readonly short: number; readonly long: number }[]
}
