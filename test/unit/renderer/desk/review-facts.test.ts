/** The chip on coverage says which days of which accounts are known, and never more. */
import { expect, test } from 'vitest'
import { coverageWords } from '../../../../src/renderer/desk/review-facts.ts'
import { civilDate } from '../../../../src/shared/kernel/civil-date.ts'
import type { Coverage } from '../../../../src/shared/model/review.ts'

const known: Coverage = {
  needsFrom: civilDate('2026-10-21'),
  needsTo: civilDate('2026-11-19'),
  from: civilDate('2025-03-01'),
  to: civilDate('2026-11-20'),
  accounts: 3,
  covered: 3,
  missing: [],
}

test('complete is said of days and accounts', () => {
  expect(coverageWords(known)).toEqual({
    what: 'Trades through Nov 20, 2026',
    complete: true,
    more: 'All 3 accounts: Mar 1, 2025 to Nov 20, 2026.',
  })
})

test('accounts without trades are counted and named', () => {
  const words = coverageWords({ ...known, covered: 1, missing: ['Roth', 'Trust'] })
  expect(words).toMatchObject({ what: 'Trades missing in 2 of 3 accounts', complete: false })
  expect(words.more).toContain('Roth, Trust: no trades for Oct 21, 2026 to Nov 19, 2026.')
})

test('nothing is complete where there is no account', () => {
  expect(coverageWords({ ...known, accounts: 0, covered: 0, from: null, to: null }).complete).toBe(false)
})
