/** The trades of one account as lines of a proposal: booked figures, lots, what each contributes and why. */
import { addCents, cents, noCents } from '../../../shared/kernel/cents.ts'
import { marketValue, type Price } from '../../../shared/kernel/price.ts'
import { isTaxable } from '../../../shared/model/book.ts'
import type { ProposalLot, ProposalTrade } from '../../../shared/model/proposal.ts'
import type { SoldPick } from '../basket/sold.ts'
import { orderCosts } from '../cost/execution.ts'
import { lotFigures } from '../harvest/lot-figures.ts'
import { targetsFor } from '../model/targets-for.ts'
import { explainTrades } from '../optimize/explain.ts'
import type { Plan } from '../optimize/problem.ts'
import { leftOfLot } from '../standing/planned.ts'
import type { AccountTrades, BookedAccount, BookedSale } from './booked-plan.ts'
import { softTermsOf } from './limits/kept-limits.ts'
import { whyTrade } from './plan-words.ts'
import type { PlannedPurchase } from './to-basket.ts'
import { planOf, type Workplace } from './workplace.ts'

type Contribution = ProposalTrade['contribution']
const noContribution: Contribution = { te: noCents, cost: noCents, tax: noCents, other: noCents, total: noCents }

/** What the plan says of one trade. */
export interface KnownTrades {
  readonly contributionOf: (side: 'buy' | 'sell', security: ProposalTrade['security']) => Contribution
  /** Of its part for other wishes, wish by wish. */
  readonly wishesOf: (side: 'buy' | 'sell', security: ProposalTrade['security']) => Pick<ProposalTrade, 'wishes'>
  /** Weight less target before the trade, a fraction. */
  readonly driftOf: (security: ProposalTrade['security']) => number
}

export function tradeLines(
  place: Workplace,
  trades: AccountTrades,
  booked: BookedAccount,
  known: KnownTrades = knownIn(place, planOf(place, trades)),
): ProposalTrade[] {
  return [
    ...booked.sales.map(sale => sellLine(place, sale, known)),
    ...trades.purchases.map((purchase, at) => buyLine(place, purchase, booked.purchaseCosts[at] ?? noCents, known)),
  ]
}

/** `plan` may hold the trades of other accounts, too: each trade counts among all of them. */
export function knownIn({ solver, standing, placeOfSecurity, limits }: Workplace, plan: Plan, placed = limits): KnownTrades {
  const soft = softTermsOf(placed, solver)
  const explained = explainTrades(
    solver,
    plan,
    soft.map(({ term }) => term),
  ).trades
  const contributions = new Map(
    explained.map(({ security, side, risk, cost, tax, other, total }) => [`${side} ${security}`, { te: risk, cost, tax, other, total }]),
  )
  const placeOf = (security: ProposalTrade['security']) => placeOfSecurity.get(standing.sameOf(security))
  const wishes = new Map(
    explained.map(({ security, side, terms }) => [
      `${side} ${security}`,
      terms.flatMap((each, at) => (each === 0 ? [] : [{ words: soft[at]?.words ?? '', cents: each }])),
    ]),
  )
  return {
    wishesOf: (side, security) => {
      const own = wishes.get(`${side} ${placeOf(security)}`) ?? []
      return own.length === 0 ? {} : { wishes: own }
    },
    contributionOf: (side, security) => contributions.get(`${side} ${placeOf(security)}`) ?? noContribution,
    driftOf: security => {
      const at = placeOf(security)
      return at === undefined ? 0 : (solver.securities.drift[at] as number)
    },
  }
}

function sellLine(place: Workplace, { sold, washed }: BookedSale, known: KnownTrades): ProposalTrade {
  const { choice, picks, shares, proceeds, cost, gainShort, gainLong } = sold
  const line = { side: 'sell', gainShort, gainLong, cost, contribution: known.contributionOf('sell', choice.security) } as const
  return {
    ...line,
    ...named(place, choice.security),
    shares,
    amount: proceeds,
    cost,
    ...costsOf(place, choice.security, shares),
    washed: addCents(washed.short, washed.long),
    ...known.wishesOf('sell', choice.security),
    lots: picks.map(pick => lotLine(place, pick)),
    why: whyTrade({ ...line, ...circumstances(place, choice.security, known) }),
  }
}

function lotLine({ standing }: Workplace, { lot, sold }: SoldPick): ProposalLot {
  const left = leftOfLot(lot, standing.onTickets.get(lot.id))
  const { gain } = lotFigures(left, standing.priceOf(lot.security)?.price ?? null, standing.asOf, standing.tradeDay)
  return {
    lot: lot.id,
    acquired: lot.acquired,
    term: sold.term,
    shares: sold.shares,
    held: left.shares,
    basis: sold.basis,
    proceeds: sold.proceeds ?? noCents,
    gain: sold.gain,
    whole: { basis: left.basis, gain },
  }
}

function buyLine(place: Workplace, { security, shares }: PlannedPurchase, cost: ProposalTrade['cost'], known: KnownTrades): ProposalTrade {
  const line = { side: 'buy', gainShort: noCents, gainLong: noCents, cost, contribution: known.contributionOf('buy', security) } as const
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
    ...known.wishesOf('buy', security),
    lots: [],
    why: [whyTrade({ ...line, ...circumstances(place, security, known) }), ...passedOver(place, security)].join(' '),
  }
}

/** Why it is this member of its line and not an earlier one. */
function passedOver({ standing, account }: Workplace, security: ProposalTrade['security']): readonly string[] {
  const { sameOf } = standing
  return targetsFor(standing, account).targets.find(target => target.buyable && sameOf(target.security) === sameOf(security))?.notes ?? []
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

function circumstances({ standing, account, solver }: Workplace, security: ProposalTrade['security'], { driftOf }: KnownTrades) {
  return { taxable: isTaxable(standing.accountOf(account).type), drift: driftOf(security), taxWeight: solver.weights.tax }
}
