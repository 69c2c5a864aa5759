/** Corporate actions and options of the ledger: each rule with the numbers worked by hand beside it. */
import { describe, expect, test } from 'vitest'
import { defaultPolicy } from '../../../../../src/main/engine/lots/policy.ts'
import { type Projection, projectLots } from '../../../../../src/main/engine/lots/project.ts'
import { decimalFromCents } from '../../../../../src/shared/kernel/cents.ts'
import { civilDate } from '../../../../../src/shared/kernel/civil-date.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import { decimalFromShares } from '../../../../../src/shared/kernel/shares.ts'
import type { LedgerEntry } from '../../../../../src/shared/model/ledger.ts'
import { amountOf, bookOf, priceOf, sharesOf } from '../../../../fixtures/snapshot.ts'

type Book = ReturnType<typeof bookOf>

const household = () => bookOf('2026-11-20').account('joint').account('second').account('ira', { type: 'traditional-ira' })

function act(
  book: Book,
  kind: LedgerEntry['kind'],
  symbol: string,
  date: string,
  more: Partial<LedgerEntry> = {},
  account = 'joint',
): Book {
  return book.sell(account, symbol, date, '0', '0', { kind, amount: null, ...more })
}

const into = (symbol: string, ratio: [number, number]): Partial<LedgerEntry> => ({ counter: id(symbol), ratio })

function lots(projection: Projection): string[] {
  return projection.open
    .map(lot => {
      const basis = lot.basis === null ? 'unknown' : decimalFromCents(lot.basis)
      return `${lot.account} ${lot.security} ${decimalFromShares(lot.shares)} ${basis} ${lot.holdingFrom}`
    })
    .sort()
}

function rows(projection: Projection): string[] {
  return projection.realized.map(row => {
    const gain = row.gain === null ? 'unknown' : decimalFromCents(row.gain)
    return `${row.sale} ${row.lot} ${gain} ${decimalFromCents(row.disallowed)} ${row.term}`
  })
}

const project = (book: Book) => projectLots(book.snapshot())
const codes = (projection: Projection) => projection.issues.map(issue => `${issue.code} ${issue.entry}`)

