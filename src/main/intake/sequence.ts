/**
 * Order inside a day. Custodians list newest first; the ledger counts oldest first. The direction is read from the dates themselves, and where a
 * file has only one day, custom decides: newest first.
 */
import type { CivilDate } from '../../shared/kernel/civil-date.ts'
import type { Fact } from '../../shared/model/import-batch.ts'

export type EntryFact = Extract<Fact, { fact: 'entry' }>

export interface PostedEntry {
  readonly entry: EntryFact
  readonly posted: CivilDate
}

/** Rows that step back in time against rows that step forward. */
function direction(rows: readonly PostedEntry[]): { newestFirst: boolean; mixed: boolean } {
  let back = 0
  let forward = 0
  for (let at = 1; at < rows.length; at++) {
    const before = rows[at - 1]?.posted ?? ''
    const now = rows[at]?.posted ?? ''
    if (now < before) back++
    else if (now > before) forward++
  }
  return { newestFirst: back >= forward, mixed: back > 0 && forward > 0 }
}

/** Numbers one account's rows 1, 2, 3 … within each day, oldest first, and so the same in a later, longer export. */
function numberDays(rows: readonly PostedEntry[], newestFirst: boolean): void {
  const counts = new Map<string, number>()
  for (let step = 0; step < rows.length; step++) {
    const row = rows[newestFirst ? rows.length - 1 - step : step]
    if (!row) continue
    const sequence = (counts.get(row.entry.tradeDate) ?? 0) + 1
    counts.set(row.entry.tradeDate, sequence)
    row.entry.sequence = sequence
  }
}

/**
 * Gives the entries their sequence, account by account, and returns them in the file's order. `mixed` says that some account's rows were in no order of
 * days, so that the order within a day is an assumption.
 */
export function sequenced(rows: readonly PostedEntry[]): { entries: EntryFact[]; mixed: boolean } {
  let anyMixed = false
  for (const [, own] of Map.groupBy(rows, row => row.entry.account)) {
    const { newestFirst, mixed } = direction(own)
    anyMixed ||= mixed
    numberDays(own, newestFirst)
  }
  return { entries: rows.map(row => row.entry), mixed: anyMixed }
}
