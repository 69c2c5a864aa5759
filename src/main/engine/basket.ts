/**
 * A basket: all sales the advisor has chosen, priced together against the household's year. Its worth is not the sum of its lots' worths: losses meet gains
 * and the limit only once, and section 1091 looks at all sales and purchases at once.
 */
import { addCents, type Cents, cents, noCents, sumCents } from '../../shared/kernel/cents.ts'
import { done, type Outcome, type Refusal, refused } from '../../shared/kernel/outcome.ts'
import type { PurchaseChoice } from '../../shared/model/proposal.ts'
import type { Basket, Review, WashVerdict } from '../../shared/model/review.ts'
import type { Snapshot } from '../../shared/model/snapshot.ts'
import type { SaleChoice } from '../../shared/model/ticket.ts'
import type { BasketView } from '../../shared/model/views.ts'
import { counted, date, exactMoney } from '../../shared/present/format.ts'
import { chainWords, movedWords } from './basket/chain-words.ts'
import { jointVerdicts } from './basket/joint-verdicts.ts'
import { dayOrderCode, objectionsTo } from './basket/objections.ts'
import { type Replacement, replacementFor, replacementWords } from './basket/replacement.ts'
import { asBooked, type Objection, type Sold, soldBy, type Washed } from './basket/sold.ts'
import { whyNoYear } from './harvest/harvest-scan.ts'
import { knownHere, type Standing, standingOf } from './standing/standing.ts'
import { type PlannedBuy, plannedBuys } from './ticket/purchases.ts'
import { rules } from './wash/reasons.ts'
import type { Judged } from './wash/verdict.ts'

export interface PricedChoice {
  readonly sold: Sold
  readonly wash: WashVerdict
  readonly washed: Washed
  /** Cents of loss that other lots of the basket take over from it, and that its lots take over from others: disallowed once, counted twice. */
  readonly passedOn: Cents
  readonly takenOver: Cents
  /** Which lots do, in words; null: none. */
  readonly chain: string | null
  /** Losses of issued tickets that its lots take over and do not show yet, in words. */
  readonly moved: readonly string[]
  readonly buy: Replacement | null
  readonly objections: readonly Objection[]
  /** Its proceeds pay for what a plan buys in the account. */
  readonly funds?: boolean
}

export interface PricedBasket {
  readonly choices: readonly PricedChoice[]
  readonly basket: Basket
  /** Net results by term after wash adjustments: what the year's tax is asked about. */
  readonly change: { readonly short: Cents; readonly long: Cents }
  readonly warnings: readonly string[]
}

/** The basket as the screen shows it. The review is not needed: the snapshot says all. */
export function priceBasket(snapshot: Snapshot, _review: Review | null, choices: readonly SaleChoice[]): Outcome<BasketView> {
  const standing = standingOf(snapshot)
  const unknown = unknownChoice(standing, choices)
  if (unknown) return refused(unknown)
  const priced = pricedBasket(standing, choices)
  return done({
    basket: priced.basket,
    choices: priced.choices.map(({ sold, wash, buy, objections }) => ({
      wash,
      gainShort: sold.gainShort,
      gainLong: sold.gainLong,
      proceeds: sold.proceeds,
      cost: addCents(sold.cost, buy?.cost ?? noCents),
      buy: buy && {
        security: buy.security,
        symbol: buy.symbol,
        shares: buy.shares,
        amount: buy.amount,
        cashLeft: buy.cashLeft,
        words: replacementWords(sold, buy),
      },
      blocks: objections.map(objection => objection.what),
    })),
    warnings: [...priced.warnings],
  })
}

/** The refusal for the first choice that names what the household does not have. */
export function unknownChoice(standing: Standing, choices: readonly SaleChoice[]): Refusal | null {
  for (const { account, security, replacement } of choices) {
    const unknown =
      knownHere(standing, { account, security }) ?? (replacement === null ? null : knownHere(standing, { account, security: replacement }))
    if (unknown) return unknown
  }
  return null
}

