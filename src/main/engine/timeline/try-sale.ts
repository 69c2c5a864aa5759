/** A hypothetical sale: Reg. 1.1091-1(c)-(e) share for share, Rev. Rul. 2008-5 for purchases in an IRA, and the year's tax with and without what is washed. */
import { addCents, type Cents, cents, noCents } from '../../../shared/kernel/cents.ts'
import { type CivilDate, yearOf } from '../../../shared/kernel/civil-date.ts'
import { done, type Outcome, refused } from '../../../shared/kernel/outcome.ts'
import { shares } from '../../../shared/kernel/shares.ts'
import { isTaxable, type ReliefMethod } from '../../../shared/model/book.ts'
import type { LotPick } from '../../../shared/model/ledger.ts'
import type { Collision, Trial, TrialLots } from '../../../shared/model/timeline.ts'
import { date as dateInWords, exactMoney, sharesHeld } from '../../../shared/present/format.ts'
import { washWords } from '../../../shared/present/words.ts'
import { chainWords } from '../basket/chain-words.ts'
import { asBooked, lotsOfHolding, lotsToSell, proposedSale, soldBy } from '../basket/sold.ts'
import { whyNoYear } from '../harvest/harvest-scan.ts'
import { lotFigures } from '../harvest/lot-figures.ts'
import { notALoss } from '../harvest/verdict-of-lot.ts'
import { pickLots } from '../lots/pick.ts'
import type { Standing } from '../standing/standing.ts'
import type { Replacement } from '../wash/around.ts'
import { treatmentIn } from '../wash/evidence.ts'
import { expectedNear } from '../wash/expected.ts'
import { outsideWords, rules, shelteredRule } from '../wash/reasons.ts'
import { verdictAndTaken, washVerdict } from '../wash/verdict.ts'
import { windowEnd } from '../wash/window.ts'
import { firstClear, lastClearSale } from './clear-days.ts'
import { restrictionWords } from './restrictions.ts'
import type { TrialHead } from './try.ts'

/** The sale priced and judged on its day: what screen and trail are both made of. */
export function judgedSale(standing: Standing, asked: Pick<Trial, 'account' | 'security' | 'date' | 'picks' | 'method'>) {
  const { account, security, date, picks, method } = asked
  const choice = { account, security, method, picks, replacement: null, override: '' }
  const priced = soldBy(standing, choice, date)
  const sale = proposedSale(priced, date)
  const taxable = isTaxable(standing.accountOf(account).type)
  const losing = taxable && sale.lots.some(lot => lot.gain === null || lot.gain < 0)
  const { verdict, tried } = verdictAndTaken(sale, standing.evidence)
  const dollars = new Map<Replacement, Hit>()
  for (const { bought, lost, shares: count, disallowed } of [...(tried?.parts.values() ?? [])].flat()) {
    const hit = dollars.get(bought) ?? { bought, lost, shares: 0, loss: 0 }
    dollars.set(bought, { ...hit, shares: hit.shares + count, loss: hit.loss + disallowed })
  }
  const passedOn = tried?.passedOn ?? noCents
  const chain = tried === null || passedOn === 0 ? null : chainWords(standing, tried)
  return {
    sale,
    priced,
    passedOn,
    chain,
    ...asBooked(priced, tried),
    taxable,
    losing,
    verdict: losing ? verdict : notALoss,
    hits: [...dollars.values()],
  }
}

/** Shares and dollars of the sale that one purchase replaces. */
interface Hit {
  readonly bought: Replacement
  readonly lost: boolean
  readonly shares: number
  readonly loss: number
}

