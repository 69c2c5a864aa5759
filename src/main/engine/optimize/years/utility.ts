/**
 * What a plan over several years comes to, reckoned from the plan alone: Σ λ1 · share · TE² + discount · (λ2 · cost + λ3 · tax) with the exact netting and carrying of each
 * year (tax-years.ts), impact and commissions as they are, in dollars of the year. Fractions of the value today; less is better. TE² of several accounts is each one's, weighed by value.
 */
import { noGain, worthOfYears, type YearGain, type YearResult, yearsInTurn } from './tax-years.ts'
import type { YearsPlan, YearsProblem } from './years-problem.ts'

export interface YearsUtility {
  readonly utility: number
  /** Terms without regard to sign: what a distance is a part of. */
  readonly gross: number
  readonly years: readonly YearUtility[]
}

export interface YearUtility {
  /** Annual tracking error from that year's trades on. */
  readonly trackingError: number
  readonly cost: number
  readonly gain: YearGain
  readonly result: YearResult
  /** Of the year's tax, what the plan adds to that of selling nothing in any year. */
  readonly tax: number
}

export function utilityOf(problem: YearsProblem, plan: YearsPlan): YearsUtility {
  const { base, years, periods } = problem
  const taxes = years.map(({ tax }) => tax)
  const discounts = periods.map(({ discount }) => discount)
  const gains = years.map((_, y) => gainOfYear(problem, plan, y))
  const results = yearsInTurn(taxes, gains)
  const resting = yearsInTurn(taxes, [])
  const variances = variancesOf(problem, plan)
  const rows = years.map((_, y): YearUtility => {
    const result = results[y] as YearResult
    return {
      trackingError: Math.sqrt(variances[y] as number),
      cost: costOf(problem, plan, y) * (problem.periods[y]?.growth ?? 1),
      gain: gains[y] ?? noGain,
      result,
      tax: result.tax - (resting[y] as YearResult).tax,
    }
  })
  const risk = periods.reduce((sum, { share }, y) => sum + base.weights.risk * share * (variances[y] as number), 0)
  const cost = periods.reduce((sum, { discount }, y) => sum + base.weights.cost * discount * (rows[y] as YearUtility).cost, 0)
  const tax = base.weights.tax * (worthOfYears(taxes, discounts, gains) - worthOfYears(taxes, discounts, []))
  return { utility: risk + cost + tax, gross: risk + cost + Math.abs(tax), years: rows }
}

export function gainOfYear({ base, years }: YearsProblem, { sell, resold }: YearsPlan, y: number): YearGain {
  let { short, long } = resold?.[y] ?? noGain
  for (let l = 0; l < base.lots.count; l++) {
    const gain = (years[y]?.gain[l] ?? 0) * (sell[y]?.[l] ?? 0)
    if (years[y]?.long[l]) long += gain
    else short += gain
  }
  return { short, long }
}

/** Net bought of each security in a year. */
function changeOf({ base }: YearsProblem, { sell, buy, resell }: YearsPlan, y: number): Float64Array {
  const { securities, lots } = base
  const change = new Float64Array(securities.count)
  for (let i = 0; i < securities.count; i++) {
    change[i] = (buy[y]?.[i] ?? 0) - (resell[y]?.[i] ?? 0)
    for (let l = lots.start[i]; l < lots.start[i + 1]; l++) change[i] -= sell[y]?.[l] ?? 0
  }
  return change
}

function variancesOf(problem: YearsProblem, plan: YearsPlan): number[] {
  const { securities, factors } = problem.base
  const drift = securities.drift.slice()
  return problem.years.map((_, y) => {
    const change = changeOf(problem, plan, y)
    let variance = 0
    const exposure = new Float64Array(factors.count)
    for (let i = 0; i < securities.count; i++) {
      drift[i] += change[i]
      variance += factors.specific[i] * drift[i] ** 2
      for (let f = 0; f < factors.count; f++) exposure[f] += factors.exposure[i * factors.count + f] * drift[i]
    }
    for (const each of exposure) variance += each * each
    return variance
  })
}

/** Amounts below a tenth of a dollar in a million are no trade. */
const noTrade = 1e-7

function costOf({ base }: YearsProblem, { sell, buy, resell }: YearsPlan, y: number): number {
  const { securities, lots } = base
  let cost = 0
  for (let i = 0; i < securities.count; i++) {
    let sold = resell[y]?.[i] ?? 0
    for (let l = lots.start[i]; l < lots.start[i + 1]; l++) sold += sell[y]?.[l] ?? 0
    for (const traded of [sold, buy[y]?.[i] ?? 0]) {
      if (traded <= noTrade) continue
      cost += securities.linearCost[i] * traded + securities.impact[i] * traded ** securities.impactPower + securities.fixedCost[i]
      cost += securities.square[i] * traded * traded
    }
  }
  return cost
}
