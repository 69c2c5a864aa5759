/**
 * A merger whose new shares a later lot statement already shows. Lots of that statement from days on which the ledger bought the old security are those purchases: they
 * open when the merger makes them, in the place of the old shares, with what these have replaced and taken over, and are not bought a second time before. How many are
 * held is as the custodian states it; basis and days are those of the purchases, as with shares that move into a statement (contained.ts), so that a custodian's
 * own wash counts no second time. Where a purchase states no basis the custodian's stands, with losses of other accounts added, which no custodian sees (IRC section
 * 1091(d), 1223(1), 358; Reg. 1.1091-1(c) to (e)).
 */
import type { StatementLot } from '../../../shared/model/ledger.ts'
import { withdraw } from '../wash/match.ts'
import { type Books, holdingOf, openPiece } from './books.ts'
import type { Exchange } from './corporate.ts'
import type { Acquire } from './event.ts'
import { type Lot, linkInOrder, type Piece, removePiece } from './holding.ts'
import { holdingKey, type ShareEntry } from './ledger-input.ts'
import { proportion } from './proportion.ts'
import { noteLeft, noteMoved } from './steps.ts'

/** By the merger. Where a split came between merger and statement, or the new security was bought on the same day too, nobody can tell, and none are. */
export function lotsOfMergers(
  live: readonly ShareEntry[],
  all: readonly ShareEntry[],
  lots: readonly StatementLot[],
  same: (security: string) => string,
): ReadonlyMap<ShareEntry, readonly StatementLot[]> {
  const found = new Map<ShareEntry, StatementLot[]>()
  const given = new Set<StatementLot>()
  for (const merger of live) {
    const { kind: what, account, tradeDate, counter, ratio, amount, counterPrice } = merger
    if (what !== 'merger' || counter == null || ratio === null || !(ratio[0] > 0 && ratio[1] > 0)) continue
    // an entry that does not state all of it is an issue, and books nothing
    if (amount !== null && (amount < 0 || (amount > 0 && counterPrice == null))) continue
    if (same(counter) === same(merger.security)) continue
    const daysOf = (entries: readonly ShareEntry[], security: string) => {
      const key = holdingKey(account, same(security))
      const bought = entries.filter(({ kind, counter: other }) => (kind === 'buy' || kind === 'reinvest') && other == null)
      return new Set(bought.filter(entry => holdingKey(entry.account, same(entry.security)) === key).map(entry => entry.tradeDate))
    }
    if (all.some(({ kind, security, tradeDate: day }) => kind === 'split' && same(security) === same(counter) && day >= tradeDate)) continue
    const [old, own] = [daysOf(live, merger.security), daysOf(all, counter)]
    const its = lots.filter(
      lot =>
        !given.has(lot) &&
        lot.account === account &&
        same(lot.security) === same(counter) &&
        lot.acquired !== null &&
        lot.acquired < tradeDate &&
        lot.asOf >= tradeDate &&
        old.has(lot.acquired) &&
        !own.has(lot.acquired),
    )
    for (const lot of its) given.add(lot)
    if (its.length > 0) found.set(merger, its)
  }
  return found
}

/** Each old piece as far as the statement shows shares of its day; `old`: with the new shares it is good for. What is left of the statement's lots is bought as stated. */
export function becomeStated(
  books: Books,
  event: Exchange,
  old: readonly { readonly piece: Piece; readonly shares: number }[],
  buy: (books: Books, event: Acquire) => void,
): void {
  const left = (event.counter.lots ?? []).map((lot): Left => ({ lot, shares: lot.shares, basis: lot.basis, opened: null }))
  for (const { piece, shares } of old) {
    const gone = { shares, basis: piece.basis, adjustment: piece.adjustment }
    for (const stated of left) if (stated.lot.acquiredDay === piece.lot.acquiredDay) become(books, event, piece, gone, stated)
    if (gone.shares === shares) noteLeft(books, piece, event)
    withdraw(piece)
    removePiece(piece)
  }
  for (const { lot, shares, basis, opened } of left)
    if (shares > 0) buy(books, { ...lot, ...(opened === null ? {} : { id: `${lot.id}.rest` }), shares, basis })
}

interface Left {
  readonly lot: Acquire
  shares: number
  basis: number | null
  opened: Lot | null
}

/** As many of the old piece's shares as the lot has left. */
function become(
  books: Books,
  event: Exchange,
  piece: Piece,
  gone: { shares: number; basis: number | null; adjustment: number },
  stated: Left,
) {
  const part = Math.min(gone.shares, stated.shares)
  if (part === 0) return
  const own = gone.basis === null ? null : proportion(gone.basis, part, gone.shares)
  const adjustment = proportion(gone.adjustment, part, gone.shares)
  const told = stated.basis === null ? null : proportion(stated.basis, part, stated.shares)
  stated.opened ??= lotOf(stated.lot, piece.lot)
  const basis = own ?? (told === null || isCustodians(piece) ? told : told + adjustment)
  const opened = openPiece(stated.opened, holdingOf(books, event.account, event.counter.security), part, basis, null)
  opened.adjustment = adjustment
  takeOver(books, opened, piece)
  noteMoved(books, opened, piece, 'merger', event)
  stated.shares -= part
  if (stated.basis !== null && told !== null) stated.basis -= told
  gone.shares -= part
  gone.adjustment -= adjustment
  if (gone.basis !== null && own !== null) gone.basis -= own
}

/** The statement's lot under its own name, in the place of the purchase. */
function lotOf(stated: Acquire, { order, boughtDay, identity, orderGroup, alwaysLong, sheltered }: Lot): Lot {
  const { id, account, security, acquiredDay, origin, statedOn } = stated
  return {
    id,
    account,
    security,
    order,
    boughtDay,
    acquiredDay,
    identity,
    alwaysLong,
    sheltered,
    right: null,
    origin,
    orderGroup,
    statedOn,
  }
}

/** What the shares have replaced, the days they took over, and, while they have replaced none, their place in the window. */
function takeOver({ context: { policy } }: Books, opened: Piece, { heldFrom, replaced, carried, candidate }: Piece): void {
  opened.heldFrom = heldFrom
  opened.replaced = replaced
  opened.carried = carried
  if (candidate === null || policy.scope === 'broker' || policy.outside.has(opened.lot.security)) return
  opened.candidate = { piece: opened, group: opened.holding.group, shares: opened.shares, contract: 0, previous: null, next: null }
  linkInOrder(opened.candidate)
}

/** A loss of the same account and security, which the custodian washed itself: the basis it states holds it. */
function isCustodians({ carried, lot }: Piece): boolean {
  return carried !== null && carried.row.lot.account === lot.account && carried.row.lot.security === lot.security
}
