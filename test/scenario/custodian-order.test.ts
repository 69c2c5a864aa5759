/**
 * Where the figures follow a custodian's file and the return may not: a wash the custodian found in its own account though another account bought first, and a loss
 * that only the file tells of. Both are said wherever the figure is shown. Reg. 1.1091-1(c), (d); 1.6045-1(d)(6)(iii); Rev. Rul. 2008-5.
 */
import { describe, expect, test } from 'vitest'
import { projectLots } from '../../src/main/engine/lots/project.ts'
import { runReview } from '../../src/main/engine/review.ts'
import { policyOf } from '../../src/main/engine/standing/policy.ts'
import { standingOf } from '../../src/main/engine/standing/standing.ts'
import { washLedger } from '../../src/main/engine/wash/ledger.ts'
import { civilDate } from '../../src/shared/kernel/civil-date.ts'
import { amountOf, bookOf } from '../fixtures/snapshot.ts'
import { yearViewOf } from '../fixtures/tax-year.ts'

type Book = ReturnType<typeof bookOf>

function home(): Book {
  return bookOf('2026-11-20')
    .account('A', { type: 'joint' })
    .account('B')
    .account('IRA', { type: 'roth-ira' })
    .security('X', '50', { kind: 'stock' })
}

const openOf = (book: Book) =>
  projectLots(book.snapshot(), policyOf(book.snapshot())).open.map(
    lot => `${lot.account} ${lot.shares / 1e6} ${lot.basis} +${lot.washAdjustment} ${lot.holdingFrom}`,
  )
const qualityOf = (book: Book) => runReview(book.snapshot(), 'hash').quality.map(flag => flag.code)
const rowsOf = (book: Book) => yearViewOf(book).rows.map(row => [row.shares / 1e6, row.recognized, row.disallowed, row.permanent])

describe('a loss that only a realized file tells of, beside trades of the holding', () => {
  test('a loss the file alone tells of, whose lot the ledger has: the year names the purchases and shows no clean number', () => {
    const book = home()
      .buy('A', 'X', '2025-01-02', '100', '10000')
      .realized('A', 'X', '2025-01-02', '2026-10-20', '50', '2500', '5000', { term: 'long' })
      .buy('IRA', 'X', '2026-10-28', '50', '2500')
    const view = yearViewOf(book)
    expect(view.rows.map(row => row.recognized)).toEqual([-250_000])
    expect(view.rows[0]?.undecidedWhy).toContain('IRA bought 50 sh of X on Oct 28, 2026')
    expect(view.notices.map(notice => notice.what).join()).toContain("1 loss told of by a custodian's file alone")
    expect(qualityOf(book)).toContain('realized/not-matched')
  })

  test('a loss the file alone tells of, before the first trade of the ledger, is matched like any other', () => {
    const book = home()
      .realized('A', 'X', '2025-01-02', '2026-10-10', '50', '2500', '5000', { term: 'long' })
      .buy('A', 'X', '2026-10-25', '50', '2500')
    expect(rowsOf(book)).toEqual([[50, 0, 250_000, 0]])
    expect(openOf(book)[0]).toMatch(/^A 50 500000 \+250000 /)
    expect([yearViewOf(book).rows[0]?.undecidedWhy, qualityOf(book).includes('realized/not-matched')]).toEqual([null, false])
    const later = book.sell('A', 'X', '2026-11-18', '50', '2600')
    expect(rowsOf(later)[1]).toEqual([50, -240_000, 0, 0])
  })
})

describe("a custodian's own wash where another account bought first", () => {
  const washed = (buyer: string, bought: string) =>
    home()
      .buy('A', 'X', '2025-01-02', '100', '10000')
      .buy(buyer, 'X', bought, '100', '5000')
      .sell('A', 'X', '2026-09-10', '100', '5000')
      .buy('A', 'X', '2026-09-20', '100', '5000')
      .realized('A', 'X', '2025-01-02', '2026-09-10', '100', '5000', '10000', { term: 'long', disallowed: amountOf('5000') })
      .lot('A', 'X', '2026-09-20', '100', '10000', { asOf: civilDate('2026-11-15') })
      .sell('A', 'X', '2026-11-18', '100', '5000')

  test('an IRA: the loss, the later sale whose basis holds it, the year, the wash ledger and quality name both readings', () => {
    const book = washed('IRA', '2026-09-05')
    const view = yearViewOf(book)
    const words =
      "the custodian moved $5,000.00 into A's shares of Sep 20, 2026; IRA bought first on Sep 5, 2026: on the return $5,000.00 of that loss is lost for good (Rev. Rul. 2008-5)"
    expect(view.rows.map(row => row.undecidedWhy?.includes(words))).toEqual([true, true])
    expect(view.notices.find(notice => notice.code === 'undecided')?.what).toContain(words)
    expect(qualityOf(book).filter(code => code === 'wash/custodian-order')).toHaveLength(1)
    expect(JSON.stringify(washLedger(standingOf(book.snapshot()), 2026).entries[0]?.rules)).toContain(words)
  })

  test("a spouse's or other taxable account: the loss goes into that account's basis", () => {
    expect(yearViewOf(washed('B', '2026-09-05')).rows[0]?.undecidedWhy).toContain(
      "$5,000.00 of that loss goes into the basis of that account's shares",
    )
  })

  test('bought after the replacement, or outside of the window, nothing is said', () => {
    for (const book of [washed('IRA', '2026-09-25'), washed('IRA', '2026-08-10')]) {
      expect(yearViewOf(book).rows[0]?.undecidedWhy).toBe(null)
      expect(qualityOf(book)).not.toContain('wash/custodian-order')
    }
  })
})
