/**
 * "Optimal rebalancing (cost-aware)" of the portfolio rebalancing note: min λ·(w − w*)'Σ(w − w*) + Σ c_i·|w_i − w_i^current| with Σ w_i = 1 and 0 ≤ w_i ≤ 1, solved to its optimum. An active set walks
 * from the present weights: an asset rests where it is, moves above or below it, or stands at a bound; with those fixed what remains is one linear system. No lots, no taxes, no limits: those are
 * the optimizer's (engine/optimize). Weights are fractions, covariance a year, costs a fraction of what is traded.
 */
import { done, type Outcome, refused } from '../../../shared/kernel/outcome.ts'
import { factorLower, solveLower, solveLowerTransposed } from '../solve/cholesky.ts'

export interface RebalanceQuestion {
  readonly current: readonly number[]
  readonly target: readonly number[]
  readonly covariance: readonly (readonly number[])[]
  readonly costs: readonly number[]
  /** Tracking error penalty, above zero. */
  readonly lambda: number
}

export interface RebalanceAnswer {
  readonly weights: readonly number[]
  readonly objective: number
  /** How far the optimum can lie below, by linear duality at the answer: a proof of its own. */
  readonly gap: number
  readonly steps: number
}

const Place = { rest: 0, above: 1, below: 2, zero: 3, one: 4 } as const

interface Walk {
  readonly question: RebalanceQuestion
  readonly weights: Float64Array
  readonly place: Uint8Array
}

/** Relative to the largest gradient: a multiplier beyond its bound by less is within it. */
const tolerance = 1e-13

/** Refuses lengths that differ, weights outside 0 to 1, negative costs, and a λ that is not above zero. Σ must be positive semidefinite (engine/estimate says whether it is). */
export function optimalRebalance(question: RebalanceQuestion): Outcome<RebalanceAnswer> {
  const what = objectionTo(question)
  if (what) return refused({ code: 'input/rebalance', what, where: 'optimal rebalance', remedy: 'Correct the input.' })
  const walk = start(question)
  const most = 60 * (question.current.length + 5)
  for (let steps = 1; steps <= most; steps++) {
    const price = settle(walk)
    if (price === 'blocked') continue
    if (!release(walk, price, steps > most / 2)) return done({ ...worth(walk), steps })
  }
  return refused({
    code: 'solver/steps',
    what: `No optimum was reached in ${most} steps.`,
    where: 'optimal rebalance',
    remedy: 'Check the covariance.',
  })
}

function objectionTo({ current, target, covariance, costs, lambda }: RebalanceQuestion): string | undefined {
  const n = current.length
  if (n === 0) return 'There are no assets.'
  if (target.length !== n || costs.length !== n || covariance.length !== n || covariance.some(row => row.length !== n))
    return 'The lists differ in length.'
  if ([...current, ...target, ...costs, ...covariance.flat(), lambda].some(value => !Number.isFinite(value))) return 'A number is missing.'
  if (current.some(weight => weight < 0 || weight > 1)) return 'A present weight is not between 0 and 1.'
  if (costs.some(cost => cost < 0)) return 'A cost is negative.'
  return lambda > 0 ? undefined : `The penalty on tracking error must be above zero, not ${lambda}.`
}

/** At the present weights; where they do not sum to one, the cheapest assets take up what is missing or too much. */
function start(question: RebalanceQuestion): Walk {
  const weights = Float64Array.from(question.current)
  const place = new Uint8Array(weights.length)
  let missing = 1 - weights.reduce((sum, weight) => sum + weight, 0)
  const cheapest = question.costs.map((_, i) => i).sort((a, b) => question.costs[a] - question.costs[b] || a - b)
  for (const i of cheapest) {
    if (Math.abs(missing) < 1e-15) break
    const step = missing > 0 ? Math.min(missing, 1 - weights[i]) : Math.max(missing, -weights[i])
    if (step === 0) continue
    weights[i] += step
    missing -= step
    place[i] = step > 0 ? (weights[i] >= 1 ? Place.one : Place.above) : weights[i] <= 0 ? Place.zero : Place.below
  }
  return { question, weights, place }
}

/** λ's gradient: 2λ·Σ(w − w*). */
function gradient({ question, weights }: Walk): Float64Array {
  const { covariance, target, lambda } = question
  const distance = weights.map((weight, i) => weight - target[i])
  return Float64Array.from(covariance, row => 2 * lambda * row.reduce((sum, each, j) => sum + each * distance[j], 0))
}

/** Slope of the cost on the side where the asset stands. */
function slope({ question, place }: Walk, i: number): number {
  return place[i] === Place.above || place[i] === Place.one ? question.costs[i] : -question.costs[i]
}

/** Moves what is free toward its optimum: the price of the budget there, or `blocked` where an asset met its edge on the way and stays at it. */
function settle(walk: Walk): number | 'blocked' {
  const { question, weights, place } = walk
  const free = [...place.keys()].filter(i => place[i] === Place.above || place[i] === Place.below)
  if (free.length === 0) return priceAtRest(walk)
  const slopes = gradient(walk)
  const k = free.length
  const factor = new Float64Array(k * k)
  let largest = 0
  free.forEach((i, a) => {
    for (let b = 0; b <= a; b++) factor[a * k + b] = 2 * question.lambda * question.covariance[i][free[b]]
    largest = Math.max(largest, factor[a * k + a])
  })
  factorLower(factor, k, 1e-14 * largest + Number.MIN_VALUE)
  const solve = (right: Float64Array) => {
    solveLower(factor, k, right)
    solveLowerTransposed(factor, k, right)
    return right
  }
  const down = solve(Float64Array.from(free, i => slopes[i] + slope(walk, i)))
  const ones = solve(new Float64Array(k).fill(1))
  const sum = (values: Float64Array) => values.reduce((all, each) => all + each, 0)
  const off = 1 - sum(weights)
  // weights move by −H⁻¹(g + ν·1), and the moves sum to what the weights lack of one
  const price = -(sum(down) + off) / sum(ones)
  const move = down.map((each, a) => -each - price * ones[a])
  return advance(walk, free, move) ? price : 'blocked'
}

