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
  const short = yearSoFar.short + profile.otherShort - profile.carryforwardShort
  const long = yearSoFar.long + profile.otherLong - profile.carryforwardLong
  // from a year in which everything nets to nothing
  const level = savedNow(-short, -long)
  const rO = Math.max(0, (savedNow(-short - loss, -long) - level) / loss)
  return {
    rS: Math.max(0, (level - savedNow(-short + gain, -long)) / gain),
    rL: Math.max(0, (level - savedNow(-short, -long + gain)) / gain),
    rO,
    rho: Math.min(carried, rO),
    cap: frame.lossLimit / 100,
    ytdS: short / 100,
    ytdL: long / 100,
  }
}
