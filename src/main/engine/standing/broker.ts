/**
 * The household as its custodians see it: the same trades booked by a broker's rules, one account and one security at a time (Reg. §1.6045-1(d)(6)(iii)).
 * Kept for the snapshot it was made of, and made only where somebody asks: a review without a custodian's realized file never does.
 */
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import { type Projection, projectLots } from '../lots/project.ts'
import { policyOf } from './policy.ts'

const made = new WeakMap<Snapshot, Projection>()

export function brokerProjection(snapshot: Snapshot): Projection {
  const known = made.get(snapshot)
  if (known) return known
  const projection = projectLots(snapshot, { ...policyOf(snapshot), scope: 'broker' })
  made.set(snapshot, projection)
  return projection
}
