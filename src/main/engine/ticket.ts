/**
 * The frozen ticket: what the advisor chose, priced, checked, and laid out account by account in the order in which a desk keys. Screen, PDF and CSV are made
 * of this document alone. A draft shows what still stands in the way; issuing refuses it. Memorandum: Rule 204-2(a)(3) under the Advisers Act.
 */
import { cents } from '../../shared/kernel/cents.ts'
import { earlierDate } from '../../shared/kernel/civil-date.ts'
import type { TicketId } from '../../shared/kernel/id.ts'
import { done, type Outcome, type Refusal, refused } from '../../shared/kernel/outcome.ts'
import type { PlanReference, PurchaseChoice } from '../../shared/model/proposal.ts'
import type { Snapshot } from '../../shared/model/snapshot.ts'
import type { SaleChoice, Ticket, TicketOrder, TicketPage } from '../../shared/model/ticket.ts'
import { exactMoney } from '../../shared/present/format.ts'
import { lawStatement } from '../../shared/present/law.ts'
import { permanentRule } from '../../shared/present/words.ts'
import { type PricedBasket, type PricedChoice, pricedBasket, unknownChoice } from './basket.ts'
import { costFactsOf } from './cost/facts.ts'
import { costsRestOn } from './cost/rests-on.ts'
import { type Standing, standingOf } from './standing/standing.ts'
import { corridorOf } from './ticket/corridor.ts'
import { ordersOf, totalsOf } from './ticket/order.ts'
import type { PlanFacts } from './ticket/plan-facts.ts'
import { type PlannedBuy, planBuyOrder, plannedBuys, whyNotBought, wrongPurchase } from './ticket/purchases.ts'
import { purchaseReasons, sellReasons } from './ticket/reasons.ts'

export interface TicketHeader {
  readonly id: TicketId
  /** UTC, from the clock. */
  readonly preparedAt: string
  readonly engine: string
  /** Why the trades are made, in the advisor's words. */
  readonly reason: string
  /** A draft may lack names and overrides; an issued ticket may not. */
  readonly issuing: boolean
  readonly recommendedBy: string
  readonly placedBy: string
  readonly discretionary: boolean
  readonly solicited: boolean
  /** What an optimizer's plan buys beside the sales, and which plan it is. */
  readonly purchases?: readonly PurchaseChoice[] | undefined
  readonly plan?: PlanReference | undefined
  /** What the plan says of its orders: budgets, reasons, price ranges. */
  readonly facts?: PlanFacts | undefined
}

export function buildTicket(snapshot: Snapshot, hash: string, choices: readonly SaleChoice[], header: TicketHeader): Outcome<Ticket> {
  const standing = standingOf(snapshot)
  const wrong = wrongRequest(standing, choices, header)
  if (wrong) return refused(wrong)
  const purchases = header.purchases ?? []
  const priced = pricedBasket(standing, choices, purchases)
  const barred = priced.choices.map(choice => barredBy(choice, header.issuing)).find(refusal => refusal !== null)
  if (barred) return refused(barred)
  const pages = pagesOf(standing, priced, plannedBuys(standing, purchases), header.facts)
  const costNotes = costsRestOn(
    pages.flatMap(page => page.orders.map(({ security }) => costFactsOf(standing, page.account, security).flags)),
  )
  const prices = pages.flatMap(page => page.orders.map(order => order.priceAsOf))
  return done({
    id: header.id,
    household: snapshot.household.id,
    householdName: snapshot.household.name,
    firm: snapshot.settings.firm,
    asOf: snapshot.asOf,
    preparedAt: header.preparedAt,
    snapshotHash: hash,
    engine: header.engine,
    pricesAsOf: prices.reduce(earlierDate, snapshot.asOf),
    pages,
    basket: priced.basket,
    reason: header.reason,
    recommendedBy: header.recommendedBy,
    placedBy: header.placedBy,
    discretionary: header.discretionary,
    solicited: header.solicited,
    warnings: [
      ...barredPurchases(standing, purchases),
      ...priced.choices.flatMap(choice => [...missingOverrides(choice), ...gravest(standing, choice)]),
      ...priced.warnings,
    ],
    method: lawStatement(snapshot.settings.law),
    ...(costNotes.length === 0 ? {} : { costNotes }),
    ...(header.facts?.risk === undefined ? {} : { risk: [...header.facts.risk] }),
    ...(header.facts?.limits === undefined ? {} : { limits: [...header.facts.limits] }),
    ...(header.plan === undefined ? {} : { plan: header.plan }),
  })
}

