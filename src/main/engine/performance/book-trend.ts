/**
 * Trends over the book: a line a household (drift on the last priced day of each week, its rebalances of two years with cost and tax), and the lines added up. Tracking error and comparisons are left to the household's
 * own screen, so that a book of thousands stays quick.
 */
import { noCents, sumCents } from '../../../shared/kernel/cents.ts'
import { addDays, type CivilDate, civilDateOf, dateOfDay, dayNumber, partsOf, yearOf } from '../../../shared/kernel/civil-date.ts'
import type { HouseholdId } from '../../../shared/kernel/id.ts'
import type { PriceHistoryRow } from '../../../shared/model/history.ts'
import type { BookTrend, BookYear } from '../../../shared/model/performance.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import { ppm } from '../ppm.ts'
import { pastRebalances, valueBefore, weekOf } from './household-performance.ts'
import { type Measured, measure, type PerformanceInput } from './measured.ts'
import { costOf } from './rebalance-figures.ts'
import { taxOf } from './rebalance-tax.ts'
import { type PastTicket, sumOf } from './rebalances.ts'
import { turnover } from './returns.ts'
import { daysOf } from './valued-days.ts'

/** Weeks looked back. */
export const trendWeeks = 26

export interface TrendLine {
  readonly id: HouseholdId
  readonly weeks: readonly { readonly week: number; readonly drift: number; readonly outside: boolean }[]
  readonly rebalances: BookTrend['rebalances']
}

export function trendLine(input: PerformanceInput): TrendLine {
  const { snapshot } = input
  const week = weekOf(dayNumber(snapshot.asOf))
  const first = week - 7 * (trendWeeks - 1)
  const lastOfWeek = lastOfWeeks(input.days ?? daysOf(input.prices))
  const traded = daysBeforeTrades(snapshot)
  // beside the last day of each week only the days before a trade are valued: they say what part of the household it turned over
  const measured = measure(input, { risk: false, wanted: day => (day >= first && lastOfWeek.has(day)) || traded(day) })
  const weeks = measured.days.flatMap(({ day, drift }) =>
    drift === null || day < first || !lastOfWeek.has(day)
      ? []
      : [{ week: weekOf(day), drift: drift.portfolio, outside: drift.outside > 0 }],
  )
  return { id: snapshot.household.id, weeks, rebalances: rebalancesIn(measured, input) }
}

function rebalancesIn(measured: Measured, { tickets, snapshot: { household } }: PerformanceInput): TrendLine['rebalances'] {
  const from = yearOf(measured.standing.asOf) - 1
  return pastRebalances(measured, tickets)
    .filter(({ fills, first }) => fills.length > 0 && yearOf(first) >= from)
    .map(rebalance => {
      const { actual, planned } = costOf(rebalance)
      const { id, first: day, title, fills } = rebalance
      const value = valueBefore(measured, day)
      return {
        household: household.id,
        name: household.name,
        id,
        day,
        title,
        turnover: value === null ? null : ppm(turnover(sumOf(fills, 'buy'), sumOf(fills, 'sell'), value)),
        cost: actual ?? planned,
        tax: taxOf(measured.standing, rebalance).realized,
      }
    })
}

/** Of a list of days, oldest first: the last of each week. */
function lastOfWeeks(days: readonly number[]): Set<number> {
  return new Set(new Map(days.map(day => [weekOf(day), day])).values())
}

/** A day within a week before one on which something was bought or sold. */
function daysBeforeTrades({ entries }: PerformanceInput['snapshot']): (day: number) => boolean {
  const days = new Set<number>()
  for (const { kind, tradeDate } of entries) {
    if (kind !== 'buy' && kind !== 'sell') continue
    const day = dayNumber(tradeDate)
    for (let before = 1; before <= 7; before += 1) days.add(day - before)
  }
  return day => days.has(day)
}

export interface LinesInput {
  readonly snapshots: readonly Snapshot[]
  /** Of all of them together: a security's prices are the same in every household. */
  readonly prices: readonly PriceHistoryRow[]
  readonly tickets: ReadonlyMap<HouseholdId, readonly PastTicket[]>
}

/** `advance` is called once a household. */
export function trendLines({ snapshots, prices, tickets }: LinesInput, advance: (done: number, of: number) => void): TrendLine[] {
  const days = daysOf(prices)
  const rows = new Map(prices.map(row => [row.security, row]))
  return snapshots.map((snapshot, at) => {
    advance(at, snapshots.length)
    const own = snapshot.securities.flatMap(({ id }) => rows.get(id) ?? [])
    return trendLine({ snapshot, prices: own, tickets: tickets.get(snapshot.household.id) ?? [], days })
  })
}

export function bookTrend(asOf: CivilDate, lines: readonly TrendLine[]): BookTrend {
  const now = weekOf(dayNumber(asOf))
  const weeks = Array.from({ length: trendWeeks }, (_, at) => now - 7 * (trendWeeks - 1 - at)).map(week => {
    const known = lines.flatMap(line => line.weeks.filter(each => each.week === week))
    const sum = known.reduce((total, { drift }) => total + drift, 0)
    const friday = dateOfDay(week + 4)
    return {
      day: friday < asOf ? friday : asOf,
      households: known.length,
      outside: known.filter(({ outside }) => outside).length,
      average: known.length === 0 ? null : ppm(sum / known.length),
    }
  })
  const year = yearOf(asOf)
  const newest = lines
    .flatMap(({ rebalances }) => rebalances)
    .sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : a.name < b.name ? -1 : 1))
  return {
    asOf,
    weeks,
    years: [yearOfBook(lines, year, asOf), yearOfBook(lines, year - 1, aYearBefore(asOf)), yearOfBook(lines, year - 1, endOf(year - 1))],
    rebalances: newest,
    households: lines.length,
    unmeasured: lines.filter(line => line.weeks.length === 0).length,
  }
}

function aYearBefore(day: CivilDate): CivilDate {
  const { year, month, day: date } = partsOf(day)
  return civilDateOf(year - 1, month, date) ?? addDays(civilDateOf(year - 1, month + 1, 1) as CivilDate, -1)
}

function endOf(year: number): CivilDate {
  return civilDateOf(year, 12, 31) as CivilDate
}

function yearOfBook(lines: readonly TrendLine[], year: number, until: CivilDate): BookYear {
  const own = lines.map(({ rebalances }) => rebalances.filter(({ day }) => yearOf(day) === year && day <= until))
  const all = own.flat()
  const sum = (of: 'cost' | 'tax') => sumCents(all.map(each => each[of] ?? noCents))
  return {
    year,
    until,
    rebalances: all.length,
    households: own.filter(some => some.length > 0).length,
    cost: sum('cost'),
    costKnown: all.filter(({ cost }) => cost !== null).length,
    tax: sum('tax'),
    taxKnown: all.filter(({ tax }) => tax !== null).length,
  }
}
