/**
 * The harvest scan over columns: a million lots of many households in one pass, for triage and for the bench. Gain, saved, cost and net are computed by the very
 * lines the review uses (exact.ts, tax/lines.ts, trade-cost.ts); verdicts, restrictions and reasons are left to the review of the household.
 * Units: shares in millionths, price in millionths of a dollar, cents; NaN is unknown, days are day numbers.
 */
import { roundTripOf } from '../cost/trade-cost.ts'
import { valueInCents } from '../exact.ts'
import type { Worthing } from '../tax/worth.ts'

export interface LotTable {
  readonly count: number
  /** Position in `years` of the household the lot belongs to. */
  readonly household: Int32Array
  readonly shares: Float64Array
  readonly price: Float64Array
  readonly basis: Float64Array
  /** First day on which a sale is long-term. */
  readonly longOn: Int32Array
  /** 1 where the account is taxable and tradable. */
  readonly eligible: Uint8Array
  /** Cents of loss that section 1091 would disallow; 0 for most. */
  readonly washedLoss: Float64Array
  /** One-way cost of selling and of buying the replacement, hundredths of a basis point. */
  readonly sellRate: Float64Array
  readonly buyRate: Float64Array
}

export interface ScanFacts {
  readonly asOf: number
  /** One for each household; null where its tax is unknown. */
  readonly years: readonly (Worthing | null)[]
  readonly commission: number
  readonly leastLoss: number
  readonly leastLossPoints: number
  readonly leastNet: number
}

export interface ScannedLots {
  /** Cents; NaN where price or basis is unknown. */
  readonly gain: Float64Array
  /** Only for losses in eligible accounts; NaN elsewhere. */
  readonly saved: Float64Array
  readonly net: Float64Array
  /** 1 where loss, percentage and net all reach the thresholds. */
  readonly worth: Uint8Array
  readonly losses: number
  readonly worthwhile: number
}

export function scanLots(table: LotTable, facts: ScanFacts): ScannedLots {
  const { count, household, shares, price, basis, longOn, eligible, washedLoss, sellRate, buyRate } = table
  const gain = new Float64Array(count).fill(Number.NaN)
  const saved = new Float64Array(count).fill(Number.NaN)
  const net = new Float64Array(count).fill(Number.NaN)
  const worth = new Uint8Array(count)
  let [losses, worthwhile] = [0, 0]
  for (let at = 0; at < count; at += 1) {
    const [held, quoted, cost] = [shares[at] as number, price[at] as number, basis[at] as number]
    if (Number.isNaN(quoted) || Number.isNaN(cost)) continue
    const value = valueInCents(held, quoted)
    const result = value - cost
    gain[at] = result
    if (result >= 0 || eligible[at] === 0) continue
    losses += 1
    const year = facts.years[household[at] as number]
    if (!year) continue
    const counted = result + (washedLoss[at] as number)
    const long = facts.asOf >= (longOn[at] as number)
    const savedNow = long ? year.savedNow(0, counted) : year.savedNow(counted, 0)
    const left = savedNow - roundTripOf(value, sellRate[at] as number, buyRate[at] as number, facts.commission)
    saved[at] = savedNow
    net[at] = left
    if (-result >= facts.leastLoss && -result * 10_000 >= cost * facts.leastLossPoints && left >= facts.leastNet) {
      worth[at] = 1
      worthwhile += 1
    }
  }
  return { gain, saved, net, worth, losses, worthwhile }
}
