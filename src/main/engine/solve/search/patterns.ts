/** Patterns worth a polish: what the oracle chooses at some prices, or what most of the bundle's mixture chooses, cut down to the number of trades allowed. */
import { modes, type Oracle } from '../oracle/oracle.ts'
import { Mode, type Pattern } from '../pattern.ts'

/** The trades that pay most at the oracle's last prices, no more than are allowed; a trade that must be made comes first. */
export function withinTrades({ problem, cost, spans }: Oracle, pattern: Pattern): Pattern {
  const trading: number[] = []
  for (let i = 0; i < pattern.length; i++) if (pattern[i] !== Mode.none) trading.push(i)
  if (trading.length <= problem.limits.trades) return pattern.slice()
  const benefit = (i: number) => (spans.mayRest[i] ? cost[i * modes + pattern[i]] - cost[i * modes] : -Infinity)
  trading.sort((a, b) => {
    const difference = benefit(a) - benefit(b)
    return difference < 0 ? -1 : difference > 0 ? 1 : a - b
  })
  const kept = pattern.slice()
  for (const i of trading.slice(problem.limits.trades)) kept[i] = Mode.none
  return kept
}

/** The mode with the largest share of the mixture, security by security; groups of identical securities are put right where shares clash. */
export function majority({ problem, grouped }: Oracle, shares: Float64Array): Pattern {
  const pattern = new Uint8Array(problem.securities.count)
  for (let i = 0; i < pattern.length; i++) {
    let best = 0
    for (let mode = 1; mode < modes; mode++) if (shares[i * modes + mode] > shares[i * modes + best]) best = mode
    pattern[i] = best
  }
  for (const members of problem.limits.identicalGroups) {
    if (!members.some(i => grouped[i] === 1 && pattern[i] === Mode.buy)) continue
    for (const i of members) if (pattern[i] === Mode.sell) pattern[i] = shares[i * modes + Mode.sellGains] > 0 ? Mode.sellGains : Mode.none
  }
  return pattern
}
