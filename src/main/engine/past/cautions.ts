/** What makes a simulated past look better, or surer, than it was; and what is missing where there is none. Source: rebalancing planner (US), "Backtest notes" and the failure modes of its rules. */
import type { Past } from '../../../shared/model/past.ts'
import { counted } from '../../../shared/present/format.ts'
import { tradingDaysBetween } from '../calendar/trading-days.ts'
import { tradingDaysAYear } from '../planner/drift-speed.ts'
import { leastPastPrices, type PastMarket } from './market.ts'

/** "Simulate portfolio over 5-10 years". */
const leastYears = 5

/** Why the days there are do not make a past; null: they do. */
export function tooFewDays({ market, from }: PastMarket, least: number, daily: number): string | null {
  const { days } = market
  if (days.length < least)
    return `Only ${counted(days.length, 'day')} ${days.length === 1 ? 'has' : 'have'} prices of all of them; ${least} are needed.`
  const open = tradingDaysBetween(from as NonNullable<typeof from>, days.at(-1) as NonNullable<typeof from>)
  if (days.length < daily * open)
    return `The prices are of ${days.length} of ${open} trading days: weekly or monthly prices cannot tell of daily rules. Import daily ones.`
  return null
}

export function nothingOf({ assets, used }: PastMarket, few: string | null): Past['nothing'] {
  if (assets.length === 0)
    return {
      title: 'No targets to simulate',
      words: ['Choose a model portfolio for an account of the household: its targets are what rules go back to.'],
    }
  const lacking = assets.filter(asset => !asset.used).map(({ symbol, prices }) => `${symbol}: ${counted(prices, 'price')}`)
  const wanted = `Import daily closing prices under Data, at least ${leastPastPrices} of each and five years or more for an answer worth having:`
  if (used.length === 0) return { title: 'No prices to look back on', words: [wanted, ...lacking] }
  const covered = assets.filter(asset => asset.used).reduce((sum, { target }) => sum + target, 0)
  const whole = assets.reduce((sum, { target }) => sum + target, 0)
  if (covered * 2 < whole) return { title: 'Too few of the targets have prices', words: [wanted, ...lacking] }
  return few === null ? null : { title: 'Too short a past', words: [few, ...(lacking.length === 0 ? [] : [wanted, ...lacking])] }
}

export function warningsOf({ market, warnings }: PastMarket): Past['warnings'] {
  const years = market.days.length / tradingDaysAYear
  const found = [...warnings]
  if (years < leastYears)
    found.unshift({
      code: 'few-days',
      what: `${years.toFixed(1)} years of prices; the planner asks for five to ten. Rules that trade once or twice a year were hardly tried.`,
    })
  return [
    ...found,
    {
      code: 'look-ahead',
      what: 'The rules see no later day, but the targets, costs and tax rates are today’s: they were chosen knowing how it went. A rule trades at the close of the day on which it fires.',
    },
    {
      code: 'survivorship',
      what: 'Only securities that are still in the targets are in this past; those that failed or were dropped are not.',
    },
    {
      code: 'dividends',
      what: 'Returns are those of the prices as imported: dividends and interest are in them only where the prices were adjusted for them. Cash earns nothing, so Sharpe ratios are over a rate of zero.',
    },
    {
      code: 'failure-modes',
      what: 'Where it fails: costs higher than estimated, drifts that come back by themselves, a market that changed so that the targets no longer fit.',
    },
  ]
}
