/** A plan's figures and reasons as an advisor says them: the same on screen and on paper. The score is no money (risk counts at its weight), so it carries no dollar sign. */
import { type Cents, negateCents } from '../kernel/cents.ts'
import { decimalFromScaled } from '../kernel/decimal.ts'
import type { KeptLimit } from '../model/plan-limits.ts'
import type { PlanFigure, PlanFigures, Proposal, ProposalTrade } from '../model/proposal.ts'
import { count, money, roughBasisPoints, score, signedMoney, unknown } from './format.ts'

/** `saves est. $812 of tax`, `costs est. $120 of tax`. */
export function planTax(tax: Cents | null): string {
  if (tax === null) return 'tax unknown'
  if (tax === 0) return 'no tax either way'
  return tax < 0 ? `saves est. ${money(negateCents(tax))} of tax` : `costs est. ${money(tax)} of tax`
}

/** Whether anything was planned at all: limits that clash leave the household as it is, and its figures are no plan's. */
export function hasPlan({ accounts }: Pick<Proposal, 'accounts'>): boolean {
  return accounts.some(({ status }) => status !== 'infeasible' && status !== 'unsolved' && status !== 'refused')
}

/** Millionths of a whole as a percentage of two places: 410,000 is `41 %`; what is there never reads as nothing. */
export function partOfWhole(ppm: number | null): string {
  if (ppm === null) return unknown
  const hundredths = Math.round(ppm / 100)
  return ppm > 0 && hundredths === 0 ? 'under 0.01 %' : `${decimalFromScaled(hundredths, 2)} %`.replace('-', '−')
}

/** A weight of a class, to a tenth of a per cent. */
export function classWeight(ppm: number): string {
  return partOfWhole(Math.round(ppm / 1000) * 1000)
}

/** How long the bar of a weight is, where the longest of these classes is `full`. */
export function barScale(rows: readonly Proposal['allocation'][number][], full: number): (ppm: number) => number {
  const most = rows.reduce((found, { before, after, target }) => Math.max(found, before, after, target), 1)
  return ppm => (Math.max(0, ppm) / most) * full
}

/** What the optimizer makes smallest, where a reader may take it for money. */
export const scoreInWords =
  'The score counts risk at its weight (λ × tracking error squared × value), and dollars of tax and cost as the sliders say. Only tax and cost are money.'

export const baselineWords: Readonly<Record<Proposal['baselines'][number]['name'], string>> = {
  'do nothing': 'Do nothing',
  FIFO: 'First lots first',
  HIFO: 'Highest cost first',
  taxmin: 'Least tax a share',
}

export interface FigureLine {
  readonly label: string
  readonly tip?: string
  /** Whose arithmetic the plan's figure opens. */
  readonly trail?: PlanFigure
  readonly of: (figures: PlanFigures) => string
  /** Left out where it is nothing in every column. */
  readonly unless?: (figures: PlanFigures) => boolean
}

/** What a plan changes, one figure a line. */
export const figureLines: readonly FigureLine[] = [
  {
    label: 'Tracking error',
    tip: 'Annual, against the model portfolio, by the risk that is said below, behind the plan',
    trail: 'trackingError',
    of: plan => roughBasisPoints(plan.trackingError),
  },
  { label: 'Short-term result', tip: 'Net of the sales, wash sales taken out', trail: 'short', of: plan => signedMoney(plan.short) },
  { label: 'Long-term result', tip: 'Net of the sales, wash sales taken out', trail: 'long', of: plan => signedMoney(plan.long) },
  { label: 'Losses washed', trail: 'washed', of: plan => money(plan.washed), unless: plan => plan.washed === 0 },
  { label: 'Lost for good', of: plan => money(plan.permanent), unless: plan => plan.permanent === 0 },
  { label: 'Tax of the year', tip: 'What the trades add to it; below zero they save', trail: 'tax', of: plan => signedMoney(plan.tax) },
  { label: 'Loss carried on', trail: 'carried', of: plan => signedMoney(plan.carried), unless: plan => plan.carried === 0 },
  { label: 'Cost of trading', trail: 'cost', of: plan => money(plan.cost) },
  { label: 'Bought and sold', of: plan => partOfWhole(plan.turnover) },
  { label: 'Orders', of: plan => count(plan.tickets) },
  { label: 'Cash', trail: 'cash', of: plan => money(plan.cashAfter) },
]

type Contribution = ProposalTrade['contribution']
export type ReasonPart = Exclude<keyof Contribution, 'total'>

export const reasonParts: readonly { readonly part: ReasonPart; readonly word: string }[] = [
  { part: 'tax', word: 'tax' },
  { part: 'te', word: 'risk' },
  { part: 'cost', word: 'trading' },
  { part: 'other', word: 'other limits' },
]

/** `Betters the score by 1,027: tax 621, risk 412 better; trading 6 worse.` */
export function reasonWords(contribution: Contribution): string {
  const told = (helps: boolean) =>
    reasonParts
      .filter(({ part }) => (helps ? contribution[part] < 0 : contribution[part] > 0))
      .map(({ part, word }) => `${word} ${score(size(contribution[part]))}`)
      .join(', ')
  const [good, bad] = [told(true), told(false)]
  const { total } = contribution
  const sum =
    total < 0
      ? `Betters the score by ${score(size(total))}`
      : total > 0
        ? `Worsens the score by ${score(total)}`
        : 'Leaves the score as it is'
  const parts = [good === '' ? '' : `${good} better`, bad === '' ? '' : `${bad} worse`].filter(text => text !== '').join('; ')
  return parts === '' ? `${sum}.` : `${sum}: ${parts}.`
}

/** Of the part for other limits, wish by wish. */
export function wishWords(wishes: ProposalTrade['wishes']): string {
  if (!wishes || wishes.length === 0) return ''
  const told = wishes.map(({ words, cents }) => `${words.split(':')[0]} ${score(size(cents))} ${cents < 0 ? 'better' : 'worse'}`)
  return `Of other limits: ${told.join('; ')}.`
}

function size(value: Cents): Cents {
  return value < 0 ? negateCents(value) : value
}

export const keptStateWords: Readonly<Record<KeptLimit['state'], string>> = {
  out: 'Still out',
  binds: 'At its edge',
  soft: 'At a price',
  holds: 'Holds',
}

export function keptValue({ unit }: KeptLimit, value: number | null): string {
  if (value === null) return '–'
  if (unit === 'weight') return partOfWhole(value)
  if (unit === 'money') return money(value)
  return unit === 'names' ? count(value) : (value / 1000).toFixed(2).replace('-', '−')
}

/** The covariance, then every fallback of the planner with its count. */
export function riskSentences(risk: Proposal['risk']): readonly string[] {
  return risk === undefined ? [] : [risk.words, ...risk.fallbacks.map(({ words }) => `${words}.`)]
}

/** Those nearest to being sold, and one lot of every security that may not be. */
export function firstUnsold<Lot extends { readonly symbol: string; readonly sellable: boolean }>(
  lots: readonly Lot[],
  near = 10,
): readonly Lot[] {
  const first = lots.slice(0, near)
  const seen = new Set(first.filter(({ sellable }) => !sellable).map(({ symbol }) => symbol))
  const barred = lots.slice(near).filter(({ sellable, symbol }) => {
    if (sellable || seen.has(symbol)) return false
    seen.add(symbol)
    return true
  })
  return [...first, ...barred]
}
