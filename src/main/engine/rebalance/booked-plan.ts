/**
 * A whole household's plan booked on throw-away books (wash/trial.ts): what its sales realize once section 1091 has seen every sale and every purchase of every account at
 * once, and what the year's tax becomes. The tax of a plan is this one, whatever rates it was searched with.
 */
import { addCents, type Cents, cents, noCents, sumCents } from '../../../shared/kernel/cents.ts'
import type { AccountId } from '../../../shared/kernel/id.ts'
import { marketValue, type Price } from '../../../shared/kernel/price.ts'
import { asBooked, proposedSale, type Sold, soldBy, type Washed } from '../basket/sold.ts'
import { costFactsOf } from '../cost/facts.ts'
import { tradeCost } from '../cost/trade-cost.ts'
import type { Standing } from '../standing/standing.ts'
import { type PlannedTrade, withPlans } from '../wash/evidence.ts'
import { type Judged, judgedTogether } from '../wash/verdict.ts'
import type { AccountPlan, PlannedPurchase } from './to-basket.ts'

/** The trades of one account. */
export interface AccountTrades extends AccountPlan {
  readonly account: AccountId
}

export interface BookedSale {
  readonly sold: Sold
  readonly washed: Washed
  readonly wash: Judged['verdict']
}

export interface BookedAccount {
  readonly account: AccountId
  readonly sales: readonly BookedSale[]
  /** Cost of each purchase, in the order of the plan. */
  readonly purchaseCosts: readonly Cents[]
  readonly cost: Cents
  /** After wash adjustments. */
  readonly short: Cents
  readonly long: Cents
  readonly washed: Cents
  readonly permanent: Cents
  /** What this account's trades add to the year's tax, and to what is carried, those of the accounts before it known; null: no tax profile. */
  readonly tax: Cents | null
  readonly carried: Cents | null
  /** Proceeds less purchases less costs. */
  readonly cash: Cents
}

export interface BookedPlan {
  readonly accounts: readonly BookedAccount[]
  readonly short: Cents
  readonly long: Cents
  readonly washed: Cents
  readonly permanent: Cents
  readonly tax: Cents | null
  readonly carried: Cents | null
}

/** `plans` in the order of the accounts; an account comes once. */
export function bookPlan(standing: Standing, plans: readonly AccountTrades[]): BookedPlan {
  const sold = plans.flatMap(plan => plan.sales.map(choice => soldBy(standing, choice)))
  const judged = judgedTogether(
    sold.map(sale => proposedSale(sale, standing.tradeDay)),
    withPurchases(
      standing,
      plans.flatMap(({ purchases }) => purchases),
    ),
  )
  let next = 0
  let sum: Change = { short: noCents, long: noCents, washed: noCents, permanent: noCents }
  let before = taxOf(standing, sum)
  const accounts = plans.map((plan): BookedAccount => {
    const sales = plan.sales.map((): BookedSale => {
      const asked = sold[next] as Sold
      const { verdict: wash, tried } = judged[next] as Judged
      next += 1
      return { ...asBooked(asked, tried), wash }
    })
    const own = changeOf(sales)
    sum = added(sum, own)
    const after = taxOf(standing, sum)
    const step = (of: 'tax' | 'carried') => (after[of] === null || before[of] === null ? null : cents(after[of] - before[of]))
    const money = moneyOf(standing, sales, plan.purchases)
    const booked = { account: plan.account, sales, ...money, ...own, tax: step('tax'), carried: step('carried') }
    before = after
    return booked
  })
  return { accounts, ...sum, ...before }
}

/** The household's records with these purchases planned: they follow the sales of the day. */
export function withPurchases(standing: Standing, purchases: readonly Omit<PlannedPurchase, 'amount'>[]): Standing['evidence'] {
  const plannedBuys = purchases
    .filter(({ shares }) => shares > 0)
    .map(
      ({ account, security, shares }, index): PlannedTrade => ({
        account,
        security,
        date: standing.tradeDay,
        shares,
        id: `plan ${index}`,
      }),
    )
  return withPlans(standing.evidence, { plannedBuys, plannedLossSales: [], groupOf: standing.groupOf })
}

interface Change {
  readonly short: Cents
  readonly long: Cents
  readonly washed: Cents
  readonly permanent: Cents
}

function changeOf(sales: readonly BookedSale[]): Change {
  const sum = (of: (sale: BookedSale) => Cents) => sumCents(sales.map(of))
  return {
    short: sum(({ sold, washed }) => addCents(sold.gainShort, washed.short)),
    long: sum(({ sold, washed }) => addCents(sold.gainLong, washed.long)),
    washed: sum(({ washed }) => addCents(washed.short, washed.long)),
    permanent: sum(({ washed }) => washed.permanent),
  }
}

function added(a: Change, b: Change): Change {
  return {
    short: addCents(a.short, b.short),
    long: addCents(a.long, b.long),
    washed: addCents(a.washed, b.washed),
    permanent: addCents(a.permanent, b.permanent),
  }
}

/** Without a tax profile nothing is known of the tax of a gain; of no gain it is nothing. */
function taxOf({ year }: Standing, { short, long }: Change): { readonly tax: Cents | null; readonly carried: Cents | null } {
  if (year === null) return short === 0 && long === 0 ? { tax: noCents, carried: noCents } : { tax: null, carried: null }
  const worth = year.worth(short, long)
  return { tax: cents(-worth.savedNow), carried: cents(worth.carriedShort + worth.carriedLong) }
}

function moneyOf(standing: Standing, sales: readonly BookedSale[], purchases: readonly PlannedPurchase[]) {
  const amountOf = ({ security, shares }: PlannedPurchase) => marketValue(shares, standing.priceOf(security)?.price ?? (0 as Price))
  const purchaseCosts = purchases.map(each => tradeCost(amountOf(each), costFactsOf(standing, each.account, each.security)))
  const bought = sumCents(purchases.map(amountOf))
  const proceeds = sumCents(sales.map(({ sold }) => sold.proceeds))
  const cost = addCents(sumCents(sales.map(({ sold }) => sold.cost)), sumCents(purchaseCosts))
  return { purchaseCosts, cost, cash: cents(proceeds - bought - cost) }
}
