import { expect, test } from 'vitest'
import { projectLots } from '../../../../../src/main/engine/lots/project.ts'
import { runReview } from '../../../../../src/main/engine/review.ts'
import { civilDate } from '../../../../../src/shared/kernel/civil-date.ts'
import { amountOf, bookOf } from '../../../../fixtures/snapshot.ts'

const household = () =>
  bookOf('2026-11-20')
    .account('joint')
    .account('second')
    .security('VTI', '90')
    .buy('joint', 'VTI', '2024-01-10', '10', '1000')
    .sell('joint', 'VTI', '2026-06-15', '10', '800')

type Book = ReturnType<typeof household>

const arrives = (book: Book, acquired: string) =>
  book.buy('second', 'VTI', '2026-07-20', '10', '850', {
    kind: 'transfer-in',
    amount: null,
    acquired: civilDate(acquired),
    basis: amountOf('850'),
  })

const told = (book: Book) => projectLots(book.snapshot()).boughtElsewhere.map(({ entry, bought, sale }) => [entry, bought, sale])

test('a transfer in of shares bought within thirty days of a loss is told, by name, and washes nothing', () => {
  const book = arrives(household(), '2026-07-15')
  expect(told(book)).toEqual([['e3', '2026-07-15', 'e2']])
  expect(projectLots(book.snapshot()).realized).toMatchObject([{ gain: -200_00, disallowed: 0 }])
  expect(runReview(book.snapshot(), 'hash').quality).toContainEqual({
    code: 'wash/bought-elsewhere',
    weight: 'warning',
    where: 'second, VTI',
    what: expect.stringContaining(
      'A purchase elsewhere may wash the loss of Jun 15, 2026 in joint (IRC §1091); this is not decided automatically.',
    ),
    remedy: expect.stringContaining('Import the trades of the account they came from'),
  })
})

test('on the thirty-first day it is not', () => {
  expect(told(arrives(household(), '2026-07-16'))).toEqual([])
  expect(told(arrives(household(), '2026-05-16'))).toEqual([['e3', '2026-05-16', 'e2']])
  expect(told(arrives(household(), '2026-05-15'))).toEqual([])
})

test('where an account of the book shows the purchase, or the transfer out, the book knows', () => {
  const bought = household().buy('joint', 'VTI', '2026-07-15', '10', '850')
  expect(told(arrives(bought, '2026-07-15'))).toEqual([])
  const sent = household()
    .buy('joint', 'VTI', '2026-06-01', '10', '850')
    .sell('joint', 'VTI', '2026-07-19', '10', '0', { kind: 'transfer-out', amount: null })
  expect(told(arrives(sent, '2026-07-14'))).toEqual([])
})

test('what is left of the lot that was sold never replaces it', () => {
  const book = arrives(bookOf('2026-11-20').account('joint').account('second'), '2026-07-15').sell(
    'second',
    'VTI',
    '2026-08-01',
    '4',
    '100',
  )
  expect(told(book as Book)).toEqual([])
})