describe('mergers', () => {
  test('stock for stock: each lot keeps its basis and its day, and its name (Reg. 1.358-2)', () => {
    const book = household().buy('joint', 'OLD', '2024-01-10', '10', '1000').buy('joint', 'OLD', '2026-02-10', '20', '3000.01')
    act(book, 'merger', 'OLD', '2026-05-01', into('NEW', [3, 2]))
    const projection = project(book)
    expect(lots(projection)).toEqual(['joint NEW 15 1000.00 2024-01-10', 'joint NEW 30 3000.01 2026-02-10'])
    expect(projection.open.map(lot => lot.id)).toEqual(['e1', 'e2'])
    expect([rows(projection), projection.issues]).toEqual([[], []])
  })

  test('cash beside the stock: a gain up to the cash, a loss never, lot by lot (section 356)', () => {
    // ten new shares at 80 and 100 in cash for each lot of ten: 900 received
    const book = household()
      .buy('joint', 'OLD', '2024-01-10', '10', '500')
      .buy('joint', 'OLD', '2026-01-12', '10', '860')
      .buy('joint', 'OLD', '2026-02-10', '10', '1500')
    act(book, 'merger', 'OLD', '2026-05-01', { ...into('NEW', [1, 1]), amount: amountOf('300'), counterPrice: priceOf('80') })
    const projection = project(book)
    expect(rows(projection)).toEqual(['e4 e1 100.00 0.00 long', 'e4 e2 40.00 0.00 short', 'e4 e3 0.00 0.00 short'])
    expect(lots(projection)).toEqual([
      'joint NEW 10 1400.00 2026-02-10',
      'joint NEW 10 500.00 2024-01-10',
      'joint NEW 10 800.00 2026-01-12',
    ])
  })

  test('taxable: a sale of every lot and a purchase that washes a loss elsewhere', () => {
    const book = household()
      .buy('second', 'NEW', '2025-01-10', '5', '500')
      .sell('second', 'NEW', '2026-04-20', '5', '300')
      .buy('joint', 'OLD', '2024-01-10', '10', '400')
    act(book, 'taxable-merger', 'OLD', '2026-05-01', { ...into('NEW', [1, 2]), amount: amountOf('100'), counterPrice: priceOf('60') })
    const projection = project(book)
    expect(rows(projection)).toEqual(['e2 e1 -200.00 200.00 long', 'e4 e3 0.00 0.00 long'])
    // 5 x 60 and the 200 that were washed; held since 2026-05-01 less the 465 days the loss shares were
    expect(lots(projection)).toEqual(['joint NEW 5 500.00 2025-01-21'])
  })

  test('taxable, of shares whose basis nobody knows: a sale of unknown result, with its shares', () => {
    const book = act(household(), 'transfer-in', 'OLD', '2026-01-10', { shares: sharesOf('10') })
    act(book, 'taxable-merger', 'OLD', '2026-05-01', { amount: amountOf('350') })
    expect(project(book).undecided).toMatchObject([{ sale: 'e2', sold: '2026-05-01', shares: sharesOf('10') }])
  })

  test('for cash alone: a sale', () => {
    const book = household().buy('joint', 'OLD', '2026-01-10', '10', '400')
    act(book, 'taxable-merger', 'OLD', '2026-05-01', { amount: amountOf('350') })
    expect([rows(project(book)), lots(project(book))]).toEqual([['e2 e1 -50.00 0.00 short'], []])
  })

  test('a purchase of the old security inside the window replaces shares of the new one', () => {
    const book = household().buy('joint', 'NEW', '2024-01-10', '10', '1000').buy('second', 'OLD', '2026-04-25', '10', '900')
    act(book, 'merger', 'OLD', '2026-05-01', into('NEW', [2, 1]), 'second').sell('joint', 'NEW', '2026-05-04', '10', '800')
    const projection = project(book)
    expect(rows(projection)).toEqual(['e4 e1 -200.00 200.00 long'])
    expect(projection.matches).toMatchObject([{ replacementLot: 'e2', replacementSecurity: 'NEW', bought: '2026-04-25' }])
    expect(lots(projection).map(line => line.split(' ').slice(0, 4).join(' '))).toEqual(['second NEW 10 450.00', 'second NEW 10 650.00'])
  })

  test('a loss of the old security waits in new shares, where the two are declared identical', () => {
    const sold = () => {
      const book = household().buy('joint', 'OLD', '2024-01-10', '20', '2000').sell('joint', 'OLD', '2026-04-20', '10', '800')
      return act(book, 'merger', 'OLD', '2026-05-01', into('NEW', [1, 2])).buy('second', 'NEW', '2026-05-10', '5', '900')
    }
    expect(rows(project(sold()))).toEqual(['e2 e1 -200.00 0.00 long'])
    const declared = project(sold().relation('identical', 'OLD', 'NEW'))
    expect(rows(declared)).toEqual(['e2 e1 -200.00 200.00 long'])
    expect(declared.matches).toMatchObject([{ shares: sharesOf('10') }])
  })

  test.each([
    [
      'before the merger',
      [
        ['split', 'OLD', '2026-04-24', { ratio: [2, 1] }],
        ['merger', 'OLD', '2026-05-01', { counter: 'NEW', ratio: [1, 2] }],
      ],
    ],
    [
      'after it',
      [
        ['merger', 'OLD', '2026-04-24', { counter: 'NEW', ratio: [1, 2] }],
        ['split', 'NEW', '2026-05-01', { ratio: [2, 1] }],
      ],
    ],
    [
      'of the old name before a name change',
      [
        ['split', 'OLD', '2026-04-24', { ratio: [1, 1] }],
        ['name-change', 'OLD', '2026-05-01', { counter: 'NEW' }],
      ],
    ],
    [
      'of the new name after it',
      [
        ['name-change', 'OLD', '2026-04-24', { counter: 'NEW' }],
        ['split', 'NEW', '2026-05-01', { ratio: [1, 1] }],
      ],
    ],
    [
      'after two mergers',
      [
        ['merger', 'OLD', '2026-04-24', { counter: 'MID', ratio: [2, 1] }],
        ['merger', 'MID', '2026-04-28', { counter: 'NEW', ratio: [1, 4] }],
        ['split', 'NEW', '2026-05-01', { ratio: [2, 1] }],
      ],
    ],
  ] as const)('a loss of the old security that waits is counted through a split %s', (_, actions) => {
    const traded = (declared: boolean, policy = defaultPolicy) => {
      const book = household().buy('joint', 'OLD', '2024-01-10', '20', '2000').sell('joint', 'OLD', '2026-04-20', '10', '800')
      for (const [kind, symbol, day, more] of actions) act(book, kind, symbol, day, more as never)
      book.buy('second', 'NEW', '2026-05-10', '5', '900')
      if (declared) for (const other of ['MID', 'NEW']) book.relation('identical', 'OLD', other)
      return projectLots(book.snapshot(), policy)
    }
    const renamed = actions.some(action => action[0] === 'name-change')
    // ten loss shares are ten again: five bought wash half of the 200
    expect(rows(traded(true))).toEqual(['e2 e1 -200.00 100.00 long'])
    expect(rows(traded(false))).toEqual([`e2 e1 -200.00 ${renamed ? '100.00' : '0.00'} long`])
  })

  test('a purchase of the old security that was sold again is counted in new shares, where sold ones count', () => {
    const book = household()
      .buy('joint', 'OLD', '2024-01-10', '20', '2000')
      .buy('second', 'OLD', '2026-04-20', '10', '900')
      .sell('second', 'OLD', '2026-04-21', '10', '950')
    act(book, 'merger', 'OLD', '2026-04-24', into('NEW', [1, 2]))
    act(book, 'split', 'NEW', '2026-05-01', { ratio: [4, 1] })
    book.sell('joint', 'NEW', '2026-05-04', '40', '800').relation('identical', 'OLD', 'NEW')
    const projection = projectLots(book.snapshot(), { ...defaultPolicy, soldSharesReplace: true })
    // ten old shares are twenty new ones: half of the forty sold at a loss of 1,200
    expect(rows(projection)).toEqual(['e3 e2 50.00 0.00 short', 'e6 e1 -1200.00 600.00 long'])
  })

  test('the dual basis of a gift goes with it', () => {
    const book = household()
    act(book, 'gift-in', 'OLD', '2026-01-05', {
      shares: sharesOf('10'),
      basis: amountOf('1000'),
      price: priceOf('70'),
      acquired: civilDate('2019-04-01'),
    })
    act(book, 'merger', 'OLD', '2026-05-01', into('NEW', [1, 1])).sell('joint', 'NEW', '2026-06-01', '10', '600')
    expect(rows(project(book))).toEqual(['e3 e1 -100.00 0.00 short'])
  })

  test('a later statement that shows the new shares stands for them', () => {
    const book = household().buy('joint', 'OLD', '2024-01-10', '10', '1000')
    act(book, 'merger', 'OLD', '2026-05-01', into('NEW', [1, 1])).lot('joint', 'NEW', '2024-01-10', '10', '1000')
    expect(lots(project(book))).toEqual(['joint NEW 10 1000.00 2024-01-10'])
  })
})