function wrongRequest(standing: Standing, choices: readonly SaleChoice[], header: TicketHeader): Refusal | null {
  if (choices.length === 0 && (header.purchases ?? []).length === 0)
    return {
      code: 'rule/empty-ticket',
      what: 'Nothing is chosen, so there is nothing to trade.',
      remedy: 'Accept a harvest or choose lots first.',
    }
  const unknown = unknownChoice(standing, choices) ?? wrongPurchase(standing, header.purchases ?? [], header.issuing)
  if (unknown) return unknown
  const holdings = new Set<string>()
  for (const { account, security } of choices) {
    const holding = `${account}\n${standing.sameOf(security)}`
    if (holdings.has(holding)) {
      const where = `${standing.accountOf(account).name}, ${standing.securityOf(security).symbol}`
      return {
        code: 'rule/two-sales-of-one-holding',
        what: 'One holding is sold by two choices.',
        where,
        remedy: 'Merge them into one order.',
      }
    }
    holdings.add(holding)
  }
  if (header.issuing && (header.recommendedBy.trim() === '' || header.placedBy.trim() === '')) {
    return {
      code: 'rule/memorandum-incomplete',
      what: 'A ticket names the person who recommended the trades and the one who placed them (Rule 204-2(a)(3)).',
      where: header.recommendedBy.trim() === '' ? 'recommended by' : 'placed by',
      remedy: 'Fill in both names.',
    }
  }
  return null
}

function barredPurchases(standing: Standing, purchases: readonly PurchaseChoice[]): string[] {
  return purchases.flatMap(choice => {
    const barred = whyNotBought(standing, choice)
    const { symbol } = standing.securityOf(choice.security)
    return barred === null ? [] : [`Cannot be issued: ${symbol} in ${standing.accountOf(choice.account).name} may not be bought. ${barred}`]
  })
}

/** The refusal of one choice: something final, or, when issuing, something that needs a typed reason and has none. */
function barredBy({ sold, objections }: PricedChoice, issuing: boolean): Refusal | null {
  const final = objections.find(objection => objection.final)
  if (final) return { code: final.code, what: final.what, where: final.where, remedy: final.remedy }
  const [open] = objections
  if (!issuing || open === undefined || sold.choice.override.trim() !== '') return null
  return {
    code: open.code,
    what: open.what,
    where: open.where,
    remedy: `${open.remedy} An override needs a typed reason, which is printed on the ticket.`,
  }
}

function missingOverrides({ sold, objections }: PricedChoice): string[] {
  if (sold.choice.override.trim() !== '') return []
  return objections.map(objection => `Cannot be issued without an override: ${objection.what} (${objection.where})`)
}

/** What must be read before anything else: a loss that is gone for good, and what was overridden with which words. */
function gravest(standing: Standing, { sold, wash, washed, objections }: PricedChoice): string[] {
  const name = `${standing.securityOf(sold.choice.security).symbol} in ${standing.accountOf(sold.choice.account).name}`
  const lost =
    washed.permanent === 0
      ? []
      : [`${name}: ${exactMoney(cents(Math.abs(washed.permanent)))} of the loss is lost for good, in no basis (${permanentRule(wash)}).`]
  const override = sold.choice.override.trim()
  const overridden =
    override === '' ? [] : objections.map(objection => `${name} is sold over an objection (${objection.what}). Reason given: ${override}`)
  return [...lost, ...overridden]
}

/** One page an account, in the order of the household's accounts. */
function pagesOf(standing: Standing, priced: PricedBasket, purchases: readonly PlannedBuy[], facts: PlanFacts | undefined): TicketPage[] {
  let next = 1
  const pages: TicketPage[] = []
  for (const account of standing.snapshot.accounts) {
    const orders: TicketOrder[] = []
    for (const choice of priced.choices) {
      if (choice.sold.choice.account !== account.id) continue
      const corridor = corridorOf(standing, choice, priced, facts) ?? undefined
      const added = ordersOf(standing, choice, { first: next, corridor, reasons: sellReasons(standing, choice, facts) })
      next += added.length
      for (const order of added) orders.push(order)
    }
    for (const buy of purchases.filter(({ choice }) => choice.account === account.id)) {
      orders.push(planBuyOrder(standing, buy, next, purchaseReasons(buy.choice, facts)))
      next += 1
    }
    if (orders.length === 0) continue
    pages.push({
      account: account.id,
      accountName: account.name,
      accountNumber: account.number,
      accountType: account.type,
      custodian: account.custodian,
      orders,
      totals: totalsOf(orders),
    })
  }
  return pages
}
