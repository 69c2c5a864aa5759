/** A household solved as one: the plan in whole shares, with a bound no plan of all its accounts can pass and the verdict of the checker that shares no code with the solver. */
import type { AccountId } from '../../../../shared/kernel/id.ts'
import type { Wishes } from '../../../../shared/model/proposal.ts'
import { type Optimized, optimize } from '../../optimize/optimize.ts'
import type { Plan } from '../../optimize/problem.ts'
import { proposalOf } from '../../optimize/proposal.ts'
import type { Settled } from '../../optimize/settle.ts'
import { settleWithin } from '../../optimize/settle-within.ts'
import { withoutTrifles } from '../../optimize/trifles.ts'
import { type Verdict, verifyProposal } from '../../optimize/verify/verify.ts'
import type { Checkpoint } from '../../solve/checkpoint.ts'
import type { AccountTrades } from '../booked-plan.ts'
import { type Firm, firmAt, settledFirmly } from '../limits/firm.ts'
import { accountPlan } from '../to-basket.ts'
import { tradesOf } from '../workplace.ts'
import { type JointPlace, jointPlanOf } from './joint-place.ts'

export interface SolvedJointly {
  readonly place: JointPlace
  readonly found: Optimized
  /** null where no plan keeps the limits. */
  readonly settled: Settled | null
  readonly verdict: Verdict | null
  /** One an account, in the order of the place. */
  readonly trades: readonly AccountTrades[]
  /** With limits that could have given way, and did not, as hard ones. */
  readonly firm: Firm
}

/** `start`: the plan account by account, to begin with. */
export function solveJointly(
  place: JointPlace,
  wishes: Pick<Wishes, 'gap' | 'seconds'>,
  checkpoint: Checkpoint,
  start: readonly AccountTrades[] | null,
): SolvedJointly {
  const effort = { gap: wishes.gap / 1e6, seconds: wishes.seconds, expired: () => false }
  const known = start === null ? undefined : jointPlanOf(place, start)
  const optimizeTo = (gap: number, from = known) => optimize(place.solver, { ...effort, gap }, checkpoint, from)
  const first = optimizeTo(effort.gap)
  if (first.status === 'infeasible' || first.status === 'unsolved')
    return {
      place,
      found: first,
      settled: null,
      verdict: null,
      trades: place.own.map(({ account }) => ({ account, sales: [], purchases: [] })),
      firm: { instance: place.problem.instance, solver: place.solver },
    }
  const again = (gap: number) => optimizeTo(gap, first.plan)
  const { found, settled } = settledFirmly(place, first, solver =>
    withoutTrifles(solver, place.market, settleWithin(solver, place.market, first, effort.gap, again), effort.gap),
  )
  const firm = firmAt(place, settled.plan)
  const verdict = verifyProposal(proposalOf(firm.instance, found, settled))
  return { place, found, settled, verdict, firm, trades: place.own.map(({ account }) => tradesIn(place, account, settled)) }
}

function tradesIn({ problem }: JointPlace, account: AccountId, settled: Settled): AccountTrades {
  const { holdings, lots } = problem
  const trades = settled.trades.filter(({ security }) => holdings[security]?.account === account)
  const securities = holdings.map(({ security }) => security)
  return { account, ...accountPlan({ account, securities, lots }, { trades }) }
}

/** A plan in fractions as trades of each account, cut to millionths of a share: for comparison only. */
export function jointTradesOf({ problem, views }: JointPlace, plan: Plan): AccountTrades[] {
  const of = problem.holdings.map(({ account }) => account)
  return views.map(view => {
    const mine = (i: number) => of[i] === view.account
    return tradesOf(view, {
      sell: plan.sell.map((weight, l) => (mine(problem.instance.lots.sec[l] as number) ? weight : 0)),
      buy: plan.buy.map((weight, i) => (mine(i) ? weight : 0)),
    })
  })
}
