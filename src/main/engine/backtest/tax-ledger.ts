/**
 * Tax of a simulated past, in fractions of the wealth it began with: lots by their cost, the oldest sold first (FIFO, Reg. §1.1012-1(c)(1)), held more than a year or not (IRC §1222), netted each calendar year,
 * a net loss carried to the next (IRC §1212(b)). Rates of the household's year, the same for every year of the past. No wash sales, no harvests, no $3,000 against other income: rules are compared, no return is made.
 */
import { type CivilDate, daysBetween } from '../../../shared/kernel/civil-date.ts'

export interface TaxRates {
  /** Part of the portfolio in taxable accounts; every account trades alike. */
  readonly taxable: number
  readonly short: number
  readonly long: number
}

interface Lot {
  readonly bought: CivilDate
  /** Index of its security's price when bought, 1 on the first day. */
  readonly price: number
  /** Times the ledger's `scale`. */
  units: number
}

export interface TaxLedger {
  readonly lots: Lot[][]
  /** What paying out has left of every unit. */
  scale: number
  /** Gains of this year, and losses carried into it (below zero), as fractions of the first day's wealth. */
  short: number
  long: number
}

/** All of it bought on the first day, at the prices of that day. */
export function openLedger(target: readonly number[], first: CivilDate): TaxLedger {
  return { lots: target.map(weight => [{ bought: first, price: 1, units: weight }]), scale: 1, short: 0, long: 0 }
}

/** `units` above zero are bought, below zero sold, at `price`. */
export function trade(ledger: TaxLedger, asset: number, units: number, price: number, day: CivilDate): void {
  const lots = ledger.lots[asset]
  if (units > 0) lots.push({ bought: day, price, units: units / ledger.scale })
  let left = -units / ledger.scale
  while (left > 0 && lots.length > 0) {
    const [oldest] = lots
    const sold = Math.min(left, oldest.units)
    const gain = sold * ledger.scale * (price - oldest.price)
    // held more than a year: sold on a day after its anniversary
    if (daysBetween(oldest.bought, day) > 365) ledger.long += gain
    else ledger.short += gain
    left -= sold
    oldest.units -= sold
    if (oldest.units <= 1e-15) lots.shift()
  }
}

/** Costs and taxes are paid out of everything alike, at its basis. */
export function payFrom(ledger: TaxLedger, part: number): void {
  ledger.scale *= 1 - part
}

/** Tax of the year that ends, as a fraction of the first day's wealth; what is a loss stays for the next. */
export function closeYear(ledger: TaxLedger, { taxable, short: rateShort, long: rateLong }: TaxRates): number {
  let { short, long } = ledger
  if (short < 0 && long > 0) [short, long] = [Math.min(0, short + long), Math.max(0, short + long)]
  else if (long < 0 && short > 0) [short, long] = [Math.max(0, short + long), Math.min(0, short + long)]
  ledger.short = Math.min(0, short)
  ledger.long = Math.min(0, long)
  return taxable * (Math.max(0, short) * rateShort + Math.max(0, long) * rateLong)
}
