/** A hypothetical sale: Reg. 1.1091-1(c)-(e) share for share, Rev. Rul. 2008-5 for purchases in an IRA, and the year's tax with and without what is washed. */
import { addCents, type Cents, cents, noCents } from '../../../shared/kernel/cents.ts'
import { type CivilDate, yearOf } from '../../../shared/kernel/civil-date.ts'
import { done, type Outcome, refused } from '../../../shared/kernel/outcome.ts'
import { shares } from '../../../shared/kernel/shares.ts'
import { isTaxable } from '../../../shared/model/book.ts'
import type { LotPick } from '../../../shared/model/ledger.ts'
import type { Collision, Trial, TrialLots } from '../../../shared/model/timeline.ts'
import { date as dateInWords, exactMoney, sharesHeld } from '../../../shared/present/format.ts'
import { washWords } from '../../../shared/present/words.ts'
import { lotsOfHolding, type Sold, soldBy, washedLoss } from '../basket/sold.ts'
import { scaled } from '../exact.ts'
import { whyNoYear } from '../harvest/harvest-scan.ts'
import { lotFigures } from '../harvest/lot-figures.ts'
import { notALoss } from '../harvest/verdict-of-lot.ts'
import { pickLots } from '../lots/pick.ts'
import type { Standing } from '../standing/standing.ts'
import { treatmentIn } from '../wash/evidence.ts'
import { expectedNear } from '../wash/expected.ts'
import { rules, shelteredRule } from '../wash/reasons.ts'
import { type ProposedSale, type Taken, verdictAndTaken, washVerdict } from '../wash/verdict.ts'
import { windowEnd } from '../wash/window.ts'
import { firstClear, lastClearSale } from './clear-days.ts'
import type { TrialHead } from './try.ts'

export function trySale(standing: Standing, head: TrialHead, asked: TrialLots): Outcome<Trial> {
  const picks = picksOf(standing, head, asked)
  if (!picks.ok) return picks
  const { account, security, date } = head
  const choice = { account, security, method: 'SPECID' as const, picks: picks.value, replacement: null, override: '' }
  const sold = soldBy(standing, choice, date)
  const wrong = sold.objections.find(objection => objection.code !== 'data/no-price')
  if (wrong !== undefined) return refused({ code: wrong.code, what: wrong.what, where: wrong.where, remedy: wrong.remedy })
  const taxable = isTaxable(standing.accountOf(account).type)
  const sale: ProposedSale = {
    account,
    security,
    date,
    lots: sold.picks.map(pick => ({ lot: pick.sold.lot, shares: pick.sold.shares, gain: pick.sold.gain })),
  }
  const losing = taxable && sale.lots.some(lot => lot.gain === null || lot.gain < 0)
  const { verdict, taken } = losing ? verdictAndTaken(sale, standing.evidence) : { verdict: notALoss, taken: [] }
  const washed = washedLoss(sold, verdict.washedShares, verdict.permanentShares)
  const isClear = (day: CivilDate) => washVerdict({ ...sale, date: day }, standing.evidence).state === 'clear'
  const known = head.price !== null && sold.picks.every(pick => pick.sold.gain !== null && pick.sold.term !== null)
  const disallowed = addCents(washed.short, washed.long)
  return done({
    ...head,
    shares: sold.shares,
    picks: [...picks.value],
    amount: head.price === null ? null : sold.proceeds,
    wash: verdict,
    gainShort: known ? sold.gainShort : null,
    gainLong: known ? sold.gainLong : null,
    disallowed: known ? disallowed : null,
    permanent: known ? washed.permanent : null,
    ...taxOf(standing, head, sold, washed, known, taxable),
    headline: headlineOf(standing, head, verdict, { losing, taxable, disallowed, permanent: washed.permanent }),
    collisions: [...collisionsOf(standing, taken, disallowed), ...undecidedOf(standing, head, verdict)],
    clearOn: losing ? firstClear(standing, security, date, isClear) : date,
    lastClear: losing && verdict.state === 'clear' ? lastClearSale(standing, security, date, isClear) : null,
    locks: losing ? lockOf(standing, head) : null,
  })
}

