/**
 * From a rebalancing instance (`rebal-1`: shares, dollars, weights) to the solver's problem, in which every amount is a fraction of the portfolio's value.
 * A number that makes no sense is a refusal that names it.
 */
import { done, type Outcome, refused } from '../../../shared/kernel/outcome.ts'
import type { Instance } from '../../../shared/model/instance.ts'
import { objectionTo } from './instance-checks.ts'
import type { Factors, Limits, Lots, Problem, Securities, YearTax } from './problem.ts'

/** Held longer than this many days is long-term here (IRC 1222(3), counted in days by the schema). */
const longTermDays = 365

export function readInstance(instance: Instance): Outcome<Problem> {
  const objection = objectionTo(instance)
  if (objection) {
    const { where, what } = objection
    return refused({ code: 'input/instance', what, where: `${instance.name}: ${where}`, remedy: 'Correct the instance and run it again.' })
  }
  const { te, tc, tax } = instance.lam
  const lots = lotsOf(instance)
  const securities = securitiesOf(instance, lots)
  return done({
    name: instance.name,
    nav: instance.nav,
    weights: { risk: te, cost: tc, tax },
    securities,
    lots,
    factors: factorsOf(instance),
    limits: limitsOf(instance, securities.held),
    tax: taxOf(instance),
  })
}

function lotsOf({ lots, sec, nav }: Instance): Lots {
  const count = lots.sec.length
  const start = new Int32Array(sec.price.length + 1)
  for (const security of lots.sec) start[security + 1] += 1
  for (let i = 0; i < sec.price.length; i++) start[i + 1] += start[i]
  const value = Float64Array.from(lots.shares, (shares, l) => (shares * sec.price[lots.sec[l]]) / nav)
  return {
    count,
    start,
    value,
    free: value.map((weight, l) => (lots.blocked[l] || sec.noSell[lots.sec[l]] ? 0 : weight)),
    gain: Float64Array.from(lots.basis, (basis, l) => (sec.price[lots.sec[l]] - basis) / sec.price[lots.sec[l]]),
    long: Uint8Array.from(lots.days, days => (days > longTermDays ? 1 : 0)),
  }
}

function sumBySecurity({ start }: Lots, of: Float64Array): Float64Array {
  const sums = new Float64Array(start.length - 1)
  for (let i = 0; i < sums.length; i++) for (let l = start[i]; l < start[i + 1]; l++) sums[i] += of[l]
  return sums
}

function securitiesOf({ sec, alpha }: Instance, lots: Lots): Securities {
  const held = sumBySecurity(lots, lots.value)
  const changeHigh = held.map((weight, i) => sec.ub[i] - weight)
  return {
    count: sec.price.length,
    held,
    drift: held.map((weight, i) => weight - sec.target[i]),
    linearCost: Float64Array.from(sec.lin),
    impact: Float64Array.from(sec.nl),
    impactPower: alpha,
    fixedCost: Float64Array.from(sec.fixed),
    minTrade: Float64Array.from(sec.minTrade),
    sellable: sumBySecurity(lots, lots.free),
    buyable: changeHigh.map((room, i) => (sec.noBuy[i] ? 0 : Math.max(0, room))),
    changeLow: held.map((weight, i) => sec.lb[i] - weight),
    changeHigh,
    identical: Int32Array.from(sec.group),
  }
}

function factorsOf({ F, sec }: Instance): Factors {
  const count = F.length
  const exposure = new Float64Array(sec.price.length * count)
  sec.B.forEach((row, i) => {
    row.forEach((beta, f) => {
      exposure[i * count + f] = beta * Math.sqrt(F[f])
    })
  })
  return { count, exposure, specific: Float64Array.from(sec.D) }
}

function limitsOf(instance: Instance, held: Float64Array): Limits {
  const { sec, sector, country, nav, cash0, cashLo, cashHi } = instance
  const cash = cash0 / nav
  const rows = 1 + sector.m + country.m
  const now = new Float64Array(rows)
  const member = new Int32Array(held.length * 2)
  held.forEach((weight, i) => {
    member[2 * i] = 1 + sec.sector[i]
    member[2 * i + 1] = 1 + sector.m + sec.country[i]
    now[member[2 * i]] += weight
    now[member[2 * i + 1]] += weight
  })
  const names = (word: string, count: number) => Array.from({ length: count }, (_, at) => `${word} ${at}`)
  return {
    rowNames: ['cash', ...names('sector', sector.m), ...names('country', country.m)],
    rowLow: Float64Array.from([cash - cashHi, ...sector.lo, ...country.lo], (low, row) => low - now[row]),
    rowHigh: Float64Array.from([cash - cashLo, ...sector.hi, ...country.hi], (high, row) => high - now[row]),
    memberStart: Int32Array.from({ length: held.length + 1 }, (_, i) => 2 * i),
    member,
    turnover: instance.turnoverMax,
    trades: instance.maxTrades,
    identicalGroups: identicalGroupsOf(sec.group),
  }
}

function identicalGroupsOf(group: readonly number[]): Int32Array[] {
  const members = new Map<number, number[]>()
  group.forEach((id, i) => {
    if (id >= 0) members.set(id, [...(members.get(id) ?? []), i])
  })
  return [...members.values()].filter(list => list.length > 1).map(list => Int32Array.from(list))
}

function taxOf({ tax, nav }: Instance): YearTax {
  return {
    short: tax.rS,
    long: tax.rL,
    ordinary: tax.rO,
    carried: tax.rho,
    cap: tax.cap / nav,
    shortSoFar: tax.ytdS / nav,
    longSoFar: tax.ytdL / nav,
  }
}
