/**
 * A transfer in is no acquisition (Reg. 1.1091-1(f)), so it washes nothing by itself; but shares that it says were bought on some day were bought, by somebody,
 * somewhere. Where that day lies within thirty days of a loss of the household, and no account of the book shows the purchase nor the transfer out, it
 * may wash the loss (IRC section 1091(a)): whose purchase it was the book does not know, so a person is told and nothing is decided.
 */

import type { Cents } from '../../../shared/kernel/cents.ts'
import { type CivilDate, daysBetween } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, EntryId, SecurityId } from '../../../shared/kernel/id.ts'
import type { Shares } from '../../../shared/kernel/shares.ts'
import type { GroupOf } from '../wash/identical.ts'
import { windowDays } from '../wash/window.ts'
import type { LedgerInput, ShareEntry } from './ledger-input.ts'

export interface BoughtElsewhere {
  /** The transfer in. */
  readonly entry: EntryId
  readonly account: AccountId
  readonly security: SecurityId
  readonly shares: Shares
  readonly bought: CivilDate
  /** The loss it may wash. */
  readonly sale: EntryId
  readonly saleAccount: AccountId
  readonly sold: CivilDate
}

interface LossRow {
  readonly sale: EntryId
  readonly lot: string
  readonly account: AccountId
  readonly security: SecurityId
  readonly sold: CivilDate
  readonly gain: Cents | null
  readonly disallowed: Cents
}

/** `arrivals` are transfers in without a transfer out of the book. The first loss of each is told. */
export function boughtElsewhere(
  arrivals: readonly ShareEntry[],
  rows: readonly LossRow[],
  entries: LedgerInput['entries'],
  groupOf: GroupOf,
): BoughtElsewhere[] {
  const stated = arrivals.filter(entry => entry.acquired !== null)
  if (stated.length === 0) return []
  const reversed = new Set(entries.map(entry => entry.reverses))
  const known = new Set<string>()
  for (const { id, kind, security, counter, tradeDate, reverses } of entries) {
    if (kind === 'taxable-merger' && counter != null) known.add(`${groupOf(counter)} ${tradeDate}`)
    if ((kind !== 'buy' && kind !== 'reinvest') || security === null || reverses !== null || reversed.has(id)) continue
    known.add(`${groupOf(security)} ${tradeDate}`)
  }
  const losses = Map.groupBy(
    rows.filter(row => row.gain !== null && row.gain < 0 && -row.gain > row.disallowed),
    row => groupOf(row.security),
  )
  return stated.flatMap(({ id, account, security, shares, acquired }) => {
    const bought = acquired as CivilDate
    if (known.has(`${groupOf(security)} ${bought}`)) return []
    // what is left of the very lot that was sold never replaces it: Rev. Rul. 56-602
    const loss = losses.get(groupOf(security))?.find(row => row.lot !== id && Math.abs(daysBetween(bought, row.sold)) <= windowDays)
    if (loss === undefined) return []
    return [{ entry: id, account, security, shares, bought, sale: loss.sale, saleAccount: loss.account, sold: loss.sold }]
  })
}
