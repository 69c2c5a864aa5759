/** How the household's lots are booked: the firm's reading of the law's open points (settings), and who files for which account where spouses file apart. */
import { lawOf } from '../../../shared/model/law.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import { type BookingPolicy, bookingPolicyOf } from '../lots/policy.ts'

const made = new WeakMap<Snapshot, BookingPolicy>()

export function policyOf(snapshot: Snapshot): BookingPolicy {
  const known = made.get(snapshot)
  if (known) return known
  const policy = bookingPolicyOf(lawOf(snapshot.settings.law), 'taxpayer', filersOf(snapshot))
  made.set(snapshot, policy)
  return policy
}

/** Only a separate return tells spouses apart; an account without an owner belongs to both. */
function filersOf({ taxProfile, accounts }: Pick<Snapshot, 'taxProfile' | 'accounts'>): ReadonlyMap<string, string> {
  if (taxProfile?.filingStatus !== 'mfs') return new Map()
  return new Map(accounts.flatMap(account => (account.owner === null ? [] : [[account.id as string, account.owner as string]])))
}
