/**
 * The proposals the desk knows: those kept in the book, and the last ones it computed, so that lots can be edited and tickets written without keeping every try. A proposal is
 * named by what it was made of; an edited one counts its revision up. After a restart only the kept ones are left, and any other is computed again to the same bytes.
 */
import type { AccountId, ProposalId } from '../../shared/kernel/id.ts'
import { id as idOf } from '../../shared/kernel/id.ts'
import { Refused, valueOrThrow } from '../../shared/kernel/outcome.ts'
import type { Proposal, ProposalEdits, Wishes } from '../../shared/model/proposal.ts'
import { undrawn } from '../../shared/present/drawn.ts'
import { costsRestOn } from '../engine/cost/rests-on.ts'
import type { ProposalBody } from '../engine/rebalance/household-plan.ts'
import { type EditBench, editBench, repick } from '../engine/rebalance/repick.ts'
import type { WritableBook } from '../store/database.ts'
import { appendProposal, lastRevision, readProposal } from '../store/proposals.ts'
import { contentHash } from './canonical.ts'
import type { DeskContext } from './context.ts'
import type { Loaded, SnapshotLoader } from './snapshot.ts'

/** Proposals remembered though nobody kept them. */
const mostRemembered = 32

export interface MadeOf {
  readonly loaded: Loaded
  readonly accounts: readonly AccountId[] | null
  readonly wishes: Wishes
}

export type ProposalKeeper = ReturnType<typeof proposalKeeper>

export function proposalKeeper(context: DeskContext, snapshots: SnapshotLoader) {
  const remembered = new Map<string, Proposal>()
  const benches = new Map<ProposalId, EditBench>()
  const { book } = context.store

  function remember(proposal: Proposal): Proposal {
    const key = `${proposal.id} ${proposal.revision}`
    remembered.delete(key)
    remembered.set(key, proposal)
    for (const oldest of remembered.keys()) {
      if (remembered.size <= mostRemembered) break
      remembered.delete(oldest)
    }
    return proposal
  }

  /** As it was made; whether the book moved since is said anew. */
  function find(id: ProposalId, revision: number): Proposal {
    const proposal = readProposal(book, id, revision) ?? remembered.get(`${id} ${revision}`)
    if (!proposal)
      throw new Refused({
        code: 'data/unknown-proposal',
        what: 'This proposal was not kept, and the desk was started again or has computed many others since.',
        where: `${id}, revision ${revision}`,
        remedy: 'Optimize again: the same wishes on the same book give the same proposal.',
      })
    return { ...proposal, stale: snapshots.load(proposal.household, proposal.asOf).hash !== proposal.snapshotHash }
  }

  function fresh(id: ProposalId, revision: number): Proposal {
    const proposal = find(id, revision)
    if (!proposal.stale) return proposal
    throw new Refused({
      code: 'conflict/stale',
      what: 'What plans of this household are made from is not what it was: lots, prices, settings or locks changed, or an update of the program counts more of the book.',
      where: proposal.householdName,
      remedy: 'Optimize again; the wishes are kept with the proposal.',
    })
  }

  function benchOf(id: ProposalId): EditBench {
    const known = benches.get(id)
    if (known) return known
    const first = find(id, 1)
    const bench = valueOrThrow(editBench(snapshots.load(first.household, first.asOf).snapshot, first))
    if (benches.size >= 4) benches.clear()
    benches.set(id, bench)
    return bench
  }

  function edited(id: ProposalId, revision: number, edits: ProposalEdits): Proposal {
    const base = fresh(id, revision)
    return sealed(valueOrThrow(repick(benchOf(id), base, edits)), base)
  }

  return {
    find,
    fresh,
    edited,
    remember,
    /** The name of what these inputs make. */
    nameOf: ({ loaded, accounts, wishes }: MadeOf): ProposalId =>
      idOf<'proposal'>(`P-${contentHash({ snapshot: loaded.hash, accounts, wishes, engine: context.resources.engine }).slice(0, 12)}`),
    /** With its name and hash, and not remembered: a run over the book makes more plans than are kept at hand. */
    named(body: ProposalBody, made: MadeOf): Proposal {
      const { engine } = context.resources
      return sealed(body, { id: this.nameOf(made), snapshotHash: made.loaded.hash, engine })
    },
    complete(body: ProposalBody, made: MadeOf): Proposal {
      return remember(this.named(body, made))
    },
    /** Into the book, with the solver's own revision before it; counts the revision on where that number is taken by another. */
    keep(into: WritableBook, proposal: Proposal, note: string): Proposal {
      const kept = context.ports.clock.now()
      const last = lastRevision(into, proposal.id)
      const already = readProposal(into, proposal.id, proposal.revision)
      if (already && already.hash === proposal.hash) return already
      if (last === 0 && proposal.revision > 1) appendProposal(into, { ...find(proposal.id, 1), kept, stale: false }, '')
      const numbered = sealed({ ...proposal, revision: proposal.revision === 1 && last === 0 ? 1 : Math.max(last, 1) + 1 }, proposal)
      const stored = { ...numbered, kept, stale: false }
      appendProposal(into, stored, note)
      return remember(stored)
    },
  }
}

/** With its names and the hash of what it says. */
function sealed(made: ProposalBody, { id, snapshotHash, engine }: Pick<Proposal, 'id' | 'snapshotHash' | 'engine'>): Proposal {
  const costNotes = costsRestOn(made.accounts.flatMap(({ trades }) => trades.map(({ flags }) => flags ?? [])))
  const { costNotes: _costNotes, ...plain } = made
  const body = costNotes.length === 0 ? plain : { ...plain, costNotes }
  const { hash: _hash, kept: _kept, stale: _stale, ...rest } = undrawn(body as Proposal)
  const hash = contentHash({ ...rest, id, snapshotHash, engine })
  return { ...body, id, snapshotHash, engine, hash, kept: null, stale: false }
}
