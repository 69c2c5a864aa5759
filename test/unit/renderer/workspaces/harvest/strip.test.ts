import { expect, test } from 'vitest'
import { runReview } from '../../../../../src/main/engine/review.ts'
import { identicalGroups } from '../../../../../src/renderer/workspaces/harvest/identical.ts'
import { namesOf, stripLocks, stripMarks } from '../../../../../src/renderer/workspaces/harvest/strip.ts'
import { civilDate } from '../../../../../src/shared/kernel/civil-date.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import type { Candidate } from '../../../../../src/shared/model/review.ts'
import { bookOf } from '../../../../fixtures/snapshot.ts'

const review = runReview(
  bookOf('2026-11-20')
    .account('joint')
    .account('roth', { type: 'roth-ira' })
    .security('VTI', '270.00')
    .security('SCHB', '25.00')
    .lot('joint', 'VTI', '2025-12-05', '80', '30000.00')
    .lot('roth', 'VTI', '2026-11-09', '40', '11000.00')
    .lot('roth', 'SCHB', '2026-10-20', '10', '260.00')
    .snapshot(),
  'hash',
)
const candidate = review.candidates.find(one => one.lot.account === 'joint') as Candidate
const names = namesOf(review)
const apart = identicalGroups([])

test('a purchase that bars the sale is one filled mark, not two', () => {
  const marks = stripMarks(review, candidate, apart, names)
  const bought = marks.filter(mark => mark.date === '2026-11-09')
  expect(bought).toHaveLength(1)
  expect(bought[0]).toMatchObject({ kind: 'buy', blocks: true, what: expect.stringContaining('roth') })
})

test('the day the lot turns long-term stands inside the window', () => {
  expect(stripMarks(review, candidate, apart, names)).toContainEqual(expect.objectContaining({ kind: 'long', date: '2026-12-06' }))
})

test('a purchase 31 days before is out of the window; an identical security is in it', () => {
  const identical = identicalGroups([{ kind: 'identical', a: id('VTI'), b: id('SCHB') }])
  const late = { ...review, tradeDay: civilDate('2026-11-20') }
  expect(stripMarks(late, candidate, apart, names).some(mark => mark.date === '2026-10-20')).toBe(false)
  expect(
    stripMarks({ ...review, tradeDay: civilDate('2026-11-19') }, candidate, identical, names).some(mark => mark.date === '2026-10-20'),
  ).toBe(true)
  expect(stripMarks(late, candidate, identical, names).some(mark => mark.date === '2026-10-20')).toBe(false)
})

test('locks of an identical security bar the strip, locks of others do not', () => {
  const lock = (security: string) => ({
    id: `lock-${security}`,
    household: review.household,
    security: id<'security'>(security),
    from: civilDate('2026-11-01'),
    until: civilDate('2026-12-01'),
    reason: `${security} sold at a loss`,
    ticket: null,
  })
  const locked = { ...review, locks: [lock('SCHB'), lock('BND')] }
  const identical = identicalGroups([{ kind: 'identical', a: id('VTI'), b: id('SCHB') }])
  expect(stripLocks(locked, candidate, identical).map(one => one.what)).toEqual(['no buying through Dec 1, 2026: SCHB sold at a loss'])
})