describe('spin-offs', () => {
  test('by the stated part of the basis, each lot with its own days; nothing is bought', () => {
    const book = household().buy('joint', 'MOM', '2024-01-10', '10', '1000').buy('joint', 'MOM', '2026-04-20', '10', '100.01')
    act(book, 'spin-off', 'MOM', '2026-05-01', { ...into('KID', [1, 4]), allocation: 25_000_000 })
    const projection = project(book)
    expect(lots(projection)).toEqual([
      'joint KID 2.5 25.00 2026-04-20',
      'joint KID 2.5 250.00 2024-01-10',
      'joint MOM 10 75.01 2026-04-20',
      'joint MOM 10 750.00 2024-01-10',
    ])
    // shares of a spin-off are no purchase: a loss of KID elsewhere is not washed by them
    const sold = book.buy('second', 'KID', '2024-02-01', '5', '500').sell('second', 'KID', '2026-05-05', '5', '100')
    expect(rows(project(sold))).toEqual(['e5 e4 -400.00 0.00 long'])
  })

  test('by the values of both after it', () => {
    const book = household().buy('joint', 'MOM', '2024-01-10', '8', '1000')
    // four shares of MOM at 30 with one of KID at 40: a quarter
    act(book, 'spin-off', 'MOM', '2026-05-01', { ...into('KID', [1, 4]), price: priceOf('30'), counterPrice: priceOf('40') })
    expect(lots(project(book))).toEqual(['joint KID 2 250.00 2024-01-10', 'joint MOM 8 750.00 2024-01-10'])
  })

  test('the basis of a washed lot and its days are shared with the new shares', () => {
    const book = household()
      .buy('joint', 'MOM', '2024-01-10', '10', '1000')
      .sell('joint', 'MOM', '2026-04-01', '10', '600')
      .buy('joint', 'MOM', '2026-04-05', '10', '700')
    act(book, 'spin-off', 'MOM', '2026-05-01', { ...into('KID', [1, 1]), allocation: 50_000_000 })
    const projection = project(book)
    expect(projection.open.map(lot => [lot.security, lot.basis, lot.washAdjustment, lot.holdingFrom])).toEqual([
      ['MOM', 550_00, 200_00, '2024-01-14'],
      ['KID', 550_00, 200_00, '2024-01-14'],
    ])
  })
})

