/**
 * Wash verdicts of several sales made together, in the order of the choices, as they would be booked: every purchase of the basket is a planned purchase that
 * follows the sales, and a replacement share washes one loss only (Reg. 1.1091-1(e)).
 */
import type { PurchaseChoice } from '../../../shared/model/proposal.ts'
import type { Standing } from '../standing/standing.ts'
import { type PlannedTrade, withPlans } from '../wash/evidence.ts'
import { type Judged, judgedTogether } from '../wash/verdict.ts'
import type { Replacement } from './replacement.ts'
import { proposedSale, type Sold } from './sold.ts'

/** `purchases`: what a plan buys beside the replacements. */
export function jointVerdicts(
  standing: Standing,
  sales: readonly Sold[],
  replacements: readonly (Replacement | null)[],
  purchases: readonly PurchaseChoice[] = [],
): Judged[] {
  const plannedBuys = replacements.flatMap((replacement, index): PlannedTrade[] => {
    const account = sales[index]?.choice.account
    if (replacement === null || account === undefined || replacement.shares === 0) return []
    return [{ account, security: replacement.security, date: standing.tradeDay, shares: replacement.shares, id: `choice ${index}` }]
  })
  const ofPlan = purchases.map(
    ({ account, security, shares }, index): PlannedTrade => ({ account, security, date: standing.tradeDay, shares, id: `plan ${index}` }),
  )
  const planned = withPlans(standing.evidence, {
    plannedBuys: [...plannedBuys, ...ofPlan],
    plannedLossSales: [],
    groupOf: standing.groupOf,
  })
  return judgedTogether(
    sales.map(sale => proposedSale(sale, standing.tradeDay)),
    planned,
  )
}