export function trySale(standing: Standing, head: TrialHead, asked: TrialLots): Outcome<Trial> {
  const picks = picksOf(standing, head, asked)
  if (!picks.ok) return picks
  const method = methodOf(asked)
  const judged = judgedSale(standing, { ...head, picks: picks.value, method })
  const { sale, sold, losing, verdict, washed } = judged
  const wrong = sold.objections.find(objection => objection.code !== 'data/no-price')
  if (wrong !== undefined) return refused({ code: wrong.code, what: wrong.what, where: wrong.where, remedy: wrong.remedy })
  const isClear = (day: CivilDate) => washVerdict({ ...sale, date: day }, standing.evidence).state === 'clear'
  const known = head.price !== null && sold.picks.every(pick => pick.sold.gain !== null && pick.sold.term !== null)
  const disallowed = addCents(washed.short, washed.long)
  const undecided = undecidedOf(standing, head, verdict)
  return done({
    ...head,
    shares: sold.shares,
    picks: picks.value,
    method,
    amount: head.price === null ? null : sold.proceeds,
    wash: verdict,
    gainShort: known ? sold.gainShort : null,
    gainLong: known ? sold.gainLong : null,
    disallowed: known ? disallowed : null,
    permanent: known ? washed.permanent : null,
    passedOn: known ? judged.passedOn : null,
    chain: judged.chain,
    ...taxOf(standing, head, judged, known),
    headline: headlineOf(standing, head, judged, cents(disallowed - judged.passedOn), undecided),
    barred: restrictionWords(standing, head),
    collisions: [...judged.hits.map(hit => collisionOf(standing, hit)), ...undecided],
    clearOn: losing ? firstClear(standing, head.security, head.date, isClear) : head.date,
    lastClear: losing && verdict.state === 'clear' ? lastClearSale(standing, head.security, head.date, isClear) : null,
    locks: losing && !standing.policy.outside.has(head.security) ? lockOf(standing, head) : null,
  })
}

type Judged = ReturnType<typeof judgedSale>

/** Whole lots and lots by hand are named ones. */
function methodOf(asked: TrialLots): ReliefMethod {
  return asked.take === 'shares' ? asked.method : asked.take === 'lots' ? (asked.method ?? 'SPECID') : 'SPECID'
}

function picksOf(standing: Standing, head: TrialHead, asked: TrialLots): Outcome<LotPick[]> {
  const lots = lotsToSell(standing, head)
  if (lots.length === 0 && lotsOfHolding(standing, head).length > 0)
    return refused({
      code: 'rule/all-on-tickets',
      what: `All ${head.symbol} in ${head.accountName} is on issued tickets, and no file shows their sales yet.`,
      where: 'account',
      remedy: 'Import the trades of that day, or cancel the ticket if it was not placed.',
    })
  if (lots.length === 0)
    return refused({
      code: 'rule/nothing-held',
      what: `${head.accountName} holds no ${head.symbol}.`,
      where: 'account',
      remedy: 'Choose an account that holds it, or try a purchase.',
    })
  if (asked.take === 'lots') return done([...asked.picks])
  if (asked.take === 'shares') {
    // whether it may be averaged is told with the account's election, in words, where the sale is priced
    return pickLots(asked.method, lots, asked.shares, { date: head.date, price: head.price, averageAllowed: true })
  }
  const atLoss = lots.filter(lot => (lotFigures(lot, head.price, head.date).gain ?? 0) < 0)
  if (asked.take === 'losses' && atLoss.length === 0)
    return refused({
      code: 'rule/nothing-at-loss',
      what: `No lot of ${head.symbol} in ${head.accountName} is at a loss.`,
      where: 'lots',
      remedy: 'Choose the whole position, or so many shares.',
    })
  return done((asked.take === 'losses' ? atLoss : lots).map(lot => ({ lot: lot.id, shares: lot.shares })))
}

function taxOf(standing: Standing, head: TrialHead, { sold, priced, washed, taxable }: Judged, known: boolean) {
  const unknown = (taxUnknown: string) => ({ saved: null, savedIfClear: null, carried: null, taxUnknown })
  if (!taxable) return { saved: noCents, savedIfClear: noCents, carried: noCents, taxUnknown: null }
  if (!known) return unknown('A price, basis or purchase date is unknown, so the tax is.')
  if (yearOf(head.date) !== standing.realized.year)
    return unknown(`${dateInWords(head.date)} is of tax year ${yearOf(head.date)}: the book cannot reckon that year’s tax yet.`)
  if (standing.year === null) return unknown(whyNoYear(standing))
  const { savedNow, carriedShort, carriedLong } = standing.year.worth(sold.gainShort + washed.short, sold.gainLong + washed.long)
  return {
    saved: savedNow,
    carried: addCents(carriedShort, carriedLong),
    // each lot at its own basis: what is passed on between lots of the sale would count twice
    savedIfClear: standing.year.worth(priced.gainShort, priced.gainLong).savedNow,
    taxUnknown: null,
  }
}

