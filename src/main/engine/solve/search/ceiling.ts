/**
 * What no plan's objective can pass: every term at its worst by itself. A lower bound above it proves that there is no plan. Only its finiteness matters, not how near
 * it is, since the bound of what cannot be grows without end.
 */
import { taxSoFar } from '../../optimize/netting.ts'
import type { Problem } from '../../optimize/problem.ts'

export function ceilingOf(problem: Problem): number {
  const { securities, weights, limits, tax } = problem
  const most = securities.sellable.map((sold, i) => Math.max(sold, Math.min(securities.buyable[i], securities.buyMost[i])))
  const away = securities.drift.map((drift, i) => Math.abs(drift) + most[i])
  const whole = securities.held.map((held, i) => held + most[i])
  let cost = 0
  let soft = 0
  for (let i = 0; i < most.length; i++) {
    cost += securities.linearCost[i] * most[i] + securities.impact[i] * most[i] ** securities.impactPower + securities.fixedCost[i]
    cost += securities.square[i] * most[i] ** 2
    soft +=
      securities.proximity[i] * (Math.abs(securities.away[i]) + most[i]) ** 2 + weights.reward * Math.abs(securities.reward[i]) * most[i]
  }
  const variance = Math.min(largestVariance(problem, away), limits.trackingError ** 2)
  const absolute = weights.absolute > 0 ? weights.absolute * largestVariance(problem, whole) : 0
  const taxed = tax.short * (Math.max(0, tax.shortSoFar) + Math.max(0, tax.longSoFar) + gainsOf(problem)) - taxSoFar(tax)
  return (
    weights.risk * variance + absolute + weights.cost * cost + weights.tax * Math.max(0, taxed) + soft + penalties(problem, most) + 1e-6
  )
}

function gainsOf({ lots }: Problem): number {
  let sum = 0
  for (let l = 0; l < lots.count; l++) sum += Math.max(0, lots.gain[l]) * lots.free[l]
  return sum
}

/** (Σ σ_i·a_i)²: everything perfectly correlated. */
function largestVariance({ factors }: Problem, amounts: Float64Array): number {
  const { count, exposure, specific } = factors
  let sum = 0
  for (let i = 0; i < amounts.length; i++) {
    let variance = specific[i]
    for (let f = 0; f < count; f++) variance += exposure[i * count + f] ** 2
    sum += Math.sqrt(variance) * amounts[i]
  }
  return sum * sum
}

function penalties({ limits }: Problem, most: Float64Array): number {
  const reach = new Float64Array(limits.rowLow.length)
  for (let i = 0; i < most.length; i++) {
    reach[0] += most[i]
    for (let at = limits.memberStart[i]; at < limits.memberStart[i + 1]; at++)
      reach[limits.member[at]] += Math.abs(limits.memberWeight[at]) * most[i]
  }
  return reach.reduce((sum, size, row) => {
    const excess =
      limits.rowExcess[row] < Infinity ? limits.rowExcess[row] * (size + Math.abs(limits.rowLow[row]) + Math.abs(limits.rowHigh[row])) : 0
    return sum + excess + limits.rowPenalty[row] * (size + Math.abs(limits.rowCentre[row])) ** 2
  }, 0)
}
