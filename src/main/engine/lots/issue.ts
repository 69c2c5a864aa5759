/** A fact of the book that the engine could not use as it stands. It names the culprit; everything else still works. */
import type { AccountId, EntryId, SecurityId } from '../../../shared/kernel/id.ts'
import type { Refusal } from '../../../shared/kernel/outcome.ts'

export interface LotIssue extends Refusal {
  readonly where: string
  readonly remedy: string
  /** The holding whose lots may not be what the custodian has: no harvest should be proposed from it until the issue is settled. */
  readonly account: AccountId | null
  readonly security: SecurityId | null
  readonly entry: EntryId | null
}