/** `purchases`: what a plan buys beside the replacements of single sales; they count for wash sales and cost. */
export function pricedBasket(standing: Standing, choices: readonly SaleChoice[], purchases: readonly PurchaseChoice[] = []): PricedBasket {
  const sales = choices.map(choice => soldBy(standing, choice))
  const buys = sales.map(sold => replacementFor(standing, sold))
  const verdicts = jointVerdicts(standing, sales, buys, purchases)
  const priced = sales.map((asked, index): PricedChoice => {
    const { verdict: wash, tried } = verdicts[index] as Judged
    const { sold, washed } = asBooked(asked, tried)
    const [passedOn, takenOver] = [tried?.passedOn ?? noCents, tried?.takenOver ?? noCents]
    const chain = tried === null || passedOn === 0 ? null : chainWords(standing, tried)
    const funds = purchases.some(({ account }) => account === sold.choice.account)
    const moved = movedWords(
      standing,
      sold.picks.map(pick => pick.lot.id),
    )
    const objections = objectionsTo(standing, sold, wash)
    return { sold, wash, washed, passedOn, takenOver, chain, moved, buy: buys[index] ?? null, objections, ...(funds ? { funds } : {}) }
  })
  const change = {
    short: sumCents(priced.flatMap(({ sold, washed }) => [sold.gainShort, washed.short])),
    long: sumCents(priced.flatMap(({ sold, washed }) => [sold.gainLong, washed.long])),
  }
  return {
    choices: priced,
    basket: basketOf(standing, priced, change, plannedBuys(standing, purchases)),
    change,
    warnings: warningsOf(standing, priced),
  }
}

function basketOf(
  standing: Standing,
  priced: readonly PricedChoice[],
  change: PricedBasket['change'],
  purchases: readonly PlannedBuy[],
): Basket {
  const of = (term: 'short' | 'long', sign: 1 | -1) => cents(sum(priced.map(({ sold }) => sideOf(sold, term, sign))))
  const cost = cents(sum(priced.map(({ sold, buy }) => sold.cost + (buy?.cost ?? 0))) + sum(purchases.map(each => each.cost)))
  const worth = standing.year?.worth(change.short, change.long)
  const savedNow = worth?.savedNow ?? null
  return {
    lossShort: of('short', -1),
    lossLong: of('long', -1),
    gainShort: of('short', 1),
    gainLong: of('long', 1),
    washed: cents(sum(priced.map(({ washed }) => washed.short + washed.long))),
    permanent: cents(sum(priced.map(({ washed }) => washed.permanent))),
    passedOn: cents(sum(priced.map(choice => choice.passedOn))),
    savedNow,
    carried: worth ? cents(Math.max(0, worth.carriedShort + worth.carriedLong)) : null,
    cost,
    net: savedNow === null ? null : cents(savedNow - cost),
    proceeds: cents(sum(priced.map(({ sold }) => sold.proceeds))),
  }
}

/** Losses (-1) or gains (1) of one term over the lots of a taxable sale, positive. */
function sideOf({ results }: Sold, term: 'short' | 'long', sign: 1 | -1): number {
  return sum(results.map(one => (one.term === term ? Math.max(0, sign * (one.gain ?? 0)) : 0)))
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function warningsOf(standing: Standing, priced: readonly PricedChoice[]): string[] {
  const warnings = new Set<string>()
  if (standing.year === null && priced.length > 0) warnings.add(whyNoYear(standing))
  const holdings = new Set<string>()
  for (const { sold, wash, buy, chain, moved, objections, funds } of priced) {
    const { account, security } = sold.choice
    const { symbol } = standing.securityOf(security)
    const { name } = standing.accountOf(account)
    const holding = `${account}\n${security}`
    if (holdings.has(holding)) warnings.add(`${symbol} in ${name} is sold by two choices: merge them into one order.`)
    holdings.add(holding)
    for (const [sold, at] of [[symbol, standing.priceOf(security)] as const, [buy?.symbol ?? '', buy?.price ?? null] as const]) {
      if (at?.stale) warnings.add(`The price of ${sold} is of ${date(at.date)}, ${counted(at.age, 'trading day')} old.`)
    }
    for (const { what, date: day, rule } of wash.reasons)
      if (day === null || rule === rules.plan || rule === rules.broughtIn) warnings.add(`${symbol}: ${what}.`)
    const untermed = sold.picks.filter(pick => pick.sold.term === null && pick.sold.gain !== null)
    if (untermed.length > 0)
      warnings.add(`${symbol} in ${name}: the term of ${counted(untermed.length, 'lot')} is unknown; its gain is not in the totals.`)
    for (const words of moved) warnings.add(`${symbol} in ${name}: ${words}`)
    if (chain !== null) warnings.add(`${symbol} in ${name}: ${chain}`)
    // an objection says it already
    if (wash.otherOrder !== undefined && !objections.some(one => one.code === dayOrderCode))
      warnings.add(`${symbol}: ${wash.otherOrder.what}.`)
    if (buy && buy.cashLeft > 0)
      warnings.add(`${exactMoney(buy.cashLeft)} of ${symbol} in ${name} stays in cash after buying ${buy.symbol}.`)
    if (sold.choice.replacement === null && !funds) warnings.add(`${symbol} in ${name} is not replaced: the proceeds stay in cash.`)
  }
  return [...warnings]
}
