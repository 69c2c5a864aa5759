/**
 * Sizing the purchase that replaces a sale: as many shares as the proceeds pay for after both trades' expected costs; whole shares, or thousandths where
 * the account takes fractions. What is left stays in cash, and is said.
 */
import { addCents, type Cents, cents } from '../../../shared/kernel/cents.ts'
import type { SecurityId } from '../../../shared/kernel/id.ts'
import { marketValue, type Price } from '../../../shared/kernel/price.ts'
import { oneShare, type Shares, shares } from '../../../shared/kernel/shares.ts'
import { exactMoney, pricePerShare, sharesHeld } from '../../../shared/present/format.ts'
import { costFactsOf } from '../cost/facts.ts'
import { tradeCost } from '../cost/trade-cost.ts'
import { valueInCents } from '../exact.ts'
import type { PriceAt, Standing } from '../standing/standing.ts'
import type { Sold } from './sold.ts'

/** Smallest part of a share that custodians take on an order: 0.001. */
const leastFraction = 1000

export interface Replacement {
  readonly security: SecurityId
  readonly symbol: string
  readonly price: PriceAt
  readonly shares: Shares
  /** shares x price. */
  readonly amount: Cents
  readonly cost: Cents
  /** Proceeds less both costs less the amount. */
  readonly cashLeft: Cents
}

/** null: nothing is bought, or there is no price to buy at. */
export function replacementFor(standing: Standing, sold: Sold): Replacement | null {
  const { replacement } = sold.choice
  if (replacement === null) return null
  const price = standing.priceOf(replacement)
  if (price === null) return null
  const security = standing.securityOf(replacement)
  const facts = costFactsOf(standing, sold.choice.account, replacement)
  const budget = sold.proceeds - sold.cost
  const step = standing.accountOf(sold.choice.account).fractional ? leastFraction : oneShare
  const costOf = (count: Shares) => tradeCost(marketValue(count, price.price), facts)
  const count = mostShares(budget, price.price, step, costOf)
  const amount = marketValue(count, price.price)
  const cost = count === 0 ? cents(0) : costOf(count)
  return { security: replacement, symbol: security.symbol, price, shares: count, amount, cost, cashLeft: cents(budget - amount - cost) }
}

/** Why the rest stays in cash is said each time: it is less than a share, or than a share with what its trade costs. `Buys 81 shares of SCHB for est. $32,400.00 of the $32,412.00 sold; $12.00 stays in cash, less than a share at $400.00.` */
export function replacementWords(sold: Sold, { symbol, price, shares: count, amount, cost, cashLeft }: Replacement): string {
  const costs = addCents(sold.cost, cost)
  const charged = costs === 0 ? '' : ` after est. costs of ${exactMoney(costs)}`
  const share = valueInCents(oneShare, price.price)
  const least = `, less than a share at ${pricePerShare(price.price)}`
  const why = cashLeft === 0 ? '' : cashLeft < share ? least : ', less than one more share and what it costs to trade'
  const bought =
    count === 0
      ? `Buys no share of ${symbol}`
      : `Buys ${sharesHeld(count)} of ${symbol} for est. ${exactMoney(amount)} of the ${exactMoney(sold.proceeds)} sold`
  return `${bought}; ${exactMoney(cashLeft)} stays in cash${charged}${why}.`
}

/** The most steps of shares whose value and cost fit the budget, by bisection below what the budget alone pays for. */
function mostShares(budget: number, price: Price, step: number, costOf: (count: Shares) => Cents): Shares {
  if (budget <= 0 || price <= 0) return shares(0)
  const fits = (steps: number) => {
    const count = shares(steps * step)
    return marketValue(count, price) + costOf(count) <= budget
  }
  let low = 0
  const affordable = Number((BigInt(budget) * 10_000_000_000n) / (BigInt(price) * BigInt(step)))
  let high = Math.min(affordable, Math.floor(Number.MAX_SAFE_INTEGER / step))
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (fits(middle)) low = middle
    else high = middle - 1
  }
  return shares(low * step)
}
