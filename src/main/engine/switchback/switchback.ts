/**
 * Keep or switch back: once the wash window of a harvest is over (day 31, IRC section 1091(a)), the substitute may stay or the security sold may come back. Both
 * sides are told with their tax of this year, their cost and what they leave of tracking error; switching is booked on throw-away books with every purchase of the
 * household, so that what section 1091 would take of the substitute's own loss is in the figures. Nothing is ever switched by itself.
 */
import { type Cents, cents, noCents, sumCents } from '../../../shared/kernel/cents.ts'
import { daysBetween } from '../../../shared/kernel/civil-date.ts'
import { noShares, type Shares, sumShares } from '../../../shared/kernel/shares.ts'
import type { SaleChoice } from '../../../shared/model/ticket.ts'
import type { Switchback } from '../../../shared/model/week.ts'
import { date, exactMoney, inDays, shareCount } from '../../../shared/present/format.ts'
import { objectionsTo } from '../basket/objections.ts'
import { replacementFor } from '../basket/replacement.ts'
import { soldBy } from '../basket/sold.ts'
import { longFrom } from '../lots/holding-period.ts'
import { type BookedAccount, bookPlan } from '../rebalance/booked-plan.ts'
import { holdingsOf } from '../standing/holdings.ts'
import type { Standing } from '../standing/standing.ts'
import { pairTrackingError } from '../substitute/assumed-pair.ts'
import { pairEstimate, pairWords } from '../substitute/pair-estimate.ts'
import { purchaseVerdict } from '../wash/purchase-verdict.ts'
import { windowEnd } from '../wash/window.ts'
import { harvestedPairs, keyOf, type Pair } from './pairs.ts'

/** Every harvested position whose substitute is held, earliest free day first; nobody has decided anything yet. */
export function switchbacksOf(standing: Standing): Switchback[] {
  return harvestedPairs(standing)
    .map(pair => switchbackOf(standing, pair))
    .sort((a, b) => (a.freeOn < b.freeOn ? -1 : a.freeOn > b.freeOn ? 1 : a.key < b.key ? -1 : 1))
}

function switchbackOf(standing: Standing, pair: Pair): Switchback {
  const { account, sold, held, soldOn, freeOn } = pair
  const choice: SaleChoice = {
    account,
    security: held,
    method: 'SPECID',
    picks: pair.lots.map(lot => ({ lot: lot.id, shares: lot.shares })),
    replacement: sold,
    override: '',
  }
  const name = (security: typeof sold) => {
    const { symbol, name: words } = standing.securityOf(security)
    return { security, symbol, name: words }
  }
  const { value, side } = switched(standing, pair, choice)
  return {
    key: keyOf(standing, pair),
    household: standing.snapshot.household.id,
    householdName: standing.snapshot.household.name,
    account,
    accountName: standing.accountOf(account).name,
    sold: name(sold),
    held: name(held),
    soldOn,
    loss: lossOf(pair),
    freeOn,
    state: stateOf(standing, pair, side.barred),
    shares: sumShares(pair.lots.map(lot => lot.shares)),
    value,
    keep: kept(standing, pair, value),
    switchBack: side,
    choice,
    decision: null,
  }
}

function stateOf({ tradeDay }: Standing, { freeOn }: Pair, barred: readonly string[]): Switchback['state'] {
  if (freeOn > tradeDay) return 'waiting'
  return barred.length > 0 ? 'barred' : 'due'
}

function lossOf({ sales }: Pair): Cents | null {
  return sales.reduce<Cents | null>((sum, { loss }) => (sum === null || loss === null ? null : cents(sum + loss)), noCents)
}

/** Nothing is traded: no tax and no cost now; the substitute goes on standing in. */
function kept(standing: Standing, pair: Pair, value: Cents | null): Switchback['keep'] {
  const [held, sold] = [standing.securityOf(pair.held), standing.securityOf(pair.sold)]
  const words = [`Keeping ${held.symbol} trades nothing and realizes nothing this year.`]
  if (held.expenseRatio !== null && sold.expenseRatio !== null && value !== null) {
    const more = cents(Math.round((value * (held.expenseRatio - sold.expenseRatio)) / 1_000_000))
    if (more !== 0)
      words.push(`Its expenses are about ${exactMoney(Math.abs(more))} a year ${more > 0 ? 'above' : 'below'} those of ${sold.symbol}.`)
  }
  const turning = pair.lots.flatMap(({ holdingFrom }) => (holdingFrom === null ? [] : [longFrom(holdingFrom)])).sort()[0]
  if (turning !== undefined && turning > standing.tradeDay) words.push(`Its first lot is long-term from ${date(turning)}.`)
  words.push(riskWords(standing, pair))
  return { tax: noCents, cost: noCents, trackingError: trackingError(standing, pair, value), words }
}

