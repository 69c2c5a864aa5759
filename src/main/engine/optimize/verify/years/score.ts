/** What a plan over the years costs, reckoned once more from the problem and the plan, for the checker: risk of each year by every pair of factors, costs trade by trade, taxes year by year. */
import type { YearsPlan, YearsProblem } from '../../years/years-problem.ts'
import { type CheckedYear, checkedYears, restingTax, worthOfTaxes } from './netting.ts'

export interface CheckedScore {
  readonly score: number
  /** Short and long of each year's sales. */
  readonly gains: readonly (readonly [number, number])[]
  readonly years: readonly CheckedYear[]
}

/** Below a tenth of a dollar in a million nothing is traded. */
const noTrade = 1e-7

export function scoreOfYears(problem: YearsProblem, plan: YearsPlan): CheckedScore {
  const { base, years, periods } = problem
  const { securities, lots, factors, weights } = base
  const drift = Array.from(securities.drift)
  const gains = years.map(({ gain, long }, y): [number, number] => {
    const all: [number, number] = [plan.resold?.[y]?.short ?? 0, plan.resold?.[y]?.long ?? 0]
    plan.sell[y].forEach((sold, l) => {
      all[long[l] ? 1 : 0] += sold * gain[l]
    })
    return all
  })
  let score = weights.tax * (worthOfTaxes(problem, gains) - restingTax(problem))
  years.forEach((_, y) => {
    const { discount, growth, share } = periods[y]
    const exposed = Array.from({ length: factors.count }, () => 0)
    let own = 0
    let costs = 0
    for (let i = 0; i < securities.count; i++) {
      let sold = plan.resell[y][i]
      for (let l = lots.start[i]; l < lots.start[i + 1]; l++) sold += plan.sell[y][l]
      const bought = plan.buy[y][i]
      drift[i] += bought - sold
      own += factors.specific[i] * drift[i] * drift[i]
      for (let f = 0; f < factors.count; f++) exposed[f] += drift[i] * factors.exposure[i * factors.count + f]
      for (const traded of [sold, bought]) {
        if (traded > noTrade)
          costs += traded * securities.linearCost[i] + securities.impact[i] * traded ** securities.impactPower + securities.fixedCost[i]
        costs += securities.square[i] * traded * traded
      }
    }
    const variance = exposed.reduce((sum, each) => sum + each * each, own)
    score += weights.risk * share * variance + weights.cost * discount * growth * costs
  })
  const rates = years.map(({ tax }) => tax)
  return { score, gains, years: checkedYears(rates, gains) }
}
