/**
 * What an account goes toward: the one place that says so. Drift, triggers, plans account by account and of the household, rules and trails ask here and never look a model up
 * themselves, so that whatever assigns a target is known to all of them at once: one model for the whole household, the blend of the account's sleeves, or the account's own model, in that order.
 */
import type { Account, ModelPortfolio } from '../../../shared/model/book.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import { blendOf } from './blend.ts'

export type Following = Pick<Account, 'id' | 'name' | 'type' | 'model' | 'sleeves'>

/** null: the account has no target. A model whose weights do not sum to 100 % is still its model: the reader says what follows. */
export function modelOf({ models, household }: Pick<Snapshot, 'models' | 'household'>, account: Following): ModelPortfolio | null {
  const named = household.model ?? null
  if (named !== null) return models.find(({ id }) => id === named) ?? null
  if (account.sleeves !== undefined) return blendOf(models, account, account.sleeves)
  return models.find(({ id }) => id === account.model) ?? null
}

/** Models that any of these accounts goes toward, each once, in the order of the snapshot. */
export function modelsFollowed(snapshot: Pick<Snapshot, 'models' | 'household'>, accounts: readonly Following[]): ModelPortfolio[] {
  const followed = new Map(accounts.map(account => modelOf(snapshot, account)).flatMap(model => (model ? [[model.id, model]] : [])))
  const place = new Map(snapshot.models.map(({ id }, at) => [id, at]))
  const placeOf = ({ id }: ModelPortfolio) => place.get(id) ?? place.size
  return [...followed.values()].sort((a, b) => placeOf(a) - placeOf(b))
}
