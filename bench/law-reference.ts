/**
 * The straightforward matcher that the law engine is measured against: one array of parcels and one of losses, looked through from end to end at every trade.
 * It knows purchases and sales of whole shares at whole cents a share, four orders of relief, identical groups and IRAs: what the bench's ledgers hold.
 */
import type { Booking } from '../src/main/engine/lots/book.ts'
import type { BookingEvent } from '../src/main/engine/lots/event.ts'
import { groupOf, isSheltered } from './law-ledger.ts'

interface Parcel {
  readonly account: string
  readonly security: string
  readonly lot: number
  readonly place: number
  readonly day: number
  readonly shares: number
  readonly each: number
  readonly used: boolean
}

interface Loss {
  readonly lot: number
  readonly group: string
  readonly day: number
  shares: number
  readonly each: number
}

interface Totals {
  gain: number
  disallowed: number
  permanent: number
}

/** The engine's answer in the same terms. */
export function totalsOf(booking: Booking): Totals {
  const totals: Totals = { gain: 0, disallowed: 0, permanent: 0 }
  for (const row of booking.rows) {
    totals.gain += row.gain ?? 0
    totals.disallowed += row.disallowed
    totals.permanent += row.permanent
  }
  return totals
}

const oneShare = 1e6
const byAge = (a: Parcel, b: Parcel): number => a.lot - b.lot || a.place - b.place
const orders: Record<string, (a: Parcel, b: Parcel) => number> = {
  FIFO: byAge,
  LIFO: (a, b) => b.lot - a.lot || a.place - b.place,
  HIFO: (a, b) => b.each - a.each || byAge(a, b),
  LOFO: (a, b) => a.each - b.each || byAge(a, b),
}

export function matchByScanning(events: readonly BookingEvent[]): Totals {
  const totals: Totals = { gain: 0, disallowed: 0, permanent: 0 }
  let parcels: Parcel[] = []
  const losses: Loss[] = []
  for (const [lot, event] of events.entries()) {
    if (event.kind === 'acquire') {
      const { account, security, day } = event
      const shares = event.shares / oneShare
      let fresh: Parcel = { account, security, lot, place: 0, day, shares, each: (event.basis ?? 0) / shares, used: false }
      for (const loss of losses) {
        if (loss.shares === 0 || loss.group !== groupOf(security) || day - loss.day > 30 || fresh.shares === 0) continue
        const [washed, rest] = wash(fresh, loss, totals)
        parcels.push(washed)
        fresh = rest
      }
      if (fresh.shares > 0) parcels.push(fresh)
    } else if (event.kind === 'dispose') {
      const held = parcels.filter(parcel => parcel.account === event.account && parcel.security === event.security)
      const each = (event.proceeds ?? 0) / (event.shares / oneShare)
      let wanted = event.shares / oneShare
      const sold: Parcel[] = []
      for (const parcel of held.sort(orders[event.method])) {
        const part = Math.min(wanted, parcel.shares)
        if (part > 0) sold.push({ ...parcel, shares: part })
        wanted -= part
      }
      for (const part of sold.sort(byAge)) parcels = sell(part, each, event.day, parcels, losses, totals)
    }
  }
  return totals
}

/** Of a parcel chosen for the sale, an older part of the same sale may have washed some: each bit leaves with the basis that it has by then. */
function sell(part: Parcel, each: number, day: number, all: readonly Parcel[], losses: Loss[], totals: Totals): Parcel[] {
  let parcels = [...all]
  const end = part.place + part.shares
  for (const parcel of all.filter(other => other.lot === part.lot && other.place < end && other.place + other.shares > part.place)) {
    const shares = Math.min(end, parcel.place + parcel.shares) - parcel.place
    const rest = { ...parcel, place: parcel.place + shares, shares: parcel.shares - shares }
    parcels = parcels.flatMap(other => (other !== parcel ? [other] : rest.shares > 0 ? [rest] : []))
    if (isSheltered(parcel.account)) continue
    totals.gain += shares * (each - parcel.each)
    if (each >= parcel.each) continue
    const loss: Loss = { lot: parcel.lot, group: groupOf(parcel.security), day, shares, each: parcel.each - each }
    const candidates = parcels.filter(
      other => !other.used && other.lot !== loss.lot && groupOf(other.security) === loss.group && day - other.day <= 30,
    )
    for (const candidate of candidates.sort(byAge)) {
      if (loss.shares === 0) break
      const [washed, left] = wash(candidate, loss, totals)
      parcels = parcels.flatMap(other => (other !== candidate ? [other] : left.shares > 0 ? [washed, left] : [washed]))
    }
    if (loss.shares > 0) losses.push(loss)
  }
  return parcels
}

/** The first shares of the parcel take over the loss; in an IRA it is gone. */
function wash(parcel: Parcel, loss: Loss, totals: Totals): [washed: Parcel, rest: Parcel] {
  const shares = Math.min(parcel.shares, loss.shares)
  const lost = isSheltered(parcel.account)
  loss.shares -= shares
  totals.disallowed += shares * loss.each
  if (lost) totals.permanent += shares * loss.each
  const washed = { ...parcel, shares, used: true, each: lost ? parcel.each : parcel.each + loss.each }
  return [washed, { ...parcel, place: parcel.place + shares, shares: parcel.shares - shares }]
}
