/**
 * Bad input, all in one list: as entries of the ledger, and as rows of the template. Each is refused or flagged by name, the message says what to do, and the
 * rest of the book still works.
 */
import { describe, expect, test } from 'vitest'
import { projectLots } from '../../../../../src/main/engine/lots/project.ts'
import { runReview } from '../../../../../src/main/engine/review.ts'
import { civilDate } from '../../../../../src/shared/kernel/civil-date.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import type { LedgerEntry } from '../../../../../src/shared/model/ledger.ts'
import { amountOf, bookOf, priceOf, sharesOf } from '../../../../fixtures/snapshot.ts'
import { readTemplate } from '../../../../fixtures/template-book.ts'

/** A good lot and a good sale of another security, and one entry that is wrong. */
function bookWith(damage: Partial<LedgerEntry>) {
  return bookOf('2026-11-20')
    .account('joint')
    .security('VTI', '270')
    .buy('joint', 'BND', '2024-01-10', '10', '1000')
    .buy('joint', 'VTI', '2024-01-10', '10', '1000')
    .buy('joint', 'VTI', '2024-03-01', '5', '600', damage)
    .sell('joint', 'BND', '2026-03-02', '10', '1100')
    .snapshot()
}

const action = (kind: LedgerEntry['kind'], more: Partial<LedgerEntry> = {}): Partial<LedgerEntry> => ({
  kind,
  shares: sharesOf('0'),
  basis: null,
  amount: null,
  ...more,
})
const kid = { counter: id<'security'>('KID') }

