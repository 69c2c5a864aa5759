/** Kept proposals: a frozen document a revision, listed newest first, never changed; one that was altered in the file is not read. */
import { expect, test } from 'vitest'
import { appendProposal, lastRevision, listProposals, readProposal } from '../../../../src/main/store/proposals.ts'
import type { Store } from '../../../../src/main/store/store.ts'
import { type Proposal, proposalShape } from '../../../../src/shared/model/proposal.ts'
import { proposalAnswers } from '../../../fixtures/mock-proposal.ts'
import { at, household, memoryBook } from '../../../store/kit.ts'

function kept(revision: number): Proposal & { readonly kept: string } {
  const answer = proposalAnswers()['proposal.read']({ revision }) as object
  const proposal = proposalShape.parse({ ...answer, household: household.id, snapshotHash: 'a'.repeat(64) })
  return { ...proposal, kept: at }
}

function bookWith(...revisions: number[]): Store {
  const store = memoryBook()
  store.transaction(book => {
    for (const revision of revisions) appendProposal(book, kept(revision), `note ${revision}`)
  })
  return store
}

test('revisions are read back whole, and listed newest first', () => {
  const store = bookWith(1, 2)
  const { id } = kept(1)
  expect(readProposal(store.book, id, 2)).toEqual(kept(2))
  expect(readProposal(store.book, id, 3)).toBeUndefined()
  expect(lastRevision(store.book, id)).toBe(2)
  expect(listProposals(store.book, household.id).map(({ revision, title, note, tickets }) => [revision, title, note, tickets])).toEqual([
    [2, 'Custom', 'note 2', 7],
    [1, 'Optimized', 'note 1', 7],
  ])
  expect(listProposals(store.book, null).length).toBe(2)
})

test('a revision is written once and never changed', () => {
  const store = bookWith(1)
  expect(() => store.transaction(book => appendProposal(book, kept(1), ''))).toThrow()
  for (const sql of ["UPDATE proposals SET note = 'other'", 'DELETE FROM proposals'])
    expect(() => store.transaction(book => book.run(sql, []))).toThrow(/append-only/)
})

test('one whose document was altered is not read', () => {
  const store = bookWith(1)
  store.transaction(book => {
    book.run('DROP TRIGGER proposals_no_update', [])
    book.run("UPDATE proposals SET document = replace(document, 'Alvarez', 'Alvares')", [])
  })
  expect(() => readProposal(store.book, kept(1).id, 1)).toThrow(/store\/proposal-altered/)
})

test('a plan by rule is kept under its own word, and still never changed', () => {
  const store = memoryBook()
  store.transaction(book => appendProposal(book, { ...kept(1), status: 'by-rule', title: 'By rule' }, ''))
  expect(listProposals(store.book, household.id).map(({ status }) => status)).toEqual(['by-rule'])
  for (const sql of ["UPDATE proposals SET note = 'other'", 'DELETE FROM proposals'])
    expect(() => store.transaction(book => book.run(sql, []))).toThrow(/append-only/)
})
