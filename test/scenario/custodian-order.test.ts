/**
 * Where a custodian's file and the return part: a wash the custodian found in its own account though another account bought first, which is restated or said, and a loss
 * that only the file tells of. Reg. 1.1091-1(c), (d); 1.6045-1(d)(6)(iii); Rev. Rul. 2008-5.
 */
import { describe, expect, test } from 'vitest'
import { realizedRowTrace } from '../../src/main/engine/explain/realized-trace.ts'
import { lineageOf } from '../../src/main/engine/lineage/lineage.ts'
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

/** A's loss of $5,000 of September 10; the purchase of September 20 replaces it in A's own account, another account has bought before. */
const trades = (buyer: string, bought: string) =>
  home()
    .buy('A', 'X', '2025-01-02', '100', '10000')
    .buy(buyer, 'X', bought, '100', '5000')
    .sell('A', 'X', '2026-09-10', '100', '5000')
    .buy('A', 'X', '2026-09-20', '100', '5000')
const file = (book: Book) =>
  book.realized('A', 'X', '2025-01-02', '2026-09-10', '100', '5000', '10000', { term: 'long', disallowed: amountOf('5000') })
const stated = { asOf: civilDate('2026-11-15') }
const formOf = (book: Book) => yearViewOf(book).rows.map(row => [row.columnE, row.codes, row.adjustment, row.difference])

