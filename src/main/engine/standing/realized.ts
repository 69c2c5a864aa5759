/**
 * What the household has realized this year, by character after wash adjustments. A sale counts once: by the custodian's realized file for the account, security
 * and day it speaks of, by the ledger everywhere else; what the advisor entered for elsewhere comes on top. Schedule D, before carryforwards.
 */
import { addCents, type Cents, cents, noCents } from '../../../shared/kernel/cents.ts'
import { type CivilDate, yearOf } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, SecurityId } from '../../../shared/kernel/id.ts'
import { isTaxable } from '../../../shared/model/book.ts'
import type { RealizedLot, Term } from '../../../shared/model/ledger.ts'
import type { RealizedYear } from '../../../shared/model/review.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import { termOf } from '../lots/holding-period.ts'
import { sameSecurity } from '../lots/ledger-input.ts'
import type { Projection, RealizedRow } from '../lots/project.ts'
import type { NetResults } from '../tax/year.ts'

export interface RealizedLine {
  readonly account: AccountId
  readonly from: 'custodian' | 'ledger'
  readonly term: Term | null
  /** Gain or loss after the wash adjustment; null where the basis is unknown. */
  readonly recognized: Cents | null
  readonly disallowed: Cents
  readonly permanent: Cents
  readonly custodian: RealizedLot | null
  readonly ledger: RealizedRow | null
}

/** The year's sales, one source an account, security and day. A file of a few months or securities does not hide the ledger's other sales. */
export function realizedLines(snapshot: Snapshot, projection: Projection): RealizedLine[] {
  const year = yearOf(snapshot.asOf)
  const taxable = new Set(snapshot.accounts.filter(account => isTaxable(account.type)).map(account => account.id))
  const sameOf = sameSecurity(snapshot.relations)
  const keyOf = (account: AccountId, security: SecurityId, day: CivilDate) => `${account}\n${sameOf(security)}\n${day}`
  const ofYear = (account: AccountId, day: CivilDate) => taxable.has(account) && yearOf(day) === year
  const stated = snapshot.realized.filter(row => row.closed <= snapshot.asOf && ofYear(row.account, row.closed))
  const told = Map.groupBy(stated, row => keyOf(row.account, row.security, row.closed))
  const booked = projection.realized.filter(row => ofYear(row.account, row.sold))
  const found = Map.groupBy(booked, row => keyOf(row.account, row.security, row.sold))
  const lines = [...told].flatMap(([key, rows]) => custodianLines(rows, found.get(key) ?? []))
  for (const row of booked) {
    if (told.has(keyOf(row.account, row.security, row.sold))) continue
    const { account, term, recognized, disallowed, permanent } = row
    lines.push({ account, from: 'ledger', term, recognized, disallowed, permanent, custodian: null, ledger: row })
  }
  return lines
}

/**
 * The custodian's rows of one sale. A broker sees one account and one security (Reg. 1.6045-1(d)(6)); what the ledger finds washed beyond that, by a spouse, an IRA
 * or an identical security, is disallowed on the return all the same and added to the loss rows in their order.
 */
function custodianLines(rows: readonly RealizedLot[], booked: readonly RealizedRow[]): RealizedLine[] {
  let more = Math.max(0, sum(booked, row => row.disallowed) - sum(rows, row => row.disallowed))
  let lost = sum(booked, row => row.permanent)
  return rows.map(row => {
    const loss = row.basis === null ? 0 : Math.max(0, row.basis - row.proceeds - row.disallowed)
    const added = Math.min(more, loss)
    more -= added
    const disallowed = cents(row.disallowed + added)
    const permanent = cents(Math.min(lost, disallowed))
    lost -= permanent
    return {
      account: row.account,
      from: 'custodian',
      term: row.term ?? (row.opened === null ? null : termOf(row.opened, row.closed)),
      recognized: row.basis === null ? null : cents(row.proceeds - row.basis + disallowed),
      disallowed,
      permanent,
      custodian: row,
      ledger: null,
    }
  })
}

function sum<Row>(rows: readonly Row[], of: (row: Row) => number): number {
  return rows.reduce((total, row) => total + of(row), 0)
}

export function realizedYear(snapshot: Snapshot, projection: Projection): RealizedYear {
  const lines = realizedLines(snapshot, projection)
  const year = yearOf(snapshot.asOf)
  const profile = snapshot.taxProfile?.year === year ? snapshot.taxProfile : null
  const of = (term: Term) => addCents(...lines.filter(line => line.term === term).map(line => line.recognized ?? noCents))
  const sources = [
    lines.some(line => line.from === 'custodian') ? "custodian's realized file" : '',
    lines.some(line => line.from === 'ledger') ? 'ledger' : '',
    profile && (profile.otherShort !== 0 || profile.otherLong !== 0) ? 'entered by hand' : '',
  ]
  return {
    year,
    short: addCents(of('short'), profile?.otherShort ?? noCents),
    long: addCents(of('long'), profile?.otherLong ?? noCents),
    disallowed: addCents(...lines.map(line => line.disallowed)),
    permanentlyDisallowed: addCents(...lines.map(line => line.permanent)),
    carryforwardShort: profile?.carryforwardShort ?? noCents,
    carryforwardLong: profile?.carryforwardLong ?? noCents,
    source: sources.filter(source => source !== '').join(' + ') || 'nothing realized',
  }
}

export function yearSoFar(realized: RealizedYear): NetResults {
  return { short: realized.short, long: realized.long }
}
