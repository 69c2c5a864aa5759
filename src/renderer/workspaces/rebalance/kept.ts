/** What stood on the screen of each household while the window lives: leaving for a ticket and coming back loses nothing. Never written anywhere. */
import type { AccountId, HouseholdId } from '../../../shared/kernel/id.ts'
import type { Proposal, ProposalEdits, Wishes } from '../../../shared/model/proposal.ts'
import { beginning, type History, noEdits } from './edits.ts'

export interface Bench {
  readonly wishes: Wishes
  /** null: all accounts that can be traded. */
  readonly accounts: readonly AccountId[] | null
  /** The plan the edits are made from; null before the first. */
  readonly base: Proposal | null
  readonly edits: History<ProposalEdits>
}

const benches = new Map<HouseholdId, Bench>()

export function keptBench(household: HouseholdId): Bench | undefined {
  return benches.get(household)
}

export function keepBench(household: HouseholdId, bench: Bench): void {
  benches.set(household, bench)
}

/** Begins anew with these wishes, for all accounts. */
export function openWith(household: HouseholdId, wishes: Wishes): void {
  benches.set(household, { wishes, accounts: null, base: null, edits: beginning(noEdits) })
}
