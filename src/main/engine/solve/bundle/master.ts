/**
 * The bundle's master problem, in its dual: which mixture of cuts (weights α ≥ 0 that add to one) and of domain bounds (ν ≥ 0) gives the best step.
 *   min ½·t·‖Σ x_j·v_j‖² + Σ e_j·x_j,   step = t·Σ x_j·v_j,   predicted increase = the multiplier of Σ α = 1
 * v = whitened supergradients, e = how far each cut lies above the centre's bound. A primal active-set method over a few dozen slots, warm from the step before: the
 * factor belongs to the Gram matrix alone, so neither a longer step t nor a new centre disturbs it. Inexact weights cost progress, never the truth of a bound.
 */

export interface Master {
  readonly capacity: number
  readonly dimension: number
  /** 1 for a cut, 0 for a bound of the domain, slot by slot. */
  readonly isCut: Float64Array
  readonly vectors: Float64Array
  readonly gram: Float64Array
  readonly error: Float64Array
  readonly weight: Float64Array
  readonly used: Uint8Array
  /** Slots with weight, in the order of the factor. */
  readonly support: number[]
  readonly factor: Float64Array
  readonly scratch: { readonly one: Float64Array; readonly two: Float64Array; readonly price: Float64Array }
  /** Added to the Gram matrix between cuts: their weights add to one, so nothing else changes and the matrix becomes definite. */
  lift: number
}

const dependence = 1e-11
const mostPivots = 300

export function masterOf(dimension: number, capacity: number): Master {
  const ofSlots = () => new Float64Array(capacity)
  return {
    capacity,
    dimension,
    isCut: ofSlots(),
    vectors: new Float64Array(capacity * dimension),
    gram: new Float64Array(capacity * capacity),
    error: ofSlots(),
    weight: ofSlots(),
    used: new Uint8Array(capacity),
    support: [],
    factor: new Float64Array(capacity * capacity),
    scratch: { one: ofSlots(), two: ofSlots(), price: ofSlots() },
    lift: 0,
  }
}

/** Puts a vector into a free slot. */
export function fillSlot(master: Master, slot: number, vector: Float64Array, isCut: boolean): void {
  const { dimension, capacity, vectors, gram, used } = master
  vectors.set(vector, slot * dimension)
  used[slot] = 1
  master.isCut[slot] = isCut ? 1 : 0
  master.weight[slot] = 0
  for (let other = 0; other < capacity; other++) {
    if (used[other] === 0) continue
    let product = 0
    for (let r = 0, at = other * dimension; r < dimension; r++, at++) product += vector[r] * vectors[at]
    gram[slot * capacity + other] = product
    gram[other * capacity + slot] = product
  }
  if (isCut && master.lift === 0) master.lift = Math.max(gram[slot * capacity + slot], 1e-12)
}

/** Solves for the step length t, errors as they stand; returns the predicted increase. `accuracy` is what a slot must promise to be let in. */
export function solveMaster(master: Master, t: number, accuracy: number): number {
  if (master.support.length === 0) begin(master)
  let level = 0
  for (let pivot = 0; pivot < mostPivots; pivot++) {
    level = solveSupport(master, t)
    const blocking = stepToward(master)
    if (blocking >= 0) {
      drop(master, blocking)
      continue
    }
    const entering = mostPromising(master, t, level, accuracy)
    if (entering < 0) break
    append(master, entering)
  }
  return level
}

/** Starts from the cut with the least error alone. */
function begin(master: Master): void {
  let best = -1
  for (let slot = 0; slot < master.capacity; slot++) {
    if (master.used[slot] && master.isCut[slot] && (best < 0 || master.error[slot] < master.error[best])) best = slot
  }
  append(master, best)
  master.weight[best] = 1
}

/** Weights of the support alone, as if none had to be positive, into scratch.one; returns the level all its cuts then share. */
function solveSupport({ support, factor, capacity, error, isCut, scratch, lift }: Master, t: number): number {
  const { one, two } = scratch
  const size = support.length
  for (let p = 0; p < size; p++) {
    one[p] = isCut[support[p]]
    two[p] = error[support[p]] / t
  }
  solveStrided(factor, capacity, size, one)
  solveStrided(factor, capacity, size, two)
  let ones = 0
  let errors = 0
  for (let p = 0; p < size; p++) {
    ones += isCut[support[p]] * one[p]
    errors += isCut[support[p]] * two[p]
  }
  const level = (1 + errors) / ones
  for (let p = 0; p < size; p++) one[p] = level * one[p] - two[p]
  return (level - lift) * t
}

