/** How many shares the replacement shares of a match are now, after the splits and exchanges since: counted along the steps of their lot. */
import type { Booking } from '../lots/book.ts'
import { proportion } from '../lots/proportion.ts'
import type { LotStep } from '../lots/steps.ts'
import type { Match } from '../wash/match.ts'
import { listIn } from './history.ts'

/** The n-th match of the booking, counted from 0. Sold shares are counted as on the day of their sale's splits, like those held. */
export function restatedSince({ steps }: Booking): (match: Match, index: number) => number {
  const ofLot = new Map<string, LotStep[]>()
  for (const step of steps) if (step.kind === 'restated') listIn(ofLot, step.lot.id).push(step)
  return (match, index) => {
    let count = match.shares
    let done = ''
    for (const step of ofLot.get(match.replacement.id) ?? []) {
      // one telling an event: every piece of the lot has the same ratio
      if (step.kind !== 'restated' || step.matches <= index || step.event === done || step.before === 0) continue
      count = proportion(count, step.shares, step.before)
      done = step.event
    }
    return count
  }
}
