/** Kept proposals: frozen documents, a row a revision, never changed (triggers); the SHA-256 is held against the document whenever it is read. */
import { createHash } from 'node:crypto'
import type { HouseholdId, ProposalId } from '../../shared/kernel/id.ts'
import { Refused } from '../../shared/kernel/outcome.ts'
import type { ProposalRow } from '../../shared/model/book-plan.ts'
import { type Proposal, proposalShape } from '../../shared/model/proposal.ts'
import { insert, type ReadableBook, type Row, type WritableBook } from './database.ts'
import { dateIn, identifier, integer, maybeCents, maybeInteger, text, word } from './row.ts'
import { ofHousehold } from './scope.ts'

/** `proposal.kept` says when; a revision is written once. */
export function appendProposal(book: WritableBook, proposal: Proposal & { readonly kept: string }, note: string): void {
  const document = JSON.stringify(proposal)
  insert(book, 'proposals', {
    id: proposal.id,
    revision: proposal.revision,
    title: proposal.title,
    household: proposal.household,
    as_of: proposal.asOf,
    kept_at: proposal.kept,
    note,
    status: proposal.status,
    summary: proposal.words,
    tickets: proposal.after.tickets,
    tax: proposal.after.tax,
    tracking_error: proposal.after.trackingError,
    snapshot: proposal.snapshotHash,
    document,
    sha256: sha256(document),
  })
}

/** Newest first; of one household, or of all. */
export function listProposals(book: ReadableBook, household: HouseholdId | null): ProposalRow[] {
  const { sql, values } = ofHousehold(household)
  return book
    .rows(
      `SELECT p.id, p.revision, p.title, p.household, h.name AS household_name, p.as_of, p.kept_at, p.status, p.summary, p.tickets, p.tax, p.tracking_error, p.note
       FROM proposals p JOIN households h ON h.id = p.household WHERE ${sql} ORDER BY p.kept_at DESC, p.id, p.revision DESC`,
      values,
    )
    .map(proposalRowIn)
}

/** 0 where no revision of it is kept. */
export function lastRevision(book: ReadableBook, id: ProposalId): number {
  const row = book.row('SELECT max(revision) AS last FROM proposals WHERE id = ?', [id])
  return row === undefined || row.last === null ? 0 : integer(row, 'last')
}

export function readProposal(book: ReadableBook, id: ProposalId, revision: number): Proposal | undefined {
  const row = book.row('SELECT document, sha256 FROM proposals WHERE id = ? AND revision = ?', [id, revision])
  if (row === undefined) return undefined
  const document = text(row, 'document')
  if (sha256(document) !== text(row, 'sha256'))
    throw new Refused({
      code: 'store/proposal-altered',
      what: 'This proposal is not the one that was kept: its content does not fit its checksum.',
      where: `${id}, revision ${revision}`,
      remedy: 'Do not trade on it. Compare it with a backup of the book, or optimize again.',
    })
  return proposalShape.parse(JSON.parse(document))
}

function proposalRowIn(row: Row): ProposalRow {
  return {
    id: identifier(row, 'id'),
    revision: integer(row, 'revision'),
    title: text(row, 'title'),
    household: identifier(row, 'household'),
    householdName: text(row, 'household_name'),
    asOf: dateIn(row, 'as_of'),
    kept: text(row, 'kept_at'),
    status: word(row, 'status'),
    words: text(row, 'summary'),
    tickets: integer(row, 'tickets'),
    tax: maybeCents(row, 'tax'),
    trackingError: maybeInteger(row, 'tracking_error'),
    note: text(row, 'note'),
  }
}

function sha256(content: string): string {
  return createHash('sha256').update(content).digest('hex')
}
