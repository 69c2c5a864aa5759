/**
 * Open lots follow from the evidence: after every write that adds or takes back evidence the households concerned are projected anew and their lots
 * replaced. The same function rebuilds the whole book.
 */
import type { CivilDate } from '../../shared/kernel/civil-date.ts'
import type { HouseholdId } from '../../shared/kernel/id.ts'
import { projectLots } from '../engine/lots/project.ts'
import type { WritableBook } from '../store/database.ts'
import { replaceOpenLots } from '../store/open-lots.ts'
import { snapshotParts } from '../store/snapshot-parts.ts'

export function reproject(book: WritableBook, households: Iterable<HouseholdId>, asOf: CivilDate): void {
  for (const household of households) {
    const parts = snapshotParts(book, household, asOf)
    if (!parts) continue
    const { open } = projectLots({
      accounts: parts.accounts,
      entries: parts.entries,
      statementLots: parts.statementLots,
      relations: parts.relations,
      asOf,
    })
    replaceOpenLots(
      book,
      parts.accounts.map(account => account.id),
      open,
    )
  }
}
