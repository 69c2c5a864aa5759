/** What counts to a household where nobody asks it: the wishes of the plan it kept last. Not a part of the snapshot, so that keeping a plan makes no plan stale. */
import type { HouseholdId } from '../../shared/kernel/id.ts'
import { date } from '../../shared/present/format.ts'
import { plainWeighing, type Weighing } from '../engine/when/dynamic-band.ts'
import { listProposals, readProposal } from '../store/proposals.ts'
import type { DeskContext } from './context.ts'

export function weighingOf({ store }: DeskContext, household: HouseholdId): Weighing {
  const [last] = listProposals(store.book, household)
  const kept = last && readProposal(store.book, last.id, last.revision)
  if (!kept) return plainWeighing
  return { weights: kept.wishes.weights, source: `the plan kept last, ${kept.id} of ${date(kept.asOf)}` }
}
