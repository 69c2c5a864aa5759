/**
 * Trades that a newer export of the same kind takes back: the file covers their day and no longer has them, because the custodian corrected or cancelled
 * them. Left standing they would count twice beside their corrections. A trade and its correction (same account, security, kind and day) are shown together
 * as one change. The first and last day of a file may be cut short: on them a missing trade alone says nothing, and only one that has its correction
 * beside it (the same shares with another amount, or the same amount with other shares) is taken back. A dividend or fee has no shares to tell it by: there,
 * one that is missing and one that is new, with no other of its security, kind and day in either file, are a trade and its correction.
 */
import type { ImportId } from '../../../shared/kernel/id.ts'
import { noShares } from '../../../shared/kernel/shares.ts'
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
  const corrections = Map.groupBy(plan.entries, slotOf)
  const held = plan.accounts.flatMap(account => listEntries(book, { account }))
  const inSlot = Map.groupBy(held, slotOf)
  const isLone = (old: LedgerEntry) =>
    old.shares === noShares && inSlot.get(slotOf(old))?.length === 1 && corrections.get(slotOf(old))?.length === 1
  return held
    .filter(entry => entry.tradeDate >= coverageFrom && entry.tradeDate <= coverageTo && !stated.has(entry.fingerprint))
    .filter(entry => entry.source.import !== null && sameKind.has(entry.source.import))
    .flatMap(old => {
      const edge = old.tradeDate === coverageFrom || old.tradeDate === coverageTo
      const candidates = corrections.get(slotOf(old)) ?? []
      const closest = candidates.findIndex(entry => halfEqual(entry, old))
      const found = closest === -1 && (!edge || isLone(old)) ? 0 : closest
      const correction = found === -1 ? undefined : candidates.splice(found, 1)[0]
      return edge && correction === undefined ? [] : [{ old, correction: correction ?? null }]
    })
}

function slotOf(entry: LedgerEntry): string {
  return `${entry.account}|${entry.security}|${entry.kind}|${entry.tradeDate}`
}

/** One of the two figures stands and the other was corrected; rows without shares or amount share nothing by that. */
function halfEqual(a: LedgerEntry, b: LedgerEntry): boolean {
  return (a.shares === b.shares && a.shares !== noShares) || (a.amount === b.amount && a.amount !== null)
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
