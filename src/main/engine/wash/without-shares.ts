/**
 * The household's records less shares that are spoken for: lots that another sale gives up, and replacement shares that another loss has used, since each
 * share replaces once (Reg. 1.1091-1(e)). Laid out once a group, because a window is kept for the group it was made of.
 */
import type { LotId } from '../../../shared/kernel/id.ts'
import { shares } from '../../../shared/kernel/shares.ts'
import type { GroupEvidence, HeldLot, HouseholdEvidence, PlannedTrade } from './evidence.ts'

/** `gone`: shares by `keyOfTaken`. `as`: a lot as it will stand. */
export function withoutShares(
  evidence: HouseholdEvidence,
  gone: ReadonlyMap<string, number>,
  as: ((lot: HeldLot) => HeldLot) | null = null,
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

function groupWithout(group: GroupEvidence, gone: ReadonlyMap<string, number>, as: ((lot: HeldLot) => HeldLot) | null): GroupEvidence {
  return {
    ...group,
    lots: group.lots.map(lot => spokenFor(as === null ? lot : as(lot), gone.get(lot.id))),
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

/** A planned purchase is known by its number; it stays the same when some of its shares are used. */
export function keyOfTaken(from: LotId | PlannedTrade): string {
  return typeof from === 'string' ? from : `plan ${from.id}`
}
