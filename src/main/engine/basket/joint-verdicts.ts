/**
 * Wash verdicts of several sales made together. Each looks at the same records, with three corrections: every purchase of the basket is a planned
 * purchase; recent shares that another sale of the basket gives up are no longer held; and a replacement share washes one loss only, in the order of the
 * choices (Reg. 1.1091-1(e)).
 */
import { isTaxable } from '../../../shared/model/book.ts'
import type { Standing } from '../standing/standing.ts'
import { type PlannedTrade, withPlans } from '../wash/evidence.ts'
import { type ProposedSale, verdictAndTaken } from '../wash/verdict.ts'
import { keyOfTaken, withoutShares } from '../wash/without-shares.ts'
import type { Replacement } from './replacement.ts'
import type { Sold } from './sold.ts'

export type JointVerdict = Pick<ReturnType<typeof verdictAndTaken>, 'verdict' | 'parts'>

export function jointVerdicts(standing: Standing, sales: readonly Sold[], replacements: readonly (Replacement | null)[]): JointVerdict[] {
  const plannedBuys = replacements.flatMap((replacement, index): PlannedTrade[] => {
    const account = sales[index]?.choice.account
    if (replacement === null || account === undefined || replacement.shares === 0) return []
    return [{ account, security: replacement.security, date: standing.tradeDay, shares: replacement.shares, id: `choice ${index}` }]
  })
  const planned = withPlans(standing.evidence, { plannedBuys, plannedLossSales: [], groupOf: standing.groupOf })
  const used = new Map<string, number>()
  return sales.map(sale => {
    const gone = new Map(used)
    for (const other of sales) {
      if (other === sale || !isTaxable(standing.accountOf(other.choice.account).type)) continue
      for (const { sold } of other.picks) gone.set(sold.lot, (gone.get(sold.lot) ?? 0) + sold.shares)
    }
    const { verdict, taken, parts } = verdictAndTaken(proposedSale(standing, sale), withoutShares(planned, gone))
    for (const { from, shares: count } of taken) {
      if (from !== null) used.set(keyOfTaken(from), (used.get(keyOfTaken(from)) ?? 0) + count)
    }
    return { verdict, parts }
  })
}

function proposedSale(standing: Standing, sale: Sold): ProposedSale {
  const { account, security } = sale.choice
  const taxable = isTaxable(standing.accountOf(account).type)
  const lots = taxable ? sale.picks.map(({ sold }) => ({ lot: sold.lot, shares: sold.shares, gain: sold.gain })) : []
  return { account, security, date: standing.tradeDay, lots }
}
