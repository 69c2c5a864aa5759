/** One column of a sale: what a relief method, least tax or lots by hand come to when the sale is made on its own. */
import { addCents, type Cents, cents, negateCents, noCents } from '../../../shared/kernel/cents.ts'
import { noShares } from '../../../shared/kernel/shares.ts'
import { isTaxable, type ReliefMethod } from '../../../shared/model/book.ts'
import type { LotPick, Term } from '../../../shared/model/ledger.ts'
import type { SaleChoice } from '../../../shared/model/ticket.ts'
import type { MethodResult } from '../../../shared/model/views.ts'
import { lotsToSell } from '../basket/sold.ts'
import { type PricedChoice, pricedBasket } from '../basket.ts'
import { lotFigures } from '../harvest/lot-figures.ts'
import { notALoss } from '../harvest/verdict-of-lot.ts'
import { whyNotAverage } from '../lots/average.ts'
import { isLossBasisUnknown } from '../lots/gift.ts'
import { pickLots } from '../lots/pick.ts'
import type { Standing } from '../standing/standing.ts'
import { leastTax, type Priced } from './least-tax.ts'
import type { SaleQuestion } from './question.ts'

/** Specific identification is what the picks by hand are, so it stands beside these as CUSTOM. */
export const comparedMethods = ['FIFO', 'LIFO', 'HIFO', 'LOFO', 'AVERAGE', 'MINTAX'] as const satisfies readonly ReliefMethod[]

export function choiceOf(sale: Pick<SaleQuestion, 'account' | 'security'>, method: ReliefMethod, picks: readonly LotPick[]): SaleChoice {
  return { account: sale.account, security: sale.security, method, picks: [...picks], replacement: null, override: '' }
}

/** Least tax first, then the custodians' methods, each with what it costs over the least of them all. */
export function allResults(standing: Standing, sale: SaleQuestion): MethodResult[] {
  const methods = comparedMethods.map(method => resultOf(standing, sale, method))
  return againstLeast([leastTaxResult(standing, sale, methods), ...methods])
}

function resultOf(standing: Standing, sale: SaleQuestion, method: ReliefMethod): MethodResult {
  const price = standing.priceOf(sale.security)?.price ?? null
  const lots = lotsToSell(standing, sale)
  if (method === 'AVERAGE') {
    const why = whyNotAverage(standing.accountOf(sale.account), standing.securityOf(sale.security), lots, standing.tradeDay)
    if (why !== null) return emptyResult(method, why)
  }
  const picks = pickLots(method, lots, sale.shares, { date: standing.tradeDay, price, averageAllowed: true })
  if (!picks.ok) return emptyResult(method, picks.refusal.what)
  return pricedResult(standing, sale, method, picks.value)
}

/** `others` have told already why the shares cannot be sold at all. */
function leastTaxResult(standing: Standing, sale: SaleQuestion, others: readonly MethodResult[]): MethodResult {
  const [first] = others
  if (first !== undefined && first.refusal !== null) return emptyResult('LEASTTAX', first.refusal)
  if (!isTaxable(standing.accountOf(sale.account).type))
    return emptyResult('LEASTTAX', 'Sales in this account are not taxed, so any lots cost the same.')
  if (standing.priceOf(sale.security) === null) return emptyResult('LEASTTAX', 'It compares gains and needs a price.')
  // an average pools the basis of all lots, which no naming of lots can do
  const picked = others.flatMap(result => {
    const value = result.refusal === null && result.method !== 'AVERAGE' ? priceOf(result) : null
    return value === null ? [] : [{ picks: result.picks, value }]
  })
  const found = leastTax(standing, sale, picks => priceOfPicks(standing, sale, picks), picked)
  if (!found.ok) return emptyResult('LEASTTAX', found.refusal.what)
  const { picks, proof, within } = found.value
  return { ...pricedResult(standing, sale, 'SPECID', picks), method: 'LEASTTAX', proof, within }
}

/** What a column needs only to be compared: least tax asks it of many choices. */
function priceOfPicks(standing: Standing, sale: SaleQuestion, picks: readonly LotPick[]): Priced | null {
  const [priced] = pricedBasket(standing, [choiceOf(sale, 'SPECID', picks)]).choices
  if (priced === undefined || standing.year === null) return null
  const { sold, washed } = priced
  if (sold.picks.some(pick => pick.sold.gain === null || pick.sold.term === null)) return null
  const [short, long] = [cents(sold.gainShort + washed.short), cents(sold.gainLong + washed.long)]
  return { tax: -standing.year.worth(short, long).savedNow, permanent: washed.permanent, gain: short + long }
}

function priceOf({ tax, permanent, gainShort, gainLong, washed }: MethodResult): Priced | null {
  if (tax === null || gainShort === null || gainLong === null) return null
  return { tax, permanent, gain: gainShort + gainLong + washed }
}

