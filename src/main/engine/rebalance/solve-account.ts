/** One account solved: the plan, in whole shares, with its bound and the verdict of the checker that shares no code with the solver. */
import type { Wishes } from '../../../shared/model/proposal.ts'
import { type Optimized, optimize } from '../optimize/optimize.ts'
import { proposalOf } from '../optimize/proposal.ts'
import type { Settled } from '../optimize/settle.ts'
import { settleWithin } from '../optimize/settle-within.ts'
import { withoutTrifles } from '../optimize/trifles.ts'
import { type Verdict, verifyProposal } from '../optimize/verify/verify.ts'
import type { Checkpoint } from '../solve/checkpoint.ts'
import type { AccountTrades } from './booked-plan.ts'
import { type Firm, firmAt, settledFirmly } from './limits/firm.ts'
import { accountPlan } from './to-basket.ts'
import type { Workplace } from './workplace.ts'

export interface SolvedAccount {
  readonly place: Workplace
  readonly found: Optimized
  /** null where no plan keeps the limits. */
  readonly settled: Settled | null
  readonly verdict: Verdict | null
  readonly trades: AccountTrades
  /** With limits that could have given way, and did not, as hard ones. */
  readonly firm: Firm
}

export function solveAccount(place: Workplace, wishes: Pick<Wishes, 'gap' | 'seconds'>, checkpoint: Checkpoint): SolvedAccount {
  const effort = { gap: wishes.gap / 1e6, seconds: wishes.seconds, expired: () => false }
  const optimizeTo = (gap: number) => optimize(place.solver, { ...effort, gap }, checkpoint)
  const first = optimizeTo(effort.gap)
  if (first.status === 'infeasible' || first.status === 'unsolved')
    return {
      place,
      found: first,
      settled: null,
      verdict: null,
      trades: { account: place.account, sales: [], purchases: [] },
      firm: { instance: place.problem.instance, solver: place.solver },
    }
  const { found, settled } = settledFirmly(place, first, solver =>
    withoutTrifles(solver, place.market, settleWithin(solver, place.market, first, effort.gap, optimizeTo), effort.gap),
  )
  const firm = firmAt(place, settled.plan)
  const verdict = verifyProposal(proposalOf(firm.instance, found, settled))
  return { place, found, settled, verdict, firm, trades: { account: place.account, ...accountPlan(place.problem, settled) } }
}

/** As if the account rested. */
export function restOf({ account }: Workplace): AccountTrades {
  return { account, sales: [], purchases: [] }
}
