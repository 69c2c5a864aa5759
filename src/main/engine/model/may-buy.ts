/** What bars a purchase of a security in an account: a restriction, a wash lock (IRC section 1091), or the account's model, which means it for other accounts or only counts it. */
import type { AccountId, SecurityId } from '../../../shared/kernel/id.ts'
import { taxTypeOf } from '../../../shared/model/book.ts'
import type { TaxType } from '../../../shared/model/model-line.ts'
import { date } from '../../../shared/present/format.ts'
import type { Standing } from '../standing/standing.ts'
import { modelOf } from './model-of.ts'
import { nameOf } from './slots.ts'

export const taxTypeWords: Readonly<Record<TaxType, string>> = {
  taxable: 'taxable',
  deferred: 'tax-deferred',
  free: 'tax-free',
}

/** A fragment such as `wash lock through Dec 12, 2026`; null where it may be bought. */
export function whyNotBought(standing: Standing, account: AccountId, security: SecurityId): string | null {
  const restriction = standing.restrictionsOf(account, security).find(({ kind }) => kind !== 'never-sell')
  if (restriction) return restriction.reason === '' ? 'restricted' : `restricted: ${restriction.reason}`
  return notByModel(standing, account, security) ?? washLock(standing, security)
}

/** Locked where a purchase would wash an earlier loss; a security outside of section 1091 is never. */
function washLock({ policy, tradeDay, locks, groupOf }: Standing, security: SecurityId): string | null {
  if (policy.outside.has(security)) return null
  const lock = locks.find(each => groupOf(each.security) === groupOf(security) && each.from <= tradeDay && each.until >= tradeDay)
  return lock ? `wash lock through ${date(lock.until)}` : null
}

/** Meant for accounts of another kind, or mapped: a mapped holding counts and is never bought. */
function notByModel(standing: Standing, id: AccountId, security: SecurityId): string | null {
  const { snapshot, accountOf, sameOf } = standing
  const account = accountOf(id)
  const lines = modelOf(snapshot, account)?.targets ?? []
  const isIt = (each: { readonly security: SecurityId }) => sameOf(each.security) === sameOf(security)
  const members = lines.flatMap(line => line.members ?? []).filter(isIt)
  if (members.length > 0) {
    const meant = new Set(members.flatMap(({ taxTypes }) => taxTypes))
    return meant.has(taxTypeOf(account.type)) ? null : `meant for ${[...meant].map(type => taxTypeWords[type]).join(' and ')} accounts`
  }
  const mapped = lines.some(isIt) ? undefined : lines.find(line => line.mapped?.some(isIt))
  return mapped === undefined ? null : `counts toward ${nameOf(mapped, standing)} and is not bought for it`
}
