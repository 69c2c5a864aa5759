/**
 * Trades that a newer export of the same kind takes back: the file covers their day and no longer has them, because the custodian corrected or cancelled
 * them. Left standing they would count twice beside their corrections. The first and last day of a file may be cut short, so only days between them
 * count. A trade and its correction (same account, security, kind and day) are shown together as one change.
 */
import type { ImportId } from '../../../shared/kernel/id.ts'
import type { ReadFile } from '../../../shared/model/import-batch.ts'
import type { LedgerEntry } from '../../../shared/model/ledger.ts'
import type { ReadableBook, WritableBook } from '../../store/database.ts'
import { listImports } from '../../store/imports.ts'
import { appendEntries, findEntry, listAllEntries, listEntries } from '../../store/ledger.ts'
import { contentHash } from '../canonical.ts'
import type { ImportPlan } from './plan.ts'

export interface Superseded {
  readonly old: LedgerEntry
  /** What stands for it now; null where the file has nothing like it. */
  readonly correction: LedgerEntry | null
}

export function supersededTrades(book: ReadableBook, file: ReadFile, plan: ImportPlan, stated: ReadonlySet<string>): Superseded[] {
  const { coverageFrom, coverageTo } = file
  if (!plan.statesTrades || coverageFrom === null || coverageTo === null) return []
  const sameKind = new Set(
    listImports(book)
      .filter(row => row.layout === file.layout)
      .map(row => row.id),
  )
  const corrections = [...plan.entries]
  return plan.accounts.flatMap(account =>
    listEntries(book, { account })
      .filter(entry => entry.tradeDate > coverageFrom && entry.tradeDate < coverageTo && !stated.has(entry.fingerprint))
      .filter(entry => entry.source.import !== null && sameKind.has(entry.source.import))
      .map(old => {
        const found = corrections.findIndex(entry => alike(entry, old))
        const correction = found === -1 ? undefined : corrections.splice(found, 1)[0]
        return { old, correction: correction ?? null }
      }),
  )
}

function alike(a: LedgerEntry, b: LedgerEntry): boolean {
  return a.account === b.account && a.security === b.security && a.kind === b.kind && a.tradeDate === b.tradeDate
}

/** Each by a reversing entry that carries the newer import, so that undoing that import can bring the trade back. */
export function reverseSuperseded(book: WritableBook, superseded: readonly Superseded[], importId: ImportId): void {
  appendEntries(
    book,
    superseded.map(({ old }) => ({
      ...old,
      id: derivedId([old.id, 'superseded by', importId]),
      reverses: old.id,
      fingerprint: `superseded ${old.id} by ${importId}`,
      memo: 'no longer in a newer export of the custodian',
      source: { import: importId, line: 0 },
    })),
  )
}

/** Undoing an import: trades it had taken back stand again, as entries of their own. */
export function reinstateSuperseded(book: WritableBook, importId: ImportId): void {
  const returned = listAllEntries(book, null)
    .filter(entry => entry.reverses !== null && entry.source.import === importId && entry.fingerprint.startsWith('superseded '))
    .map(entry => findEntry(book, entry.reverses as LedgerEntry['id']))
    .filter(entry => entry !== undefined)
  appendEntries(
    book,
    returned.map(entry => ({ ...entry, id: derivedId([entry.id, 'stands again without', importId]) })),
  )
}

function derivedId(parts: readonly string[]): LedgerEntry['id'] {
  return `entry-${contentHash(parts).slice(0, 16)}` as LedgerEntry['id']
}
