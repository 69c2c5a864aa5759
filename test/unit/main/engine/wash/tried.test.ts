/** Chains, ties and readings of the law in a proposed sale, each held against the same sale in the ledger. */
import { describe, expect, test } from 'vitest'
import { projectLots } from '../../../../../src/main/engine/lots/project.ts'
import { compareSale } from '../../../../../src/main/engine/sale.ts'
import { policyOf } from '../../../../../src/main/engine/standing/policy.ts'
import { standingOf } from '../../../../../src/main/engine/standing/standing.ts'
import { tryTrade } from '../../../../../src/main/engine/timeline/try.ts'
import { washVerdict } from '../../../../../src/main/engine/wash/verdict.ts'
import { civilDate } from '../../../../../src/shared/kernel/civil-date.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import { lawChoicesShape } from '../../../../../src/shared/model/settings.ts'
import { bookOf, sharesOf } from '../../../../fixtures/snapshot.ts'
import { saleOf } from './evidence-kit.ts'

const today = '2026-11-20'
const holding = { account: id<'account'>('A'), security: id<'security'>('X') }
const home = () => bookOf(today).account('A', { type: 'joint' }).account('B').account('Roth', { type: 'roth-ira' }).security('X', '50')
type Book = ReturnType<typeof home>

function columns(book: Book, count: string) {
  const view = compareSale(book.snapshot(), null, { ...holding, shares: sharesOf(count) })
  if (!view.ok) throw new Error(view.refusal.what)
  return Object.fromEntries(view.value.methods.map(column => [column.method, column]))
}

/** Raw results of a verdict at this day's price. */
function verdictOf(book: Book, lots: readonly (readonly [string, string])[], gain = -1_000_00) {
  return washVerdict(saleOf('A', 'X', today, lots, gain), standingOf(book.snapshot()).evidence)
}

describe('an older loss lot sold with a young one', () => {
  const chain = (third: string) =>
    home()
      .buy('A', 'X', '2025-01-02', '100', '6000')
      .buy('A', 'X', '2026-11-02', '100', '10000')
      .buy(third, 'X', '2026-11-10', '100', '5000')

  test('the young lot takes over the loss and its days, and is washed with them', () => {
    const { FIFO } = columns(chain('A'), '200')
    expect(FIFO).toMatchObject({ gainShort: 0, gainLong: -7_000_00, washed: 7_000_00, passedOn: 1_000_00, permanent: 0, tax: 0 })
    expect((FIFO?.proceeds ?? 0) - (FIFO?.basis ?? 0)).toBe(-7_000_00)
    expect(FIFO?.wash).toMatchObject({ state: 'potential-exact', washedShares: sharesOf('100') })
    const booked = projectLots(chain('A').sell('A', 'X', today, '200', '10000').snapshot()).realized
    expect(booked.map(row => row.recognized)).toEqual([0, 0])
    expect(booked.map(row => row.disallowed)).toEqual([1_000_00, 6_000_00])
  })

  test('and which lot takes over how much is said beside the figures, and on the ticket', () => {
    const { FIFO } = columns(chain('A'), '200')
    expect(FIFO?.notes).toEqual([
      'Lots sold together replace each other: $1,000.00 of the loss of the lot of Jan 2, 2025 moves into the lot of Nov 2, 2026. What moves is disallowed and counts there again, for the term that lot then has (Reg. §1.1091-1(b)); in the tax it counts once.',
    ])
    expect(columns(chain('A'), '50').FIFO).toMatchObject({ passedOn: 0, notes: [] })
  })

  test('what one lot of the sale takes over is as little lost or put off as before: were nothing washed, the tax is that of the lots at their own basis', () => {
    const trial = tryTrade(chain('A').snapshot(), { side: 'sell', ...holding, date: civilDate(today), lots: { take: 'losses' } })
    if (!trial.ok) throw new Error(trial.refusal.what)
    expect(trial.value).toMatchObject({ disallowed: 7_000_00, passedOn: 1_000_00, saved: 0, savedIfClear: 720_00 })
    expect(trial.value.collisions.map(one => one.loss)).toEqual([6_000_00])
    expect(trial.value.headline).toContain('$6,000.00')
  })

  test('least tax claims no more than it knows where lots may replace each other', () => {
    expect(columns(chain('A'), '200').LEASTTAX).toMatchObject({ proof: 'best found', within: null, tax: -720_00 })
  })

  test('and is lost for good where a Roth bought the third', () => {
    const trial = tryTrade(chain('Roth').snapshot(), { side: 'sell', ...holding, date: civilDate(today), lots: { take: 'losses' } })
    if (!trial.ok) throw new Error(trial.refusal.what)
    expect(trial.value).toMatchObject({ disallowed: 7_000_00, permanent: 6_000_00, saved: 0 })
  })

  test('sold whole, nothing is washed: the loss counts with the young lot, long-term', () => {
    const book = home().buy('A', 'X', '2025-01-02', '100', '6000').buy('A', 'X', '2026-11-02', '100', '10000')
    const { FIFO } = columns(book, '200')
    expect(FIFO).toMatchObject({ gainShort: 0, gainLong: -7_000_00, washed: 1_000_00, passedOn: 1_000_00 })
    expect(FIFO?.wash).toMatchObject({ state: 'clear', washedShares: 0 })
  })
})

