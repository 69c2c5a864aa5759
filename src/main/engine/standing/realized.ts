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
}

/** The year's sales, one source an account, security and day. A file of a few months or securities does not hide the ledger's other sales. */
export function realizedLines(snapshot: Snapshot, projection: Projection, year = yearOf(snapshot.asOf)): RealizedLine[] {
  const taxable = new Set(snapshot.accounts.filter(account => isTaxable(account.type)).map(account => account.id))
  const sameOf = sameSecurity(snapshot.relations, snapshot.entries)
  const ofYear = (account: AccountId, day: CivilDate) => yearOf(day) === year && taxable.has(account)
  const stated = snapshot.realized.filter(row => row.closed <= snapshot.asOf && ofYear(row.account, row.closed))
  const told = Map.groupBy(stated, row => saleKey(sameOf, row.account, row.security, row.closed))
  const keyOf = (row: RealizedRow) => saleKey(sameOf, row.account, row.security, row.sold)
  const booked = projection.realized.filter(row => ofYear(row.account, row.sold))
  const found = Map.groupBy(told.size === 0 ? [] : booked, keyOf)
  const carried = (rows: readonly RealizedRow[]) => sum(rows, row => row.washAdjustment)
  const lines: RealizedLine[] = []
  let broker: ReadonlyMap<string, readonly RealizedRow[]> | null = null
  for (const [key, rows] of told) {
    const own = found.get(key) ?? []
    // what a broker sees is only worked out where earlier losses stand in the basis at all
    if (carried(own) !== 0) broker ??= Map.groupBy(brokerProjection(snapshot).realized, keyOf)
    const seen = carried(broker?.get(key) ?? [])
    for (const line of custodianLines(rows, own, Math.max(0, carried(own) - seen))) lines.push(line)
  }
  for (const row of booked) {
    if (told.size > 0 && told.has(keyOf(row))) continue
    const { account, term, recognized, disallowed, permanent } = row
    lines.push({ account, from: 'ledger', term, recognized, disallowed, permanent, basisMore: noCents, custodian: null, ledger: row })
  }
  return lines
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
function custodianLines(rows: readonly RealizedLot[], booked: readonly RealizedRow[], unseen: number): RealizedLine[] {
  let more = Math.max(0, sum(booked, row => row.disallowed) - sum(rows, row => row.disallowed))
  let lost = sum(booked, row => row.permanent)
  const bases = unseenBases(rows, booked, unseen)
  return rows.map((row, index) => {
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
      term: bookedTerm(row, booked) ?? row.term ?? (row.opened === null ? null : termOf(row.opened, row.closed)),
      recognized: row.basis === null ? null : cents(row.proceeds - row.basis - basisMore + disallowed),
      disallowed,
      permanent,
      basisMore,
      custodian: row,
      ledger: null,
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
