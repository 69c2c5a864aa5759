/**
 * Daily returns from prices as imported. Days are matched over all securities; a day that one of them lacks is left out for all, so that covariances are of the same days. A split between two prices is
 * taken out by its ratio; a jump that no entry explains is named, never smoothed: a wrong price is the advisor's to correct.
 */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'

export interface PriceHistory {
  readonly name: string
  /** Oldest first. */
  readonly days: readonly CivilDate[]
  /** Dollars a share, above zero. */
  readonly prices: readonly number[]
  /** New shares for each old one, from the day on. */
  readonly splits: readonly { readonly day: CivilDate; readonly ratio: number }[]
}

export interface Returns {
  readonly names: readonly string[]
  /** The later day of each return. */
  readonly days: readonly CivilDate[]
  /** returns[security][day], fractions. */
  readonly returns: readonly Float64Array[]
  readonly problems: readonly ReturnProblem[]
}

export interface ReturnProblem {
  readonly name: string
  readonly day: CivilDate | null
  readonly code: 'unexplained-jump' | 'bad-price' | 'gap' | 'too-short'
  readonly words: string
}

/** A fall by two fifths or more, or the rise that makes up for it, is more often a split or a wrong price than a market: two for one on a day that rose by a fifth is still found. */
const jump = 0.4

/** Whether a day's return is more likely a split or a wrong price. */
export function isJump(move: number): boolean {
  return move >= 1 / (1 - jump) - 1 || move <= -jump
}
/** A hole of more trading days than this is told: the return across it is of several days. */
const longestGap = 5
/** Fewer returns than this estimate nothing. */
export const leastReturns = 20

/** `lookback`: most returns used, the latest ones. Securities with too little history are named and left out. */
export function alignedReturns(histories: readonly PriceHistory[], lookback: number): Returns {
  const problems: ReturnProblem[] = []
  const kept = histories
    .map(history => withoutSplits(history, problems))
    .filter(({ name, days }) => {
      if (days.length > leastReturns) return true
      problems.push({
        name,
        day: null,
        code: 'too-short',
        words: `${name}: ${days.length} prices, ${leastReturns + 1} are needed for an estimate.`,
      })
      return false
    })
  const common = commonDays(kept.map(({ days }) => days)).slice(-(lookback + 1))
  const returns = kept.map(history => returnsOn(history, common, problems))
  return { names: kept.map(({ name }) => name), days: common.slice(1), returns, problems }
}

function withoutSplits(history: PriceHistory, problems: ReturnProblem[]): PriceHistory {
  const good = history.prices.map(price => Number.isFinite(price) && price > 0)
  history.days.forEach((day, at) => {
    if (!good[at])
      problems.push({
        name: history.name,
        day,
        code: 'bad-price',
        words: `${history.name}: the price of ${day} is ${history.prices[at]}; it is left out.`,
      })
  })
  const ratioAfter = (day: CivilDate) => history.splits.reduce((ratio, split) => (split.day > day ? ratio * split.ratio : ratio), 1)
  const at = history.days.map((_, index) => index).filter(index => good[index])
  return {
    ...history,
    days: at.map(index => history.days[index]),
    prices: at.map(index => history.prices[index] / ratioAfter(history.days[index])),
    splits: [],
  }
}

function commonDays(lists: readonly (readonly CivilDate[])[]): CivilDate[] {
  if (lists.length === 0) return []
  const counts = new Map<CivilDate, number>()
  for (const days of lists) for (const day of days) counts.set(day, (counts.get(day) ?? 0) + 1)
  return [...counts]
    .filter(([, count]) => count === lists.length)
    .map(([day]) => day)
    .sort()
}

function returnsOn({ name, days, prices }: PriceHistory, common: readonly CivilDate[], problems: ReturnProblem[]): Float64Array {
  const place = new Map(days.map((day, at) => [day, at]))
  const found = new Float64Array(Math.max(0, common.length - 1))
  for (let t = 1; t < common.length; t++) {
    const [from, to] = [place.get(common[t - 1]) as number, place.get(common[t]) as number]
    found[t - 1] = prices[to] / prices[from] - 1
    if (to - from > longestGap) {
      problems.push({
        name,
        day: common[t],
        code: 'gap',
        words: `${name}: ${to - from - 1} days up to ${common[t]} are left out, since another security has no price then.`,
      })
    }
    if (isJump(found[t - 1])) {
      const words = `${name} moved by ${(found[t - 1] * 100).toFixed(0)} % on ${common[t]} without a split in the book: enter it, or correct the price.`
      problems.push({ name, day: common[t], code: 'unexplained-jump', words })
    }
  }
  return found
}
