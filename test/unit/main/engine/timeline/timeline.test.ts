/** The timeline's rows, marks, days and gaps around Friday 20 November 2026. */
import { describe, expect, test } from 'vitest'
import { explain } from '../../../../../src/main/engine/explain.ts'
import { runReview } from '../../../../../src/main/engine/review.ts'
import { timelineOf } from '../../../../../src/main/engine/timeline/timeline.ts'
import { civilDate } from '../../../../../src/shared/kernel/civil-date.ts'
import { amountOf, bookOf } from '../../../../fixtures/snapshot.ts'

const friday = '2026-11-20'

function home() {
  return bookOf(friday)
    .account('joint', { type: 'joint' })
    .account('Roth', { type: 'roth-ira' })
    .security('VTI', '270.00')
    .security('VTSAX', '130.00')
    .buy('joint', 'VTI', '2023-03-14', '80', '23768.00')
}

type Book = ReturnType<typeof home>

const view = (book: Book) => timelineOf(book.snapshot())
const told = (book: Book) => view(book).rows.flatMap(row => row.marks.map(mark => `${mark.date} ${mark.kind} ${mark.accountName}`))

test('runs from thirty days before to sixty-one after, and names the days without trading', () => {
  const { from, to, closed, tradeDay } = view(home())
  expect([from, to, tradeDay]).toEqual(['2026-10-21', '2027-01-20', friday])
  expect(closed.filter(day => day.why === 'holiday').map(day => day.date)).toEqual(['2026-11-26', '2026-12-25', '2027-01-01', '2027-01-18'])
  expect(closed.some(day => day.date === '2026-11-21' && day.why === 'weekend')).toBe(true)
})

describe('marks', () => {
  test('purchases, sales with their result, moved shares; what lies outside is counted', () => {
    const book = home()
      .buy('Roth', 'VTI', '2026-11-09', '40', '10800.00')
      .buy('Roth', 'VTI', '2026-10-01', '1', '270.00')
      .sell('joint', 'VTI', '2026-11-05', '10', '2700.00')
    expect(told(book)).toEqual(['2026-11-05 sell-loss joint', '2026-11-09 buy Roth'])
    expect(view(book).rows[0]).toMatchObject({ earlier: 1, later: 0 })
    expect(view(book).rows[0]?.marks[0]).toMatchObject({ gain: -27_100, what: 'joint sold 10 sh of VTI at a loss of $271.00' })
  })

  test('expected dividends say from which dates their day is estimated', () => {
    const book = home().reinvest('Roth', 'VTI', '2026-07-24', '1', '270.00').reinvest('Roth', 'VTI', '2026-10-23', '1', '270.00')
    const marks = view(book).rows[0]?.marks ?? []
    expect(marks.map(mark => [mark.kind, mark.date])).toEqual([['reinvest', '2026-10-23']])
    expect(view(book).rows[0]?.later).toBe(1)
    const monthly = home().reinvest('Roth', 'VTI', '2026-09-24', '1', '270.00').reinvest('Roth', 'VTI', '2026-10-24', '1', '270.00')
    const expected = view(monthly).rows[0]?.marks.filter(mark => mark.kind === 'expected') ?? []
    expect(expected.map(mark => mark.date)).toEqual(['2026-11-23', '2026-12-23'])
    expect(expected[0]?.what).toContain('est. from its last two, Sep 24, 2026 and Oct 24, 2026, 30 days apart')
  })

  test('a lot that turns long-term says what waiting saves: two whole years, at the same price', () => {
    // gain 700: short-term 24 %, long-term 15 %
    const book = home().buy('joint', 'VTI', '2025-12-01', '10', '2000.00')
    const mark = view(book).rows[0]?.marks.find(one => one.kind === 'long')
    expect(mark).toMatchObject({ date: '2026-12-02', gain: 70_000, waiting: { now: -16_800, later: -10_500, saved: 6300 }, unknown: null })
    expect(mark?.what).toBe(
      '10 sh of VTI in joint turn long-term, gain of $700.00 today. Waiting until then saves est. $63.00 of tax at the same price.',
    )
  })

  test('all that gain by waiting are totalled as sold together, not as the sum of each alone', () => {
    // 700 and 2,400 of gains beside a loss of 1,000 of the year: each alone meets the whole loss
    const book = () =>
      home()
        .security('NKE', '60.00')
        .buy('joint', 'VTI', '2025-12-01', '10', '2000.00')
        .buy('joint', 'NKE', '2025-12-08', '60', '1200.00')
        .profile({ otherShort: amountOf('-1000') })
    const all = view(book())
    const alone = all.rows.flatMap(row => row.marks).flatMap(mark => mark.waiting?.saved ?? [])
    // 3,100 − 1,000: 2,100 x 24 % short; long, the loss of 1,000 is short and takes long gain: 2,100 x 15 %
    expect(all.waiting).toEqual({ now: -74_400, later: -55_500, saved: 18_900, holdings: 2, unknown: 0, through: '2026-12-09' })
    expect(alone.reduce((sum, one) => sum + one, 0)).not.toBe(18_900)
    const snapshot = book().snapshot()
    const trail = explain(snapshot, runReview(snapshot, 'hash'), { subject: 'waiting', ids: [], figure: 'saved' }, [])
    expect(trail.ok && [trail.value.value, trail.value.inputs.map(input => input.value)]).toEqual(['$189.00', ['−$555.00', '−$744.00']])
    expect(view(home()).waiting).toBeNull()
  })

  test('where that day is of another tax year nothing is stated', () => {
    const mark = view(home().buy('joint', 'VTI', '2026-01-04', '10', '2000.00')).rows[0]?.marks.find(one => one.kind === 'long')
    expect(mark).toMatchObject({ date: '2027-01-05', waiting: null, unknown: expect.stringContaining('tax year 2027') })
  })
})

