/**
 * What proposed sales come to, read off the rows and matches of their trial booking (trial.ts). A loss that another lot of the same sales takes over counts with
 * that lot, with its term, and is no wash of its own: what is told as washed is what is no longer in the results once all of them are made. Of purchases of one
 * day in several accounts the worse order is told, that of the records or either extreme (Reg. 1.1091-1(c); Rev. Rul. 2008-5).
 */
import { type Cents, cents } from '../../../shared/kernel/cents.ts'
import type { LotId } from '../../../shared/kernel/id.ts'
import type { Term } from '../../../shared/model/ledger.ts'
import type { RealizedRow } from '../lots/holding.ts'
import { proportion } from '../lots/proportion.ts'
import type { Replacement } from './around.ts'
import type { HouseholdEvidence } from './evidence.ts'
import type { Match } from './match.ts'
import { bookedTrial, type Trial } from './trial.ts'
import type { ProposedSale } from './verdict.ts'

/** Shares of a loss lot that one purchase replaces; `lost`: into no basis, for good or until a person decides. */
export interface WashedPart {
  readonly shares: number
  readonly lost: boolean
  readonly bought: Replacement
  readonly disallowed: Cents
}

/** A lot's part of a sale, at the basis it had before; null: not known. */
export interface TriedLot {
  readonly proceeds: Cents | null
  readonly basis: Cents | null
  readonly gain: Cents | null
}

/** Results as the return will show them, less what is washed, by term. A result of unknown term is in none. */
export interface TriedRow {
  readonly lot: LotId
  readonly term: Term | null
  /** Before section 1091 takes `disallowed` of it; null: not known. */
  readonly gain: Cents | null
  readonly disallowed: Cents
  readonly permanent: Cents
}

export interface TriedSale {
  readonly lots: ReadonlyMap<LotId, TriedLot>
  readonly rows: readonly TriedRow[]
  /** In the order of matching, by loss lot. */
  readonly parts: ReadonlyMap<LotId, readonly WashedPart[]>
  /** Cents of loss that lots of these sales take over from each other. */
  readonly passedOn: Cents
}

/** One result for each sale; all are on one day, and none of a security outside section 1091. */
export function trySales(evidence: HouseholdEvidence, sales: readonly ProposedSale[]): TriedSale[] {
  if (evidence.policy.iraFirst) return readOff(bookedTrial(evidence, sales, 'lost-first'), sales)
  const trial = bookedTrial(evidence, sales, 'recorded')
  let worst = readOff(trial, sales)
  for (const order of trial.others) {
    const other = readOff(bookedTrial(evidence, sales, order), sales)
    if (isWorse(other, worst)) worst = other
  }
  return worst
}

/** More lost for good; else more washed. */
function isWorse(a: readonly TriedSale[], b: readonly TriedSale[]): boolean {
  const [left, right] = [severity(a), severity(b)]
  for (const [index, value] of left.entries()) if (value !== right[index]) return value > (right[index] as number)
  return false
}

function severity(sales: readonly TriedSale[]): number[] {
  const sums = [0, 0, 0, 0]
  for (const { parts } of sales)
    for (const some of parts.values())
      for (const { lost, disallowed, shares } of some) {
        if (lost) {
          sums[0] = (sums[0] as number) + disallowed
          sums[1] = (sums[1] as number) + shares
        }
        sums[2] = (sums[2] as number) + disallowed
        sums[3] = (sums[3] as number) + shares
      }
  return sums
}

interface Passed {
  cents: number
  shares: number
}

function readOff({ books, boughtBy }: Trial, sales: readonly ProposedSale[]): TriedSale[] {
  const passed = passedOn(books.rows)
  const matchesOf = Map.groupBy(books.matches, match => match.row)
  const rowsOf = Map.groupBy(books.rows, row => row.sale)
  return sales.map((_, index) => {
    const rows = rowsOf.get(String(index)) ?? []
    const parts = new Map<LotId, WashedPart[]>()
    const told: TriedRow[] = []
    let handed = 0
    for (const row of rows) {
      let [over, permanent] = [0, 0]
      for (const match of matchesOf.get(row) ?? []) {
        const gone = passed.get(match)
        over += gone?.cents ?? 0
        if (match.permanent) permanent += match.disallowed
        const shares = match.shares - (gone?.shares ?? 0)
        const bought = boughtBy.get(match.replacement)
        if (shares <= 0 || bought === undefined) continue
        const lot = row.lot.id as LotId
        const part = { shares, lost: match.permanent, bought, disallowed: cents(match.disallowed - (gone?.cents ?? 0)) }
        parts.set(lot, [...(parts.get(lot) ?? []), part])
      }
      handed += over
      told.push({
        lot: row.lot.id as LotId,
        term: row.term,
        gain: row.gain === null ? null : cents(row.gain + over),
        disallowed: cents(row.disallowed - over),
        permanent: cents(permanent),
      })
    }
    return { lots: lotsOf(rows), rows: told, parts, passedOn: cents(handed) }
  })
}

/** Of each match, what left again with the shares that had taken it over. */
function passedOn(rows: readonly RealizedRow[]): Map<Match, Passed> {
  const passed = new Map<Match, Passed>()
  for (const row of rows) {
    let open = row.adjustment
    for (let match = row.carried; match !== null; match = match.earlier) {
      if (match.permanent) continue
      const before = passed.get(match) ?? { cents: 0, shares: 0 }
      const part = Math.min(open, match.disallowed - before.cents)
      // a right is one thing, whatever it stands for
      const shares = row.lot.right === null ? row.shares : proportion(match.shares, part, Math.max(1, match.disallowed))
      passed.set(match, { cents: before.cents + part, shares: Math.min(match.shares, before.shares + shares) })
      open -= part
    }
  }
  return passed
}

function lotsOf(rows: readonly RealizedRow[]): Map<LotId, TriedLot> {
  const lots = new Map<LotId, TriedLot>()
  for (const { lot, proceeds, basis, gain, adjustment } of rows) {
    const id = lot.id as LotId
    const before = lots.get(id)
    lots.set(id, {
      proceeds: added(before === undefined ? 0 : before.proceeds, proceeds),
      basis: added(before === undefined ? 0 : before.basis, basis === null ? null : basis - adjustment),
      gain: added(before === undefined ? 0 : before.gain, gain === null ? null : gain + adjustment),
    })
  }
  return lots
}

function added(a: number | null, b: number | null): Cents | null {
  return a === null || b === null ? null : cents(a + b)
}