/** Hundredths of a basis point of the account; null without a price. */
function trackingError(standing: Standing, { account, held, sold, correlation }: Pair, value: Cents | null): number | null {
  if (value === null) return null
  const cash = standing.accountOf(account).cash ?? noCents
  const whole = holdingsOf(standing)
    .filter(each => each.account === account)
    .reduce<number>((sum, each) => sum + (each.value ?? 0), cash)
  if (whole <= 0) return null
  const estimate = pairEstimate(standing.snapshot, sold, held)
  if (estimate !== null) return Math.round((estimate.trackingError * value) / whole)
  return Math.round(pairTrackingError(standing.securityOf(held), standing.securityOf(sold), correlation, value / whole) * 1_000_000)
}

/** Whether tracking error is of prices or assumed. */
function riskWords(standing: Standing, { sold, held, correlation }: Pair): string {
  const estimate = pairEstimate(standing.snapshot, sold, held)
  const words = pairWords(correlation, estimate)
  if (estimate !== null) return `From their prices: ${words}.`
  return `Tracking error is a simplified estimate by kind and asset class, an order of magnitude: ${words}.`
}

function switched(
  standing: Standing,
  pair: Pair,
  choice: SaleChoice,
): { readonly value: Cents | null; readonly side: Switchback['switchBack'] } {
  const asked = soldBy(standing, choice)
  const value = standing.priceOf(pair.held) === null ? null : asked.proceeds
  const purchase = replacementFor(standing, asked)
  const buys = purchase?.shares ?? noShares
  const purchases =
    purchase === null || buys === 0 ? [] : [{ account: pair.account, security: pair.sold, shares: buys, amount: purchase.amount }]
  const [booked] = bookPlan(standing, [{ account: pair.account, sales: [choice], purchases }]).accounts as [BookedAccount]
  const [sale] = booked.sales
  const objections = sale === undefined ? [] : objectionsTo(standing, sale.sold, sale.wash)
  return {
    value,
    side: {
      tax: booked.tax,
      cost: booked.cost,
      // the security itself stands in its own place again
      trackingError: value === null ? null : 0,
      words: consequences(standing, pair, booked, buys),
      gainShort: sumCents(booked.sales.map(each => each.sold.gainShort)),
      gainLong: sumCents(booked.sales.map(each => each.sold.gainLong)),
      washed: booked.washed,
      permanent: booked.permanent,
      carried: booked.carried,
      buys,
      cashLeft: purchase?.cashLeft ?? null,
      barred: objections.map(objection => objection.what),
    },
  }
}

function consequences(standing: Standing, pair: Pair, booked: BookedAccount, buys: Shares): string[] {
  const [held, sold] = [standing.securityOf(pair.held).symbol, standing.securityOf(pair.sold).symbol]
  const words: string[] = []
  if (pair.freeOn > standing.tradeDay) {
    const { washedShares } = purchaseVerdict(
      { account: pair.account, security: pair.sold, date: standing.tradeDay, shares: buys },
      standing.evidence,
    )
    const lost = washedShares > 0 ? `: ${shareCount(washedShares)} sh of the loss sold on ${date(pair.soldOn)} would be disallowed` : ''
    words.push(
      `${sold} may be bought again from ${date(pair.freeOn)}, ${inDays(daysBetween(standing.asOf, pair.freeOn))}; bought before, it washes the harvest${lost} (IRC §1091).`,
    )
  } else words.push(`The window of the harvest of ${date(pair.soldOn)} is over: buying ${sold} washes nothing of it (IRC §1091).`)
  const gain = sumCents(booked.sales.flatMap(each => [each.sold.gainShort, each.sold.gainLong]))
  if (booked.washed > 0)
    words.push(
      `Of the loss on ${held}, ${exactMoney(booked.washed)} would be disallowed${booked.permanent > 0 ? `, ${exactMoney(booked.permanent)} of it for good` : ''}.`,
    )
  if (gain < 0)
    words.push(
      `Selling ${held} realizes a loss of ${exactMoney(-gain)}; ${held} itself is then barred through ${date(windowEnd(standing.tradeDay))} in every account.`,
    )
  if (gain > 0) words.push(`Selling ${held} realizes a gain of ${exactMoney(gain)} this year.`)
  if (buys === noShares) words.push(`What ${held} brings does not pay for a share of ${sold}.`)
  return words
}
