/**
 * Shared limits in the proof of a bound: cash, sectors, countries and whatever the instance adds. Each stands, at its price, where that costs least: at an end of its
 * range, where its penalty balances the price, or beyond its range at the price of the excess.
 */
import type { ExtraRow, Instance } from '../../../../shared/model/instance.ts'

/** How far from where it stands now a limit without an end, or one that gives way at a price, may be moved: ten times the portfolio. */
const farthest = 10

interface Priced {
  readonly rows: readonly number[]
}

/** Undefined where there are not as many prices as limits; without those that are counted with a tie (tie-limits.ts). */
export function rowLeasts(instance: Instance, { rows }: Priced, held: readonly number[], counted: ReadonlySet<number>): number | undefined {
  const { sector, country, cash0, cashLo, cashHi, nav, sec, also } = instance
  const extra = also?.rows ?? []
  if (rows.length !== 1 + sector.m + country.m + extra.length) return undefined
  const cash = cash0 / nav
  const now = [0, ...sector.lo.map(() => 0), ...country.lo.map(() => 0)]
  held.forEach((weight, i) => {
    now[1 + sec.sector[i]] += weight
    now[1 + sector.m + sec.country[i]] += weight
  })
  const low = [cash - cashHi, ...sector.lo, ...country.lo]
  const high = [cash - cashLo, ...sector.hi, ...country.hi]
  let sum = 0
  low.forEach((least, at) => {
    sum -= rows[at] * ((rows[at] > 0 ? high[at] : least) - now[at])
  })
  extra.forEach((row, at) => {
    if (!counted.has(at)) sum += leastOfExtra(instance, row, rows[low.length + at], held)
  })
  return sum
}

/** What a unit more of the security adds up to at the prices of its rows. */
export function rowPrices({ sec, sector, country, also }: Instance, { rows }: Priced, i: number): number {
  let sum = rows[0] + rows[1 + sec.sector[i]] + rows[1 + sector.m + sec.country[i]]
  also?.rows?.forEach((row, at) => {
    row.securities.forEach((member, place) => {
      if (member === i) sum += row.coefficients[place] * rows[1 + sector.m + country.m + at]
    })
  })
  return sum
}

function leastOfExtra({ sec }: Instance, row: ExtraRow, price: number, held: readonly number[]): number {
  let now = 0
  row.securities.forEach((i, place) => {
    now += row.coefficients[place] * (row.of === 'change' ? 0 : row.of === 'active' ? held[i] - sec.target[i] : held[i])
  })
  const [penalty, excess, centre] = [row.penalty ?? 0, row.excess ?? 0, row.centre ?? 0]
  const low = row.low ?? now - farthest
  const high = row.high ?? now + farthest
  const beyond = row.excess === undefined ? 0 : farthest
  const cost = (value: number) => penalty * (value - centre) ** 2 + excess * Math.max(0, low - value, value - high) - price * (value - now)
  const stationary = penalty > 0 ? [-excess, 0, excess].map(slope => centre + (price - slope) / (2 * penalty)) : []
  const inside = [
    low,
    high,
    low - beyond,
    high + beyond,
    ...stationary.map(value => Math.min(high + beyond, Math.max(low - beyond, value))),
  ]
  return inside.reduce((least, value) => Math.min(least, cost(value)), Infinity)
}
