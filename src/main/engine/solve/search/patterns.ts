/** Patterns worth a polish: what the oracle chooses at some prices, or what most of the bundle's mixture chooses, cut down to the number of trades allowed. */
import { GroupAllow, modes, type Oracle, type Restriction } from '../oracle/working.ts'
import { Mode, type Pattern } from '../pattern.ts'

/** The trades that pay most at the oracle's last prices, no more than are allowed; a trade that must be made comes first. */
function withinTrades({ problem, cost, spans }: Oracle, pattern: Pattern): Pattern {
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

/** Within the number of trades, and of names held where that has a limit. */
export function withinCounts(oracle: Oracle, pattern: Pattern): Pattern {
  return withinNames(oracle, withinTrades(oracle, pattern))
}

/** Names that cost least to do without go: a first purchase is left out, a position is sold whole. */
function withinNames({ problem, rows, cost }: Oracle, pattern: Pattern): Pattern {
  if (rows.names < 0) return pattern
  const { held } = problem.securities
  const kept = pattern.slice()
  const options: { readonly i: number; readonly mode: number; readonly loses: number }[] = []
  let names = 0
  for (let i = 0; i < kept.length; i++) {
    if (kept[i] === Mode.exit || (held[i] === 0 && kept[i] !== Mode.buy)) continue
    names += 1
    const mode = held[i] > 0 ? Mode.exit : Mode.none
    const loses = cost[i * modes + mode] - cost[i * modes + kept[i]]
    if (loses < Infinity) options.push({ i, mode, loses })
  }
  options.sort((a, b) => a.loses - b.loses || a.i - b.i)
  for (const { i, mode } of options.slice(0, Math.max(0, names - problem.limits.names))) kept[i] = mode
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

/**
 * The oracle's pattern, in which nobody rests who may trade: a sale or a purchase of nothing is no trade, and holdings that share a risk cost the same in many amounts, of which
 * the prices pick an end. The interior point finds the amount.
 */
export function trading(oracle: Oracle, from: Pattern = oracle.mode): Pattern {
  const { problem } = oracle
  const pattern = from.slice()
  for (const members of problem.limits.identicalGroups) {
    const losing = members.some(i => from[i] === Mode.sell || from[i] === Mode.exit)
    for (const i of members)
      if (from[i] === Mode.none) pattern[i] = losing ? better(oracle, i, Mode.sell, Mode.sell) : better(oracle, i, Mode.buy, Mode.sellGains)
  }
  return pattern
}

/** Of each group the side that more of the mixture takes, a loss or a purchase, and nobody at rest who may trade on that side: what the amounts are, the interior point finds. */
export function sided(oracle: Oracle, shares: Float64Array): Pattern {
  const { problem } = oracle
  const pattern = majority(oracle, shares)
  const most = (members: Int32Array, of: (i: number) => number) => members.reduce((best, i) => Math.max(best, of(i * modes)), 0)
  for (const members of problem.limits.identicalGroups) {
    const losing = most(members, at => shares[at + Mode.sell] + shares[at + Mode.exit]) > most(members, at => shares[at + Mode.buy])
    for (const i of members) pattern[i] = losing ? better(oracle, i, Mode.sell, Mode.sell) : better(oracle, i, Mode.buy, Mode.sellGains)
  }
  return pattern
}

/** The cheaper of two modes at the oracle's last prices; none where neither is open. */
function better({ cost }: Oracle, i: number, a: number, b: number): number {
  const [first, second] = [cost[i * modes + a], cost[i * modes + b]]
  return Math.min(first, second) === Infinity ? Mode.none : first <= second ? a : b
}

/** The oracle's pattern, in which a group that buys nothing and may sell at a loss is not held to its gains: the larger of two choices the prices find alike. */
export function withAllLots({ problem, mode }: Oracle, { groups }: Restriction): Pattern {
  const pattern = mode.slice()
  problem.limits.identicalGroups.forEach((members, group) => {
    if (groups[group] === GroupAllow.purchase || members.some(i => pattern[i] === Mode.buy)) return
    for (const i of members) if (pattern[i] === Mode.sellGains) pattern[i] = Mode.sell
  })
  return pattern
}
