/** Of one day's purchases those of an IRA come first; everything else of the day keeps its place, so nothing sold is missing. */
import { expect, test } from 'vitest'
import { bookingPolicyOf } from '../../../../../src/main/engine/lots/policy.ts'
import { projectLots } from '../../../../../src/main/engine/lots/project.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import { defaultLaw } from '../../../../../src/shared/model/law.ts'
import { amountOf, bookOf } from '../../../../fixtures/snapshot.ts'

type Book = ReturnType<typeof bookOf>
const home = () => bookOf('2026-11-20').account('own').account('ira', { type: 'traditional-ira' }).security('X', '50').security('C', '3')
const iraFirst = (book: Book) => projectLots(book.snapshot(), bookingPolicyOf({ ...defaultLaw, sameDayTies: 'ira-first' }))

test('a call bought and exercised on one day, and a return of capital after the day’s purchase, still find their shares', () => {
  const book = home()
    .buy('own', 'C', '2026-06-10', '1', '300', { counter: id('X'), ratio: [100, 1] })
    .sell('own', 'C', '2026-06-10', '1', '0', { kind: 'exercise', counter: id('X'), ratio: [100, 1], amount: amountOf('-5000') })
    .sell('own', 'X', '2026-06-10', '0', '0', { kind: 'return-of-capital', amount: amountOf('100') })
  const projection = iraFirst(book)
  expect(projection.issues).toEqual([])
  expect(projection.open).toMatchObject([{ security: 'X', basis: 520_000 }])
})

test('a purchase sold again before the IRA buys is still sold, and the IRA still comes first for the loss', () => {
  const book = home()
    .buy('own', 'X', '2025-01-06', '100', '9000')
    .sell('own', 'X', '2026-06-01', '100', '5000')
    .buy('own', 'X', '2026-06-10', '100', '5000')
    .sell('own', 'X', '2026-06-10', '100', '5100')
    .buy('ira', 'X', '2026-06-10', '100', '5000')
  const projection = iraFirst(book)
  expect(projection.issues).toEqual([])
  expect(projection.realized).toMatchObject([{ disallowed: 400_000, permanent: 400_000 }, { gain: 10_000 }])
})

test('an IRA that sells what it bought that morning keeps its order', () => {
  const book = home()
    .buy('ira', 'X', '2026-06-10', '100', '5000')
    .sell('ira', 'X', '2026-06-10', '100', '5000')
    .buy('own', 'X', '2026-06-10', '100', '5000')
  expect(iraFirst(book).issues).toEqual([])
})
