/** Netting and carrying of the years reckoned plainly once more, for the checker: IRC 1222, 1211(b), 1212(b). Shares no code with the solver. */
import type { YearsProblem } from '../../years/years-problem.ts'

type Rates = YearsProblem['years'][number]['tax']

export interface CheckedYear {
  readonly tax: number
  readonly lostShort: number
  readonly lostLong: number
  readonly netShort: number
}

/** `gains`: short and long of each year's sales. */
export function checkedYears(rates: readonly Rates[], gains: readonly (readonly [number, number])[]): CheckedYear[] {
  let [lostShort, lostLong] = [0, 0]
  return rates.map((rate, y) => {
    const [gainShort, gainLong] = gains[y] ?? [0, 0]
    const short = rate.shortSoFar + gainShort - lostShort
    const long = rate.longSoFar + gainLong - lostLong
    const whole = short + long
    const loss = Math.max(0, -whole)
    const against = Math.min(loss, rate.cap)
    const tax =
      whole > 0
        ? rate.short * Math.min(whole, Math.max(0, short)) + rate.long * Math.min(whole, Math.max(0, long))
        : -rate.ordinary * against
    // the part that counts against ordinary income is a short-term gain of the year
    const raised = short + against
    lostShort = whole > 0 ? 0 : Math.max(0, -raised - Math.max(0, long))
    lostLong = whole > 0 ? 0 : Math.max(0, -long - Math.max(0, raised))
    return { tax, lostShort, lostLong, netShort: short }
  })
}

/** Σ discount · tax of all years, what is left of losses at the end at its worth. */
export function worthOfTaxes({ years, periods }: YearsProblem, gains: readonly (readonly [number, number])[]): number {
  const found = checkedYears(
    years.map(({ tax }) => tax),
    gains,
  )
  const last = found.at(-1)
  const left = last === undefined ? 0 : last.lostShort + last.lostLong
  const due = found.reduce((sum, { tax }, y) => sum + periods[y].discount * tax, 0)
  return due - (periods.at(-1)?.discount ?? 1) * (years.at(-1)?.tax.carried ?? 0) * left
}

/** Where nothing is sold in any year. */
export function restingTax(problem: YearsProblem): number {
  return worthOfTaxes(problem, [])
}
