/**
 * Rebalancing written down a second time, as a mixed-integer linear model: straight from the instance, with no line of the optimizer in it. Directions, trades,
 * names, sales at a loss in a group and the three ways a year's gains net are choices of 0 or 1; a squared exposure, a squared trade and the cost of impact are
 * columns above tangents, which second-opinion.ts adds where they are needed.
 * Written from IRC 1211(b), 1222 (netting), 1091 (wash sales) and the description of `rebal-1`.
 */
import type { Instance } from '../../../src/shared/model/instance.ts'
import { type Entry, LinearModel, type Row } from './linear-model.ts'

/** Amounts are per cent of the portfolio, the objective is in basis points. */
export const percent = 100
export const points = 10_000

/** `above` ≥ value(x), x an amount in fractions of nav; with a switch, nothing where the switch is off, so its tangents lean through the origin. */
export interface Curve {
  readonly above: number
  /** What a unit of it costs; 1 where only a limit looks at it. */
  readonly weight: number
  readonly amount: number
  readonly on: number | undefined
  readonly value: (x: number) => number
  readonly slope: (x: number) => number
  readonly start: readonly number[]
}

export interface RebalanceModel {
  readonly linear: LinearModel
  readonly curves: readonly Curve[]
  /** Column of each lot's sale and each security's purchase; −1 where there is none. */
  readonly sell: readonly number[]
  readonly buy: readonly number[]
}

interface Sides {
  readonly instance: Instance
  readonly linear: LinearModel
  readonly curves: Curve[]
  readonly held: readonly number[]
  readonly sell: number[]
  readonly buy: number[]
  /** Change of each security's weight, in per cent, as entries of a row. */
  readonly change: (readonly Entry[])[]
  readonly traded: Entry[]
  readonly switches: Entry[]
  readonly names: Entry[]
  /** Squares whose own column is wanted for the tracking error. */
  readonly squares: Entry[]
}

const least = 1e-12

export function rebalanceModel(instance: Instance): RebalanceModel {
  const { sec, lots, nav } = instance
  const held = sec.price.map(() => 0)
  lots.sec.forEach((i, l) => {
    held[i] = (held[i] ?? 0) + (at(lots.shares, l) * at(sec.price, i)) / nav
  })
  const none = (list: readonly unknown[]) => list.map(() => -1)
  const sides: Sides = {
    instance,
    linear: new LinearModel(),
    curves: [],
    held,
    sell: none(lots.sec),
    buy: none(sec.price),
    change: [],
    traded: [],
    switches: [],
    names: [],
    squares: [],
  }
  const losses = lossChoices(sides)
  sec.price.forEach((_, i) => {
    addSecurity(sides, i, losses.get(at(sec.group, i)))
  })
  addRisk(sides)
  addGroups(sides)
  addYear(sides)
  const { linear, curves, sell, buy } = sides
  linear.atMost(instance.turnoverMax * percent, ...sides.traded)
  linear.atMost(instance.maxTrades, ...sides.switches)
  if (instance.also?.names !== undefined) linear.atMost(instance.also.names, ...sides.names)
  return { linear, curves, sell, buy }
}

function at(list: readonly number[], index: number): number {
  const value = list[index]
  if (value === undefined) throw new Error(`no entry ${index}`)
  return value
}

/** 1 where somebody in the group sells at a loss: then nobody in it buys. */
function lossChoices({ instance, linear }: Sides): Map<number, number> {
  return new Map([...new Set(instance.sec.group)].filter(group => group >= 0).map(group => [group, linear.choice()]))
}

function addSecurity(sides: Sides, i: number, loss: number | undefined): void {
  const { instance, linear, held, change } = sides
  const { sec, also } = instance
  const weight = at(held, i)
  const sale = addSale(sides, i, loss)
  const purchase = addPurchase(sides, i, loss)
  if (sale && purchase) linear.atMost(1, [sale.on, 1], [purchase.on, 1])
  const entries: Entry[] = [...(sale ? [[sale.amount, -1] as const] : []), ...(purchase ? [[purchase.amount, 1] as const] : [])]
  change[i] = entries
  // even where nothing can be traded the position has to be within its bounds
  linear.row((at(sec.lb, i) - weight) * percent - 1e-9, (at(sec.ub, i) - weight) * percent + 1e-9, entries)
  if (also?.names === undefined) return
  const name = linear.choice()
  const most = Math.max(weight, at(sec.ub, i), least) * percent
  linear.row(-Infinity, -weight * percent, [...entries, [name, -most]])
  sides.names.push([name, 1])
}

