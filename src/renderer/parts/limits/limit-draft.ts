/** A limit of plans as a form holds it, field by field whatever its kind, and back. */
import type { Cents } from '../../../shared/kernel/cents.ts'
import type { exposureFactors, groupKinds } from '../../../shared/model/lists.ts'
import type { PlanLimit } from '../../../shared/model/plan-limits.ts'
import { groupWords } from '../../../shared/present/plan-limits.ts'

export type Kind = PlanLimit['kind']
type GroupKind = (typeof groupKinds)[number]
type Factor = (typeof exposureFactors)[number]

export interface LimitDraft {
  readonly kind: Kind
  readonly of: GroupKind
  readonly name: string
  readonly from: 'whole' | 'target'
  readonly least: number | null
  readonly most: number | null
  readonly holds: 'gives' | 'must' | 'price'
  readonly price: number | null
  readonly count: number | null
  readonly amount: Cents | null
  readonly factor: Factor
  readonly which: string
  readonly within: number | null
  readonly to: 'target' | 'holdings'
  readonly by: number | null
  readonly weight: number | null
  readonly reason: string
}

/** Choices of a name that are none. */
export const everyOne = '*every'
export const unknownOne = '*unknown'

export const kindChoices: readonly { readonly value: Kind; readonly label: string }[] = [
  { value: 'group', label: 'Weight of a group' },
  { value: 'one-security', label: 'Most of one security' },
  { value: 'names', label: 'Most names held' },
  { value: 'least-order', label: 'Least size of an order' },
  { value: 'exposure', label: 'Exposure near the target’s' },
  { value: 'near', label: 'Prefer: stay near' },
  { value: 'tilt', label: 'Prefer: lean toward a group' },
  { value: 'exposure-tilt', label: 'Prefer: lean toward a factor' },
  { value: 'balance', label: 'Prefer: purchases and sales even' },
]

export const ofChoices = (Object.keys(groupWords) as GroupKind[]).map(value => ({ value, label: groupWords[value] }))

export const factorChoices: readonly { readonly value: Factor; readonly label: string }[] = [
  { value: 'market', label: 'The market' },
  { value: 'class', label: 'An asset class' },
  { value: 'statistical', label: 'A statistical factor' },
]

const blank: LimitDraft = {
  kind: 'group',
  of: 'sector',
  name: '',
  from: 'whole',
  least: null,
  most: null,
  holds: 'gives',
  price: null,
  count: null,
  amount: null,
  factor: 'market',
  which: '',
  within: null,
  to: 'holdings',
  by: null,
  weight: null,
  reason: '',
}

export function draftOf(limit: PlanLimit | null): LimitDraft {
  if (limit === null) return blank
  const held = 'must' in limit && limit.must ? 'must' : 'price' in limit && limit.price !== undefined ? 'price' : 'gives'
  const common = {
    ...blank,
    kind: limit.kind,
    reason: limit.reason ?? '',
    holds: held,
    price: 'price' in limit ? (limit.price ?? null) : null,
  } as const
  switch (limit.kind) {
    case 'group':
      return { ...common, of: limit.of, name: nameIn(limit.name), from: limit.from ?? 'whole', least: limit.least, most: limit.most }
    case 'one-security':
      return { ...common, most: limit.most }
    case 'names':
      return { ...common, count: limit.most }
    case 'least-order':
      return { ...common, amount: limit.amount }
    case 'exposure':
      return { ...common, factor: limit.factor, which: limit.which ?? '', within: limit.within }
    case 'near':
      return { ...common, to: limit.to, weight: limit.weight }
    case 'tilt':
      return { ...common, of: limit.of, name: nameIn(limit.name), by: limit.by, weight: limit.weight }
    case 'exposure-tilt':
      return { ...common, factor: limit.factor, which: limit.which ?? '', by: limit.by, weight: limit.weight }
    case 'balance':
      return { ...common, weight: limit.weight }
  }
}

const nameIn = (name: string | null) => (name === null ? everyOne : name === '' ? unknownOne : name)
const nameOut = (name: string) => (name === everyOne ? null : name === unknownOne ? '' : name)

/** What is missing, in words; the limit where nothing is. */
export function limitOf(draft: LimitDraft): { readonly limit: PlanLimit | null; readonly missing: readonly string[] } {
  const missing = missingOf(draft)
  return { missing, limit: missing.length > 0 ? null : whole(draft) }
}

function missingOf(draft: LimitDraft): string[] {
  const { kind, name, least, most, holds, price, count, amount, factor, which, within, by, weight } = draft
  const held = kind === 'group' || kind === 'one-security' || kind === 'exposure'
  const needs: readonly (readonly [boolean, string])[] = [
    [(kind === 'group' || kind === 'tilt') && name === '', 'which one'],
    [kind === 'group' && least === null && most === null, 'a least or a most'],
    [kind === 'one-security' && most === null, 'a most'],
    [kind === 'names' && !count, 'a number'],
    [kind === 'least-order' && amount === null, 'an amount'],
    [(kind === 'exposure' || kind === 'exposure-tilt') && factor !== 'market' && which === '', 'which one'],
    [kind === 'exposure' && within === null, 'a distance'],
    [(kind === 'tilt' || kind === 'exposure-tilt') && by === null, 'how much more or less'],
    [(kind === 'near' || kind === 'tilt' || kind === 'exposure-tilt' || kind === 'balance') && !weight, 'what a point counts for'],
    [held && holds === 'price' && !price, 'what a point beyond counts for'],
  ]
  return needs.flatMap(([is, word]) => (is ? [word] : []))
}

function whole(draft: LimitDraft): PlanLimit {
  const { kind, of, from, least, most, to, weight, within, count, amount, factor, by } = draft
  const reason = draft.reason.trim() === '' ? {} : { reason: draft.reason.trim() }
  const held =
    draft.holds === 'must' ? { must: true as const } : draft.holds === 'price' && draft.price !== null ? { price: draft.price } : {}
  const which = factor === 'market' ? {} : { which: draft.which }
  const name = nameOut(draft.name)
  switch (kind) {
    case 'group':
      return { kind, of, name, ...(from === 'target' ? { from } : {}), least, most, ...held, ...reason }
    case 'one-security':
      return { kind, most: most ?? 10_000, ...held, ...reason }
    case 'names':
      return { kind, most: count ?? 1, ...reason }
    case 'least-order':
      return { kind, amount: amount ?? (0 as Cents), ...reason }
    case 'exposure':
      return { kind, factor, ...which, within: within ?? 0, ...held, ...reason }
    case 'near':
      return { kind, to, weight: weight ?? 1, ...reason }
    case 'tilt':
      return { kind, of, name, by: by ?? 0, weight: weight ?? 1, ...reason }
    case 'exposure-tilt':
      return { kind, factor, ...which, by: by ?? 0, weight: weight ?? 1, ...reason }
    case 'balance':
      return { kind, weight: weight ?? 1, ...reason }
  }
}
