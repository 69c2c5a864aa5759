/**
 * Factors with two prices: one beside a purchase in a group of identical securities, one beside a sale at a loss in it. That proves a bound only where nobody outside the group
 * is exposed to the factor: then every plan is on one of the two sides, and the prices of its side bound it.
 */
import type { Instance } from '../../../../shared/model/instance.ts'
import type { ProofPrices } from '../../../../shared/model/rebalance-proposal.ts'

type Tied = Pick<ProofPrices, 'factors' | 'ties'>

/** What is wrong with the ties, in words; undefined where nothing is. */
export function faultOfTies({ sec, F }: Instance, { ties = [] }: Tied, groups: readonly (readonly number[])[]): string | undefined {
  const seen = new Set<number>()
  for (const { factor } of ties) {
    if (factor >= F.length) return `there is no factor ${factor} to have two prices`
    if (seen.has(factor)) return `factor ${factor} has its prices twice`
    seen.add(factor)
    const exposed = sec.B.flatMap((row, i) => (row[factor] === 0 ? [] : [i]))
    const group = groups.find(members => members.includes(exposed[0] ?? -1))
    if (group === undefined) return `factor ${factor} has two prices, and security ${exposed[0] ?? 'none'} is in no group of identical ones`
    const outside = exposed.find(i => !group.includes(i))
    if (outside !== undefined) return `factor ${factor} has two prices, and security ${outside} outside the group is exposed to it`
  }
  return undefined
}

/** The group of each factor with two prices; none where something is wrong with them. */
export function tiedFactors(instance: Instance, prices: Tied, groups: readonly (readonly number[])[]): ReadonlyMap<number, number> {
  if (prices.ties === undefined || faultOfTies(instance, prices, groups) !== undefined) return new Map()
  return new Map(
    prices.ties.map(({ factor }) => {
      const first = instance.sec.B.findIndex(row => row[factor] !== 0)
      return [factor, groups.findIndex(members => members.includes(first))]
    }),
  )
}

/** All prices as they are beside a loss. */
export function besideLoss<Prices extends Tied>(prices: Prices): Prices {
  if (prices.ties === undefined) return prices
  const factors = prices.factors.slice()
  for (const { factor, loss } of prices.ties) if (factor < factors.length) factors[factor] = loss
  return { ...prices, factors }
}

/** The larger of two prices: what rounding is reckoned from. */
export function largestPrices<Prices extends Tied>(prices: Prices): Prices {
  const losing = besideLoss(prices)
  return { ...prices, factors: prices.factors.map((price, f) => Math.max(Math.abs(price), Math.abs(losing.factors[f]))) }
}
