/** What is pinned to a sleeve that is held as it is, as bars of trading in its account: plans, harvests, tickets and screens read them like any other restriction. */
import type { TradeBar } from '../../../shared/model/book.ts'
import { heldPins } from '../../../shared/model/sleeve-rules.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'

export function heldInSleeves({ accounts, household }: Pick<Snapshot, 'accounts' | 'household'>): TradeBar[] {
  return accounts.flatMap(account =>
    heldPins(account.sleeves).map(({ sleeve, security }) => ({
      id: `sleeve ${account.id} ${security}`,
      household: household.id,
      account: account.id,
      security,
      kind: 'do-not-trade' as const,
      reason: `sleeve ${sleeve.name} is held as it is`,
      expires: null,
    })),
  )
}
