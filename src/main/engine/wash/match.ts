/**
 * Share-for-share matching of loss shares with their replacements. Losses are taken in order of disposition (Reg. 1.1091-1(b)); replacements in order of
 * purchase, before and after the sale alike (Reg. (c), (d)); a share replaces once (Reg. (e)); shares of the same lot or order never do (Rev. Rul.
 * 56-602). A loss sale looks back over purchases still held, and what is left of it waits thirty days; a purchase serves the waiting losses, oldest first.
 * Effect on the replacement: basis plus the disallowed loss (IRC section 1091(d), Reg. 1.1091-2(a)) and the loss shares' days (section 1223(3)), or, in
 * an IRA, neither: the loss is gone for good (Rev. Rul. 2008-5). Each event touches the pieces it matches and no others. What is neither stock nor a security
 * (`BookingPolicy.outside`) is neither loss nor replacement.
 */

import {
  appendCandidate,
  type Candidate,
  holdFrom,
  type Loss,
  type Lot,
  type Piece,
  type RealizedRow,
  rateOf,
  reprice,
  splitPiece,
  unlinkCandidate,
  type WashGroup,
} from '../lots/holding.ts'
import { type BookingPolicy, fileApart } from '../lots/policy.ts'
import { writePool } from '../lots/pool.ts'
import { proportion } from '../lots/proportion.ts'
import { windowDays } from './window.ts'

export interface Match {
  readonly row: RealizedRow
  readonly replacement: Lot
  /** Loss shares as counted on the day of sale, and the shares that replace them: they differ by the splits in between. */
  readonly saleShares: number
  readonly shares: number
  readonly disallowed: number
  readonly permanent: boolean
  /** The replacement shares just after: how many (a right is one thing, whatever it stands for), their total basis, and where their holding period
   * counts from. null is unknown. */
  readonly held: number
  readonly basis: number | null
  readonly heldFrom: number | null
  /** Only a right takes several losses, one after the other: the one before. */
  readonly earlier: Match | null
  /** The basis of the replacement, as its custodian states it, holds the loss already: the custodian washed it itself. */
  readonly stated?: boolean
}

export function newWashGroup(): WashGroup {
  return { first: null, last: null, losses: [], served: 0, passed: null, unordered: false }
}

/** Of calls: their worth in shares of the underlying, and one contract in the unit in which they are counted. */
export interface Right {
  readonly shares: number
  readonly contract: number
}

/** A purchase: the new piece serves waiting losses, then stands ready for later ones. `right`: as calls on the shares of the group. */
export function offer(piece: Piece, group: WashGroup, right: Right | null, policy: BookingPolicy, matches: Match[]): void {
  if (policy.outside.has((right === null ? null : piece.lot.right) ?? piece.lot.security)) return
  const candidate: Candidate = {
    piece,
    group,
    shares: right?.shares ?? piece.shares,
    contract: right?.contract ?? 0,
    previous: null,
    next: null,
  }
  if (right === null) piece.candidate = candidate
  else piece.right = candidate
  appendCandidate(candidate)
  forgetLosses(group, piece.lot.boughtDay)
  let open: Candidate | null = candidate
  for (let index = group.served; index < group.losses.length && open !== null; index += 1) {
    const loss = group.losses[index] as Loss
    if (!replaces(piece.lot, loss, policy)) continue
    while (loss.shares > 0 && open !== null) open = settle(loss, open, policy, matches)
  }
}

/** A loss sale: takes purchases of the last thirty days that are still held, then waits with what is left. */
export function seek(loss: Loss, group: WashGroup, policy: BookingPolicy, matches: Match[]): void {
  if (policy.outside.has(loss.lot.security)) return
  while (group.first !== null && loss.day - group.first.piece.lot.boughtDay > windowDays) unlinkCandidate(group.first)
  for (let candidate = firstToLookAt(loss, group, policy); candidate !== null && loss.shares > 0; ) {
    if (policy.soldSharesReplace) seekSold(loss, group, candidate.piece.lot.order, policy, matches)
    let following: Candidate | null = candidate.next
    // the other place of the same piece goes with it
    while (following?.piece === candidate.piece) following = following.next
    const behind = loss.shares > 0 && replaces(candidate.piece.lot, loss, policy) ? settle(loss, candidate, policy, matches) : null
    candidate = behind ?? following
  }
  if (policy.soldSharesReplace) seekSold(loss, group, Number.POSITIVE_INFINITY, policy, matches)
  if (loss.shares > 0) group.losses.push(loss)
}

