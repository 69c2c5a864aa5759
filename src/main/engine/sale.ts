/**
 * Lots for one sale: least tax and every relief method side by side, and lots ticked by hand. Each is priced as a sale of its own: net gain by term, what
 * section 1091 would disallow, the change of this year's tax, how much dearer than the least, and the gain left in the position.
 */
import { done, type Outcome, refused } from '../../shared/kernel/outcome.ts'
import { noShares, shares, subtractShares } from '../../shared/kernel/shares.ts'
import type { Review } from '../../shared/model/review.ts'
import type { Snapshot } from '../../shared/model/snapshot.ts'
import type { MethodResult, SaleView } from '../../shared/model/views.ts'
import { lotsOfHolding } from './basket/sold.ts'
import { pricedBasket } from './basket.ts'
import { openLotOf } from './harvest/harvest-scan.ts'
import { lotFigures } from './harvest/lot-figures.ts'
import { againstLeast, allResults, choiceOf, emptyResult, methodResult } from './sale/method-result.ts'
import type { HandPicked, SaleQuestion } from './sale/question.ts'
import { reachOf } from './sale/reach.ts'
import { leftOfLot } from './standing/planned.ts'
import { knownHere, standingOf } from './standing/standing.ts'

export function compareSale(snapshot: Snapshot, _review: Review | null, sale: SaleQuestion): Outcome<SaleView> {
  const standing = standingOf(snapshot)
  const unknown = knownHere(standing, sale)
  if (unknown) return refused(unknown)
  const price = standing.priceOf(sale.security)
  const account = standing.accountOf(sale.account)
  const lots = lotsOfHolding(standing, sale).map(held => {
    const onTicket = standing.onTickets.get(held.id)
    const lot = leftOfLot(held, onTicket)
    const free = subtractShares(held.shares, onTicket?.shares ?? noShares)
    const { term, longOn, value, gain } = lotFigures(lot, price?.price ?? null, snapshot.asOf, standing.tradeDay)
    const ticketed = onTicket === undefined ? null : { shares: onTicket.shares, tickets: [...onTicket.tickets] }
    return { lot: openLotOf(lot), free, onTicket: ticketed, term, longOn, value, gain }
  })
  return done({
    account,
    security: standing.securityOf(sale.security),
    asOf: snapshot.asOf,
    price: price?.price ?? null,
    priceAsOf: price?.date ?? null,
    shares: sale.shares,
    held: shares(lots.reduce((sum, { free }) => sum + free, 0)),
    custodianDefault: account.defaultMethod,
    deskMethod: account.deskMethod ?? null,
    lots,
    methods: allResults(standing, sale),
    reach: reachOf(
      lots.filter(({ free }) => free > 0).map(({ free, gain }) => ({ shares: free, gain })),
      price?.price ?? null,
    ),
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
  const wanted = sale.picks.reduce((sum, pick) => shares(sum + pick.shares), noShares)
  const result = methodResult(standing, 'CUSTOM', sale.picks, priced)
  return done(againstLeast([result, ...allResults(standing, { ...sale, shares: wanted })])[0] as MethodResult)
}
