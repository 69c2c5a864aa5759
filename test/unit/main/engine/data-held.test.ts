/** What the book holds of a household: a worth without prices is unknown, and trades are known for named days of named accounts only. */
import { expect, test } from 'vitest'
import { explain } from '../../../../src/main/engine/explain.ts'
import { householdRow } from '../../../../src/main/engine/overview/household-row.ts'
import { runReview } from '../../../../src/main/engine/review.ts'
import { civilDate } from '../../../../src/shared/kernel/civil-date.ts'
import { bookOf } from '../../../fixtures/snapshot.ts'

const day = '2026-11-20'
const facts = { accounts: 1, driftThreshold: 500, stale: false, when: { decision: 'on-plan' as const, words: 'On plan' } }

test('positions without any price are worth nobody knows what, not zero', () => {
  const snapshot = bookOf(day).account('own').security('VTI', null).lot('own', 'VTI', '2024-01-02', '10', '2000').snapshot()
  const review = runReview(snapshot, 'hash')
  expect(review.worth).toEqual({ value: null, priced: 0, positions: 1 })
  expect(householdRow(review, facts)).toMatchObject({ value: null, priced: 0, positions: 1 })
  const trail = explain(snapshot, review, { subject: 'household', ids: ['home'], figure: 'value' }, [])
  expect(trail.ok && trail.value.value).toBe('unknown')
})

test('where some have a price, it is said of how many', () => {
  const book = bookOf(day).account('own').security('VTI', '270').security('XYZ', null)
  const review = runReview(book.lot('own', 'VTI', '2024-01-02', '10', '2000').lot('own', 'XYZ', '2024-01-02', '5', '50').snapshot(), 'hash')
  expect(review.worth).toEqual({ value: 270_000, priced: 1, positions: 2 })
  expect(runReview(bookOf(day).account('own').snapshot(), 'hash').worth).toEqual({ value: 0, priced: 0, positions: 0 })
})

test('coverage names the days that every covered account reaches over, and the accounts that do not', () => {
  const days = (from: string | null, to: string | null) => ({
    coverageFrom: from === null ? null : civilDate(from),
    coverageTo: to === null ? null : civilDate(to),
  })
  const book = bookOf(day).account('own', days('2024-01-02', '2026-11-20')).account('joint', days('2025-03-01', '2026-11-19'))
  expect(runReview(book.snapshot(), 'hash').coverage).toMatchObject({
    from: '2025-03-01',
    to: '2026-11-19',
    accounts: 2,
    covered: 2,
    missing: [],
  })
  const open = book.account('roth', days(null, null)).account('late', days('2026-11-10', '2026-11-20')).snapshot()
  expect(runReview(open, 'hash').coverage).toMatchObject({
    needsFrom: '2026-10-21',
    needsTo: '2026-11-19',
    accounts: 4,
    covered: 2,
    missing: ['roth', 'late'],
  })
})
