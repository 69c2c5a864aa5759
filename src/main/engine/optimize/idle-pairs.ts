/**
 * Which pairs of moves in whole shares are worth a try: where no limit is broken a pair can only gain by what its moves gain alone, by the risk they take off each other and by
 * what they take off each other in the rows that have a price of their own (a penalty, an excess over a limit that gives way). For more of the other's shares the rest is more of
 * the same, the cost being convex. Netting that turns from one rate to another is left aside: a pair passed over by it costs nothing but a better fit.
 */
import { weightOf } from './lines.ts'
import type { Market } from './market.ts'
import type { Limits, Problem } from './problem.ts'

/** So much more or less of a security, and what that changes alone. */
export interface PairedMove {
  readonly security: number
  /** Of its weight, signed. */
  readonly change: number
  readonly objective: number
}

/** How many of the other's shares stand against one: one, so many as are worth it, or as many more as leave nothing over. */
export function timesOf(market: Market, one: number, other: number): readonly number[] {
  const worth = weightOf(market, one) / weightOf(market, other)
  return [...new Set([1, Math.max(1, Math.floor(worth)), Math.ceil(worth)])]
}

/** `rows`: what each row adds up to as things stand. */
export function isIdlePair(problem: Problem, market: Market, rows: Float64Array, one: PairedMove, other: PairedMove): boolean {
  const each = other.objective + together(problem, one, other)
  return timesOf(market, one.security, other.security).every(
    times => one.objective + times * each + inRows(problem.limits, rows, one, other, times) > 0,
  )
}

function together({ weights, factors: { count, exposure } }: Problem, one: PairedMove, other: PairedMove): number {
  let common = 0
  for (let f = 0; f < count; f++) common += exposure[one.security * count + f] * exposure[other.security * count + f]
  return 2 * (weights.risk + weights.absolute) * common * one.change * other.change
}

/** What both moves change in the rows that have a price, beyond what each changes alone. */
function inRows(limits: Limits, rows: Float64Array, one: PairedMove, other: PairedMove, times: number): number {
  const { memberStart, member, memberWeight } = limits
  let sum = isPriced(limits, 0) ? atRow(limits, rows, 0, one.change, times * other.change) : 0
  for (let at = memberStart[one.security]; at < memberStart[one.security + 1]; at++) {
    if (!isPriced(limits, member[at])) continue
    for (let to = memberStart[other.security]; to < memberStart[other.security + 1]; to++) {
      if (member[to] === member[at])
        sum += atRow(limits, rows, member[at], memberWeight[at] * one.change, memberWeight[to] * times * other.change)
    }
  }
  return sum
}

function isPriced({ rowPenalty, rowExcess }: Limits, row: number): boolean {
  return rowPenalty[row] > 0 || rowExcess[row] < Infinity
}

function atRow(
  { rowLow, rowHigh, rowExcess, rowPenalty, rowCentre }: Limits,
  rows: Float64Array,
  row: number,
  first: number,
  second: number,
): number {
  const excess = rowExcess[row] < Infinity ? rowExcess[row] : 0
  const cost = (sum: number) => excess * Math.max(0, rowLow[row] - sum, sum - rowHigh[row]) + rowPenalty[row] * (sum - rowCentre[row]) ** 2
  const now = rows[row]
  return cost(now + first + second) - cost(now + first) - cost(now + second) + cost(now)
}
