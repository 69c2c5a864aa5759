/**
 * Splitting a node: the security (or group of identical securities) whose share of the mixture is least decided and weighs most, and what each half allows. Cuts of
 * the node go on to a half where the choices they come from are still allowed there: the plane then still lies above the half's bound.
 */
import type { Cut } from '../bundle/maximize.ts'
import { Allow, GroupAllow, modes, type Oracle, type Restriction } from '../oracle/working.ts'
import { Mode } from '../pattern.ts'

const decided = 1e-4

/** The two halves, or undefined where no choice is left open. */
export function halvesOf(oracle: Oracle, restriction: Restriction, shares: Float64Array): readonly [Restriction, Restriction] | undefined {
  const torn = tornGroup(oracle, restriction, shares)
  if (torn >= 0) return [withGroup(restriction, torn, GroupAllow.purchase), withGroup(restriction, torn, GroupAllow.loss)]
  const security = leastDecided(oracle, restriction, shares)
  if (security >= 0) return splitSecurity(oracle, restriction, shares, security)
  const group = openGroup(oracle, restriction, shares)
  if (group >= 0) return [withGroup(restriction, group, GroupAllow.purchase), withGroup(restriction, group, GroupAllow.loss)]
  const rest = largestOpen(oracle, restriction)
  if (rest < 0) return undefined
  const bit = bitOf(oracle.mode[rest])
  const allowed = restriction.securities[rest] & oracle.open[rest]
  return [withSecurity(restriction, rest, bit), withSecurity(restriction, rest, allowed & ~bit)]
}

export function bitOf(mode: number): number {
  if (mode === Mode.none) return Allow.rest
  if (mode === Mode.exit) return Allow.exit
  return mode === Mode.buy ? Allow.buy : Allow.sell
}

function isChoice(bits: number): boolean {
  return (bits & (bits - 1)) !== 0
}

function leastDecided({ problem, open }: Oracle, restriction: Restriction, shares: Float64Array): number {
  const { securities, factors } = problem
  let best = -1
  let most = 0
  for (let i = 0; i < securities.count; i++) {
    if (!isChoice(restriction.securities[i] & open[i])) continue
    const second = secondShare(shares, i)
    if (second < decided) continue
    const size = Math.abs(securities.drift[i]) + 0.2 * securities.held[i] + securities.minTrade[i]
    const score = bothSides(shares, i) * lossOf(problem, i) * washed + second * riskOf(factors, i) * size
    if (score > most) {
      most = score
      best = i
    }
  }
  return best
}

/** Its own risk; where that is shared with other holdings of the same security, what it is exposed to. */
function riskOf({ specific, exposure, count }: Oracle['problem']['factors'], i: number): number {
  if (specific[i] > 0) return Math.sqrt(specific[i])
  let variance = 0
  for (let f = i * count; f < (i + 1) * count; f++) variance += exposure[f] * exposure[f]
  return Math.sqrt(variance)
}

/**
 * Holdings of one security in several accounts, of which one may be sold at a loss or another bought: what is left beside that choice is all but convex, so it is made first.
 * Of groups of which the mixture sells a loss here and buys there, the one with the largest; then of all that hold a loss. −1: none is open.
 */
function tornGroup({ problem }: Oracle, restriction: Restriction, shares: Float64Array): number {
  let [best, most] = [-1, 0]
  problem.limits.identicalGroups.forEach((members, group) => {
    if (restriction.groups[group] !== GroupAllow.both || !sharesRisk(problem, members)) return
    let [bought, lost, sold] = [0, 0, 0]
    for (const i of members) {
      const loss = lossOf(problem, i)
      bought = Math.max(bought, shares[i * modes + Mode.buy])
      sold += loss * (shares[i * modes + Mode.sell] + shares[i * modes + Mode.exit])
      lost += loss
    }
    const score = Math.min(1, bought) * sold + idle * lost
    if (score > most) [best, most] = [group, score]
  })
  return best
}

/** What a loss counts for that the mixture does not sell beside a purchase. */
const idle = 1e-3

/** Of several of the group's holdings the own risk is a factor they have in common. */
export function sharesRisk({ factors }: Oracle['problem'], members: Int32Array): boolean {
  return members.filter(i => factors.specific[i] === 0).length > 1
}

/** A mixture that sells a loss and buys it back takes a tax saving that no plan has; that is most of what a bound lacks, so it is decided first. */
const washed = 100