/** The first candidate that may replace these loss shares; those before it are of the same purchase, or older where older ones never do. */
function firstToLookAt(loss: Loss, group: WashGroup, policy: BookingPolicy): Candidate | null {
  if (!policy.olderSharesReplace && !group.unordered) return firstAfter(loss.lot.order, group)
  const { identity } = loss.lot
  let first = group.passed?.identity === identity ? group.passed.until : group.first
  let passed = 0
  for (; first !== null && isSamePurchase(first.piece.lot, loss); first = first.next) passed += 1
  if (passed > 8) group.passed = { identity, until: first }
  return first
}

/** Looked for from both ends: the oldest lots are mostly sold first, or the youngest. */
function firstAfter(order: number, group: WashGroup): Candidate | null {
  let [old, young] = [group.first, group.last]
  while (old !== null && young !== null) {
    if (old.piece.lot.order > order) return old
    if (young.piece.lot.order <= order) return young.next
    old = old.next
    young = young.previous
  }
  return null
}

/** Sold, given or moved shares stop being candidates: a purchase counts only to the extent it is still held. */
export function withdraw(piece: Piece): void {
  if (piece.candidate !== null) unlinkCandidate(piece.candidate)
  if (piece.right !== null) unlinkCandidate(piece.right)
}

/** Keeps shares that are sold as purchases of the window all the same: only where the firm reads Reg. 1.1091-1(a) to the letter. */
export function rememberSold({ candidate, lot, replaced, shares }: Piece, day: number): void {
  if (candidate === null || replaced) return
  const { group } = candidate
  group.sold ??= []
  group.sold.push({ lot, day, shares, countedIn: lot.security })
}

/** Purchases of the window that were sold on an earlier day, bought before `order`: no property is left to carry the loss, so it is lost. */
function seekSold(loss: Loss, group: WashGroup, order: number, policy: BookingPolicy, matches: Match[]): void {
  if (group.sold === undefined) return
  group.sold = group.sold.filter(sold => sold.shares > 0 && loss.day - sold.lot.boughtDay <= windowDays)
  for (const sold of group.sold.toSorted((a, b) => a.lot.order - b.lot.order)) {
    if (loss.inside === 'filed' || loss.shares === 0 || sold.lot.order >= order || sold.day >= loss.day) continue
    if (!replaces(sold.lot, loss, policy)) continue
    const shares = Math.min(loss.shares, sold.shares)
    const disallowed = proportion(loss.amount, shares, loss.shares)
    const saleShares = proportion(loss.saleShares, shares, loss.shares)
    sold.shares -= shares
    loss.amount -= disallowed
    loss.saleShares -= saleShares
    loss.shares -= shares
    loss.row.disallowed += disallowed
    loss.row.permanent += disallowed
    const gone = { held: 0, basis: null, heldFrom: null, earlier: null }
    matches.push({ row: loss.row, replacement: sold.lot, saleShares, shares, disallowed, permanent: true, ...gone })
  }
}

/** Fills of one order and parts of one lot never replace each other: Rev. Rul. 56-602. */
function isSamePurchase(lot: Lot, loss: Loss): boolean {
  return lot.identity === loss.lot.identity
}

function replaces(lot: Lot, loss: Loss, policy: BookingPolicy): boolean {
  if (isSamePurchase(lot, loss)) return false
  // what a custodian has washed, it washed inside the account
  if (loss.inside === 'filed' && !isOwn(lot, loss)) return false
  return policy.olderSharesReplace || lot.order > loss.lot.order
}

function isOwn(lot: Lot, loss: Loss): boolean {
  return lot.account === loss.lot.account && lot.security === loss.lot.security
}

function forgetLosses(group: WashGroup, day: number): void {
  for (; group.served < group.losses.length; group.served += 1) {
    const loss = group.losses[group.served] as Loss
    if (loss.shares > 0 && day - loss.day <= windowDays) break
  }
  if (group.served > 64 && group.served * 2 > group.losses.length) {
    group.losses = group.losses.slice(group.served)
    group.served = 0
  }
}

