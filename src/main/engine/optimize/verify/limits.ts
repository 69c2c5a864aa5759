/** Every limit of the instance against the picks, in integers. A limit is missed only where it is missed by more than a billionth of the portfolio, or where a position stood a little past it already and moved no further. */
import type { Instance } from '../../../../shared/model/instance.ts'
import { approximately, exact, larger, quotient, smaller } from './exact.ts'
import type { Picks } from './picks.ts'

export interface Check {
  /** `cash`, `sector 3`, `wash` … */
  readonly name: string
  readonly verdict: 'holds' | 'broken'
  /** What was found, in words. */
  readonly found: string
}

/** A tenth of a cent in a million: limits are decimal fractions of the portfolio, holdings are not. */
const allowance = exact(1e-9)
/** Half of what the sixth digit of a weight states. */
const onLimit = 5e-7
const exactlyOnLimit = exact(onLimit)

/** How far past its limit a position is: one past it by less than `onLimit` stands on it, may stay and may move no further out. Below zero: what is left to the limit. */
export function pastLimit(by: number): number {
  return by > 0 && by < onLimit ? 0 : by
}

export function limitChecks(instance: Instance, picks: Picks): Check[] {
  return [...rowChecks(instance, picks), ...tradeChecks(instance, picks), positionCheck(instance, picks), washCheck(instance, picks)]
}

function within(name: string, value: bigint, low: number, high: number): Check {
  const holds = value >= exact(low) - allowance && value <= exact(high) + allowance
  return { name, verdict: holds ? 'holds' : 'broken', found: `${approximately(value)} in ${low} … ${high}` }
}

function rowChecks(instance: Instance, { held, sold, bought }: Picks): Check[] {
  const { sec, sector, country, cashLo, cashHi } = instance
  let cash = quotient(exact(instance.cash0), exact(instance.nav))
  for (let i = 0; i < held.length; i++) cash += sold[i] - bought[i]
  const sums = (of: readonly number[], count: number) => {
    const totals = Array.from({ length: count }, () => 0n)
    of.forEach((at, i) => {
      totals[at] += held[i] + bought[i] - sold[i]
    })
    return totals
  }
  return [
    within('cash', cash, cashLo, cashHi),
    ...sums(sec.sector, sector.m).map((sum, at) => within(`sector ${at}`, sum, sector.lo[at], sector.hi[at])),
    ...sums(sec.country, country.m).map((sum, at) => within(`country ${at}`, sum, country.lo[at], country.hi[at])),
  ]
}

function tradeChecks({ sec, turnoverMax, maxTrades }: Instance, { sold, bought, sellable }: Picks): Check[] {
  let turnover = 0n
  let trades = 0
  const small: number[] = []
  sold.forEach((amount, i) => {
    const traded = amount + bought[i]
    if (traded === 0n) return
    turnover += traded
    trades += 1
    const least = amount > 0n ? smaller(exact(sec.minTrade[i]), sellable[i]) : exact(sec.minTrade[i])
    if (traded < least - allowance) small.push(i)
  })
  return [
    within('turnover', turnover, 0, turnoverMax),
    { name: 'number of trades', verdict: trades <= maxTrades ? 'holds' : 'broken', found: `${trades} of ${maxTrades}` },
    { name: 'minimum trade', verdict: small.length === 0 ? 'holds' : 'broken', found: listed('below it', small) },
  ]
}

function positionCheck({ sec }: Instance, { held, sold, bought }: Picks): Check {
  const outside: number[] = []
  held.forEach((amount, i) => {
    const now = amount + bought[i] - sold[i]
    const [low, high] = [exact(sec.lb[i]), exact(sec.ub[i])]
    const least = low > amount && low - amount < exactlyOnLimit ? amount : low
    const most = amount > high && amount - high < exactlyOnLimit ? amount : high
    if (larger(least - now, now - most) > allowance) outside.push(i)
  })
  return { name: 'position', verdict: outside.length === 0 ? 'holds' : 'broken', found: listed('outside their bounds', outside) }
}

/** Nothing is bought of a security, or of one substantially identical to it, of which a lot is sold at a loss (IRC 1091). */
function washCheck({ sec }: Instance, { bought, lossSold }: Picks): Check {
  const lossGroups = new Set([...lossSold].map(i => sec.group[i]).filter(group => group >= 0))
  const washed = bought.flatMap((amount, i) => (amount > 0n && (lossSold.has(i) || lossGroups.has(sec.group[i])) ? [i] : []))
  return { name: 'wash', verdict: washed.length === 0 ? 'holds' : 'broken', found: listed('bought beside a sale at a loss', washed) }
}

function listed(what: string, securities: readonly number[]): string {
  return securities.length === 0 ? 'none' : `${what}: ${securities.map(i => `security ${i}`).join(', ')}`
}
