/**
 * Proposed sales, booked: the open shares they touch are copied onto books of their own, and the booking engine sells and matches them (dispose.ts, match.ts), so that
 * what is shown of a sale is what the books will make of it, chains between lots of one sale included (Reg. 1.1091-1(b)). Copied are the lots sold and the
 * purchases of the window, oldest first, until those that can replace any of them are as many as the shares sold: no match looks further.
 */
import { type CivilDate, dayNumber } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, LotId, SecurityId } from '../../../shared/kernel/id.ts'
import { type Books, groupNamed, holdingOf, newBooks, openPiece, piecesOf } from '../lots/books.ts'
import { dispose, sellPieces } from '../lots/dispose.ts'
import type { Dispose } from '../lots/event.ts'
import {
  appendCandidate,
  type Candidate,
  type Holding,
  type Lot,
  type Piece,
  rateOf,
  reprice,
  splitPiece,
  type WashGroup,
} from '../lots/holding.ts'
import { proportion } from '../lots/proportion.ts'
import { identityOf, type Replacement, windowOf } from './around.ts'
import { type HeldLot, type HouseholdEvidence, treatmentIn } from './evidence.ts'
import { offer } from './match.ts'
import { inTurn, lessWaiting, reached, soldLots, type TieOrder, waitingLosses } from './trial-reach.ts'
import type { ProposedSale } from './verdict.ts'

export interface Trial {
  readonly books: Books
  /** The purchase behind a lot of these books. */
  readonly boughtBy: ReadonlyMap<Lot, Replacement>
  /** Orders of purchases of one day that are not this one, so that the trial may come out otherwise. */
  readonly others: ReadonlySet<TieOrder>
}

/** `sales` in their order, all on one day and none of a security outside section 1091. */
export function bookedTrial(evidence: HouseholdEvidence, sales: readonly ProposedSale[], ties: TieOrder): Trial {
  const trial = new Desk(evidence, sales)
  const groups = new Map<string, SecurityId>()
  for (const sale of sales) groups.set(evidence.groupOf(sale.security), sale.security)
  const later = [...groups.values()].map(security => trial.layOut(security, ties))
  for (const [index, sale] of sales.entries()) trial.sell(sale, index)
  for (const purchases of later) for (const each of purchases) trial.buy(each)
  return trial
}

class Desk implements Trial {
  readonly books: Books
  readonly boughtBy = new Map<Lot, Replacement>()
  readonly others = new Set<TieOrder>()
  private readonly evidence: HouseholdEvidence
  private readonly sales: readonly ProposedSale[]
  private readonly day: CivilDate
  /** The first part of every lot laid out. */
  private readonly first = new Map<LotId, Piece>()

  constructor(evidence: HouseholdEvidence, sales: readonly ProposedSale[]) {
    this.evidence = evidence
    this.sales = sales
    this.day = (sales[0] as ProposedSale).date
    this.books = newBooks({
      policy: evidence.policy,
      treatmentOf: account => treatmentIn(evidence, account as AccountId),
      groupOf: security => evidence.groupOf(security as SecurityId),
    })
  }

  /** The lots sold and the purchases up to the day; back come the purchases to follow. */
  layOut(security: SecurityId, ties: TieOrder): readonly Replacement[] {
    const { evidence } = this
    const around = windowOf(this.day, evidence.group(security), evidence)
    const group = evidence.groupOf(security)
    const own = this.sales.filter(sale => evidence.groupOf(sale.security) === group)
    const sold = soldLots(own, around, evidence)
    const found = reached(around, sold, own, evidence)
    const turn = (order: TieOrder) => inTurn(found, around, order, evidence, own[0] as ProposedSale)
    const purchases = turn(ties)
    for (const order of ['lost-first', 'lost-last'] as const satisfies readonly TieOrder[])
      if (turn(order).some((each, index) => each !== purchases[index])) this.others.add(order)
    const place = (lot: HeldLot) => around.places.get(lot.id) ?? -1
    const lots = new Map(sold.map(lot => [lot.id, lot]))
    for (const { from } of purchases) if (typeof from === 'string') lots.set(from, around.held.get(from) as HeldLot)
    for (const lot of [...lots.values()].sort((a, b) => place(a) - place(b))) this.open(lot, place(lot))
    // they stand in their order; the place inside a lot is for what is cut of it
    for (const lot of lots.values()) (this.first.get(lot.id) as Piece).place = place(lot)
    const waiting = waitingLosses(evidence, security)
    const later: Replacement[] = []
    for (const each of purchases) {
      if (typeof each.from === 'string') this.replaceWith(each, each.from)
      else if (each.sold !== undefined) this.remember(each, each.sold)
      else if (each.rightOf !== undefined) this.replaceWithRight(each, each.rightOf)
      else {
        const left = each.from === null ? each : lessWaiting(each, waiting)
        if (each.date > this.day) later.push(left)
        else this.buy(left)
      }
    }
    return later
  }

  /** The lots an order names, as pieces of their own: of each its first shares, whatever matches have cut it into. */
  private choose(sale: ProposedSale, holding: Holding): Piece[] {
    const open = new Map<string, number>(sale.lots.map(pick => [pick.lot, 0]))
    for (const { lot, shares } of sale.lots) open.set(lot, (open.get(lot) ?? 0) + shares)
    const chosen: Piece[] = []
    for (const piece of piecesOf(holding)) {
      const wanted = open.get(piece.lot.id) ?? 0
      if (wanted === 0) continue
      if (wanted < piece.shares) splitPiece(piece, wanted)
      open.set(piece.lot.id, wanted - piece.shares)
      chosen.push(piece)
    }
    return chosen
  }

