/** What the top bar says of a household's data: how old its prices are, and whether a verdict can be trusted. The same on every screen about it. */
import type { Review } from '../../shared/model/review.ts'
import { counted } from '../../shared/present/format.ts'
import type { FrameFacts } from './session.tsx'

export function reviewFacts({ pricesAsOf, quality, candidates }: Review): FrameFacts {
  const stops = quality.filter(flag => flag.weight === 'stop').length
  const uncovered =
    candidates.some(candidate => candidate.wash.state === 'coverage-incomplete') || quality.some(flag => flag.code.includes('coverage'))
  const complete = stops === 0 && !uncovered
  return {
    pricesAsOf,
    stale: quality.some(flag => flag.code.includes('stale')),
    coverage: { what: stops > 0 ? counted(stops, 'data problem') : complete ? 'Coverage complete' : 'Coverage incomplete', complete },
  }
}
