/** Random households: at any price inside its corridor a sale is what the ticket says it is, priced anew; one millionth beyond an end it no longer is. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pricedBasket } from '../../src/main/engine/basket.ts'
import { planHousehold } from '../../src/main/engine/rebalance/household-plan.ts'
import { planFactsOf, planRanges } from '../../src/main/engine/rebalance/plan-ranges.ts'
import { tradesIn } from '../../src/main/engine/rebalance/repick.ts'
import { standingOf } from '../../src/main/engine/standing/standing.ts'
import { buildTicket } from '../../src/main/engine/ticket.ts'
import { cents } from '../../src/shared/kernel/cents.ts'
import { id } from '../../src/shared/kernel/id.ts'
import { valueOrThrow } from '../../src/shared/kernel/outcome.ts'
import type { Price } from '../../src/shared/kernel/price.ts'
import { isTaxable } from '../../src/shared/model/book.ts'
import type { Proposal, PurchaseChoice } from '../../src/shared/model/proposal.ts'
import type { Snapshot } from '../../src/shared/model/snapshot.ts'
import type { SaleChoice, TicketOrder } from '../../src/shared/model/ticket.ts'
import { randomHousehold, wishes } from '../fixtures/household.ts'

const seeds = fc.integer({ min: 1, max: 1_000_000 })
const still = { advance: () => undefined }
const header = {
  ...{ id: id<'ticket'>('draft'), preparedAt: '2026-11-20T00:00:00.000Z', engine: 'test', reason: 'test', issuing: false },
  ...{ recommendedBy: '', placedBy: '', discretionary: false, solicited: true },
}

const at = (snapshot: Snapshot, security: string, price: number): Snapshot => ({
  ...snapshot,
  prices: snapshot.prices.map(row => (row.security === security ? { ...row, price: price as Price } : row)),
})

/** Exact: shares times price against what was paid. */
const keepsSides = ({ lots }: TicketOrder, price: number) =>
  lots.every(({ shares, basis, gain }) => {
    if (basis === null || gain === null) return true
    const worth = BigInt(shares) * BigInt(price) - BigInt(basis) * 10_000_000_000n
    return gain < 0 ? worth < 0n : gain > 0 ? worth > 0n : worth >= 0n
  })

interface Budgets {
  readonly shortGain: number
  readonly longGain: number
  readonly tax: number
}

/** Net gains of the year and tax of the ticket's trades, booked anew. */
function yearOf(snapshot: Snapshot, choices: readonly SaleChoice[], purchases: readonly PurchaseChoice[]): Budgets {
  const standing = standingOf(snapshot)
  const { change, basket } = pricedBasket(standing, choices, purchases)
  const after = standing.year?.workings(change.short, change.long).after
  return { shortGain: after?.netShort ?? 0, longGain: after?.netLong ?? 0, tax: -(basket.savedNow ?? 0) }
}

/** `together`: sales of the same security in all taxable accounts. */
function checkOrder(
  order: TicketOrder,
  together: readonly TicketOrder[],
  yearAt: (price: number) => Budgets,
  budgets: Budgets,
  draw: number,
) {
  const { corridor, price } = order
  const lots = together.flatMap(each => each.lots)
  if (corridor === undefined) throw new Error('a sale without a corridor')
  const [low, high] = [corridor.low?.price ?? 1, corridor.high?.price ?? 2 * price]
  expect([low <= price, price <= high]).toEqual([true, true])
  const within = (one: Budgets, slack: number) =>
    one.shortGain <= budgets.shortGain + slack && one.longGain <= budgets.longGain + slack && one.tax <= budgets.tax + slack
  // a sale of both terms divides its cents between them
  const slack = lots.length + 1
  if (!together.includes(order)) return
  for (const inside of [low, high, low + Math.floor(((high - low) * (draw % 1000)) / 1000)]) {
    expect([order.symbol, inside, keepsSides(order, inside)]).toEqual([order.symbol, inside, true])
    if (corridor.notComputed.length === 0)
      expect([order.symbol, inside, within(yearAt(inside), slack)]).toEqual([order.symbol, inside, true])
  }
  for (const [end, step] of [[corridor.low, -1] as const, [corridor.high, 1] as const]) {
    if (end?.binds === 'result') expect(together.every(each => keepsSides(each, end.price + step))).toBe(false)
    if (end?.binds === 'budget') expect(within(yearAt(end.price + step), -slack)).toBe(false)
  }
}

test('inside the corridor losses stay losses and budgets hold, one millionth outside they do not', () => {
  fc.assert(
    fc.property(seeds, fc.nat(100_000), fc.nat(100_000), (seed, room, draw) => {
      const snapshot = randomHousehold(seed).snapshot()
      const plan = valueOrThrow(planHousehold(snapshot, { accounts: null, wishes, curve: false }, still))
      const trades = plan.accounts.map(tradesIn)
      const choices = trades.flatMap(({ sales }) => sales)
      const purchases = trades.flatMap(({ purchases: bought }) => bought)
      const today = yearOf(snapshot, choices, purchases)
      const budgets = { shortGain: today.shortGain + room, longGain: today.longGain + room, tax: today.tax + Math.floor(room / 3) }
      const proposal = {
        ...plan,
        wishes: { ...wishes, shortGain: cents(budgets.shortGain), longGain: cents(budgets.longGain), tax: cents(budgets.tax) },
      }
      const facts = planFactsOf(proposal as Proposal, valueOrThrow(planRanges(snapshot, plan as Proposal, () => undefined)))
      const ticket = valueOrThrow(buildTicket(snapshot, 'hash', choices, { ...header, purchases, facts }))
      const sales = ticket.pages.flatMap(({ accountType, orders }) =>
        orders.filter(({ side }) => side === 'sell').map(order => ({ order, taxable: isTaxable(accountType) })),
      )
      for (const { order } of sales) {
        const together = sales.filter(each => each.taxable && each.order.security === order.security).map(each => each.order)
        checkOrder(order, together, price => yearOf(at(snapshot, order.security, price), choices, purchases), budgets, draw)
      }
    }),
    { numRuns: 12, examples: [[790567, 0, 0]] },
  )
})
