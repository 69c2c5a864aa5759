/**
 * What one past rebalance did: drift and tracking error before, after and since; what it cost and was taxed, planned and actual; and from then on the portfolio as it is beside the same left alone and beside its
 * targets. The rebalancing premium is the return as it is less the return left alone ("the excess return from systematically selling high and buying low. But it must overcome transaction costs, tax consequences",
 * portfolio rebalancing); it may be below zero. Costs are inside it, because fills and fees are in the portfolio's own value; tax is not.
 */
import { cents } from '../../../shared/kernel/cents.ts'
import { dateOfDay, dayNumber, partsOf } from '../../../shared/kernel/civil-date.ts'
import type { OverTime, PastRebalance } from '../../../shared/model/performance.ts'
import { date, percent, signedMoney } from '../../../shared/present/format.ts'
import { ppm } from '../ppm.ts'
import { leftAlone, type Other, targetPortfolio } from './left-alone.ts'
import type { Measured, MeasuredDay } from './measured.ts'
import { taxOf } from './rebalance-tax.ts'
import { filledPrice, type Rebalance, sumOf } from './rebalances.ts'
import { costShortfall, leastDays, type Period, periodsOf, sharpeRatio, timeWeighted, turnover } from './returns.ts'
import { type Flow, tradingDaysInside, type ValuedDay } from './valued-days.ts'

/** Trading days between the last value before and the first trade, at most. */
const mostBefore = 5

export type Portfolio = 'actual' | 'leftAlone' | 'targetMonthly' | 'targetHeld'

/** The four portfolios from the last valued day before the rebalance on; what the trail is told from. */
export interface Compared {
  readonly start: ValuedDay
  readonly end: ValuedDay
  readonly periods: Readonly<Record<Portfolio, readonly Period[] | null>>
  readonly unseen: readonly string[]
  readonly lacking: readonly string[]
  readonly flows: number
}

export function comparedSince(measured: Measured, { first }: Pick<Rebalance, 'first'>): Compared | null {
  const { days, world, names, flows } = measured
  const at = days.findLastIndex(({ day }) => day < dayNumber(first))
  const start = days[at]
  if (start === undefined || tradingDaysInside(start.day, dayNumber(first)) > mostBefore) return null
  const since = days.slice(at)
  const end = since.at(-1) as ValuedDay
  if (end.day <= start.day) return null
  const own = flows.filter(({ day }) => day > start.day)
  const alone = leftAlone(world, since)
  const targets = measured.scale?.targets(start) ?? null
  const monthly = targets && targetPortfolio(world, since, targets, newMonth)
  const held = targets && targetPortfolio(world, since, targets, () => false)
  const periods = (other: Other | null) =>
    other === null || other.days.at(-1)?.day !== end.day ? null : periodsOf(other.days, other.flows)
  return {
    start,
    end,
    periods: { actual: periodsOf(since, own), leftAlone: periods(alone), targetMonthly: periods(monthly), targetHeld: periods(held) },
    unseen: [...alone.unseen].map(names).sort(),
    lacking: [...new Set([...alone.lacking, ...(monthly?.lacking ?? [])])].map(names).sort(),
    flows: sumFlows(own),
  }
}

function newMonth(day: number, before: number): boolean {
  return partsOf(dateOfDay(day)).month !== partsOf(dateOfDay(before)).month
}

function sumFlows(flows: readonly Flow[]): number {
  return flows.reduce((sum, { amount }) => sum + amount, 0)
}

export function rebalanceFigures(measured: Measured, rebalance: Rebalance): PastRebalance {
  const { fills, first, last } = rebalance
  const compared = comparedSince(measured, rebalance)
  const [bought, sold] = [sumOf(fills, 'buy'), sumOf(fills, 'sell')]
  const tax = taxOf(measured.standing, rebalance)
  const result = premiumOf(fills.length === 0 ? null : compared, tax.realized, whyUntold(measured, rebalance))
  const riskFree = measured.policy.riskFree / 10_000
  const ratio = (periods: readonly Period[] | null) => {
    const sharpe = periods === null ? null : sharpeRatio(periods, riskFree)
    return sharpe === null ? null : Math.round(sharpe * 1000)
  }
  const each = <Value>(of: (periods: readonly Period[] | null) => Value) => ({
    actual: of(compared?.periods.actual ?? null),
    leftAlone: of(compared?.periods.leftAlone ?? null),
    targetMonthly: of(compared?.periods.targetMonthly ?? null),
    targetHeld: of(compared?.periods.targetHeld ?? null),
  })
  const days = compared?.periods.actual?.filter(({ daily }) => daily).length ?? 0
  return {
    id: rebalance.id,
    kind: rebalance.kind,
    first,
    last,
    tickets: rebalance.tickets.map(({ id }) => id),
    plan: planOf(rebalance),
    state: rebalance.state,
    title: rebalance.title,
    trades: fills.length,
    bought: cents(bought),
    sold: cents(sold),
    turnover: compared === null ? null : ppm(turnover(bought, sold, compared.start.value)),
    drift: overTime(measured.days, rebalance, compared, day => day.drift?.portfolio ?? null),
    trackingError: overTime(measured.days, rebalance, compared, day => day.trackingError),
    cost: costOf(rebalance),
    tax,
    days,
    returns: each(periods => (periods === null ? null : ppm(timeWeighted(periods)))),
    sharpe: each(ratio),
    sharpeWords: sharpeWords(measured, days),
    ...result,
    notes: notesOf(measured, rebalance, compared),
  }
}

function planOf({ tickets }: Rebalance): PastRebalance['plan'] {
  const plan = tickets[0]?.plan
  return plan === undefined ? null : { proposal: plan.proposal, revision: plan.revision }
}

