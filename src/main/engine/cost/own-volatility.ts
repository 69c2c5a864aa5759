/** Volatility of a day out of the book's own prices, where the firm has not estimated it: before the assumption of the size class stands in. Kept for each list of prices, which households share. */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { SecurityId } from '../../../shared/kernel/id.ts'
import type { PriceHistoryRow } from '../../../shared/model/history.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import { type DailyVolatility, dailyVolatility } from '../estimate/daily-volatility.ts'
import { historyRows, splitsOf } from '../when/price-histories.ts'

export interface OwnVolatility extends DailyVolatility {
  readonly asOf: CivilDate
}

const kept = new WeakMap<PriceHistoryRow, { readonly splits: string; readonly found: OwnVolatility | null }>()

export function ownVolatility(snapshot: Snapshot, security: SecurityId): OwnVolatility | null {
  const row = historyRows(snapshot).get(security)
  if (row === undefined) return null
  const splits = (splitsOf(snapshot).get(security) ?? []).filter(({ day }) => day > (row.days[0] as CivilDate))
  const key = JSON.stringify(splits)
  const known = kept.get(row)
  if (known?.splits === key) return known.found
  const after = (day: CivilDate) => splits.reduce((ratio, split) => (split.day > day ? ratio * split.ratio : ratio), 1)
  const estimate = dailyVolatility(row.prices.map((price, at) => price / after(row.days[at] as CivilDate)))
  const found = estimate === null ? null : { ...estimate, asOf: row.days.at(-1) as CivilDate }
  kept.set(row, { splits: key, found })
  return found
}
