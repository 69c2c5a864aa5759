/**
 * What the booking engine works on: one ordered stream of events over all accounts of a household. Amounts and shares are integers of units the
 * caller chooses (cents and millionths of a share on the books, finer in lot cases); days are day numbers. The order of the stream is the order of
 * execution. Adapters: ledger-events.ts (the book) and case.ts (lot cases).
 */
import type { ReliefMethod } from '../../../shared/model/book.ts'
import type { OpenLot } from '../../../shared/model/ledger.ts'
import type { CorporateEvent } from './corporate.ts'
import type { BookingPolicy } from './policy.ts'

export interface Acquire {
  readonly kind: 'acquire'
  /** Becomes the lot's id. */
  readonly id: string
  readonly account: string
  readonly security: string
  readonly day: number
  readonly shares: number
  /** Total cost with fees; null is unknown, never zero. */
  readonly basis: number | null
  /** Start of the holding period, where it differs from `day` (gift, transfer); null is unknown. */
  readonly acquiredDay: number | null
  /** Bought or reinvested: an acquisition in the sense of section 1091. Gifts, inheritances and transfers are not (Reg. 1.1091-1(f)). */
  readonly purchase: boolean
  /** Inherited property is always long-term: IRC section 1223(9). */
  readonly alwaysLong: boolean
  /** Fair market value when given, for the dual basis of gifts: IRC section 1015(a). */
  readonly giftValue: number | null
  /** A gift of which no record states that value, so that a loss on it cannot be told. */
  readonly unvalued?: true | undefined
  /** Fills of one order share it and never replace each other. */
  readonly orderGroup: string | null
  /** A call: the security it is a right to, and how many of its shares in all. IRC section 1091(a), last sentence. */
  readonly option: { readonly security: string; readonly shares: number } | null
  readonly origin: OpenLot['origin']
  /** A statement lot already shows every split through this day. */
  readonly statedOn: number | null
  /** The purchase it is part of, where another record tells of that; left out: its own, or its order's. */
  readonly identity?: string
  /** Loss that the custodian's own wash had put into the basis it states, taken back out of `basis` (custodian-wash.ts). */
  readonly takenOut?: number
}

/** IRC section 1012(c), (d): fund shares, the shares of a dividend reinvestment plan, or, without an election, nothing. */
export type Averaging = 'position' | 'plan-shares' | 'nothing'

export interface Dispose {
  readonly kind: 'dispose'
  readonly id: string
  readonly account: string
  readonly security: string
  readonly day: number
  readonly shares: number
  /** Net of selling costs; null is unknown. */
  readonly proceeds: number | null
  readonly method: ReliefMethod
  /** What may be averaged, where the method is AVERAGE; left out: the whole position. */
  readonly averaging?: Averaging
  /** Lots named by the order, which decide: Reg. 1.1012-1(c). */
  readonly picks: readonly { readonly lot: string; readonly shares: number }[] | null
  /** False for gifts, donations and transfers out: lots leave, nothing is realized. */
  readonly realizes: boolean
  /**
   * A sale that lies before a lot statement, so that the custodian's own washes of it stand in that statement's basis. `filed`: the loss its realized file says is
   * disallowed (Form 1099-B, box 1g); null: no file tells of the sale.
   */
  readonly inside?: { readonly filed: number | null }
  /** Only a file tells of it: it has a day and no place in it. */
  readonly untimed?: true
}

/**
 * Shares move between two accounts of the household: same lots, same dates, no sale and no purchase, as long as both are taxable or neither is (in-kind.ts).
 */
export interface Move {
  readonly kind: 'move'
  readonly id: string
  readonly account: string
  readonly to: string
  readonly security: string
  readonly day: number
  readonly shares: number
  /** What all of them were worth that day; null is unknown. */
  readonly value: number | null
  /** Which shares, where the records tell: of a lot, or of those acquired on a day; left out: the oldest. */
  readonly parts?: readonly { readonly lot?: string; readonly acquiredDay?: number; readonly shares: number }[]
}

/** New shares for old, spread over each lot: IRC section 307; Pub. 550 "Stock Splits". */
export interface Split {
  readonly kind: 'split'
  readonly id: string
  /** null: every account that holds the security. */
  readonly account: string | null
  readonly security: string
  readonly day: number
  readonly numerator: number
  readonly denominator: number
  /** Restates the losses that still wait for a replacement: once for a split, whatever the number of accounts. */
  readonly restatesLosses: boolean
}

export interface Distribution {
  readonly kind: 'distribution'
  readonly id: string
  readonly account: string
  readonly security: string
  readonly day: number
  readonly amount: number
  /** Long-term capital gain (IRC section 852(b)(4)(A)) or return of capital (section 301(c)(2)). */
  readonly nature: 'capital-gain' | 'return-of-capital'
}

/** Property is sold short while the same shares are held: IRC section 1259. */
export interface SellShort {
  readonly kind: 'sell-short'
  readonly id: string
  readonly account: string
  readonly security: string
  readonly day: number
  readonly shares: number
  readonly proceeds: number
}

export type BookingEvent = Acquire | Dispose | Move | Split | Distribution | SellShort | CorporateEvent
/** taxable; sheltered: gains are not taxed and a replacement there loses the loss for good (Rev. Rul. 2008-5); unsettled: no ruling, only flagged. */
export type Treatment = 'taxable' | 'sheltered' | 'unsettled'

export interface BookingContext {
  readonly policy: BookingPolicy
  readonly treatmentOf: (account: string) => Treatment
  /** The name of the group of substantially identical securities a security belongs to; itself where it is in none. */
  readonly groupOf: (security: string) => string
  /** Decimal places of amounts and of shares, for rounding an average to cents a share; cents and millionths where left out. */
  readonly places?: { readonly money: number; readonly shares: number }
  /** Keeps what happened to the shares of each lot (steps.ts), for lineages. */
  readonly keepSteps?: boolean
  /** Only losses that custodians have washed before a lot statement look for replacements: what those custodians did (custodian-wash.ts). */
  readonly insideOnly?: boolean
}