function overTime(
  days: readonly MeasuredDay[],
  { last, fills }: Rebalance,
  compared: Compared | null,
  of: (day: MeasuredDay) => number | null,
): OverTime {
  const whole = (value: number | null | undefined) => (value === null || value === undefined ? null : ppm(value))
  const before = compared === null ? undefined : days.find(({ day }) => day === compared.start.day)
  if (fills.length === 0) return { before: whole(before && of(before)), after: null, average: null, most: null, now: null }
  const since = days.filter(({ day }) => day >= dayNumber(last))
  const known = since.flatMap(day => of(day) ?? [])
  const [first] = since
  const near = first !== undefined && tradingDaysInside(dayNumber(last), first.day) <= mostBefore
  return {
    before: whole(before && of(before)),
    after: near ? whole(of(first)) : null,
    average: known.length === 0 ? null : ppm(known.reduce((sum, each) => sum + each, 0) / known.length),
    most: known.length === 0 ? null : ppm(known.reduce((most, each) => Math.max(most, each), 0)),
    now: whole(days.at(-1) && of(days.at(-1) as MeasuredDay)),
  }
}

/** Planned: what the tickets expected. Actual: fees, and against the prices on the tickets what the fills cost, as far as both are known. */
export function costOf({ tickets, fills }: Rebalance): PastRebalance['cost'] {
  const planned =
    tickets.length === 0 ? null : tickets.reduce((sum, { pages }) => sum + pages.reduce((part, { totals }) => part + totals.cost, 0), 0)
  const priced = fills.flatMap(({ entry, order, side, shares, fees }) => {
    const filled = filledPrice(entry)
    return order === null || filled === null ? [] : [{ side, shares, filled, ticket: order.price, fees }]
  })
  const fees = fills.reduce((sum, fill) => sum + fill.fees, 0)
  const shortfall = fills.length > 0 && priced.length === fills.length ? costShortfall(priced).price : null
  const actual = fills.length === 0 ? null : fees + (shortfall ?? 0)
  return {
    planned: planned === null ? null : cents(planned),
    actual: actual === null ? null : cents(actual),
    fees: cents(fees),
    shortfall: shortfall === null ? null : cents(shortfall),
  }
}

type Result = Pick<PastRebalance, 'premium' | 'premiumAmount' | 'afterTax' | 'verdict' | 'verdictWords'>

const untold = { premium: null, premiumAmount: null, afterTax: null, verdict: 'unknown' } as const

/** Why nothing can be compared; what remains is that the household has no value shortly before it. */
function whyUntold({ days }: Measured, { fills, first }: Rebalance): string {
  if (fills.length === 0) return 'None of its trades is in the book yet: import the trades of its days.'
  const last = days.at(-1)
  if (last !== undefined && last.day < dayNumber(first))
    return 'No day since then has a price of all that is held yet: import the prices of its days.'
  return 'The household has no value shortly before it: records or prices do not reach there.'
}

function premiumOf(compared: Compared | null, tax: number | null, why: string): Result {
  if (compared === null) return { ...untold, verdictWords: why }
  const { actual, leftAlone: alone } = compared.periods
  if (actual === null || alone === null)
    return {
      ...untold,
      verdictWords: `What was held before has no price on ${date(dateOfDay(compared.end.day))}, so it cannot be said what it would be worth.`,
    }
  const premium = premiumBetween(actual, alone)
  const amount = Math.round(premium * compared.start.value)
  const figures = { premium: ppm(premium), premiumAmount: cents(amount) }
  const words = `${premium > 0 ? '+' : ''}${percent(Math.round(premium * 10_000))} or ${signedMoney(cents(amount))} against leaving it alone, costs included`
  if (tax === null)
    return { ...figures, afterTax: null, verdict: amount > 0 ? 'unknown' : 'not-paid', verdictWords: `${words}; its tax is unknown.` }
  const afterTax = amount - tax
  const verdict = afterTax > 0 ? 'paid' : 'not-paid'
  const taxed = tax === 0 ? 'no tax of this year' : `${signedMoney(cents(tax))} of tax`
  return { ...figures, afterTax: cents(afterTax), verdict, verdictWords: `${words}; ${taxed}: ${signedMoney(cents(afterTax))} so far.` }
}

/** Rebalancing premium: return as it is less return had it not been rebalanced, both time-weighted over the same days. */
export function premiumBetween(actual: readonly Period[], alone: readonly Period[]): number {
  return timeWeighted(actual) - timeWeighted(alone)
}

function sharpeWords({ policy, assumed }: Measured, days: number): string {
  if (days < leastDays) return `too short to say: ${days} of ${leastDays} daily returns`
  const of = policy.riskFreeAsOf === null ? '' : `, ${date(policy.riskFreeAsOf)}`
  return `over ${days} daily returns, against ${percent(policy.riskFree)} a year ${assumed ? '(the program’s assumption: Settings, Performance)' : `(${policy.riskFreeSource}${of})`}`
}

function notesOf({ unpricedNames }: Measured, { state, kind }: Rebalance, compared: Compared | null): string[] {
  const notes: string[] = []
  if (state === 'partly') notes.push('Only a part of its orders is found among the trades of the book.')
  if (kind === 'trades') notes.push('No ticket is known for it, so there is no planned cost and no price to hold the fills against.')
  if (unpricedNames.length > 0) notes.push(`Without any price, and left out: ${unpricedNames.join(', ')}.`)
  if (compared !== null && compared.unseen.length > 0)
    notes.push(`Dividends of ${compared.unseen.join(', ')} after it was sold are in no record: left alone counts its price only.`)
  if (compared !== null && compared.lacking.length > 0)
    notes.push(`Days without a price of ${compared.lacking.join(', ')} are left out of what it is compared with.`)
  return notes
}
