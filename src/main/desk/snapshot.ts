/** Loads everything the engine may know about a household on a day, frozen and hashed; kept until the book changes. */
import type { CivilDate } from '../../shared/kernel/civil-date.ts'
import { yearOf } from '../../shared/kernel/civil-date.ts'
import type { HouseholdId } from '../../shared/kernel/id.ts'
import { Refused } from '../../shared/kernel/outcome.ts'
import type { Settings } from '../../shared/model/settings.ts'
import type { Snapshot } from '../../shared/model/snapshot.ts'
import { tradingDaysUntil } from '../engine/calendar/trading-days.ts'
import { readSettings } from '../store/settings.ts'
import { type SnapshotParts, snapshotParts, snapshotPartsOfAll } from '../store/snapshot-parts.ts'
import { contentHash } from './canonical.ts'
import type { DeskContext } from './context.ts'

export interface Loaded {
  readonly snapshot: Snapshot
  /** SHA-256 of the snapshot: what a ticket carries. */
  readonly hash: string
}

const tradingDaysKept = 12
const mostKept = 64

export function snapshotLoader(context: DeskContext) {
  const kept = new Map<string, Loaded>()
  let revision = context.revision()

  function load(household: HouseholdId, asOf: CivilDate): Loaded {
    if (revision !== context.revision()) {
      kept.clear()
      revision = context.revision()
    }
    const key = `${household}|${asOf}`
    const known = kept.get(key)
    if (known) return known
    const parts = snapshotParts(context.store.book, household, asOf)
    if (!parts)
      throw new Refused({
        code: 'data/unknown-household',
        what: 'The book has no such household.',
        where: household,
        remedy: 'Choose one from the list.',
      })
    const snapshot = complete(context, parts, asOf)
    const loaded = { snapshot, hash: contentHash(snapshot) }
    if (kept.size >= mostKept) kept.clear()
    kept.set(key, loaded)
    return loaded
  }

  return { load, all: (asOf: CivilDate) => snapshotPartsOfAll(context.store.book, asOf).map(parts => complete(context, parts, asOf)) }
}
export type SnapshotLoader = ReturnType<typeof snapshotLoader>

export function settingsOf(context: DeskContext): Settings {
  return readSettings(context.store.book) ?? context.resources.defaults
}

function complete(context: DeskContext, parts: SnapshotParts, asOf: CivilDate): Snapshot {
  return {
    ...parts,
    asOf,
    settings: settingsOf(context),
    federal: context.resources.federal.get(yearOf(asOf)) ?? null,
    tradingDays: tradingDaysUntil(asOf, tradingDaysKept),
  }
}
