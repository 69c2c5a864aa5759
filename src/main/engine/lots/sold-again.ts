/** Purchases that were sold again, kept where the firm reads Reg. 1.1091-1(a) to the letter (BookingPolicy.soldSharesReplace): they disallow a loss all the same. */
import { type CivilDate, dateOfDay } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, LotId, SecurityId } from '../../../shared/kernel/id.ts'
import { type Shares, shares } from '../../../shared/kernel/shares.ts'
import type { Piece } from './holding.ts'

/** Shares bought and sold again, as far as they have not replaced loss shares (Reg. 1.1091-1(e)). */
export interface SoldAgain {
  readonly lot: LotId
  readonly account: AccountId
  readonly security: SecurityId
  readonly bought: CivilDate
  readonly sold: CivilDate
  readonly shares: Shares
  readonly purchase: string
  readonly order: number
}

/** Of the groups in which something is still held: nothing else can be sold at a loss. */
export function soldAgainIn(open: readonly Piece[], names: (security: string) => SecurityId): SoldAgain[] {
  const groups = new Set(open.map(piece => piece.holding.group))
  return [...groups].flatMap(group =>
    (group.sold ?? []).map(({ lot, day, shares: count }) => ({
      lot: lot.id as LotId,
      account: lot.account as AccountId,
      security: names(lot.security),
      bought: dateOfDay(lot.boughtDay),
      sold: dateOfDay(day),
      shares: shares(count),
      purchase: lot.identity,
      order: lot.order,
    })),
  )
}