/** Takes the whole step and tells so, or goes as far as the first edge and leaves its asset there. */
function advance({ question, weights, place }: Walk, free: readonly number[], move: Float64Array): boolean {
  let [part, first] = [1, -1]
  free.forEach((i, a) => {
    const edge = move[a] > 0 === (place[i] === Place.above) ? (place[i] === Place.above ? 1 : 0) : question.current[i]
    const room = (edge - weights[i]) / move[a]
    if (move[a] !== 0 && room < part) [part, first] = [Math.max(0, room), a]
  })
  free.forEach((i, a) => {
    weights[i] += part * move[a]
  })
  if (first < 0) return true
  const i = free[first]
  const outward = move[first] > 0 === (place[i] === Place.above)
  weights[i] = outward ? (place[i] === Place.above ? 1 : 0) : question.current[i]
  place[i] = outward ? (place[i] === Place.above ? Place.one : Place.zero) : Place.rest
  return false
}

/** What the budget's price must be at least for asset i not to rise, and at most for it not to fall. */
function priceBounds({ question: { current, costs }, place }: Walk, slopes: Float64Array, i: number): { least: number; most: number } {
  const at = place[i]
  const rise = at === Place.one || (at === Place.rest && current[i] >= 1) ? null : at === Place.zero ? -costs[i] : costs[i]
  const fall = at === Place.zero || (at === Place.rest && current[i] <= 0) ? null : at === Place.one ? costs[i] : -costs[i]
  return { least: rise === null ? -Infinity : -slopes[i] - rise, most: fall === null ? Infinity : -slopes[i] - fall }
}

/** A price between all bounds where nothing is free; the middle of the clash where there is none, so that `release` finds both sides. */
function priceAtRest(walk: Walk): number {
  const slopes = gradient(walk)
  let [least, most] = [-Infinity, Infinity]
  for (const i of walk.place.keys()) {
    const bounds = priceBounds(walk, slopes, i)
    least = Math.max(least, bounds.least)
    most = Math.min(most, bounds.most)
  }
  if (least === -Infinity) return most === Infinity ? 0 : most
  return most === Infinity ? least : (least + most) / 2
}

/** Sets free the asset that gains most by moving at that price; nothing free yet asks for one that rises and one that falls. False where no asset gains: the optimum. */
function release(walk: Walk, price: number, byOrder: boolean): boolean {
  const { place } = walk
  const slopes = gradient(walk)
  const scale = slopes.reduce((most, each) => Math.max(most, Math.abs(each)), 1e-3)
  const alone = place.every(at => at !== Place.above && at !== Place.below)
  let [rises, falls] = [
    { i: -1, by: tolerance * scale },
    { i: -1, by: tolerance * scale },
  ]
  for (const i of place.keys()) {
    if (place[i] === Place.above || place[i] === Place.below) continue
    const { least, most } = priceBounds(walk, slopes, i)
    // in order instead of by size where the walk is long: it cannot come back to where it was
    if (least - price > rises.by && !(byOrder && rises.i >= 0)) rises = { i, by: least - price }
    if (price - most > falls.by && !(byOrder && falls.i >= 0)) falls = { i, by: price - most }
  }
  const up = () => {
    place[rises.i] = place[rises.i] === Place.zero ? Place.below : Place.above
  }
  const down = () => {
    place[falls.i] = place[falls.i] === Place.one ? Place.above : Place.below
  }
  if (alone) {
    if (rises.i < 0 || falls.i < 0) return false
    up()
    down()
    return true
  }
  if (rises.i < 0 && falls.i < 0) return false
  if (rises.by >= falls.by && rises.i >= 0) up()
  else down()
  return true
}

/** Objective, and by how much at most it is above the optimum: the covariance term by its tangent, every asset at its best against it, at the best price of the budget. */
function worth(walk: Walk): { weights: readonly number[]; objective: number; gap: number } {
  const { question, weights } = walk
  const { current, target, costs } = question
  const slopes = gradient(walk)
  const risk = weights.reduce((sum, weight, i) => sum + ((weight - target[i]) * slopes[i]) / 2, 0)
  const cost = weights.reduce((sum, weight, i) => sum + costs[i] * Math.abs(weight - current[i]), 0)
  const least = (price: number) =>
    weights.reduce((sum, weight, i) => {
      const at = (w: number) => (slopes[i] + price) * w + costs[i] * Math.abs(w - current[i])
      return sum + Math.min(at(0), at(current[i]), at(1)) - slopes[i] * weight
    }, -price)
  const prices = [...weights.keys()].flatMap(i => [-slopes[i] - costs[i], -slopes[i] + costs[i]])
  const bound = risk + prices.reduce((best, price) => Math.max(best, least(price)), -Infinity)
  return { weights: [...weights], objective: risk + cost, gap: Math.max(0, risk + cost - bound) }
}