test('lots of one day are matched in the order of acquisition, whatever the order of the picks', () => {
  const book = home()
    .buy('A', 'X', '2026-09-01', '100', '6000')
    .buy('A', 'X', '2026-09-01', '100', '10000')
    .buy('B', 'X', '2026-11-10', '100', '5000')
  const { FIFO, LIFO, HIFO, MINTAX } = columns(book, '200')
  expect([FIFO, LIFO, HIFO, MINTAX].map(column => column?.washed)).toEqual([1_000_00, 1_000_00, 1_000_00, 1_000_00])
})

test('of purchases of one day in several accounts the order of the book holds, and a worse one is told beside it, which is not always the IRA first', () => {
  const book = (first: string, second: string) =>
    home()
      .buy('A', 'X', '2026-08-01', '100', '5100')
      .buy('A', 'X', '2026-09-01', '100', '10000')
      .buy(first, 'X', '2026-11-10', '100', '5000')
      .buy(second, 'X', '2026-11-10', '100', '5000')
  const [later, earlier] = [columns(book('B', 'Roth'), '200').FIFO, columns(book('Roth', 'B'), '200').FIFO]
  expect(later).toMatchObject({ permanent: 5_000_00, notes: [] })
  expect(earlier).toMatchObject({ permanent: 100_00 })
  expect(earlier?.wash).toMatchObject({
    state: 'ira-risk',
    otherOrder: { lost: sharesOf('100'), disallowed: 5_100_00, permanent: 5_000_00 },
  })
  expect(earlier?.notes).toEqual([
    'B and Roth bought on Nov 10, 2026, and the records do not say who bought first: in another order $5,000.00 of this loss would be lost for good, not $100.00.',
  ])
})

test('read to the letter, shares bought and sold again disallow one loss only (Reg. 1.1091-1(e))', () => {
  const choice = { option: 'literal', author: 'test', date: '2026-01-02', reason: 'test' }
  const book = home()
    .settings({ law: lawChoicesShape.parse({ soldReplacement: choice }) })
    .buy('A', 'X', '2025-01-02', '100', '10000')
    .buy('B', 'X', '2026-11-02', '50', '2500')
    .sell('B', 'X', '2026-11-04', '50', '2500')
    .sell('A', 'X', '2026-11-06', '25', '1250')
  const { FIFO } = columns(book, '75')
  const snapshot = book.sell('A', 'X', today, '75', '3750').snapshot()
  const booked = projectLots(snapshot, policyOf(snapshot)).realized.at(-1)
  expect(booked?.disallowed).toBe(1_250_00)
  expect(FIFO).toMatchObject({ washed: booked?.disallowed, permanent: booked?.permanent })
})

test('a planned purchase serves losses that wait before it serves the sale', () => {
  const book = home().buy('A', 'X', '2025-01-02', '200', '20000').sell('A', 'X', '2026-11-10', '60', '3000')
  book.with({ plannedPurchases: [{ ...holding, account: id('B'), date: civilDate(today), shares: sharesOf('100'), ticket: id('t1') }] })
  expect(verdictOf(book, [['e1', '100']]).washedShares).toBe(sharesOf('40'))
})

test('a gift whose value when given nobody stated is told beside the column that shows its loss', () => {
  const given = { kind: 'gift-in', amount: null, acquired: civilDate('2022-01-03') } as const
  const book = home().buy('A', 'X', '2026-01-02', '100', '8000', given)
  expect(columns(book, '50').FIFO?.notes.join(' ')).toContain('the loss may be smaller, or none (IRC §1015(a))')
  expect(columns(home().buy('A', 'X', '2026-01-02', '100', '4000', given), '50').FIFO?.notes).toEqual([])
})
