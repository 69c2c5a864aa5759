/**
 * The loss of a sale as the matcher takes it. Of a sale that lies before a lot statement, the part that the custodian's realized file says is disallowed (Form
 * 1099-B, box 1g) has found its replacement in the custodian's own books: the same account and security (Reg. 1.6045-1(d)(6)(iii)), with a basis that holds it.
 * That part is looked for there only, and never disallowed again; the rest is matched like any other loss.
 */
import type { Dispose } from './event.ts'
import type { Loss, Piece, RealizedRow } from './holding.ts'
import { proportion } from './proportion.ts'

/** `row` is of `piece`, at a loss. What the file has disallowed is put on the row. */
export function lossesOf(row: RealizedRow, piece: Piece, sale: Dispose): Loss[] {
  const { shares } = piece
  const amount = -(row.gain ?? 0)
  if (sale.inside === undefined) return [lossOf(row, shares, amount)]
  if (sale.inside.filed === null) return [lossOf(row, shares, amount, 'unfiled')]
  const washed = Math.max(0, Math.min(amount, sale.inside.filed))
  if (washed === 0) return [lossOf(row, shares, amount)]
  const count = washed === amount ? shares : Math.min(shares - 1, Math.max(1, proportion(shares, washed, amount)))
  row.disallowed += washed
  row.filed = { shares: count, amount: washed }
  const filed = lossOf(row, count, washed, 'filed')
  return count < shares ? [filed, lossOf(row, shares - count, amount - washed)] : [filed]
}

function lossOf(row: RealizedRow, shares: number, amount: number, inside?: Loss['inside']): Loss {
  const { lot, day, heldFrom } = row
  return { row, lot, day, heldFrom, shares, countedIn: lot.security, saleShares: shares, amount, inside }
}
