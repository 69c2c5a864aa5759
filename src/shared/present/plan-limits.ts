/** Limits of a plan: which of the firm's, the household's and the plan's are in force, and each in words an advisor would say. Without a schema, so that a window may use it. */

import { decimalFromScaled } from '../kernel/decimal.ts'
import type { LimitedGroup, LimitSource, PlanLimit } from '../model/plan-limits.ts'
import { money, percent, points } from './format.ts'

/** Two limits of one key ask about the same thing: the nearer one holds. */
export function limitKey(limit: PlanLimit): string {
  switch (limit.kind) {
    case 'group':
    case 'tilt':
      return [limit.kind, limit.of, limit.name ?? '*'].join('|')
    case 'exposure':
    case 'exposure-tilt':
      return [limit.kind, limit.factor, limit.which ?? ''].join('|')
    case 'near':
      return `near|${limit.to}`
    default:
      return limit.kind
  }
}

export interface LimitInForce {
  readonly key: string
  readonly limit: PlanLimit
  readonly source: LimitSource
}

interface Levels {
  readonly firm: readonly PlanLimit[] | undefined
  readonly household: readonly PlanLimit[] | undefined
  readonly plan: readonly PlanLimit[] | undefined
}

/** The firm's, the household's in their place, the plan's in theirs; what one of them lets go is not there. In the order in which they were first stated. */
export function limitsInForce({ firm, household, plan }: Levels): LimitInForce[] {
  const found = new Map<string, LimitInForce>()
  const levels = [
    ['firm', firm],
    ['household', household],
    ['plan', plan],
  ] as const
  for (const [source, limits] of levels) {
    for (const limit of limits ?? []) {
      const key = limitKey(limit)
      found.set(key, { key, limit, source })
    }
  }
  return [...found.values()].filter(({ limit }) => limit.off !== true)
}

/** With this limit in the place of the one of its key. */
export function withLimit(limits: readonly PlanLimit[] | undefined, limit: PlanLimit): PlanLimit[] {
  const key = limitKey(limit)
  return [...(limits ?? []).filter(each => limitKey(each) !== key), limit]
}

export const groupWords: Readonly<Record<LimitedGroup['of'], string>> = {
  class: 'asset class',
  sector: 'sector',
  industry: 'industry',
  country: 'country',
  size: 'company size',
}

/** `Technology (sector)`; `Unknown (sector)` of securities of which it is not known. */
export function groupName(of: LimitedGroup['of'], name: string): string {
  return `${name === '' ? 'Unknown' : name} (${groupWords[of]})`
}

function groupInWords({ of, name }: LimitedGroup): string {
  return name === null ? `Every ${groupWords[of]}` : groupName(of, name)
}

export function factorName(factor: 'market' | 'class' | 'statistical', which: string | undefined): string {
  if (factor === 'market') return 'Beta to the market'
  return factor === 'class' ? `Beta to ${which ?? 'an asset class'}` : `Exposure to statistical factor ${which ?? '1'}`
}

const hundredths = (value: number) => decimalFromScaled(value, 2).replace('-', '−')

/** `Technology (sector): at most 20 %`. */
export function limitWords(limit: PlanLimit): string {
  return `${subject(limit)}: ${asked(limit)}`
}

function subject(limit: PlanLimit): string {
  switch (limit.kind) {
    case 'group':
    case 'tilt':
      return groupInWords(limit)
    case 'exposure':
    case 'exposure-tilt':
      return factorName(limit.factor, limit.which)
    case 'one-security':
      return 'Each security'
    case 'names':
      return 'Names held'
    case 'least-order':
      return 'Each order'
    case 'near':
      return limit.to === 'target' ? 'Near to the targets' : 'Near to what is held'
    case 'balance':
      return 'Purchases and sales even'
  }
}

function asked(limit: PlanLimit): string {
  switch (limit.kind) {
    case 'group':
      return `${rangeWords(limit)}${heldBy(limit)}`
    case 'one-security':
      return `at most ${percent(limit.most)}${heldBy(limit)}`
    case 'names':
      return `at most ${limit.most}`
    case 'least-order':
      return `at least ${money(limit.amount)}`
    case 'exposure':
      return `within ${hundredths(limit.within)} of the target’s${heldBy(limit)}`
    case 'tilt':
      return `${leaning(limit.by, points)}; ${pricedSquare(limit.weight)}`
    case 'exposure-tilt':
      return `${leaning(limit.by, hundredths)}; ${pricedSquare(limit.weight)}`
    default:
      return pricedSquare(limit.weight)
  }
}

function leaning(by: number, say: (value: number) => string): string {
  return by === 0 ? 'as the target' : `${say(Math.abs(by))} ${by > 0 ? 'more' : 'less'} than the target`
}

/** Of the value: a hundredth of a percent is a dollar in ten thousand. */
const pricedSquare = (weight: number) => `one point off counts as ${percent(weight)} of the value, two points four times that`

function rangeWords({ from, least, most }: Extract<PlanLimit, { kind: 'group' }>): string {
  if (from !== 'target') {
    if (least === null) return most === null ? 'no limit' : `at most ${percent(most)}`
    return most === null ? `at least ${percent(least)}` : `${percent(least)} to ${percent(most)}`
  }
  if (least !== null && most !== null && least === -most) return `within ${points(most)} of its target`
  const side = (value: number) => (value === 0 ? 'its target' : `${points(Math.abs(value))} ${value > 0 ? 'above' : 'below'} its target`)
  return (
    [...(least === null ? [] : [`at least ${side(least)}`]), ...(most === null ? [] : [`at most ${side(most)}`])].join(', ') || 'no limit'
  )
}

function heldBy({ must, price }: { readonly must?: true | undefined; readonly price?: number | undefined }): string {
  if (must) return ', always'
  return price === undefined ? '' : `; each point beyond counts as ${percent(price)} of the value`
}

export const sourceWords: Readonly<Record<LimitSource, string>> = {
  firm: 'the firm’s',
  household: 'the household’s',
  plan: 'this plan’s',
}
