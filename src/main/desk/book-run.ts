/**
 * A run over every household of the book: each is planned by the job and sealed by the keeper that `optimize.run` uses, with the same wishes and for all of its accounts, so a
 * line's figures and hash are those of the plan that opens behind it. What a run made stays while the desk lives, also as far as a stopped one came; a line says when the data
 * its plan was made from has moved since.
 */
import type { z } from 'zod'
import type { methods } from '../../shared/contract/methods.ts'
import type { CivilDate } from '../../shared/kernel/civil-date.ts'
import type { HouseholdId } from '../../shared/kernel/id.ts'
import { Refused } from '../../shared/kernel/outcome.ts'
import type { BookPlan, BookPlanRow } from '../../shared/model/book-plan.ts'
import type { Wishes } from '../../shared/model/proposal.ts'
import type { Snapshot } from '../../shared/model/snapshot.ts'
import { aboutLeft } from '../../shared/present/format.ts'
import { bookPlanRow, bookPlanTotals, refusedPlanRow } from '../engine/rebalance/book-plan.ts'
import type { CallContext } from '../ports.ts'
import { contentHash } from './canonical.ts'
import type { DeskContext } from './context.ts'
import type { ProposalKeeper } from './proposal-keeper.ts'
import type { Loaded, SnapshotLoader } from './snapshot.ts'

type Given<Name extends keyof typeof methods> = z.output<(typeof methods)[Name]['input']>

interface Run {
  readonly asOf: CivilDate
  readonly wishes: Wishes
  /** In the order of the book. */
  readonly households: readonly HouseholdId[]
  readonly accounts: number
  readonly made: Map<HouseholdId, Made>
  /** Changed since the run began: their lines are looked at before they are shown again. */
  readonly touched: Set<HouseholdId>
}

interface Made {
  readonly row: BookPlanRow
  readonly snapshotHash: string
}

/** Households planned at the same time: one a thread. */
const atOnce = 2
/** From so many on, the book is read once instead of household by household, and the desk breathes between as many. */
const manyMoves = 24
/** What is left is guessed from what is done, and not before so much is. */
const guessAfterMs = 2000

export function bookRunHandlers(context: DeskContext, snapshots: SnapshotLoader, proposals: ProposalKeeper) {
  let last: Run | null = null
  context.onChange(household => {
    if (last === null) return
    for (const moved of household === null ? last.households : [household]) last.touched.add(moved)
  })

  async function run({ asOf, wishes }: Given<'book.optimize'>, call: CallContext): Promise<BookPlan> {
    const all = snapshots.all(asOf).filter(({ accounts }) => accounts.length > 0)
    const accounts = all.reduce((sum, snapshot) => sum + snapshot.accounts.length, 0)
    const mine: Run = { asOf, wishes, households: all.map(({ household }) => household.id), accounts, made: new Map(), touched: new Set() }
    last = mine
    const tell = progressOf(context, call, accounts)
    const queue = oneByOne(all)
    let done = 0
    const lane = async () => {
      for (const snapshot of queue) {
        tell(done, snapshot.household.name)
        const loaded = { snapshot, hash: contentHash(snapshot) }
        mine.made.set(snapshot.household.id, { row: await planned(loaded, wishes, call.signal), snapshotHash: loaded.hash })
        done += snapshot.accounts.length
      }
    }
    await Promise.all(Array.from({ length: atOnce }, lane))
    return documentOf(context, mine)
  }

  async function planned(loaded: Loaded, wishes: Wishes, signal: AbortSignal): Promise<BookPlanRow> {
    const { snapshot } = loaded
    const request = { accounts: null, wishes, curve: false }
    try {
      const body = await context.jobs.run('book-plan', { snapshot, request }, { signal, progress: () => undefined })
      return bookPlanRow(snapshot, proposals.named(body, { loaded, accounts: null, wishes }))
    } catch (error) {
      if (error instanceof Refused) return refusedPlanRow(snapshot, error.refusal)
      throw error
    }
  }

  let looked: Promise<unknown> = Promise.resolve()
  return {
    'book.optimize': run,
    'book.optimized': async () => {
      const run = last
      if (run === null) return { run }
      // one look after the other, so that none answers while another still compares
      looked = looked.catch(() => undefined).then(() => lookForMoves(snapshots, run))
      await looked
      return { run: documentOf(context, run) }
    },
  }
}

/** Shared by the lanes; one that ends in an error ends it for all. */
function* oneByOne(snapshots: readonly Snapshot[]) {
  yield* snapshots
}

/** A household that was written to is compared once, until it is written to again; one that is gone has moved. */
async function lookForMoves(snapshots: SnapshotLoader, { made, asOf, touched }: Run): Promise<void> {
  const looking = [...touched].filter(household => made.has(household))
  for (const household of looking) touched.delete(household)
  const many = looking.length > manyMoves ? new Map(snapshots.all(asOf).map(snapshot => [snapshot.household.id, snapshot])) : null
  for (const [at, household] of looking.entries()) {
    if (at % manyMoves === manyMoves - 1) await new Promise(resolve => setImmediate(resolve))
    const { row, snapshotHash } = made.get(household) as Made
    const now = many === null ? hashNow(snapshots, household, asOf) : contentHash(many.get(household) ?? null)
    made.set(household, { row: { ...row, moved: now !== snapshotHash }, snapshotHash })
  }
}

function hashNow(snapshots: SnapshotLoader, household: HouseholdId, asOf: CivilDate): string | null {
  try {
    return snapshots.load(household, asOf).hash
  } catch (error) {
    if (error instanceof Refused) return null
    throw error
  }
}

function documentOf({ resources }: DeskContext, { asOf, wishes, households, accounts, made }: Run): BookPlan {
  const rows = households.flatMap(household => made.get(household)?.row ?? [])
  const totals = bookPlanTotals(rows)
  const left = { households: households.length - rows.length, accounts: accounts - totals.accounts }
  return { asOf, engine: resources.engine, wishes, rows, left, totals }
}

/** By account, with the household at work and, once it can be guessed, how long the rest will take. */
function progressOf({ ports }: DeskContext, call: CallContext, of: number) {
  const began = ports.clock.elapsed()
  return (done: number, household: string) => {
    const spent = ports.clock.elapsed() - began
    const left = done === 0 || spent < guessAfterMs ? '' : ` · ${aboutLeft((spent / done) * (of - done))}`
    call.progress({ done, of, what: `${household}${left}` })
  }
}
