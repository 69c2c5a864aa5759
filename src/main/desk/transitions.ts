/** Transitions over several years on the desk: planned in the worker, remembered until the book changes, as a file, and kept in the book with the scenario that was chosen. */
import type { z } from 'zod'
import type { methods } from '../../shared/contract/methods.ts'
import { id as idOf, type TransitionId } from '../../shared/kernel/id.ts'
import { Refused } from '../../shared/kernel/outcome.ts'
import type { KeptTransitionRow, KeptTransitionView, Transition } from '../../shared/model/transition.ts'
import { doneSince, type IssuedTicket } from '../engine/transition/done-since.ts'
import type { CallContext } from '../ports.ts'
import { transitionCsv } from '../print/transition-csv.ts'
import type { WritableBook } from '../store/database.ts'
import { listTickets, readTicket } from '../store/tickets.ts'
import { appendTransition, type KeptTransition, listTransitions, readTransition } from '../store/transitions.ts'
import { contentHash } from './canonical.ts'
import type { DeskContext } from './context.ts'
import { memoryOf } from './memory.ts'
import { sampleDay } from './sample.ts'
import type { SnapshotLoader } from './snapshot.ts'
import { write } from './write.ts'

type Given<Name extends keyof typeof methods> = z.output<(typeof methods)[Name]['input']>

/** Transitions that are remembered. */
const mostKept = 16

export function transitionHandlers(context: DeskContext, snapshots: SnapshotLoader) {
  const kept = memoryOf<Transition>(context, mostKept)
  const keyOf = ({ household, asOf, asked }: Given<'transition.run'>) => contentHash({ household, asOf, asked })

  const transition = (given: Given<'transition.run'>, call: CallContext): Promise<Transition> =>
    kept.once(keyOf(given), async () => {
      const { snapshot, hash } = snapshots.load(given.household, given.asOf)
      const body = await context.jobs.run(
        'transition',
        { snapshot, asked: given.asked, tables: [...context.resources.federal.values()] },
        { signal: call.signal, progress: (done, of, what) => call.progress({ done, of, ...(what === undefined ? {} : { what }) }) },
      )
      return { ...body, snapshotHash: hash, engine: context.resources.engine }
    })

  return {
    'transition.run': transition,
    'transition.export': async ({ kept: asKept, ...asked }: Given<'transition.export'>, call: CallContext) => {
      const made = asKept === undefined ? await transition(asked, call) : found(context, asKept).transition
      const text = transitionCsv(made, { sample: sampleDay(context.store.book) !== null })
      return context.ports.files.offer(`over-several-years-${made.asOf}.csv`, new TextEncoder().encode(text), 'text/csv')
    },
    'transition.keep': (given: Given<'transition.keep'>): KeptTransitionRow => {
      const made = kept.read(keyOf({ household: given.household, asOf: given.asOf, asked: given.asked }))
      if (!made) throw forgotten(given.household)
      const row = keep(context, made, given.chosen, given.note)
      // keeping changes nothing that a plan rests on
      kept.keep(keyOf(given), made)
      return row
    },
    'transition.list': ({ household }: Given<'transition.list'>) => ({ transitions: listTransitions(context.store.book, household) }),
    'transition.read': (given: Given<'transition.read'>): KeptTransitionView => {
      const { id, transition: made, chosen, kept: at, note } = found(context, given)
      const stale = snapshots.load(made.household, made.asOf).hash !== made.snapshotHash
      const [first] = chosen.years
      const done = first ? doneSince(first, at, ticketsOf(context, made)) : { tickets: [], lines: [], words: '' }
      return { id, transition: made, chosen: chosen.key, kept: at, note, stale, done }
    },
  }
}

function keep(context: DeskContext, made: Transition, key: string, note: string): KeptTransitionRow {
  const chosen = made.scenarios.find(scenario => scenario.key === key)
  if (!chosen)
    throw new Refused({
      code: 'input/field',
      what: 'The plan has no such scenario.',
      where: key,
      remedy: 'Choose one of those in the table.',
    })
  const { snapshotHash, asked, engine } = made
  const id = idOf<'transition'>(`Y-${contentHash({ snapshot: snapshotHash, asked, engine }).slice(0, 12)}`)
  const work = (book: WritableBook): TransitionId => {
    if (!readTransition(book, id, key)) {
      const entry: KeptTransition = { id, transition: made, chosen, kept: context.ports.clock.now(), note }
      appendTransition(book, entry)
    }
    return id
  }
  write(context, { what: 'plan over several years kept', subject: id, changed: 'proposal', household: made.household, work })
  return listTransitions(context.store.book, made.household).find(row => row.id === id && row.chosen === key) as KeptTransitionRow
}

function found(context: DeskContext, { transition, chosen }: Given<'transition.read'>): KeptTransition {
  const known = readTransition(context.store.book, transition, chosen)
  if (known) return known
  throw new Refused({
    code: 'data/unknown-transition',
    what: 'The book keeps no such plan over several years.',
    where: transition,
    remedy: 'Open the list again.',
  })
}

function forgotten(where: string): Refused {
  return new Refused({
    code: 'conflict/stale',
    what: 'Something changed in the book since the years were planned, or the desk was started again.',
    where,
    remedy: 'Plan the years again, then keep them.',
  })
}

function ticketsOf({ store }: DeskContext, { household }: Transition): IssuedTicket[] {
  return listTickets(store.book, household).flatMap(({ id }) => {
    const stored = readTicket(store.book, id)
    return stored ? [{ ticket: stored.ticket, status: stored.status }] : []
  })
}
