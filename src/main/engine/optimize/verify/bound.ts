/**
 * The bound that prices prove, reckoned anew and plainly: with a price on each shared limit no security needs to know of the others, and the least each can cost, added
 * up, is below every plan's objective. Each security's least is found by halving an interval; prices outside their domain prove nothing (−∞).
 */
import type { Instance } from '../../../../shared/model/instance.ts'
import type { CertificatePrices } from '../../../../shared/model/rebalance-proposal.ts'

interface Lot {
  readonly weight: number
  readonly gain: number
  /** Tax a unit of weight at the prices of the gains. */
  readonly unitTax: number
}

/** A security at the given prices: what doing nothing, selling any lots, selling gains only, and buying cost at the least. */
interface Leasts {
  readonly rest: number
  readonly sell: number
  readonly sellGains: number
  readonly buy: number
}

const longTermDays = 365

export function provenBound(instance: Instance, prices: CertificatePrices): number {
  const { sec, sector, country } = instance
  if (prices.rows.length !== 1 + sector.m + country.m || prices.factors.length !== instance.F.length) return -Infinity
  const lots = lotsOf(instance, prices)
  const held = lots.map(list => list.all.reduce((sum, lot) => sum + lot.weight, 0))
  const shared = taxPart(instance, prices) + rowPart(instance, prices, held) + factorPart(instance, prices, held)
  const leasts = sec.price.map((_, i) => leastsOf(instance, prices, i, held[i], lots[i].free))
  return shared + choices(instance, leasts)
}

/** One security alone chooses freely; of identical ones either none sells at a loss or none buys. */
function choices({ sec }: Instance, leasts: readonly Leasts[]): number {
  const groups = new Map<number, Leasts[]>()
  let sum = 0
  leasts.forEach((least, i) => {
    if (sec.group[i] >= 0) groups.set(sec.group[i], [...(groups.get(sec.group[i]) ?? []), least])
    else sum += Math.min(least.rest, least.sell, least.buy)
  })
  for (const members of groups.values()) {
    const noLoss = members.reduce((all, { rest, sellGains, buy }) => all + Math.min(rest, sellGains, buy), 0)
    const noPurchase = members.reduce((all, { rest, sell }) => all + Math.min(rest, sell), 0)
    sum += Math.min(noLoss, noPurchase)
  }
  return sum
}