function headlineOf(standing: Standing, head: TrialHead, judged: Judged, disallowed: Cents, undecided: readonly Collision[]): string {
  const { washedShares, permanentShares, state } = judged.verdict
  if (!judged.taxable)
    return `Nothing is taxed inside ${standing.accountOf(head.account).name}, so a loss there is neither counted nor washed.`
  if (!judged.losing) return 'Sold at a gain: a gain is never a wash sale.'
  if (permanentShares > 0) {
    const rest =
      washedShares > permanentShares ? ` ${sharesHeld(shares(washedShares - permanentShares))} more would be disallowed for now.` : ''
    return `Permanent loss: the loss on ${sharesHeld(permanentShares)}, ${exactMoney(judged.washed.permanent)}, would be lost for good.${rest}`
  }
  if (washedShares > 0)
    return `The loss on ${sharesHeld(washedShares)}, ${exactMoney(disallowed)}, would be disallowed for now and move into the shares bought.`
  if (standing.policy.outside.has(head.security)) return `${outsideWords(standing.evidence, head.security)}.`
  if (state === 'clear') return `Clear on the records: no purchase of the household would wash a sale on ${dateInWords(head.date)}.`
  if (undecided.length > 0) {
    const lost = undecided.some(one => one.permanent) ? 'a permanent loss of part of it' : 'part of it disallowed for now'
    return `A dividend that is expected to buy shares within 30 days would mean ${lost}: how many shares nobody knows yet.`
  }
  const word = washWords[state]
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}.`
}

function collisionOf(standing: Standing, { bought, lost, shares: count, loss }: Hit): Collision {
  const { account, security, date, verb } = bought
  const accountName = standing.accountOf(account).name
  const effect = lost ? 'would be lost for good' : 'would be washed'
  const what = `${accountName} ${verb} ${standing.securityOf(security).symbol} on ${dateInWords(date)}: ${sharesHeld(shares(count))} of this sale ${effect}`
  const sheltered = treatmentIn(standing.evidence, account) === 'sheltered'
  const rule = sheltered ? shelteredRule(standing.evidence, account) : lost ? rules.lost : rules.window
  return { date, account, accountName, security, what, rule, shares: shares(count), loss: cents(loss), permanent: lost, estimated: false }
}

/** Dividends to come inside the window that the verdict speaks of (a position sold whole pays none): how many shares they buy nobody knows. */
function undecidedOf(standing: Standing, head: TrialHead, verdict: Trial['wash']): Collision[] {
  const spoken = verdict.reasons.filter(reason => reason.date === null && reason.rule !== rules.window && reason.rule !== rules.coverage)
  return standing.reinvestingIn(head.security).flatMap(holding => {
    const date = expectedNear(holding, head.date)
    const { account, security } = holding
    if (date === 'none' || date === 'unknown' || !spoken.some(one => one.account === account && one.security === security)) return []
    const accountName = standing.accountOf(account).name
    const permanent = treatmentIn(standing.evidence, account) !== 'taxable'
    const what = `${accountName} is expected to reinvest a dividend in ${standing.securityOf(security).symbol}, est. ${dateInWords(date)}, give or take a week`
    const rule = permanent ? shelteredRule(standing.evidence, account) : rules.reinvest
    return [{ date, account, accountName, security, what, rule, shares: null, loss: null, permanent, estimated: true }]
  })
}

function lockOf(standing: Standing, head: TrialHead): Trial['locks'] {
  const group = standing.groupOf(head.security)
  const symbols = standing.snapshot.securities
    .filter(one => standing.groupOf(one.id) === group && !standing.policy.outside.has(one.id))
    .map(one => one.symbol)
  const until = windowEnd(head.date)
  return { from: head.date, until, what: `No account of the household may buy ${symbols.join(' or ')} through ${dateInWords(until)}.` }
}