interface Side {
  readonly amount: number
  readonly on: number
}

function addSale(sides: Sides, i: number, loss: number | undefined): Side | undefined {
  const { instance, linear, held, sell, traded, switches } = sides
  const { sec, lots, nav, also } = instance
  const price = at(sec.price, i)
  const free = lots.sec.flatMap((security, l) => (security === i && !lots.blocked[l] && !sec.noSell[i] ? [l] : []))
  const sizeOf = (l: number) => (at(lots.shares, l) * price) / nav
  const whole = free.reduce((sum, l) => sum + sizeOf(l), 0)
  const most = Math.min(whole, at(held, i) - at(sec.lb, i), also?.sellMost?.[i] ?? Infinity)
  // a position smaller than the minimum trade may be sold whole
  const fewest = Math.min(at(sec.minTrade, i), whole)
  if (most <= least || fewest > most + least) return undefined
  const side = addSide(sides, i, { most, fewest: Math.min(fewest, most) })
  const parts: Entry[] = [[side.amount, -1]]
  for (const l of free) {
    const column = linear.column(0, sizeOf(l) * percent)
    sell[l] = column
    parts.push([column, 1])
    if (loss !== undefined && at(lots.basis, l) > price) linear.atMost(0, [column, 1], [loss, -sizeOf(l) * percent])
  }
  linear.row(0, 0, parts)
  traded.push([side.amount, 1])
  switches.push([side.on, 1])
  return side
}

function addPurchase(sides: Sides, i: number, loss: number | undefined): Side | undefined {
  const { instance, linear, held, buy, traded, switches } = sides
  const { sec, also } = instance
  const most = sec.noBuy[i] ? 0 : Math.min(at(sec.ub, i) - at(held, i), also?.buyMost?.[i] ?? Infinity)
  const fewest = at(sec.minTrade, i)
  if (most <= 0 || fewest > most + least) return undefined
  const side = addSide(sides, i, { most, fewest: Math.min(fewest, most) })
  buy[i] = side.amount
  if (loss !== undefined) linear.atMost(1, [side.on, 1], [loss, 1])
  traded.push([side.amount, 1])
  switches.push([side.on, 1])
  return side
}

/** An amount that is nothing or within its span, and what trading it costs: proportional, fixed, impact and its own square's part of the risk. */
function addSide(sides: Sides, i: number, { most, fewest }: { most: number; fewest: number }): Side {
  const { instance, linear, curves, squares } = sides
  const { sec, lam, alpha, also } = instance
  const amount = linear.column(0, most * percent, (points / percent) * lam.tc * at(sec.lin, i))
  const on = linear.choice(points * lam.tc * at(sec.fixed, i))
  linear.atMost(0, [amount, 1], [on, -most * percent])
  linear.row(0, Infinity, [
    [amount, 1],
    [on, -fewest * percent],
  ])
  const start = [fewest, Math.sqrt(Math.max(fewest, most / 100) * most), most]
  const square = squareOf(instance, i)
  const impact = lam.tc * at(sec.nl, i)
  const own = also?.trackingError !== undefined
  const below = own ? 0 : square
  const curve = (above: number, of: Pick<Curve, 'value' | 'slope' | 'weight'>) => curves.push({ above, amount, on, start, ...of })
  if (below > 0 || impact > 0) {
    curve(linear.column(0, Infinity, 1), {
      weight: 1,
      value: x => points * (below * x * x + impact * x ** alpha),
      slope: x => points * (2 * below * x + impact * alpha * x ** (alpha - 1)),
    })
  }
  if (own) {
    const above = linear.column(0, Infinity, square)
    curve(above, { weight: Math.max(1, square), value: x => points * x * x, slope: x => points * 2 * x })
    squares.push([above, at(sec.D, i)])
  }
  return { amount, on }
}

/** What the square of the security's own change counts for. */
function squareOf({ sec, lam, also }: Instance, i: number): number {
  return (lam.te + (also?.absolute ?? 0)) * at(sec.D, i) + (also?.proximity?.[i] ?? 0)
}

