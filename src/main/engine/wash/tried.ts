/**
 * What proposed sales come to, read off the rows and matches of their trial booking (trial.ts): row for row what the books will say and `lots` prints. A loss that
 * another lot of the same sales takes over stands in both rows, disallowed in the first and part of the second's (Reg. 1.1091-1(b)); `passedOn` says how much of
 * it there is, and the parts leave it out, because nothing outside of the sales blocks it. Of purchases of one day in several accounts the order of the records
 * holds; where an extreme order is worse it is told beside it (Reg. 1.1091-1(c); Rev. Rul. 2008-5).
 */
import { type Cents, cents } from '../../../shared/kernel/cents.ts'
import { type CivilDate, dateOfDay } from '../../../shared/kernel/civil-date.ts'
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
  /** Where the holding period of the shares bought counts from after it (IRC section 1223(3)); null: not known. */
  readonly heldFrom: CivilDate | null
}

/** A lot's part of a sale, at the basis it had before; null: not known. */
export interface TriedLot {
  readonly proceeds: Cents | null
  readonly basis: Cents | null
  readonly gain: Cents | null
}

/** A row as it will be booked. A result of unknown term is in no total. */
export interface TriedRow {
  readonly lot: LotId
  readonly term: Term | null
  /** Proceeds less basis, losses taken over from lots sold before it included, before section 1091 takes `disallowed` of it; null: not known. */
  readonly gain: Cents | null
  readonly disallowed: Cents
  readonly permanent: Cents
}

/** Loss of one lot that moves into another lot of the sales. */
export interface PassedLink {
  readonly from: LotId
  readonly into: LotId
  readonly amount: Cents
}

export interface TriedSale {
  readonly lots: ReadonlyMap<LotId, TriedLot>
  readonly rows: readonly TriedRow[]
  /** In the order of matching, by loss lot, without what lots of these sales take over. */
  readonly parts: ReadonlyMap<LotId, readonly WashedPart[]>
  /** Cents of its loss that other lots of these sales take over, and of theirs that its lots do: in `rows` disallowed once and counted twice. */
  readonly passedOn: Cents
  readonly takenOver: Cents
  /** Lot by lot what is passed on, in the order of booking. */
  readonly links: readonly PassedLink[]
  /** The same sale had other accounts bought first on a day, where that is worse. */
  readonly inOtherOrder?: TriedSale
}

/** One result for each sale; all are on one day, and none of a security outside section 1091. */
export function trySales(evidence: HouseholdEvidence, sales: readonly ProposedSale[]): TriedSale[] {
  if (evidence.policy.iraFirst) return readOff(bookedTrial(evidence, sales, 'lost-first'), sales)
  const trial = bookedTrial(evidence, sales, 'recorded')
  const recorded = readOff(trial, sales)
  let worst = recorded
  for (const order of trial.others) {
    const other = readOff(bookedTrial(evidence, sales, order), sales)
    if (isWorse(other, worst)) worst = other
  }
  if (worst === recorded) return recorded
  return recorded.map((sale, index) => {
    const other = worst[index] as TriedSale
    return isWorse([other], [sale]) ? { ...sale, inOtherOrder: other } : sale
  })
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
  const { passed, links } = passedOn(books.rows)
  const matchesOf = Map.groupBy(books.matches, match => match.row)
  const rowsOf = Map.groupBy(books.rows, row => row.sale)
  return sales.map((_, index) => {
    const rows = rowsOf.get(String(index)) ?? []
    const parts = new Map<LotId, WashedPart[]>()
    const told: TriedRow[] = []
    for (const row of rows) {
      for (const match of matchesOf.get(row) ?? []) {
        const gone = passed.get(match)
        const shares = match.shares - (gone?.shares ?? 0)
        const bought = boughtBy.get(match.replacement)
        if (shares <= 0 || bought === undefined) continue
        const lot = row.lot.id as LotId
        const heldFrom = match.heldFrom === null ? null : dateOfDay(match.heldFrom)
        const part = { shares, lost: match.permanent, bought, disallowed: cents(match.disallowed - (gone?.cents ?? 0)), heldFrom }
        parts.set(lot, [...(parts.get(lot) ?? []), part])
      }
      told.push({
        lot: row.lot.id as LotId,
        term: row.term,
        gain: row.gain === null ? null : cents(row.gain),
        disallowed: cents(row.disallowed),
        permanent: cents(row.permanent),
      })
    }
    const sum = (some: readonly Link[]) => cents(some.reduce((total, link) => total + link.amount, 0))
    const own = links.filter(link => link.giver.sale === String(index))
    return {
      lots: lotsOf(rows),
      rows: told,
      parts,
      passedOn: sum(own),
      takenOver: sum(links.filter(link => link.taker.sale === String(index))),
      links: own.map(({ giver, taker, amount }) => ({ from: giver.lot.id as LotId, into: taker.lot.id as LotId, amount: cents(amount) })),
    }
  })
}

interface Link {
  readonly giver: RealizedRow
  readonly taker: RealizedRow
  readonly amount: number
}

/** Of each match, what left again with the shares that had taken it over, and with which rows. */
function passedOn(rows: readonly RealizedRow[]): { readonly passed: Map<Match, Passed>; readonly links: readonly Link[] } {
  const passed = new Map<Match, Passed>()
  const links: Link[] = []
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
      if (part > 0) links.push({ giver: match.row, taker: row, amount: part })
    }
  }
  return { passed, links }
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