describe('rows', () => {
  test('identical securities share one, with who said so; the largest taxable loss stands first', () => {
    const book = home().relation('identical', 'VTI', 'VTSAX').buy('Roth', 'VTSAX', '2026-11-09', '40', '5200.00')
    const [row, ...others] = view(book).rows
    expect(others).toEqual([])
    expect(row?.members.map(member => member.symbol)).toEqual(['VTI', 'VTSAX'])
    expect(row?.declared).toEqual(['VTI and VTSAX: substantially identical, declared by test on Jan 2, 2026. test'])
    expect(row?.holdings.map(one => [one.accountName, one.symbol, one.loss])).toEqual([
      ['joint', 'VTI', 216_800],
      ['Roth', 'VTSAX', 0],
    ])
  })

  test('a security only sold in the window has one; one that nobody touches has none', () => {
    const book = bookOf(friday)
      .account('joint')
      .security('NKE', '60.00')
      .security('IBM', '60.00')
      .buy('joint', 'NKE', '2024-01-02', '10', '900.00')
      .sell('joint', 'NKE', '2026-11-05', '10', '600.00')
    expect(view(book).rows.map(row => [row.id, row.holdings.length, row.locks.length])).toEqual([['NKE', 0, 1]])
    expect(view(book).rows[0]?.locks[0]).toMatchObject({ from: '2026-11-05', until: '2026-12-05' })
  })

  test('an empty household has none', () => {
    expect(view(bookOf(friday)).rows).toEqual([])
  })
})

test('gaps: an account without trades, and one whose trades end inside the window', () => {
  const book = home()
    .account('Old', { coverageFrom: null, coverageTo: null })
    .account('Late', { coverageTo: civilDate('2026-11-12') })
  expect(view(book).gaps).toMatchObject([
    { accountName: 'Old', from: '2026-10-21', to: '2026-11-19', all: true, what: 'No trades in the book for Old' },
    { accountName: 'Late', from: '2026-11-13', to: '2026-11-19', all: false, what: 'No trades in the book for Late after Nov 12, 2026' },
  ])
})