  sell(sale: ProposedSale, index: number): void {
    const { account, security, lots, proceeds } = sale
    const holding = holdingOf(this.books, account, security)
    const chosen = sale.average === true ? null : this.choose(sale, holding)
    if (chosen !== null && proceeds === undefined) stateResults(chosen, lots)
    const shares = (chosen ?? lots).reduce((sum, one) => sum + one.shares, 0)
    if (shares === 0) return
    const order: Dispose = {
      kind: 'dispose',
      id: String(index),
      account,
      security,
      day: dayNumber(this.day),
      shares,
      proceeds: proceeds === undefined ? 0 : proceeds,
      method: chosen === null ? 'AVERAGE' : 'SPECID',
      picks: chosen === null ? null : [],
      realizes: true,
    }
    if (chosen === null) return dispose(this.books, order)
    this.books.sales += 1
    sellPieces(this.books, holding, order, chosen)
  }

  buy(each: Replacement): void {
    if (each.shares === null || each.shares <= 0) return
    const lot = lotOf(this.evidence, { ...each, id: each.identity, acquired: each.date, origin: 'purchase' })
    this.boughtBy.set(lot, each)
    const { books } = this
    const holding = holdingOf(books, each.account, each.security)
    offer(openPiece(lot, holding, each.shares, null, null), holding.group, null, books.context.policy, books.matches)
  }

  private open(held: HeldLot, place: number): void {
    if (this.first.has(held.id)) return
    const lot = lotOf(this.evidence, {
      account: held.account,
      security: held.security,
      id: held.id,
      identity: identityOf(held),
      date: held.matching?.came ?? held.acquired,
      acquired: held.acquired,
      order: held.matching?.order ?? place,
      origin: held.origin,
      right: held.right?.security ?? null,
    })
    const holding = holdingOf(this.books, held.account, held.security)
    const piece = openPiece(lot, holding, held.shares, held.basis, held.gift?.value ?? null)
    piece.heldFrom = held.holdingFrom === null ? null : dayNumber(held.holdingFrom)
    this.first.set(held.id, piece)
  }

  /** Only what no ticket has spoken for may replace: it stands as the first part of the lot. */
  private replaceWith(each: Replacement, id: LotId): void {
    const piece = this.first.get(id) as Piece
    const free = each.shares ?? 0
    if (free < piece.shares) splitPiece(piece, free)
    piece.candidate = candidateOf(piece, piece.holding.group, free)
    this.boughtBy.set(piece.lot, each)
  }

  private replaceWithRight(each: Replacement, calls: LotId): void {
    const { evidence } = this
    const held = evidence.group(each.security).rights?.find(lot => lot.id === calls)
    if (held === undefined) return
    this.open(held, 0)
    const piece = this.first.get(calls)
    if (piece === undefined) return
    const group = groupNamed(this.books, evidence.groupOf(each.security))
    piece.right = candidateOf(piece, group, each.shares ?? 0, held.right?.contract ?? 0)
    this.boughtBy.set(piece.lot, each)
  }

  private remember(each: Replacement, day: CivilDate): void {
    const lot = lotOf(this.evidence, { ...each, id: each.identity, acquired: each.date, origin: 'purchase' })
    this.boughtBy.set(lot, each)
    const { group } = holdingOf(this.books, each.account, each.security)
    group.sold ??= []
    group.sold.push({ lot, day: dayNumber(day), shares: each.shares ?? 0, countedIn: each.security })
  }
}

/** A sale of which only the results are known: as if sold for nothing, at a basis that makes them so. */
function stateResults(chosen: readonly Piece[], lots: ProposedSale['lots']): void {
  const pieces = Map.groupBy(chosen, piece => piece.lot.id)
  for (const { lot, gain } of lots) stateResult(pieces.get(lot) ?? [], gain)
}

function stateResult(pieces: readonly Piece[], gain: number | null): void {
  let [left, shares] = [gain ?? 0, pieces.reduce((sum, piece) => sum + piece.shares, 0)]
  for (const piece of pieces) {
    const part = proportion(left, piece.shares, shares)
    piece.basis = gain === null ? null : -part
    piece.giftValue = null
    reprice(piece, rateOf(piece.basis, piece.shares))
    left -= part
    shares -= piece.shares
  }
}

function candidateOf(piece: Piece, group: WashGroup, shares: number, contract = 0): Candidate {
  const candidate: Candidate = { piece, group, shares, contract, previous: null, next: null }
  appendCandidate(candidate)
  return candidate
}

interface LotFacts {
  readonly account: AccountId
  readonly security: SecurityId
  readonly id: string
  readonly identity: string
  readonly date: CivilDate | null
  readonly acquired: CivilDate | null
  readonly order: number
  readonly origin: Lot['origin']
  readonly right?: SecurityId | null
}

function lotOf(evidence: HouseholdEvidence, { account, security, id, identity, date, acquired, order, origin, right }: LotFacts): Lot {
  return {
    id,
    account,
    security,
    order,
    boughtDay: date === null ? Number.MIN_SAFE_INTEGER : dayNumber(date),
    acquiredDay: acquired === null ? null : dayNumber(acquired),
    identity,
    alwaysLong: origin === 'inherited',
    sheltered: treatmentIn(evidence, account) === 'sheltered',
    right: right ?? null,
    origin,
    orderGroup: null,
    statedOn: null,
  }
}
