/**
 * How the records of a booking lie in memory. V8 keeps small whole numbers in the record itself; but once one number of a field was beyond two thousand million, or came out of a division, it gives that
 * field a box of its own in every record of the kind: seven for a realized row, four for a match, each of which the collector moves. A field that has held null keeps small numbers in itself
 * whatever the others are. So the first record of each kind, before any true one, has null in every field: a million trades take about a quarter less processor time for it, and nothing else depends on it.
 * Fields stand in the order in which the records are made, without which they would be of another kind (test/unit/main/engine/lots/layout.test.ts).
 */
import type { Match } from '../wash/match.ts'
import type { Candidate, Loss, Piece, RealizedRow } from './holding.ts'

const nothing = null as never

const row: RealizedRow = {
  sale: nothing,
  lot: nothing,
  day: nothing,
  shares: nothing,
  proceeds: nothing,
  basis: nothing,
  gain: nothing,
  adjustment: nothing,
  carried: nothing,
  heldFrom: nothing,
  term: nothing,
  longPart: nothing,
  disallowed: nothing,
  permanent: nothing,
}

const match: Match = {
  row: nothing,
  replacement: nothing,
  saleShares: nothing,
  shares: nothing,
  disallowed: nothing,
  permanent: nothing,
  held: nothing,
  basis: nothing,
  heldFrom: nothing,
  earlier: nothing,
  stated: nothing,
}

const loss: Loss = {
  row: nothing,
  lot: nothing,
  day: nothing,
  heldFrom: nothing,
  shares: nothing,
  countedIn: nothing,
  saleShares: nothing,
  amount: nothing,
  inside: nothing,
}

/** `rate` is a fraction and has its box anyway. */
const piece: Piece = {
  lot: nothing,
  holding: nothing,
  shares: nothing,
  place: nothing,
  basis: nothing,
  adjustment: nothing,
  rate: Number.NaN,
  heldFrom: nothing,
  giftValue: nothing,
  capitalGains: nothing,
  carried: nothing,
  replaced: nothing,
  open: nothing,
  mark: nothing,
  pooled: nothing,
  previous: nothing,
  next: nothing,
  candidate: nothing,
  right: nothing,
}

const candidate: Candidate = { piece: nothing, group: nothing, shares: nothing, contract: nothing, previous: nothing, next: nothing }

export const layout = { row, match, loss, piece, candidate }
