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
  /** Disallowed losses in the return's basis that the custodian's figure cannot hold. */
  readonly basisMore: Cents
  readonly custodian: RealizedLot | null
  readonly ledger: RealizedRow | null
  /** Trade date: the ledger's where it has the sale. */
  readonly sold: CivilDate
  /** The lot that a line of the file is booked as, where the sale lies before a lot statement. */
  readonly toldLot: string | null
  /** What a person should look at: the file dates the sale otherwise (or perhaps another sale), does not tell of all its shares, or states no basis; null: nothing. */
  readonly why: StandsFor | 'other-day' | 'maybe-other-day' | null
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
    for (const one of filed) for (const line of custodianLines(one, carriedUnseen(snapshot, one))) lines.push(line)
    for (const { row, why } of ledger) lines.push(ledgerLine(row, why))
  }
  for (const row of booked) if (told.size === 0 || !told.has(keyOf(row))) lines.push(ledgerLine(row, null))
  return lines
}

function ledgerLine(row: RealizedRow, why: RealizedLine['why']): RealizedLine {
  const { account, term, recognized, disallowed, permanent, sold } = row
  const rest = { basisMore: noCents, custodian: null, ledger: row, toldLot: null, why }
  return { account, from: 'ledger', sold, term, recognized, disallowed, permanent, ...rest }
}

/** Losses in the basis that the custodian cannot see. What it sees is only worked out where earlier losses stand in the basis at all. */
function carriedUnseen(snapshot: Snapshot, { booked }: Filed): number {
  const carried = sum(booked, row => row.washAdjustment)
  if (carried === 0) return 0
  const seen = carriedAsSeen(brokerProjection(snapshot))
  const sales = new Set(booked.map(row => row.sale))
  return Math.max(0, carried - [...sales].reduce((total, sale) => total + (seen.get(sale) ?? 0), 0))
}

const seenIn = new WeakMap<Projection, ReadonlyMap<string, number>>()

function carriedAsSeen(broker: Projection): ReadonlyMap<string, number> {
  const known = seenIn.get(broker)
  if (known) return known
  const carried = new Map<string, number>()
  for (const { sale, washAdjustment } of broker.realized) {
    if (washAdjustment !== 0) carried.set(sale, (carried.get(sale) ?? 0) + washAdjustment)
  }
  seenIn.set(broker, carried)
  return carried
}

/** The sales that a custodian's line and the ledger tell of together: one account, one security under any name, one day. */
export function saleKey(sameOf: (security: string) => string, account: AccountId, security: SecurityId, day: CivilDate): string {
  return `${account}\n${sameOf(security)}\n${day}`
}

/**
 * The custodian's rows of one sale. A broker sees one account and one security (Reg. 1.6045-1(d)(6)); what the ledger finds beyond that, by a spouse, an IRA
 * or an identical security, holds on the return all the same: losses washed there are disallowed, in the order of the rows; losses that came from there
 * (`unseen`) stand in the basis, and their days in the holding period (IRC section 1091(d), 1223(3)).
 */
function custodianLines({ lines, booked }: Filed, unseen: number): RealizedLine[] {
  const rows = lines.map(line => line.row)
  let more = Math.max(0, sum(booked, row => row.disallowed) - sum(rows, row => row.disallowed))
  let lost = sum(booked, row => row.permanent)
  const bases = unseenBases(rows, booked, unseen)
  return lines.map(({ row, day, lot, maybe }, index) => {
    const basisMore = bases[index] ?? noCents
    const loss = row.basis === null ? 0 : Math.max(0, row.basis + basisMore - row.proceeds - row.disallowed)
    const added = Math.min(more, loss)
    more -= added
    const disallowed = cents(row.disallowed + added)
    const permanent = cents(Math.min(lost, disallowed))
    lost -= permanent
    return {
      account: row.account,
      from: 'custodian',
      term: bookedTerm(row, booked) ?? row.term ?? (row.opened === null ? null : termOf(row.opened, day)),
      recognized: row.basis === null ? null : cents(row.proceeds - row.basis - basisMore + disallowed),
      disallowed,
      permanent,
      basisMore,
      custodian: row,
      ledger: null,
      sold: day,
      toldLot: lot,
      why: day === row.closed ? null : maybe === true ? 'maybe-other-day' : 'other-day',
    }
  })
}

/** To the rows whose purchase carries such a loss; where no date fits, to all of them by shares. Parts re-add. */
function unseenBases(rows: readonly RealizedLot[], booked: readonly RealizedRow[], unseen: number): Cents[] {
  if (unseen === 0) return []
  const carrying = new Set(booked.filter(row => row.washAdjustment > 0).map(row => row.acquired))
  const fits = rows.some(row => carrying.has(row.opened))
  return allocate(
    cents(unseen),
    rows.map(row => (!fits || carrying.has(row.opened) ? row.shares : 0)),
  )
}

/** The term by the tacked date, where the ledger's rows of that purchase agree on one. */
function bookedTerm(row: RealizedLot, booked: readonly RealizedRow[]): Term | null {
  const terms = new Set(
    booked.filter(one => one.acquired !== null && one.acquired === row.opened && one.washAdjustment > 0).map(one => one.term),
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
