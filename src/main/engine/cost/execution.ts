/**
 * How an order stands to the volume of its security: participation, liquidity days, and, where a day at the firm's cap does not take it, the days over which it is worked with the impact that saves and what
 * waiting costs. Sources: rebalancing planner (US), workflow step 8 and "Liquidity constraints: Flag assets with Liquidity_days > 5"; portfolio rebalancing note, "TWAP/VWAP, slice orders".
 */
import { type Cents, cents } from '../../../shared/kernel/cents.ts'
import { addDays, type CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, SecurityId } from '../../../shared/kernel/id.ts'
import { marketValue } from '../../../shared/kernel/price.ts'
import { oneShare, type Shares } from '../../../shared/kernel/shares.ts'
import type { CostFlag, CostParts, Execution, Liquidity, Schedule, Worked } from '../../../shared/model/costs.ts'
import { usualExecution } from '../../../shared/model/usual-execution.ts'
import { counted, exactMoney, percent } from '../../../shared/present/format.ts'
import { tradingDayFrom } from '../calendar/trading-days.ts'
import { delayCost, liquidityDays } from '../execution/impact.ts'
import { slice } from '../execution/slicing.ts'
import type { Standing } from '../standing/standing.ts'
import { type CostFacts, costFactsOf } from './facts.ts'
import { costParts, impactOver } from './trade-cost.ts'

/** "Flag assets with Liquidity_days > 5". */
export const mostLiquidityDays = 5

/** What an order carries of its cost to proposal and ticket. */
export interface OrderCosts {
  readonly parts: CostParts
  /** Left out where no volume and volatility are known, or shares change hands at net asset value. */
  readonly liquidity?: Liquidity
  readonly flags: readonly CostFlag[]
}

export function orderCosts(standing: Standing, account: AccountId, security: SecurityId, shares: Shares): OrderCosts {
  const facts = costFactsOf(standing, account, security)
  const value = marketValue(shares, facts.price)
  const liquidity = liquidityOf(facts, shares, standing.snapshot.settings.costs.execution ?? usualExecution, standing.tradeDay)
  return { parts: costParts(value, facts), ...(liquidity === null ? {} : { liquidity }), flags: facts.flags }
}

/** `shares` above zero; null where the volume is not known. */
export function liquidityOf(facts: CostFacts, shares: Shares, execution: Execution, from: CivilDate): Liquidity | null {
  const { liquid } = facts
  if (liquid === null || shares <= 0) return null
  const { dailyVolume, estimate } = liquid
  const schedule = scheduleOf(facts, shares, execution, from)
  const days = Math.round(100 * liquidityDays(shares / oneShare, dailyVolume, execution.participation / 10_000))
  const participation = Math.round(shares / dailyVolume)
  const told = { dailyVolume, asOf: estimate.asOf, source: estimate.source, participation, days, cap: execution.participation, schedule }
  const choices = workedChoices(facts, shares, execution, schedule?.days.length ?? 1)
  return { ...told, ...(choices.length === 0 ? {} : { choices }), words: liquidityWords(told) }
}

/** Days held against each other; impact of less than this is not worth a table. */
const daysCompared = [1, 2, 5, 10] as const
const leastImpact = 100

/** "Opportunity cost of delay": what the order costs beyond its spread in one day, in the days it is worked over, and in others up to the most allowed. */
function workedChoices(facts: CostFacts, shares: Shares, execution: Execution, planned: number): Worked[] {
  const { liquid } = facts
  const value = marketValue(shares, facts.price)
  if (liquid === null || impactOver(value, facts, 1) < leastImpact) return []
  const compared = [...new Set([...daysCompared.filter(days => days <= execution.mostDays), planned])].sort((a, b) => a - b)
  return compared.flatMap(days => workedOver(facts, value, execution, days) ?? [])
}

