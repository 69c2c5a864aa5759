/**
 * The household's records less shares that are spoken for: lots that another sale gives up, and replacement shares that another loss has used, since each
 * share replaces once (Reg. 1.1091-1(e)). Laid out once a group, because a window is kept for the group it was made of.
 */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { LotId } from '../../../shared/kernel/id.ts'
import { shares } from '../../../shared/kernel/shares.ts'
import type { SoldAgain } from '../lots/sold-again.ts'
import type { GroupEvidence, HeldLot, HouseholdEvidence, PlannedTrade } from './evidence.ts'

/** `gone`: shares by `keyOfTaken`. `as`: a lot as it will stand, in parts where it is cut. */
export function withoutShares(
  evidence: HouseholdEvidence,
  gone: ReadonlyMap<string, number>,
  as: ((lot: HeldLot) => readonly HeldLot[]) | null = null,
): HouseholdEvidence {
  if (gone.size === 0 && as === null) return evidence
  const kept = new Map<GroupEvidence, GroupEvidence>()
  return {
    ...evidence,
    group: security => {
      const group = evidence.group(security)
      const known = kept.get(group)
      if (known !== undefined) return known
      const less = groupWithout(group, gone, as)
      kept.set(group, less)
      return less
    },
  }
}

function groupWithout(
  group: GroupEvidence,
  gone: ReadonlyMap<string, number>,
  as: ((lot: HeldLot) => readonly HeldLot[]) | null,
): GroupEvidence {
  const standing = (lots: readonly HeldLot[]) => (as === null ? lots : lots.flatMap(as))
  return {
    ...group,
    lots: standing(group.lots).map(lot => spokenFor(lot, gone.get(lot.id))),
    ...(group.rights === undefined ? {} : { rights: [...standing(group.rights)] }),
    soldAgain: group.soldAgain.map(one => lessUsed(one, gone.get(keyOfSoldAgain(one.purchase, one.order, one.sold)))),
    plannedBuys: group.plannedBuys.map(plan => less(plan, gone.get(keyOfTaken(plan)))).filter(plan => plan.shares !== 0),
  }
}

/** The lot stays what it is, for it may be sold all the same; only as a replacement it is so much smaller. */
function spokenFor(lot: HeldLot, count: number | undefined): HeldLot {
  return count === undefined ? lot : { ...lot, spoken: shares(Math.min(lot.shares, (lot.spoken ?? 0) + count)) }
}

function less(plan: PlannedTrade, count: number | undefined): PlannedTrade {
  return count === undefined || plan.shares === null ? plan : { ...plan, shares: shares(Math.max(0, plan.shares - count)) }
}

function lessUsed(sold: SoldAgain, count: number | undefined): SoldAgain {
  return count === undefined ? sold : { ...sold, shares: shares(Math.max(0, sold.shares - count)) }
}

/** Shares bought and sold again, which replace a loss only where the firm reads the regulation to the letter. */
export function keyOfSoldAgain(purchase: string, order: number, sold: CivilDate): string {
  return `sold again ${purchase} ${order} ${sold}`
}

/** A planned purchase is known by its number; it stays the same when some of its shares are used. */
export function keyOfTaken(from: LotId | PlannedTrade): string {
  return typeof from === 'string' ? from : `plan ${from.id}`
}
