/** What a household's screen shows of its past: the trend of drift and tracking error by week, and each past rebalance. A pure function of what it is given. */
import { cents } from '../../../shared/kernel/cents.ts'
import { type CivilDate, dateOfDay, dayNumber, partsOf, weekday } from '../../../shared/kernel/civil-date.ts'
import type { PerformanceView, TrendPoint } from '../../../shared/model/performance.ts'
import { ppm } from '../ppm.ts'
import { type Measured, type MeasuredDay, measure, type PerformanceInput } from './measured.ts'
import { pastOf } from './past-holdings.ts'
import { rebalanceFigures } from './rebalance-figures.ts'
import { type Rebalance, rebalancesOf } from './rebalances.ts'
import { slope } from './returns.ts'
import { tradingDaysInside } from './valued-days.ts'

/** The trend is that of the last three months. */
export const trendDays = 91
const daysAMonth = 365 / 12
const mostBefore = 5

/** `advance` is called once a past rebalance. */
export function householdPerformance(
  input: PerformanceInput,
  advance: (done: number, of: number) => void = () => undefined,
): PerformanceView {
  const measured = measure(input, { risk: true })
  const found = pastRebalances(measured, input.tickets)
  const { days, standing, valued } = measured
  return {
    household: standing.snapshot.household.id,
    asOf: standing.asOf,
    measured: measured.accounts.map(({ account }) => account.name),
    leftOut: [...measured.leftOut],
    from: dayOf(days[0]),
    until: dayOf(days.at(-1)),
    before: valued.before,
    points: pointsOf(days),
    gaps: [...valued.gaps],
    threshold: standing.snapshot.settings.driftThreshold,
    trend: trendOf(measured, found),
    riskLabel: riskLabel(measured),
    policy: measured.policy,
    assumed: measured.assumed,
    rebalances: found.map((rebalance, at) => {
      advance(at, found.length)
      return rebalanceFigures(measured, rebalance)
    }),
    notes: [...measured.notes],
  }
}

function dayOf(day: MeasuredDay | undefined) {
  return day === undefined ? null : dateOfDay(day.day)
}

export function pastRebalances(
  measured: Pick<Measured, 'standing' | 'days' | 'policy' | 'accounts'>,
  tickets: PerformanceInput['tickets'],
): Rebalance[] {
  const { standing, days, policy } = measured
  const past = pastOf(standing)
  const own = new Set(measured.accounts.map(({ account }) => account.id))
  const inside = { ...past, movements: past.movements.filter(({ account }) => own.has(account)) }
  return rebalancesOf(standing, inside, tickets, policy.turnover / 10_000, day => valueBefore({ days }, dateOfDay(day)))
}

/** Of the last valued day before a day, in cents; null where that is more than a week before. */
export function valueBefore({ days }: Pick<Measured, 'days'>, first: CivilDate): number | null {
  const day = dayNumber(first)
  const before = days.findLast(each => each.day < day)
  return before === undefined || tradingDaysInside(before.day, day) > mostBefore ? null : before.value
}

/** The last valued day of each week, and of each month. */
function pointsOf(days: readonly MeasuredDay[]): TrendPoint[] {
  return days.flatMap((day, at): TrendPoint[] => {
    const next = days[at + 1]?.day
    const month = next === undefined || partsOf(dateOfDay(next)).month !== partsOf(dateOfDay(day.day)).month
    if (!month && next !== undefined && weekOf(next) === weekOf(day.day)) return []
    const { drift, trackingError } = day
    return [
      {
        day: dateOfDay(day.day),
        month,
        value: cents(Math.round(day.value)),
        drift: drift && Math.round(drift.portfolio * 10_000),
        trackingError: trackingError === null ? null : ppm(trackingError),
        outside: drift?.outside ?? null,
      },
    ]
  })
}

/** Weeks begin on Monday. */
export function weekOf(day: number): number {
  return day - ((weekday(dateOfDay(day)) + 6) % 7)
}

function trendOf({ days }: Measured, rebalances: readonly Rebalance[]): PerformanceView['trend'] {
  const known = days.flatMap(({ day, drift }) => (drift === null ? [] : [{ day, value: drift.portfolio, outside: drift.outside > 0 }]))
  const last = known.at(-1)
  const recent = known.filter(({ day }) => last !== undefined && day > last.day - trendDays)
  const perDay = recent.length < 10 ? null : slope(recent)
  const most = known.reduce<(typeof known)[number] | null>((best, each) => (best === null || each.value > best.value ? each : best), null)
  const since = sinceLast(known, rebalances)
  return {
    slope: perDay === null ? null : ppm(perDay * daysAMonth),
    speed: since === null || last === undefined ? null : ppm(((last.value - since.value) / (last.day - since.day)) * daysAMonth),
    since: since === null ? null : dateOfDay(since.day),
    average: known.length === 0 ? null : ppm(known.reduce((sum, { value }) => sum + value, 0) / known.length),
    most: most && { day: dateOfDay(most.day), drift: ppm(most.value) },
    days: known.length,
    outsideDays: known.filter(({ outside }) => outside).length,
  }
}

/** The first measured day after the last rebalance whose trades are in the book; null: none, or it was only now. */
function sinceLast<Known extends { readonly day: number }>(known: readonly Known[], rebalances: readonly Rebalance[]): Known | null {
  const latest = rebalances.find(({ fills }) => fills.length > 0)
  const first = latest && known.find(({ day }) => day >= dayNumber(latest.last))
  return first === undefined || first.day === known.at(-1)?.day ? null : first
}

function riskLabel({ risk }: Measured): string {
  if (risk === null) return 'no targets, no tracking error'
  return risk.estimated === 0 ? 'simplified: no price history, no correlations' : `today’s covariance, ${risk.days} days, shrinkage`
}