export function pricedResult(
  standing: Standing,
  sale: Pick<SaleQuestion, 'account' | 'security'>,
  method: ReliefMethod,
  picks: readonly LotPick[],
): MethodResult {
  const [priced] = pricedBasket(standing, [choiceOf(sale, method, picks)]).choices
  if (priced === undefined) throw new Error('a basket of one choice has one priced choice')
  return methodResult(standing, method, picks, priced)
}

export function methodResult(
  standing: Standing,
  method: MethodResult['method'],
  picks: readonly LotPick[],
  priced: PricedChoice,
): MethodResult {
  const { sold, wash, washed } = priced
  const priceKnown = standing.priceOf(sold.choice.security) !== null
  const known = priceKnown && sold.picks.every(pick => pick.sold.gain !== null && pick.sold.term !== null)
  const taxable = isTaxable(standing.accountOf(sold.choice.account).type)
  const worth =
    known && taxable ? (standing.year?.worth(sold.gainShort + washed.short, sold.gainLong + washed.long).savedNow ?? null) : null
  return {
    method,
    picks: [...picks],
    proceeds: sold.proceeds,
    basis: basisOf(priced),
    gainShort: known ? gainOf(priced, 'short', taxable) : null,
    gainLong: known ? gainOf(priced, 'long', taxable) : null,
    washed: cents(washed.short + washed.long),
    permanent: washed.permanent,
    passedOn: priced.passedOn,
    tax: taxable ? (worth === null ? null : negateCents(worth)) : noCents,
    overLeast: null,
    remaining: remainingGain(standing, priced),
    wash,
    notes: notesOf(priced),
    proof: null,
    within: null,
    refusal: null,
  }
}

function notesOf({ chain, moved, wash, sold }: PricedChoice): string[] {
  const gift = sold.picks.some(({ lot, sold: one }) => isLossBasisUnknown(lot) && (one.gain ?? 0) < 0)
  return [
    ...(chain === null ? [] : [chain]),
    ...moved,
    ...(wash.otherOrder === undefined ? [] : [`${wash.otherOrder.what}.`]),
    ...(gift ? [giftWords] : []),
  ]
}

const giftWords =
  'A lot received as a gift is shown at the donor’s basis, at which it loses. Its value when given, where lower, is the basis for a loss and is not in the book: the loss may be smaller, or none (IRC §1015(a)).'

/** With the losses that lots sold later take over, so that proceeds less basis are the gains of the column. */
function basisOf({ sold, passedOn }: PricedChoice): Cents | null {
  const own = sumOrNull(sold.picks.map(pick => pick.sold.basis))
  return own === null ? null : addCents(own, passedOn)
}

function sumOrNull(amounts: readonly (Cents | null)[]): Cents | null {
  let sum = 0
  for (const amount of amounts) {
    if (amount === null) return null
    sum += amount
  }
  return cents(sum)
}

/** As booked, chains of the sale included; also in a sheltered account, where it is not taxed. */
function gainOf({ sold }: PricedChoice, term: Term, taxable: boolean): Cents {
  if (taxable) return term === 'short' ? sold.gainShort : sold.gainLong
  let sum = 0
  for (const pick of sold.picks) if (pick.sold.term === term) sum += pick.sold.gain ?? 0
  return cents(sum)
}

/** Gain of the position, without what is on tickets, less the gain taken at the lots' own basis: under every method the two add up to the same. */
function remainingGain(standing: Standing, { sold }: PricedChoice): Cents | null {
  const price = standing.priceOf(sold.choice.security)?.price ?? null
  let left = 0
  for (const lot of lotsToSell(standing, sold.choice)) {
    const { gain } = lotFigures(lot, price, standing.asOf, standing.tradeDay)
    if (gain === null) return null
    left += gain
  }
  for (const { sold: one } of sold.picks) {
    if (one.gain === null) return null
    left -= one.gain
  }
  return cents(left)
}

export function againstLeast(results: readonly MethodResult[]): MethodResult[] {
  let least: number | null = null
  for (const { refusal, tax } of results) if (refusal === null && tax !== null && (least === null || tax < least)) least = tax
  if (least === null) return [...results]
  const floor = least
  return results.map(result => ({
    ...result,
    overLeast: result.refusal !== null || result.tax === null ? null : cents(result.tax - floor),
  }))
}

export function emptyResult(method: MethodResult['method'], refusal: string | null): MethodResult {
  return {
    method,
    picks: [],
    proceeds: noCents,
    basis: refusal === null ? noCents : null,
    gainShort: refusal === null ? noCents : null,
    gainLong: refusal === null ? noCents : null,
    washed: noCents,
    permanent: noCents,
    passedOn: noCents,
    tax: null,
    overLeast: null,
    remaining: null,
    wash: { ...notALoss, washedShares: noShares },
    notes: [],
    proof: null,
    within: null,
    refusal,
  }
}
