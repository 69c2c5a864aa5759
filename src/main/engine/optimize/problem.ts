/**
 * The rebalancing problem in the solver's units: every amount is a fraction of the portfolio's value (nav), every array is plain numbers in the order of the
 * securities or of their lots. min te·TE² + cost·C + tax·T over the shares sold of each lot and bought of each security (seed "optimal rebalancing").
 * Paper symbols: e = held − target, x = bought − sold, d = e + x, G = B·F^½ (exposures scaled by factor risk), D = specific variance a year.
 */
export interface Problem {
  readonly name: string
  /** Dollars; only to turn an answer back into money. */
  readonly nav: number
  readonly weights: Weights
  readonly securities: Securities
  readonly lots: Lots
  readonly factors: Factors
  readonly limits: Limits
  readonly tax: YearTax
}

export interface Weights {
  /** Of the squared tracking error. */
  readonly risk: number
  readonly cost: number
  readonly tax: number
  /** Of the portfolio's own variance a year. */
  readonly absolute: number
  /** Of the change in expected return a year. */
  readonly reward: number
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
  /** Beside it `square · x²`: a form of impact may be the sum of two powers. */
  readonly square: Float64Array
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
  /** Most that may be sold and bought besides; Infinity where only lots and position bound it. */
  readonly sellMost: Float64Array
  readonly buyMost: Float64Array
  /** Expected return a year. */
  readonly reward: Float64Array
  /** Penalty on (away + bought − sold)², security by security: nearness to the target, or to what else is stated, whatever the covariance says. */
  readonly proximity: Float64Array
  /** held − what it is to be near to: the target, where nothing else is stated. */
  readonly away: Float64Array
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
  /** Net rows Σ a_i·x_i within [low, high]: the first is the budget (cash), then sectors, countries, any other group, exposures to a factor or a style, balances. */
  readonly rowNames: readonly string[]
  readonly rowLow: Float64Array
  readonly rowHigh: Float64Array
  /** penalty·(row − centre)² in the objective; 0 where the row is not penalized. */
  readonly rowPenalty: Float64Array
  readonly rowCentre: Float64Array
  /** What a unit beyond the row's limits costs; Infinity where the limit is hard. */
  readonly rowExcess: Float64Array
  /** Rows of security i besides the budget: member[memberStart[i]] … */
  readonly memberStart: Int32Array
  readonly member: Int32Array
  /** a_i of that row. */
  readonly memberWeight: Float64Array
  /** Σ bought + Σ sold. */
  readonly turnover: number
  /** Securities traded. */
  readonly trades: number
  /** Securities held afterwards; Infinity where any number may be. */
  readonly names: number
  /** Annual tracking error; Infinity where only its weight counts. */
  readonly trackingError: number
  /** Absent where gains and tax are bounded by their own cost alone. */
  readonly budgets: Budgets | undefined
  /** Members of each group of substantially identical securities. */
  readonly identicalGroups: readonly Int32Array[]
}

/** Most of the year's net gain of each term (the year so far included), and of the tax the plan adds to the year. Infinity where there is no limit. */
export interface Budgets {
  readonly shortGain: number
  readonly longGain: number
  readonly tax: number
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

/**
 * A position this little beyond one of its limits stands on it: half of what the sixth digit of a weight states, fifty cents in a million. A limit written down from the position itself
 * would otherwise force a trade, or, where none is allowed, bar every plan.
 */
export const onLimit = 5e-7
