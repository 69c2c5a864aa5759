/**
 * One choice of the advisor, lot by lot: what its picks give at today's price, checked against the lots that are open. What is wrong with the picks is
 * an objection; figures are given for what can be priced all the same, so that the screen shows something true while the choice is mended.
 */
import { type Cents, noCents, sumCents } from '../../../shared/kernel/cents.ts'
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { LotId } from '../../../shared/kernel/id.ts'
import { type Shares, sumShares } from '../../../shared/kernel/shares.ts'
import { isTaxable } from '../../../shared/model/book.ts'
import type { Term } from '../../../shared/model/ledger.ts'
import type { SaleChoice } from '../../../shared/model/ticket.ts'
import { sharesHeld } from '../../../shared/present/format.ts'
import { costFactsOf } from '../cost/facts.ts'
import { tradeCost } from '../cost/trade-cost.ts'
import { whyNotAverage } from '../lots/average.ts'
import { type SoldLot, soldLots } from '../lots/pick.ts'
import type { ProjectedLot } from '../lots/project.ts'
import { leftOfLot } from '../standing/planned.ts'
import type { Standing } from '../standing/standing.ts'
import type { TriedSale } from '../wash/tried.ts'
import type { ProposedSale } from '../wash/verdict.ts'

/** Why a choice cannot be traded as it stands. `final`: not even with an override. */
export interface Objection {
  readonly code: string
  readonly what: string
  readonly where: string
  readonly remedy: string
  readonly final: boolean
}

export interface SoldPick {
  readonly lot: ProjectedLot
  readonly sold: SoldLot
}

export interface Sold {
  readonly choice: SaleChoice
  readonly picks: readonly SoldPick[]
  readonly shares: Shares
  readonly proceeds: Cents
  readonly cost: Cents
  /** Net by term over lots of known gain and term, for tax: zero in a sheltered account. */
  readonly gainShort: Cents
  readonly gainLong: Cents
  /** What these are made of. */
  readonly results: readonly { readonly term: Term | null; readonly gain: Cents | null }[]
  readonly objections: readonly Objection[]
}

export function lotsOfHolding(standing: Standing, choice: Pick<SaleChoice, 'account' | 'security'>): ProjectedLot[] {
  return standing.lots.filter(lot => lot.account === choice.account && standing.sameOf(lot.security) === standing.sameOf(choice.security))
}

/** Those of its lots that another ticket can have: what issued tickets sell already is taken out. */
export function lotsToSell(standing: Standing, choice: Pick<SaleChoice, 'account' | 'security'>): ProjectedLot[] {
  return lotsOfHolding(standing, choice)
    .filter(lot => (standing.onTickets.get(lot.id)?.shares ?? 0) < lot.shares)
    .map(lot => leftOfLot(lot, standing.onTickets.get(lot.id)))
}

export function soldBy(standing: Standing, choice: SaleChoice, day: CivilDate = standing.tradeDay): Sold {
  const held = lotsOfHolding(standing, choice)
  const objections: Objection[] = []
  const open = openPicks(standing, choice, held, objections)
  const price = standing.priceOf(choice.security)
  const security = standing.securityOf(choice.security)
  if (price === null) {
    objections.push(objection('data/no-price', `${security.symbol} has no price.`, security.symbol, 'Import a positions file or a price.'))
  }
  const account = standing.accountOf(choice.account)
  const what = choice.method === 'AVERAGE' ? whyNotAverage(account, security, held, standing.tradeDay) : null
  if (what !== null) {
    objections.push(objection('rule/average-not-allowed', what, security.symbol, 'Choose another method.'))
  }
  const context = { date: day, price: price?.price ?? null, averageRounding: standing.policy.averageRounding }
  const sold = soldLots(choice.method, open, held, context)
  const byId = new Map(held.map(lot => [lot.id, lot]))
  const picks = sold.map(one => ({ lot: byId.get(one.lot) as ProjectedLot, sold: one }))
  const proceeds = sumCents(sold.map(one => one.proceeds ?? noCents))
  const taxable = isTaxable(standing.accountOf(choice.account).type)
  const results = taxable ? sold.map(({ term, gain }) => ({ term, gain })) : []
  return {
    choice,
    picks,
    shares: sumShares(open.map(pick => pick.shares)),
    proceeds,
    cost: price === null ? noCents : tradeCost(proceeds, costFactsOf(standing, choice.account, choice.security)),
    ...netOf(results),
    results,
    objections,
  }
}

