/**
 * Losses whose result hangs on which of several accounts bought first on one day. The records do not say (lots/other-orders.ts), so the household is booked in other
 * orders too, and every loss that comes out otherwise is told, on its row of the year, in the wash ledger and among the points of quality. Which order holds
 * is an open point of law (shared/model/law.ts, `sameDayTies`); nothing is decided here. Reg. 1.1091-1(c), (d); Rev. Rul. 2008-5.
 */
import { type CivilDate, dateOfDay, dayNumber } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, SecurityId } from '../../../shared/kernel/id.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import { date, exactMoney } from '../../../shared/present/format.ts'
import type { Booking } from '../lots/book.ts'
import { bookedInOtherOrders } from '../lots/other-orders.ts'
import { rules } from '../wash/reasons.ts'
import type { Standing } from './standing.ts'

export interface DayOrder {
  readonly sale: string
  readonly lot: string
  readonly account: AccountId
  readonly security: SecurityId
  readonly sold: CivilDate
  /** What a person reads. */
  readonly why: string
}

export const dayOrderRule = rules.dayOrder

const made = new WeakMap<Snapshot, ReadonlyMap<string, DayOrder>>()

/** By `keyOfLoss`; empty where every order comes to the same. */
export function dayOrders(standing: Standing): ReadonlyMap<string, DayOrder> {
  const known = made.get(standing.snapshot)
  if (known) return known
  const tied = tiedDays(standing)
  const orders = tied.size === 0 ? new Map<string, DayOrder>() : compare(standing, tied)
  made.set(standing.snapshot, orders)
  return orders
}

export function keyOfLoss(sale: string, lot: string): string {
  return `${sale}|${lot}`
}

/** Groups and days on which replacements were bought, where several accounts bought. */
function tiedDays({ projection, groupOf, evidence }: Standing): Set<string> {
  const tied = new Set<string>()
  const seen = new Set<string>()
  for (const { replacementSecurity, bought } of projection.matches) {
    const key = dayKey(groupOf(replacementSecurity), dayNumber(bought))
    if (seen.has(key)) continue
    seen.add(key)
    const buyers = new Set<string>()
    for (const { date: day, account } of evidence.group(replacementSecurity).acquisitions) if (day === bought) buyers.add(account)
    if (buyers.size > 1) tied.add(key)
  }
  return tied
}

function dayKey(group: string, day: number): string {
  return `${group}\n${day}`
}

interface Result {
  readonly permanent: number
  /** Dollars by the account whose shares took them. */
  readonly into: ReadonlyMap<string, number>
  readonly days: ReadonlyMap<number, ReadonlySet<string>>
}

function compare({ snapshot, projection, policy, groupOf }: Standing, tied: ReadonlySet<string>): Map<string, DayOrder> {
  const { booked, others, partly } = bookedInOtherOrders(snapshot, policy, event => {
    const key = dayKey(groupOf(event.security), event.day)
    return tied.has(key) ? key : null
  })
  const [own, ...rest] = [booked, ...others].map(resultsOf)
  const found = new Map<string, DayOrder>()
  for (const { sale, lot, account, security, sold } of projection.realized) {
    const key = keyOfLoss(sale, lot)
    const results = rest.map(other => other.get(key) ?? nothing)
    const result = own?.get(key) ?? nothing
    const differing = results.filter(other => !isSame(result, other))
    if (differing.length === 0) continue
    const tie = tieIn([result, ...differing], day => tied.has(dayKey(groupOf(security), day)))
    if (tie === null) continue
    const nameOf = (id: string) => snapshot.accounts.find(one => one.id === id)?.name ?? id
    const every = !partly.has(dayKey(groupOf(security), tie.day))
    const why = `${wordsOf(tie.day, [...tie.accounts].map(nameOf).sort(), result, differing)}${every ? '' : notEveryOrder}`
    found.set(key, { sale, lot, account, security, sold, why })
  }
  return found
}

/** Said where a worse order than the one told may be among those not booked. */
const notEveryOrder =
  ' (so many accounts bought that day, or on so many such days, that not every order has been worked out: another may come to more)'

const nothing: Result = { permanent: 0, into: new Map(), days: new Map() }

function resultsOf({ matches }: Pick<Booking, 'matches'>): Map<string, Result> {
  const results = new Map<string, { permanent: number; into: Map<string, number>; days: Map<number, Set<string>> }>()
  for (const { row, replacement, disallowed, permanent } of matches) {
    const key = keyOfLoss(row.sale, row.lot.id)
    const result = results.get(key) ?? { permanent: 0, into: new Map(), days: new Map() }
    results.set(key, result)
    if (permanent) result.permanent += disallowed
    else result.into.set(replacement.account, (result.into.get(replacement.account) ?? 0) + disallowed)
    result.days.set(replacement.boughtDay, (result.days.get(replacement.boughtDay) ?? new Set()).add(replacement.account))
  }
  return results
}

function isSame(a: Result, b: Result): boolean {
  return (
    a.permanent === b.permanent && a.into.size === b.into.size && [...a.into].every(([account, amount]) => b.into.get(account) === amount)
  )
}

/** The first tied day on which the loss finds its replacement in one account or another; null: it depends on another loss of such a day. */
function tieIn(results: readonly Result[], isTied: (day: number) => boolean): { day: number; accounts: Set<string> } | null {
  const accounts = new Map<number, Set<string>>()
  for (const { days } of results) for (const [day, buyers] of days) accounts.set(day, new Set([...(accounts.get(day) ?? []), ...buyers]))
  const ties = [...accounts].filter(([day]) => isTied(day)).sort(([a], [b]) => a - b)
  const [first] = ties.filter(([, buyers]) => buyers.size > 1).concat(ties)
  return first === undefined ? null : { day: first[0], accounts: first[1] }
}

function wordsOf(day: number, accounts: readonly string[], own: Result, others: readonly Result[]): string {
  const bought = `${accounts.join(' and ')} bought on ${date(dateOfDay(day))}, and the records do not say who bought first`
  const worst = others.reduce((most, other) =>
    Math.abs(other.permanent - own.permanent) > Math.abs(most.permanent - own.permanent) ? other : most,
  )
  const otherwise =
    worst.permanent === own.permanent
      ? 'in another order the loss goes into the basis of another account'
      : `in another order ${exactMoney(worst.permanent)} of this loss would be lost for good, not ${exactMoney(own.permanent)}`
  return `${bought}: ${otherwise}`
}
