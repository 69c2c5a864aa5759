/**
 * The proof of a bound as it grows with the search: a node of the tree holds prices that bound its part of all patterns (or prove that there is no plan in it), what
 * these prices bar outright, and the two parts it is split into. It grows while it is small enough for somebody else to check it node by node.
 */
import type { Restriction } from '../oracle/working.ts'

export interface ProofNode {
  price: Float64Array
  /** What the prices prove of the part; +∞ where they prove that it holds no plan. */
  bound: number
  /** The prices are a direction (bare.ts): no plan in this part. */
  ray: boolean
  /** Modes that at these prices no plan below the best one uses, before the split. */
  barred: readonly Narrowing[]
  parts: readonly ProofPart[]
}

/** What a part allows of the one security, or the one group of identical securities, it was split by. */
export interface ProofPart {
  readonly narrowing: Narrowing
  readonly node: ProofNode
}

export interface Narrowing {
  readonly of: 'security' | 'group'
  readonly index: number
  /** Bits of `Allow` or `GroupAllow`: still allowed in a part, no longer allowed where barred. */
  readonly bits: number
}

export function proofNode(price: Float64Array): ProofNode {
  return { price, bound: -Infinity, ray: false, barred: [], parts: [] }
}

/** What the proof as it stands proves: a search may go on splitting where the proof no longer grows. */
export function provenBy({ bound, parts }: ProofNode): number {
  return parts.length === 0 ? bound : parts.reduce((least, { node }) => Math.min(least, provenBy(node)), Infinity)
}

/** What `after` no longer allows. */
export function barredBetween(before: Restriction, after: Restriction): Narrowing[] {
  const list: Narrowing[] = []
  for (let i = 0; i < before.securities.length; i++) {
    const bits = before.securities[i] & ~after.securities[i]
    if (bits !== 0) list.push({ of: 'security', index: i, bits })
  }
  return list
}

/** The one thing a half allows less of than the whole. */
export function narrowingOf(whole: Restriction, half: Restriction): Narrowing {
  const security = half.securities.findIndex((bits, i) => bits !== whole.securities[i])
  if (security >= 0) return { of: 'security', index: security, bits: half.securities[security] }
  const group = half.groups.findIndex((bits, at) => bits !== whole.groups[at])
  return { of: 'group', index: group, bits: half.groups[group] }
}