describe("a custodian's own wash where another account bought first", () => {
  const washed = (buyer: string, bought: string, basis = '10000') =>
    file(trades(buyer, bought)).lot('A', 'X', '2026-09-20', '100', basis, stated).sell('A', 'X', '2026-11-18', '100', '5000')

  test('an IRA: the loss is lost for good, the later sale is at cost and its own days, and both readings are shown', () => {
    const book = washed('IRA', '2026-09-05')
    const view = yearViewOf(book)
    const words =
      "the custodian moved $5,000.00 into A's shares of Sep 20, 2026; on the return $5,000.00 is lost for good (Rev. Rul. 2008-5): IRA bought on Sep 5, 2026"
    expect(rowsOf(book)).toEqual([
      [100, 0, 500_000, 500_000],
      [100, 0, 0, 0],
    ])
    expect(view.rows.map(row => [row.basis, row.term, row.undecidedWhy])).toEqual([
      [1_000_000, 'long', null],
      [500_000, 'short', null],
    ])
    expect(view.rows.map(row => row.differenceWhy[0]?.includes(words))).toEqual([true, true])
    // Form 8949: the loss with code W as on Form 1099-B; the later sale with the custodian's basis and term, corrected
    expect(formOf(book)).toEqual([
      [1_000_000, 'W', 500_000, 0],
      [1_000_000, 'BT', 500_000, 500_000],
    ])
    expect([view.notices.map(notice => notice.code).includes('restated'), view.identity.holds]).toEqual([true, true])
    expect(qualityOf(book).filter(code => code.startsWith('wash/custodian'))).toEqual(['wash/custodian-restated'])
    const ledger = washLedger(standingOf(book.snapshot()), 2026)
    expect([ledger.entries.map(entry => entry.status), ledger.identity.holds]).toEqual([['permanent'], true])
    expect(JSON.stringify(ledger.entries[0]?.rules)).toContain(words)
  })

  test('the arithmetic stands in the trail of the basis and in the lineage of the lot', () => {
    const standing = standingOf(washed('IRA', '2026-09-05').snapshot())
    const [, later] = yearViewOf(washed('IRA', '2026-09-05')).rows
    const trail = JSON.stringify(realizedRowTrace(standing, later?.id ?? '', 'basis'))
    for (const figure of ['$10,000.00', '−$5,000.00', '$5,000.00', 'box 1g']) expect(trail).toContain(figure)
    const lineage = lineageOf(standing, later?.lot ?? '')
    expect(lineage.ok && lineage.value.nodes[0]?.words).toContain("the custodian's $10,000.00 less $5,000.00 of loss")
  })

  test("a spouse's or other taxable account: the loss and the days go into that account's shares", () => {
    const book = washed('B', '2026-09-05')
    expect(rowsOf(book)).toEqual([
      [100, 0, 500_000, 0],
      [100, 0, 0, 0],
    ])
    expect(openOf(book)).toEqual(['B 100 1000000 +500000 2024-12-28'])
  })

  test('the custodian and the law part inside one purchase: shares already taken by an identical security are not taken twice', () => {
    const book = home()
      .security('Y', '50', { kind: 'stock' })
      .relation('identical', 'X', 'Y')
      .buy('A', 'Y', '2026-03-13', '3', '144')
      .buy('A', 'X', '2026-03-23', '1', '38')
      .buy('A', 'Y', '2026-04-11', '5', '285')
      .sell('A', 'X', '2026-04-16', '1', '26')
      .sell('A', 'Y', '2026-04-21', '3', '66')
      .sell('A', 'Y', '2026-04-29', '2', '98')
    const byTrades = rowsOf(book)
    // the custodian put the 78 into the first three shares of April 11; by the law the first of them replaces X, and the 78 goes into the next three
    book
      .realized('A', 'X', '2026-03-23', '2026-04-16', '1', '26', '38', { term: 'short' })
      .realized('A', 'Y', '2026-03-13', '2026-04-21', '3', '66', '144', { term: 'short', disallowed: amountOf('78') })
      .realized('A', 'Y', '2026-04-11', '2026-04-29', '2', '98', '166', { term: 'short' })
      .lot('A', 'Y', '2026-04-11', '1', '83', stated)
      .lot('A', 'Y', '2026-04-11', '2', '114', stated)
    const total = (rows: ReturnType<typeof rowsOf>) => rows.reduce((sum, [, recognized]) => sum + Number(recognized), 0)
    expect(total(rowsOf(book))).toBe(total(byTrades))
    expect(total(byTrades)).toBe(-5_400)
    expect(projectLots(book.snapshot(), policyOf(book.snapshot())).open.reduce((sum, lot) => sum + (lot.basis ?? 0), 0)).toBe(22_300)
  })

  test("another account's earlier loss comes first to the purchase: the custodian's loss is allowed", () => {
    const book = home()
      .buy('B', 'X', '2025-01-02', '100', '9000')
      .sell('B', 'X', '2026-09-08', '100', '5000')
      .realized('A', 'X', '2025-01-02', '2026-09-10', '100', '5000', '10000', { term: 'long', disallowed: amountOf('5000') })
      .lot('A', 'X', '2026-09-20', '100', '10000', stated)
    expect(rowsOf(book).map(([, recognized, disallowed]) => [recognized, disallowed])).toEqual([
      [0, 400_000],
      [-500_000, 0],
    ])
    expect(openOf(book)).toEqual(['A 100 900000 +400000 2025-01-14'])
    expect(yearViewOf(book).rows[1]?.differenceWhy[0]).toContain('$5,000.00 is allowed: other losses come first')
  })

  test('shares held on are at cost, and a lot shown in two parts gives back the part that took the loss', () => {
    const book = home()
      .buy('IRA', 'X', '2026-09-05', '40', '2000')
      .realized('A', 'X', '2025-01-02', '2026-09-10', '40', '2000', '4000', { term: 'long', disallowed: amountOf('2000') })
      .lot('A', 'X', '2026-09-20', '60', '3000', stated)
      .lot('A', 'X', '2026-09-20', '40', '4000', stated)
    expect(openOf(book).sort()).toEqual(['A 40 200000 +0 2026-09-20', 'A 60 300000 +0 2026-09-20', 'IRA 40 200000 +0 2026-09-05'])
    expect(rowsOf(book)).toEqual([[40, 0, 200_000, 200_000]])
  })

  test('a loss the custodian washed twice is taken back through both', () => {
    const book = home()
      .buy('IRA', 'X', '2026-08-05', '100', '5000')
      .realized('A', 'X', '2025-01-02', '2026-08-10', '100', '5000', '10000', { term: 'long', disallowed: amountOf('5000') })
      .realized('A', 'X', '2026-08-20', '2026-09-10', '100', '4800', '10000', { term: 'long', disallowed: amountOf('5200') })
      .lot('A', 'X', '2026-09-20', '100', '10100', stated)
    // cost 5,000 and 4,900: the first loss is lost to the IRA, the second is 200 and goes into the shares held
    expect(rowsOf(book).map(([, recognized, disallowed, permanent]) => [recognized, disallowed, permanent])).toEqual([
      [0, 500_000, 500_000],
      [0, 20_000, 0],
    ])
    expect(openOf(book)).toContain('A 100 510000 +20000 2026-08-30')
    expect(yearViewOf(book).identity.holds).toBe(true)
  })

  test.each([
    ['a lot file that states what was paid holds no wash', '5000', ['wash/custodian-restated'], 0],
    [
      'one that holds neither cannot be taken apart: the figures follow the custodian, and that is said',
      '9000',
      ['wash/custodian-order'],
      -400_000,
    ],
  ])('%s', (_, basis, codes, recognized) => {
    const book = washed('IRA', '2026-09-05', basis)
    expect(qualityOf(book).filter(code => code.startsWith('wash/custodian'))).toEqual(codes)
    expect(yearViewOf(book).rows[1]?.recognized).toBe(recognized)
    const why = yearViewOf(book).rows[0]?.undecidedWhy ?? ''
    expect(why.includes('cannot be told for certain')).toBe(basis === '9000')
  })

  test('two orders of one day at different prices cannot be taken apart', () => {
    const book = file(trades('IRA', '2026-09-05').buy('A', 'X', '2026-09-20', '100', '6000')).lot(
      'A',
      'X',
      '2026-09-20',
      '200',
      '16000',
      stated,
    )
    expect(qualityOf(book)).toContain('wash/custodian-order')
  })

  test('without a realized file the statement is not taken apart: said by name with what would settle it', () => {
    const book = trades('IRA', '2026-09-05').lot('A', 'X', '2026-09-20', '100', '10000', stated).sell('A', 'X', '2026-11-18', '100', '5000')
    const words = "the lot file may hold $5,000.00 of this loss in the basis of A's shares of Sep 20, 2026"
    expect(yearViewOf(book).rows.map(row => row.undecidedWhy?.includes(words))).toEqual([true, true])
    const flag = runReview(book.snapshot(), 'hash').quality.find(one => one.code === 'wash/custodian-unfiled')
    expect(flag?.remedy).toContain('realized file')
    const atCost = trades('IRA', '2026-09-05').lot('A', 'X', '2026-09-20', '100', '5000', stated)
    expect([yearViewOf(atCost).rows[0]?.undecidedWhy, qualityOf(atCost).includes('wash/custodian-unfiled')]).toEqual([null, false])
  })

  test('bought after the replacement, or outside of the window, nothing is said', () => {
    for (const book of [washed('IRA', '2026-09-25'), washed('IRA', '2026-08-10')]) {
      expect(yearViewOf(book).rows[0]?.undecidedWhy).toBe(null)
      expect(yearViewOf(book).rows.map(row => row.basis)).toEqual([1_000_000, 1_000_000])
      expect(qualityOf(book).filter(code => code.startsWith('wash/custodian'))).toEqual([])
    }
  })
})

