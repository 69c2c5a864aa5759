/**
 * What rounding can make of a bound. Prices of any size prove nothing by being large: where two terms of a million million cancel, what is left of them is chance. So a bound
 * counts only as far as it is above this share of all that was added up.
 */
import type { Instance } from '../../../../shared/model/instance.ts'
import type { CertificatePrices, ProofPrices } from '../../../../shared/model/rebalance-proposal.ts'
import type { Prices } from './bound.ts'
import { largestPrices } from './ties.ts'

/** Floats keep 53 bits; the last nine of them are left to sums of thousands of terms. */
const share = 2 ** -44
/** A row may be moved this far from where it stands (rows.ts). */
const farthest = 20

/** The most that is taken from any part of a proof: who states a bound states so much less, or a good proof of many large limits is held for a broken one. */
export function mostRounding(instance: Instance, certificate: readonly CertificatePrices[]): number {
  const { lots, sec, nav } = instance
  const held = sec.price.map(() => 0)
  lots.sec.forEach((i, l) => {
    held[i] += (lots.shares[l] * sec.price[i]) / nav
  })
  const mostOf = (node: ProofPrices, regime: Prices['regime']): number =>
    (node.parts ?? []).reduce(
      (most, part) => Math.max(most, mostOf(part.node, regime)),
      roundingOf(instance, largestPrices({ ...node, regime }), held),
    )
  return certificate.reduce((most, each) => Math.max(most, mostOf(each, each.regime)), 0)
}

export function roundingOf(instance: Instance, prices: Prices, held: readonly number[]): number {
  const { sec, turnoverMax, maxTrades, also } = instance
  const reach = held.map((weight, i) => weight + Math.abs(sec.target[i]) + Math.abs(sec.lb[i]) + Math.abs(sec.ub[i]))
  const whole = reach.reduce((sum, each) => sum + each, 0)
  const counts = Math.abs(prices.trades) * (maxTrades + held.length) + Math.abs(prices.names ?? 0) * ((also?.names ?? 0) + held.length)
  const turnover = Math.abs(prices.turnover) * (turnoverMax + whole)
  return (
    share * (ofRows(instance, prices, reach, whole) + ofFactors(instance, prices, reach) + ofGains(instance, prices) + counts + turnover)
  )
}

function ofRows(
  { sector, country, cash0, cashLo, cashHi, nav, also }: Instance,
  { rows }: Prices,
  reach: readonly number[],
  whole: number,
): number {
  const ends = [
    Math.abs(cash0 / nav) + Math.abs(cashLo) + Math.abs(cashHi),
    ...[sector, country].flatMap(({ lo, hi }) => lo.map((low, at) => Math.abs(low) + Math.abs(hi[at]))),
  ]
  const first = ends.reduce((sum, end, at) => sum + Math.abs(rows[at]) * (end + 2 * whole), 0)
  return (also?.rows ?? []).reduce((sum, { securities, coefficients, low, high, centre }, at) => {
    const moved = securities.reduce((all, i, place) => all + Math.abs(coefficients[place]) * reach[i], 0)
    const end = Math.abs(low ?? 0) + Math.abs(high ?? 0) + Math.abs(centre ?? 0) + farthest
    return sum + Math.abs(rows[ends.length + at]) * (end + 2 * moved)
  }, first)
}

function ofFactors({ sec, F, also }: Instance, { factors, variance = 0 }: Prices, reach: readonly number[]): number {
  const cap = (also?.trackingError ?? 0) ** 2
  const specific = reach.reduce((sum, each, i) => sum + sec.D[i] * each * each, 0)
  return factors.reduce(
    (sum, price, f) => {
      const exposed = reach.reduce((all, each, i) => all + Math.abs(sec.B[i][f]) * Math.sqrt(F[f]) * each, 0)
      return sum + 2 * Math.abs(price) * exposed + Math.abs(variance) * exposed ** 2
    },
    Math.abs(variance) * (cap + specific),
  )
}

function ofGains({ lots, sec, tax, nav }: Instance, { shortGain, longGain }: Prices): number {
  const gains = lots.sec.reduce((sum, i, l) => sum + Math.abs(lots.shares[l] * (sec.price[i] - lots.basis[l])), 0)
  return (2 * (Math.abs(shortGain) * (gains + Math.abs(tax.ytdS)) + Math.abs(longGain) * (gains + Math.abs(tax.ytdL)))) / nav
}
