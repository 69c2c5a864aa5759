/**
 * Relief methods: which shares leave first. One table, one signature: a comparison of two open pieces in the light of the sale. Specific
 * identification names lots and needs no order; without names the law says first in, first out (Reg. 1.1012-1(c)(1)). FIFO and LIFO go by actual
 * purchase date, never a tacked one; HIFO and LOFO by wash-adjusted basis a share, ties to the oldest; AVERAGE takes the oldest for the holding
 * period (Pub. 550 "Average basis"). MINTAX is the custodians' category order, not a minimum: short losses, long losses (largest first), no gain,
 * long gains, short gains (smallest first). Pieces of unknown basis come last wherever basis decides.
 */
import type { ReliefMethod } from '../../../shared/model/book.ts'

export interface Reliefable {
  /** Place of the lot in the order of acquisition; pieces of one lot share it and keep their order. */
  readonly age: number
  /** Basis a share; NaN is unknown. */
  readonly rate: number
  /** Whether a sale on the day would be long-term; null is unknown and counts as short. */
  readonly long: boolean | null
  /** A gift: its value when given, a share, which below the donor's basis is the basis of a loss, and whether that loss would be long-term (section 1015(a)). */
  readonly given?: Pick<Reliefable, 'rate' | 'long'> | null
}

export type Relief = (a: Reliefable, b: Reliefable, price: number) => number

/**
 * Two rates are equal where they differ by no more than rounding makes: what is left of a lot, a part of a return of capital or of a carried loss is a whole number of
 * units, so equal costs a share end some ten-billionths apart, and ties go to the oldest.
 */
function compareRates(a: number, b: number): number {
  const difference = a - b
  return Math.abs(difference) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b)) ? 0 : difference
}

type Rated = Pick<Reliefable, 'rate'>

function unknownLast(a: Rated, b: Rated): number {
  return Number(Number.isNaN(a.rate)) - Number(Number.isNaN(b.rate))
}

export function byHighestRate(a: Rated, b: Rated): number {
  return unknownLast(a, b) || compareRates(b.rate, a.rate)
}

export function byLowestRate(a: Rated, b: Rated): number {
  return unknownLast(a, b) || compareRates(a.rate, b.rate)
}

const oldestFirst: Relief = (a, b) => a.age - b.age
const newestFirst: Relief = (a, b) => b.age - a.age
const highestFirst: Relief = (a, b) => byHighestRate(a, b) || oldestFirst(a, b, 0)
const lowestFirst: Relief = (a, b) => byLowestRate(a, b) || oldestFirst(a, b, 0)

function category(piece: Pick<Reliefable, 'rate' | 'long'>, price: number): number {
  if (Number.isNaN(piece.rate)) return 6
  const sign = Math.sign(compareRates(price, piece.rate))
  if (sign < 0) return piece.long === true ? 1 : 0
  if (sign === 0) return piece.long === true ? 3 : 2
  return piece.long === true ? 4 : 5
}

/** The basis that decides at this price; between the two of a gift there is neither gain nor loss. */
function atPrice(piece: Reliefable, price: number): Reliefable {
  const { given, rate, age } = piece
  if (given == null || !(given.rate < rate && price < rate)) return piece
  return price < given.rate ? { ...given, age } : { age, rate: price, long: piece.long }
}

/** Inside a category the highest basis goes first: the largest loss, the smallest gain. */
const leastTaxedFirst: Relief = (a, b, price) => {
  const [left, right] = [atPrice(a, price), atPrice(b, price)]
  return category(left, price) - category(right, price) || highestFirst(left, right, price)
}

export const relief: { readonly [Method in ReliefMethod]: Relief } = {
  FIFO: oldestFirst,
  LIFO: newestFirst,
  HIFO: highestFirst,
  LOFO: lowestFirst,
  SPECID: oldestFirst,
  AVERAGE: oldestFirst,
  MINTAX: leastTaxedFirst,
}

export function takesOldestFirst(method: ReliefMethod): boolean {
  return relief[method] === oldestFirst
}

/** MINTAX cannot order lots without a price; every other method can. */
export function needsPrice(method: ReliefMethod): boolean {
  return method === 'MINTAX'
}

/** The items in the order in which the method takes them. Items are given oldest first; what compares equal keeps its order. */
export function inReliefOrder<Item extends Reliefable>(items: readonly Item[], method: ReliefMethod, price: number): readonly Item[] {
  if (takesOldestFirst(method)) return items
  const order = relief[method]
  return items.toSorted((a, b) => order(a, b, price))
}
