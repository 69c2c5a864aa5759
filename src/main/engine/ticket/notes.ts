/** What a desk and a supervisor must read beside an order, in printing order: lots to be named, locks, reinvestment, wash, cash, override. */

import { cents } from '../../../shared/kernel/cents.ts'
import { sumShares } from '../../../shared/kernel/shares.ts'
import { isTaxable } from '../../../shared/model/book.ts'
import type { WashVerdict } from '../../../shared/model/review.ts'
import { date, exactMoney, shareCount } from '../../../shared/present/format.ts'
import { permanentRule, reliefMethodWords } from '../../../shared/present/words.ts'
import { replacementWords } from '../basket/replacement.ts'
import { lotsToSell } from '../basket/sold.ts'
import type { PricedChoice } from '../basket.ts'
import { orderCosts } from '../cost/execution.ts'
import { pickLots } from '../lots/pick.ts'
import type { Standing } from '../standing/standing.ts'
import { rankedSubstitutes } from '../substitute/rank.ts'
import { outsideWords, rules } from '../wash/reasons.ts'
import { clearAfter } from '../wash/window.ts'

export function sellNotes(standing: Standing, priced: PricedChoice): string[] {
  const { sold, wash, washed, passedOn, chain, objections } = priced
  const { choice } = sold
  const account = standing.accountOf(choice.account)
  const security = standing.securityOf(choice.security)
  const notes: string[] = []
  const taxable = isTaxable(account.type)
  if (taxable && choice.method !== 'AVERAGE') notes.push(lotNote(standing, priced))
  if (taxable && sold.picks.some(pick => pick.sold.gain === null || pick.sold.gain < 0)) {
    notes.push(lockNote(standing, priced))
    const reinvesting = standing.policy.outside.has(choice.security) ? [] : standing.reinvestingIn(choice.security)
    for (const holding of reinvesting) {
      notes.push(
        `Turn off dividend reinvestment of ${standing.securityOf(holding.security).symbol} in ${standing.accountOf(holding.account).name} before the sale.`,
      )
    }
  }
  if (wash.washedShares > 0) {
    const lost = washed.permanent > 0 ? `, ${exactMoney(washed.permanent)} of it for good (${permanentRule(wash)})` : ''
    notes.push(
      `Wash sale: the loss of ${exactMoney(cents(washed.short + washed.long - passedOn))} on ${shareCount(wash.washedShares)} sh is disallowed${lost} (IRC §1091).`,
    )
  }
  if (chain !== null) notes.push(`${chain} The lots of this order stand at the basis they have before it.`)
  if (wash.otherOrder !== undefined) notes.push(`Read before trading: ${wash.otherOrder.what}.`)
  for (const what of undecidedPlans(wash)) notes.push(`Read before trading: ${what}.`)
  if (choice.replacement === null && priced.funds) notes.push('Its proceeds pay for what the plan buys in this account.')
  else if (choice.replacement === null) notes.push('No replacement is bought: the proceeds stay in cash.')
  else if (priced.buy !== null && priced.buy.shares === 0)
    notes.push(`The proceeds do not pay for one share of ${priced.buy.symbol}: they stay in cash.`)
  if (sold.picks.some(pick => pick.sold.basis === null)) notes.push(`The basis of a lot of ${security.symbol} is unknown: so is its gain.`)
  const overridden = objections.filter(objection => !objection.final)
  if (overridden.length > 0 && choice.override.trim() !== '') {
    notes.push(`Override: ${choice.override.trim()} (of: ${overridden.map(objection => objection.what).join(' ')})`)
  }
  return notes
}

/** Purchases in a 401(k) inside the window: no share is counted as washed, because no ruling says so, and the loss may be lost all the same. */
export function undecidedPlans(wash: WashVerdict): string[] {
  return wash.reasons.filter(reason => reason.rule === rules.plan).map(reason => reason.what)
}

/** Whether the custodian would sell these very lots without being told. */
function lotNote(standing: Standing, { sold }: PricedChoice): string {
  const { choice } = sold
  const { defaultMethod } = standing.accountOf(choice.account)
  const context = { date: standing.tradeDay, price: standing.priceOf(choice.security)?.price ?? null, averageAllowed: true }
  const wanted = sumShares(choice.picks.map(pick => pick.shares))
  const byDefault = defaultMethod === 'SPECID' ? null : pickLots(defaultMethod, lotsToSell(standing, choice), wanted, context)
  const words = reliefMethodWords[defaultMethod]
  if (byDefault?.ok && defaultMethod !== 'AVERAGE' && sameLots(byDefault.value, choice.picks))
    return `The custodian’s default (${words}) sells these lots.`
  return `VSP instruction needed: these lots differ from the custodian’s default (${words}). Name them with the order, at the latest by settlement.`
}

function sameLots(
  a: readonly { readonly lot: string; readonly shares: number }[],
  b: readonly { readonly lot: string; readonly shares: number }[],
): boolean {
  const counts = new Map(a.map(pick => [pick.lot, pick.shares]))
  return a.length === b.length && b.every(pick => counts.get(pick.lot) === pick.shares)
}

function lockNote(standing: Standing, { sold }: PricedChoice): string {
  const { security } = sold.choice
  const { outside } = standing.policy
  if (outside.has(security)) return `${outsideWords(standing.evidence, security)}; nothing is locked.`
  const group = standing.groupOf(security)
  const others = standing.snapshot.securities
    .filter(other => other.id !== security && standing.groupOf(other.id) === group && !outside.has(other.id))
    .map(other => `${other.symbol} (declared identical)`)
  const names = [standing.securityOf(security).symbol, ...others].join(' or ')
  const { account } = sold.choice
  // an order worked over days is sold until the last of them
  const days = orderCosts(standing, account, security, sold.shares).liquidity?.schedule?.days ?? []
  const traded = days.at(-1)?.date ?? standing.tradeDay
  return `If traded ${days.length > 1 ? 'until' : 'on'} ${date(traded)}: do not buy ${names} before ${date(clearAfter(traded))} in any account of the household.`
}

export function buyNotes(standing: Standing, { sold, buy }: PricedChoice): string[] {
  if (buy === null) return []
  const { symbol } = standing.securityOf(sold.choice.security)
  const found = rankedSubstitutes(standing, sold.choice.account, sold.choice.security).find(({ security }) => security === buy.security)
  const stated = found?.measures === undefined ? '' : ` (${found.measures})`
  return [`Replaces ${symbol}${stated}.`, replacementWords(sold, buy)]
}
