/** Purchases of an optimizer's plan on a ticket: orders of their own beside the sales, with estimated shares and amounts, held against locks and restrictions like any other. */
import { addCents, type Cents, noCents } from '../../../shared/kernel/cents.ts'
import type { Refusal } from '../../../shared/kernel/outcome.ts'
import { marketValue } from '../../../shared/kernel/price.ts'
import { oneShare } from '../../../shared/kernel/shares.ts'
import type { PurchaseChoice } from '../../../shared/model/proposal.ts'
import type { OrderReason, TicketOrder } from '../../../shared/model/ticket.ts'
import { date, exactMoney } from '../../../shared/present/format.ts'
import { orderCosts } from '../cost/execution.ts'
import { costFactsOf } from '../cost/facts.ts'
import { tradeCost } from '../cost/trade-cost.ts'
import { knownHere, type PriceAt, type Standing } from '../standing/standing.ts'
import { scheduleNotes, workedCosts } from './worked.ts'

export interface PlannedBuy {
  readonly choice: PurchaseChoice
  readonly price: PriceAt
  /** shares x price. */
  readonly amount: Cents
  readonly cost: Cents
}

/** The refusal for the first purchase that cannot be traded at all; with `issuing`, also for one that is barred. */
export function wrongPurchase(standing: Standing, purchases: readonly PurchaseChoice[], issuing: boolean): Refusal | null {
  for (const { account, security, shares } of purchases) {
    const unknown = knownHere(standing, { account, security })
    if (unknown) return unknown
    const { name, mode, fractional } = standing.accountOf(account)
    const where = `${name}, ${standing.securityOf(security).symbol}`
    if (mode === 'view-only')
      return { code: 'rule/view-only', what: `${name} is view-only: nothing can be traded in it.`, where, remedy: 'Leave it out.' }
    if (standing.priceOf(security) === null)
      return {
        code: 'data/no-price',
        what: 'It has no price to size the purchase with.',
        where,
        remedy: 'Import a positions file or a price.',
      }
    if (shares <= 0 || (!fractional && shares % oneShare !== 0))
      return {
        code: 'rule/fraction',
        what: 'A purchase is of whole shares above zero here.',
        where,
        remedy: 'Buy a whole number of shares.',
      }
    const barred = issuing ? whyNotBought(standing, { account, security, shares }) : null
    if (barred !== null) return { code: 'rule/purchase-barred', what: barred, where, remedy: 'Take the purchase out of the plan, or wait.' }
  }
  return null
}

/** null: it may be bought. */
export function whyNotBought(standing: Standing, { account, security }: PurchaseChoice): string | null {
  const restriction = standing.restrictionsOf(account, security).find(({ kind }) => kind !== 'never-sell')
  if (restriction) return `Restricted (${restriction.kind === 'never-buy' ? 'never buy' : 'do not trade'}): ${restriction.reason}`
  if (standing.policy.outside.has(security)) return null
  const lock = standing.locks.find(
    ({ security: sold, from, until }) =>
      standing.groupOf(sold) === standing.groupOf(security) && from <= standing.tradeDay && until >= standing.tradeDay,
  )
  return lock ? `Locked through ${date(lock.until)}: buying it would wash an earlier loss (${lock.reason}).` : null
}

export function plannedBuys(standing: Standing, purchases: readonly PurchaseChoice[]): PlannedBuy[] {
  return purchases.flatMap(choice => {
    const price = standing.priceOf(choice.security)
    if (price === null) return []
    const amount = marketValue(choice.shares, price.price)
    return [{ choice, price, amount, cost: tradeCost(amount, costFactsOf(standing, choice.account, choice.security)) }]
  })
}

export function planBuyOrder(
  standing: Standing,
  { choice, price, amount, cost }: PlannedBuy,
  sequence: number,
  reasons: OrderReason[],
): TicketOrder {
  const security = standing.securityOf(choice.security)
  const worked = orderCosts(standing, choice.account, choice.security, choice.shares)
  return {
    sequence,
    side: 'buy',
    security: security.id,
    symbol: security.symbol,
    cusip: security.cusip,
    name: security.name,
    shares: choice.shares,
    orderType: 'market',
    limit: null,
    timeInForce: 'day',
    price: price.price,
    priceAsOf: price.date,
    amount: addCents(amount, cost),
    cost,
    ...workedCosts(worked),
    method: null,
    lots: [],
    gainShort: noCents,
    gainLong: noCents,
    wash: null,
    versus: '',
    pair: null,
    notes: [
      `Bought by the plan: est. ${exactMoney(amount)} before est. costs, from the account's sales and cash. Place it after the sales.`,
      'No range of prices is searched for a purchase: when prices have moved, or a sale of this ticket is outside its corridor, run the plan again before placing it.',
      ...scheduleNotes(worked),
    ],
    reasons,
  }
}
