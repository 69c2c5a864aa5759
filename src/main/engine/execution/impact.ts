/**
 * What an order moves the market by. Two published forms: Almgren, Thum, Hauptmann and Li (2005) — permanent I = γ·σ·(X/V)·(Θ/V)^¼, temporary K = η·σ·|X/(V·T)|^β, cost J = I/2 + K, with σ a day, X shares of
 * the order, V average shares a day, Θ shares outstanding, T days — and the power form a|x| + b·σ·|x|^{3/2}/V^{1/2} of Boyd and others (2017). Their constants come from large institutional
 * orders in 2001–2003 and are estimates for anything else.
 */

/** Almgren et al. (2005), as transcribed by several sources: ±0.041, ±0.0062, ±0.038. */
export const almgren = { gamma: 0.314, eta: 0.142, beta: 0.6, delta: 0.25 } as const

export interface OrderFacts {
  /** Shares of the order, its sign set aside. */
  readonly shares: number
  /** Average shares a day. */
  readonly dailyVolume: number
  /** Shares outstanding; null: 200 times the daily volume, the middle of large companies. */
  readonly outstanding: number | null
  /** Of a day, as a fraction. */
  readonly dailyVolatility: number
  /** Trading days over which the order is spread. */
  readonly days: number
}

export interface Impact {
  /** Fractions of the order's value. */
  readonly permanent: number
  readonly temporary: number
  /** J = I/2 + K. */
  readonly cost: number
}

export const usualTurnoverDays = 200

export function almgrenImpact({ shares, dailyVolume, outstanding, dailyVolatility, days }: OrderFacts): Impact {
  if (shares === 0) return { permanent: 0, temporary: 0, cost: 0 }
  const part = shares / dailyVolume
  const inverseTurnover = outstanding === null ? usualTurnoverDays : outstanding / dailyVolume
  const permanent = almgren.gamma * dailyVolatility * part * inverseTurnover ** almgren.delta
  const temporary = almgren.eta * dailyVolatility * Math.abs(part / days) ** almgren.beta
  return { permanent, temporary, cost: permanent / 2 + temporary }
}

/** Cost as a fraction of the order's value: half the spread, and b·σ·sqrt(value / daily volume). Values in one unit of money; `dailyVolatility` of a day. */
export function powerCost(
  value: number,
  facts: { readonly halfSpread: number; readonly dailyVolatility: number; readonly dailyVolume: number; readonly b?: number },
): number {
  return facts.halfSpread + (facts.b ?? 1) * facts.dailyVolatility * Math.sqrt(Math.abs(value) / facts.dailyVolume)
}

/** "Liquidity_days": trading days that an order takes at a participation in the volume of each. */
export function liquidityDays(shares: number, dailyVolume: number, participation: number): number {
  return dailyVolume > 0 ? Math.abs(shares) / (dailyVolume * participation) : Infinity
}

/** Opportunity cost of delay: the risk of the part not yet traded, a fraction of the order's value — one standard deviation over the days it waits on average, times the price of risk. */
export function delayCost(dailyVolatility: number, days: number, priceOfRisk: number): number {
  return priceOfRisk * dailyVolatility * Math.sqrt(Math.max(0, days) / 3)
}
