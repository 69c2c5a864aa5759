/** Trails of this screen: a lot's own figures, the same as everywhere else, and how a plan's orders add up to its figures. */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { HouseholdId, LotId } from '../../../shared/kernel/id.ts'
import type { PlanFigure, Proposal } from '../../../shared/model/proposal.ts'
import type { TrailRequest } from '../../desk/trail.tsx'

export function lotTrail(household: HouseholdId, asOf: CivilDate, lot: LotId): (figure: string) => TrailRequest {
  return figure => ({ of: 'review', input: { household, asOf, figure: { subject: 'lot', ids: [lot], figure } } })
}

export function planTrail({ id, revision }: Pick<Proposal, 'id' | 'revision'>, figure: PlanFigure): TrailRequest {
  return { of: 'plan', input: { proposal: id, revision, figure } }
}
