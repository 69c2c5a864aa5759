/** How far each price may move before a solver's plan would choose otherwise (optimize/ranging.ts), for every sale of it; and what a ticket prints of the plan beside that. */
import type { AccountId, SecurityId } from '../../../shared/kernel/id.ts'
import { done, type Outcome } from '../../../shared/kernel/outcome.ts'
import type { Proposal } from '../../../shared/model/proposal.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import { priceRange } from '../optimize/ranging.ts'
import type { ChoiceRange, PlanFacts } from '../ticket/plan-facts.ts'
import { jointPlanOf } from './joint/joint-place.ts'
import { limitsOnPaper } from './limits/relaxed-limit.ts'
import { riskInWords } from './plan-risk.ts'
import { editBench, tradesIn } from './repick.ts'
import { planOf } from './workplace.ts'

export interface SaleRange {
  readonly account: AccountId
  readonly security: SecurityId
  readonly range: ChoiceRange
}

/** Sales of accounts the bench does not hold are left out. `step` is called before each sale. */
export function planRanges(snapshot: Snapshot, proposal: Proposal, step: (done: number, of: number) => void): Outcome<SaleRange[]> {
  const bench = editBench(snapshot, proposal)
  if (!bench.ok) return bench
  const { joint, places } = bench.value
  const whole = joint === null ? null : jointPlanOf(joint, proposal.accounts.map(tradesIn))
  const sales = proposal.accounts.flatMap(account => {
    const place = (joint?.views ?? places).find(each => each.account === account.account)
    if (place === undefined) return []
    const trades = tradesIn(account)
    const plan = whole ?? planOf(place, trades)
    return trades.sales.map(({ security }) => ({ place, plan, security }))
  })
  return done(
    sales.flatMap(({ place, plan, security }, at): SaleRange[] => {
      step(at, sales.length)
      const key = place.standing.sameOf(security)
      const position = place.placeOfSecurity.get(key)
      if (position === undefined) return []
      // the price is one price: in a household as one it moves in every account
      const all = joint === null ? [position] : joint.problem.holdings.flatMap((holding, at) => (holding.key === key ? [at] : []))
      const { from, to, kind } = priceRange(place.solver, { plan, prices: null }, position, all)
      return [{ account: place.account, security, range: { from, to, kind } }]
    }),
  )
}

const byHand: ChoiceRange = { from: null, why: 'These lots were chosen by hand: there is no best choice to hold against a price.' }
const notRanged: ChoiceRange = { from: null, why: 'How far the price may move before the plan would choose otherwise is not computed.' }
const byRule: ChoiceRange = { from: null, why: 'These lots follow a rule: there is no best choice to hold against a price.' }

/** `ranges` null: of a plan changed by hand, or by rule. */
export function planFactsOf({ status, wishes, accounts, risk, joint }: Proposal, ranges: readonly SaleRange[] | null): PlanFacts {
  const rangeOf = (account: AccountId, security: SecurityId): ChoiceRange => {
    if (ranges === null) return status === 'by-rule' ? byRule : byHand
    return ranges.find(each => each.account === account && each.security === security)?.range ?? notRanged
  }
  const limits = limitsOnPaper([...(joint?.kept ?? []), ...accounts.flatMap(({ kept = [] }) => kept)])
  return {
    budgets: wishes,
    ...(risk === undefined ? {} : { risk: riskInWords(risk) }),
    ...(limits.length === 0 ? {} : { limits }),
    orders: accounts.flatMap(({ account, trades }) =>
      trades.map(({ side, security, contribution, why, lots }) => ({
        account,
        side,
        security,
        contribution,
        why,
        lots: lots.map(({ lot, shares }) => ({ lot, shares })),
        range: side === 'sell' ? rangeOf(account, security) : null,
      })),
    ),
  }
}
