/**
 * The rebalancing problem in the solver's units: every amount is a fraction of the portfolio's value (nav), every array is plain numbers in the order of the
 * securities or of their lots. min te·TE² + cost·C + tax·T over the shares sold of each lot and bought of each security (seed "optimal rebalancing").
 * Paper symbols: e = held − target, x = bought − sold, d = e + x, G = B·F^½ (exposures scaled by factor risk), D = specific variance a year.
 */
export interface Problem {
  readonly name: string
  /** Dollars; only to turn an answer back into money. */
  readonly nav: number
  readonly weights: { readonly risk: number; readonly cost: number; readonly tax: number }
  readonly securities: Securities
  readonly lots: Lots
  readonly factors: Factors
  readonly limits: Limits
  readonly tax: YearTax
}

export interface Securities {
  readonly count: number
  readonly held: Float64Array
  /** held − target. */
  readonly drift: Float64Array
  readonly linearCost: Float64Array
  /** Cost of trading weight x is `impact · x^impactPower`. */
  readonly impact: Float64Array
  readonly impactPower: number
  /** Of one trade, whatever its size. */
  readonly fixedCost: Float64Array
  readonly minTrade: Float64Array
  /** Σ of lots that may be sold. */
  readonly sellable: Float64Array
  /** Most that may be bought; 0 where buying is barred. */
  readonly buyable: Float64Array
  /** Bounds of x, from the bounds of the position. */
  readonly changeLow: Float64Array
  readonly changeHigh: Float64Array
  /** Group of substantially identical securities, or −1. */
  readonly identical: Int32Array
}

export interface Lots {
  readonly count: number
  /** Lots of security i are start[i] … start[i+1] − 1. */
  readonly start: Int32Array
  readonly value: Float64Array
  /** What may be sold of the lot: its value, or 0 where it is blocked. */
  readonly free: Float64Array
  /** Gain per unit of proceeds, 1 − basis/price: the taxable gain of selling weight s is `gain · s`. */
  readonly gain: Float64Array
  /** 1 where a sale is long-term. */
  readonly long: Uint8Array
}

export interface Factors {
  readonly count: number
  /** G, security by security: exposure[i·count + f], in annual volatility. */
  readonly exposure: Float64Array
  /** D, annual variance. */
  readonly specific: Float64Array
}

export interface Limits {
  /** Net rows Σ_{i in row} x_i within [low, high]: the first is the budget (cash), then sectors, countries or any other group. */
  readonly rowNames: readonly string[]
  readonly rowLow: Float64Array
  readonly rowHigh: Float64Array
  /** Rows of security i besides the budget: member[memberStart[i]] … */
  readonly memberStart: Int32Array
  readonly member: Int32Array
  /** Σ bought + Σ sold. */
  readonly turnover: number
  /** Securities traded. */
  readonly trades: number
  /** Members of each group of substantially identical securities. */
  readonly identicalGroups: readonly Int32Array[]
}

/** Rates a dollar; amounts as fractions of nav. */
export interface YearTax {
  readonly short: number
  readonly long: number
  readonly ordinary: number
  /** Worth of each further dollar of net loss that is carried forward. */
  readonly carried: number
  /** Net loss that counts against ordinary income (IRC 1211(b)). */
  readonly cap: number
  readonly shortSoFar: number
  readonly longSoFar: number
}

/** What is sold of each lot and bought of each security, in fractions of nav. */
export interface Plan {
  readonly sell: Float64Array
  readonly buy: Float64Array
}

/** Amounts below this are no trade: a tenth of a dollar in a million. */
export const tradeTolerance = 1e-7
