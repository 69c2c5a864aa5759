/** The trades of one account as lines of a proposal: booked figures, lots, what each contributes and why. */
import { addCents, cents, noCents } from '../../../shared/kernel/cents.ts'
import { marketValue, type Price } from '../../../shared/kernel/price.ts'
import { isTaxable } from '../../../shared/model/book.ts'
import type { ProposalLot, ProposalTrade } from '../../../shared/model/proposal.ts'
import type { SoldPick } from '../basket/sold.ts'
import { orderCosts } from '../cost/execution.ts'
import { explainTrades } from '../optimize/explain.ts'
import { leftOfLot } from '../standing/planned.ts'
import type { AccountTrades, BookedAccount, BookedSale } from './booked-plan.ts'
import { whyTrade } from './plan-words.ts'
import type { PlannedPurchase } from './to-basket.ts'
import { planOf, type Workplace } from './workplace.ts'

type Contribution = ProposalTrade['contribution']
const noContribution: Contribution = { te: noCents, cost: noCents, tax: noCents, other: noCents, total: noCents }

export function tradeLines(place: Workplace, trades: AccountTrades, booked: BookedAccount): ProposalTrade[] {
  const explained = explainTrades(place.solver, planOf(place, trades))
  const contributions = new Map(
    explained.trades.map(({ security, side, risk, cost, tax, other, total }) => [
      `${side} ${security}`,
      { te: risk, cost, tax, other, total },
    ]),
  )
  const contributionOf = (side: 'buy' | 'sell', security: ProposalTrade['security']) =>
    contributions.get(`${side} ${place.placeOfSecurity.get(place.standing.sameOf(security))}`) ?? noContribution
  return [
    ...booked.sales.map(sale => sellLine(place, sale, contributionOf('sell', sale.sold.choice.security))),
    ...trades.purchases.map((purchase, at) =>
      buyLine(place, purchase, booked.purchaseCosts[at] ?? noCents, contributionOf('buy', purchase.security)),
    ),
  ]
}

function sellLine(place: Workplace, { sold, washed }: BookedSale, contribution: Contribution): ProposalTrade {
  const { choice, picks, shares, proceeds, cost, gainShort, gainLong } = sold
  const line = { side: 'sell', gainShort, gainLong, contribution } as const
  return {
    ...line,
    ...named(place, choice.security),
    shares,
    amount: proceeds,
    cost,
    ...costsOf(place, choice.security, shares),
    washed: addCents(washed.short, washed.long),
    lots: picks.map(pick => lotLine(place, pick)),
    why: whyTrade({ ...line, ...circumstances(place, choice.security) }),
  }
}

function lotLine({ standing }: Workplace, { lot, sold }: SoldPick): ProposalLot {
  return {
    lot: lot.id,
    acquired: lot.acquired,
    term: sold.term,
    shares: sold.shares,
    held: leftOfLot(lot, standing.onTickets.get(lot.id)).shares,
    basis: sold.basis,
    proceeds: sold.proceeds ?? noCents,
    gain: sold.gain,
  }
}

function buyLine(
  place: Workplace,
  { security, shares }: PlannedPurchase,
  cost: ProposalTrade['cost'],
  contribution: Contribution,
): ProposalTrade {
  const line = { side: 'buy', gainShort: noCents, gainLong: noCents, contribution } as const
  const { price, ...names } = named(place, security)
  return {
    ...line,
    ...names,
    price,
    shares,
    amount: marketValue(shares, price),
    cost,
    ...costsOf(place, security, shares),
    washed: cents(0),
    lots: [],
    why: whyTrade({ ...line, ...circumstances(place, security) }),
  }
}

/** The parts of the cost, how the order stands to its market, and what was assumed. */
function costsOf({ standing, account }: Workplace, security: ProposalTrade['security'], shares: ProposalTrade['shares']) {
  const { flags, ...told } = orderCosts(standing, account, security, shares)
  return { ...told, ...(flags.length === 0 ? {} : { flags: [...flags] }) }
}

function named({ standing }: Workplace, security: ProposalTrade['security']) {
  const { symbol, name } = standing.securityOf(security)
  return { security, symbol, name, price: standing.priceOf(security)?.price ?? (0 as Price) }
}

function circumstances({ standing, account, solver, placeOfSecurity }: Workplace, security: ProposalTrade['security']) {
  const at = placeOfSecurity.get(standing.sameOf(security))
  const drift = at === undefined ? 0 : (solver.securities.drift[at] as number)
  return { taxable: isTaxable(standing.accountOf(account).type), drift }
}
