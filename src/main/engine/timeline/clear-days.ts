/**
 * When a trade would be clear: the first trading day on which its verdict is, and, where it is clear already, the last one before something ahead blocks. A
 * verdict changes only on days that evidence names (thirty-one days after a purchase or loss sale, thirty before one to come), so only those are asked.
 */
import { addDays, type CivilDate, daysBetween } from '../../../shared/kernel/civil-date.ts'
import type { SecurityId } from '../../../shared/kernel/id.ts'
import { date as dateInWords } from '../../../shared/present/format.ts'
import { isTradingDay, tradingDayFrom } from '../calendar/trading-days.ts'
import type { Standing } from '../standing/standing.ts'
import { expectedDays, expectedSlack, payDay } from '../wash/expected.ts'
import { nameOf } from '../wash/reasons.ts'
import { clearAfter, windowDays } from '../wash/window.ts'

/** How far ahead a clear day is looked for. */
const daysLooked = 365

export type IsClear = (day: CivilDate) => boolean

export function firstClear(standing: Standing, security: SecurityId, from: CivilDate, isClear: IsClear): CivilDate | null {
  const last = addDays(from, daysLooked)
  const group = standing.evidence.group(security)
  const reach = windowDays + expectedSlack + 1
  const dated = [
    ...group.acquisitions.map(bought => bought.date),
    ...group.lots.map(lot => lot.acquired),
    ...group.plannedBuys.map(plan => plan.date),
    ...group.plannedLossSales.map(plan => plan.date),
    ...group.lossSales.map(sale => sale.date),
    standing.evidence.asOf,
  ]
  const ends = new Set<CivilDate>([from])
  for (const day of dated) if (day !== null && daysBetween(from, day) >= -windowDays - 1) ends.add(clearAfter(day))
  for (const holding of group.reinvesting) for (const day of expectedDays(holding, last)) ends.add(addDays(day, reach))
  for (const day of [...ends].sort()) {
    if (day < from || day > last) continue
    const trades = tradingDayFrom(day)
    if (isClear(trades)) return trades
  }
  return null
}

/** The first thing to come that a sale on a later day would meet, and the last trading day before it does. */
export function lastClearSale(
  standing: Standing,
  security: SecurityId,
  day: CivilDate,
  isClear: IsClear,
): { readonly date: CivilDate; readonly what: string } | null {
  const { evidence } = standing
  const group = evidence.group(security)
  const until = addDays(day, daysLooked)
  const ahead = [
    ...group.plannedBuys.map(plan => {
      const what = `${nameOf(evidence, plan.account)} is to buy ${evidence.symbolOf(plan.security)} on ${dateInWords(plan.date)}`
      return { date: plan.date, reach: windowDays, what }
    }),
    ...group.reinvesting.flatMap(holding =>
      expectedDays(holding, until).map(date => {
        const what = `${nameOf(evidence, holding.account)} is expected to reinvest a dividend in ${evidence.symbolOf(holding.security)}, est. ${dateInWords(payDay(date))}`
        return { date, reach: windowDays + expectedSlack, what }
      }),
    ),
  ]
  const next = ahead
    .map(({ date, reach, what }) => ({ date: addDays(date, -reach - 1), what }))
    .filter(one => one.date >= day)
    .sort((a, b) => (a.date < b.date ? -1 : 1))
    .find(one => !isClear(tradingDayFrom(addDays(one.date, 1))))
  return next === undefined ? null : { date: tradingDayUntil(next.date), what: next.what }
}

function tradingDayUntil(date: CivilDate): CivilDate {
  let day = date
  while (!isTradingDay(day)) day = addDays(day, -1)
  return day
}
