/** Calls take a loss contract by contract: the first has the whole loss of the shares it stands for, and the next only what is left (RULES P7). */
import { expect, test } from 'vitest'
import { projectLots } from '../../../../../src/main/engine/lots/project.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import { amountOf, bookOf } from '../../../../fixtures/snapshot.ts'

const right = { counter: id<'security'>('X'), ratio: [100, 1] as [number, number] }
const lost = (shares: string, basis: string, proceeds: string) =>
  bookOf('2026-11-20')
    .account('own')
    .account('other')
    .security('X', '50')
    .security('C', '3', { kind: 'option' })
    .buy('own', 'X', '2025-01-02', shares, basis)
    .sell('own', 'X', '2026-06-10', shares, proceeds)
const calls = (book: ReturnType<typeof bookOf>) =>
  projectLots(book.snapshot()).open.map(lot => [
    lot.shares / 1_000_000,
    lot.basis,
    lot.washAdjustment,
    (lot.right?.shares ?? 0) / 1_000_000,
  ])

test.each([
  ['after', '2026-06-15'],
  ['before', '2026-06-01'],
])('of two calls bought %s, 100 loss shares fill the first', (_when, day) => {
  const book = lost('100', '10000', '6000').buy('other', 'C', day, '2', '600', right)
  expect(calls(book)).toEqual([
    [1, 430_000, 400_000, 0],
    [1, 30_000, 0, 100],
  ])
})

test('of three calls, 150 loss shares fill the first and half of the second, which stays ready for the other half', () => {
  const book = lost('150', '15000', '9000').buy('other', 'C', '2026-06-15', '3', '900', right)
  expect(calls(book)).toEqual([
    [1, 430_000, 400_000, 0],
    [1, 230_000, 200_000, 50],
    [1, 30_000, 0, 100],
  ])
  book.buy('own', 'X', '2025-01-03', '100', '10000').sell('own', 'X', '2026-06-20', '100', '6000')
  expect(calls(book)).toEqual([
    [1, 430_000, 400_000, 0],
    [1, 430_000, 400_000, 0],
    [1, 230_000, 200_000, 50],
  ])
})

test('the first call exercised brings its loss, the second none', () => {
  const book = lost('100', '10000', '6000').buy('other', 'C', '2026-06-15', '2', '600', right)
  const exercise = { kind: 'exercise' as const, ...right, amount: amountOf('-5500') }
  book.sell('other', 'C', '2026-07-20', '1', '0', exercise).sell('other', 'C', '2026-09-21', '1', '0', exercise)
  expect(projectLots(book.snapshot()).open.map(lot => [lot.basis, lot.washAdjustment])).toEqual([
    [980_000, 400_000],
    [580_000, 0],
  ])
})
