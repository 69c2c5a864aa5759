/** The household's timeline and a hypothetical trade on it, from the snapshot that review and ticket read. */
import type { z } from 'zod'
import type { methods } from '../../shared/contract/methods.ts'
import { valueOrThrow } from '../../shared/kernel/outcome.ts'
import { timelineOf } from '../engine/timeline/timeline.ts'
import { tryTrade } from '../engine/timeline/try.ts'
import type { SnapshotLoader } from './snapshot.ts'

type Given<Name extends keyof typeof methods> = z.output<(typeof methods)[Name]['input']>

export function timelineHandlers(snapshots: SnapshotLoader) {
  return {
    'timeline.view': ({ household, asOf }: Given<'timeline.view'>) => timelineOf(snapshots.load(household, asOf).snapshot),
    'timeline.try': (given: Given<'timeline.try'>) => valueOrThrow(tryTrade(snapshots.load(given.household, given.asOf).snapshot, given)),
  }
}
