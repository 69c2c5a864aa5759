/**
 * What proves the bound over all years, for whoever reckons it again: the parts into which the problem was split, and in each part a price on every row that several
 * amounts share. Any prices prove some bound (Lagrangian duality); good ones a near one. Plain data.
 */
import type { RegimeName } from '../../solve/regime.ts'

export interface YearsProof {
  /** Amounts near which impact is held by its tangent: any will do. By year, then by security. */
  readonly sold: readonly Float64Array[]
  readonly bought: readonly Float64Array[]
  readonly tree: ProofPart
}

/** Split by the piece of a year's netting, by what a group of identical securities does in a year (IRC 1091), or not at all. */
export type ProofPart =
  | { readonly by: 'none'; readonly prices: YearPrices }
  | { readonly by: 'piece'; readonly year: number; readonly parts: readonly { readonly piece: RegimeName; readonly part: ProofPart }[] }
  | { readonly by: 'side'; readonly year: number; readonly group: number; readonly noLoss: ProofPart; readonly noPurchase: ProofPart }

/** By year first where it is a list of lists; a lot that can never be sold has none (0). */
export interface YearPrices {
  /** What is sold of a lot in all years. */
  readonly lot: Float64Array
  readonly stock: readonly Float64Array[]
  readonly drift: readonly Float64Array[]
  readonly exposure: readonly Float64Array[]
  readonly cash: readonly Float64Array[]
  /** Net of each term. */
  readonly short: Float64Array
  readonly long: Float64Array
  /** Budgets; 0 where there is none. */
  readonly gainBudget: Float64Array
  readonly shortBudget: Float64Array
  readonly taxBudget: Float64Array
}