describe('in the ledger', () => {
  test.each<[string, Partial<LedgerEntry>, string, string]>([
    [
      'more sold than was ever bought',
      { kind: 'sell', shares: sharesOf('11'), amount: amountOf('600') },
      'rule/short-of-lots',
      '11 asked, 10 open',
    ],
    ['sold and never bought', { kind: 'sell', security: id('NEVER'), amount: amountOf('600') }, 'rule/short-of-lots', '5 asked, 0 open'],
    [
      'settles before it trades',
      { settleDate: civilDate('2024-02-28') },
      'data/dates-out-of-order',
      'settles on 2024-02-28, before it was traded',
    ],
    [
      'acquired after it came',
      { kind: 'transfer-in', acquired: civilDate('2024-03-02') },
      'data/dates-out-of-order',
      'shares acquired on 2024-03-02, later than that',
    ],
    ['an id used twice', { id: id('e2') }, 'data/duplicate-id', 'Two rows of the book have one id'],
    [
      'half a cent',
      { amount: -600.005 as never },
      'data/fractional-cents',
      'The amount of a buy of 2024-03-01 is no whole number of cents',
    ],
    ['half a millionth of a share', { shares: 2.5 as never }, 'data/bad-quantity', 'a part of a millionth of a share'],
    ['a negative quantity', { shares: sharesOf('-5') }, 'data/bad-quantity', 'moves -5 shares, which cannot be'],
    ['nothing bought', { shares: sharesOf('0') }, 'data/bad-quantity', 'The quantity is no whole number of millionths above zero'],
    ['more than anybody holds', { shares: sharesOf('1000000001') }, 'data/bad-quantity', 'moves 1000000001 shares, which cannot be'],
    ['a basis below zero', { basis: amountOf('-1') }, 'data/negative-basis', 'a basis below zero'],
    ['a split of nothing for one', action('split', { ratio: [0, 1] as never }), 'data/entry-not-booked', 'A split of 2024-03-01'],
    ['a split of one for nothing', action('split', { ratio: [1, 0] as never }), 'data/entry-not-booked', 'A split of 2024-03-01'],
    [
      'a merger of no ratio',
      action('merger', kid),
      'data/action-incomplete',
      'The merger of 2024-03-01 does not state the new security and its ratio',
    ],
    ['a merger of ratio 0', action('merger', { ...kid, ratio: [0, 1] as never }), 'data/action-incomplete', 'The merger of 2024-03-01'],
    [
      'a merger with cash and no value',
      action('merger', { ...kid, ratio: [1, 1], amount: amountOf('5') }),
      'data/action-incomplete',
      'does not state what a new share is worth',
    ],
    ['a taxable merger for nothing', action('taxable-merger'), 'data/action-incomplete', 'brings neither cash nor shares'],
    [
      'an allocation over 100 %',
      action('spin-off', { ...kid, ratio: [1, 4], allocation: 100_000_001 }),
      'data/action-incomplete',
      'gives more than the whole basis',
    ],
    [
      'an allocation nobody stated',
      action('spin-off', { ...kid, ratio: [1, 4] }),
      'data/action-incomplete',
      'does not say how much basis goes to the new shares',
    ],
    [
      'a new name for more shares',
      action('name-change', { ...kid, ratio: [2, 1] }),
      'data/action-incomplete',
      'changes the number of shares',
    ],
    ['a new name that is not told', action('name-change'), 'data/action-incomplete', 'does not state the new name'],
    ['a call without its shares', kid, 'data/action-incomplete', 'does not state how many shares a contract is a right to'],
    [
      'calls exercised that nobody has',
      action('exercise', { ...kid, ratio: [100, 1], shares: sharesOf('11') }),
      'rule/short-of-lots',
      '11 asked, 10 open',
    ],
    ['a return of no capital', action('return-of-capital'), 'data/action-incomplete', 'states no amount above zero'],
    [
      'a return of capital on nothing',
      action('return-of-capital', { security: id('NEVER'), amount: amountOf('5') }),
      'rule/nothing-held',
      'holds no shares of the security',
    ],
  ])('%s', (_what, damage, code, says) => {
    const projection = projectLots(bookWith(damage))
    expect(projection.issues.map(issue => issue.code)).toEqual([code])
    const [issue] = projection.issues
    expect(issue?.what).toContain(says)
    expect([issue?.where, issue?.entry]).toEqual([`ledger entry ${damage.id ?? 'e3'}`, damage.id ?? 'e3'])
    expect(issue?.remedy).toMatch(/^[A-Z].{20,}\.$/)
    // the good lot and the good sale are what they were
    expect(projection.open.find(lot => lot.id === 'e2')).toMatchObject({ shares: 10_000_000, basis: 1000_00 })
    expect(projection.realized.map(row => [row.sale, row.gain])).toEqual([['e4', 100_00]])
  })

  test('a day of purchase that cannot be counts as unknown, and the shares are there', () => {
    const { open } = projectLots(bookWith({ kind: 'transfer-in', acquired: civilDate('2024-03-02') }))
    expect(open.find(lot => lot.id === 'e3')).toMatchObject({ shares: 5_000_000, acquired: null, holdingFrom: null })
  })

  test('a sale that brings less than nothing realizes nothing, by name; selling costs above a small price are a sale all the same', () => {
    const sold = projectLots(bookWith({ kind: 'sell', amount: amountOf('-600') }))
    expect(sold.issues).toMatchObject([{ code: 'data/negative-proceeds', entry: 'e3' }])
    expect(sold.issues[0]?.what).toContain('A sell of 2024-03-01 brings less than nothing before its fees')
    expect(sold.realized).toMatchObject([{ sale: 'e3', proceeds: null, gain: null }, { sale: 'e4' }])
    expect(sold.undecided.map(sale => sale.sale)).toEqual(['e3'])
    const worthless = projectLots(bookWith({ kind: 'sell', amount: amountOf('-4'), fees: amountOf('5') }))
    expect([worthless.issues, worthless.realized[0]?.gain]).toEqual([[], -504_00])
  })

  test('unknown basis is said, and stays unknown', () => {
    const snapshot = bookWith({ kind: 'transfer-in', basis: null, amount: null })
    expect(projectLots(snapshot).open.find(lot => lot.id === 'e3')?.basis).toBeNull()
    expect(runReview(snapshot, 'hash').quality.map(flag => flag.code)).toContain('basis/unknown')
  })

  test('a security renamed inside the window is still one security', () => {
    const book = bookOf('2026-11-20')
      .account('joint')
      .buy('joint', 'FB', '2024-01-10', '10', '1000')
      .sell('joint', 'FB', '2026-05-01', '10', '700')
    book
      .buy('joint', 'FB', '2026-05-10', '0', '0', { ...action('name-change'), counter: id('META') })
      .buy('joint', 'META', '2026-05-20', '10', '750')
    expect(projectLots(book.snapshot()).realized).toMatchObject([{ gain: -300_00, disallowed: 300_00 }])
  })
})

const header =
  'lotwright:entries/1,account,trade_date,settle_date,kind,symbol,shares,price,amount,fees,basis,acquired,ratio,counter,counter_price,allocation,gift_tax,method,order_group'
const good = ',a1,2026-03-02,,buy,BND,10,,-1000.00,,,,,,,,,,'

