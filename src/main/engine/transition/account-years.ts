/**
 * The accounts as they will stand in January of each later year if nothing is traded before: the book with its calendar moved on, so that terms, locks, restrictions and
 * "waits until" are what the engine itself says of that day. Prices stay, or all rise alike. Rates are those of the year's table, or of the last table known, which is
 * said; what accounts outside the plan and later trades bring to those years is not known and counts for nothing.
 */

import { noCents } from '../../../shared/kernel/cents.ts'
import type { AccountId, LotId } from '../../../shared/kernel/id.ts'
import { done, type Outcome, refused } from '../../../shared/kernel/outcome.ts'
import { isTaxable, type TaxProfile } from '../../../shared/model/book.ts'
import type { Wishes } from '../../../shared/model/proposal.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import type { FederalTable } from '../../../shared/model/tax-table.ts'
import { date } from '../../../shared/present/format.ts'
import type { Period } from '../optimize/years/years-problem.ts'
import { placeAt, type Turn, turnsOf } from '../rebalance/chain.ts'
import type { Workplace } from '../rebalance/workplace.ts'
import { type Standing, standingOf } from '../standing/standing.ts'

export interface AccountYears {
  readonly periods: readonly Period[]
  /** Of each account, in the order in which they are planned. */
  readonly turns: readonly Turn[]
  readonly wishes: Wishes
  /** By year, then by account: the account with all its lots, at that year's day. */
  readonly places: readonly (readonly Workplace[])[]
  /** Year of the table each year is reckoned by. */
  readonly tables: readonly number[]
  readonly notes: readonly string[]
}

export function placeOf({ places }: AccountYears, y: number, a: number): Workplace {
  const place = places[y]?.[a]
  if (place === undefined) throw new Error('no such account or year in the plan')
  return place
}

/** `tables`: every year's that is known. */
export function accountYears(
  snapshot: Snapshot,
  accounts: readonly AccountId[],
  wishes: Wishes,
  periods: readonly Period[],
  tables: readonly FederalTable[],
): Outcome<AccountYears> {
  const today = standingOf(snapshot)
  const found = turnsOf(today, accounts, wishes)
  if (!found.ok) return found
  const untaxed = accounts.find(id => !isTaxable(today.accountOf(id).type))
  if (untaxed !== undefined) return refusedUntaxed(today.accountOf(untaxed).name)
  const turns = found.value.turns.filter(({ refusal }) => refusal === null)
  const left = found.value.turns.filter(({ refusal }) => refusal !== null)
  const [first] = left
  if (turns.length === 0 && first?.refusal) return { ok: false, refusal: first.refusal }
  const notes = left.map(({ account, refusal }) => `Left out: ${today.accountOf(account).name}. ${refusal?.what ?? ''}`)
  const places: (readonly Workplace[])[] = []
  const used: number[] = []
  for (const [at, period] of periods.entries()) {
    const moved = at === 0 ? { standing: today, table: snapshot.federal?.year ?? period.year } : movedTo(snapshot, period, tables)
    const laid: Workplace[] = []
    for (const [a, turn] of turns.entries()) {
      const place = placeAt(moved.standing, [], turn, wishes)
      if (!place.ok) return place
      if (at > 0 && !sameLots(place.value.problem.lots, places[0]?.[a]?.problem.lots ?? [])) return otherLots(period)
      laid.push(place.value)
    }
    if (moved.table !== period.year)
      notes.push(`No tax table of ${period.year}: that of ${moved.table} is assumed, by which ${period.year} is reckoned.`)
    used.push(moved.table)
    places.push(laid)
  }
  return done({ periods, turns, wishes, places, tables: used, notes: [...notes, ...found.value.notes] })
}

function refusedUntaxed(where: string): Outcome<never> {
  const what = 'No gain is taxed in this account: there is nothing to spread over years.'
  return refused({ code: 'input/untaxed', what, where, remedy: 'Choose taxable accounts, or rebalance this one at once.' })
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
