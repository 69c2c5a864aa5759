/**
 * A household laid out for solving as one, and for pricing hand-made changes of such a plan: the joint problem, each account's own place beside it (its weights against its
 * model), and each account's view of the joint problem. Accounts that are not planned (view-only, left out, refused) are held as they are and count in the weights.
 */
import { addCents, type Cents, noCents } from '../../../../shared/kernel/cents.ts'
import type { AccountId, SecurityId } from '../../../../shared/kernel/id.ts'
import { done, type Outcome } from '../../../../shared/kernel/outcome.ts'
import { isTaxable } from '../../../../shared/model/book.ts'
import type { ProposalAccount, Wishes } from '../../../../shared/model/proposal.ts'
import { counted } from '../../../../shared/present/format.ts'
import { weightsOff } from '../../drift/drift.ts'
import { onlyHeld } from '../../model/blend.ts'
import { modelOf } from '../../model/model-of.ts'
import { targetsFor } from '../../model/targets-for.ts'
import { type Evaluation, evaluate } from '../../optimize/evaluate.ts'
import { type Market, marketOf } from '../../optimize/market.ts'
import type { Plan, Problem } from '../../optimize/problem.ts'
import { readInstance } from '../../optimize/read-instance.ts'
import type { Standing } from '../../standing/standing.ts'
import { allocationOf } from '../account-document.ts'
import type { AccountTrades } from '../booked-plan.ts'
import { cashPlanOf, heldFor } from '../cash-flows.ts'
import { raisedIn, type Turn } from '../chain.ts'
import { accountProblem, plainWishes } from '../from-snapshot.ts'
import { limitsOf } from '../limits/in-force.ts'
import { type PlacedLimit, placeLimits } from '../limits/place-limits.ts'
import { planOf, type Workplace, workplaceOf } from '../workplace.ts'
import { alikeIn } from './alike.ts'
import { type JointProblem, jointProblem, ordersTaken, type Part } from './joint-instance.ts'

export interface JointPlace {
  readonly standing: Standing
  readonly problem: JointProblem
  readonly solver: Problem
  readonly market: Market
  /** The accounts that are planned, in the order of their turns: each by itself. */
  readonly own: readonly Workplace[]
  /** The same accounts as they stand in the joint problem. */
  readonly views: readonly Workplace[]
  readonly notes: readonly string[]
  /** Of the household as a whole. */
  readonly limits: readonly PlacedLimit[]
}

export function jointPlace(standing: Standing, turns: readonly Turn[], wishes: Wishes): Outcome<JointPlace> {
  const planned = turns.filter(({ refusal }) => refusal === null)
  const also = targetsOf(standing, planned)
  const own: Workplace[] = []
  const accounts = planned.map(({ account }) => account)
  const flows = cashPlanOf(standing, accounts, wishes)
  for (const account of accounts) {
    const place = ownPlace(standing, account, wishes, addCents(raisedIn(wishes, account), heldFor(flows, account)), also)
    if (!place.ok) return place
    own.push(place.value)
  }
  const resting = restingParts(standing, accounts)
  const parts = [
    ...own.map((place): Part => ({ account: place.account, problem: place.problem, targeted: true, resting: false })),
    ...resting,
  ]
  const whole = jointProblem(standing, parts, wishes, addCents(wishes.cashToRaise ?? noCents, flows?.common ?? noCents))
  const placed = placeLimits(
    standing,
    whole.instance,
    whole.holdings.map(({ security }) => security),
    limitsOf(standing, wishes),
    whole.holdings.map(({ line }) => line),
  )
  const problem = { ...whole, instance: placed.instance }
  const solver = readInstance(problem.instance)
  if (!solver.ok) return solver
  const market = marketOf(problem.instance)
  if (!market.ok) return market
  const laid = { standing, problem, solver: solver.value, market: market.value, own }
  return done({
    ...laid,
    views: own.map(({ account }) => viewOf(laid, account)),
    notes: [...notesOf(standing, parts, wishes), ...placed.notes],
    limits: placed.limits,
  })
}

/** Without anything to pay costs from, nothing is kept for them. */
function ownPlace(standing: Standing, account: AccountId, wishes: Wishes, raise: Cents, also: readonly SecurityId[]): Outcome<Workplace> {
  const share = { raise, tax: null }
  const place = workplaceOf(standing, account, wishes, share, true, also, [])
  if (!place.ok || share.raise > 0) return place
  const { securities } = place.value.solver
  const { cash0, cashLo, nav } = place.value.problem.instance
  const free = securities.sellable.reduce((sum, each) => sum + each, cash0 / nav)
  return free < 2 * cashLo ? workplaceOf(standing, account, wishes, share, false, also, []) : place
}

/** What any of the accounts planned is to hold. */
function targetsOf(standing: Standing, planned: readonly Turn[]): SecurityId[] {
  const wanted = planned.flatMap(({ account }) => {
    const held = onlyHeld(standing.snapshot, standing.accountOf(account))
    return targetsFor(standing, account).targets.flatMap(({ security }) => (held.has(security) ? [] : [security]))
  })
  return [...new Set(wanted)]
}