describe('distributions', () => {
  test('a return of capital goes down lot by lot, and what is beyond the basis is gain of the lot', () => {
    const book = household().buy('joint', 'REIT', '2024-01-10', '10', '40').buy('joint', 'REIT', '2026-02-10', '10', '300')
    act(book, 'return-of-capital', 'REIT', '2026-05-01', { amount: amountOf('100') })
    const projection = project(book)
    expect(rows(projection)).toEqual(['e3 e1 10.00 0.00 long'])
    expect(lots(projection)).toEqual(['joint REIT 10 0.00 2024-01-10', 'joint REIT 10 250.00 2026-02-10'])
  })

  test('a capital gain distribution after the sale says nothing; a return of capital on nothing is named', () => {
    const book = household().buy('joint', 'FUND', '2026-01-10', '10', '400').sell('joint', 'FUND', '2026-04-01', '10', '500')
    act(book, 'capital-gain-distribution', 'FUND', '2026-04-03', { amount: amountOf('9') })
    act(book, 'return-of-capital', 'FUND', '2026-04-04', { amount: amountOf('9') })
    expect(codes(project(book))).toEqual(['rule/nothing-held e4'])
  })

  test('cash for a fraction is a sale of the fraction (Rev. Rul. 66-365)', () => {
    const book = household().buy('joint', 'OLD', '2024-01-10', '3', '100')
    act(book, 'merger', 'OLD', '2026-05-01', into('NEW', [1, 2]))
    act(book, 'cash-in-lieu', 'NEW', '2026-05-02', { shares: sharesOf('0.5'), amount: amountOf('40') })
    const projection = project(book)
    expect(rows(projection)).toEqual(['e3 e1 6.67 0.00 long'])
    expect(lots(projection)).toEqual(['joint NEW 1 66.67 2024-01-10'])
  })
})

describe('a new name', () => {
  test('inside the wash window changes nothing: one security before and after', () => {
    const book = household().buy('joint', 'FB', '2024-01-10', '10', '1000').sell('joint', 'FB', '2026-05-01', '10', '700')
    act(book, 'name-change', 'FB', '2026-05-10', { counter: id('META') }).buy('second', 'META', '2026-05-20', '10', '750')
    const projection = project(book)
    expect(rows(projection)).toEqual(['e2 e1 -300.00 300.00 long'])
    expect(lots(projection)).toEqual(['second META 10 1050.00 2024-01-29'])
  })

  test('told by one account holds in every account, and a sale under the new name finds the old lots', () => {
    const book = household().buy('second', 'FB', '2024-01-10', '10', '1000')
    act(book, 'name-change', 'FB', '2026-05-10', { counter: id('META'), ratio: [1, 1] }).sell('second', 'META', '2026-06-01', '4', '500')
    expect(rows(project(book))).toEqual(['e3 e1 100.00 0.00 long'])
    expect(lots(project(book))).toEqual(['second META 6 600.00 2024-01-10'])
  })
})

describe('calls', () => {
  const call = (contracts = '1'): Partial<LedgerEntry> => ({ ...into('SPY', [100, 1]), shares: sharesOf(contracts) })

  test('a call bought inside the window washes a loss of its underlying; the loss stands in its basis (section 1091(a), (d))', () => {
    const book = household().buy('joint', 'SPY', '2024-01-10', '100', '50000').sell('joint', 'SPY', '2026-05-01', '100', '40000')
    book.buy('joint', 'SPYC', '2026-05-10', '1', '900', call())
    expect(rows(project(book))).toEqual(['e2 e1 -10000.00 10000.00 long'])
    expect(lots(project(book))).toEqual(['joint SPYC 1 10900.00 2026-05-10'])
  })

  test('exercised: its basis and the washed loss go into the shares, which take the loss shares’ days and replace nothing else', () => {
    const book = household().buy('joint', 'SPY', '2024-01-10', '150', '75000').sell('joint', 'SPY', '2026-05-01', '100', '40000')
    book.buy('joint', 'SPYC', '2026-05-10', '1', '900', call())
    act(book, 'exercise', 'SPYC', '2026-05-12', { ...call(), amount: amountOf('-41000') }).sell('joint', 'SPY', '2026-05-20', '50', '20000')
    const projection = project(book)
    expect(rows(projection)).toEqual(['e2 e1 -10000.00 10000.00 long', 'e5 e1 -5000.00 0.00 long'])
    expect(projection.open[0]).toMatchObject({ replaced: true, washAdjustment: 10_000_00 })
    // 842 days held before 2026-05-12
    expect(lots(projection)).toEqual(['joint SPY 100 51900.00 2024-01-21'])
  })

  test('exercised, and a later lot statement shows the shares: they take up what the call has replaced, which no custodian sees', () => {
    const through = (stated: boolean) => {
      const book = household().buy('second', 'SPY', '2024-01-10', '60', '30000').sell('second', 'SPY', '2026-05-01', '60', '24000')
      book.buy('joint', 'SPYC', '2026-05-10', '1', '900', call())
      act(book, 'exercise', 'SPYC', '2026-06-20', { ...call(), amount: amountOf('-41000') })
      if (stated) book.lot('joint', 'SPY', '2026-06-20', '100', '41900', { asOf: civilDate('2026-07-01') })
      return lots(project(book)).sort()
    }
    expect(through(true)).toEqual(['joint SPY 40 16760.00 2026-06-20', 'joint SPY 60 31140.00 2024-02-29'])
    expect(through(true)).toEqual(through(false))
  })

  test('exercised without a wash: held from that day, and a purchase of that day', () => {
    const book = household().buy('joint', 'SPYC', '2026-03-02', '2', '1800', call('2'))
    book.buy('second', 'SPY', '2024-01-10', '100', '50000').sell('second', 'SPY', '2026-05-01', '100', '40000')
    act(book, 'exercise', 'SPYC', '2026-05-12', { ...call(), amount: amountOf('-41000') })
    const projection = project(book)
    expect(rows(projection)).toEqual(['e3 e2 -10000.00 10000.00 long'])
    expect(lots(projection)).toEqual(['joint SPY 100 51900.00 2024-01-21', 'joint SPYC 1 900.00 2026-03-02'])
  })

  test('expired: sold for nothing', () => {
    const book = household().buy('joint', 'SPYC', '2026-03-02', '2', '1800', call('2'))
    act(book, 'expired', 'SPYC', '2026-06-19', { shares: sharesOf('2') })
    expect(rows(project(book))).toEqual(['e2 e1 -1800.00 0.00 short'])
  })
})