function lotsOf({ sec, lots, nav }: Instance, { shortGain, longGain }: CertificatePrices) {
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

/** The least of the year's tax less what its gains earn at their prices, over the regime; less the tax so far. */
function taxPart({ tax, lam, nav }: Instance, { regime, shortGain, longGain }: CertificatePrices): number {
  const [short, long, ordinary, carried] = [tax.rS, tax.rL, tax.rO, tax.rho].map(rate => rate * lam.tax)
  const cap = tax.cap / nav
  const [yearShort, yearLong] = [tax.ytdS / nav, tax.ytdL / nav]
  const start = shortGain * yearShort + longGain * yearLong - lam.tax * taxAt(tax, cap, yearShort, yearLong)
  if (regime === 'loss') return shortGain === longGain && shortGain >= carried ? start + Math.min(0, shortGain - ordinary) * cap : -Infinity
  const inGain = shortGain <= short && longGain <= long && longGain <= shortGain
  const inMixed = shortGain <= short && longGain >= shortGain
  return (regime === 'gain' ? inGain : inMixed) ? start : -Infinity
}

function taxAt(tax: Instance['tax'], cap: number, short: number, long: number): number {
  const net = short + long
  if (net <= 0) return -tax.rO * Math.min(-net, cap) - tax.rho * Math.max(0, -net - cap)
  return long < 0 ? tax.rS * net : tax.rS * Math.max(short, 0) + tax.rL * (net - Math.max(short, 0))
}

/** Each limit at the end of its range that costs least, from where the account stands now. */
function rowPart(instance: Instance, { rows, turnover, trades }: CertificatePrices, held: readonly number[]): number {
  const { sec, sector, country, cash0, cashLo, cashHi, nav, turnoverMax, maxTrades } = instance
  const cash = cash0 / nav
  const now = [0, ...sector.lo.map(() => 0), ...country.lo.map(() => 0)]
  held.forEach((weight, i) => {
    now[1 + sec.sector[i]] += weight
    now[1 + sector.m + sec.country[i]] += weight
  })
  const low = [cash - cashHi, ...sector.lo, ...country.lo]
  const high = [cash - cashLo, ...sector.hi, ...country.hi]
  let sum = -Math.max(0, turnover) * turnoverMax - Math.max(0, trades) * maxTrades
  rows.forEach((price, at) => {
    sum -= price * ((price > 0 ? high[at] : low[at]) - now[at])
  })
  return sum
}

/** λ'y with y = F^½B'd at rest, less the most that risk can give back: λ²/(4·te). */
function factorPart({ sec, F, lam }: Instance, { factors }: CertificatePrices, held: readonly number[]): number {
  let sum = 0
  factors.forEach((price, f) => {
    const exposure = held.reduce((all, weight, i) => all + sec.B[i][f] * Math.sqrt(F[f]) * (weight - sec.target[i]), 0)
    sum += price * exposure - (price === 0 ? 0 : (price * price) / (4 * lam.te))
  })
  return sum
}

function leastsOf(instance: Instance, prices: CertificatePrices, i: number, held: number, lots: readonly Lot[]): Leasts {
  const { sec, lam, F } = instance
  const change =
    prices.rows[0] +
    prices.rows[1 + sec.sector[i]] +
    prices.rows[1 + instance.sector.m + sec.country[i]] +
    prices.factors.reduce((sum, price, f) => sum + price * sec.B[i][f] * Math.sqrt(F[f]), 0)
  const drift = held - sec.target[i]
  const each = lam.tc * sec.lin[i] + prices.turnover
  const once = lam.tc * sec.fixed[i] + prices.trades
  const risk = (moved: number) => lam.te * sec.D[i] * (drift + moved) ** 2
  const impact = (amount: number) => lam.tc * sec.nl[i] * amount ** instance.alpha
  const [least, most] = [sec.lb[i] - held, sec.ub[i] - held]
  const sellable = lots.reduce((sum, lot) => sum + lot.weight, 0)
  const low = Math.max(Math.min(sec.minTrade[i], sellable), -most)
  const saleOf = (from: readonly Lot[]) => {
    const reach = Math.min(
      from.reduce((sum, lot) => sum + lot.weight, 0),
      -least,
    )
    return leastBetween(low, reach, amount => risk(-amount) + impact(amount) + (each - change) * amount + taxOfFirst(from, amount)) + once
  }
  const purchase = sec.noBuy[i] ? -1 : most
  return {
    rest: least <= 1e-12 && most >= -1e-12 ? risk(0) : Infinity,
    sell: lots.length > 0 ? saleOf(lots) : Infinity,
    sellGains: lots.some(lot => lot.gain >= 0) ? saleOf(lots.filter(lot => lot.gain >= 0)) : Infinity,
    buy:
      leastBetween(Math.max(sec.minTrade[i], least), purchase, amount => risk(amount) + impact(amount) + (each + change) * amount) + once,
  }
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

const thirds = 90

/** The least of a convex cost, by thirds; +∞ where there is nothing between. */
function leastBetween(low: number, high: number, cost: (amount: number) => number): number {
  if (high < low - 1e-12 || high <= 0) return Infinity
  let [from, to] = [low, Math.max(low, high)]
  for (let step = 0; step < thirds; step++) {
    const [one, two] = [from + (to - from) / 3, to - (to - from) / 3]
    if (cost(one) <= cost(two)) to = two
    else from = one
  }
  return Math.min(cost(from), cost(to), cost(low))
}
