/**
 * A household as the next account to be planned sees it: what the accounts before it sell and buy is known. A purchase planned there may wash a loss here, a loss planned
 * there bars its securities here, everywhere in the household (IRC section 1091(a); Rev. Rul. 2008-5), and its gains and losses stand in the year.
 */
import { addCents } from '../../../shared/kernel/cents.ts'
import { addDays } from '../../../shared/kernel/civil-date.ts'
import type { LotId, SecurityId } from '../../../shared/kernel/id.ts'
import { marketValue, type Price } from '../../../shared/kernel/price.ts'
import { isTaxable } from '../../../shared/model/book.ts'
import type { WashLock } from '../../../shared/model/ledger.ts'
import type { Standing } from '../standing/standing.ts'
import { worthing } from '../tax/worth.ts'
import { type PlannedTrade, withPlans } from '../wash/evidence.ts'
import { windowDays } from '../wash/window.ts'
import { type AccountTrades, bookPlan, withPurchases } from './booked-plan.ts'

export function afterPlans(standing: Standing, plans: readonly AccountTrades[]): Standing {
  if (plans.every(({ sales, purchases }) => sales.length === 0 && purchases.length === 0)) return standing
  const { taxProfile, federal } = standing.snapshot
  const booked = bookPlan(standing, plans)
  const year =
    standing.year && taxProfile && federal
      ? worthing(taxProfile, federal, {
          short: addCents(standing.year.yearSoFar.short, booked.short),
          long: addCents(standing.year.yearSoFar.long, booked.long),
        })
      : standing.year
  const losses = lossesOf(standing, plans)
  const plannedLossSales = losses.map(
    ({ account, security }, index): PlannedTrade => ({
      account,
      security,
      date: standing.tradeDay,
      shares: null,
      id: `plan sale ${index}`,
    }),
  )
  const bought = withPurchases(
    standing,
    plans.flatMap(({ purchases }) => purchases),
  )
  const evidence = withPlans(bought, { plannedBuys: [], plannedLossSales, groupOf: standing.groupOf })
  return { ...standing, evidence, year, locks: [...standing.locks, ...lossLocks(standing, losses)] }
}

interface LossSale {
  readonly account: AccountTrades['account']
  readonly security: SecurityId
}

/** Sales of a plan in taxable accounts of which any lot shows a loss, or may show one. */
export function lossesOf(standing: Standing, plans: readonly AccountTrades[]): LossSale[] {
  const price = (security: SecurityId) => standing.priceOf(security)?.price ?? (0 as Price)
  const lots = new Map(standing.lots.map(lot => [lot.id, lot]))
  const isLoss = (lot: LotId, security: SecurityId) => {
    const held = lots.get(lot)
    return held === undefined || held.basis === null || held.basis > marketValue(held.shares, price(security))
  }
  return plans
    .filter(({ account }) => isTaxable(standing.accountOf(account).type))
    .flatMap(({ account, sales }) =>
      sales
        .filter(({ security, picks }) => !standing.policy.outside.has(security) && picks.some(({ lot }) => isLoss(lot, security)))
        .map(({ security }) => ({ account, security })),
    )
}

function lossLocks(standing: Standing, losses: readonly LossSale[]): WashLock[] {
  return losses.map(({ security }, index) => ({
    id: `plan ${index}`,
    household: standing.snapshot.household.id,
    security,
    from: standing.tradeDay,
    until: addDays(standing.tradeDay, windowDays),
    reason: `${standing.securityOf(security).symbol} is sold at a loss in another account of this plan`,
    ticket: null,
  }))
}
