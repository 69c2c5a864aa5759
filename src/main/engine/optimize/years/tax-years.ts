/**
 * Several tax years one after another, exactly as the optimizer's netting reckons each (IRC 1222, 1211(b)), with what 1212(b) carries from one to the next by character:
 * the part of a loss that counts against ordinary income is taken as a short-term gain first, what is left of each term goes on as that term. Gains are fractions of the
 * account's value, as in `Problem`; years are in order.
 */
import type { YearTax } from '../problem.ts'

/** What the account's sales add to a year, signed. */
export interface YearGain {
  readonly short: number
  readonly long: number
}

export interface YearResult {
  /** Net of the year, year so far and carried losses included. */
  readonly net: YearGain
  /** Tax of the year; a loss carried on is worth nothing yet. */
  readonly tax: number
  /** Losses that go on to the next year, above zero. */
  readonly carried: YearGain
}

export const noGain: YearGain = { short: 0, long: 0 }

/** `soFar` counts in the year in which it stands; later years begin with what is carried and with nothing else. */
export function oneYear(tax: YearTax, gain: YearGain, before: YearGain): YearResult {
  const short = tax.shortSoFar + gain.short - before.short
  const long = tax.longSoFar + gain.long - before.long
  const net = short + long
  if (net > 0) {
    const due = long < 0 ? tax.short * net : short < 0 ? tax.long * net : tax.short * short + tax.long * long
    return { net: { short, long }, tax: due, carried: noGain }
  }
  const used = Math.min(-net, tax.cap)
  // IRC 1212(b)(2): what counted against ordinary income is a short-term gain of the year
  const after = short + used
  return {
    net: { short, long },
    tax: -tax.ordinary * used,
    carried: { short: tidy(-after - Math.max(long, 0)), long: tidy(-long - Math.max(after, 0)) },
  }
}

const tidy = (loss: number) => (loss > 1e-15 ? loss : 0)

export function yearsInTurn(taxes: readonly YearTax[], gains: readonly YearGain[]): YearResult[] {
  const results: YearResult[] = []
  let carried = noGain
  taxes.forEach((tax, at) => {
    const result = oneYear(tax, gains[at] ?? noGain, carried)
    results.push(result)
    carried = result.carried
  })
  return results
}

/** Σ share · tax, and what the loss left at the end is worth (a given rate, as in the optimizer): what a plan is compared by, less the same of selling nothing. */
export function taxOfYears(taxes: readonly YearTax[], shares: readonly number[], gains: readonly YearGain[]): number {
  return worthOfYears(taxes, shares, gains) - worthOfYears(taxes, shares, [])
}

/** The same from nothing, not from selling nothing. */
export function worthOfYears(taxes: readonly YearTax[], shares: readonly number[], gains: readonly YearGain[]): number {
  const results = yearsInTurn(taxes, gains)
  const last = results.at(-1)?.carried ?? noGain
  const due = results.reduce((sum, { tax }, at) => sum + (shares[at] ?? 1) * tax, 0)
  return due - (shares.at(-1) ?? 1) * (taxes.at(-1)?.carried ?? 0) * (last.short + last.long)
}
