/**
 * Ties: a factor that only members of one group of identical securities are exposed to, as what a security risks of its own is where several accounts hold it. Its price
 * need not be one for all plans: whether the group buys or sells at a loss is decided inside the group, so it may have one price beside a purchase and another beside a
 * loss. A mixture that harvests in one account and buys in another then pays for the risk of both, and not for that of their average.
 */
import type { Problem } from '../../optimize/problem.ts'

export interface Tie {
  readonly factor: number
  /** Of `identicalGroups`. */
  readonly group: number
  readonly members: Int32Array
  readonly exposure: Float64Array
}

/** No security is in two of them. */
export function tiesOf({ factors, limits, securities }: Problem): Tie[] {
  const { count, exposure } = factors
  const groupOf = new Int32Array(securities.count).fill(-1)
  limits.identicalGroups.forEach((members, group) => {
    for (const i of members) groupOf[i] = group
  })
  const taken = new Uint8Array(securities.count)
  const ties: Tie[] = []
  for (let f = 0; f < count; f++) {
    const members = exposedTo(f, securities.count, factors)
    const group = members.length < 2 ? -1 : groupOf[members[0]]
    if (group < 0 || members.some(i => groupOf[i] !== group || taken[i] === 1)) continue
    for (const i of members) taken[i] = 1
    ties.push({ factor: f, group, members: Int32Array.from(members), exposure: Float64Array.from(members, i => exposure[i * count + f]) })
  }
  return ties
}

function exposedTo(f: number, securities: number, { count, exposure }: Problem['factors']): number[] {
  const members: number[] = []
  for (let i = 0; i < securities; i++) if (exposure[i * count + f] !== 0) members.push(i)
  return members
}
