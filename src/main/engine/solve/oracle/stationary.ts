/** Where marginal cost vanishes: slope + curvature·t + power·impact·t^(power−1) = 0, held to [low, high]. In closed form for the square-root law (power 1.5). */
export function stationaryAmount(slope: number, curvature: number, impact: number, power: number, low: number, high: number): number {
  if (slope >= 0) return low
  const amount = power === 1.5 ? squareRootLaw(slope, curvature, 1.5 * impact) : byBisection(slope, curvature, impact, power, high)
  return Math.min(Math.max(amount, low), high)
}

/** Quadratic in √t; written so that curvature or impact may be zero. */
function squareRootLaw(slope: number, curvature: number, impact: number): number {
  const root = (-2 * slope) / (impact + Math.sqrt(impact * impact - 4 * curvature * slope))
  return root * root
}

const halvings = 60

function byBisection(slope: number, curvature: number, impact: number, power: number, high: number): number {
  const marginal = (t: number) => slope + curvature * t + power * impact * t ** (power - 1)
  if (marginal(high) <= 0) return high
  let below = 0
  let above = high
  for (let halving = 0; halving < halvings; halving++) {
    const middle = 0.5 * (below + above)
    if (marginal(middle) <= 0) below = middle
    else above = middle
  }
  return 0.5 * (below + above)
}
