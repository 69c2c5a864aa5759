/**
 * What the household realized in a year, by character after wash adjustments. A sale counts once: by the custodian's realized file for the account,
 * security and day it speaks of, by the ledger everywhere else; what the advisor entered for elsewhere comes on top. Schedule D, before carryforwards.
 */
import { addCents, allocate, type Cents, cents, noCents, sumCents } from '../../../shared/kernel/cents.ts'
import { type CivilDate, yearOf } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, SecurityId } from '../../../shared/kernel/id.ts'
import { isTaxable, type TaxProfile } from '../../../shared/model/book.ts'
import type { RealizedLot, Term } from '../../../shared/model/ledger.ts'
import type { RealizedYear } from '../../../shared/model/review.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import { termOf } from '../lots/holding-period.ts'
import { sameSecurity } from '../lots/ledger-input.ts'
import type { Projection, RealizedRow } from '../lots/project.ts'
import type { NetResults } from '../tax/year.ts'
import { brokerProjection } from './broker.ts'
import { countedOnce, type Filed, type StandsFor } from './one-sale.ts'

export interface RealizedLine {
  readonly account: AccountId
  readonly from: 'custodian' | 'ledger'
  readonly term: Term | null
  /** Gain or loss after the wash adjustment; null where the basis is unknown. */
  readonly recognized: Cents | null
  readonly disallowed: Cents
  readonly permanent: Cents
  /** Disallowed losses in the return's basis that the custodian's figure cannot hold; below zero: its own washes, which the return gives elsewhere. */
  readonly basisMore: Cents
  /** Disallowed losses of earlier sales that the return takes up here beyond those in the custodian's figure. */
  readonly carriedIn: Cents
  readonly custodian: RealizedLot | null
  readonly ledger: RealizedRow | null
  /** Trade date: the ledger's where it has the sale. */
  readonly sold: CivilDate
  /** The lot that a line of the file is booked as, where the sale lies before a lot statement. */
  readonly toldLot: string | null
  /** What a person should look at: the file dates the sale otherwise (or perhaps another sale), does not tell of all its shares, states no basis, or holds a wash of its own that the ledger cannot undo; null: nothing. */
  readonly why: StandsFor | 'other-day' | 'maybe-other-day' | 'own-wash' | null
}

/** The year's sales, each counted once (one-sale.ts). A file of a few months, securities or sales does not hide the ledger's other sales. */
export function realizedLines(snapshot: Snapshot, projection: Projection, year = yearOf(snapshot.asOf)): RealizedLine[] {
  const taxable = new Set(snapshot.accounts.filter(account => isTaxable(account.type)).map(account => account.id))
  const sameOf = sameSecurity(snapshot.relations, snapshot.entries)
  const ofYear = (account: AccountId, day: CivilDate) => taxable.has(account) && yearOf(day) === year
  const told = Map.groupBy(
    projection.told.filter(({ row, day }) => ofYear(row.account, day)),
    ({ row, day }) => saleKey(sameOf, row.account, row.security, day),
  )
  const keyOf = (row: RealizedRow) => saleKey(sameOf, row.account, row.security, row.sold)
  const booked = projection.realized.filter(row => ofYear(row.account, row.sold))
  const found = told.size === 0 ? new Map<string, RealizedRow[]>() : Map.groupBy(booked, keyOf)
  const lines: RealizedLine[] = []
  for (const [key, rows] of told) {
    const { filed, ledger } = countedOnce(rows, found.get(key) ?? [])
    for (const one of filed) for (const line of custodianLines(one, beyondFile(snapshot, projection, one))) lines.push(line)
    for (const { row, why } of ledger) lines.push(ledgerLine(row, why))
  }
  for (const row of booked) if (told.size === 0 || !told.has(keyOf(row))) lines.push(ledgerLine(row, null))
  return lines
}

function ledgerLine(row: RealizedRow, why: RealizedLine['why']): RealizedLine {
  const { account, term, recognized, disallowed, permanent, sold } = row
  const rest = { basisMore: noCents, carriedIn: noCents, custodian: null, ledger: row, toldLot: null, why }
  return { account, from: 'ledger', sold, term, recognized, disallowed, permanent, ...rest }
}

/** What the return finds otherwise than the file. */
interface Beyond {
  /** Losses in the basis that the custodian's figure does not hold; below zero: that it holds and the return gives elsewhere. */
  readonly basis: number
  /** Days of purchase that carry them. */
  readonly carrying: ReadonlySet<CivilDate | null>
  /** The file is the custodian's reading of the very records that the ledger has, so the ledger's reading by the law stands. */
  readonly byLaw: boolean
  /** The custodian washed what the law gives elsewhere, and the ledger does not explain its figures: they stay. */
  readonly unexplained?: true
}

