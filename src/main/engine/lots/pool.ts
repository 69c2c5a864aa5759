/**
 * Average basis: the whole position pooled, whatever the holding periods (Reg. 1.1012-1(e)). The oldest shares leave, so a sale gives those their part of the pool
 * and writes down what is left; the pieces behind have theirs put on them only when something other than such a sale asks, with the same cents as if each sale
 * had done so. A pool with an unknown basis has no average.
 */
import type { Books } from './books.ts'
import type { Dispose } from './event.ts'
import { type Holding, type Piece, type Pool, reprice } from './holding.ts'
import { proportion } from './proportion.ts'
import { noteRebased } from './steps.ts'

/** Before a sale by average: what it takes has its part of the pool. The holding has at least the shares of the sale. */
export function averageBasis(books: Books, holding: Holding, sale: Dispose): void {
  const pool = pooled(holding)
  if (pool === null) return
  // each sale is told of every lot, or rounds the whole pool: nothing can wait
  const isAll = books.pooled === null || books.context.policy.averageRounding !== 'exact'
  const until = isAll ? 0 : holding.shares - sale.shares
  for (let piece = holding.head; piece !== null && pool.shares > until; piece = piece.next) {
    const before = piece.basis
    putOn(piece, pool)
    noteRebased(books, piece, before, 'average', sale)
  }
  holding.pool = pool.shares === 0 ? null : pool
  if (holding.pool !== null) books.pooled?.add(holding)
}

/** All shares of the holding in one pool; null: the basis of some is unknown. */
function pooled(holding: Holding): Pool | null {
  const known = holding.pool
  const joining = known === null ? allOf(holding) : known.joining.filter(piece => piece.open)
  let basis = known?.basis ?? 0
  for (const piece of joining) {
    if (piece.basis === null) {
      writePool(holding)
      return null
    }
    basis += piece.basis
  }
  for (const piece of joining) piece.pooled = true
  return { basis, shares: holding.shares, rate: basis / holding.shares, joining: [] }
}

function allOf(holding: Holding): Piece[] {
  const pieces: Piece[] = []
  for (let piece = holding.head; piece !== null; piece = piece.next) pieces.push(piece)
  return pieces
}

function putOn(piece: Piece, pool: Pool): void {
  piece.pooled = false
  piece.basis = proportion(pool.basis, piece.shares, pool.shares)
  reprice(piece, pool.rate)
  pool.basis -= piece.basis
  pool.shares -= piece.shares
}

/** Puts what the pool still holds on its pieces. */
export function writePool(holding: Holding): void {
  const { pool } = holding
  if (pool === null) return
  holding.pool = null
  for (let piece = holding.head; piece !== null; piece = piece.next) if (piece.pooled) putOn(piece, pool)
}

export function writePools({ pooled: holdings }: Books): void {
  if (holdings === null || holdings.size === 0) return
  for (const holding of holdings) writePool(holding)
  holdings.clear()
}
