/**
 * Events by which shares of one security become shares of another: reorganizations, taxable mergers, spin-offs and the exercise of a call. Each tells of one
 * account, as a custodian does. Numbers are integers of the units of event.ts. Booked by exchange.ts, spin-off.ts and exercise.ts.
 */

import type { Acquire } from './event.ts'

/** A value a share as a fraction of integers: `money` for `shares`. */
export interface Worth {
  readonly money: number
  readonly shares: number
}

interface Between {
  readonly id: string
  readonly account: string
  readonly security: string
  readonly day: number
}

/** Shares of the counter security for those held: `numerator` for every `denominator`. */
export interface Counter {
  readonly security: string
  readonly numerator: number
  readonly denominator: number
  /** A later lot statement already shows the shares of the counter security: the old ones leave, and nothing comes in. */
  readonly stated: boolean
  /** Lots of that statement which the old shares become (stated-merger.ts). */
  readonly lots?: readonly Acquire[]
}

/** Stock for stock in a reorganization, with or without cash: IRC sections 354, 356, 358, 1223(1). */
export interface Exchange extends Between {
  readonly kind: 'exchange'
  readonly counter: Counter
  /** Cash for the whole holding; 0 is none. */
  readonly cash: number
  /** Of a share of the counter security; needed where there is cash. */
  readonly worth: Worth | null
  /** Restates the losses that wait for a replacement: once for an exchange, whatever the number of accounts. */
  readonly restatesLosses: boolean
}

/** A taxable merger: a sale of the whole holding (section 1001) and, where stock is received, a purchase of that stock (Reg. 1.1091-1(f)). */
export interface TaxableExchange extends Between {
  readonly kind: 'taxable-exchange'
  readonly counter: Counter | null
  readonly cash: number
  /** Needed where there is stock. */
  readonly worth: Worth | null
}

/** New shares beside the old ones, and a part of the basis with them: sections 355, 358(b), (c), 1223(1). */
export interface SpinOff extends Between {
  readonly kind: 'spin-off'
  readonly counter: Counter
  /** The part of the basis that goes to the new shares. */
  readonly allocation: { readonly part: number; readonly whole: number }
}

/** A call is exercised: its cost becomes part of the cost of the shares (Rev. Rul. 78-182), held from the day after (Pub. 550, "Holding Period"). */
export interface Exercise extends Between {
  readonly kind: 'exercise'
  /** Contracts. */
  readonly shares: number
  readonly counter: Counter
  /** Paid for the shares, fees included; null is unknown. */
  readonly cost: number | null
}

export type CorporateEvent = Exchange | TaxableExchange | SpinOff | Exercise
