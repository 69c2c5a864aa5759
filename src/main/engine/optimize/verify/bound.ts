/**
 * The bound that prices prove, reckoned anew and plainly: with a price on each shared limit no security needs to know of the others, and the least each can cost, added
 * up, is below every plan's objective. Each security's least is found by halving an interval. A part of the patterns (a box) is bounded as the whole is.
 */
import type { Instance } from '../../../../shared/model/instance.ts'
import type { ProofPrices } from '../../../../shared/model/rebalance-proposal.ts'
import { pastLimit } from './limits.ts'
import { roundingOf } from './rounding.ts'
import { rowLeasts, rowPrices } from './rows.ts'
import { leastWithin, type TieLimit, tieLimitsOf } from './tie-limits.ts'
import { besideLoss, largestPrices, tiedFactors } from './ties.ts'
import { type GainPrices, leastOfYear } from './year.ts'

/** What a part of the patterns allows: of each security the bits rest 1, sell 2, buy 4, sell all 8; of each group of identical securities a purchase 1, a loss 2. */
export interface Box {
  readonly securities: readonly number[]
  readonly groups: readonly number[]
}

export type Prices = Omit<ProofPrices, 'none' | 'barred' | 'parts'> & Pick<GainPrices, 'regime'>

export interface Proven {
  /** Less what may be rounding; −∞ where the numbers are too large to say. */
  readonly bound: number
  /** The least of a security alone within these bits less what it costs in the bound; 0 or more. Not for identical securities, which do not choose alone. */
  readonly more: (i: number, bits: number) => number
  /** Choices the security has at all. */
  readonly open: (i: number) => number
}

interface Lot {
  readonly weight: number
  readonly gain: number
  /** Tax a unit of weight at the prices of the gains. */
  readonly unitTax: number
}

/** A security at the given prices: what doing nothing, selling any lots, selling gains only, buying and selling all there is cost at the least. */
interface Leasts {
  readonly rest: number
  readonly sell: number
  readonly sellGains: number
  readonly buy: number
  readonly exit: number
  readonly exitLoss: boolean
}

const longTermDays = 365

/** Groups of identical securities, in the order in which they appear. */
export function groupsOf({ sec }: Instance): number[][] {
  const groups = new Map<number, number[]>()
  sec.group.forEach((group, i) => {
    if (group >= 0) groups.set(group, [...(groups.get(group) ?? []), i])
  })
  return [...groups.values()].filter(members => members.length > 1)
}

function wholeBox(instance: Instance): Box {
  return { securities: instance.sec.price.map(() => 15), groups: groupsOf(instance).map(() => 3) }
}

/** All that may be chosen: what a security could do at no prices at all. */
export function openBox(instance: Instance, like: Prices): Box {
  const none = { factors: like.factors.map(() => 0), rows: like.rows.map(() => 0), turnover: 0, trades: 0, shortGain: 0, longGain: 0 }
  const proven = provenBound(instance, { ...none, regime: like.regime })
  const whole = wholeBox(instance)
  return proven === undefined ? whole : { ...whole, securities: whole.securities.map((_, i) => proven.open(i)) }
}

/** Undefined where the prices are not prices of this instance's limits. */
export function provenBound(instance: Instance, prices: Prices, box: Box = wholeBox(instance)): Proven | undefined {
  const { sec, F } = instance
  const lots = lotsOf(instance, prices)
  const held = lots.map(list => list.all.reduce((sum, lot) => sum + lot.weight, 0))
  const groups = groupsOf(instance)
  const tied = tiedFactors(instance, prices, groups)
  const ownRows = prices.rows.slice(1 + instance.sector.m + instance.country.m)
  const ofTies = tieLimitsOf(instance, ownRows, tied.keys(), held)
  const rows = rowLeasts(instance, prices, held, ofTies.counted)
  if (rows === undefined || prices.factors.length !== F.length) return undefined
  const limits = -Math.max(0, prices.turnover) * instance.turnoverMax - Math.max(0, prices.trades) * instance.maxTrades
  const free = prices.factors.flatMap((_, f) => (tied.has(f) ? [] : [f]))
  const shared = leastOfYear(instance, prices) + rows + limits + factorPart(instance, prices, held, free) + ownLimits(instance, prices)
  const known: Leasts[] = []
  const leastAt = (i: number) => (known[i] ??= leastsOf(instance, prices, i, held[i], lots[i].free))
  const losing = besideLoss(prices)
  const alone = new Set(sec.price.keys())
  for (const members of groups) for (const i of members) alone.delete(i)
  let bound = shared
  for (const i of alone) bound += leastIn(leastAt(i), box.securities[i])
  groups.forEach((members, at) => {
    const own = [...tied].flatMap(([f, group]) => (group === at ? [f] : []))
    const ties = [factorPart(instance, prices, held, own, ofTies.of), factorPart(instance, losing, held, own, ofTies.of)] as const
    const sides = members.map(i => {
      const beside = () => leastsOf(instance, losing, i, held[i], lots[i].free)
      // of a group that is decided one side is enough
      const loss = own.length === 0 || (box.groups[at] & 2) === 0 ? leastAt(i) : beside()
      return { least: (box.groups[at] & 1) === 0 ? loss : leastAt(i), loss, bits: box.securities[i] }
    })
    bound += leastOfGroup(sides, ties, box.groups[at])
  })
  const sure = bound - roundingOf(instance, largestPrices(prices), held)
  return {
    bound: Number.isNaN(sure) ? -Infinity : sure,
    more: (i, bits) => (alone.has(i) ? leastIn(leastAt(i), bits) - leastIn(leastAt(i), box.securities[i]) : 0),
    open: i => [1, 2, 4, 8].filter(bit => leastIn(leastAt(i), bit) < Infinity).reduce((all, bit) => all | bit, 0),
  }
}

