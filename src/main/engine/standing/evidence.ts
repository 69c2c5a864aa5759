/**
 * The household's records laid out for wash verdicts, and the locks in force. Records speak of the days through the last close before the as-of day: the
 * files of a morning end there, and what is traded today is on the ticket.
 */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, SecurityId } from '../../../shared/kernel/id.ts'
import { isTaxable, type Security } from '../../../shared/model/book.ts'
import type { WashLock } from '../../../shared/model/ledger.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import type { Projection } from '../lots/project.ts'
import { acquisitionsOf } from '../wash/acquisitions.ts'
import { type HouseholdEvidence, householdEvidence } from '../wash/evidence.ts'
import { locksFrom } from '../wash/locks.ts'
import { lossSalesOf } from '../wash/loss-sale.ts'
import { type PlannedSale, plannedLossSales } from './planned.ts'
import { policyOf } from './policy.ts'

export interface Records {
  readonly evidence: HouseholdEvidence
  readonly locks: readonly WashLock[]
}

export interface Reinvesting {
  readonly account: AccountId
  readonly security: SecurityId
}

export function recordsOf(
  snapshot: Snapshot,
  projection: Projection,
  groupOf: (security: string) => string,
  securityOf: (security: SecurityId) => Security,
  reinvesting: readonly Reinvesting[],
  plannedSales: readonly PlannedSale[],
): Records {
  // a loss inside a retirement or health account is not recognized, so nothing can disallow it (IRC section 408(e))
  const taxable = new Set(snapshot.accounts.filter(account => isTaxable(account.type)).map(account => account.id))
  const policy = policyOf(snapshot)
  const lossSales = lossSalesOf(
    projection,
    snapshot.realized.filter(row => taxable.has(row.account)),
  ).filter(sale => !policy.outside.has(sale.security))
  const symbolOf = (security: SecurityId) => securityOf(security).symbol
  const securities = snapshot.securities.map(security => security.id).filter(security => !policy.outside.has(security))
  const derived = locksFrom(lossSales, { household: snapshot.household.id, asOf: snapshot.asOf, securities, groupOf, symbolOf })
  const evidence = householdEvidence({
    policy,
    asOf: lastClose(snapshot),
    accounts: snapshot.accounts,
    lots: projection.open,
    acquisitions: acquisitionsOf(snapshot, projection.received),
    lossSales,
    soldAgain: projection.soldAgain,
    reinvesting,
    plannedBuys: (snapshot.plannedPurchases ?? []).map((purchase, index) => ({ ...purchase, id: `${purchase.ticket} ${index}` })),
    plannedLossSales: plannedLossSales(snapshot, plannedSales, lossSales),
    groupOf,
    symbolOf,
  })
  return { evidence, locks: inForce([...derived, ...snapshot.locks], snapshot.asOf) }
}

/** The trading day before the as-of day; the as-of day itself where the calendar does not say. */
function lastClose(snapshot: Snapshot): CivilDate {
  return snapshot.tradingDays.findLast(day => day < snapshot.asOf) ?? snapshot.asOf
}

/**
 * Locks that are running or still to come, one for each security, day and source. Once a ticket's sale is in the book its own lock bars all that the ticket's did,
 * so it stands alone and names the ticket: twice the same days would read as two sales.
 */
function inForce(locks: readonly WashLock[], asOf: CivilDate): WashLock[] {
  const seen = new Set<string>()
  const running = locks.filter(lock => {
    const key = `${lock.security} ${lock.from} ${lock.until}`
    if (lock.until < asOf || seen.has(key)) return false
    seen.add(key)
    return true
  })
  const ofTickets = running.filter(({ ticket }) => ticket !== null)
  const sales = running.filter(({ ticket }) => ticket === null)
  const covers = (sale: WashLock, planned: WashLock) =>
    sale.security === planned.security && sale.from >= planned.from && sale.from <= planned.until && sale.until >= planned.until
  return [
    ...sales.map(sale => ({ ...sale, ticket: ofTickets.find(planned => covers(sale, planned))?.ticket ?? null })),
    ...ofTickets.filter(planned => !sales.some(sale => covers(sale, planned))),
  ].sort((a, b) => (a.until < b.until ? -1 : a.until > b.until ? 1 : a.id < b.id ? -1 : 1))
}