/** Losses in the basis that the custodian cannot see, or sees where the law does not. What it sees is only worked out where losses were washed at all. */
function beyondFile(snapshot: Snapshot, projection: Projection, { lines, booked }: Filed): Beyond {
  const carried = sum(booked, row => row.washAdjustment)
  const carrying = new Set(booked.filter(row => row.washAdjustment > 0).map(row => row.acquired))
  const told = sum(lines, ({ row }) => row.basis ?? 0)
  const basis = sum(booked, row => row.basis ?? 0) - told
  if (booked.some(row => row.takenOut !== undefined || projection.takenBack.has(row.sale))) return { basis, carrying, byLaw: true }
  if (carried === 0 && !isWashedIn(projection, lines)) return { basis: 0, carrying, byLaw: false }
  const seen = [...new Set(booked.map(row => row.sale))].flatMap(sale => brokerRows(snapshot).get(sale) ?? [])
  const less =
    carried < sum(seen, row => row.washAdjustment) || sum(booked, row => row.disallowed) < sum(lines, ({ row }) => row.disallowed)
  if (less && isToldBy(lines, booked, seen)) {
    for (const row of seen) if (row.washAdjustment > 0) carrying.add(row.acquired)
    return { basis, carrying, byLaw: true }
  }
  const unseen = Math.max(0, carried - sum(seen, row => row.washAdjustment))
  return { basis: unseen, carrying, byLaw: false, ...(less ? { unexplained: true as const } : {}) }
}

const washedIn = new WeakMap<Projection, ReadonlySet<string>>()

/** Whether the custodian's files wash a loss of this account at all. */
function isWashedIn(projection: Projection, lines: Filed['lines']): boolean {
  let accounts = washedIn.get(projection)
  if (accounts === undefined) {
    accounts = new Set(projection.told.flatMap(({ row }) => (row.disallowed > 0 ? [row.account] : [])))
    washedIn.set(projection, accounts)
  }
  return lines.some(({ row }) => accounts.has(row.account))
}

/** The same shares, basis and washes, to the rounding of a lot: what a broker's rules make of the ledger. */
function isToldBy(lines: Filed['lines'], booked: readonly RealizedRow[], seen: readonly RealizedRow[]): boolean {
  if (lines.some(({ row }) => row.basis === null) || [...booked, ...seen].some(row => row.basis === null)) return false
  const count = sum(lines, ({ row }) => row.shares)
  if (count !== sum(booked, row => row.shares) || count !== sum(seen, row => row.shares)) return false
  const like = (told: number, own: number) => Math.abs(told - own) <= lines.length + seen.length
  return (
    like(
      sum(lines, ({ row }) => row.basis ?? 0),
      sum(seen, row => row.basis ?? 0),
    ) &&
    like(
      sum(lines, ({ row }) => row.disallowed),
      sum(seen, row => row.disallowed),
    )
  )
}

const seenIn = new WeakMap<Snapshot, ReadonlyMap<string, readonly RealizedRow[]>>()

function brokerRows(snapshot: Snapshot): ReadonlyMap<string, readonly RealizedRow[]> {
  const known = seenIn.get(snapshot)
  if (known) return known
  const rows = Map.groupBy(brokerProjection(snapshot).realized, row => row.sale as string)
  seenIn.set(snapshot, rows)
  return rows
}

/** The sales that a custodian's line and the ledger tell of together: one account, one security under any name, one day. */
export function saleKey(sameOf: (security: string) => string, account: AccountId, security: SecurityId, day: CivilDate): string {
  return `${account}\n${sameOf(security)}\n${day}`
}

/**
 * The custodian's rows of one sale. A broker sees one account and one security (Reg. 1.6045-1(d)(6)); what the ledger finds beyond that, by a spouse, an IRA
 * or an identical security, holds on the return all the same: losses washed there are disallowed, in the order of the rows; losses that came from there
 * stand in the basis, and their days in the holding period (IRC section 1091(d), 1223(3)). Where the ledger has all that the custodian had, what the law gives
 * elsewhere is out of the custodian's figures too (Reg. 1.1091-1(c), (d)).
 */
