/**
 * The bound over several years reckoned anew from the problem and its prices alone. With a price on whatever several amounts share, each amount can be looked at by itself:
 * the least each can come to between its own limits, added up, is below every plan (weak duality), whoever found the prices. A limit's price counts on the side on which
 * it can only help. Where the problem was split, the parts must be all that there are; the worst of them is the bound. Shares no code with the solver.
 */
import type { YearOfLots, YearsProblem } from '../../years/years-problem.ts'
import type { ProofPart, YearPrices, YearsProof } from '../../years/years-proof.ts'
import { leastBetween, ofMost, type PartOf } from './least.ts'
import { restingTax } from './netting.ts'
import { leastOfTaxes } from './taxes.ts'

/** −∞: the parts are not all that there are, or the prices are not of this problem. */
export function boundOfYears(problem: YearsProblem, proof: YearsProof): number {
  const whole: PartOf = { pieces: problem.years.map(() => null), noLoss: new Set(), noPurchase: new Set() }
  if (!fits(problem, proof.sold, proof.bought)) return -Infinity
  return boundOfPart(problem, proof, proof.tree, whole)
}

function boundOfPart(problem: YearsProblem, proof: YearsProof, part: ProofPart, at: PartOf): number {
  if (part.by === 'none') return leastAtPrices(problem, proof, part.prices, at)
  const { year } = part
  if (!(year in problem.years)) return -Infinity
  if (part.by === 'side') {
    const name = `${year} ${part.group}`
    const noLoss = boundOfPart(problem, proof, part.noLoss, { ...at, noLoss: new Set([...at.noLoss, name]) })
    const noPurchase = boundOfPart(problem, proof, part.noPurchase, { ...at, noPurchase: new Set([...at.noPurchase, name]) })
    return part.group < 0 ? -Infinity : Math.min(noLoss, noPurchase)
  }
  const needed = canGainShort(problem, year) ? ['loss', 'gain', 'mixed'] : ['loss', 'gain']
  if (needed.some(name => !part.parts.some(({ piece }) => piece === name))) return -Infinity
  const bounds = part.parts.map(({ piece, part: inside }) =>
    boundOfPart(problem, proof, inside, { ...at, pieces: at.pieces.map((known, y) => (y === year ? piece : known)) }),
  )
  return bounds.reduce((least, each) => Math.min(least, each), Infinity)
}

/** Else no year ends with a short-term gain beside a long-term loss. */
function canGainShort({ base, years }: YearsProblem, y: number): boolean {
  const { tax, long, free, gain } = years[y] as YearOfLots
  let most = tax.shortSoFar
  for (let l = 0; l < base.lots.count; l++) if (!long[l] && gain[l] > 0) most += gain[l] * free[l]
  return most > 0
}

function fits({ base, years }: YearsProblem, ...lists: readonly (readonly Float64Array[])[]): boolean {
  return lists.every(list => list.length === years.length && list.every(each => each.length === base.securities.count))
}

function pricesFit(problem: YearsProblem, prices: YearPrices): boolean {
  const { base, years } = problem
  const { lot, stock, drift, exposure, cash, short, long, gainBudget, shortBudget, taxBudget } = prices
  return (
    lot.length === base.lots.count &&
    fits(problem, stock, drift) &&
    exposure.length === years.length &&
    exposure.every(each => each.length === base.factors.count) &&
    cash.length === years.length &&
    cash.every((each, y) => each.length === years[y].cash.length) &&
    [short, long, gainBudget, shortBudget, taxBudget].every(each => each.length === years.length)
  )
}

function leastAtPrices(problem: YearsProblem, proof: YearsProof, prices: YearPrices, at: PartOf): number {
  if (!pricesFit(problem, prices)) return -Infinity
  const { base, years } = problem
  let bound = -base.weights.tax * restingTax(problem)
  let size = Math.abs(bound)
  const add = (amount: number) => {
    bound += amount
    size += Math.abs(amount)
  }
  for (let i = 0; i < base.securities.count; i++) add(leastOfSecurity(problem, proof, prices, at, i))
  for (let y = 0; y < years.length; y++) {
    add(leastOfRisk(problem, prices, y))
    add(leastOfCash(problem, prices, y))
  }
  add(leastOfTaxes(problem, prices, at))
  // each sum holds tens of thousands of terms at most, each rounded in the sixteenth place
  return Number.isFinite(bound) ? bound - size * 1e-12 : -Infinity
}

