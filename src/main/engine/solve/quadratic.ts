/**
 * The objective's smooth terms as the solver needs them. Tracking error (weight λ₁ + θ, θ being the price of a tracking-error limit) and absolute risk (λ₂) are two
 * squares over the same factors: with d = e + x and t the target, risk of d + t = risk of d + 2·t'Σd + t'Σt, so absolute risk only adds weight and linear costs.
 * Expected return is linear; nearness to the target is a square of each security's own, and so is what the square of a trade costs: nearness to what is held.
 */
import type { Problem } from '../optimize/problem.ts'

export interface Quadratic {
  /** Of the squared factor exposures of d. */
  readonly risk: number
  /** Of d_i², security by security. */
  readonly own: Float64Array
  /** Of d_i and of the factor exposures of d. */
  readonly linear: Float64Array
  readonly factorLinear: Float64Array
  readonly constant: number
}

export function quadraticOf({ weights, securities, factors }: Problem, variancePrice = 0): Quadratic {
  const { count } = factors
  const { drift, held, reward, proximity, away, square } = securities
  const { specific, exposure } = factors
  const risk = weights.risk + weights.absolute + variancePrice
  const own = specific.map((variance, i) => risk * variance + proximity[i] + weights.cost * square[i])
  const linear = reward.map(each => (weights.reward === 0 ? 0 : -weights.reward * each))
  const factorLinear = new Float64Array(count)
  let constant = 0
  for (let i = 0; i < drift.length; i++) constant -= linear[i] * drift[i]
  // nearness to something else than the target: (d + s)² with s what lies between the two; of a trade −drift
  for (let i = 0; i < drift.length; i++) {
    const between = away[i] - drift[i]
    linear[i] += 2 * proximity[i] * between
    const traded = weights.cost * square[i]
    linear[i] -= 2 * traded * drift[i]
    constant += proximity[i] * between * between + traded * drift[i] * drift[i]
  }
  if (weights.absolute > 0) {
    for (let i = 0; i < drift.length; i++) {
      const target = held[i] - drift[i]
      linear[i] += 2 * weights.absolute * specific[i] * target
      constant += weights.absolute * specific[i] * target * target
      for (let f = 0; f < count; f++) factorLinear[f] += 2 * weights.absolute * exposure[i * count + f] * target
    }
    for (let f = 0; f < count; f++) constant += factorLinear[f] ** 2 / (4 * weights.absolute)
  }
  return { risk, own, linear, factorLinear, constant }
}