/** Picks of lots that are open in this holding, no more shares than they hold, each lot once. */
function openPicks(standing: Standing, choice: SaleChoice, held: readonly ProjectedLot[], objections: Objection[]): SaleChoice['picks'] {
  const byId = new Map(held.map(lot => [lot.id, lot]))
  const account = standing.accountOf(choice.account)
  const where = `${account.name}, ${standing.securityOf(choice.security).symbol}`
  const seen = new Set<LotId>()
  return choice.picks.filter(pick => {
    const lot = byId.get(pick.lot)
    if (lot === undefined) {
      objections.push(
        objection(
          'rule/lot-not-here',
          `Lot ${pick.lot} is not an open lot of this holding.`,
          where,
          'Choose the lots again: they changed since.',
        ),
      )
    } else if (seen.has(pick.lot)) {
      objections.push(objection('rule/lot-twice', `Lot ${pick.lot} is named twice.`, where, 'Name each lot once.'))
    } else if (pick.shares <= 0 || pick.shares > lot.shares) {
      const what = `${sharesHeld(pick.shares)} picked of a lot that holds ${sharesHeld(lot.shares)}.`
      objections.push(objection('rule/short-of-lots', what, `${where}, lot ${pick.lot}`, 'Pick no more shares than the lot holds.'))
    } else {
      seen.add(pick.lot)
      return true
    }
    return false
  })
}

function objection(code: string, what: string, where: string, remedy: string): Objection {
  return { code, what, where, remedy, final: true }
}

function netOf(results: Sold['results']): Pick<Sold, 'gainShort' | 'gainLong'> {
  const of = (term: Term) => sumCents(results.filter(one => one.term === term).map(one => one.gain ?? noCents))
  return { gainShort: of('short'), gainLong: of('long') }
}

/** The sale as a trial booking is asked for it. */
export function proposedSale({ choice, picks, proceeds }: Sold, date: CivilDate): ProposedSale {
  const { account, security, method } = choice
  const lots = picks.map(({ sold }) => ({ lot: sold.lot, shares: sold.shares, gain: sold.gain }))
  const priced = picks.every(({ sold }) => sold.proceeds !== null)
  return { account, security, date, lots, ...(priced ? { proceeds } : {}), ...(method === 'AVERAGE' ? { average: true } : {}) }
}

/** Dollars of loss that section 1091 takes, by term. A loss of unknown term is in no total. */
export interface Washed {
  readonly short: Cents
  readonly long: Cents
  readonly permanent: Cents
}

/** The sale as the books will have it (wash/tried.ts): to the cent, and with the terms that lots of one sale give each other. */
export function asBooked(sold: Sold, tried: TriedSale | null): { readonly sold: Sold; readonly washed: Washed } {
  const rows = tried?.rows ?? []
  if (tried === null || rows.length === 0) return { sold, washed: { short: noCents, long: noCents, permanent: noCents } }
  const picks = sold.picks.map(pick => {
    const booked = tried.lots.get(pick.sold.lot)
    return booked?.gain == null || pick.sold.gain === null ? pick : { ...pick, sold: { ...pick.sold, ...booked } }
  })
  const of = (term: Term) => sumCents(rows.filter(row => row.term === term).map(row => row.disallowed))
  const permanent = sumCents(rows.filter(row => row.term !== null).map(row => row.permanent))
  const results = rows.map(({ term, gain }) => ({ term, gain }))
  return { sold: { ...sold, picks, ...netOf(results), results }, washed: { short: of('short'), long: of('long'), permanent } }
}
