/**
 * Gains near their anniversary (IRC section 1222: held for more than a year): a lot waits where the tax that waiting saves is more than what it costs in tracking error until then. The tax is that of the plan's own year with its
 * gain short-term and long-term; the cost is the yearly risk, as the slider counts it, by which the plan that keeps the lot is worse, for the days of the wait. Lots that are sold before their day are named either way.
 */
import { type Cents, cents } from '../../../shared/kernel/cents.ts'
import { daysBetween } from '../../../shared/kernel/civil-date.ts'
import { isTaxable } from '../../../shared/model/book.ts'
import type { Wait } from '../../../shared/model/plan-explained.ts'
import type { Wishes } from '../../../shared/model/proposal.ts'
import { counted, date, money, score } from '../../../shared/present/format.ts'
import { lotFigures } from '../harvest/lot-figures.ts'
import type { Standing } from '../standing/standing.ts'
import type { ProposalBody } from './household-parts.ts'

/** Sold so few days before it turns long-term, a lot is named whether or not gains were asked to wait. */
export const flaggedDays = 30
/** Lots weighed one by one, those that save most first; and how often what a waiting lot lets in is looked for after that. */
const mostWeighed = 12
const mostRounds = 3

export type PlanWith = (standing: Standing, curve: boolean) => ProposalBody | null

/** `plan`: the household planned by a standing, with its curve or without. null: there is no plan of it. */
export function plannedWithWaits(standing: Standing, wishes: Wishes, curve: boolean, plan: PlanWith): ProposalBody | null {
  const days = wishes.deferAs === 'always' ? 0 : (wishes.defer ?? 0)
  const first = plan(standing, curve)
  if (first === null) return null
  const decided = days > 0 ? weighedInTurn(standing, wishes, days, first, plan) : []
  const found = decided.some(({ waits }) => waits) ? plan(withWaits(standing, decided), curve) : first
  if (found === null) return first
  const known = new Set(decided.map(({ lot }) => lot))
  const sold = soldBefore(standing, found, Math.max(days, flaggedDays)).filter(({ lot }) => !known.has(lot))
  const waits = [...decided, ...sold]
  return waits.length === 0
    ? found
    : { ...found, waits, notes: [...found.notes, ...waits.filter(each => !each.waits).map(({ words }) => words)] }
}

/** Each is held against the plan in which those before it already wait, so that what one costs is not counted again with the next. */
function weighedInTurn(standing: Standing, wishes: Wishes, days: number, first: ProposalBody, plan: PlanWith): Wait[] {
  const decided: Wait[] = []
  let now = first
  const near = () =>
    soldBefore(standing, now, days)
      .filter(({ lot }) => !decided.some(each => each.lot === lot))
      .sort((a, b) => b.saving - a.saving)
  while (decided.length < mostWeighed) {
    const [sold] = near()
    if (sold === undefined) return decided
    const then = plan(withWaits(standing, [...decided, { ...sold, waits: true }]), false)
    const wait = weighed(wishes, now, then, sold)
    decided.push(wait)
    if (wait.waits && then !== null) now = then
  }
  for (let round = 0; round < mostRounds; round++) {
    const others = near().map(unweighed)
    if (others.length === 0) break
    const then = plan(withWaits(standing, [...decided, ...others]), false)
    if (then === null || unplannedIn(then) > unplannedIn(now)) break
    decided.push(...others)
    now = then
  }
  return decided
}

/** Where nothing is weighed (a rule, several years) a gain that was asked to wait waits. */
export function waitingAlways(wishes: Wishes): Wishes {
  return (wishes.defer ?? 0) > 0 ? { ...wishes, deferAs: 'always' } : wishes
}

/** Said of a plan in which they wait without being weighed; nothing where that is what was asked for. */
export function waitingInWords({ defer, deferAs }: Wishes): string[] {
  if ((defer ?? 0) === 0 || deferAs === 'always') return []
  return [`Gains that turn long-term within ${counted(defer ?? 0, 'day')} wait, whatever that costs: it is not weighed here.`]
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

function weighed(wishes: Wishes, now: ProposalBody, then: ProposalBody | null, sold: Wait): Wait {
  // without a plan that keeps the lot there is nothing to wait for
  if (then === null || now.adds === undefined || unplannedIn(then) > unplannedIn(now)) return sold
  const cost = cents(Math.max(0, Math.round(((riskOf(then) - riskOf(now)) * sold.days) / 365)))
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

/** What the trades change of the score that is neither tax nor cost, a year. */
function riskOf({ accounts }: ProposalBody): number {
  return accounts.reduce((sum, { trades }) => trades.reduce((all, { contribution: { te, other } }) => all + te + other, sum), 0)
}

/** Accounts for which no plan keeps the limits: they have no trades, so no risk that could be compared. */
function unplannedIn({ accounts }: ProposalBody): number {
  return accounts.filter(({ status }) => status === 'infeasible' || status === 'unsolved').length
}
