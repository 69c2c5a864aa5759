/**
 * Wash verdicts of several sales made together. Each looks at the same records, with three corrections: every purchase of the basket is a planned
 * purchase; recent shares that another sale of the basket gives up are no longer held; and a replacement share washes one loss only, in the order of the
 * choices (Reg. 1.1091-1(e)).
 */
import type { LotId } from '../../../shared/kernel/id.ts'
import { shares } from '../../../shared/kernel/shares.ts'
import { isTaxable } from '../../../shared/model/book.ts'
import type { WashVerdict } from '../../../shared/model/review.ts'
import type { Standing } from '../standing/standing.ts'
import { type HouseholdEvidence, type PlannedTrade, withPlans } from '../wash/evidence.ts'
import { washVerdict } from '../wash/verdict.ts'
import { inWindow } from '../wash/window.ts'
import type { Replacement } from './replacement.ts'
import type { Sold } from './sold.ts'

export function jointVerdicts(standing: Standing, sales: readonly Sold[], replacements: readonly (Replacement | null)[]): WashVerdict[] {
  const plannedBuys = replacements.flatMap((replacement, index): PlannedTrade[] => {
    const account = sales[index]?.choice.account
    if (replacement === null || account === undefined || replacement.shares === 0) return []
    return [{ account, security: replacement.security, date: standing.asOf, shares: replacement.shares }]
  })
  const planned = withPlans(standing.evidence, { plannedBuys, plannedLossSales: [], groupOf: standing.groupOf })
  const used = new Map<LotId, number>()
  return sales.map(sale => {
    const gone = new Map(used)
    for (const other of sales) {
      if (other === sale || !isTaxable(standing.accountOf(other.choice.account).type)) continue
      for (const { sold } of other.picks) gone.set(sold.lot, (gone.get(sold.lot) ?? 0) + sold.shares)
    }
    const verdict = verdictOf(standing, sale, withoutShares(planned, gone))
    if (verdict.washedShares > 0) useUp(standing, sale, verdict.washedShares, used)
    return verdict
  })
}

function verdictOf(standing: Standing, sale: Sold, evidence: HouseholdEvidence): WashVerdict {
  const { account, security } = sale.choice
  const taxable = isTaxable(standing.accountOf(account).type)
  const lots = taxable ? sale.picks.map(({ sold }) => ({ lot: sold.lot, shares: sold.shares, gain: sold.gain })) : []
  return washVerdict({ account, security, date: standing.asOf, lots }, evidence)
}

function withoutShares(evidence: HouseholdEvidence, gone: ReadonlyMap<LotId, number>): HouseholdEvidence {
  if (gone.size === 0) return evidence
  return {
    ...evidence,
    group: security => {
      const group = evidence.group(security)
      const lots = group.lots.map(lot => {
        const less = gone.get(lot.id)
        return less === undefined ? lot : { ...lot, shares: shares(Math.max(0, lot.shares - less)) }
      })
      return { ...group, lots }
    },
  }
}

/** Marks the recent shares that this sale's losses take, oldest purchase first. */
function useUp(standing: Standing, sale: Sold, washed: number, used: Map<LotId, number>): void {
  const sold = new Map(sale.picks.map(pick => [pick.lot.id, pick.sold.shares]))
  const recent = standing.evidence
    .group(sale.choice.security)
    .lots.filter(lot => lot.acquired !== null && !lot.replaced && inWindow(standing.asOf, lot.acquired))
    .toSorted((a, b) => ((a.acquired ?? '') < (b.acquired ?? '') ? -1 : 1))
  let left = washed
  for (const lot of recent) {
    const free = lot.shares - (sold.get(lot.id) ?? 0) - (used.get(lot.id) ?? 0)
    const taken = Math.min(left, Math.max(0, free))
    if (taken > 0) used.set(lot.id, (used.get(lot.id) ?? 0) + taken)
    left -= taken
  }
}