function solveStrided(factor: Float64Array, stride: number, size: number, vector: Float64Array): void {
  for (let row = 0; row < size; row++) {
    let sum = vector[row]
    for (let p = 0, at = row * stride; p < row; p++, at++) sum -= factor[at] * vector[p]
    vector[row] = sum / factor[row * stride + row]
  }
  for (let row = size - 1; row >= 0; row--) {
    const value = vector[row] / factor[row * stride + row]
    vector[row] = value
    for (let p = 0, at = row * stride; p < row; p++, at++) vector[p] -= factor[at] * value
  }
}

/** Moves the weights toward the support's own; the place in the support that reaches zero first, or −1 where all stay positive. */
function stepToward({ support, weight, scratch }: Master): number {
  let length = 1
  let blocking = -1
  for (let p = 0; p < support.length; p++) {
    const goal = scratch.one[p]
    if (goal > 0) continue
    const now = weight[support[p]]
    const until = now > 0 ? now / (now - goal) : 0
    if (until < length) {
      length = until
      blocking = p
    }
  }
  for (let p = 0; p < support.length; p++) {
    const slot = support[p]
    weight[slot] += length * (scratch.one[p] - weight[slot])
  }
  return blocking
}

/** The slot outside the support whose price is lowest, or −1 where none promises more than the accuracy. */
function mostPromising(
  { capacity, support, used, weight, gram, error, isCut }: Master,
  t: number,
  level: number,
  accuracy: number,
): number {
  let best = -1
  let least = -accuracy
  for (let slot = 0; slot < capacity; slot++) {
    if (used[slot] === 0 || weight[slot] > 0 || support.includes(slot)) continue
    let price = error[slot] - isCut[slot] * level
    for (let p = 0; p < support.length; p++) price += t * gram[slot * capacity + support[p]] * weight[support[p]]
    if (price < least) {
      least = price
      best = slot
    }
  }
  return best
}

function append(master: Master, slot: number): void {
  master.support.push(slot)
  factorRow(master, master.support.length - 1)
}

function drop(master: Master, place: number): void {
  master.weight[master.support[place]] = 0
  master.support.splice(place, 1)
  for (let row = place; row < master.support.length; row++) factorRow(master, row)
}

function factorRow({ support, factor, gram, capacity, isCut, lift }: Master, row: number): void {
  const slot = support[row]
  const at = row * capacity
  for (let column = 0; column < row; column++) {
    const other = support[column]
    let sum = gram[slot * capacity + other] + isCut[slot] * isCut[other] * lift
    for (let p = 0, by = column * capacity; p < column; p++, by++) sum -= factor[at + p] * factor[by]
    factor[at + column] = sum / factor[column * capacity + column]
  }
  const own = gram[slot * capacity + slot] + isCut[slot] * lift
  let pivot = own
  for (let p = 0; p < row; p++) pivot -= factor[at + p] * factor[at + p]
  factor[at + row] = Math.sqrt(Math.max(pivot, dependence * own))
}

/** t·Σ x·v: the step in the whitened space. */
export function stepOf({ support, weight, vectors, dimension }: Master, t: number): Float64Array {
  const step = new Float64Array(dimension)
  for (const slot of support) {
    const scale = t * weight[slot]
    for (let r = 0, at = slot * dimension; r < dimension; r++, at++) step[r] += scale * vectors[at]
  }
  return step
}

/** Frees the slot that matters least: outside the support, furthest above the centre. Returns it, −1 where every slot is in the mixture. */
export function freeSlot(master: Master): number {
  const { capacity, used, isCut, error, support } = master
  let worst = -1
  for (let slot = 0; slot < capacity; slot++) {
    if (used[slot] === 0) return slot
    if (isCut[slot] && !support.includes(slot) && (worst < 0 || error[slot] > error[worst])) worst = slot
  }
  if (worst >= 0) used[worst] = 0
  return worst
}
