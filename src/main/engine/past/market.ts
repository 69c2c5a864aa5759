/**
 * The market of a household's targets over the book's price history: securities with enough prices, returns of the days all of them have, and every day that had to be dropped by name. Nothing is filled in: a
 * day that one security lacks is left out for all, and the return across it is of several days.
 */
import { addDays, type CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { SecurityId } from '../../../shared/kernel/id.ts'
import type { PriceHistoryRow } from '../../../shared/model/history.ts'
import type { PastAsset } from '../../../shared/model/past.ts'
import type { Drift } from '../../../shared/model/review.ts'
import { counted, date, percent } from '../../../shared/present/format.ts'
import type { Market } from '../backtest/simulate.ts'
import { isTradingDay, tradingDaysBetween } from '../calendar/trading-days.ts'
import { alignedReturns, type PriceHistory } from '../estimate/returns.ts'
import type { Standing } from '../standing/standing.ts'
import { splitsOf } from '../when/price-histories.ts'

export interface PastMarket {
  readonly assets: readonly PastAsset[]
  /** Those used, in the order of target and returns. */
  readonly used: readonly SecurityId[]
  /** Sums to one. */
  readonly target: readonly number[]
  readonly market: Market
  /** The day whose prices are the first. */
  readonly from: CivilDate | null
  readonly warnings: readonly { readonly code: string; readonly what: string }[]
}

/** Fewer prices of a security are none: rules estimate from 60 days. */
export const leastPastPrices = 61
/** A past of fewer returns tells nothing of rules. */
export const leastPastDays = 60
/** Prices of fewer of the exchange's days than this part are not daily ones. */
export const leastDaily = 0.75
/** Days named one by one; more are counted. */
const mostNamed = 4

export function pastMarket(standing: Standing, { rows }: Drift, histories: readonly PriceHistoryRow[]): PastMarket {
  const bySecurity = new Map(histories.map(history => [history.security, history]))
  const targets = rows.filter(({ target }) => target > 0)
  const assets = targets.map(({ security, symbol, target }): PastAsset => {
    const days = bySecurity.get(security)?.days ?? []
    const used = days.length >= leastPastPrices
    return { security, symbol, target, prices: days.length, from: days[0] ?? null, to: days.at(-1) ?? null, used }
  })
  const used = assets.filter(asset => asset.used)
  const splits = splitsOf(standing.snapshot)
  const prices = used.map(({ security, symbol }): PriceHistory => {
    const { days, prices } = bySecurity.get(security) as PriceHistoryRow
    return { name: symbol, days, prices: prices.map(price => price / 1e6), splits: splits.get(security) ?? [] }
  })
  const { days, returns, problems } = alignedReturns(prices, Infinity)
  const whole = used.reduce((sum, { target }) => sum + target, 0)
  const from = firstCommon(prices, days[0])
  const warnings = [
    ...leftOut(assets),
    ...startsLate(used, from),
    ...droppedDays(prices, from, days),
    ...holes(prices, from, days.at(-1)),
    ...problems.filter(({ code }) => code !== 'gap').map(({ code, words }) => ({ code, what: words })),
  ]
  const market = { days, returns, riskFree: 0 }
  return { assets, used: used.map(({ security }) => security), target: used.map(({ target }) => target / whole), market, from, warnings }
}

/** Returns begin a day after the first prices. */
function firstCommon(prices: readonly PriceHistory[], second: CivilDate | undefined): CivilDate | null {
  const [first] = prices
  if (first === undefined || second === undefined) return null
  const others = prices.slice(1).map(({ days }) => new Set(days))
  return first.days.findLast(day => day < second && others.every(days => days.has(day))) ?? null
}

function leftOut(assets: readonly PastAsset[]) {
  const without = assets.filter(({ used }) => !used)
  if (without.length === 0 || without.length === assets.length) return []
  const part = without.reduce((sum, { target }) => sum + target, 0)
  const names = without.map(({ symbol, prices }) => `${symbol} (${counted(prices, 'price')})`).join(', ')
  return [
    {
      code: 'left-out',
      what: `Without enough prices, left out and the other targets scaled up: ${names}, ${percent(part)} of the targets.`,
    },
  ]
}

/** One that began late cuts the past of all. */
function startsLate(used: readonly PastAsset[], from: CivilDate | null) {
  const last = used.reduce<PastAsset | null>(
    (late, asset) => (late === null || (asset.from ?? '') > (late.from ?? '') ? asset : late),
    null,
  )
  const early = used.reduce<CivilDate | null>((first, asset) => (first === null || (asset.from ?? '') < first ? asset.from : first), null)
  if (from === null || last?.from == null || early === null || tradingDaysBetween(early, last.from) < 5) return []
  return [
    {
      code: 'starts-late',
      what: `The past begins on ${date(from)} with the first price of ${last.symbol}; others reach back to ${date(early)}.`,
    },
  ]
}

function droppedDays(prices: readonly PriceHistory[], from: CivilDate | null, days: readonly CivilDate[]) {
  const to = days.at(-1)
  if (from === null || to === undefined) return []
  const all = new Set(prices.flatMap(history => history.days.filter(day => day >= from && day <= to)))
  return prices.flatMap(({ name, days: own }) => {
    const has = new Set(own)
    const lacks = [...all].filter(day => !has.has(day)).sort()
    if (lacks.length === 0) return []
    return [{ code: 'dropped-days', what: `${counted(lacks.length, 'day')} dropped for all, since ${name} has no price: ${named(lacks)}.` }]
  })
}

/** Days on which the exchange was open and no security has a price. */
function holes(prices: readonly PriceHistory[], from: CivilDate | null, to: CivilDate | undefined) {
  if (from === null || to === undefined) return []
  const all = new Set(prices.flatMap(({ days }) => days))
  const missing: CivilDate[] = []
  for (let day = from; day < to; day = addDays(day, 1)) if (isTradingDay(day) && !all.has(day)) missing.push(day)
  if (missing.length === 0) return []
  return [{ code: 'no-prices', what: `No price of any of them on ${counted(missing.length, 'trading day')}: ${named(missing)}.` }]
}

function named(days: readonly CivilDate[]): string {
  const more = days.length - mostNamed
  const first = days
    .slice(0, mostNamed)
    .map(day => date(day))
    .join('; ')
  return more > 0 ? `${first} and ${more} more` : first
}
