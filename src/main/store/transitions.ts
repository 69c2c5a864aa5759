/** Kept plans over several years: frozen documents beside the scenario that was chosen, never changed (triggers); the SHA-256 is held against the document whenever it is read. */
import { createHash } from 'node:crypto'
import type { HouseholdId, TransitionId } from '../../shared/kernel/id.ts'
import { Refused } from '../../shared/kernel/outcome.ts'
import { type KeptTransitionRow, type Transition, type TransitionScenario, transitionShape } from '../../shared/model/transition.ts'
import { insert, type ReadableBook, type Row, type WritableBook } from './database.ts'
import { centsIn, dateIn, identifier, integer, maybeInteger, text } from './row.ts'
import { ofHousehold } from './scope.ts'

export interface KeptTransition {
  readonly id: TransitionId
  readonly transition: Transition
  readonly chosen: TransitionScenario
  /** UTC, from the Clock port. */
  readonly kept: string
  readonly note: string
}

export function appendTransition(book: WritableBook, { id, transition, chosen, kept, note }: KeptTransition): void {
  const document = JSON.stringify(transition)
  insert(book, 'transitions', {
    id,
    chosen: chosen.key,
    title: chosen.title,
    household: transition.household,
    as_of: transition.asOf,
    kept_at: kept,
    note,
    accounts: transition.accounts.map(({ name }) => name).join(', '),
    years: chosen.years.length,
    tax: chosen.tax,
    tracking_error: chosen.years.at(-1)?.trackingError ?? 0,
    gap: chosen.gap,
    snapshot: transition.snapshotHash,
    document,
    sha256: sha256(document),
  })
}

/** Newest first; of one household, or of all. */
export function listTransitions(book: ReadableBook, household: HouseholdId | null): KeptTransitionRow[] {
  const { sql, values } = ofHousehold(household)
  return book
    .rows(
      `SELECT id, chosen, title, household, as_of, kept_at, note, accounts, years, tax, tracking_error, gap FROM transitions WHERE ${sql} ORDER BY kept_at DESC, id, chosen`,
      values,
    )
    .map(rowIn)
}

/** Undefined where none of this name is kept. */
export function readTransition(book: ReadableBook, id: TransitionId, key: string): KeptTransition | undefined {
  const row = book.row('SELECT document, sha256, kept_at, note FROM transitions WHERE id = ? AND chosen = ?', [id, key])
  if (row === undefined) return undefined
  const document = text(row, 'document')
  const altered = new Refused({
    code: 'store/transition-altered',
    what: 'This plan over several years is not the one that was kept: its content does not fit its checksum.',
    where: id,
    remedy: 'Do not trade on it. Compare it with a backup of the book, or plan the years again.',
  })
  if (sha256(document) !== text(row, 'sha256')) throw altered
  const transition = transitionShape.parse(JSON.parse(document))
  const chosen = transition.scenarios.find(scenario => scenario.key === key)
  if (chosen === undefined) throw altered
  return { id, transition, chosen, kept: text(row, 'kept_at'), note: text(row, 'note') }
}

function rowIn(row: Row): KeptTransitionRow {
  return {
    id: identifier(row, 'id'),
    chosen: text(row, 'chosen'),
    title: text(row, 'title'),
    household: identifier(row, 'household'),
    asOf: dateIn(row, 'as_of'),
    kept: text(row, 'kept_at'),
    note: text(row, 'note'),
    accounts: text(row, 'accounts'),
    years: integer(row, 'years'),
    tax: centsIn(row, 'tax'),
    trackingError: integer(row, 'tracking_error'),
    gap: maybeInteger(row, 'gap'),
  }
}

function sha256(content: string): string {
  return createHash('sha256').update(content).digest('hex')
}
