/**
 * How much of a difference between rules is luck: the days of the past are drawn again in blocks of a month, with replacement and the same for every rule (circular block bootstrap, Politis and Romano 1992), and
 * the Sharpe ratios told anew. The rules' own daily returns are drawn, nothing is traded again. Drawn from a fixed seed: the same past always gives the same answer.
 */
import { tradingDaysAYear } from '../planner/drift-speed.ts'

export const blockDays = 21
export const draws = 1000
/** Nine draws of ten lie between. */
const [low, high] = [0.05, 0.95]

export interface Noise {
  /** Part of the draws in which each series had the highest Sharpe ratio; ties count for the first. */
  readonly wins: readonly number[]
  /** Sharpe ratio of `best` less that of each: between these in nine of ten draws. */
  readonly least: readonly number[]
  readonly most: readonly number[]
}

/** `series` of one length, daily returns; `best` the place of the one the others are held against. */
export function noiseOf(series: readonly Float64Array[], best: number, riskFree: number): Noise {
  const days = series[0].length
  const sums = series.map(each => running(each))
  const wins = series.map(() => 0)
  const apart = series.map(() => new Float64Array(draws))
  const random = generator(0x9e3779b9)
  for (let draw = 0; draw < draws; draw++) {
    const starts = Array.from({ length: Math.ceil(days / blockDays) }, () => Math.floor(random() * days))
    const sharpe = sums.map(sum => sharpeOf(sum, starts, days, riskFree))
    const top = sharpe.reduce((most, each) => Math.max(most, each), -Infinity)
    wins[sharpe.indexOf(top)] += 1 / draws
    sharpe.forEach((each, i) => {
      apart[i][draw] = sharpe[best] - each
    })
  }
  const quantile = (values: Float64Array, at: number) => values[Math.floor(at * (draws - 1))]
  const sorted = apart.map(values => values.sort())
  return { wins, least: sorted.map(values => quantile(values, low)), most: sorted.map(values => quantile(values, high)) }
}

interface Running {
  readonly sum: Float64Array
  readonly squares: Float64Array
}

/** Sums up to each day over two rounds of the series, so that a block may run over its end. */
function running(series: Float64Array): Running {
  const days = series.length
  const [sum, squares] = [new Float64Array(2 * days + 1), new Float64Array(2 * days + 1)]
  for (let t = 0; t < 2 * days; t++) {
    const each = series[t % days]
    sum[t + 1] = sum[t] + each
    squares[t + 1] = squares[t] + each * each
  }
  return { sum, squares }
}

function sharpeOf({ sum, squares }: Running, starts: readonly number[], days: number, riskFree: number): number {
  let [total, square, left] = [0, 0, days]
  for (const start of starts) {
    const length = Math.min(blockDays, left, days)
    total += sum[start + length] - sum[start]
    square += squares[start + length] - squares[start]
    left -= length
  }
  const variance = Math.max(0, (square - (total * total) / days) / (days - 1))
  return variance > 1e-30 ? ((total / days - riskFree) / Math.sqrt(variance)) * Math.sqrt(tradingDaysAYear) : 0
}

/** Uniform on [0, 1): a multiplicative generator of 32 bits, enough for places of blocks. */
function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
