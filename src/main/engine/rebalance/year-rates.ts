/**
 * The household's year as rates of the optimizer's netting: what one more dollar of short-term gain, of long-term gain and of net loss changes in this year's tax, read off
 * the whole computation (tax/worth.ts) near where the year stands. Brackets, thresholds and the net investment income tax bend with income, so these are rates of a
 * step, not of every dollar; the basket prices the finished plan by the whole computation.
 */
import type { TaxProfile } from '../../../shared/model/book.ts'
import type { Worthing } from '../tax/worth.ts'

export interface YearRates {
  readonly rS: number
  readonly rL: number
  readonly rO: number
  readonly rho: number
  /** Dollars (IRC 1211(b)). */
  readonly cap: number
  readonly ytdS: number
  readonly ytdL: number
}

/** Cents: ten thousand dollars of gain, a thousand of loss. */
const gain = 1_000_000
const loss = 100_000

export function yearRates({ frame, savedNow, yearSoFar }: Worthing, profile: TaxProfile, carried: number): YearRates {
  // what other accounts brought, entered by hand, is in the year so far
  const short = yearSoFar.short - profile.carryforwardShort
  const long = yearSoFar.long - profile.carryforwardLong
  /** Tax of a year that nets to so much of each term, less that of the year so far. */
  const taxAt = (netShort: number, netLong: number) => -savedNow(netShort - short, netLong - long)
  const [gainShort, gainLong] = [Math.max(0, short), Math.max(0, long)]
  const now = taxAt(gainShort, gainLong)
  const rO = Math.max(0, (taxAt(0, 0) - taxAt(-loss, 0)) / loss)
  return {
    rS: Math.max(0, (taxAt(gainShort + gain, gainLong) - now) / gain),
    rL: Math.max(0, (taxAt(gainShort, gainLong + gain) - now) / gain),
    rO,
    rho: Math.min(carried, rO),
    cap: frame.lossLimit / 100,
    ytdS: short / 100,
    ytdL: long / 100,
  }
}