describe('in the template', () => {
  test.each([
    [',a1,2026-03-05,2026-03-04,buy,VTI,1,,-9,,,,,,,,,,', 'trade_date: trade_date 2026-03-05 is after settle_date 2026-03-04'],
    [',a1,2026-03-05,,transfer-in,VTI,1,,,,9,2026-03-06,,,,,,,', 'acquired: acquired 2026-03-06 is after trade_date 2026-03-05'],
    [',a1,2026-03-05,,buy,VTI,1,,-9.005,,,,,,,,,,', 'amount: '],
    [',a1,2026-03-05,,buy,VTI,0.0000001,,-9,,,,,,,,,,', 'shares: '],
    [',a1,2026-03-05,,buy,VTI,-4,,-9,,,,,,,,,,', 'shares: a buy moves shares'],
    [',a1,2026-03-05,,buy,VTI,1000000001,,-9,,,,,,,,,,', 'shares: 1000000001 shares are more than anybody holds'],
    [',a1,2026-03-05,,split,VTI,,,,,,,0 for 1,,,,,,', 'ratio: "0 for 1" is not a ratio'],
    [',a1,2026-03-05,,merger,VTI,,,,,,,,KID,,,,,', 'ratio: a merger needs its ratio'],
    [',a1,2026-03-05,,merger,VTI,,,,,,,1 for 2,,,,,,', 'counter: a merger needs its counter'],
    [',a1,2026-03-05,,merger,VTI,,,5.00,,,,1 for 2,KID,,,,,', 'counter_price: a merger with cash needs the value of a new share'],
    [',a1,2026-03-05,,merger,VTI,,,,,,,1 for 2,VTI,,,,,', 'counter: a security becomes itself'],
    [',a1,2026-03-05,,taxable-merger,VTI,,,,,,,,,,,,,', 'amount: a taxable merger brings cash, shares, or both'],
    [',a1,2026-03-05,,spin-off,VTI,,,,,,,1 for 4,KID,,100.000001,,,', 'allocation: the allocation is outside 0 % to 100 %'],
    [',a1,2026-03-05,,spin-off,VTI,,,,,,,1 for 4,KID,,,,,', 'allocation: a spin-off needs its allocation'],
    [',a1,2026-03-05,,name-change,VTI,,,,,,,2 for 1,KID,,,,,', 'ratio: a name change keeps the number of shares'],
    [',a1,2026-03-05,,return-of-capital,VTI,,,,,,,,,,,,,', 'amount: a return-of-capital needs its amount'],
    [',a1,2026-03-05,,cash-in-lieu,VTI,,,4.00,,,,,,,,,,', 'shares: a cash-in-lieu moves shares'],
    [',a1,2026-03-05,,exercise,VTIC,1,,-9,,,,,VTI,,,,,', 'ratio: an exercise needs its ratio'],
    [',a1,2026-03-05,,gift-in,VTI,1,,,,,,,,,,5.00,,', "gift_tax: gift tax is added to the donor's basis, which is not stated"],
    [',a1,2026-03-05,,gift-in,VTI,1,70.00,,,100.00,,,,,,5.00,,', "gift_tax: the value when given is not above the donor's basis"],
    [',a1,2026-03-05,,buy,VTI,1,,-9,,,,,,,,,HIFO,', 'method: a buy relieves no lots'],
    [',a1,2026-03-05,,sell,VTI,1,,9,,,,,,,,,SPECID,', 'method: "SPECID" is not a word this column knows'],
    [',a1,2026-03-05,,sell,VTI,1,,9,,,,,,,,,,o-1', 'order_group: a sell is no fill of a purchase'],
  ])('%s', (row, says) => {
    const { facts, issues } = readTemplate(`${header}\n${row}\n${good}\n`, 'entries.csv')
    const stops = issues.filter(issue => issue.weight === 'stop')
    expect(stops.map(issue => `${issue.line} ${issue.column}: ${issue.what}`)).toEqual([expect.stringContaining(`2 ${says}`)])
    expect(stops[0]?.remedy).toMatch(/^[A-Z].{8,}\.$/)
    expect(facts).toMatchObject([{ line: 3, kind: 'buy', symbol: 'BND' }])
  })

  test('what is right of the same kinds is read', () => {
    const rows = [
      ',a1,2026-03-05,,merger,OLD,,,5.00,,,,1 for 2,KID,80.00,,,,',
      ',a1,2026-03-05,,spin-off,MOM,,,,,,,1 for 4,KID,,15.7349%,,,',
      ',a1,2026-03-05,,gift-in,VTI,1,170.00,,,100.00,2019-04-01,,,,,5.00,,',
      ',a1,2026-03-05,,sell,VTI,1,,9.00,,,,,,,,,hifo,',
      ',a1,2026-03-05,,buy,VTI,1,,-9.00,,,,,,,,,,o-1',
    ]
    const { facts, issues } = readTemplate(`${header}\n${rows.join('\n')}\n`, 'entries.csv')
    expect(issues).toEqual([])
    expect(facts).toMatchObject([
      { kind: 'merger', counter: 'KID', ratio: [1, 2], counterPrice: priceOf('80'), amount: 5_00 },
      { kind: 'spin-off', counter: 'KID', allocation: 15_734_900 },
      { kind: 'gift-in', giftTax: 5_00, basis: 100_00, price: priceOf('170') },
      { kind: 'sell', method: 'HIFO' },
      { kind: 'buy', orderGroup: 'o-1' },
    ])
  })
})
