/**
 * Shares that moved between two accounts of a household, of which the files tell too little: their sale stands only in the receiver's realized file, or they were under way
 * across a split with one count for both ends. They are one purchase with the sender's, which never replaces itself; the rest is a question with its remedy.
 */
import { describe, expect, test } from 'vitest'
import { projectLots } from '../../src/main/engine/lots/project.ts'
import { runReview } from '../../src/main/engine/review.ts'
import { policyOf } from '../../src/main/engine/standing/policy.ts'
import { civilDate } from '../../src/shared/kernel/civil-date.ts'
import { bookOf } from '../fixtures/snapshot.ts'

type Book = ReturnType<typeof bookOf>

const home = () => bookOf('2026-11-20').account('A', { type: 'joint' }).account('B').security('X', '50', { kind: 'stock' })
const end = (kind: 'transfer-in' | 'transfer-out') => ({ kind, amount: null, basis: null })
const flagsOf = (book: Book, code: string) => runReview(book.snapshot(), 'hash').quality.filter(flag => flag.code === code)
const rowsOf = (book: Book) =>
  projectLots(book.snapshot(), policyOf(book.snapshot())).realized.map(row => [
    row.account,
    row.shares / 1e6,
    row.recognized,
    row.disallowed,
  ])
const stated = { asOf: civilDate('2026-11-15') }

describe('a sale of moved shares that only the receiver’s realized file tells of', () => {
  /** 200 bought in A on Nov 1 at $60, 100 of them sent to B on Nov 5 and sold there on Nov 10 at $50. */
  const moved = (orders: readonly string[] = ['200']) => {
    const book = home().lot('B', 'X', '2024-01-02', '10', '500', stated)
    for (const count of orders) book.buy('A', 'X', '2026-11-01', count, (Number(count) * 60).toFixed(2))
    book.buy('A', 'X', '2026-11-05', '100', '1', end('transfer-out')).buy('B', 'X', '2026-11-05', '100', '1', end('transfer-in'))
    return book.realized('B', 'X', '2026-11-01', '2026-11-10', '100', '5000', '6000', { term: 'short' })
  }

  test('is no loss that the rest of the same purchase in the other account washes (Rev. Rul. 56-602)', () => {
    expect(rowsOf(moved())).toEqual([['B', 100, -100_000, 0]])
  })

  test('is asked about: the purchase may count in both accounts, and what settles it', () => {
    const [flag, ...others] = flagsOf(moved(), 'lots/moved-and-sold')
    expect(others).toEqual([])
    expect(flag).toMatchObject({ weight: 'warning', where: 'B, X' })
    expect(flag?.what).toContain('tells of a sale on Nov 10, 2026 of 100 sh bought on Nov 1, 2026, which A bought and sent on Nov 5, 2026')
    expect(flag?.remedy).toContain('Import the trades of B from Nov 5, 2026 on and undo its later lot file')
  })

  test('with the trades and without the lot file it is the sale of the very shares that came, and no question', () => {
    const book = home().buy('A', 'X', '2026-11-01', '200', '12000.00')
    book.buy('A', 'X', '2026-11-05', '100', '1', end('transfer-out')).buy('B', 'X', '2026-11-05', '100', '1', end('transfer-in'))
    book
      .sell('B', 'X', '2026-11-10', '100', '5000')
      .realized('B', 'X', '2026-11-01', '2026-11-10', '100', '5000', '6000', { term: 'short' })
    expect([rowsOf(book), flagsOf(book, 'lots/moved-and-sold')]).toEqual([[['B', 100, -100_000, 0]], []])
  })

  test('of several orders of that day nobody knows which one came: nothing is named one', () => {
    expect(rowsOf(moved(['150', '50']))).toEqual([['B', 100, 0, 100_000]])
    expect(flagsOf(moved(['150', '50']), 'lots/moved-and-sold')).toHaveLength(1)
  })

  test('what the receiver bought itself that day is its own, and no question', () => {
    const book = moved().buy('B', 'X', '2026-11-01', '100', '6000.00')
    expect(flagsOf(book, 'lots/moved-and-sold')).toEqual([])
  })
})

describe('shares under way across a split', () => {
  const across = (arrived: string) => {
    const book = home().buy('A', 'X', '2026-10-01', '100', '10000').buy('A', 'X', '2026-11-03', '100', '1', end('transfer-out'))
    book.buy('B', 'X', '2026-11-05', '0', '0', { kind: 'split', ratio: [2, 1], amount: null })
    book.buy('B', 'X', arrived, '100', '1', end('transfer-in'))
    return book.lot('B', 'X', '2026-10-01', arrived < '2026-11-05' ? '200' : '100', '10000', stated)
  }

  test('with one count for both ends are asked about', () => {
    const [flag] = flagsOf(across('2026-11-06'), 'lots/moved-across-split')
    expect(flag).toMatchObject({ weight: 'warning', where: 'B, X' })
    expect(flag?.what).toContain('100 sh were under way from A to B between Nov 3, 2026 and Nov 6, 2026, across a split')
    expect(flag?.remedy).toContain('date both ends on that side of it')
  })

  test('dated on one side of it they are not', () => {
    expect(flagsOf(across('2026-11-04'), 'lots/moved-across-split')).toEqual([])
  })
})
