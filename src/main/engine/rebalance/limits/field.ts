/** An instance as limits see it: by position the security, its weight, its target, and between what its weight can come to. */
import type { SecurityId } from '../../../../shared/kernel/id.ts'
import type { Security } from '../../../../shared/model/book.ts'
import type { Instance } from '../../../../shared/model/instance.ts'
import type { Standing } from '../../standing/standing.ts'

export interface Field {
  readonly securities: readonly Security[]
  readonly held: readonly number[]
  readonly target: readonly number[]
  /** Lots that may not be sold, and the least of its position; the most of it, or what is held where it may not be bought. */
  readonly least: readonly number[]
  readonly most: readonly number[]
  /** Positions of the same security: one an account. */
  readonly holdings: ReadonlyMap<string, readonly number[]>
  /** Positions that have one target: those of a security, or of all that count as one with it. */
  readonly lines: ReadonlyMap<string, readonly number[]>
}

export function fieldOf(standing: Standing, { lots, sec, nav }: Instance, ids: readonly SecurityId[], lines: readonly string[]): Field {
  const held = ids.map(() => 0)
  const stuck = ids.map(() => 0)
  lots.sec.forEach((i, l) => {
    const weight = ((lots.shares[l] ?? 0) * (sec.price[i] ?? 0)) / nav
    held[i] = (held[i] ?? 0) + weight
    if (lots.blocked[l] || sec.noSell[i]) stuck[i] = (stuck[i] ?? 0) + weight
  })
  const places = ids.map((_, i) => i)
  return {
    securities: ids.map(standing.securityOf),
    held,
    target: sec.target,
    least: ids.map((_, i) => Math.min(held[i] ?? 0, Math.max(stuck[i] ?? 0, sec.lb[i] ?? 0))),
    most: ids.map((_, i) => (sec.noBuy[i] ? (held[i] ?? 0) : Math.max(held[i] ?? 0, sec.ub[i] ?? 0))),
    holdings: Map.groupBy(places, i => standing.sameOf(ids[i] as SecurityId)),
    lines: Map.groupBy(places, i => lines[i] as string),
  }
}

export function sumOf(
  values: readonly number[],
  sum: { readonly securities: readonly number[]; readonly coefficients: readonly number[] },
): number {
  return sum.securities.reduce((total, i, at) => total + (sum.coefficients[at] ?? 0) * (values[i] ?? 0), 0)
}
