/** What bars a purchase of a security in an account: a restriction, a wash lock (IRC section 1091), or a model that means it for accounts taxed in another way. */
import type { AccountId, SecurityId } from '../../../shared/kernel/id.ts'
import { taxTypeOf } from '../../../shared/model/book.ts'
import type { TaxType } from '../../../shared/model/model-line.ts'
import { date } from '../../../shared/present/format.ts'
import type { Standing } from '../standing/standing.ts'
import { modelOf } from './model-of.ts'

export const taxTypeWords: Readonly<Record<TaxType, string>> = {
  taxable: 'taxable',
  deferred: 'tax-deferred',
  free: 'tax-free',
}

/** A fragment such as `wash lock through Dec 12, 2026`; null where it may be bought. */
export function whyNotBought(standing: Standing, account: AccountId, security: SecurityId): string | null {
  const restriction = standing.restrictionsOf(account, security).find(({ kind }) => kind !== 'never-sell')
  if (restriction) return restriction.reason === '' ? 'restricted' : `restricted: ${restriction.reason}`
  return notForTaxType(standing, account, security) ?? washLock(standing, security)
}

/** Locked where a purchase would wash an earlier loss; a security outside of section 1091 is never. */
function washLock({ policy, tradeDay, locks, groupOf }: Standing, security: SecurityId): string | null {
  if (policy.outside.has(security)) return null
  const lock = locks.find(each => groupOf(each.security) === groupOf(security) && each.from <= tradeDay && each.until >= tradeDay)
  return lock ? `wash lock through ${date(lock.until)}` : null
}

function notForTaxType({ snapshot, accountOf, sameOf }: Standing, id: AccountId, security: SecurityId): string | null {
  const account = accountOf(id)
  const members = (modelOf(snapshot, account)?.targets ?? [])
    .flatMap(line => line.members ?? [])
    .filter(each => sameOf(each.security) === sameOf(security))
  const own = taxTypeOf(account.type)
  return members.length === 0 || members.some(({ taxTypes }) => taxTypes.includes(own))
    ? null
    : `meant for ${[...new Set(members.flatMap(({ taxTypes }) => taxTypes))].map(type => taxTypeWords[type]).join(' and ')} accounts`
}
