/** What an advisor may ask of a plan: where the wishes begin, the stops of the sliders in words, and which of two wishes are the same. */
import type { Proposal, Wishes } from '../../../shared/model/proposal.ts'
import { usualWishes } from '../../../shared/model/usual-wishes.ts'
import type { HouseholdView } from '../../../shared/model/views.ts'
import type { SliderStop } from '../../parts/slider.tsx'

/** With needs and deposits up to the firm's horizon. */
export function startWishes({ flowDays }: Pick<HouseholdView, 'flowDays'>): Wishes {
  return { ...usualWishes, flowDays }
}

export type WeightName = keyof Wishes['weights']

interface WeightSlider {
  readonly weight: WeightName
  readonly label: string
  readonly tip: string
  readonly stops: readonly SliderStop[]
}

const timesFace: readonly SliderStop[] = [
  { value: 0, words: 'not counted' },
  { value: 0.25, words: 'a quarter of it' },
  { value: 0.5, words: 'half of it' },
  { value: 1, words: 'dollar for dollar' },
  { value: 2, words: 'twice' },
  { value: 5, words: 'five times' },
  { value: 10, words: 'ten times' },
]

/** λ of the objective, one a slider: only their ratios matter. */
export const weightSliders: readonly WeightSlider[] = [
  {
    weight: 'te',
    label: 'Keep to the model',
    tip: 'What a unit of squared tracking error counts for. More keeps the account nearer to its targets and pays for it in tax and trading.',
    stops: [
      { value: 1, words: 'hardly' },
      { value: 2, words: 'very loosely' },
      { value: 5, words: 'loosely' },
      { value: 10, words: 'somewhat' },
      { value: 20, words: 'balanced' },
      { value: 50, words: 'closely' },
      { value: 100, words: 'very closely' },
      { value: 200, words: 'tightly' },
      { value: 500, words: 'at almost any price' },
    ],
  },
  { weight: 'tc', label: 'Cost of trading', tip: 'What a dollar of spread, commission and impact counts for.', stops: timesFace },
  {
    weight: 'tax',
    label: 'Tax of the year',
    tip: 'What a dollar of this year’s tax, and of loss carried on, counts for.',
    stops: timesFace,
  },
]

export function withWeight(wishes: Wishes, weight: WeightName, value: number): Wishes {
  return { ...wishes, weights: { ...wishes.weights, [weight]: value } }
}

/** Held to so many orders: of the household, or as they fall on its accounts; null: any number. */
export function withOrders(wishes: Wishes, point: Proposal['benefit'][number] | null): Wishes {
  const { tradesIn: _before, ...rest } = wishes
  if (point === null) return { ...rest, trades: null }
  return point.split === undefined ? { ...rest, trades: point.tickets } : { ...rest, trades: null, tradesIn: point.split }
}

/** The same question, so that nothing is asked twice: in whatever order the wishes were made, and each limit within them. */
export function askKey(wishes: Wishes, accounts: readonly string[] | null): string {
  return JSON.stringify([inOrder(wishes), accounts?.toSorted()])
}

/** Names in the order of the alphabet, however deep, and without those that say nothing: the desk answers in an order of its own. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  const made = Object.entries(value).filter(([, part]) => part !== undefined)
  return Object.fromEntries(made.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, part]) => [name, inOrder(part)]))
}
