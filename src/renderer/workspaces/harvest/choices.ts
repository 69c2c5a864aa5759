/**
 * The basket as the screens change it: one choice for each account and security, its lots inside. Everything here makes a new list and
 * leaves figures to the desk; the order of the choices is the order in which they were made.
 */
import type { AccountId, LotId, SecurityId } from '../../../shared/kernel/id.ts'
import type { Shares } from '../../../shared/kernel/shares.ts'
import type { Candidate } from '../../../shared/model/review.ts'
import type { SaleChoice } from '../../../shared/model/ticket.ts'
import type { GroupOf } from './identical.ts'

export type Choices = readonly SaleChoice[]

export interface Holding {
  readonly account: AccountId
  readonly security: SecurityId
}

export function holdingKey({ account, security }: Holding): string {
  return `${account}\n${security}`
}

export function choiceOf(choices: Choices, holding: Holding): SaleChoice | undefined {
  return choices.find(choice => holdingKey(choice) === holdingKey(holding))
}

/** Shares taken of each lot. */
export function takenShares(choices: Choices): ReadonlyMap<LotId, Shares> {
  return new Map(choices.flatMap(choice => choice.picks.map(pick => [pick.lot, pick.shares] as const)))
}

/** Adds a whole lot: to the sale of its holding where there is one, else as a sale of its own with the best replacement that is free. */
export function withLot(choices: Choices, candidate: Candidate, groupOf: GroupOf): Choices {
  const { lot } = candidate
  const pick = { lot: lot.id, shares: lot.shares }
  const existing = choiceOf(choices, lot)
  if (existing) {
    const picks = [...existing.picks.filter(one => one.lot !== lot.id), pick]
    return patched(choices, lot, { picks, method: 'SPECID' })
  }
  const replacement = freeSubstitute(choices, candidate, groupOf)
  return [...choices, { account: lot.account, security: lot.security, method: 'SPECID', picks: [pick], replacement, override: '' }]
}

/** Takes a lot out; a sale without lots goes with it. */
export function withoutLot(choices: Choices, lot: LotId): Choices {
  return choices.flatMap(choice => {
    if (!choice.picks.some(pick => pick.lot === lot)) return [choice]
    const picks = choice.picks.filter(pick => pick.lot !== lot)
    return picks.length === 0 ? [] : [{ ...choice, picks, method: 'SPECID' as const }]
  })
}

export function withoutSale(choices: Choices, holding: Holding): Choices {
  return choices.filter(choice => holdingKey(choice) !== holdingKey(holding))
}

export function patched(choices: Choices, holding: Holding, patch: Partial<SaleChoice>): Choices {
  return choices.map(choice => (holdingKey(choice) === holdingKey(holding) ? { ...choice, ...patch } : choice))
}

/** Puts lots chosen elsewhere into the basket, keeping what was said about replacement and override. No lots: no sale. */
export function withSale(choices: Choices, sale: Holding & Pick<SaleChoice, 'method' | 'picks'>, replacement: SecurityId | null): Choices {
  if (sale.picks.length === 0) return withoutSale(choices, sale)
  if (choiceOf(choices, sale)) return patched(choices, sale, { method: sale.method, picks: sale.picks })
  const { account, security, method, picks } = sale
  return [...choices, { account, security, method, picks, replacement, override: '' }]
}

/** The best substitute that is not barred and that no sale of the basket gives up. */
export function freeSubstitute(choices: Choices, candidate: Candidate, groupOf: GroupOf): SecurityId | null {
  const sold = new Set([...choices.map(choice => groupOf(choice.security)), groupOf(candidate.lot.security)])
  const free = candidate.substitutes.find(option => option.barred === null && !sold.has(groupOf(option.security)))
  return free?.security ?? null
}

/** Whether a sale of this lot can be ticketed at all; whether it is wise is said beside it. */
export function canChoose(candidate: Candidate): boolean {
  const never = ['account/view-only', 'account/sheltered', 'price/missing', 'ticket/on-its-way']
  return !candidate.reasons.some(reason => never.includes(reason.code)) && candidate.value !== null
}

/**
 * What a new set of ticked rows means. One row more is taken as it is; many at once (the box in the head) take only lots that are ready,
 * and the rest is told.
 */
export function afterTicking(
  choices: Choices,
  ticked: ReadonlySet<string>,
  rows: readonly Candidate[],
  groupOf: GroupOf,
): { readonly choices: Choices; readonly leftOut: number } {
  const taken = takenShares(choices)
  const added = rows.filter(row => ticked.has(row.lot.id) && !taken.has(row.lot.id))
  const removed = rows.filter(row => !ticked.has(row.lot.id) && taken.has(row.lot.id))
  const wanted = added.length > 1 ? added.filter(row => row.state === 'ready') : added
  const without = removed.reduce<Choices>((list, row) => withoutLot(list, row.lot.id), choices)
  return {
    choices: wanted.reduce((list, row) => withLot(list, row, groupOf), without),
    leftOut: added.length - wanted.length,
  }
}
