/**
 * One household as a line of the book: what is harvestable, what drifts, which dates are near, and the next step in words. Derived from its
 * review alone, so that the line and the household's own screen can never disagree.
 */
import { addCents, type Cents, noCents } from '../../../shared/kernel/cents.ts'
import { type CivilDate, daysBetween } from '../../../shared/kernel/civil-date.ts'
import type { Review } from '../../../shared/model/review.ts'
import type { HouseholdRow, tileKeys } from '../../../shared/model/views.ts'
import type { WhenLine } from '../../../shared/model/when.ts'

type TileKey = (typeof tileKeys)[number]

/** Locks that end within so many days are worth a look: the position can be bought back. */
const lockEndsSoonDays = 7

export interface RowFacts {
  readonly accounts: number
  readonly driftThreshold: number
  readonly stale: boolean
  readonly when: WhenLine
}

export function householdRow(review: Review, facts: RowFacts): HouseholdRow {
  const outside =
    review.drift.portfolio !== null && (review.drift.portfolio >= facts.driftThreshold || review.drift.rows.some(row => row.outside))
  const locks = review.locks.filter(lock => lock.from <= review.asOf && lock.until >= review.asOf)
  const nextLockEnds = earliest(locks.map(lock => lock.until))
  const nextLong = earliest(review.turningLong.map(lot => lot.longOn))
  const stops = review.quality.filter(flag => flag.weight === 'stop').length
  const row: HouseholdRow = {
    id: review.household,
    name: review.name,
    accounts: facts.accounts,
    value: review.worth.value,
    priced: review.worth.priced,
    positions: review.worth.positions,
    drift: review.drift.portfolio,
    driftOutside: outside,
    lossShort: review.totals.lossShort,
    lossLong: review.totals.lossLong,
    ready: review.totals.ready,
    savedNow: review.totals.savedNow,
    net: review.totals.net,
    nextLockEnds,
    locks: locks.length,
    turningLong: review.turningLong.length,
    nextLong,
    cashNeeded: review.cashNeeded,
    pricesAsOf: review.pricesAsOf,
    stale: facts.stale,
    stops,
    when: facts.when,
    next: '',
    tiles: [],
  }
  return { ...row, next: missing(review) ?? nextStep(row, review.asOf), tiles: tilesOf(row, review.asOf) }
}

/** Without these nothing else can be said; a household that only looks quiet is not called done. */
function missing(review: Review): string | null {
  const has = (code: string) => review.quality.some(flag => flag.code === code)
  if (has('price/missing')) return 'Import prices: some holdings have none'
  return has('tax/no-profile') && review.lots.length > 0 ? 'Enter the tax profile' : null
}

function tilesOf(row: HouseholdRow, asOf: CivilDate): TileKey[] {
  const tiles: TileKey[] = []
  if (row.ready > 0) tiles.push('harvest')
  if (row.driftOutside) tiles.push('drift')
  if (row.cashNeeded > 0) tiles.push('cash')
  if (row.nextLockEnds !== null && daysBetween(asOf, row.nextLockEnds) <= lockEndsSoonDays) tiles.push('locks')
  if (row.turningLong > 0) tiles.push('turning-long')
  if (row.stale) tiles.push('stale')
  return tiles
}

function nextStep(row: HouseholdRow, asOf: CivilDate): string {
  if (row.stops > 0) return `Clear ${row.stops === 1 ? 'a data problem' : `${row.stops} data problems`} before trading`
  if (row.stale) return 'Import newer prices'
  if (row.ready > 0) return `Review ${row.ready === 1 ? 'one lot' : `${row.ready} lots`} worth harvesting`
  if (row.cashNeeded > 0) return 'Raise the cash that is due'
  if (row.when?.decision === 'rebalance' || row.when?.decision === 'wait') return row.when.words
  if (row.driftOutside) return 'Look at the drift outside its bands'
  if (row.nextLockEnds !== null) {
    const days = daysBetween(asOf, row.nextLockEnds)
    return days === 0 ? 'A wash lock ends today' : `A wash lock ends in ${days === 1 ? 'one day' : `${days} days`}`
  }
  if (row.turningLong > 0) return 'Watch lots turning long-term'
  return 'Nothing to do'
}

function earliest(dates: readonly CivilDate[]): CivilDate | null {
  return dates.reduce<CivilDate | null>((first, date) => (first === null || date < first ? date : first), null)
}

export interface Tile {
  readonly key: TileKey
  readonly count: number
  readonly amount: Cents | null
  readonly what: string
}

/** The tiles above the book, from its lines. `heldImports` are files previewed and not committed. */
export function tilesOfBook(rows: readonly HouseholdRow[], heldImports: number): Tile[] {
  const having = (key: TileKey) => rows.filter(row => row.tiles.includes(key))
  const sum = (amounts: readonly (Cents | null)[]) => amounts.reduce<Cents>((total, amount) => addCents(total, amount ?? noCents), noCents)
  const harvest = having('harvest')
  return [
    {
      key: 'harvest',
      count: harvest.length,
      amount: sum(harvest.map(row => row.savedNow)),
      what: 'est. tax saved now by the lots that are ready',
    },
    { key: 'drift', count: having('drift').length, amount: null, what: 'households outside their bands' },
    { key: 'cash', count: having('cash').length, amount: sum(having('cash').map(row => row.cashNeeded)), what: 'cash to raise' },
    { key: 'locks', count: having('locks').length, amount: null, what: `wash locks ending within ${lockEndsSoonDays} days` },
    {
      key: 'turning-long',
      count: having('turning-long').reduce((total, row) => total + row.turningLong, 0),
      amount: null,
      what: 'lots turning long-term soon',
    },
    { key: 'stale', count: having('stale').length, amount: null, what: 'households with stale prices' },
    { key: 'imports', count: heldImports, amount: null, what: 'files held with issues' },
  ]
}
