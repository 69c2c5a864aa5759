/**
 * The years' taxes at given prices. A year's net of each term comes from the lots, the year so far and what is carried into it; it is made up of amounts taxed short and
 * long, amounts netted against each other, a loss that counts against ordinary income (at most the cap), and losses carried on in either term. Which of them a year may
 * have is what its piece says. IRC 1222, 1211(b), 1212(b).
 */
import type { YearsProblem } from '../../years/years-problem.ts'
import type { YearPrices } from '../../years/years-proof.ts'
import { leastBetween, ofMost, type PartOf } from './least.ts'
import { checkedYears } from './netting.ts'

export function leastOfTaxes(problem: YearsProblem, prices: YearPrices, at: PartOf): number {
  const { years, periods, base } = problem
  const resting = checkedYears(
    years.map(({ tax }) => tax),
    [],
  )
  const reach = reachOf(problem)
  return years.reduce((sum, { tax, budget }, y) => {
    const piece = at.pieces[y]
    const dollar = base.weights.tax * periods[y].discount
    const [short, long] = [prices.short[y], prices.long[y]]
    const ofShort = budget.gain === null ? 0 : ofMost(prices.shortBudget[y])
    const ofTax = budget.tax === null ? 0 : ofMost(prices.taxBudget[y])
    const last = y === years.length - 1
    /** Of a unit that adds so much to the net short and long, and to the tax of the year. */
    const slope = (addsShort: number, addsLong: number, rate: number) =>
      dollar * rate + addsShort * (short - ofShort) + addsLong * long - ofTax * rate
    const may = (...pieces: readonly (typeof piece)[]) => (piece === null || pieces.includes(piece) ? reach : 0)
    // carried on: worth something after the last year only, taken from the next year's net before it
    const onShort = slope(-1, 0, 0) + (last ? -dollar * tax.carried : prices.short[y + 1])
    const onLong = slope(-1, 0, 0) + (last ? -dollar * tax.carried : prices.long[y + 1])
    const fixed =
      -short * tax.shortSoFar -
      long * tax.longSoFar +
      (budget.gain === null ? 0 : ofMost(prices.gainBudget[y]) * budget.gain + ofShort * Math.max(0, tax.shortSoFar)) +
      (budget.tax === null ? 0 : ofTax * (budget.tax + (resting[y]?.tax ?? 0)))
    return (
      sum +
      fixed +
      leastBetween(slope(1, 0, tax.short), 0, 0, may('gain', 'mixed')) +
      leastBetween(slope(0, 1, tax.long), 0, 0, may('gain')) +
      leastBetween(slope(-1, 1, 0), 0, 0, may('gain', 'loss')) +
      leastBetween(slope(1, -1, 0), 0, 0, may('mixed', 'loss')) +
      leastBetween(slope(-1, 0, -tax.ordinary), 0, 0, Math.min(may('loss'), tax.cap)) +
      leastBetween(onShort, 0, 0, may('loss')) +
      leastBetween(onLong, 0, 0, may('loss'))
    )
  }, 0)
}

/** No gain, loss or carried loss of any year is larger. */
function reachOf({ base, years }: YearsProblem): number {
  let reach = 0
  for (let l = 0; l < base.lots.count; l++) {
    reach += years.reduce((most, { gain }) => Math.max(most, Math.abs(gain[l])), 0) * base.lots.value[l]
  }
  return years.reduce((sum, { tax }) => sum + Math.abs(tax.shortSoFar) + Math.abs(tax.longSoFar), reach) + 1e-6
}
