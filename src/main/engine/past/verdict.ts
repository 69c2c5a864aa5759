/** Which rule would have been best, by Sharpe ratio after costs and taxes, and how much of that is luck: redrawn pasts, and the two halves of the past held against each other. */
import type { Past } from '../../../shared/model/past.ts'
import { counted, percent } from '../../../shared/present/format.ts'
import type { Compared } from '../backtest/compare-rules.ts'
import { blockDays, draws, type Noise } from '../backtest/noise.ts'
import { type Market, performance } from '../backtest/simulate.ts'

/** Sharpe ratios closer than this are the same. */
const alike = 1e-9
const mostNamed = 5

export function verdictOf({ riskFree }: Market, compared: readonly Compared[], top: number, noise: Noise): Pick<Past, 'best' | 'verdict'> {
  const ratios = compared.map(({ result }) => result.sharpe)
  const most = highest(ratios)
  const least = -highest(ratios.map(each => -each))
  if (most - least < alike)
    return { best: null, verdict: ['All rules come out alike: nothing moved apart, so there was nothing to bring back.'] }
  const { name } = compared[top] as Compared
  const never = compared[0] as Compared
  const wins = percent(Math.round((noise.wins[top] ?? 0) * 10_000))
  const level = compared.filter((_, at) => at !== top && (noise.least[at] ?? 0) <= 0).map(each => each.name)
  const verdict = [
    `By Sharpe ratio after costs and taxes ${name} came first with ${ratio(most)}, against ${ratio(never.result.sharpe)} of never trading.`,
    `In ${draws.toLocaleString('en-US')} pasts redrawn from blocks of ${blockDays} days it came first in ${wins}.`,
    level.length === 0
      ? 'Its lead over every other rule held in at least nineteen of twenty of them.'
      : `Its lead over ${counted(level.length, 'rule')} of ${compared.length - 1} is within what luck alone makes${level.length > mostNamed ? '' : `: ${level.join(', ')}`}.`,
    halves(compared, riskFree),
  ]
  return { best: name, verdict }
}

function highest(values: readonly number[]): number {
  return values.reduce((top, each) => Math.max(top, each), -Infinity)
}

function ratio(value: number): string {
  return value.toFixed(3).replace('-', '−')
}

/** A rule that is better for a reason is better in both halves. */
function halves(compared: readonly Compared[], riskFree: number): string {
  const days = compared[0]?.result.own.length ?? 0
  const middle = Math.floor(days / 2)
  const bestOf = (from: number, to: number) => {
    const ratios = compared.map(({ result }) => performance(result.own.subarray(from, to), riskFree).sharpe)
    return (compared[ratios.indexOf(highest(ratios))] as Compared).name
  }
  const [first, second] = [bestOf(0, middle), bestOf(middle, days)]
  return first === second
    ? `${first} was best in both halves of the past.`
    : `The first half was won by ${first}, the second by ${second}: the lead did not last.`
}