function restingParts(standing: Standing, planned: readonly AccountId[]): Part[] {
  const { snapshot } = standing
  return snapshot.accounts
    .filter(({ id }) => !planned.includes(id))
    .flatMap(account => {
      const problem = accountProblem(standing, account.id, plainWishes, { also: [], resting: true })
      const model = modelOf(snapshot, account)
      const targeted = model !== null && weightsOff(model) === 0
      return problem.ok ? [{ account: account.id, problem: problem.value, targeted, resting: true }] : []
    })
}

function viewOf({ standing, problem, solver, market }: Omit<JointPlace, 'views' | 'notes' | 'limits'>, account: AccountId): Workplace {
  const { instance, holdings, lots, barred, notes } = problem
  const own = holdings.flatMap((holding, at) => (holding.account === account ? [[holding.key, at] as const] : []))
  return {
    account,
    standing,
    problem: { account, instance, securities: holdings.map(({ security }) => security), lots, barred, notes },
    solver,
    market,
    placeOfLot: new Map(lots.map((lot, at) => [lot, at])),
    placeOfSecurity: new Map(own),
    limits: [],
  }
}

/** The trades of all accounts as one plan of the joint problem. */
export function jointPlanOf({ solver, views }: JointPlace, trades: readonly AccountTrades[]): Plan {
  const whole = { sell: new Float64Array(solver.lots.count), buy: new Float64Array(solver.securities.count) }
  for (const each of trades) {
    const view = views.find(({ account }) => account === each.account)
    if (view === undefined) continue
    const { sell, buy } = planOf(view, each)
    sell.forEach((weight, l) => {
      whole.sell[l] = (whole.sell[l] as number) + weight
    })
    buy.forEach((weight, i) => {
      whole.buy[i] = (whole.buy[i] as number) + weight
    })
  }
  return whole
}

export function jointEvaluation(place: JointPlace, trades: readonly AccountTrades[]): Evaluation {
  return evaluate(place.solver, jointPlanOf(place, trades))
}

/** Weights of the whole household, accounts held as they are included: the problem's own weights and targets, moved by every account's trades. */
export function jointAllocation(
  { views: [view], problem: { holdings } }: JointPlace,
  trades: readonly AccountTrades[],
): ProposalAccount['allocation'] {
  if (view === undefined) return []
  const all = {
    account: view.account,
    sales: trades.flatMap(({ sales }) => sales),
    purchases: trades.flatMap(({ purchases }) => purchases),
  }
  return allocationOf(view, all, at => holdings[at]?.target ?? 0)
}

function takenInWords(taken: number | null): string {
  return taken === null
    ? 'Orders taken account by account are no limit here: as one household only a most of all accounts together is.'
    : `Orders taken account by account are kept as their sum, at most ${taken}, all accounts together.`
}

/** The household's plans measured as one (measure.ts). */
export function wholeOf(place: JointPlace): (trades: readonly AccountTrades[]) => Evaluation {
  return trades => jointEvaluation(place, trades)
}

function notesOf(standing: Standing, parts: readonly Part[], wishes: Wishes): string[] {
  const nameOf = ({ account }: Part) => standing.accountOf(account).name
  const trading = parts.filter(({ resting }) => !resting)
  const resting = parts.filter(each => each.resting)
  const aimless = parts.filter(({ targeted }) => !targeted)
  const income = (wishes.cashToRaise ?? 0) > 0 && !trading.some(({ account }) => isTaxable(standing.accountOf(account).type))
  const { lines } = alikeIn(
    standing,
    parts.flatMap(({ account, targeted }) => (targeted ? [account] : [])),
  )
  const taken = ordersTaken(
    trading.map(({ account }) => account),
    wishes,
  )
  const symbols = (securities: readonly SecurityId[]) => securities.map(each => standing.securityOf(each).symbol).join(', ')
  return [
    ...[...lines.values()].map(
      members => `${symbols(members)} count as one for the household, with the risk of the first: each account holds the one meant for it.`,
    ),
    ...(resting.length > 0 ? [`Held as they are, and counted in the weights of the household: ${resting.map(nameOf).join(', ')}.`] : []),
    ...(aimless.length > 0
      ? [
          `${counted(aimless.length, 'account')} without a target of its own ${aimless.length === 1 ? 'counts' : 'count'} toward that of the others: ${aimless.map(nameOf).join(', ')}.`,
        ]
      : []),
    ...(income ? ['The cash is raised in retirement or health accounts: what taking it out costs in tax is not reckoned.'] : []),
    ...(wishes.trades === null ? [] : ['The most orders are those of the household, all accounts together.']),
    ...(wishes.tradesIn === undefined ? [] : [takenInWords(taken)]),
  ]
}
