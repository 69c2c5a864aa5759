/** A plan on paper: what stands on the screen, with its curve drawn where it is not yet, the same sales in January, and tax now beside tax later. Nothing is kept. */
import type { z } from 'zod'
import type { methods } from '../../shared/contract/methods.ts'
import type { Proposal } from '../../shared/model/proposal.ts'
import { drawnWith } from '../../shared/present/drawn.ts'
import { taxNowAndLater } from '../engine/meeting/tax-later.ts'
import { waitingUntilJanuary } from '../engine/meeting/waiting.ts'
import { standingOf } from '../engine/standing/standing.ts'
import type { CallContext } from '../ports.ts'
import type { PlanPaper } from '../print/plan/pieces.ts'
import { planPdf } from '../print/plan/plan-pdf.ts'
import type { DeskContext } from './context.ts'
import type { ProposalKeeper } from './proposal-keeper.ts'
import { sampleDay } from './sample.ts'
import type { SnapshotLoader } from './snapshot.ts'

type Given = z.output<(typeof methods)['proposal.print']['input']>

export function planPaperHandlers(context: DeskContext, snapshots: SnapshotLoader, proposals: ProposalKeeper) {
  return {
    'proposal.print': async ({ proposal: id, revision, edits }: Given, call: CallContext) => {
      const plan = edits === null ? proposals.fresh(id, revision) : proposals.remember(proposals.edited(id, revision, edits))
      const paper = paperOf(context, snapshots, await withCurve(context, snapshots, plan, call))
      const pdf = await planPdf(paper, context.resources.fonts)
      return context.ports.files.offer(`rebalance-proposal-${plan.id}-r${plan.revision}.pdf`, pdf, 'application/pdf')
    },
  }
}

/** The curve is of the solver's plan of the same wishes, whatever was changed by hand; a plan that was not solved has none. */
async function withCurve(context: DeskContext, snapshots: SnapshotLoader, plan: Proposal, call: CallContext): Promise<Proposal> {
  const solved =
    plan.status !== 'by-rule' && plan.accounts.some(({ status }) => status === 'optimal' || status === 'feasible' || status === 'custom')
  if (plan.curve.length > 0 || !solved) return plan
  const { snapshot } = snapshots.load(plan.household, plan.asOf)
  const body = await context.jobs.run(
    'household-plan',
    { snapshot, request: { accounts: plan.asked, wishes: plan.wishes, curve: true } },
    { signal: call.signal, progress: (done, of, what) => call.progress({ done, of, ...(what === undefined ? {} : { what }) }) },
  )
  return drawnWith(plan, body)
}

function paperOf(context: DeskContext, snapshots: SnapshotLoader, proposal: Proposal): PlanPaper {
  const { snapshot } = snapshots.load(proposal.household, proposal.asOf)
  const standing = standingOf(snapshot)
  const sold = proposal.accounts.flatMap(({ trades }) => trades.flatMap(({ lots }) => lots.map(({ lot, shares }) => ({ lot, shares }))))
  const { federal, settings } = snapshot
  return {
    proposal,
    firm: settings.firm,
    sample: sampleDay(context.store.book) !== null,
    later: taxNowAndLater(standing, proposal.after),
    waiting: sold.length === 0 ? null : waitingUntilJanuary(standing, { ...proposal.after, sold }),
    sources: federal ? [`Federal table of ${federal.year}, effective ${federal.effective}: ${federal.source}`] : [],
  }
}