/** null where no volume is known. */
export function workedOver(facts: CostFacts, value: Cents, { waiting }: Pick<Execution, 'waiting'>, days: number): Worked | null {
  if (facts.liquid === null) return null
  const impact = cents(impactOver(value, facts, days))
  const delay = delayOf(value, facts.liquid.dailyVolatility, days, waiting)
  const commissions = furtherCommissions(facts, value, days)
  return { days, impact, waiting: delay, commissions, total: cents(impact + delay + commissions) }
}

function delayOf(value: Cents, dailyVolatility: number, days: number, waiting: number): Cents {
  return cents(Math.round(value * delayCost(dailyVolatility, days - 1, waiting / 10_000)))
}

function scheduleOf(
  facts: CostFacts,
  shares: Shares,
  { participation, mostDays, method, waiting }: Execution,
  from: CivilDate,
): Schedule | null {
  const { liquid } = facts
  if (liquid === null) return null
  const { dailyVolume, dailyVolatility } = liquid
  const whole = Math.floor(shares / oneShare)
  if (whole <= Math.max(1, Math.floor((dailyVolume * participation) / 10_000))) return null
  const outstanding = liquid.turnoverDays === null ? null : liquid.turnoverDays * dailyVolume
  const order = { shares: whole, dailyVolume, outstanding, dailyVolatility }
  const { days, parts } = slice(order, { method, participation: participation / 10_000, mostDays })
  if (days.length < 2) return null
  const value = marketValue(shares, facts.price)
  const [atOnce, worked] = [impactOver(value, facts, 1), impactOver(value, facts, days.length)]
  const delay = delayOf(value, dailyVolatility, days.length, waiting)
  const commissions = furtherCommissions(facts, value, days.length)
  let day = from
  return {
    method,
    days: days.map((count, at) => {
      if (at > 0) day = tradingDayFrom(addDays(day, 1))
      // what is left of a share that is sold out goes with the last day
      const rest = at === days.length - 1 ? shares - whole * oneShare : 0
      return { date: day, shares: count * oneShare + rest, parts: [...(parts[at] ?? [])] }
    }),
    impactAtOnce: cents(atOnce),
    impactWorked: cents(worked),
    waiting: delay,
    commissions,
    saved: cents(atOnce - worked - delay - commissions),
  }
}

/** An order a day in place of one. */
function furtherCommissions(facts: CostFacts, value: Cents, days: number): Cents {
  const of = (part: Cents) => costParts(part, facts).commission
  return cents(days * of(cents(Math.round(value / days))) - of(value))
}

const methodWords = { vwap: 'by the volume of the day (VWAP)', twap: 'in equal parts of the day (TWAP)' } as const

function liquidityWords({ participation, days, cap, schedule }: Omit<Liquidity, 'words'>): string {
  const share = `${percent(Math.round(participation / 100))} of a day’s volume`
  const illiquid = days > mostLiquidityDays * 100 ? `Illiquid: ${(days / 100).toFixed(1)} days at ${percent(cap)} of the volume. ` : ''
  if (schedule === null) return `${illiquid}${share}.`
  const { impactAtOnce, impactWorked, waiting, commissions, saved, method } = schedule
  const count = schedule.days.length
  const costs = `waiting est. ${exactMoney(waiting)}${commissions === 0 ? '' : `, further commissions ${exactMoney(commissions)}`}`
  const comes = saved >= 0 ? `saves est. ${exactMoney(saved)}` : `costs est. ${exactMoney(cents(-saved))} more, for the cap’s sake`
  const still =
    days > count * 100 ? ` Even so it takes ${percent(Math.round(participation / 100 / count))} of the volume a day, above the cap.` : ''
  return `${illiquid}${share}: work it over ${counted(count, 'trading day')} ${methodWords[method]}. Impact est. ${exactMoney(impactWorked)} instead of ${exactMoney(impactAtOnce)}, ${costs}: ${comes}.${still}`
}

/** `11/23/2026 4,000 sh`, one a day: the lines of a ticket. */
export function scheduleDays({ days }: Schedule): readonly { readonly date: CivilDate; readonly shares: Shares }[] {
  return days.map(({ date, shares }) => ({ date, shares: shares as Shares }))
}
