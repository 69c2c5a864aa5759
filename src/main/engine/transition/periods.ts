/**
 * The years of a transition: the first is today and lasts until the first trading day of January, every later one begins there. Multi-period utility (seed "optimal
 * rebalancing"): Σ over years of discount · (λ1 · length · TE² + λ2 · cost + λ3 · tax), the lengths as parts of the whole (discounted) horizon, so that one trade today
 * and none later counts exactly as the ordinary plan of one period does.
 */
import { type CivilDate, civilDate, daysBetween, yearOf } from '../../../shared/kernel/civil-date.ts'
import { tradingDayFrom } from '../calendar/trading-days.ts'
import type { Period } from '../optimize/years/years-problem.ts'

/** `rate` and `rise` (of every price and of cash) a year. The days of the first year count from `from` on. */
export function periodsOf(from: CivilDate, years: number, rate: number, rise = 0): Period[] {
  const starts = Array.from({ length: years + 1 }, (_, at) => (at === 0 ? from : tradingDayFrom(civilDate(`${yearOf(from) + at}-01-02`))))
  const lengths = starts.slice(0, years).map((start, at) => Math.max(1, daysBetween(start, starts[at + 1] as CivilDate)) / 365)
  let elapsed = 0
  const times = lengths.map(length => {
    const time = elapsed
    elapsed += length
    return time
  })
  const discounts = times.map(time => (1 + rate) ** -time)
  const whole = lengths.reduce((sum, length, at) => sum + length * (discounts[at] as number), 0)
  return lengths.map((length, at) => ({
    year: yearOf(from) + at,
    date: starts[at] as CivilDate,
    discount: discounts[at] as number,
    share: (length * (discounts[at] as number)) / whole,
    growth: (1 + rise) ** (times[at] as number),
  }))
}

/** From one year's trades to another's. */
export function daysApart(periods: readonly Period[], from: number, to: number): number {
  const [start, end] = [periods[from]?.date, periods[to]?.date]
  return start && end ? daysBetween(start, end) : 0
}

/**
 * λ1 of a year's own plan, in dollars and value of that year. `lasting` 1: as if it were the last, its drift stays until the end of the horizon; 0: the next year will see to it; between
 * them, in part.
 */
export function riskOfYear(periods: readonly Period[], at: number, lasting: number): number {
  const { share, discount, growth } = periods[at] as Period
  const later = periods.slice(at + 1).reduce((sum, period) => sum + period.share, 0)
  return (share + lasting * later) / (discount * growth)
}
