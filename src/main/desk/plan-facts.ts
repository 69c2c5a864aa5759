/** What a ticket prints of its plan beside the name: computed once for each plan (price ranges take a worker), kept for the drafts that follow and for issuing. */
import { Refused } from '../../shared/kernel/outcome.ts'
import type { PlanReference, Proposal } from '../../shared/model/proposal.ts'
import { planFactsOf, type SaleRange } from '../engine/rebalance/plan-ranges.ts'
import type { PlanFacts } from '../engine/ticket/plan-facts.ts'
import type { CallContext } from '../ports.ts'
import type { DeskContext } from './context.ts'
import type { ProposalKeeper } from './proposal-keeper.ts'
import type { SnapshotLoader } from './snapshot.ts'

/** Plans whose ranges are remembered. */
const mostKept = 16

export function planFacts(context: DeskContext, snapshots: SnapshotLoader, proposals: ProposalKeeper) {
  const kept = new Map<string, readonly SaleRange[]>()

  async function rangesOf(proposal: Proposal, call: CallContext): Promise<readonly SaleRange[]> {
    const known = kept.get(proposal.hash)
    if (known) return known
    const { snapshot } = snapshots.load(proposal.household, proposal.asOf)
    const ranges = await context.jobs.run(
      'plan-ranges',
      { snapshot, proposal },
      { signal: call.signal, progress: (done, of) => call.progress({ done, of, what: 'price ranges' }) },
    )
    if (kept.size >= mostKept) kept.clear()
    kept.set(proposal.hash, ranges)
    return ranges
  }

  /** Of a plan changed by hand, or of a book that moved since, without ranges: the ticket says so. */
  return async function of(plan: PlanReference | undefined, call: CallContext): Promise<PlanFacts | undefined> {
    if (plan === undefined) return undefined
    const proposal = proposals.find(plan.proposal, plan.revision)
    if (proposal.hash !== plan.hash)
      throw new Refused({
        code: 'conflict/stale',
        what: 'The plan is another than the one this ticket was drafted from.',
        where: `${plan.proposal}, revision ${plan.revision}`,
        remedy: 'Open the plan again and draft the ticket from it.',
      })
    if (proposal.status === 'custom' || proposal.status === 'by-rule') return planFactsOf(proposal, null)
    return planFactsOf(proposal, proposal.stale ? [] : await rangesOf(proposal, call))
  }
}
