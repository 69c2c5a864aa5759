/** Of an amount by itself at given prices, for the checker of a bound over years. */

/** What a part of the problem has decided; null: anything. */
export interface PartOf {
  readonly pieces: readonly ('loss' | 'gain' | 'mixed' | null)[]
  /** `year group`: sells no loss, buys nothing. */
  readonly noLoss: ReadonlySet<string>
  readonly noPurchase: ReadonlySet<string>
}

/** Least of slope · amount + curve · amount² between two limits. */
export function leastBetween(slope: number, curve: number, low: number, high: number): number {
  const at = curve > 0 ? Math.min(high, Math.max(low, -slope / (2 * curve))) : slope > 0 ? low : high
  return at * (slope + curve * at)
}

/** A price of "at most" helps only from below. */
export const ofMost = (price: number) => Math.min(0, price)