/** λ·TE², the portfolio's own variance, nearness to targets and expected return; (e + x)² = e² + 2ex + x², the last of which the sides have. */
function addRisk(sides: Sides): void {
  const { instance, linear, curves, held, change, squares } = sides
  const { sec, lam, F, also } = instance
  const absolute = also?.absolute ?? 0
  const variance: Entry[] = [...squares]
  let fixedPart = 0
  sec.price.forEach((_, i) => {
    const [weight, away, own] = [at(held, i), at(held, i) - at(sec.target, i), at(sec.D, i)]
    const near = also?.proximity?.[i] ?? 0
    const apart = at(held, i) - at(also?.near ?? sec.target, i)
    linear.offset += points * (lam.te * own * away ** 2 + absolute * own * weight ** 2 + near * apart ** 2)
    const reward = (also?.rewardWeight ?? 0) * (also?.reward?.[i] ?? 0)
    const slope = 2 * lam.te * own * away + 2 * absolute * own * weight + 2 * near * apart - reward
    for (const [column, sign] of change[i] ?? []) {
      linear.charge(column, (points / percent) * slope * sign)
      variance.push([column, (points / percent) * 2 * own * away * sign])
    }
    fixedPart += own * away ** 2
  })
  F.forEach((factor, f) => {
    const exposure = linear.column(-Infinity, Infinity)
    const entries: Entry[] = [[exposure, -1]]
    let [now, whole] = [0, 0]
    sec.B.forEach((row, i) => {
      const beta = at(row, f) * Math.sqrt(factor)
      now += beta * (at(held, i) - at(sec.target, i))
      whole += beta * at(held, i)
      for (const [column, sign] of change[i] ?? []) entries.push([column, beta * sign])
    })
    linear.row(-now * percent, -now * percent, entries)
    const above = linear.column(0, Infinity, lam.te + absolute)
    // of the whole portfolio: the exposure to the drift and what the targets have besides
    const besides = whole - now
    linear.charge(exposure, (points / percent) * 2 * absolute * besides)
    linear.offset += points * absolute * besides ** 2
    const reach = Math.max(Math.abs(now), 1e-3)
    const start = [-1, -0.5, -0.2, 0.2, 0.5, 1].map(share => share * reach)
    curves.push({
      above,
      weight: Math.max(1, lam.te + absolute),
      amount: exposure,
      on: undefined,
      start,
      value: y => points * y * y,
      slope: y => points * 2 * y,
    })
    variance.push([above, 1])
  })
  if (also?.trackingError !== undefined) linear.row(-Infinity, points * (also.trackingError ** 2 - fixedPart), variance)
}

/** Cash, sectors, countries and whatever rows the instance adds. */
function addGroups({ instance, linear, curves, held, change }: Sides): void {
  const { sec, nav, sector, country, also } = instance
  const cash = instance.cash0 / nav
  linear.row((cash - instance.cashHi) * percent, (cash - instance.cashLo) * percent, change.flat())
  const band = (of: readonly number[], { m, lo, hi }: Instance['sector']) => {
    for (let group = 0; group < m; group++) {
      const members = of.flatMap((its, i) => (its === group ? [i] : []))
      const now = members.reduce((sum, i) => sum + at(held, i), 0)
      linear.row(
        (at(lo, group) - now) * percent,
        (at(hi, group) - now) * percent,
        members.flatMap(i => change[i] ?? []),
      )
    }
  }
  band(sec.sector, sector)
  band(sec.country, country)
  for (const { securities, coefficients, of, low, high, penalty, centre = 0, excess } of also?.rows ?? []) {
    const entries = securities.flatMap((i, place) =>
      (change[i] ?? []).map(([column, sign]) => [column, sign * at(coefficients, place)] as const),
    )
    const now = securities.reduce((sum, i, place) => {
      const counted = of === 'change' ? 0 : of === 'weight' ? at(held, i) : at(held, i) - at(sec.target, i)
      return sum + at(coefficients, place) * counted
    }, 0)
    const give: Entry[] = excess === undefined ? [] : [1, -1].map(sign => [linear.column(0, Infinity, (points / percent) * excess), sign])
    linear.row(low === null ? -Infinity : (low - now) * percent, high === null ? Infinity : (high - now) * percent, [...entries, ...give])
    if (penalty === undefined || penalty === 0) continue
    const distance = linear.column(-Infinity, Infinity)
    linear.row((centre - now) * percent, (centre - now) * percent, [...entries, [distance, -1]])
    const above = linear.column(0, Infinity, penalty)
    const start = [-0.2, -0.05, -0.01, 0.01, 0.05, 0.2]
    curves.push({
      above,
      weight: Math.max(1, penalty),
      amount: distance,
      on: undefined,
      start,
      value: y => points * y * y,
      slope: y => points * 2 * y,
    })
  }
}

