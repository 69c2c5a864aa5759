/** Whether a household is planned as one or account by account: as the advisor says, otherwise as one where all accounts to be planned have the same target. */
import type { Proposal, Wishes } from '../../../shared/model/proposal.ts'
import { modelOf } from '../model/model-of.ts'
import type { Standing } from '../standing/standing.ts'
import type { Turn } from './chain.ts'

export interface Scope {
  readonly as: NonNullable<Proposal['scope']>
  /** Why, in a sentence; null where there is only one way. */
  readonly words: string | null
}

export function scopeOf(standing: Standing, turns: readonly Turn[], { scope }: Wishes): Scope {
  const planned = turns.filter(({ refusal }) => refusal === null)
  if (planned.length === 0) return { as: 'accounts', words: null }
  if (scope === 'household') return { as: 'household', words: 'Planned as one household, as chosen.' }
  if (scope === 'accounts')
    return { as: 'accounts', words: planned.length > 1 ? 'Each account is planned by its own model, as chosen.' : null }
  if (standing.snapshot.household.model != null)
    return { as: 'household', words: 'Planned as one household: one model is for all of its accounts.' }
  if (planned.length === 1) return { as: 'accounts', words: null }
  const models = new Set(planned.map(({ account }) => modelOf(standing.snapshot, standing.accountOf(account))?.id))
  return models.size === 1
    ? { as: 'household', words: 'Planned as one household: its accounts share one target.' }
    : { as: 'accounts', words: 'Each account is planned by its own model: their targets differ.' }
}
