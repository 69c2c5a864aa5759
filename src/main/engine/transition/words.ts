/** What a transition over years assumes, in sentences an advisor can repeat. */
import type { TransitionAsked } from '../../../shared/model/transition.ts'
import { date, percent } from '../../../shared/present/format.ts'
import { waitingInWords } from '../rebalance/anniversary.ts'
import type { AccountYears } from './account-years.ts'

/** IRC section 1014: a fact beside the plan. */
export const estateWords =
  'Property held until death takes its value of that day as basis (IRC section 1014): gain still in the lots then is never taxed to the heirs. A fact to weigh, not a reason by itself.'

const severalWords =
  'Accounts are planned one after another, larger before smaller, each toward its own targets with its own cash; gains and losses of the year, losses carried and budgets are those of all together, and whoever comes first takes of a budget first.'
const sidesWords =
  'The best over all years may trade parts of shares, however small, in any number of orders, and may sell and buy the same security around New Year: what it is held against is no worse than any plan in whole shares. The years shown keep whole shares, least trades and every limit of the wishes.'

export function assumptionsOf({ periods, tables, notes, places }: AccountYears, { discount, rise, wishes }: TransitionAsked): string[] {
  const later = periods.slice(1).map(({ date: on }) => date(on))
  return [
    rise === null
      ? 'Prices stay as they are: no return is assumed.'
      : `Assumed: every price, and cash, rises ${percent(Math.round(rise.rate / 100))} a year (${rise.source}). Weights stay, gains grow; what a rise brings is not counted as a gain of the plan.`,
    ...(later.length === 0 ? [] : [`Later years trade once, on ${later.join(', ')}.`]),
    ...notes,
    ...(tables.length > 1
      ? [
          'Income stays as this year’s profile says; gains of accounts outside this plan in later years are not known and count for nothing.',
        ]
      : []),
    `A dollar a year from now counts ${percent(Math.round((1 / (1 + discount.rate / 1e6)) * 10_000))} of one today (${percent(Math.round(discount.rate / 100))} a year; ${discount.source}).`,
    'Tracking error counts for as long as it lasts, averaged over the years; after the last year nothing counts, so gain still in the lots costs nothing here.',
    'Losses left after the last year count at a dime a dollar, as in every plan.',
    'Costs and tax are not taken from the account’s cash; section 1091 is kept within each year and thirty days into the next, over these accounts; retirement accounts rest and buy nothing.',
    ...(places[0] && places[0].length > 1 ? [severalWords] : []),
    sidesWords,
    ...waitingInWords(wishes),
    ...new Set((places[0] ?? []).flatMap(({ problem }) => problem.notes)),
  ]
}