function picksOf(standing: Standing, head: TrialHead, asked: TrialLots): Outcome<LotPick[]> {
  const lots = lotsOfHolding(standing, head)
  if (lots.length === 0)
    return refused({
      code: 'rule/nothing-held',
      what: `${head.accountName} holds no ${head.symbol}.`,
      where: 'account',
      remedy: 'Choose an account that holds it, or try a purchase.',
    })
  if (asked.take === 'lots') return done([...asked.picks])
  if (asked.take === 'shares') {
    const averageAllowed = standing.securityOf(head.security).kind === 'mutual-fund'
    return pickLots(asked.method, lots, asked.shares, { date: head.date, price: head.price, averageAllowed })
  }
  const atLoss = lots.filter(lot => (lotFigures(lot, head.price, head.date).gain ?? 0) < 0)
  const taken = asked.take === 'losses' && atLoss.length > 0 ? atLoss : lots
  return done(taken.map(lot => ({ lot: lot.id, shares: lot.shares })))
}

function taxOf(standing: Standing, head: TrialHead, sold: Sold, washed: ReturnType<typeof washedLoss>, known: boolean, taxable: boolean) {
  const unknown = (taxUnknown: string) => ({ saved: null, savedIfClear: null, taxUnknown })
  if (!taxable) return { saved: noCents, savedIfClear: noCents, taxUnknown: null }
  if (!known) return unknown('A price, basis or purchase date is unknown, so the tax is.')
  if (yearOf(head.date) !== standing.realized.year)
    return unknown(`${dateInWords(head.date)} is of tax year ${yearOf(head.date)}: the book cannot reckon that year’s tax yet.`)
  if (standing.year === null) return unknown(whyNoYear(standing))
  return {
    saved: standing.year.worth(sold.gainShort + washed.short, sold.gainLong + washed.long).savedNow,
    savedIfClear: standing.year.worth(sold.gainShort, sold.gainLong).savedNow,
    taxUnknown: null,
  }
}

interface Facts {
  readonly losing: boolean
  readonly taxable: boolean
  readonly disallowed: Cents
  readonly permanent: Cents
}

function headlineOf(standing: Standing, head: TrialHead, verdict: Trial['wash'], facts: Facts): string {
  const { washedShares, permanentShares, state } = verdict
  if (!facts.taxable)
    return `Nothing is taxed inside ${standing.accountOf(head.account).name}, so a loss there is neither counted nor washed.`
  if (!facts.losing) return 'Sold at a gain: a gain is never a wash sale.'
  if (permanentShares > 0) {
    const rest =
      washedShares > permanentShares ? ` ${sharesHeld(shares(washedShares - permanentShares))} more would be disallowed for now.` : ''
    return `Permanent loss: the loss on ${sharesHeld(permanentShares)}, ${exactMoney(facts.permanent)}, would be lost for good.${rest}`
  }
  if (washedShares > 0)
    return `The loss on ${sharesHeld(washedShares)}, ${exactMoney(facts.disallowed)}, would be disallowed for now and move into the shares bought.`
  if (state === 'clear') return `Clear on the records: no purchase of the household would wash a sale on ${dateInWords(head.date)}.`
  const word = washWords[state]
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}.`
}

/** Dollars by shares; parts re-add to what is disallowed. */
function collisionsOf(standing: Standing, taken: readonly Taken[], disallowed: Cents): Collision[] {
  const all = taken.reduce((sum, one) => sum + one.shares, 0)
  let [count, told] = [0, 0]
  return taken.map(({ bought, shares: own }) => {
    const { account, security, date, verb } = bought
    count += own
    const upTo = all === 0 ? 0 : scaled(disallowed, count, all)
    const loss = cents(upTo - told)
    told = upTo
    const permanent = treatmentIn(standing.evidence, account) === 'sheltered'
    const accountName = standing.accountOf(account).name
    const what = `${accountName} ${verb} ${standing.securityOf(security).symbol} on ${dateInWords(date)}: ${sharesHeld(shares(own))} of this sale ${permanent ? 'would be lost for good' : 'would be washed'}`
    const rule = permanent ? shelteredRule(standing.evidence, account) : rules.window
    return { date, account, accountName, security, what, rule, shares: shares(own), loss, permanent, estimated: false }
  })
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
    const what = `${accountName} is expected to reinvest a dividend in ${standing.securityOf(security).symbol}, est. ${dateInWords(date)}`
    const rule = permanent ? shelteredRule(standing.evidence, account) : rules.reinvest
    return [{ date, account, accountName, security, what, rule, shares: null, loss: null, permanent, estimated: true }]
  })
}

function lockOf(standing: Standing, head: TrialHead): Trial['locks'] {
  const group = standing.groupOf(head.security)
  const symbols = standing.snapshot.securities.filter(one => standing.groupOf(one.id) === group).map(one => one.symbol)
  const until = windowEnd(head.date)
  return { from: head.date, until, what: `No account of the household may buy ${symbols.join(' or ')} through ${dateInWords(until)}.` }
}