/** Matches as many shares as both sides have, contract by contract of a right; what is left of the candidate, or null. */
function settle(loss: Loss, candidate: Candidate, policy: BookingPolicy, matches: Match[]): Candidate | null {
  const { piece } = candidate
  if (piece.pooled) writePool(piece.holding)
  cutContracts(candidate, Math.min(loss.shares, candidate.shares))
  const shares = Math.min(loss.shares, candidate.shares)
  const disallowed = proportion(loss.amount, shares, loss.shares)
  const saleShares = proportion(loss.saleShares, shares, loss.shares)
  const rest = takeFrom(candidate, shares)
  loss.amount -= disallowed
  loss.saleShares -= saleShares
  loss.shares -= shares
  if (loss.inside === 'filed' && loss.row.filed !== undefined) {
    // it stands on the row already
    loss.row.filed.shares -= saleShares
    loss.row.filed.amount -= disallowed
  } else loss.row.disallowed += disallowed
  const permanent = piece.lot.sheltered || fileApart(policy, loss.lot.account, piece.lot.account)
  const stated = !permanent && loss.inside !== undefined && piece.lot.statedOn !== null && isOwn(piece.lot, loss)
  if (permanent) loss.row.permanent += disallowed
  else carry(loss, piece, disallowed, stated, policy)
  const { lot: replacement, shares: held, basis, heldFrom, carried: earlier } = piece
  const match = { row: loss.row, replacement, saleShares, shares, disallowed, permanent, held, basis, heldFrom, earlier, stated }
  piece.carried = match
  matches.push(match)
  return rest
}

/**
 * Contracts are used one after the other, each with the loss of the shares it stands for: leaves in the piece those that `wanted` fills, or the one that it begins.
 */
function cutContracts({ piece, shares, contract }: Candidate, wanted: number): void {
  if (contract === 0 || piece.shares <= contract) return
  const each = proportion(shares, contract, piece.shares)
  const count = each === 0 ? 0 : Math.max(1, Math.floor(wanted / each))
  if (count > 0 && count * contract < piece.shares) splitPiece(piece, count * contract)
}

/** Uses up the first shares of the candidate. A contract is one thing: it is not cut, and stays ready for the shares it still stands for. */
function takeFrom(candidate: Candidate, shares: number): Candidate | null {
  const { piece } = candidate
  if (piece.right === candidate) {
    if (piece.candidate !== null) unlinkCandidate(piece.candidate)
    candidate.shares -= shares
    piece.replaced = true
    if (candidate.shares > 0) return candidate
    const { next } = candidate
    unlinkCandidate(candidate)
    return next !== null && next.piece.lot === piece.lot && next.contract > 0 ? next : null
  }
  const rest = shares < piece.shares ? splitPiece(piece, shares).candidate : null
  piece.replaced = true
  withdraw(piece)
  return rest
}

function carry(loss: Loss, piece: Piece, disallowed: number, stated: boolean, policy: BookingPolicy): void {
  piece.adjustment += disallowed
  if (piece.basis !== null && !stated) {
    piece.basis += disallowed
    reprice(piece, rateOf(piece.basis, piece.shares))
  }
  // a right is no share: the days go to the shares it buys only when it is exercised
  if (piece.lot.right !== null || piece.lot.acquiredDay === null) return
  const heldFrom = passedFrom(loss, policy)
  holdFrom(piece, heldFrom === null ? null : tackedFrom(heldFrom, loss.day, piece.lot.boughtDay, policy.tacking))
}

/** More than a year whatever the calendar: 367 days from the day after the first to the last always hold a whole year and a day. */
const moreThanAYear = 367

/** Where the holding period that loss shares pass on starts: with inherited shares, for a firm that reads section 1223(9) so, more than a year before. */
function passedFrom({ lot, heldFrom, day }: Loss, policy: BookingPolicy): number | null {
  if (!lot.alwaysLong || !policy.inheritedPassesYear) return heldFrom
  return Math.min(heldFrom ?? day, day - moreThanAYear)
}

/** Where the holding period of shares bought on `bought` starts after they replaced shares held from `heldFrom` until `sold`: IRC section 1223(3). */
function tackedFrom(heldFrom: number, sold: number, bought: number, tacking: BookingPolicy['tacking']): number {
  if (tacking === 'original-date') return heldFrom
  // days after the purchase are the replacement's own already
  const until = tacking === 'without-overlap' ? Math.max(heldFrom, Math.min(sold, bought)) : sold
  return bought - (until - heldFrom)
}
