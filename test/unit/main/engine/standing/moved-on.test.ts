/** Positions and cash of a statement, moved on by the trades after it: a filled order is no fault of the data. */
import { expect, test } from 'vitest'
import { qualityFlags } from '../../../../../src/main/engine/quality.ts'
import { holdingsOf } from '../../../../../src/main/engine/standing/holdings.ts'
import { standingOf } from '../../../../../src/main/engine/standing/standing.ts'
import { civilDate } from '../../../../../src/shared/kernel/civil-date.ts'
import { amountOf, bookOf, sharesOf } from '../../../../fixtures/snapshot.ts'

const friday = civilDate('2026-11-20')

/** 100 ABC and 60 SOLD in lots and positions of Friday, $1,000 of cash; Tuesday is the day. */
function fridayBook() {
  return bookOf('2026-11-24')
    .account('joint', { cash: amountOf('1000.00'), cashAsOf: friday })
    .security('ABC', '50.00')
    .security('SOLD', '10.00')
    .security('NEW', '20.00')
    .lot('joint', 'ABC', '2024-01-02', '100', '6000.00', { asOf: friday })
    .lot('joint', 'SOLD', '2024-01-02', '60', '900.00', { asOf: friday })
    .position('joint', 'ABC', '100', { asOf: friday, basis: amountOf('6000.00') })
    .position('joint', 'SOLD', '60', { asOf: friday })
}

const dataFlags = (book: ReturnType<typeof bookOf>) =>
  qualityFlags(standingOf(book.snapshot())).filter(({ code }) => code.startsWith('position/'))

test('trades after a statement of positions are counted in before lots are held against it', () => {
  const book = fridayBook()
    .sell('joint', 'ABC', '2026-11-23', '40', '2000.00')
    .sell('joint', 'SOLD', '2026-11-23', '60', '600.00')
    .buy('joint', 'NEW', '2026-11-23', '50', '1000.00')
  expect(dataFlags(book)).toEqual([])
  const held = holdingsOf(standingOf(book.snapshot())).map(({ security, shares, unreconciled }) => [security, shares, unreconciled])
  expect(held).toEqual([
    ['ABC', sharesOf('60'), 0],
    ['NEW', sharesOf('50'), null],
  ])
})

test('what was wrong on the day of the statement stays wrong, and the flag names both days', () => {
  const book = fridayBook().position('joint', 'ABC', '103', { asOf: friday })
  const [flag] = dataFlags(book.sell('joint', 'ABC', '2026-11-23', '40', '2000.00'))
  expect(flag).toMatchObject({
    code: 'position/unreconciled',
    weight: 'stop',
    what: 'The custodian’s position of Nov 20, 2026 with the trades to Nov 23, 2026 and the lots differ by 3 sh.',
  })
})

test('a trade of the day of the statement is in it already', () => {
  const standing = standingOf(fridayBook().sell('joint', 'ABC', '2026-11-20', '40', '2000.00').snapshot())
  expect(standing.accountOf('joint' as never).cash).toBe(100_000)
  expect(standing.unreconciledOf('joint' as never, 'ABC' as never)).toBe(0)
  // beside a later one, too
  const both = fridayBook().sell('joint', 'ABC', '2026-11-20', '40', '2000.00').sell('joint', 'ABC', '2026-11-23', '10', '500.00')
  const later = standingOf(both.snapshot())
  expect(later.accountOf('joint' as never).cash).toBe(150_000)
  expect(later.snapshot.positions.find(({ security }) => security === 'ABC')).toMatchObject({ shares: sharesOf('90') })
})

test('more sold than was stated leaves the position as stated: one of the two is wrong', () => {
  const { snapshot } = standingOf(fridayBook().sell('joint', 'SOLD', '2026-11-23', '61', '610.00').snapshot())
  expect(snapshot.positions.find(({ security }) => security === 'SOLD')).toMatchObject({ shares: sharesOf('60'), asOf: friday })
})

test('cash follows the trades, and says the day it is of', () => {
  const { snapshot } = standingOf(
    fridayBook().sell('joint', 'SOLD', '2026-11-23', '60', '600.00').buy('joint', 'NEW', '2026-11-24', '50', '1000.25').snapshot(),
  )
  expect(snapshot.accounts[0]).toMatchObject({ cash: 59_975, cashAsOf: '2026-11-24' })
})

test('moved on once is moved on: a second look counts nothing twice', () => {
  const { snapshot } = standingOf(fridayBook().sell('joint', 'SOLD', '2026-11-23', '60', '600.00').snapshot())
  expect(standingOf({ ...snapshot }).snapshot).toEqual(snapshot)
})

test('cash entered by hand has no day, and cash that is not known stays so', () => {
  const book = bookOf('2026-11-24')
    .account('hand', { cash: amountOf('1000.00') })
    .account('blank')
    .security('ABC', '50.00')
  const { snapshot } = standingOf(
    book.buy('hand', 'ABC', '2026-11-23', '1', '50.00').buy('blank', 'ABC', '2026-11-23', '1', '50.00').snapshot(),
  )
  expect(snapshot.accounts.map(({ cash }) => cash)).toEqual([100_000, null])
})

test('a split with its ratio moves the position, a purchase that states no amount leaves the cash as stated', () => {
  const book = fridayBook().buy('joint', 'NEW', '2026-11-23', '50', '1000.00', { amount: null })
  const entries = [...book.snapshot().entries]
  const split = {
    ...(entries[0] as (typeof entries)[number]),
    id: 'e9' as never,
    kind: 'split' as const,
    security: 'ABC' as never,
    shares: sharesOf('0'),
    amount: null,
    basis: null,
    ratio: [2, 1] as [number, number],
  }
  const { snapshot } = standingOf({ ...book.snapshot(), entries: [...entries, split] })
  expect(snapshot.positions[0]).toMatchObject({ shares: sharesOf('200'), basis: 600_000, asOf: '2026-11-23' })
  expect(snapshot.accounts[0]).toMatchObject({ cash: 100_000, cashAsOf: friday })
})
