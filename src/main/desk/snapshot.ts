/** Loads everything the engine may know about a household on a day, frozen and hashed; kept until the book changes. */
import type { CivilDate } from '../../shared/kernel/civil-date.ts'
import { yearOf } from '../../shared/kernel/civil-date.ts'
import type { HouseholdId } from '../../shared/kernel/id.ts'
import { Refused } from '../../shared/kernel/outcome.ts'
import type { Settings } from '../../shared/model/settings.ts'
import type { Snapshot } from '../../shared/model/snapshot.ts'
import { tradingDaysUntil } from '../engine/calendar/trading-days.ts'
import { feesInForce } from '../engine/cost/facts.ts'
import { securitiesOf } from '../store/securities.ts'
import { readSettings } from '../store/settings.ts'
import { type SnapshotParts, snapshotParts, snapshotPartsOfAll } from '../store/snapshot-parts.ts'
import { listTickets } from '../store/tickets.ts'
import { contentHash } from './canonical.ts'
import type { DeskContext } from './context.ts'
import { plannedPurchases, plannedSales } from './pending.ts'

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

  function all(asOf: CivilDate): Snapshot[] {
    const { book } = context.store
    const ticketed = new Set(listTickets(book, null).map(row => row.household))
    return snapshotPartsOfAll(book, asOf).map(parts => complete(context, parts, asOf, ticketed.has(parts.household.id)))
  }

  return { load, all }
}
export type SnapshotLoader = ReturnType<typeof snapshotLoader>

export function settingsOf(context: DeskContext): Settings {
  return readSettings(context.store.book) ?? context.resources.defaults
}

function complete(context: DeskContext, parts: SnapshotParts, asOf: CivilDate, hasTickets = true): Snapshot {
  const snapshot = {
    ...parts,
    asOf,
    settings: settingsFor(context, parts, asOf),
    federal: context.resources.federal.get(yearOf(asOf)) ?? null,
    tradingDays: tradingDaysUntil(asOf, tradingDaysKept),
  }
  const planned = hasTickets ? withPlans(context, snapshot) : null
  return planned ?? snapshot
}

/** The firm's settings with what of its cost estimates and of the fee schedules touches this household: another security's spread makes no plan stale. */
function settingsFor(context: DeskContext, { accounts, securities }: SnapshotParts, asOf: CivilDate): Settings {
  const settings = settingsOf(context)
  const { estimates = [], fees: _, ...costs } = settings.costs
  const known = new Set(securities.map(({ id }) => id))
  const own = estimates.filter(({ security }) => known.has(security))
  const fees = feesInForce(settings.costs, context.resources.fees, new Set(accounts.map(({ custodian }) => custodian)), asOf)
  return {
    ...settings,
    costs: { ...costs, ...(own.length === 0 ? {} : { estimates: own }), ...(fees.length === 0 ? {} : { fees }) },
  }
}

/** With what issued tickets are about to buy and sell; null where nothing is. A security that the household did not touch before comes with it. */
function withPlans(context: DeskContext, snapshot: Snapshot): Snapshot | null {
  const { book } = context.store
  const purchases = plannedPurchases(book, snapshot)
  const sales = plannedSales(book, snapshot)
  if (purchases.length === 0 && sales.length === 0) return null
  const known = new Set(snapshot.securities.map(security => security.id))
  const missing = new Set(purchases.map(purchase => purchase.security).filter(security => !known.has(security)))
  const securities = missing.size === 0 ? snapshot.securities : [...snapshot.securities, ...securitiesOf(book, missing)]
  return {
    ...snapshot,
    securities,
    ...(purchases.length === 0 ? {} : { plannedPurchases: purchases }),
    ...(sales.length === 0 ? {} : { plannedSales: sales }),
  }
}
