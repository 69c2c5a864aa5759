/** Rules over the past on the desk: simulated in the worker, kept until the book changes, with the trail of each figure and a file. */
import type { z } from 'zod'
import type { methods } from '../../shared/contract/methods.ts'
import { Refused } from '../../shared/kernel/outcome.ts'
import type { Past } from '../../shared/model/past.ts'
import { targetsOfPast } from '../engine/past/rules-over-past.ts'
import { pastTrace } from '../engine/past/trace.ts'
import type { CallContext } from '../ports.ts'
import { pastCsv } from '../print/past-csv.ts'
import { pastPrices, pastVix } from '../store/price-history.ts'
import type { DeskContext } from './context.ts'
import { memoryOf } from './memory.ts'
import { sampleDay } from './sample.ts'
import type { SnapshotLoader } from './snapshot.ts'

type Given<Name extends keyof typeof methods> = z.output<(typeof methods)[Name]['input']>

/** Pasts that are remembered. */
const mostKept = 8

export function pastHandlers(context: DeskContext, snapshots: SnapshotLoader) {
  const kept = memoryOf<Past>(context, mostKept)

  const past = ({ household, asOf }: Given<'past.run'>, call: CallContext): Promise<Past> =>
    kept.once(`${household}|${asOf}`, () => {
      const { snapshot } = snapshots.load(household, asOf)
      const { book } = context.store
      return context.jobs.run(
        'rules-over-past',
        { snapshot, histories: pastPrices(book, targetsOfPast(snapshot), asOf), vix: pastVix(book, asOf) },
        { signal: call.signal, progress: (done, of, what) => call.progress({ done, of, ...(what === undefined ? {} : { what }) }) },
      )
    })

  return {
    'past.run': past,
    'past.trail': async ({ rule, figure, ...asked }: Given<'past.trail'>, call: CallContext) => {
      const found = pastTrace(await past(asked, call), rule, figure)
      if (found) return found
      throw new Refused({
        code: 'data/no-trail',
        what: `There is no trail for ${figure} of ${rule}.`,
        where: 'rules over the past',
        remedy: 'Open the rules over the past again.',
      })
    },
    'past.export': async (asked: Given<'past.export'>, call: CallContext) => {
      const text = pastCsv(await past(asked, call), context.resources.engine, sampleDay(context.store.book) !== null)
      return context.ports.files.offer(`rules-over-the-past-${asked.asOf}.csv`, new TextEncoder().encode(text), 'text/csv')
    },
  }
}
