/**
 * Purchases and receipts near a loss that did not wash it, or not all of it, and why: same lot (Rev. Rul. 56-602), used already (Reg. 1.1091-1(e)), gone
 * before the loss, one day outside, received and not bought (Reg. 1.1091-1(f)), or in an employer plan. Told for losses with shares left over only.
 */
import { dateOfDay } from '../../../shared/kernel/civil-date.ts'
import type { LotId } from '../../../shared/kernel/id.ts'
import { shares } from '../../../shared/kernel/shares.ts'
import type { LossRow, nearReasons } from '../../../shared/model/wash-ledger.ts'
import { type History, listIn } from '../lineage/history.ts'
import type { RealizedRow } from '../lots/holding.ts'
import type { LotStep } from '../lots/steps.ts'
import { nearCitations } from './citations.ts'
import { windowDays } from './window.ts'

type Opened = Extract<LotStep, { kind: 'opened' }>
export type NearOf = (row: RealizedRow) => LossRow['near']

/** The household's purchases laid out once by group and day; each loss then reads the 63 days around it. */
export function nearPurchases(history: History): NearOf {
  const { standing, booking } = history
  const groups = new Map<string, Opened[]>()
  for (const step of booking.steps)
    if (step.kind === 'opened' && !standing.policy.outside.has(step.lot.security))
      listIn(groups, standing.groupOf(step.lot.security)).push(step)
  const usedBy = new Map<string, { readonly row: RealizedRow; readonly shares: number }[]>()
  for (const { row, replacement, shares: used } of booking.matches) listIn(usedBy, replacement.identity).push({ row, shares: used })
  const held = new Set(booking.open.map(piece => piece.lot.identity))
  const soldLater = new Map<string, number>()
  for (const row of booking.rows) soldLater.set(row.lot.identity, Math.max(row.day, soldLater.get(row.lot.identity) ?? row.day))
  const remains = (identity: string, after: number) => held.has(identity) || (soldLater.get(identity) ?? after) > after
  const reasonOf = (row: RealizedRow, step: Opened): (typeof nearReasons)[number] | null => {
    const { lot } = step
    const apart = Math.abs(lot.boughtDay - row.day)
    if (lot.identity === row.lot.identity) return apart <= windowDays && remains(lot.identity, row.day) ? 'same-lot' : null
    if (!step.purchase) return apart <= windowDays ? 'no-acquisition' : null
    if (apart > windowDays) return 'outside'
    if (history.treatmentOf(lot.account) === 'unsettled') return 'unsettled'
    const uses = usedBy.get(lot.identity) ?? []
    if (uses.some(use => use.row !== row)) return 'used'
    if (uses.length > 0) return null
    return lot.boughtDay <= row.day ? 'sold-before' : null
  }
  const { outside } = standing.policy
  return row => {
    if (outside.has(row.lot.security)) return []
    const opened = groups.get(standing.groupOf(row.lot.security)) ?? []
    const near: LossRow['near'] = []
    for (let at = firstFrom(opened, row.day - windowDays - 1); at < opened.length; at += 1) {
      const step = opened[at] as Opened
      if (step.lot.boughtDay > row.day + windowDays + 1) break
      const reason = reasonOf(row, step)
      if (reason !== null) near.push(nearRow(history, row, step, reason))
    }
    return near
  }
}

function nearRow(history: History, row: RealizedRow, { lot, shares: count }: Opened, reason: (typeof nearReasons)[number]) {
  return {
    lot: lot.id as LotId,
    accountName: history.account(lot).name,
    symbol: history.security(lot).symbol,
    day: dateOfDay(lot.boughtDay),
    shares: shares(count),
    daysApart: lot.boughtDay - row.day,
    reason,
    cited: nearCitations[reason],
  }
}

/** Steps stand in order of execution, which is that of their days. */
function firstFrom(opened: readonly Opened[], day: number): number {
  let [low, high] = [0, opened.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((opened[middle] as Opened).lot.boughtDay < day) low = middle + 1
    else high = middle
  }
  return low
}
