/**
 * Lots for one sale: every relief method side by side, and lots ticked by hand. Each method is priced as a sale of its own: net gain by term, what section
 * 1091 would disallow, the change of this year's tax, how much dearer than the least, and the gain left in the position.
 */
import { addCents, type Cents, cents, negateCents, noCents } from '../../shared/kernel/cents.ts'
import type { AccountId, SecurityId } from '../../shared/kernel/id.ts'
import { done, type Outcome, refused } from '../../shared/kernel/outcome.ts'
import { addShares, noShares, type Shares } from '../../shared/kernel/shares.ts'
import { isTaxable, type ReliefMethod } from '../../shared/model/book.ts'
import type { LotPick } from '../../shared/model/ledger.ts'
import type { Review } from '../../shared/model/review.ts'
import type { Snapshot } from '../../shared/model/snapshot.ts'
import type { MethodResult, SaleView } from '../../shared/model/views.ts'
import { lotsOfHolding } from './basket/sold.ts'
import { type PricedChoice, pricedBasket } from './basket.ts'
import { openLotOf } from './harvest/harvest-scan.ts'
import { lotFigures } from './harvest/lot-figures.ts'
import { notALoss } from './harvest/verdict-of-lot.ts'
import { pickLots } from './lots/pick.ts'
import { knownHere, type Standing, standingOf } from './standing/standing.ts'

export interface SaleQuestion {
  readonly account: AccountId
  readonly security: SecurityId
  readonly shares: Shares
}

export interface HandPicked {
  readonly account: AccountId
  readonly security: SecurityId
  readonly picks: readonly LotPick[]
}

/** Specific identification is what the picks by hand are, so it stands beside these as CUSTOM. */
const compared: readonly ReliefMethod[] = ['FIFO', 'LIFO', 'HIFO', 'LOFO', 'AVERAGE', 'MINTAX']

export function compareSale(snapshot: Snapshot, _review: Review | null, sale: SaleQuestion): Outcome<SaleView> {
  const standing = standingOf(snapshot)
  const unknown = knownHere(standing, sale)
  if (unknown) return refused(unknown)
  const price = standing.priceOf(sale.security)
  const lots = lotsOfHolding(standing, sale)
  const results = compared.map(method => resultOf(standing, sale, method))
  return done({
    account: standing.accountOf(sale.account),
    security: standing.securityOf(sale.security),
    asOf: snapshot.asOf,
    price: price?.price ?? null,
    priceAsOf: price?.date ?? null,
    shares: sale.shares,
    held: addShares(...lots.map(lot => lot.shares)),
    custodianDefault: standing.accountOf(sale.account).defaultMethod,
    lots: lots.map(lot => {
      const { term, longOn, value, gain } = lotFigures(lot, price?.price ?? null, snapshot.asOf, standing.tradeDay)
      return { lot: openLotOf(lot), term, longOn, value, gain }
    }),
    methods: againstLeast(results),
  })
}

/** Lots ticked by hand, as one more column: how much dearer than the least of all methods for as many shares. */
export function priceSale(snapshot: Snapshot, _review: Review | null, sale: HandPicked): Outcome<MethodResult> {
  const standing = standingOf(snapshot)
  const unknown = knownHere(standing, sale)
  if (unknown) return refused(unknown)
  if (sale.picks.length === 0) return done(emptyResult('CUSTOM', null))
  const [priced] = pricedBasket(standing, [choiceOf(sale, 'SPECID', sale.picks)]).choices
  if (priced === undefined) throw new Error('a basket of one choice has one priced choice')
  const wrong = priced.sold.objections[0]
  if (wrong) return refused({ code: wrong.code, what: wrong.what, where: wrong.where, remedy: wrong.remedy })
  const shares = addShares(...sale.picks.map(pick => pick.shares))
  const others = compared.map(method => resultOf(standing, { ...sale, shares }, method))
  const result = methodResult(standing, 'CUSTOM', sale.picks, priced)
  return done(againstLeast([result, ...others])[0] as MethodResult)
}

