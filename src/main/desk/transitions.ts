/** A transition over several years on the desk: planned in the worker, remembered until the book changes, and as a file. It is a projection: it is not kept in the book. */
import type { z } from 'zod'
import type { methods } from '../../shared/contract/methods.ts'
import type { Transition } from '../../shared/model/transition.ts'
import type { CallContext } from '../ports.ts'
import { transitionCsv } from '../print/transition-csv.ts'
import { contentHash } from './canonical.ts'
import type { DeskContext } from './context.ts'
import { sampleDay } from './sample.ts'
import type { SnapshotLoader } from './snapshot.ts'

type Given<Name extends keyof typeof methods> = z.output<(typeof methods)[Name]['input']>

/** Transitions that are remembered. */
const mostKept = 16

export function transitionHandlers(context: DeskContext, snapshots: SnapshotLoader) {
  const kept = new Map<string, Transition>()
  context.onChange(() => kept.clear())

  async function transition({ household, asOf, asked }: Given<'transition.run'>, call: CallContext): Promise<Transition> {
    const key = contentHash({ household, asOf, asked })
    const known = kept.get(key)
    if (known) return known
    const revision = context.revision()
    const { snapshot, hash } = snapshots.load(household, asOf)
    const body = await context.jobs.run(
      'transition',
      { snapshot, asked, tables: [...context.resources.federal.values()] },
      { signal: call.signal, progress: (done, of, what) => call.progress({ done, of, ...(what === undefined ? {} : { what }) }) },
    )
    const made = { ...body, snapshotHash: hash, engine: context.resources.engine }
    if (revision !== context.revision()) return made
    if (kept.size >= mostKept) kept.clear()
    kept.set(key, made)
    return made
  }

  return {
    'transition.run': transition,
    'transition.export': async (asked: Given<'transition.export'>, call: CallContext) => {
      const text = transitionCsv(await transition(asked, call), { sample: sampleDay(context.store.book) !== null })
      return context.ports.files.offer(`over-several-years-${asked.asOf}.csv`, new TextEncoder().encode(text), 'text/csv')
    },
  }
}
