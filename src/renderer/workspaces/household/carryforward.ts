/** The losses carried into the year as the household's head shows them: nobody knows them while no tax profile states them. */
import { addCents } from '../../../shared/kernel/cents.ts'
import type { HouseholdView } from '../../../shared/model/views.ts'
import { money, unknown } from '../../../shared/present/format.ts'
import type { TrailRequest } from '../../desk/trail.tsx'
import { trailIn } from './trails.ts'

interface Shown {
  readonly value: string
  readonly note: string
  readonly trail: TrailRequest | null
}

export function carryforward(view: HouseholdView): Shown {
  if (view.taxProfile === null) return { value: unknown, note: 'needs a tax profile', trail: null }
  const { carryforwardShort, carryforwardLong } = view.review.realized
  return {
    value: money(addCents(carryforwardShort, carryforwardLong)),
    note: `short ${money(carryforwardShort)} · long ${money(carryforwardLong)}`,
    trail: trailIn(view)('realized', [], carryforwardLong === 0 ? 'carryforwardShort' : 'carryforwardLong'),
  }
}
