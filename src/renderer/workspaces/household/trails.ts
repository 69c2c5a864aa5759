/** How the figures of a household's screens are named when their trail is asked for. */
import type { HouseholdView } from '../../../shared/model/views.ts'
import type { TrailRequest } from '../../desk/trail.tsx'

export function trailIn(view: HouseholdView): (subject: string, ids: readonly string[], figure: string) => TrailRequest {
  return (subject, ids, figure) => ({
    of: 'review',
    input: { household: view.household.id, asOf: view.review.asOf, figure: { subject, ids: [...ids], figure } },
  })
}
