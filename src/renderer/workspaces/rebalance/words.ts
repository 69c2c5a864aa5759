/** How a plan's state is told: its word and its tone. */
import type { Proposal, ProposalAccount } from '../../../shared/model/proposal.ts'
import type { StatusWord } from '../../parts/status.tsx'

type Status = Proposal['status'] | ProposalAccount['status']

export const planStatusWords: Readonly<Record<Status, StatusWord>> = {
  optimal: { tone: 'ready', word: 'Proven' },
  feasible: { tone: 'caution', word: 'Found, not yet proven' },
  partial: { tone: 'caution', word: 'In part' },
  infeasible: { tone: 'blocked', word: 'No plan fits' },
  unsolved: { tone: 'caution', word: 'Stopped too early' },
  custom: { tone: 'waiting', word: 'Custom' },
  'by-rule': { tone: 'waiting', word: 'By rule' },
  refused: { tone: 'quiet', word: 'Left out' },
  'nothing-solved': { tone: 'blocked', word: 'Nothing solved' },
}
