/** The trail of a lot's own figures: the same as everywhere else. */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { HouseholdId, LotId } from '../../../shared/kernel/id.ts'
import type { TrailRequest } from '../../desk/trail.tsx'

export function lotTrail(household: HouseholdId, asOf: CivilDate, lot: LotId): (figure: string) => TrailRequest {
  return figure => ({ of: 'review', input: { household, asOf, figure: { subject: 'lot', ids: [lot], figure } } })
}