/** The year's tax: one of three ways the two net gains meet, each with its own share of them; two of the three shares are nothing. */
function addYear(sides: Sides): void {
  const { instance, linear } = sides
  const { tax, lam, nav, also } = instance
  const { short, long, most } = gainsOf(sides)
  const bill: Entry[] = []
  const ways = (['loss', 'gain', 'mixed'] as const).map(way => {
    const on = linear.choice()
    const [s, l] = [linear.column(-most, most), linear.column(-most, most)]
    for (const column of [s, l]) {
      linear.atMost(0, [column, 1], [on, -most])
      linear.row(0, Infinity, [
        [column, 1],
        [on, most],
      ])
    }
    if (way === 'loss') {
      const [used, carried] = [linear.column(0, Infinity), linear.column(0, Infinity)]
      linear.atMost(0, [used, 1], [on, (-tax.cap / nav) * percent])
      linear.row(
        0,
        0,
        [s, l, used, carried].map(column => [column, 1] as const),
      )
      bill.push([used, -tax.rO], [carried, -tax.rho])
    } else if (way === 'gain') {
      const shortPart = linear.column(0, Infinity)
      linear.atMost(0, [s, 1], [shortPart, -1])
      linear.row(0, Infinity, [[l, 1]])
      linear.row(0, Infinity, [
        [s, 1],
        [l, 1],
      ])
      bill.push([s, tax.rL], [l, tax.rL], [shortPart, tax.rS - tax.rL])
    } else {
      linear.atMost(0, [l, 1])
      linear.row(0, Infinity, [
        [s, 1],
        [l, 1],
      ])
      bill.push([s, tax.rS], [l, tax.rS])
    }
    return { on, s, l }
  })
  linear.row(
    1,
    1,
    ways.map(({ on }) => [on, 1] as const),
  )
  const soFar = [(-tax.ytdS / nav) * percent, (-tax.ytdL / nav) * percent] as const
  linear.row(soFar[0], soFar[0], [...short, ...ways.map(({ s }) => [s, -1] as const)])
  linear.row(soFar[1], soFar[1], [...long, ...ways.map(({ l }) => [l, -1] as const)])
  const before = yearTax(instance, tax.ytdS / nav, tax.ytdL / nav)
  linear.offset -= points * lam.tax * before
  for (const [column, rate] of bill) linear.charge(column, (points / percent) * lam.tax * rate)
  if (also?.tax !== undefined) linear.atMost((also.tax / nav + before) * percent, ...bill)
  const shares = (which: 's' | 'l') => ways.map(way => [way[which], 1] as const)
  if (also?.shortGain !== undefined) linear.atMost((also.shortGain / nav) * percent, ...shares('s'))
  if (also?.longGain !== undefined) linear.atMost((also.longGain / nav) * percent, ...shares('l'))
}

/** Gain of each lot's sale by its term, and what no net gain can pass. */
function gainsOf({ instance, sell }: Sides): { short: Entry[]; long: Entry[]; most: number } {
  const { lots, sec, tax, nav } = instance
  const [short, long]: [Entry[], Entry[]] = [[], []]
  let most = (Math.abs(tax.ytdS) + Math.abs(tax.ytdL)) / nav
  sell.forEach((column, l) => {
    if (column < 0) return
    const price = at(sec.price, at(lots.sec, l))
    const gain = 1 - at(lots.basis, l) / price
    most += (Math.abs(gain) * at(lots.shares, l) * price) / nav
    const into = at(lots.days, l) > 365 ? long : short
    into.push([column, gain])
  })
  return { short, long, most: (most + 1e-6) * percent }
}

/** Fractions of nav: a net loss counts up to the cap and is carried beyond it, a net gain is taxed by what is left of each term. */
export function yearTax({ tax, nav }: Instance, short: number, long: number): number {
  const net = short + long
  if (net <= 0) return -tax.rO * Math.min(-net, tax.cap / nav) - tax.rho * Math.max(0, -net - tax.cap / nav)
  return tax.rL * net + (tax.rS - tax.rL) * Math.min(net, Math.max(0, short))
}

/** The row of a tangent at x: above ≥ value(x0) + slope(x0)·(x − x0), through the origin where there is a switch. */
export function tangent({ above, amount, on, value, slope }: Curve, x: number): Row {
  const constant = value(x) - slope(x) * x
  const entries: Entry[] = [
    [above, 1],
    [amount, -slope(x) / percent],
  ]
  return on === undefined ? { low: constant, high: Infinity, entries } : { low: 0, high: Infinity, entries: [...entries, [on, -constant]] }
}