function leastOfSecurity(problem: YearsProblem, proof: YearsProof, prices: YearPrices, at: PartOf, i: number): number {
  const { base, years } = problem
  const { lots } = base
  const group = base.securities.identical[i]
  const pieces = yearsOfSecurity(problem, proof, prices, i)
  let sum = pieces.reduce((all, piece) => all + piece.constant, 0)
  for (let l = lots.start[i]; l < lots.start[i + 1]; l++) {
    if (!years.some(({ free }) => free[l] > 0)) continue
    const whole = ofMost(prices.lot[l])
    sum += whole * lots.value[l]
    years.forEach(({ free, gain, long }, y) => {
      const ofTerm = long[l] ? prices.long[y] + ofMost(prices.gainBudget[y]) : prices.short[y]
      const slope = pieces[y].sale - whole - gain[l] * ofTerm
      const barred = gain[l] < 0 && at.noLoss.has(`${y} ${group}`)
      sum += leastBetween(slope, 0, 0, barred ? 0 : free[l])
    })
  }
  let buyable = 0
  years.forEach((year, y) => {
    const { buy, resell, stock, drift, curve } = pieces[y]
    sum += leastBetween(resell, 0, 0, buyable)
    buyable += year.buyable[i]
    sum += leastBetween(buy, 0, 0, at.noPurchase.has(`${y} ${group}`) ? 0 : year.buyable[i])
    sum += leastBetween(stock, 0, 0, buyable)
    const today = base.securities.drift[i]
    sum += leastBetween(drift, curve, today - heldOf(problem, i), today + buyable)
  })
  return sum
}

function heldOf({ base: { lots } }: YearsProblem, i: number): number {
  let sum = 0
  for (let l = lots.start[i]; l < lots.start[i + 1]; l++) sum += lots.value[l]
  return sum
}

/** Slopes of a security's amounts in each year: what each costs by itself less what it takes of what is shared. */
function yearsOfSecurity({ base, years, periods }: YearsProblem, { sold, bought }: YearsProof, prices: YearPrices, i: number) {
  const { securities, weights, factors } = base
  const { linearCost, impact, impactPower: power, square, fixedCost } = securities
  const held = securities.held[i]
  return years.map((year, y) => {
    const { discount, growth, share } = periods[y]
    const dollar = weights.cost * discount * growth
    // a curve that bends upwards lies above each of its tangents
    const tangent = (at: number) => (at > 0 ? power * impact[i] * at ** (power - 1) + 2 * square[i] * at : 0)
    const below = (at: number) => (at > 0 ? (power - 1) * impact[i] * at ** power + square[i] * at * at : 0)
    const often = (most: number) => (most > 0 ? fixedCost[i] / most : 0)
    const [next, nextDrift] = [prices.stock[y + 1]?.[i] ?? 0, prices.drift[y + 1]?.[i] ?? 0]
    const [stock, drift] = [prices.stock[y][i], prices.drift[y][i]]
    const account = year.cash.findIndex(({ from, until }) => from <= i && i < until)
    let exposed = 0
    for (let f = 0; f < factors.count; f++) exposed += factors.exposure[i * factors.count + f] * prices.exposure[y][f]
    const sale = dollar * (linearCost[i] + tangent(sold[y][i]))
    return {
      constant: -dollar * (below(sold[y][i]) + below(bought[y][i])) + (y === 0 ? drift * securities.drift[i] : 0),
      sale: sale + dollar * often(held) - drift,
      buy: dollar * (linearCost[i] + tangent(bought[y][i]) + often(year.buyable[i])) + stock + drift,
      resell: sale - stock - drift,
      stock: next - stock,
      drift: nextDrift - drift - exposed - (account < 0 ? 0 : prices.cash[y][account]),
      curve: weights.risk * share * factors.specific[i],
    }
  })
}

function leastOfRisk({ base, periods, years }: YearsProblem, prices: YearPrices, y: number): number {
  const { factors, weights, securities } = base
  let sum = 0
  for (let f = 0; f < factors.count; f++) {
    let reach = 0
    for (let i = 0; i < securities.count; i++) {
      let buyable = 0
      for (let past = 0; past <= y; past++) buyable += years[past].buyable[i]
      const far = Math.max(Math.abs(securities.drift[i] - securities.held[i]), Math.abs(securities.drift[i] + buyable))
      reach += Math.abs(factors.exposure[i * factors.count + f]) * far
    }
    sum += leastBetween(prices.exposure[y][f], weights.risk * periods[y].share, -reach, reach)
  }
  return sum
}

function leastOfCash({ base, years }: YearsProblem, prices: YearPrices, y: number): number {
  return years[y].cash.reduce((sum, { from, until, low, high }, a) => {
    const price = prices.cash[y][a]
    let before = 0
    for (let i = from; i < until; i++) before += base.securities.drift[i]
    return sum + price * before + leastBetween(price, 0, low, high)
  }, 0)
}
