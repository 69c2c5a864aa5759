/**
 * A pattern says what each security may do: nothing, sell, sell lots at a gain only (where its group of identical securities buys), buy, or sell all there is (told from a
 * sale only where the number of names held has a limit). With the pattern
 * fixed what remains is convex: blocks of one traded amount t each, a sale being the sum of its lots.
 */
import type { Problem } from '../optimize/problem.ts'

export const Mode = { none: 0, sell: 1, sellGains: 2, buy: 3, exit: 4 } as const
/** One `Mode` a security. */
export type Pattern = Uint8Array

/** Least and most a security may trade in a mode; `high` below `low` where the mode is barred. */
export interface Span {
  /** Least by the bounds of the position alone, the minimum trade set aside. */
  readonly floor: Float64Array
  readonly low: Float64Array
  readonly high: Float64Array
}

export interface Spans {
  readonly sell: Span
  readonly sellGains: Span
  readonly buy: Span
  /** 1 where doing nothing keeps the position within its bounds. */
  readonly mayRest: Uint8Array
  /** 1 where the whole position may be sold and that matters. */
  readonly mayExit: Uint8Array
}

const roundingRoom = 1e-12

/** Bounds of the traded amount in each mode: lots, minimum trade and the bounds of the position together. */
export function spansOf(problem: Problem): Spans {
  const { securities, lots } = problem
  const gains = new Float64Array(securities.count)
  for (let i = 0; i < securities.count; i++) {
    for (let l = lots.start[i]; l < lots.start[i + 1]; l++) if (lots.gain[l] >= 0) gains[i] += lots.free[l]
  }
  const { changeLow, changeHigh, minTrade, sellMost, buyMost } = securities
  const sale = (free: Float64Array): Span => ({
    floor: changeHigh.map(high => Math.max(0, -high)),
    // a position smaller than the minimum trade may be sold whole
    low: minTrade.map((least, i) => Math.max(Math.min(least, securities.sellable[i]), -changeHigh[i])),
    high: free.map((most, i) => (most > roundingRoom ? Math.min(most, -changeLow[i], sellMost[i]) : -1)),
  })
  return {
    sell: sale(securities.sellable),
    sellGains: sale(gains),
    buy: {
      floor: changeLow.map(low => Math.max(0, low)),
      low: minTrade.map((least, i) => Math.max(least, changeLow[i])),
      high: securities.buyable.map((most, i) => (Math.min(most, buyMost[i]) > 0 ? Math.min(most, buyMost[i]) : -1)),
    },
    mayRest: Uint8Array.from(changeLow, (low, i) => (low <= roundingRoom && changeHigh[i] >= -roundingRoom ? 1 : 0)),
    mayExit: Uint8Array.from(securities.held, (held, i) => {
      const whole = held > roundingRoom && held - securities.sellable[i] <= roundingRoom
      return problem.limits.names < Infinity && whole && Math.min(-changeLow[i], sellMost[i]) >= held - roundingRoom ? 1 : 0
    }),
  }
}

export function spanOf(spans: Spans, mode: number): Span {
  if (mode === Mode.buy) return spans.buy
  return mode === Mode.sellGains ? spans.sellGains : spans.sell
}

export function isOpen(span: Span, i: number): boolean {
  return span.high[i] >= span.low[i] - roundingRoom && span.high[i] > 0
}
