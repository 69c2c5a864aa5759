/** What was asked of a plan, in sentences an advisor would say; what does not bind is not told. */
import type { Wishes } from '../model/proposal.ts'
import { count, counted, exactMoney, money, percent } from './format.ts'

export function wishesInWords(wishes: Wishes): string[] {
  const { weights, cashMost, cashToRaise, trades, turnover, trackingError, tax, flowDays, defer, gift, raiseIn = [] } = wishes
  return [
    `Weights: tracking error ${weights.te}, cost ${weights.tc}, tax ${weights.tax}; at most ${percent(cashMost)} left in cash.`,
    ...extentWords(wishes.extent),
    ...(cashToRaise === null ? [] : [`${exactMoney(cashToRaise)} to be raised in cash.`]),
    ...(raiseIn.length === 0
      ? []
      : [
          `${exactMoney(raiseIn.reduce((sum, { amount }) => sum + amount, 0))} of cash to be free in ${counted(raiseIn.length, 'account')}.`,
        ]),
    ...(flowDays ? [`Needs and deposits of the next ${counted(flowDays, 'day')} count.`] : []),
    ...gainWords('short', wishes.shortGain),
    ...gainWords('long', wishes.longGain),
    ...(tax === null ? [] : [`At most ${money(tax)} of tax added to the year.`]),
    ...(trackingError === null ? [] : [`At most ${count(trackingError)} bp of tracking error in each account.`]),
    ...(trades === null ? [] : [`At most ${counted(trades, 'order')} in each account.`]),
    ...(turnover === null ? [] : [`At most ${percent(turnover)} of each account’s value bought and sold.`]),
    ...(defer
      ? [
          `Gains that turn long-term within ${counted(defer, 'day')} wait${wishes.deferAs === 'always' ? ' whatever it costs' : ' unless selling now pays more'}.`,
        ]
      : []),
    ...(gift ? [`${money(gift)} of appreciated lots to be given in kind.`] : []),
  ]
}

function gainWords(term: 'short' | 'long', most: number | null): string[] {
  if (most === null) return []
  const what = `net ${term}-term gain of the year`
  return [most < 0 ? `A loss of at least ${money(-most)} as the ${what}.` : `At most ${money(most)} as the ${what}.`]
}

const extents: Readonly<Record<Exclude<NonNullable<Wishes['extent']>, 'optimal'>, string>> = {
  target: 'All the way to the targets.',
  half: 'Half way to the targets.',
  band: 'To the edge of each band.',
  cost: 'To the target only where the benefit is more than twice the cost.',
}

function extentWords(extent: Wishes['extent']): string[] {
  return extent === undefined || extent === 'optimal' ? [] : [extents[extent]]
}
