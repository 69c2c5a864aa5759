/** The ways over the years that stand beside each other: how much of the gain that the plan of today would take is taken at once, and what is left for the later years. */
import type { Cents } from '../../../shared/kernel/cents.ts'
import type { TransitionAsked } from '../../../shared/model/transition.ts'
import { counted, money } from '../../../shared/present/format.ts'
import type { WalkBudget } from './walk.ts'

export interface Scenario {
  readonly key: string
  readonly title: string
  readonly words: string
  readonly budgets: readonly WalkBudget[]
}

const none: WalkBudget = { gain: null, tax: null, short: null, lasting: 1 }
const upTo = (gain: number): WalkBudget => ({ gain: Math.max(0, gain), tax: null, short: null, lasting: 1 })

export const atOnce = (years: number): Scenario => ({
  key: 'all',
  title: '100 % at once',
  words: 'No budget: this year is the ordinary plan of today, later years take what is left.',
  budgets: Array.from({ length: years }, () => none),
})

/** `gain`: what the ordinary plan takes today, a fraction of the value. */
export function sharesOfGain(years: number, gain: number, inMoney: (fraction: number) => Cents): Scenario[] {
  const first = (part: number) => {
    const rest = years === 1 ? 0 : ((1 - part) * gain) / (years - 1)
    return Array.from({ length: years }, (_, y) => upTo(y === 0 ? part * gain : rest))
  }
  const rest = years === 1 ? '' : `, the rest in even parts over ${counted(years - 1, 'later year')}`
  const share = (key: string, percent: number): Scenario => ({
    key,
    title: `${percent} % at once`,
    words: `At most ${money(inMoney((percent / 100) * gain))} of long-term gain this year${rest}.`,
    budgets: first(percent / 100),
  })
  return [
    {
      key: 'never',
      title: 'No net gain',
      words:
        'In no year more long-term gain than long-term loss by the sales of that year, and no net short-term gain beyond what the year has: a gain may be taken against a loss of the same year.',
      budgets: Array.from({ length: years }, () => upTo(0)),
    },
    share('none', 0),
    share('quarter', 25),
    share('half', 50),
  ]
}

export function customScenario(years: number, custom: NonNullable<TransitionAsked['custom']>, nav: number): Scenario {
  const { kind, budgets } = custom
  const listed = budgets.slice(0, years).map(amount => money(amount))
  return {
    key: 'custom',
    title: kind === 'gain' ? 'Your gain budgets' : 'Your tax budgets',
    words: `${kind === 'gain' ? 'Net long-term gain by the sales' : 'Tax above that of selling nothing in any year,'} of each year at most: ${listed.join(', ')}${listed.length < years ? ', then without limit' : ''}.`,
    budgets: Array.from({ length: years }, (_, y) => {
      const amount = budgets[y]
      if (amount === undefined) return none
      const most = amount / 100 / nav
      return kind === 'gain' ? upTo(most) : { gain: null, tax: most, short: null, lasting: 1 }
    }),
  }
}

/** Budgets that all years looked at together make of each. A hair more, so that whole shares fit. */
export function togetherScenario(gains: readonly { readonly long: number; readonly netShort: number }[], lasting: number): Scenario {
  const hair = 1e-5
  return {
    key: 'together',
    title: 'All years together',
    words: 'Each year’s gains as the problem over all years at once would take them.',
    budgets: gains.map(({ long, netShort }) => ({ gain: Math.max(0, long) + hair, tax: null, short: netShort + hair, lasting })),
  }
}