function custodianLines({ lines, booked }: Filed, beyond: Beyond): RealizedLine[] {
  const rows = lines.map(line => line.row)
  const whole = sum(booked, row => row.disallowed)
  let more = beyond.byLaw ? whole : Math.max(0, whole - sum(rows, row => row.disallowed))
  let lost = sum(booked, row => row.permanent)
  const bases = basesBeyond(rows, beyond)
  return lines.map(({ row, day, lot, maybe }, index) => {
    const basisMore = bases[index] ?? noCents
    const own = beyond.byLaw ? 0 : row.disallowed
    const loss = row.basis === null ? 0 : Math.max(0, row.basis + basisMore - row.proceeds - own)
    const added = Math.min(more, loss)
    more -= added
    const disallowed = cents(own + added)
    const permanent = cents(Math.min(lost, disallowed))
    lost -= permanent
    return {
      account: row.account,
      from: 'custodian',
      term: bookedTerm(row, booked, beyond.byLaw) ?? row.term ?? (row.opened === null ? null : termOf(row.opened, day)),
      recognized: row.basis === null ? null : cents(row.proceeds - row.basis - basisMore + disallowed),
      disallowed,
      permanent,
      basisMore,
      carriedIn: lot !== null && beyond.byLaw ? cents(sum(booked, one => one.washAdjustment)) : cents(Math.max(0, basisMore)),
      custodian: row,
      ledger: null,
      sold: day,
      toldLot: lot,
      why: day === row.closed ? (beyond.unexplained ? 'own-wash' : null) : maybe === true ? 'maybe-other-day' : 'other-day',
    }
  })
}

/** To the rows whose purchase carries such a loss; where no date fits, to all of them by shares. Parts re-add. */
function basesBeyond(rows: readonly RealizedLot[], { basis, carrying }: Beyond): Cents[] {
  if (basis === 0) return []
  const fits = rows.some(row => carrying.has(row.opened))
  const parts = allocate(
    cents(Math.abs(basis)),
    rows.map(row => (!fits || carrying.has(row.opened) ? row.shares : 0)),
  )
  return basis < 0 ? parts.map(part => cents(-part)) : parts
}

/** The term by the tacked date, where the ledger's rows of that purchase agree on one; `byLaw`: also where nothing is tacked, as the custodian may have done. */
function bookedTerm(row: RealizedLot, booked: readonly RealizedRow[], byLaw: boolean): Term | null {
  const terms = new Set(
    booked.filter(one => one.acquired !== null && one.acquired === row.opened && (byLaw || one.washAdjustment > 0)).map(one => one.term),
  )
  const [only] = terms
  return terms.size === 1 ? (only ?? null) : null
}

function sum<Row>(rows: readonly Row[], of: (row: Row) => number): number {
  return rows.reduce((total, row) => total + of(row), 0)
}

/** What the profile adds to the sales by character: realized outside the book, and the lines of Schedule D that no sale makes. */
export function enteredResults(profile: TaxProfile | null): NetResults {
  if (profile === null) return { short: noCents, long: noCents }
  const { otherShort, otherLong, line4 = noCents, line5 = noCents, line11 = noCents, line12 = noCents, line13 = noCents } = profile
  return { short: addCents(otherShort, line4, line5), long: addCents(otherLong, line11, line12, line13) }
}

export function realizedYear(snapshot: Snapshot, projection: Projection): RealizedYear {
  const lines = realizedLines(snapshot, projection)
  const year = yearOf(snapshot.asOf)
  const profile = snapshot.taxProfile?.year === year ? snapshot.taxProfile : null
  const entered = enteredResults(profile)
  const of = (term: Term) => sumCents(lines.filter(line => line.term === term).map(line => line.recognized ?? noCents))
  const sources = [
    lines.some(line => line.from === 'custodian') ? "custodian's realized file" : '',
    lines.some(line => line.from === 'ledger') ? 'ledger' : '',
    entered.short !== 0 || entered.long !== 0 ? 'entered by hand' : '',
  ]
  return {
    year,
    short: addCents(of('short'), entered.short),
    long: addCents(of('long'), entered.long),
    disallowed: sumCents(lines.map(line => line.disallowed)),
    permanentlyDisallowed: sumCents(lines.map(line => line.permanent)),
    carryforwardShort: profile?.carryforwardShort ?? noCents,
    carryforwardLong: profile?.carryforwardLong ?? noCents,
    source: sources.filter(source => source !== '').join(' + ') || 'nothing realized',
  }
}

export function yearSoFar(realized: RealizedYear): NetResults {
  return { short: realized.short, long: realized.long }
}
