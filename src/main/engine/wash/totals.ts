/**
 * The wash ledger's totals by year, and the identity over all of them: gains as if section 1091 did not exist are the recognized ones, less the losses that
 * still sit in basis, less those that left with shares, less those lost in an IRA. It ties every cent of every match.
 */
import { cents } from '../../../shared/kernel/cents.ts'
import { dateOfDay, yearOf } from '../../../shared/kernel/civil-date.ts'
import type { LossRow, WashEntry, WashLedger } from '../../../shared/model/wash-ledger.ts'
import type { History } from '../lineage/history.ts'

type Year = WashLedger['years'][number]
type Sums = { -readonly [Key in keyof Year]: number }

/** Newest year first; years without a loss, a match or a release are left out. */
export function yearsOf(history: History, entries: readonly WashEntry[], losses: readonly LossRow[]): Year[] {
  const years = new Map<number, Sums>()
  const of = (year: number): Sums => {
    const known = years.get(year)
    if (known) return known
    const fresh = { year, losses: 0, disallowed: 0, deferred: 0, released: 0, permanent: 0, brokerDisallowed: 0, provisional: 0 }
    years.set(year, fresh)
    return fresh
  }
  for (const row of history.booking.rows) {
    // earlier losses in the basis were counted when they were sold: without section 1091 they are no part of this sale
    const raw = row.gain === null ? 0 : row.gain + row.adjustment
    if (raw < 0) of(yearOf(dateOfDay(row.day))).losses -= raw
  }
  for (const loss of losses) {
    const year = of(yearOf(loss.sold))
    if (loss.provisionalUntil !== null) year.provisional += 1
  }
  for (const entry of entries) {
    const year = of(yearOf(entry.loss.sold))
    year.disallowed += entry.disallowed
    if (entry.status === 'permanent') year.permanent += entry.disallowed
    for (const fate of entry.fates) if (fate.kind === 'open') year.deferred += fate.amount
  }
  for (const row of history.booking.rows) if (row.adjustment !== 0) of(yearOf(dateOfDay(row.day))).released += row.adjustment
  for (const row of history.broker.realized) if (row.disallowed !== 0) of(yearOf(row.sold)).brokerDisallowed += row.disallowed
  return [...years.values()]
    .sort((a, b) => b.year - a.year)
    .map(sums => ({
      year: sums.year,
      losses: cents(sums.losses),
      disallowed: cents(sums.disallowed),
      deferred: cents(sums.deferred),
      released: cents(sums.released),
      permanent: cents(sums.permanent),
      brokerDisallowed: cents(sums.brokerDisallowed),
      provisional: sums.provisional,
    }))
}

export function identityOf({ booking }: History): WashLedger['identity'] {
  let [raw, recognized, permanent, left, open] = [0, 0, 0, 0, 0]
  for (const row of booking.rows) {
    permanent += row.permanent
    // washed by the custodian into shares the records do not show
    left += row.filed?.amount ?? 0
    if (row.gain === null) left += row.adjustment
    else {
      raw += row.gain + row.adjustment
      recognized += row.gain + row.disallowed
    }
  }
  for (const step of booking.steps) if (step.kind === 'left') left += step.adjustment
  for (const piece of booking.open) open += piece.adjustment
  return {
    raw: cents(raw),
    recognized: cents(recognized),
    open: cents(open),
    left: cents(left),
    permanent: cents(permanent),
    holds: raw === recognized - open - left - permanent,
  }
}
