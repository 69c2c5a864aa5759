/**
 * What a household's plan is held against: doing nothing and full rebalances, the trade-off of tax against tracking error, and how much of the benefit fewer orders would
 * keep. All in figures of the same booking; the points of the curves are plans in fractions of shares, cut to millionths.
 */
import type { AccountId } from '../../../shared/kernel/id.ts'
import type { PlanFigures, Proposal, Wishes } from '../../../shared/model/proposal.ts'
import { type BaselineName, baselineNames, baselinesOf } from '../optimize/baselines.ts'
import { evaluate } from '../optimize/evaluate.ts'
import { type Optimized, optimize } from '../optimize/optimize.ts'
import type { Standing } from '../standing/standing.ts'
import type { AccountTrades } from './booked-plan.ts'
import { placeAt, type Turn } from './chain.ts'
import { measure, weighted } from './measure.ts'
import { restOf, type SolvedAccount } from './solve-account.ts'
import { tradesOf, type Workplace } from './workplace.ts'

const baselineWords: Readonly<Record<BaselineName, string>> = {
  'do nothing': 'Nothing is traded.',
  FIFO: 'Everything to its target, oldest lots first.',
  HIFO: 'Everything to its target, highest basis first.',
  taxmin: 'Everything to its target, least tax a share first.',
}

/** `whole`: as in `measure`. */
export function householdBaselines(
  standing: Standing,
  places: readonly Workplace[],
  whole?: Parameters<typeof measure>[3],
): Proposal['baselines'] {
  const each = places.map(place => baselinesOf(place.solver, place.problem.instance.lots.days))
  return baselineNames.map((name, at) => {
    const plans = places.map((place, account) =>
      tradesOf(place, ((each[account] as (typeof each)[number])[at] as (typeof each)[number][number]).plan),
    )
    return { name, words: baselineWords[name], figures: measure(standing, places, plans, whole).household }
  })
}

/** Of the plan's own weight of tracking error, and of 20 where that is nothing. */
const curveSteps = [1 / 64, 1 / 32, 1 / 16, 1 / 8, 1 / 4, 1 / 2, 1, 2, 4, 8, 16, 32, 64]
const usualWeight = 20
export const curveEffort = (wishes: Wishes) => ({
  gap: Math.max(wishes.gap, 2000) / 1e6,
  seconds: Math.min(wishes.seconds, 0.4),
  expired: () => false,
})

export type Step = (fraction: number) => void

/** Weights of tracking error at which a curve is drawn; `chosen`: the plan's own. */
export function curveWeights({ weights: { te: own } }: Wishes): { readonly weight: number; readonly chosen: boolean }[] {
  return curveSteps.map(factor => ({ weight: (own === 0 ? usualWeight : own) * factor, chosen: factor === 1 && own > 0 }))
}

/** Each point is its own chain: what an account sells there bars the accounts after it, whatever the chosen plan sells. */
export function householdCurve(standing: Standing, accounts: readonly InTurn[], wishes: Wishes, step: Step): Proposal['curve'] {
  if (accounts.length === 0) return []
  return curveWeights(wishes).map(({ weight, chosen }, at) => {
    const places: Workplace[] = []
    const plans: AccountTrades[] = []
    let widest = 0
    for (const inTurn of accounts) {
      step(at / curveSteps.length)
      const place = placeAfter(standing, plans, inTurn, wishes)
      const solver = { ...place.solver, weights: { ...place.solver.weights, risk: weight } }
      const found = optimize(solver, curveEffort(wishes), { advance: () => step(at / curveSteps.length) })
      places.push(place)
      plans.push(tradesAt(place, found))
      widest = Math.max(widest, found.gap)
    }
    return curvePoint(weight, measure(standing, places, plans).household, widest, chosen)
  })
}

/** An account with its turn in the chain, as it was solved. */
export interface InTurn {
  readonly turn: Pick<Turn, 'account' | 'raise'>
  readonly place: Workplace
}

/** The account after other plans than those it was solved after. */
export function placeAfter(standing: Standing, plans: readonly AccountTrades[], { turn, place }: InTurn, wishes: Wishes): Workplace {
  const found = placeAt(standing, plans, turn, wishes)
  return found.ok ? found.value : place
}

