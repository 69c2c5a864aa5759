/**
 * How many of the shares to sell should be short-term and how many long-term, so that the year's tax is least. The year's tax rises with each of the two net
 * results (Schedule D, IRC sections 1(h), 1211, 1411), so inside a term the highest basis goes first and lowers both objectives at once; only the split is
 * open. Along the split the tax is piecewise linear: its bends are the ends of lots and the places where a net result meets a bracket edge, a breakpoint, a
 * threshold, the loss limit or zero (tax/lines.ts). Those are all looked at, with the shares on either side; a short range is looked at share by share.
 * Order of aims: least tax of this year; then most loss carried to later years; then least gain realized, which leaves most gain unrealized.
 */
import type { TaxFrame } from '../tax/frame.ts'
import type { Worthing } from '../tax/worth.ts'

/** Lots of one term, highest basis first: their shares and what the whole lot gains, in cents. */
export interface Side {
  readonly lots: readonly { readonly shares: number; readonly gain: number }[]
}

export interface Split {
  readonly shortShares: number
  /** Change of the year's tax, cents; loss carried on; gain realized. */
  readonly tax: number
  readonly carried: number
  readonly gain: number
}

/** Shares and gains summed up to each lot, so that any number of first shares is priced by a search and one product. */
class Path {
  readonly ends: readonly number[]
  readonly total: number
  private readonly sums: readonly number[]
  private readonly side: Side

  constructor(side: Side) {
    const ends = [0]
    const sums = [0]
    for (const lot of side.lots) {
      ends.push((ends.at(-1) as number) + lot.shares)
      sums.push((sums.at(-1) as number) + lot.gain)
    }
    this.side = side
    this.ends = ends
    this.sums = sums
    this.total = ends.at(-1) as number
  }

  /** Cents gained by the first `shares`. */
  gainOf(shares: number): number {
    let [low, high] = [0, this.ends.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.ends[middle] as number) <= shares) low = middle
      else high = middle - 1
    }
    const part = shares - (this.ends[low] as number)
    const lot = this.side.lots[low]
    const before = this.sums[low] as number
    return part === 0 || lot === undefined ? before : before + Math.round((lot.gain * part) / lot.shares)
  }
}

const mostTriedOneByOne = 2_000

/** null: the lots hold fewer shares. `step`: the least shares that are traded, millionths. */
export function cheapestSplit(short: Side, long: Side, wanted: number, step: number, year: Worthing): Split | null {
  const [first, second] = [new Path(short), new Path(long)]
  const low = Math.max(0, wanted - second.total)
  const high = Math.min(first.total, wanted)
  if (low > high) return null
  let best: Split | null = null
  const tried = (shortShares: number): void => {
    const [a, b] = [first.gainOf(shortShares), second.gainOf(wanted - shortShares)]
    const tax = -year.savedNow(a, b)
    if (best !== null && tax > best.tax) return
    const { carriedShort, carriedLong } = year.worth(a, b)
    const split = { shortShares, tax, carried: carriedShort + carriedLong, gain: a + b }
    if (best === null || isBetter(split, best)) best = split
  }
  const ends = boundaries(first, second, wanted, low, high)
  for (const end of ends) tried(end)
  if ((high - low) / step <= mostTriedOneByOne) for (let at = low; at < high; at += step) tried(at)
  const bends = bendsOf(year.frame)
  for (let index = 1; index < ends.length; index += 1) {
    for (const at of bendsBetween(first, second, wanted, ends[index - 1] as number, ends[index] as number, step, year, bends)) tried(at)
  }
  return best
}

function isBetter(a: Split, b: Split): boolean {
  return a.tax - b.tax < 0 || (a.tax === b.tax && (a.carried > b.carried || (a.carried === b.carried && a.gain < b.gain)))
}

/** Where a lot of either term begins or ends. */
function boundaries(short: Path, long: Path, wanted: number, low: number, high: number): number[] {
  const found = [low, high]
  for (const end of short.ends) if (end > low && end < high) found.push(end)
  for (const end of long.ends) if (wanted - end > low && wanted - end < high) found.push(wanted - end)
  return [...new Set(found)].sort((a, b) => a - b)
}

interface Bends {
  /** Of the net short-term result, of the net long-term one, and of both together, after carryforwards. */
  readonly short: readonly number[]
  readonly long: readonly number[]
  readonly net: readonly number[]
}

function bendsOf(frame: TaxFrame): Bends {
  const { ordinaryIncome, qualifiedDividends, lossLimit, otherInvestmentIncome, magi, investmentThreshold } = frame
  const edges = [...frame.edges, 0, frame.zeroTop, frame.fifteenTop]
  const whole = edges.map(edge => edge - ordinaryIncome - qualifiedDividends)
  const ordinary = edges.map(edge => edge - ordinaryIncome)
  const alone = [0, -lossLimit, -otherInvestmentIncome, investmentThreshold - magi]
  return { short: [...ordinary, ...whole, 0], long: [0], net: [...whole, ...ordinary, ...alone] }
}

function* bendsBetween(
  short: Path,
  long: Path,
  wanted: number,
  from: number,
  to: number,
  step: number,
  year: Worthing,
  bends: Bends,
): Generator<number> {
  const { frame, yearSoFar } = year
  const at = (shares: number) => {
    const a = short.gainOf(shares) + yearSoFar.short - frame.carryforwardShort
    const b = long.gainOf(wanted - shares) + yearSoFar.long - frame.carryforwardLong
    return { short: a, long: b, net: a + b }
  }
  const [start, end] = [at(from), at(to)]
  for (const kind of ['short', 'long', 'net'] as const) {
    const [left, right] = [start[kind], end[kind]]
    if (left === right) continue
    for (const level of bends[kind]) {
      if ((level - left) * (level - right) >= 0) continue
      const steps = Math.floor(((level - left) / (right - left)) * ((to - from) / step))
      for (const shares of [from + steps * step, from + (steps + 1) * step]) if (shares > from && shares < to) yield shares
    }
  }
}