describe('what is brought', () => {
  test("gift tax on the net increase is added to the donor's basis (section 1015(d)(6))", () => {
    const book = household()
    act(book, 'gift-in', 'VTI', '2026-01-05', {
      shares: sharesOf('10'),
      basis: amountOf('1000'),
      giftTax: amountOf('139.57'),
      acquired: civilDate('2019-04-01'),
    })
    expect(lots(project(book))).toEqual(['joint VTI 10 1139.57 2019-04-01'])
  })

  test('an inheritance without a basis has the value at death, and is long from the first day', () => {
    const book = household()
    act(book, 'inherited', 'VTI', '2026-05-05', { shares: sharesOf('10'), price: priceOf('90') }).sell(
      'joint',
      'VTI',
      '2026-05-20',
      '10',
      '1000',
    )
    expect(rows(project(book))).toEqual(['e2 e1 100.00 0.00 long'])
  })

  test('fills of one order are one lot and never replace each other', () => {
    const fill = { orderGroup: 'o-1' }
    const book = household().buy('joint', 'VTI', '2026-05-05', '10', '1000', fill).buy('joint', 'VTI', '2026-05-05', '10', '1000', fill)
    expect(rows(project(book.sell('joint', 'VTI', '2026-05-20', '10', '900')))).toEqual(['e3 e1 -100.00 0.00 short'])
  })
})

describe('the method of a sale', () => {
  const twoLots = (more = {}) =>
    bookOf('2026-11-20')
      .account('joint', more)
      .buy('joint', 'VTI', '2024-01-10', '10', '1000')
      .buy('joint', 'VTI', '2024-02-10', '10', '2000')

  test('told for the sale comes before the default, and named lots before both', () => {
    expect(rows(project(twoLots().sell('joint', 'VTI', '2026-03-02', '5', '900', { method: 'HIFO' })))).toEqual(['e3 e2 -100.00 0.00 long'])
    const picks = [{ lot: id<'lot'>('e1'), shares: sharesOf('5') }]
    expect(rows(project(twoLots().sell('joint', 'VTI', '2026-03-02', '5', '900', { method: 'HIFO', picks })))).toEqual([
      'e3 e1 400.00 0.00 long',
    ])
  })

  test('a default of today leaves the sales of the past as they were (Reg. 1.1012-1(c)(8))', () => {
    const earlierMethods = [{ until: civilDate('2026-06-01'), method: 'FIFO' as const }]
    const book = twoLots({ defaultMethod: 'HIFO', earlierMethods }).sell('joint', 'VTI', '2026-05-31', '5', '900')
    expect(rows(project(book.sell('joint', 'VTI', '2026-06-01', '5', '900')))).toEqual([
      'e3 e1 400.00 0.00 long',
      'e4 e2 -100.00 0.00 long',
    ])
  })
})
