/** What the Lagrangian bound is worked out with, and what its last evaluation leaves: costs, amounts and gains of each security in each mode, the choice, the supergradient. */
import type { Problem } from '../../optimize/problem.ts'
import type { Columns } from '../columns.ts'
import type { Pattern, Spans } from '../pattern.ts'
import type { Quadratic } from '../quadratic.ts'
import type { Regime } from '../regime.ts'
import type { Rows } from '../rows.ts'
import type { LotLists } from './lot-lists.ts'
import type { TieCost } from './tie-cost.ts'
import type { Tie } from './ties.ts'

/** What a branch allows: bits of `Allow` a security, of `GroupAllow` a group of identical securities. */
export interface Restriction {
  readonly securities: Uint8Array
  readonly groups: Uint8Array
}
export const Allow = { rest: 1, sell: 2, buy: 4, exit: 8, all: 15 } as const
export const GroupAllow = { purchase: 1, loss: 2, both: 3 } as const

export interface Oracle {
  readonly problem: Problem
  readonly rows: Rows
  readonly quadratic: Quadratic
  readonly constant: number
  readonly regime: Regime
  readonly spans: Spans
  readonly columns: Columns
  readonly base: Float64Array
  readonly lists: LotLists
  /** Rows, the number of trades and what else has a price of its own (rows.ts). */
  readonly dimension: number
  /** Which modes are open at all, as bits of `Allow`; sales at a gain only have a list of their own. */
  readonly open: Uint8Array
  readonly openGains: Uint8Array
  /** 1 where the security belongs to a group of identical ones. */
  readonly grouped: Uint8Array
  /** Of the last evaluation: each security's cost in each mode, the amount and the gains realized there. */
  readonly cost: Float64Array
  readonly amount: Float64Array
  readonly shortGain: Float64Array
  readonly longGain: Float64Array
  readonly mode: Pattern
  readonly gradient: Float64Array
  /** 1 where selling all there is sells a lot at a loss. */
  readonly exitLoss: Uint8Array
  /** Factors of one group alone (ties.ts), the securities exposed to them, and what was chosen for them. */
  readonly ties: readonly Tie[]
  readonly tied: Uint8Array
  readonly tiedFactor: Uint8Array
  /** The other factors. */
  readonly free: Int32Array
  /** What a tie's exposure costs beside its risk, and 1 for the limits that are a tie's (tie-cost.ts). */
  readonly tieCosts: readonly TieCost[]
  readonly folded: Uint8Array
  readonly choice: TiedChoice
  readonly tiesOfGroup: readonly (readonly number[])[]
  /** The price of the squared tracking error at the last evaluation. */
  readonly theta: { value: number }
  /** At the prices of the last evaluation: what a unit more of each security adds up to, ties left out. */
  readonly change: Float64Array
  /** At the prices of the last evaluation: what each security's squared distance from its target counts for. */
  readonly own: Float64Array
}

export const modes = 5

/** Of each tie and side (2·tie + side; side 0 beside a purchase, 1 beside a loss). */
export interface TiedChoice {
  readonly price: Float64Array
  /** The mixture of two choices that meets the tie's exposure: how much of the first. */
  readonly weight: Float64Array
  /** Choices of each member: at the lower price, at the higher, both beside a purchase, then both beside a loss; and of the last evaluation. */
  readonly mode: Uint8Array
  readonly amount: Float64Array
  readonly shortGain: Float64Array
  readonly longGain: Float64Array
  /** Side of each group; what it was the last time is tried first. */
  readonly side: Uint8Array
  /** Securities: the length of a choice. */
  readonly count: number
}
