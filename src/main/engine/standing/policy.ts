/**
 * How the household's lots are booked: the firm's reading of the law's open points (settings), who files for which account where spouses file apart, and which
 * securities are digital assets.
 */
import { lawOf } from '../../../shared/model/law.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import { sameSecurity } from '../lots/ledger-input.ts'
import { type BookingPolicy, bookingPolicyOf } from '../lots/policy.ts'

const made = new WeakMap<Snapshot, BookingPolicy>()

export function policyOf(snapshot: Snapshot): BookingPolicy {
  const known = made.get(snapshot)
  if (known) return known
  const policy = bookingPolicyOf(lawOf(snapshot.settings.law), filersOf(snapshot), digitalAssets(snapshot))
  made.set(snapshot, policy)
  return policy
}

/** Only a separate return tells spouses apart; an account without an owner belongs to both. */
function filersOf({ taxProfile, accounts }: Pick<Snapshot, 'taxProfile' | 'accounts'>): ReadonlyMap<string, string> {
  if (taxProfile?.filingStatus !== 'mfs') return new Map()
  return new Map(accounts.flatMap(account => (account.owner === null ? [] : [[account.id as string, account.owner as string]])))
}

/** By kind, each under every name it is booked under: one security under two names is a digital asset only where both are. */
function digitalAssets({ securities, relations, entries }: Pick<Snapshot, 'securities' | 'relations' | 'entries'>): ReadonlySet<string> {
  const digital = securities.filter(security => security.kind === 'digital-asset')
  if (digital.length === 0) return new Set()
  const same = sameSecurity(relations, entries)
  const others = new Set(securities.filter(security => security.kind !== 'digital-asset').map(security => same(security.id)))
  return new Set(digital.map(security => security.id as string).filter(security => !others.has(same(security))))
}