function leastIn({ rest, sell, buy, exit }: Leasts, bits: number): number {
  return Math.min(bits & 1 ? rest : Infinity, bits & 2 ? sell : Infinity, bits & 4 ? buy : Infinity, bits & 8 ? exit : Infinity)
}

interface Member {
  readonly least: Leasts
  /** At the prices of ties beside a loss. */
  readonly loss: Leasts
  readonly bits: number
}

/** Of identical securities either none sells at a loss or none buys (IRC 1091); `ties` is what their own factors cost beside the one and beside the other. */
function leastOfGroup(members: readonly Member[], ties: readonly [number, number], allowed: number): number {
  let [noLoss, noPurchase] = ties
  for (const { least, loss, bits } of members) {
    const gains = { ...least, sell: least.sellGains, exit: least.exitLoss ? Infinity : least.exit }
    noLoss += leastIn(gains, bits)
    noPurchase += leastIn(loss, bits & ~4)
  }
  return Math.min(allowed & 1 ? noLoss : Infinity, allowed & 2 ? noPurchase : Infinity)
}

function lotsOf({ sec, lots, nav }: Instance, { shortGain, longGain }: Prices) {
  const list = sec.price.map(() => ({ all: [] as Lot[], free: [] as Lot[] }))
  lots.sec.forEach((i, l) => {
    const gain = (sec.price[i] - lots.basis[l]) / sec.price[i]
    const unitTax = gain * (lots.days[l] > longTermDays ? longGain : shortGain)
    const lot = { weight: (lots.shares[l] * sec.price[i]) / nav, gain, unitTax }
    list[i].all.push(lot)
    if (!lots.blocked[l] && !sec.noSell[i]) list[i].free.push(lot)
  })
  for (const { free } of list) free.sort((a, b) => a.unitTax - b.unitTax)
  return list
}

/** Limits of the tracking error and of the names held, at what they allow. */
function ownLimits({ also }: Instance, { variance = 0, names = 0 }: Prices): number {
  const ofVariance = also?.trackingError === undefined ? 0 : -Math.max(0, variance) * also.trackingError ** 2
  return ofVariance - (also?.names === undefined ? 0 : Math.max(0, names) * also.names)
}

function weightsOf({ lam, also }: Instance, { variance = 0, names = 0 }: Prices) {
  const theta = also?.trackingError === undefined ? 0 : Math.max(0, variance)
  return { te: lam.te + theta, absolute: also?.absolute ?? 0, name: also?.names === undefined ? 0 : Math.max(0, names) }
}

const noLimits: ReadonlyMap<number, readonly TieLimit[]> = new Map()

/** λ'y with y = F^½B'd, less the most that risk can give back: a parabola's least over what the exposure can be; of a tie with the limits that are on nothing else. */
function factorPart(instance: Instance, prices: Prices, held: readonly number[], which: readonly number[], limits = noLimits): number {
  const { sec, F } = instance
  const { te, absolute } = weightsOf(instance, prices)
  let sum = 0
  for (const f of which) {
    const price = prices.factors[f]
    let [now, whole, reach] = [0, 0, 0]
    held.forEach((weight, i) => {
      const exposure = sec.B[i][f] * Math.sqrt(F[f])
      now += exposure * (weight - sec.target[i])
      whole += exposure * sec.target[i]
      reach += Math.abs(exposure) * (weight + Math.abs(sec.target[i]) + Math.max(0, sec.ub[i]))
    })
    const parabola = { curvature: 2 * (te + absolute), slope: 2 * absolute * whole - price }
    sum += price * now + absolute * whole ** 2 + leastWithin(parabola, limits.get(f) ?? [], now, reach)
  }
  return sum
}

