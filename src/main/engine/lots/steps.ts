/**
 * What happened to the shares of each lot, in order of execution: the record a lineage is told from. Kept only where the run is asked for it
 * (`BookingContext.keepSteps`); an ordinary run carries an empty reference and nothing else. A step keeps the numbers of its piece as they were just
 * after it, because pieces change. Wash matches stand in a list of their own; `matches` says how many of them came before the step.
 */
import type { Match } from '../wash/match.ts'
import type { Books } from './books.ts'
import type { Acquire, BookingEvent } from './event.ts'
import type { Lot, Piece, RealizedRow } from './holding.ts'

/** A run of shares of one lot, as it stood. */
export interface PieceFacts {
  readonly lot: Lot
  /** The loss these shares took over or used up; null: none. */
  readonly carried: Match | null
  readonly shares: number
  readonly basis: number | null
  readonly adjustment: number
  readonly heldFrom: number | null
}

/** A spin-off gives basis and no shares. */
export type Given = Pick<PieceFacts, 'lot' | 'carried' | 'shares' | 'basis'>
export type MoveCause = 'transfer' | 'merger' | 'spin-off' | 'exercise'

interface Common extends PieceFacts {
  readonly event: string
  readonly day: number
  /** Matches made before this step. */
  readonly matches: number
}

export type LotStep = Common &
  (
    | { readonly kind: 'opened'; readonly purchase: boolean }
    | { readonly kind: 'realized'; readonly row: RealizedRow }
    /** Given, donated, transferred out, or sold inside a sheltered account: no result on the return. */
    | { readonly kind: 'left' }
    /** Shares that became shares of another lot, or brought it a part of their basis: `from` is what they gave. */
    | { readonly kind: 'moved'; readonly from: Given; readonly cause: MoveCause }
    /** New shares for old; `before` as they were counted. */
    | { readonly kind: 'restated'; readonly before: number }
    /** Basis changed without a wash: pooled, a return of capital, a constructive sale; `before` as it was. */
    | {
        readonly kind: 'rebased'
        readonly before: number | null
        readonly cause: 'average' | 'return-of-capital' | 'constructive-sale' | 'merger' | 'spin-off'
      }
  )

type Happened = Pick<BookingEvent, 'id' | 'day'>

function common(books: Books, piece: Piece, event: Happened): Common {
  const { lot, carried, shares, basis, adjustment, heldFrom } = piece
  return { lot, carried, shares, basis, adjustment, heldFrom, event: event.id, day: event.day, matches: books.matches.length }
}

export function noteOpened(books: Books, piece: Piece, event: Happened & Pick<Acquire, 'purchase'>): void {
  books.steps?.push({ ...common(books, piece, event), kind: 'opened', purchase: event.purchase })
}

export function noteRealized(books: Books, piece: Piece, event: Happened, row: RealizedRow): void {
  books.steps?.push({ ...common(books, piece, event), kind: 'realized', row })
}

export function noteLeft(books: Books, piece: Piece, event: Happened): void {
  books.steps?.push({ ...common(books, piece, event), kind: 'left' })
}

/** `piece` is the new one, `from` what it was made of. */
export function noteMoved(books: Books, piece: Piece, from: Given, cause: MoveCause, event: Happened): void {
  if (books.steps === null) return
  const { lot, carried, shares, basis } = from
  books.steps.push({ ...common(books, piece, event), kind: 'moved', from: { lot, carried, shares, basis }, cause })
}

export function noteRestated(books: Books, piece: Piece, before: number, event: Happened): void {
  books.steps?.push({ ...common(books, piece, event), kind: 'restated', before })
}

/** A constructive sale: the gain is recognized and the same shares go on with a basis of what they were worth. */
export function noteSteppedUp(books: Books, piece: Piece, row: RealizedRow, event: Happened): void {
  if (books.steps === null) return
  const { basis, adjustment, carried, heldFrom } = row
  books.steps.push({ ...common(books, piece, event), basis, adjustment, carried, heldFrom, kind: 'realized', row })
  books.steps.push({ ...common(books, piece, event), kind: 'rebased', before: basis, cause: 'constructive-sale' })
}

type Rebased = Extract<LotStep, { kind: 'rebased' }>

export function noteRebased(books: Books, piece: Piece, before: number | null, cause: Rebased['cause'], event: Happened): void {
  books.steps?.push({ ...common(books, piece, event), kind: 'rebased', before, cause })
}
