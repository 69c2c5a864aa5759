/**
 * A household's ledger booked once more with the steps of every lot kept, beside the same in the book's terms. What a lineage, a wash ledger and the trail of a
 * basis are told from; kept for the snapshot it was made of. Ordinary reviews never ask for it.
 */
import { type CivilDate, dateOfDay } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, LotId, SecurityId } from '../../../shared/kernel/id.ts'
import type { Account, Security } from '../../../shared/model/book.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import type { Booking } from '../lots/book.ts'
import type { Lot, Piece, RealizedRow } from '../lots/holding.ts'
import { type BookedLedger, bookLedger, type Projection, projectionOf, securityNames, sourcesOf } from '../lots/project.ts'
import { brokerProjection } from '../standing/broker.ts'
import type { Standing } from '../standing/standing.ts'
import { sourceOf } from '../ticket/order.ts'
import type { Match } from '../wash/match.ts'

export interface History {
  readonly standing: Standing
  readonly booking: Booking
  readonly treatmentOf: BookedLedger['treatmentOf']
  readonly projection: Projection
  /** What a broker would report: one account, one security. */
  readonly broker: Projection
  readonly matchesOf: ReadonlyMap<RealizedRow, readonly Match[]>
  readonly rowsCarrying: ReadonlyMap<Match, readonly RealizedRow[]>
  readonly openCarrying: ReadonlyMap<Match, readonly Piece[]>
  /** The open lot's id of a piece: the lot's own for its first piece, `id#2` for the second. */
  readonly idOf: ReadonlyMap<Piece, LotId>
  readonly pieceOf: ReadonlyMap<LotId, Piece>
  readonly account: (of: Lot) => Account
  readonly security: (of: Lot) => Security
  readonly owner: (of: Lot) => string | null
  /** `import:<id>#<line>` of an entry or statement lot; empty where there is none. */
  readonly source: (id: string) => string
}

const made = new WeakMap<Snapshot, History>()

export function historyOf(standing: Standing): History {
  const known = made.get(standing.snapshot)
  if (known) return known
  const history = makeHistory(standing)
  made.set(standing.snapshot, history)
  return history
}

function makeHistory(standing: Standing): History {
  const { snapshot, policy } = standing
  const booked = bookLedger(snapshot, policy, true)
  const projection = projectionOf(snapshot, booked)
  const { booking } = booked
  const names = securityNames(snapshot)
  const sources = sourcesOf(snapshot)
  const people = new Map(snapshot.people.map(person => [person.id, person.name]))
  const account = (of: Lot) => standing.accountOf(of.account as AccountId)
  const openCarrying = new Map<Match, Piece[]>()
  for (const piece of booking.open) for (const match of chainOf(piece.carried)) listIn(openCarrying, match).push(piece)
  const rowsCarrying = new Map<Match, RealizedRow[]>()
  for (const row of booking.rows) for (const match of chainOf(row.carried)) listIn(rowsCarrying, match).push(row)
  const idOf = new Map(booking.open.map((piece, index) => [piece, projection.open[index]?.id ?? (piece.lot.id as LotId)]))
  return {
    standing,
    booking,
    treatmentOf: booked.treatmentOf,
    projection,
    broker: brokerProjection(snapshot),
    matchesOf: Map.groupBy(booking.matches, match => match.row),
    rowsCarrying,
    openCarrying,
    idOf,
    pieceOf: new Map([...idOf].map(([piece, lot]) => [lot, piece])),
    account,
    security: of => standing.securityOf(names(of.security) as SecurityId),
    owner: of => {
      const { owner } = account(of)
      return owner === null ? null : (people.get(owner) ?? null)
    },
    source: id => {
      const found = sources.get(id) ?? sources.get(id.replace(/\.(\d+|new)$/, ''))
      return found === undefined ? '' : sourceOf(found)
    },
  }
}

/** The losses a run of shares took over, the last first: one, and several only for a right. */
export function chainOf(carried: Match | null): Match[] {
  const chain: Match[] = []
  for (let match = carried; match !== null; match = match.earlier) chain.push(match)
  return chain
}

/** How much of an adjustment came by `match`: all of it, or for a right that took several losses its part of them, the last taking what is left. */
export function partOf(match: Match, carried: Match | null, adjustment: number): number {
  const chain = chainOf(carried).filter(one => !one.permanent)
  let left = adjustment
  let of = chain.reduce((sum, one) => sum + one.disallowed, 0)
  for (const one of chain) {
    const part = of === 0 ? 0 : one.disallowed === of ? left : Number((BigInt(left) * BigInt(one.disallowed)) / BigInt(of))
    if (one === match) return part
    left -= part
    of -= one.disallowed
  }
  return 0
}

export function dayOrNull(day: number | null): CivilDate | null {
  return day === null ? null : dateOfDay(day)
}

export function listIn<Key, Item>(lists: Map<Key, Item[]>, key: Key): Item[] {
  const known = lists.get(key)
  if (known) return known
  const list: Item[] = []
  lists.set(key, list)
  return list
}
