/**
 * The lots that a ticket names, by the names they have when an execution of it is booked. Parts of one lot are numbered through what is open of it, so that a part that is
 * sold gives its number on; a part is known again by what it is: where its holding period counts from, and what a share of it costs. Reg. 1.1012-1(c): the lots are those
 * identified with the order, whatever the books call them by then.
 */
import { type Shares, shares } from '../../../shared/kernel/shares.ts'
import type { LotPick } from '../../../shared/model/ledger.ts'
import type { TicketLot } from '../../../shared/model/ticket.ts'
import type { ProjectedLot } from '../lots/project.ts'
import { familyOf } from '../standing/lot-parts.ts'

export interface NamedOnTicket {
  /** As it stood on the ticket. */
  readonly of: Pick<TicketLot, 'lot' | 'shares' | 'basis' | 'holdingFrom'>
  /** What of it is sold. */
  readonly shares: Shares
}

/** In the order given. `open`: the lots before the sale. A part that is not found again keeps its name, as the booking engine reads it (lots/choose.ts). */
export function namedNow(named: readonly NamedOnTicket[], open: readonly ProjectedLot[]): LotPick[] {
  const families = Map.groupBy(open, lot => familyOf(lot.id))
  const free = new Map<ProjectedLot, number>(open.map(lot => [lot, lot.shares]))
  return named.flatMap(({ of, shares: wanted }) => {
    const parts = families.get(familyOf(of.lot)) ?? []
    if (parts.length < 2) return [{ lot: of.lot, shares: wanted }]
    const alike = parts.filter(part => isAlike(of, part))
    const picks: LotPick[] = []
    let left: number = wanted
    for (const part of [...alike.filter(({ id }) => id === of.lot), ...alike.filter(({ id }) => id !== of.lot)]) {
      const count = Math.min(left, free.get(part) ?? 0)
      if (count <= 0) continue
      free.set(part, (free.get(part) ?? 0) - count)
      picks.push({ lot: part.id, shares: shares(count) })
      left -= count
    }
    return left > 0 ? [...picks, { lot: of.lot, shares: shares(left) }] : picks
  })
}

/** Costs a share that differ by no more than the cent to which the basis of each is rounded. */
function isAlike(of: NamedOnTicket['of'], part: ProjectedLot): boolean {
  if (of.holdingFrom !== part.holdingFrom || (of.basis === null) !== (part.basis === null)) return false
  if (of.basis === null || part.basis === null) return true
  const apart = BigInt(of.basis) * BigInt(part.shares) - BigInt(part.basis) * BigInt(of.shares)
  return (apart < 0n ? -apart : apart) <= BigInt(of.shares) + BigInt(part.shares)
}
