/**
 * Trades dated exactly the day of the lot statement that counts. By the projection policy they are taken as contained in it, which a file made before the trade was
 * booked does not bear out; nobody can tell from the files, so the household is told. Purchases are left out where the statement shows their lots: then
 * they are in it.
 */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { StatementLot } from '../../../shared/model/ledger.ts'
import { holdingKey, type ShareEntry } from './ledger-input.ts'

export function sameDayTrades(
  entries: readonly ShareEntry[],
  statements: readonly StatementLot[],
  statedOn: ReadonlyMap<string, CivilDate>,
  same: (security: string) => string,
): ShareEntry[] {
  if (statedOn.size === 0) return []
  const keyOf = (row: ShareEntry | StatementLot) => holdingKey(row.account, same(row.security))
  const trades = Map.groupBy(
    entries.filter(entry => entry.tradeDate === statedOn.get(keyOf(entry))),
    keyOf,
  )
  if (trades.size === 0) return []
  const bought = new Map<string, number>()
  for (const lot of statements) {
    const key = keyOf(lot)
    if (lot.asOf === statedOn.get(key) && lot.acquired === lot.asOf) bought.set(key, (bought.get(key) ?? 0) + lot.shares)
  }
  return [...trades].flatMap(([key, rows]) => {
    const purchases = rows.every(row => row.kind === 'buy' || row.kind === 'reinvest')
    const shown = purchases && rows.reduce((sum, row) => sum + row.shares, 0) === bought.get(key)
    return shown ? [] : rows
  })
}
