/**
 * Gains near their anniversary (IRC section 1222: held for more than a year): a lot waits where the tax that waiting saves is more than what it costs in tracking error until then. The tax is that of the plan's own year with its
 * gain short-term and long-term; the cost is the yearly risk, as the slider counts it, by which the plan that keeps the lot is worse, for the days of the wait. Lots that are sold before their day are named either way.
 */
import { type Cents, cents } from '../../../shared/kernel/cents.ts'
import { daysBetween } from '../../../shared/kernel/civil-date.ts'
import type { LotId } from '../../../shared/kernel/id.ts'
import { isTaxable } from '../../../shared/model/book.ts'
import type { Wait } from '../../../shared/model/plan-explained.ts'
import type { Wishes } from '../../../shared/model/proposal.ts'
import { counted, date, money, score } from '../../../shared/present/format.ts'
import { lotFigures } from '../harvest/lot-figures.ts'
import type { Standing } from '../standing/standing.ts'
import type { ProposalBody } from './household-parts.ts'

/** Sold so few days before it turns long-term, a lot is named whether or not gains were asked to wait. */
export const flaggedDays = 30
/** Lots weighed one by one in a round, those that save most first, and rounds: a lot that waits may let another one in. */
const mostWeighed = 6
const mostRounds = 3

export type PlanWith = (standing: Standing, curve: boolean) => ProposalBody | null

/** `plan`: the household planned by a standing, with its curve or without. null: there is no plan of it. */
export function plannedWithWaits(standing: Standing, wishes: Wishes, curve: boolean, plan: PlanWith): ProposalBody | null {
  const days = wishes.deferAs === 'always' ? 0 : (wishes.defer ?? 0)
  const decided = new Map<LotId, Wait>()
  let found = plan(standing, curve)
  for (let round = 0; round < mostRounds && found !== null && days > 0; round++) {
    const near = soldBefore(standing, found, days).filter(({ lot }) => !decided.has(lot))
    if (near.length === 0) break
    for (const [at, each] of [...near].sort((a, b) => b.saving - a.saving).entries())
      decided.set(
        each.lot,
        at < mostWeighed ? weighed(withWaits(standing, [...decided.values()]), wishes, found, each, plan) : unweighed(each),
      )
    if (![...decided.values()].some(({ waits }) => waits)) break
    found = plan(withWaits(standing, [...decided.values()]), curve) ?? found
  }
  if (found === null) return null
  const sold = soldBefore(standing, found, Math.max(days, flaggedDays)).filter(({ lot }) => !decided.has(lot))
  const waits = [...decided.values(), ...sold]
  return waits.length === 0
    ? found
    : { ...found, waits, notes: [...found.notes, ...waits.filter(each => !each.waits).map(({ words }) => words)] }
}

/** Where nothing is weighed (a rule, a run over the book) a gain that was asked to wait waits. */
export function waitingAlways(wishes: Wishes): Wishes {
  return (wishes.defer ?? 0) > 0 ? { ...wishes, deferAs: 'always' } : wishes
}

/** The household with the lots that wait left alone. */
export function withWaits(standing: Standing, waits: readonly Wait[] | undefined): Standing {
  const waiting = (waits ?? []).filter(each => each.waits)
  return waiting.length === 0 ? standing : { ...standing, waiting: new Map(waiting.map(({ lot, words }) => [lot, words])) }
}

/** What the plan sells of short-term gains that would be long-term within so many days; as sold, not weighed. */
function soldBefore(standing: Standing, plan: ProposalBody, days: number): Wait[] {
  const lots = new Map(standing.lots.map(lot => [lot.id, lot]))
  return plan.accounts.flatMap(({ account, trades }) =>
    trades.flatMap(({ symbol, lots: sold }) =>
      sold.flatMap(({ lot, gain }): Wait[] => {
        const held = lots.get(lot)
        if (held === undefined || gain === null || gain <= 0 || !isTaxable(standing.accountOf(account).type)) return []
        const { term, longOn } = lotFigures(held, null, standing.asOf, standing.tradeDay)
        const left = longOn === null ? 0 : daysBetween(standing.tradeDay, longOn)
        if (term !== 'short' || longOn === null || left < 1 || left > days) return []
        const saving = savingOf(standing, plan, gain)
        const words = `${symbol} of ${date(held.acquired)} is sold ${counted(left, 'day')} before its gain of ${money(gain)} turns long-term on ${date(longOn)}: sold then it would cost est. ${money(saving)} less.`
        return [{ account, lot, symbol, on: longOn, days: left, saving, cost: null, waits: false, words }]
      }),
    ),
  )
}

/** Tax of the plan's year less that of the same year with this gain long-term. */
function savingOf({ year }: Standing, { after }: ProposalBody, gain: Cents): Cents {
  if (year === null) return cents(0)
  const saved = (short: number, long: number) => year.worth(short, long).savedNow
  return cents(saved(after.short - gain, after.long + gain) - saved(after.short, after.long))
}

function weighed(standing: Standing, wishes: Wishes, now: ProposalBody, sold: Wait, plan: PlanWith): Wait {
  const then = plan({ ...standing, waiting: new Map([...(standing.waiting ?? []), [sold.lot, sold.words]]) }, false)
  const [risk, without] = [riskOf(now, wishes), then === null ? null : riskOf(then, wishes)]
  // without a plan that keeps the lot there is nothing to wait for
  if (risk === null || without === null) return sold
  const cost = cents(Math.max(0, Math.round(((without - risk) * sold.days) / 365)))
  const waits = sold.saving * wishes.weights.tax > cost
  const both = `waiting ${counted(sold.days, 'day')} saves est. ${money(sold.saving)} of tax and costs ${score(cost)} of the score in tracking error until then`
  const words = waits
    ? `Long-term on ${date(sold.on)}: ${both}.`
    : `${sold.symbol} is sold before it turns long-term on ${date(sold.on)}: ${both}.`
  return { ...sold, cost, waits, words }
}

function unweighed(sold: Wait): Wait {
  return {
    ...sold,
    waits: true,
    words: `Long-term on ${date(sold.on)}: waiting saves est. ${money(sold.saving)} of tax; what it costs was not weighed, others save more.`,
  }
}

/** The part of the score that is neither tax nor cost, a year; null where there is no plan of every account. */
function riskOf({ adds, after }: ProposalBody, { weights }: Wishes): number | null {
  return adds === undefined || after.tax === null ? null : adds.plan - weights.tax * after.tax - weights.tc * after.cost
}