function bothSides(shares: Float64Array, i: number): number {
  return Math.min(shares[i * modes + Mode.buy], shares[i * modes + Mode.sell] + shares[i * modes + Mode.exit])
}

/** All losses in lots that may be sold. */
function lossOf({ lots }: Oracle['problem'], i: number): number {
  let loss = 0
  for (let l = lots.start[i]; l < lots.start[i + 1]; l++) loss += Math.max(0, -lots.gain[l]) * lots.free[l]
  return loss
}

/** How much of the mixture disagrees with its first choice of rest, sale or purchase. */
function secondShare(shares: Float64Array, i: number): number {
  const rest = shares[i * modes]
  const buy = shares[i * modes + Mode.buy]
  const sell = shares[i * modes + Mode.sell] + shares[i * modes + Mode.sellGains]
  const exit = shares[i * modes + Mode.exit]
  const most = Math.max(rest, buy, sell, exit)
  return exit > 0 ? rest + buy + sell + exit - most : rest + buy + sell - most - Math.min(rest, buy, sell)
}

function splitSecurity({ open }: Oracle, restriction: Restriction, shares: Float64Array, i: number): readonly [Restriction, Restriction] {
  const allowed = restriction.securities[i] & open[i]
  const buy = shares[i * modes + Mode.buy]
  const sell = shares[i * modes + Mode.sell] + shares[i * modes + Mode.sellGains]
  if (allowed & Allow.exit) return splitOffLargest(restriction, shares, i, allowed)
  const opposed = (sell > decided && buy > decided) || (allowed & Allow.rest) === 0
  if (opposed) return [withSecurity(restriction, i, allowed & ~Allow.sell), withSecurity(restriction, i, allowed & ~Allow.buy)]
  const larger = sell > buy ? Allow.sell : Allow.buy
  return [withSecurity(restriction, i, allowed & ~larger), withSecurity(restriction, i, larger)]
}

/** The allowed choice with the largest share against all others. */
function splitOffLargest(restriction: Restriction, shares: Float64Array, i: number, allowed: number): readonly [Restriction, Restriction] {
  const share = (bit: number) => {
    if (bit === Allow.sell) return shares[i * modes + Mode.sell] + shares[i * modes + Mode.sellGains]
    return shares[i * modes + (bit === Allow.rest ? Mode.none : bit === Allow.buy ? Mode.buy : Mode.exit)]
  }
  const bits = [Allow.rest, Allow.sell, Allow.buy, Allow.exit].filter(bit => (allowed & bit) !== 0)
  const largest = bits.reduce((best, bit) => (share(bit) > share(best) ? bit : best))
  return [withSecurity(restriction, i, largest), withSecurity(restriction, i, allowed & ~largest)]
}

function openGroup({ problem }: Oracle, restriction: Restriction, shares: Float64Array): number {
  return problem.limits.identicalGroups.findIndex((members, group) => {
    if (restriction.groups[group] !== GroupAllow.both) return false
    const share = (mode: number) => members.reduce((sum, i) => sum + shares[i * modes + mode], 0)
    return share(Mode.buy) > 1e-3 && share(Mode.sell) > 1e-3
  })
}

function largestOpen({ problem, open }: Oracle, restriction: Restriction): number {
  let best = -1
  for (let i = 0; i < problem.securities.count; i++) {
    if (!isChoice(restriction.securities[i] & open[i])) continue
    if (best < 0 || Math.abs(problem.securities.drift[i]) > Math.abs(problem.securities.drift[best])) best = i
  }
  return best
}

function withSecurity(restriction: Restriction, i: number, bits: number): Restriction {
  const securities = restriction.securities.slice()
  securities[i] = bits
  return { securities, groups: restriction.groups }
}

function withGroup(restriction: Restriction, group: number, bits: number): Restriction {
  const groups = restriction.groups.slice()
  groups[group] = bits
  return { securities: restriction.securities, groups }
}

/** The cuts whose choices the restriction allows. */
export function cutsWithin({ problem, open }: Oracle, cuts: readonly Cut[], restriction: Restriction): Cut[] {
  return cuts.filter(({ mode }) => {
    for (let i = 0; i < mode.length; i++) if ((restriction.securities[i] & open[i] & bitOf(mode[i])) === 0) return false
    return problem.limits.identicalGroups.every((members, group) => {
      const allowed = restriction.groups[group]
      if (allowed === GroupAllow.both) return true
      const barred = allowed === GroupAllow.purchase ? Mode.sell : Mode.buy
      return members.every(i => mode[i] !== barred)
    })
  })
}
