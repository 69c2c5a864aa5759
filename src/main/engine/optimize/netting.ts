/**
 * Tax on the year's net capital gains, exactly (IRC 1222, 1211(b), 1212(b)): short and long net against each other, what remains is taxed at its own rate, a net
 * loss counts against ordinary income up to the cap and beyond it is worth `carried` a dollar. Gains and tax are fractions of nav.
 */
import type { YearTax } from './problem.ts'

/** The year's tax at net short-term gain `short` and net long-term gain `long`, the year so far included. */
export function yearTax(tax: YearTax, short: number, long: number): number {
  const net = short + long
  if (net <= 0) {
    const used = Math.min(-net, tax.cap)
    return -tax.ordinary * used - tax.carried * (-net - used)
  }
  if (long < 0) return tax.short * net
  return short < 0 ? tax.long * net : tax.short * short + tax.long * long
}

/** The year's tax before anything is traded. */
export function taxSoFar(tax: YearTax): number {
  return yearTax(tax, tax.shortSoFar, tax.longSoFar)
}
