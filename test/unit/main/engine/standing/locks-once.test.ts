/** A lock stands once: that of a ticket ends in that of its own sale, which names the ticket. */
import { expect, test } from 'vitest'
import { standingOf } from '../../../../../src/main/engine/standing/standing.ts'
import { bookOf } from '../../../../fixtures/snapshot.ts'

function ticketed() {
  return bookOf('2026-11-24')
    .account('joint')
    .security('ABC', '50.00')
    .buy('joint', 'ABC', '2024-01-02', '100', '6000.00')
    .lock('ABC', '2026-11-21', '2026-12-23', { ticket: 'T-2026-0001' as never, reason: 'ABC sold at a loss on ticket T-2026-0001' })
}
const locks = (book: ReturnType<typeof bookOf>) => standingOf(book.snapshot()).locks.map(({ from, until, ticket }) => [from, until, ticket])

test('before the sale is in the book the ticket bars', () => {
  expect(locks(ticketed())).toEqual([['2026-11-21', '2026-12-23', 'T-2026-0001']])
})

test('once it is, the sale bars, and names the ticket', () => {
  expect(locks(ticketed().sell('joint', 'ABC', '2026-11-23', '40', '2000.00'))).toEqual([['2026-11-23', '2026-12-23', 'T-2026-0001']])
})

test('a loss before the ticket bars for its own days, and the ticket for its own', () => {
  expect(locks(ticketed().sell('joint', 'ABC', '2026-11-10', '40', '2000.00'))).toEqual([
    ['2026-11-10', '2026-12-10', null],
    ['2026-11-21', '2026-12-23', 'T-2026-0001'],
  ])
})
