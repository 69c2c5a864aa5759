/**
 * From a rebalancing instance (`rebal-1`: shares, dollars, weights) to the solver's problem, in which every amount is a fraction of the portfolio's value.
 * A number that makes no sense is a refusal that names it.
 */
import { done, type Outcome, refused } from '../../../shared/kernel/outcome.ts'
import type { Instance } from '../../../shared/model/instance.ts'
import { objectionTo } from './instance-checks.ts'
import { limitsOf } from './instance-limits.ts'
import { type Factors, type Lots, onLimit, type Problem, type Securities, type YearTax } from './problem.ts'

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
    weights: { risk: te, cost: tc, tax, absolute: instance.also?.absolute ?? 0, reward: instance.also?.rewardWeight ?? 0 },
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

/** How far a position is past its limit; below zero: what is left to it. */
function pastLimit(by: number): number {
  return by > 0 && by < onLimit ? 0 : by
}

function securitiesOf({ sec, alpha, also }: Instance, lots: Lots): Securities {
  const held = sumBySecurity(lots, lots.value)
  const changeHigh = held.map((weight, i) => 0 - pastLimit(weight - sec.ub[i]))
  return {
    count: sec.price.length,
    held,
    drift: held.map((weight, i) => weight - sec.target[i]),
    linearCost: Float64Array.from(sec.lin),
    impact: Float64Array.from(sec.nl),
    impactPower: alpha,
    square: Float64Array.from(also?.square ?? sec.price.map(() => 0)),
    fixedCost: Float64Array.from(sec.fixed),
    minTrade: Float64Array.from(sec.minTrade),
    sellable: sumBySecurity(lots, lots.free),
    buyable: changeHigh.map((room, i) => (sec.noBuy[i] ? 0 : Math.max(0, room))),
    changeLow: held.map((weight, i) => pastLimit(sec.lb[i] - weight)),
    changeHigh,
    sellMost: Float64Array.from(also?.sellMost ?? sec.price.map(() => Infinity)),
    buyMost: Float64Array.from(also?.buyMost ?? sec.price.map(() => Infinity)),
    reward: Float64Array.from(also?.reward ?? sec.price.map(() => 0)),
    proximity: Float64Array.from(also?.proximity ?? sec.price.map(() => 0)),
    away: held.map((weight, i) => weight - (also?.near ?? sec.target)[i]),
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
