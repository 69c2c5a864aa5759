/**
 * What the exposure to a tie costs: its risk, and the limits that are on nothing else. A limit on one security over all accounts that hold it (a cap, nearness to a weight) adds up just
 * what the security's tie adds up, so it needs no price of its own: beside a purchase and beside a loss the tie's price stands for both, and holds each side to the limit. With a price of
 * its own such a limit would let a mixture of the two sides keep it that neither keeps.
 */
import type { Problem } from '../../optimize/problem.ts'
import type { Tie } from './ties.ts'

/** linear·y + square·y² + constant, and `excess` a unit beyond [softLow, softHigh], over [low, high]. */
export interface TieCost {
  /** Beside the factor's own. */
  readonly linear: number
  readonly square: number
  readonly constant: number
  readonly softLow: number
  readonly softHigh: number
  readonly excess: number
  readonly low: number
  readonly high: number
  /** Nothing but the factor's own. */
  readonly plain: boolean
}

export interface TieCosts {
  /** One a tie. */
  readonly costs: readonly TieCost[]
  /** 1 where the limit's row is a tie's. */
  readonly folded: Uint8Array
}

/** `base`: exposure of the present drift, factor by factor. */
export function tieCostsOf({ limits, securities }: Problem, ties: readonly Tie[], base: Float64Array): TieCosts {
  const folded = new Uint8Array(limits.rowLow.length)
  const members = membersOf(limits, securities.count)
  const costs = ties.map(tie => {
    const cost = { linear: 0, square: 0, constant: 0, softLow: -Infinity, softHigh: Infinity, excess: 0, low: -Infinity, high: Infinity }
    members.forEach((row, at) => {
      const ratio = ratioOf(row, tie)
      // two prices of an excess would need more pieces: one is a tie's, any other keeps a price of its own
      if (ratio === 0 || (limits.rowExcess[at] < Infinity && cost.excess > 0)) return
      folded[at] = 1
      add(cost, limits, at, ratio, base[tie.factor])
    })
    return { ...cost, plain: members.every((row, at) => folded[at] === 0 || ratioOf(row, tie) === 0) }
  })
  return { costs, folded }
}

type Row = readonly (readonly [security: number, weight: number])[]

function membersOf({ memberStart, member, memberWeight, rowLow }: Problem['limits'], count: number): Row[] {
  const rows = Array.from(rowLow, (): [number, number][] => [])
  for (let i = 0; i < count; i++) for (let at = memberStart[i]; at < memberStart[i + 1]; at++) rows[member[at]].push([i, memberWeight[at]])
  return rows
}

/** How much the row adds up for a unit of the tie's exposure; 0 where it is not the same sum. */
function ratioOf(row: Row, { members, exposure }: Tie): number {
  const [first] = row
  if (first === undefined || row.length !== members.length || members.indexOf(first[0]) < 0) return 0
  const ratio = first[1] / exposure[members.indexOf(first[0])]
  const same = row.every(([i, weight]) => {
    const place = members.indexOf(i)
    return place >= 0 && Math.abs(weight - ratio * exposure[place]) <= alike * Math.abs(weight)
  })
  return same ? ratio : 0
}

const alike = 1e-12

type Draft = { -readonly [Key in Exclude<keyof TieCost, 'plain'>]: TieCost[Key] }

/** The row at y is ratio·(y − now). */
function add(
  cost: Draft,
  { rowLow, rowHigh, rowCentre, rowPenalty, rowExcess }: Problem['limits'],
  row: number,
  ratio: number,
  now: number,
) {
  const ends = [now + rowLow[row] / ratio, now + rowHigh[row] / ratio]
  const [low, high] = ratio > 0 ? ends : [ends[1], ends[0]]
  if (rowExcess[row] < Infinity) {
    cost.softLow = low
    cost.softHigh = high
    cost.excess = rowExcess[row] * Math.abs(ratio)
  } else {
    cost.low = Math.max(cost.low, low)
    cost.high = Math.min(cost.high, high)
  }
  // penalty · (ratio·(y − now) − centre)², of which the centre's own square is among the problem's constants
  const penalty = rowPenalty[row]
  cost.square += penalty * ratio * ratio
  cost.linear -= 2 * penalty * ratio * (ratio * now + rowCentre[row])
  cost.constant += penalty * ratio * now * (ratio * now + 2 * rowCentre[row])
}

/** The exposure that costs least where a unit of it is paid `price`; `linear` and `square` with the factor's own. */
export function exposureAt(
  { plain, softLow, softHigh, excess, low, high }: TieCost,
  linear: number,
  square: number,
  price: number,
): number {
  let y = (price - linear) / (2 * square)
  if (plain) return y
  if (y > softHigh) y = Math.max(softHigh, (price - linear - excess) / (2 * square))
  else if (y < softLow) y = Math.min(softLow, (price - linear + excess) / (2 * square))
  return Math.min(Math.max(y, low), high)
}

/** What the best exposure costs there, less what it is paid. */
export function leastAt(cost: TieCost, linear: number, square: number, price: number): number {
  if (cost.plain) return -((price - linear) * (price - linear)) / (4 * square)
  const y = exposureAt(cost, linear, square, price)
  const beyond = Math.max(0, y - cost.softHigh, cost.softLow - y)
  return y * (linear + square * y - price) + cost.excess * beyond + cost.constant
}

/** The price at which so much exposure costs least; without end beyond the limits. */
export function priceOf({ plain, softLow, softHigh, excess, low, high }: TieCost, linear: number, square: number, y: number): number {
  const price = linear + 2 * square * y
  if (plain) return price
  if (y > high) return Infinity
  if (y < low) return -Infinity
  return y > softHigh ? price + excess : y < softLow ? price - excess : price
}