describe('one purchase that a statement shows in two lots', () => {
  const sold = (...bought: readonly [string, string][]) => {
    const book = home()
    for (const [shares, cost] of bought) book.buy('A', 'X', '2026-11-02', shares, cost)
    return book
      .lot('A', 'X', '2026-11-02', '60', '3600', stated)
      .lot('A', 'X', '2026-11-02', '40', '2000', stated)
      .sell('A', 'X', '2026-11-18', '60', '2400')
  }

  test('its other shares replace nothing (Rev. Rul. 56-602); of two orders the one replaces shares of the other', () => {
    expect(rowsOf(sold(['100', '5000']))).toEqual([[60, -120_000, 0, 0]])
    expect(rowsOf(sold(['60', '3600'], ['40', '2000'])).map(([, , disallowed]) => disallowed)).toEqual([80_000])
  })
})

describe('sales of one day that only a file tells of, and whose order nobody knows', () => {
  test.each([
    ['first', '2026-03-20', '2026-03-22'],
    ['last', '2026-03-24', '2026-03-22'],
  ])('go by the day of purchase over all securities: the security whose name comes last bought %s', (_, boughtY, boughtX) => {
    const book = home()
      .security('Y', '50', { kind: 'stock' })
      .relation('identical', 'X', 'Y')
      .realized('A', 'Y', boughtY, '2026-04-13', '2', '52', '94', { term: 'short' })
      .realized('A', 'X', boughtX, '2026-04-13', '4', '172', '236', { term: 'short' })
    const [first, second] = boughtY < boughtX ? ['Y', 'X'] : ['X', 'Y']
    const rows = projectLots(book.snapshot(), policyOf(book.snapshot())).realized
    expect(rows.filter(row => row.disallowed > 0).map(row => row.security)).toEqual([first])
    expect(rows.at(-1)?.security).toBe(second)
  })
})

describe("a custodian's own wash in a realized file beside all the trades", () => {
  const both = (basis = '10000', disallowed = '0') =>
    file(trades('IRA', '2026-09-05').sell('A', 'X', '2026-11-18', '100', '5000')).realized(
      'A',
      'X',
      '2026-09-20',
      '2026-11-18',
      '100',
      '5000',
      basis,
      {
        term: 'long',
        disallowed: amountOf(disallowed),
      },
    )

  test('the return follows the trades: the adjustment comes out of the later sale, whose form corrects Form 1099-B', () => {
    expect(rowsOf(both())).toEqual([
      [100, 0, 500_000, 500_000],
      [100, 0, 0, 0],
    ])
    expect(formOf(both())).toEqual([
      [1_000_000, 'W', 500_000, 0],
      [1_000_000, 'BT', 500_000, 500_000],
    ])
    const [, later] = yearViewOf(both()).rows
    expect(later?.differenceWhy[0]).toContain("the custodian's basis holds $5,000.00 of A's own loss of Sep 10, 2026")
    expect(JSON.stringify(realizedRowTrace(standingOf(both().snapshot()), later?.id ?? '', 'recognized'))).toContain('Taken back out')
  })

  test('a file that a broker’s rules do not explain stays the custodian’s', () => {
    expect(yearViewOf(both('10500')).rows[1]?.basis).toBe(1_050_000)
    expect(yearViewOf(both('10500')).rows[1]?.differenceWhy[0]).toContain('do not explain its figures')
    expect(qualityOf(both('10500'))).toContain('realized/own-wash')
    expect(qualityOf(both())).not.toContain('realized/own-wash')
  })
})
