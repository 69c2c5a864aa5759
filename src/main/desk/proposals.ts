/** The optimizer on the desk: plans run in the worker, edited by hand, kept in the book, handed over to tickets. A run over the whole book makes the same plans (book-run.ts). */
import type { z } from 'zod'
import type { methods } from '../../shared/contract/methods.ts'
import type { Waiting } from '../../shared/model/meeting.ts'
import type { Proposal } from '../../shared/model/proposal.ts'
import type { SaleChoice } from '../../shared/model/ticket.ts'
import { planTrace } from '../engine/explain/plan-trace.ts'
import { waitingUntilJanuary } from '../engine/meeting/waiting.ts'
import { tradesIn } from '../engine/rebalance/repick.ts'
import { standingOf } from '../engine/standing/standing.ts'
import type { CallContext } from '../ports.ts'
import { listProposals } from '../store/proposals.ts'
import type { DeskContext } from './context.ts'
import type { ProposalKeeper } from './proposal-keeper.ts'
import type { SnapshotLoader } from './snapshot.ts'
import { namedTrace } from './sources.ts'
import { write } from './write.ts'

type Given<Name extends keyof typeof methods> = z.output<(typeof methods)[Name]['input']>

export function proposalHandlers(context: DeskContext, snapshots: SnapshotLoader, proposals: ProposalKeeper) {
  return {
    'optimize.run': (given: Given<'optimize.run'>, call: CallContext) => optimized(context, snapshots, proposals, given, call),
    'proposal.repick': ({ proposal, revision, edits }: Given<'proposal.repick'>) =>
      proposals.remember(proposals.edited(proposal, revision, edits)),
    'proposal.keep': ({ proposal, revision, edits, note }: Given<'proposal.keep'>) => {
      const wanted = edits === null ? proposals.find(proposal, revision) : proposals.edited(proposal, revision, edits)
      return kept(context, proposals, wanted, note)
    },
    'proposal.list': ({ household }: Given<'proposal.list'>) => ({ proposals: listProposals(context.store.book, household) }),
    'proposal.read': ({ proposal, revision }: Given<'proposal.read'>) => proposals.find(proposal, revision),
    'proposal.trail': ({ proposal, revision, figure }: Given<'proposal.trail'>) => {
      const found = proposals.find(proposal, revision)
      const standing = found.stale ? null : standingOf(snapshots.load(found.household, found.asOf).snapshot)
      return namedTrace(context, planTrace(found, standing, figure))
    },
    'proposal.wait': ({ proposal, revision }: Given<'proposal.wait'>) => waiting(snapshots, proposals.find(proposal, revision)),
    'proposal.entry': (given: Given<'proposal.entry'>, call: CallContext) => entries(context, snapshots, proposals, given, call),
    'proposal.handover': ({ proposal, revision, edits }: Given<'proposal.handover'>) =>
      handover(proposals.remember(edits === null ? proposals.fresh(proposal, revision) : proposals.edited(proposal, revision, edits))),
  }
}

async function optimized(
  context: DeskContext,
  snapshots: SnapshotLoader,
  proposals: ProposalKeeper,
  { household, asOf, accounts, wishes, curve, keep }: Given<'optimize.run'>,
  call: CallContext,
): Promise<Proposal> {
  const loaded = snapshots.load(household, asOf)
  const body = await context.jobs.run(
    'household-plan',
    { snapshot: loaded.snapshot, request: { accounts, wishes, curve } },
    { signal: call.signal, progress: (done, of, what) => call.progress({ done, of, ...(what === undefined ? {} : { what }) }) },
  )
  const proposal = proposals.complete(body, { loaded, accounts, wishes })
  return keep ? kept(context, proposals, proposal, '') : proposal
}

/** Asked of the solver's own revision: a plan that was changed by hand has no prices. */
async function entries(
  context: DeskContext,
  snapshots: SnapshotLoader,
  proposals: ProposalKeeper,
  { proposal: id, revision, lots }: Given<'proposal.entry'>,
  call: CallContext,
) {
  const proposal = proposals.fresh(id, revision)
  const { snapshot } = snapshots.load(proposal.household, proposal.asOf)
  const found = await context.jobs.run(
    'lot-entry',
    { snapshot, proposal, lots },
    { signal: call.signal, progress: (done, of, what) => call.progress({ done, of, ...(what === undefined ? {} : { what }) }) },
  )
  return { lots: [...found] }
}

function kept(context: DeskContext, proposals: ProposalKeeper, proposal: Proposal, note: string): Proposal {
  return write(context, {
    what: 'proposal kept',
    subject: proposal.id,
    changed: 'proposal',
    household: proposal.household,
    work: book => proposals.keep(book, proposal, note),
  })
}

/** Of a plan of an older book nothing is compared: its lots may be gone. */
function waiting(snapshots: SnapshotLoader, { household, asOf, after, accounts, stale }: Proposal): Waiting {
  if (stale) return { compared: null, words: 'The book moved since this plan was made: optimize again, then compare.', assumed: [] }
  const sold = accounts.flatMap(({ trades }) => trades.flatMap(({ lots }) => lots.map(({ lot, shares }) => ({ lot, shares }))))
  return waitingUntilJanuary(standingOf(snapshots.load(household, asOf).snapshot), { ...after, sold })
}

/** Sales as a basket takes them, purchases as a ticket does, and the plan both belong to. */
function handover({ id: proposal, revision, hash, accounts, certificate, words }: Proposal) {
  const trades = accounts.map(tradesIn)
  return {
    choices: trades.flatMap(({ sales }): SaleChoice[] => [...sales]),
    purchases: trades.flatMap(({ purchases }) => purchases.map(({ account, security, shares }) => ({ account, security, shares }))),
    plan: { proposal, revision, hash, words: (certificate?.words ?? words).replace(/\.$/, '') },
  }
}