function choiceOf(sale: Pick<SaleQuestion, 'account' | 'security'>, method: ReliefMethod, picks: readonly LotPick[]) {
  return { account: sale.account, security: sale.security, method, picks: [...picks], replacement: null, override: '' }
}

function resultOf(standing: Standing, sale: SaleQuestion, method: ReliefMethod): MethodResult {
  const price = standing.priceOf(sale.security)?.price ?? null
  const averageAllowed = standing.securityOf(sale.security).kind === 'mutual-fund'
  const picks = pickLots(method, lotsOfHolding(standing, sale), sale.shares, { date: standing.tradeDay, price, averageAllowed })
  if (!picks.ok) return emptyResult(method, picks.refusal.what)
  const [priced] = pricedBasket(standing, [choiceOf(sale, method, picks.value)]).choices
  if (priced === undefined) throw new Error('a basket of one choice has one priced choice')
  return methodResult(standing, method, picks.value, priced)
}

function methodResult(standing: Standing, method: MethodResult['method'], picks: readonly LotPick[], priced: PricedChoice): MethodResult {
  const { sold, wash, washed } = priced
  const priceKnown = standing.priceOf(sold.choice.security) !== null
  const bases = sold.picks.map(pick => pick.sold.basis)
  const known = priceKnown && sold.picks.every(pick => pick.sold.gain !== null && pick.sold.term !== null)
  const taxable = isTaxable(standing.accountOf(sold.choice.account).type)
  const worth =
    known && taxable ? (standing.year?.worth(sold.gainShort + washed.short, sold.gainLong + washed.long).savedNow ?? null) : null
  return {
    method,
    picks: [...picks],
    proceeds: sold.proceeds,
    basis: bases.includes(null) ? null : addCents(...bases.map(basis => basis ?? noCents)),
    gainShort: known ? gainOf(priced, 'short') : null,
    gainLong: known ? gainOf(priced, 'long') : null,
    washed: addCents(washed.short, washed.long),
    permanent: washed.permanent,
    tax: taxable ? (worth === null ? null : negateCents(worth)) : noCents,
    overLeast: null,
    remaining: remainingGain(standing, priced),
    wash,
    refusal: null,
  }
}

/** Also in a sheltered account, where it is not taxed. */
function gainOf({ sold }: PricedChoice, term: 'short' | 'long'): Cents {
  return addCents(...sold.picks.filter(pick => pick.sold.term === term).map(pick => pick.sold.gain ?? noCents))
}

/** Gain of the whole position less the gain taken: under every method the two add up to the same. */
function remainingGain(standing: Standing, { sold }: PricedChoice): Cents | null {
  const price = standing.priceOf(sold.choice.security)?.price ?? null
  let left = 0
  for (const lot of lotsOfHolding(standing, sold.choice)) {
    const { gain } = lotFigures(lot, price, standing.asOf)
    if (gain === null) return null
    left += gain
  }
  for (const { sold: one } of sold.picks) {
    if (one.gain === null) return null
    left -= one.gain
  }
  return cents(left)
}

function againstLeast(results: readonly MethodResult[]): MethodResult[] {
  const taxes = results.filter(result => result.refusal === null && result.tax !== null).map(result => result.tax as number)
  if (taxes.length === 0) return [...results]
  const least = Math.min(...taxes)
  return results.map(result => ({
    ...result,
    overLeast: result.refusal !== null || result.tax === null ? null : cents(result.tax - least),
  }))
}

function emptyResult(method: MethodResult['method'], refusal: string | null): MethodResult {
  return {
    method,
    picks: [],
    proceeds: noCents,
    basis: refusal === null ? noCents : null,
    gainShort: refusal === null ? noCents : null,
    gainLong: refusal === null ? noCents : null,
    washed: noCents,
    permanent: noCents,
    tax: null,
    overLeast: null,
    remaining: null,
    wash: { ...notALoss, washedShares: noShares },
    refusal,
  }
}
