/** The trades' contributions added up, beside the change of the score they add up to: reckoned apart, equal to the cent. */
import { type Cents, cents, subtractCents, sumCents } from '../../../shared/kernel/cents.ts'
import type { Proposal, ProposalAccount } from '../../../shared/model/proposal.ts'
import { exactScore } from '../../../shared/present/format.ts'
import { partsAt } from '../optimize/explain.ts'
import type { Plan } from '../optimize/problem.ts'
import { softTermsOf } from './limits/kept-limits.ts'
import type { Workplace } from './workplace.ts'

/** Each problem with its plan: the accounts one by one, or the household as one as any of its accounts sees it. */
export function scoreSum(
  problems: readonly { readonly place: Pick<Workplace, 'solver' | 'limits'>; readonly plan: Plan }[],
  accounts: readonly Pick<ProposalAccount, 'trades'>[],
): Proposal['adds'] {
  if (problems.length === 0) return undefined
  const still = sumCents(problems.map(({ place }) => scoreAt(place, nothing(place))))
  const plan = sumCents(problems.map(each => scoreAt(each.place, each.plan)))
  const trades = sumCents(accounts.flatMap(account => account.trades.map(({ contribution }) => contribution.total)))
  const change = subtractCents(plan, still)
  const sum = `Σ of the trades: ${exactScore(cents(-trades))}`
  const words =
    change === trades
      ? `${sum} = ${exactScore(still)} (nothing traded) less ${exactScore(plan)} (this plan), to the cent.`
      : `${sum}, but the score changes by ${exactScore(cents(-change))}: the reasons do not add up.`
  return { still, plan, trades, words }
}

/** Part by part in whole cents, as the reasons are. */
function scoreAt({ solver, limits }: Pick<Workplace, 'solver' | 'limits'>, plan: Plan): Cents {
  const soft = softTermsOf(limits, solver).map(({ term }) => term)
  const { risk, cost, tax, other } = partsAt(solver, plan, soft)
  return cents(risk + cost + tax + other)
}

function nothing({ solver }: Pick<Workplace, 'solver'>): Plan {
  return { sell: new Float64Array(solver.lots.count), buy: new Float64Array(solver.securities.count) }
}
