/**
 * One account as it will stand in January of each later year if nothing is traded before: the book with its calendar moved on, so that terms, locks, restrictions and
 * "waits until" are what the engine itself says of that day. Prices stay. Rates are those of the year's table, or of the last table known, which is said; what other
 * accounts and later trades bring to those years is not known and counts for nothing.
 */

import { noCents } from '../../../shared/kernel/cents.ts'
import type { AccountId, LotId } from '../../../shared/kernel/id.ts'
import { done, type Outcome, refused } from '../../../shared/kernel/outcome.ts'
import type { TaxProfile } from '../../../shared/model/book.ts'
import type { Wishes } from '../../../shared/model/proposal.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import type { FederalTable } from '../../../shared/model/tax-table.ts'
import { date } from '../../../shared/present/format.ts'
import type { Period, YearBudget, YearsProblem } from '../optimize/years/years-problem.ts'
import { placeAt, type Turn, turnsOf } from '../rebalance/chain.ts'
import type { Workplace } from '../rebalance/workplace.ts'
import { type Standing, standingOf } from '../standing/standing.ts'

export interface AccountYears {
  readonly periods: readonly Period[]
  readonly turn: Turn
  readonly wishes: Wishes
  /** By year: the account with all its lots, at that year's day. */
  readonly places: readonly Workplace[]
  /** Year of the table each year is reckoned by. */
  readonly tables: readonly number[]
  readonly notes: readonly string[]
  /** Cash is kept for costs; false where there is neither cash nor anything to sell. */
  readonly reserve: boolean
}

/** `tables`: every year's that is known. */
export function accountYears(
  snapshot: Snapshot,
  account: AccountId,
  wishes: Wishes,
  periods: readonly Period[],
  tables: readonly FederalTable[],
  reserve: boolean,
): Outcome<AccountYears> {
  const today = standingOf(snapshot)
  const turns = turnsOf(today, [account], wishes)
  if (!turns.ok) return turns
  const turn = turns.value.turns[0]
  if (!turn)
    return refused({
      code: 'data/unknown-account',
      what: 'This household has no such account.',
      where: account,
      remedy: 'Open the household again.',
    })
  if (turn.refusal !== null) return { ok: false, refusal: turn.refusal }
  const places: Workplace[] = []
  const used: number[] = []
  const notes: string[] = []
  for (const [at, period] of periods.entries()) {
    const moved = at === 0 ? { standing: today, table: snapshot.federal?.year ?? period.year } : movedTo(snapshot, period, tables)
    const place = placeAt(moved.standing, [], turn, wishes, reserve)
    if (!place.ok) return place
    if (at > 0 && !sameLots(place.value.problem.lots, places[0]?.problem.lots ?? [])) return otherLots(period)
    if (moved.table !== period.year)
      notes.push(`No tax table of ${period.year}: that of ${moved.table} is assumed, by which ${period.year} is reckoned.`)
    used.push(moved.table)
    places.push(place.value)
  }
  return done({ periods, turn, wishes, places, tables: used, notes, reserve })
}

function otherLots({ date: on }: Period): Outcome<never> {
  return refused({
    code: 'data/years-differ',
    what: `Entries of the book dated after today change the lots by ${date(on)}.`,
    where: on,
    remedy: 'Plan fewer years, or wait until they are booked.',
  })
}

function sameLots(a: readonly LotId[], b: readonly LotId[]): boolean {
  return a.length === b.length && a.every((lot, at) => lot === b[at])
}

function movedTo(snapshot: Snapshot, { year, date: on }: Period, tables: readonly FederalTable[]): { standing: Standing; table: number } {
  const known = tables.find(table => table.year === year)
  const last = tables.reduce<FederalTable | null>(
    (best, table) => (table.year < year && (!best || table.year > best.year) ? table : best),
    snapshot.federal,
  )
  const table = known ?? last
  const { taxProfile } = snapshot
  return {
    standing: standingOf({
      ...snapshot,
      asOf: on,
      taxProfile: taxProfile === null ? null : ofLaterYear(taxProfile, year),
      federal: table === null ? null : { ...table, year },
    }),
    table: table?.year ?? year,
  }
}

/** The household's income goes on; results and carried losses are the plan's to say. */
function ofLaterYear(profile: TaxProfile, year: number): TaxProfile {
  const nothing = { carryforwardShort: noCents, carryforwardLong: noCents, otherShort: noCents, otherLong: noCents }
  return { ...profile, ...nothing, year, line4: noCents, line5: noCents, line11: noCents, line12: noCents, line13: noCents }
}

export function yearsProblemOf({ periods, places }: AccountYears, budgets: readonly YearBudget[]): YearsProblem {
  const base = (places[0] as Workplace).solver
  return {
    periods,
    base,
    years: places.map(({ solver }, y) => ({
      free: solver.lots.free,
      long: solver.lots.long,
      buyable: solver.securities.buyable,
      cashLow: solver.limits.rowLow[0] as number,
      cashHigh: solver.limits.rowHigh[0] as number,
      tax: y === 0 ? solver.tax : { ...solver.tax, shortSoFar: 0, longSoFar: 0 },
      budget: budgets[y] ?? { gain: null, tax: null },
    })),
  }
}
