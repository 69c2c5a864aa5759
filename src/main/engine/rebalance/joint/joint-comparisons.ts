/** What a plan of a household as one is held against: the same wishes account by account, other weights of tracking error, fewer orders. All booked and measured alike. */
import { type Cents, cents, noCents } from '../../../../shared/kernel/cents.ts'
import type { PlanFigures, Proposal, Wishes } from '../../../../shared/model/proposal.ts'
import { basisPoints, exactMoney } from '../../../../shared/present/format.ts'
import { evaluate } from '../../optimize/evaluate.ts'
import { optimize } from '../../optimize/optimize.ts'
import type { AccountTrades } from '../booked-plan.ts'
import type { Turn } from '../chain.ts'
import { benefitPoints, benefitsOf, curveEffort, curvePoint, curveWeights, type Step } from '../comparisons.ts'
import { measure, weighted } from '../measure.ts'
import { restOf, type SolvedAccount } from '../solve-account.ts'
import { solveTurn } from '../solve-turn.ts'
import { type JointPlace, jointEvaluation, wholeOf } from './joint-place.ts'
import { jointTradesOf, type SolvedJointly } from './solve-joint.ts'

export type Apart = Pick<NonNullable<Proposal['joint']>, 'apart' | 'saved' | 'words' | 'pending'>

/** Drawn with the curve, a moment after the plan: nobody who moves a slider waits for it. */
export const notCompared: Apart = { apart: null, saved: null, words: 'Not compared account by account yet.', pending: true }

/** The accounts in the order of the chain, each by its model; null where one of them has no plan. */
export function solvedApart(place: JointPlace, turns: readonly Turn[], wishes: Wishes, step: Step): AccountTrades[] | null {
  const solved: SolvedAccount[] = []
  for (const turn of turns.filter(({ refusal }) => refusal === null)) {
    const one = solveTurn(place.standing, solved, turn, wishes, () => step(solved.length / turns.length))
    if (!('place' in one) || one.settled === null) return null
    solved.push(one)
  }
  return solved.map(({ trades }) => trades)
}

export function apartOf({ place, trades: joint, settled }: SolvedJointly, apart: AccountTrades[] | null, after: PlanFigures): Apart {
  if (apart === null) return { apart: null, saved: null, words: 'Account by account no plan keeps these wishes in every account.' }
  const { household } = measure(place.standing, place.own, apart, wholeOf(place))
  if (settled === null) return { apart: household, saved: null, words: 'Account by account there is a plan.' }
  const saved = weighted(place, jointEvaluation(place, apart).objective - jointEvaluation(place, joint).objective)
  return { apart: household, saved, words: comparedInWords(after, household) }
}

function comparedInWords(joint: PlanFigures, apart: PlanFigures): string {
  const tax = difference(apart.tax, joint.tax)
  const carried = difference(apart.carried, joint.carried)
  const te = difference(apart.trackingError, joint.trackingError)
  const parts = [
    ...said(tax, `${exactMoney(size(tax))} of tax`),
    ...said(difference(apart.cost, joint.cost), `${exactMoney(size(difference(apart.cost, joint.cost)))} of trading cost`),
    ...said(carried, `${exactMoney(size(carried))} of loss carried to later years`),
    ...said(te, `${basisPoints(size(te))} of tracking error`),
  ]
  const [more, less] = [parts.filter(({ more: is }) => is), parts.filter(({ more: is }) => !is)]
  if (parts.length === 0) return 'Account by account the figures would be the same.'
  const listed = (list: typeof parts) => list.map(({ words }) => words).join(', ')
  return `Account by account it would be ${[
    ...(more.length > 0 ? [`${listed(more)} more`] : []),
    ...(less.length > 0 ? [`${listed(less)} less`] : []),
  ].join('; ')}.`
}

const difference = (a: number | null, b: number | null): Cents => (a === null || b === null ? noCents : cents(a - b))
const size = (amount: Cents): Cents => cents(Math.abs(amount))
const said = (amount: number, words: string) => (amount === 0 ? [] : [{ more: amount > 0, words }])

export function jointCurve(place: JointPlace, wishes: Wishes, step: Step): Proposal['curve'] {
  return curveWeights(wishes).map(({ weight, chosen }, at, all) => {
    const solver = { ...place.solver, weights: { ...place.solver.weights, risk: weight } }
    const found = optimize(solver, curveEffort(wishes), { advance: () => step(at / all.length) })
    const solved = found.status === 'optimal' || found.status === 'feasible'
    const trades = solved ? jointTradesOf(place, found.plan) : place.own.map(restOf)
    const { household } = measure(place.standing, place.own, trades, wholeOf(place))
    return curvePoint(weight, household, found.gap, chosen)
  })
}

export function jointBenefit({ place, settled, trades }: SolvedJointly, wishes: Wishes, step: Step): Proposal['benefit'] {
  if (settled === null) return []
  const orders = trades.reduce((sum, { sales, purchases }) => sum + sales.length + purchases.length, 0)
  const rest = { sell: new Float64Array(place.solver.lots.count), buy: new Float64Array(place.solver.securities.count) }
  const still = evaluate(place.solver, rest).objective
  return benefitPoints(benefitsOf(place, orders, still - settled.evaluation.objective, still, wishes, () => step(0.5)))
}
