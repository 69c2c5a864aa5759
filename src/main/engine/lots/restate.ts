/**
 * Events that change shares or basis without a sale: splits and stock dividends spread the old basis over the new shares lot by lot, with the old
 * holding period (IRC section 307, Pub. 550 pp. 63, 82); a return of capital reduces basis, not below zero, and the excess is gain (section 301(c));
 * long-term capital gain distributions are remembered for the six-month rule (section 852(b)(4)(A)). Losses that wait for a replacement are counted in
 * new shares after a split.
 */
import { type Books, groupsOf, holdingOf, holdingsIn, piecesOf, refuse } from './books.ts'
import type { Distribution, Split } from './event.ts'
import { type Holding, type Piece, rateOf, reprice } from './holding.ts'
import { termOfDays } from './holding-period.ts'
import { inProportion, proportion } from './proportion.ts'
import { noteRebased, noteRestated } from './steps.ts'

export function split(books: Books, event: Split): void {
  for (const holding of holdingsIn(books, event.security, event.account)) splitHolding(books, holding, event)
  if (!event.restatesLosses) return
  const { numerator, denominator } = event
  for (const group of groupsOf(books, event.security)) {
    const [lossesNow, soldNow] = [inProportion(numerator, denominator), inProportion(numerator, denominator)]
    for (const loss of group.losses) {
      if (loss.shares > 0 && loss.countedIn === event.security) loss.shares = lossesNow(loss.shares)
    }
    for (const sold of group.sold ?? []) {
      if (sold.countedIn === event.security) sold.shares = soldNow(sold.shares)
    }
    for (let candidate = group.first; candidate !== null; candidate = candidate.next) {
      const standsForOld = candidate.piece.right === candidate && candidate.piece.lot.right === event.security
      if (standsForOld) candidate.shares = proportion(candidate.shares, numerator, denominator)
    }
  }
}

function splitHolding(books: Books, holding: Holding, event: Split): void {
  const { numerator, denominator, day } = event
  const concerned = [...piecesOf(holding)].filter(piece => piece.lot.statedOn === null || piece.lot.statedOn < day)
  let before = concerned.reduce((sum, piece) => sum + piece.shares, 0)
  let after = proportion(before, numerator, denominator)
  holding.shares += after - before
  for (const piece of concerned) {
    const old = piece.shares
    const shares = before === 0 ? 0 : proportion(after, old, before)
    before -= old
    after -= shares
    piece.place = proportion(piece.place, numerator, denominator)
    piece.shares = shares
    reprice(piece, rateOf(piece.basis, shares))
    if (piece.candidate !== null) piece.candidate.shares = shares
    noteRestated(books, piece, old, event)
  }
}

export function distribute(books: Books, event: Distribution): void {
  const holding = holdingOf(books, event.account, event.security)
  if (holding.shares === 0) {
    // a fund pays its gains to those who held it on the record day; who has sold since has no lots that remember it
    if (event.nature === 'return-of-capital') refuse(books, 'nothing_held', event)
    return
  }
  let { amount } = event
  let { shares } = holding
  for (const piece of piecesOf(holding)) {
    const part = proportion(amount, piece.shares, shares)
    amount -= part
    shares -= piece.shares
    if (event.nature === 'capital-gain') piece.capitalGains += part
    else returnCapital(books, event, piece, part)
  }
}

function returnCapital(books: Books, event: Distribution, piece: Piece, amount: number): void {
  if (piece.basis === null) return
  const before = piece.basis
  const excess = Math.max(0, amount - before)
  piece.basis = before - (amount - excess)
  // the value of a gift is its basis for a loss, and is adjusted like any other (section 1016(a)(4))
  if (piece.giftValue !== null) piece.giftValue = Math.max(0, piece.giftValue - amount)
  reprice(piece, rateOf(piece.basis, piece.shares))
  noteRebased(books, piece, before, 'return-of-capital', event)
  if (excess === 0 || books.context.treatmentOf(event.account) !== 'taxable') return
  books.rows.push({
    sale: event.id,
    lot: piece.lot,
    day: event.day,
    shares: 0,
    proceeds: excess,
    basis: 0,
    gain: excess,
    adjustment: 0,
    carried: null,
    heldFrom: piece.heldFrom,
    term: piece.lot.alwaysLong ? 'long' : piece.heldFrom === null ? null : termOfDays(piece.heldFrom, event.day),
    longPart: 0,
    disallowed: 0,
    permanent: 0,
  })
}