function leastsOf(instance: Instance, prices: Prices, i: number, held: number, lots: readonly Lot[]): Leasts {
  const { sec, lam, F, alpha, also } = instance
  const { te, absolute, name } = weightsOf(instance, prices)
  const change =
    rowPrices(instance, prices, i) +
    prices.factors.reduce((sum, price, f) => sum + price * sec.B[i][f] * Math.sqrt(F[f]), 0) -
    rewardOf(instance, i)
  const drift = held - sec.target[i]
  const [own, near] = [te * sec.D[i], also?.proximity?.[i] ?? 0]
  const away = held - (also?.near ?? sec.target)[i]
  const each = lam.tc * sec.lin[i] + Math.max(0, prices.turnover)
  const once = lam.tc * sec.fixed[i] + Math.max(0, prices.trades)
  const nl = lam.tc * sec.nl[i]
  const square = lam.tc * (also?.square?.[i] ?? 0)
  const cost = (sign: number, tax: (amount: number) => number) => (amount: number) => {
    const moved = sign * amount
    const risk = own * (drift + moved) ** 2 + near * (away + moved) ** 2 + absolute * sec.D[i] * (held + moved) ** 2
    // most trades have no impact to speak of, and a power takes longer than all the rest
    const impact = nl === 0 ? 0 : nl * amount ** alpha
    return risk + impact + square * amount * amount + (each + sign * change) * amount + tax(amount)
  }
  const [least, most] = [pastLimit(sec.lb[i] - held), -pastLimit(held - sec.ub[i])]
  const sellable = lots.reduce((sum, lot) => sum + lot.weight, 0)
  const sellMost = Math.min(-least, also?.sellMost?.[i] ?? Infinity)
  const named = held > 0 ? name : 0
  const saleOf = (from: readonly Lot[]) => {
    if (from.length === 0) return Infinity
    const reach = Math.min(sumOf(from), sellMost)
    return (
      leastBetween(
        Math.max(Math.min(sec.minTrade[i], sellable), -most),
        reach,
        cost(-1, amount => taxOfFirst(from, amount)),
      ) +
      once +
      named
    )
  }
  const whole = also?.names !== undefined && held > 0 && held - sellable <= 1e-12 && sellMost >= held - 1e-12
  const buyMost = sec.noBuy[i] ? -1 : Math.min(most, also?.buyMost?.[i] ?? Infinity)
  const none = cost(1, () => 0)
  return {
    rest: least <= 1e-12 && most >= -1e-12 ? none(0) + named : Infinity,
    sell: saleOf(lots),
    sellGains: saleOf(lots.filter(lot => lot.gain >= 0)),
    buy: leastBetween(Math.max(sec.minTrade[i], least), buyMost, none) + once + name,
    exit: whole ? cost(-1, amount => taxOfFirst(lots, amount))(sellable) + once : Infinity,
    exitLoss: lots.some(lot => lot.gain < 0),
  }
}

function rewardOf({ also }: Instance, i: number): number {
  return (also?.rewardWeight ?? 0) * (also?.reward?.[i] ?? 0)
}

function sumOf(lots: readonly Lot[]): number {
  return lots.reduce((sum, lot) => sum + lot.weight, 0)
}

function taxOfFirst(lots: readonly Lot[], amount: number): number {
  let left = amount
  let tax = 0
  for (const { weight, unitTax } of lots) {
    const sold = Math.min(left, weight)
    tax += sold * unitTax
    left -= sold
  }
  return tax
}

const steps = 70
const golden = (Math.sqrt(5) - 1) / 2

/** The least of a convex cost, by the golden section; +∞ where there is nothing between. */
function leastBetween(low: number, high: number, cost: (amount: number) => number): number {
  if (high < low - 1e-12 || high <= 0) return Infinity
  let [from, to] = [low, Math.max(low, high)]
  let [one, two] = [to - golden * (to - from), from + golden * (to - from)]
  let [atOne, atTwo] = [cost(one), cost(two)]
  for (let step = 0; step < steps; step++) {
    if (atOne <= atTwo) {
      to = two
      two = one
      atTwo = atOne
      one = to - golden * (to - from)
      atOne = cost(one)
    } else {
      from = one
      one = two
      atOne = atTwo
      two = from + golden * (to - from)
      atTwo = cost(two)
    }
  }
  return Math.min(cost(from), cost(to), cost(low), cost(Math.max(low, high)))
}
