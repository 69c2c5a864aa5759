/**
 * The answer to an instance as one line of JSON, and, where it is wanted, its plan settled to whole shares as a proposal that `verify` can check. The same instance
 * gives the same bytes, on whatever thread it is asked. Where no plan keeps every limit, the answer's is the one that passes those named in `violations`. Amounts are
 * fractions of the portfolio's value.
 */
import { done, type Outcome, type Refusal } from '../../../shared/kernel/outcome.ts'
import type { Instance } from '../../../shared/model/instance.ts'
import type { Checkpoint } from '../solve/checkpoint.ts'
import type { CovarianceNote } from './covariance-instance.ts'
import { elasticPlan } from './elastic.ts'
import { marketOf } from './market.ts'
import { type Limits, type Optimized, optimize } from './optimize.ts'
import type { Problem } from './problem.ts'
import { proposalOf } from './proposal.ts'
import { readInstance } from './read-instance.ts'
import { settleWithin } from './settle-within.ts'

export interface Question {
  readonly instance: Instance
  /** Where the instance brought a full covariance: what became of it. */
  readonly covariance: CovarianceNote | undefined
  readonly gap: number
  readonly seconds: number
  readonly withProposal: boolean
}

export interface Answer {
  readonly line: string
  readonly status: Optimized['status']
  readonly proposal: WrittenProposal | undefined
  /** Why a plan that was asked for as a proposal is none: the answer stands all the same. */
  readonly unwritten: Refusal | undefined
}

export interface WrittenProposal {
  /** A name for a file. */
  readonly name: string
  readonly text: string
  /** What whole shares cost. */
  readonly note: string
}

export function answerTo(question: Question, expired: Limits['expired'], checkpoint: Checkpoint): Outcome<Answer> {
  const { instance, covariance, gap, seconds, withProposal } = question
  const problem = readInstance(instance)
  if (!problem.ok) return problem
  const optimizeTo = (wanted: number) => optimize(problem.value, { gap: wanted, seconds, expired }, checkpoint)
  const found = optimizeTo(gap)
  const elastic = isSolved(found)
    ? undefined
    : elasticPlan(problem.value, found, { gap, seconds: elasticShare * seconds, expired }, checkpoint)
  const line = JSON.stringify({
    ...answerLine(instance, elastic ? { ...found, plan: elastic.found.plan, evaluation: elastic.found.evaluation } : found),
    ...(elastic ? { violations: elastic.violations } : {}),
    ...(covariance ? { covariance } : {}),
  })
  if (!withProposal || !isSolved(found)) return done({ line, status: found.status, proposal: undefined, unwritten: undefined })
  const proposal = written(instance, problem.value, { found, gap, optimizeTo })
  return done({
    line,
    status: found.status,
    proposal: proposal.ok ? proposal.value : undefined,
    unwritten: proposal.ok ? undefined : proposal.refusal,
  })
}

/** Of the time asked for, for a plan that passes some limits where none keeps them all. */
const elasticShare = 0.5

function isSolved({ status }: Optimized): boolean {
  return status === 'optimal' || status === 'feasible'
}

interface Sought {
  readonly found: Optimized
  readonly gap: number
  readonly optimizeTo: (gap: number) => Optimized
}

function written(instance: Instance, problem: Problem, sought: Sought): Outcome<WrittenProposal> {
  const market = marketOf(instance)
  if (!market.ok) return market
  const { found, settled, gap } = settleWithin(problem, market.value, sought.found, sought.gap, sought.optimizeTo)
  const name = `${instance.name.replace(/[^\w.-]+/g, '-')}.proposal.json`
  const broken = Object.keys(settled.evaluation.broken)
  const away = `${(gap * 100).toFixed(3)} % from the bound`
  const cost = `whole shares cost ${(settled.cost * 1e4).toFixed(3)} bp, ${away}, ${settled.dropped.length} trades dropped`
  return done({
    name,
    text: `${JSON.stringify(proposalOf(instance, found, settled))}\n`,
    note: `${name}: ${cost}${broken.length > 0 ? `, still broken: ${broken.join(', ')}` : ''}`,
  })
}

function answerLine(instance: Instance, found: Optimized) {
  const { te, tax, linear, impact, fixed } = found.evaluation.terms
  const [budget, ...groups] = found.prices.rows
  const solved = isSolved(found)
  return {
    name: instance.name,
    // outside three words are known: where no plan was found and none is proven either, `proven` says that nobody claims it
    status: found.status === 'unsolved' ? 'infeasible' : found.status,
    ...(solved ? {} : { proven: found.status === 'infeasible' }),
    // there is no number to give where there is no plan
    objective: solved ? found.evaluation.objective : null,
    bound: solved ? found.bound : null,
    gap: solved ? found.gap : null,
    nodes: found.nodes,
    evaluations: found.evaluations,
    sell: [...found.plan.sell],
    buy: [...found.plan.buy],
    terms: { te, tax, linear, impact, fixed },
    duals: {
      budget: budget ?? 0,
      turnover: found.prices.turnover,
      sector: groups.slice(0, instance.sector.m),
      country: groups.slice(instance.sector.m),
    },
    conflict: found.conflict,
  }
}
