/** What stood on the screen of each household while the window lives: leaving for a ticket and coming back loses nothing. Never written anywhere. */
import type { AccountId, HouseholdId } from '../../../shared/kernel/id.ts'
import type { Proposal, ProposalEdits, Wishes } from '../../../shared/model/proposal.ts'
import { beginning, type History, noEdits } from './edits.ts'
import { askKey } from './wishes.ts'

export interface Bench {
  readonly wishes: Wishes
  /** null: all accounts that can be traded. */
  readonly accounts: readonly AccountId[] | null
  /** The plan the edits are made from; null before the first. */
  readonly base: Proposal | null
  readonly edits: History<ProposalEdits>
  /** The line of a run over the book that this was opened from: its wishes, for all accounts, and the hash of its plan. */
  readonly line?: BookLine
}

interface BookLine {
  readonly wishes: Wishes
  /** null: the household was refused. */
  readonly hash: string | null
}

const benches = new Map<HouseholdId, Bench>()

export function keptBench(household: HouseholdId): Bench | undefined {
  return benches.get(household)
}

export function keepBench(household: HouseholdId, bench: Bench): void {
  benches.set(household, bench)
}

/** Begins anew with the wishes of a line of the book, for all accounts. */
export function openLine(household: HouseholdId, line: BookLine): void {
  benches.set(household, { wishes: line.wishes, accounts: null, base: null, edits: beginning(noEdits), line })
}

/** The same was asked as for the line, and another plan came of it: what it is made from has moved since. */
export function isOtherThanLine({ base, line }: Pick<Bench, 'base' | 'line'>): boolean {
  if (base === null || line === undefined || base.revision !== 1 || base.hash === line.hash) return false
  return askKey(base.wishes, base.asked) === askKey(line.wishes, null)
}
