/**
 * One choice of the advisor, lot by lot: what its picks give at today's price, checked against the lots that are open. What is wrong with the picks is
 * an objection; figures are given for what can be priced all the same, so that the screen shows something true while the choice is mended.
 */
import { type Cents, cents, noCents, sumCents } from '../../../shared/kernel/cents.ts'
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { LotId } from '../../../shared/kernel/id.ts'
import { type Shares, sumShares } from '../../../shared/kernel/shares.ts'
import { isTaxable } from '../../../shared/model/book.ts'
import type { Term } from '../../../shared/model/ledger.ts'
import type { SaleChoice } from '../../../shared/model/ticket.ts'
import { sharesHeld } from '../../../shared/present/format.ts'
import { tradeCost } from '../cost/trade-cost.ts'
import { whyNotAverage } from '../lots/average.ts'
import { type SoldLot, soldLots } from '../lots/pick.ts'
import type { ProjectedLot } from '../lots/project.ts'
import { leftOfLot } from '../standing/planned.ts'
import type { Standing } from '../standing/standing.ts'
import type { WashedPart } from '../wash/verdict.ts'
import { washedLossOf } from '../wash/washed-loss.ts'

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
  const gain = (term: Term) => (taxable ? sumCents(sold.filter(one => one.term === term).map(one => one.gain ?? noCents)) : noCents)
  return {
    choice,
    picks,
    shares: sumShares(open.map(pick => pick.shares)),
    proceeds,
    cost: price === null ? noCents : tradeCost(proceeds, security, standing.snapshot.settings.costs),
    gainShort: gain('short'),
    gainLong: gain('long'),
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

/**
 * Dollars of loss that section 1091 takes, by term. A loss of unknown term is in no total. `tell` hears each match with its dollars.
 */
export function washedParts(
  sold: Sold,
  parts: ReadonlyMap<LotId, readonly WashedPart[]>,
  tell: (part: WashedPart, disallowed: Cents) => void = () => {},
): { short: Cents; long: Cents; permanent: Cents } {
  const taken = { short: 0, long: 0, permanent: 0 }
  for (const { sold: one } of sold.picks) {
    if ((one.gain ?? 0) >= 0 || one.term === null) continue
    taken[one.term] += washedLossOf(-(one.gain ?? 0), one.shares, parts.get(one.lot) ?? [], (part, disallowed) => {
      if (part.lost) taken.permanent += disallowed
      tell(part, disallowed)
    })
  }
  return { short: cents(taken.short), long: cents(taken.long), permanent: cents(taken.permanent) }
}
