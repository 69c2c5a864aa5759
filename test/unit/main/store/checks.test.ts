/** Marks of the checklist: appended in their order, never changed, and what a closed list does not know is refused. */
import { expect, test } from 'vitest'
import { appendAudit, auditedSince } from '../../../../src/main/store/audit.ts'
import { appendCheck, listChecks } from '../../../../src/main/store/checks.ts'
import { civilDate } from '../../../../src/shared/kernel/civil-date.ts'
import type { KeptCheck } from '../../../../src/shared/model/week.ts'
import { memoryBook } from '../../../store/kit.ts'

const check: KeptCheck = {
  subject: 'weights',
  asOf: civilDate('2026-11-21'),
  mark: 'skipped',
  who: 'R. Alvarez',
  why: 'Markets were closed',
  at: '2026-11-21T14:00:00.000Z',
}

test('marks come back in the order they were written', () => {
  const store = memoryBook()
  const second: KeptCheck = { ...check, mark: 'done', why: '', asOf: civilDate('2026-11-20') }
  store.transaction(book => {
    appendCheck(book, check)
    appendCheck(book, second)
  })
  expect(listChecks(store.book)).toEqual([check, second])
})

test.each(['UPDATE checks SET mark = ' + "'done'", 'DELETE FROM checks'])('%s is refused', sql => {
  const store = memoryBook()
  store.transaction(book => appendCheck(book, check))
  expect(() => store.transaction(book => book.run(sql))).toThrow(/append-only/)
  expect(listChecks(store.book)).toEqual([check])
})

test('a mark nobody knows, a name that is empty and a day that is none are refused', () => {
  const store = memoryBook()
  for (const wrong of [{ mark: 'forgotten' }, { who: '' }, { asOf: '2026-02-30' }])
    expect(() => store.transaction(book => appendCheck(book, { ...check, ...wrong } as KeptCheck))).toThrow(/constraint/)
})

test('what was written since is told once, and nothing of before', () => {
  const store = memoryBook()
  store.transaction(book => {
    for (const [at, subject] of [
      ['2026-11-20T10:00:00.000Z', 'growth'],
      ['2026-11-21T10:00:00.000Z', 'income'],
      ['2026-11-21T11:00:00.000Z', 'income'],
    ] as const)
      appendAudit(book, { at, what: 'model saved', subject })
    appendAudit(book, { at: '2026-11-21T12:00:00.000Z', what: 'basket saved', subject: 'home' })
  })
  expect(auditedSince(store.book, ['model saved'], '2026-11-20T10:00:00.000Z')).toEqual([{ what: 'model saved', subject: 'income' }])
  expect(
    auditedSince(store.book, ['model saved'], null)
      .map(row => row.subject)
      .toSorted(),
  ).toEqual(['growth', 'income'])
})