export function curvePoint(weight: number, household: PlanFigures, gap: number, chosen: boolean): Proposal['curve'][number] {
  return {
    weight,
    trackingError: household.trackingError ?? 0,
    tax: household.tax,
    cost: household.cost,
    tickets: household.tickets,
    gap: Number.isFinite(gap) ? Math.ceil(Math.max(0, gap) * 1e6) : null,
    chosen,
  }
}

function tradesAt(place: Workplace, found: Optimized): AccountTrades {
  return found.status === 'optimal' || found.status === 'feasible' ? tradesOf(place, found.plan) : restOf(place)
}

/** Numbers of orders tried for one account. */
const mostCounts = 8
const kneeAt = 0.95

/** The most of the plan's benefit that so many orders can keep, however they fall on the accounts. */
export function orderBenefit(solved: readonly SolvedAccount[], wishes: Wishes, step: Step): Proposal['benefit'] {
  const planned = solved.filter(({ settled }) => settled !== null)
  let best: Shared[] = [{ benefit: 0, split: [] }]
  for (const [at, one] of planned.entries()) {
    const column = benefitOf(one, wishes, () => step(at / solved.length))
    const joined: Shared[] = []
    best.forEach((before, orders) => {
      column.forEach((more, own) => {
        const benefit = before.benefit + more
        const known = joined[orders + own]
        if (known === undefined || benefit > known.benefit)
          joined[orders + own] = { benefit, split: [...before.split, { account: one.place.account, trades: own }] }
      })
    })
    best = joined
  }
  const points = benefitPoints(best.map(({ benefit }) => benefit))
  if (planned.length < 2) return points
  return points.map(point => ({ ...point, split: [...(best[point.tickets] as Shared).split] }))
}

/** The most that so many orders keep, and how they fall on the accounts. */
interface Shared {
  readonly benefit: number
  readonly split: readonly { readonly account: AccountId; readonly trades: number }[]
}

/** From benefits by the number of orders, none to all. */
export function benefitPoints(best: readonly number[]): Proposal['benefit'] {
  const whole = best.at(-1) ?? 0
  if (whole <= 0) return best.length > 1 ? [] : [{ tickets: 0, benefit: 1_000_000, knee: true }]
  const knee = best.findIndex(benefit => benefit >= kneeAt * whole)
  return best.map((benefit, tickets) => ({ tickets, benefit: Math.round((benefit / whole) * 1e6), knee: tickets === knee }))
}

/** Weighted cents saved against doing nothing, by the number of orders; never falling. */
function benefitOf({ place, settled, trades }: SolvedAccount, wishes: Wishes, step: () => void): number[] {
  const orders = trades.sales.length + trades.purchases.length
  const rest = { sell: new Float64Array(place.solver.lots.count), buy: new Float64Array(place.solver.securities.count) }
  const still = evaluate(place.solver, rest).objective
  return benefitsOf(place, orders, settled === null ? 0 : still - settled.evaluation.objective, still, wishes, step)
}

/** `saved`: by the whole plan, against `still`, the objective of doing nothing. */
export function benefitsOf(
  place: Pick<Workplace, 'solver'>,
  orders: number,
  saved: number,
  still: number,
  wishes: Wishes,
  step: () => void,
): number[] {
  const whole = Math.max(0, weighted(place, saved))
  const benefits = Array.from({ length: orders + 1 }, () => 0)
  benefits[orders] = whole
  for (const count of countsBelow(orders)) {
    step()
    const fewer = { ...place.solver, limits: { ...place.solver.limits, trades: count } }
    const found = optimize(fewer, curveEffort(wishes), { advance: step })
    const solved = found.status === 'optimal' || found.status === 'feasible'
    benefits[count] = solved ? Math.min(whole, weighted(place, still - found.evaluation.objective)) : 0
  }
  let most = 0
  return benefits.map(benefit => {
    most = Math.max(most, benefit)
    return most
  })
}

function countsBelow(orders: number): number[] {
  if (orders <= mostCounts) return Array.from({ length: Math.max(0, orders - 1) }, (_, at) => at + 1)
  return [...new Set(Array.from({ length: mostCounts }, (_, at) => Math.max(1, Math.round(((at + 1) * orders) / (mostCounts + 1)))))]
}
