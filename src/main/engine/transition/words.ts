/** What a transition over years assumes, in sentences an advisor can repeat. */
import type { TransitionAsked } from '../../../shared/model/transition.ts'
import { date, percent } from '../../../shared/present/format.ts'
import { waitingInWords } from '../rebalance/anniversary.ts'
import type { AccountYears } from './account-years.ts'

/** IRC section 1014: a fact beside the plan. */
export const estateWords =
  'Property held until death takes its value of that day as basis (IRC section 1014): gain still in the lots then is never taxed to the heirs. A fact to weigh, not a reason by itself.'

export function assumptionsOf({ periods, tables, notes, places }: AccountYears, { discount, wishes }: TransitionAsked): string[] {
  const later = periods.slice(1).map(({ date: on }) => date(on))
  return [
    'Prices stay as they are: no return is assumed.',
    ...(later.length === 0 ? [] : [`Later years trade once, on ${later.join(', ')}.`]),
    ...notes,
    ...(tables.length > 1
      ? ['Income stays as this year’s profile says; gains of other accounts in later years are not known and count for nothing.']
      : []),
    `A dollar a year from now counts ${percent(Math.round((1 / (1 + discount.rate / 1e6)) * 10_000))} of one today (${percent(Math.round(discount.rate / 100))} a year; ${discount.source}).`,
    'Tracking error counts for as long as it lasts, averaged over the years; after the last year nothing counts, so gain still in the lots costs nothing here.',
    'Losses left after the last year count at a dime a dollar, as in every plan.',
    'Costs and tax are not taken from the account’s cash; section 1091 is kept within each year and thirty days into the next, in this account.',
    ...waitingInWords(wishes),
    ...new Set(places[0]?.problem.notes ?? []),
  ]
}
