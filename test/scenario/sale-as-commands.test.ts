/**
 * The same sale, seen with all methods side by side and run through the two commands: short and long gain, what is washed and what is lost as `lots` prints
 * them, and the change of the year's tax as two runs of `tax` differ. To the cent, for households whose spouse or IRA bought inside the window.
 */
import { describe, expect, test } from 'vitest'
import { answerCase } from '../../src/main/engine/lots/case.ts'
import { compareSale } from '../../src/main/engine/sale.ts'
import { answerTaxCase } from '../../src/main/engine/tax/case.ts'
import { type Cents, cents, centsFromDecimal, decimalFromCents } from '../../src/shared/kernel/cents.ts'
import { id } from '../../src/shared/kernel/id.ts'
import { marketValue } from '../../src/shared/kernel/price.ts'
import { decimalFromShares } from '../../src/shared/kernel/shares.ts'
import { lotCaseShape } from '../../src/shared/model/lot-case.ts'
import type { MethodResult } from '../../src/shared/model/views.ts'
import { amountOf, bookOf, plainProfile, priceOf, sharesOf } from '../fixtures/snapshot.ts'
import { federal2026 } from '../fixtures/tax-tables.ts'

/** A Friday, on which the exchange is open. */
const day = '2026-11-20'

type Buy = readonly [account: 'own' | 'spouse' | 'roth', date: string, shares: string, each: string]

interface Household {
  readonly price: string
  readonly sell: string
  readonly wages: string
  readonly carried: readonly [short: string, long: string]
  readonly buys: readonly Buy[]
}

const households: Readonly<Record<string, Household>> = {
  'gains and losses, nothing near': {
    price: '101.37',
    sell: '170',
    wages: '120000',
    carried: ['0', '0'],
    buys: [
      ['own', '2022-03-01', '60', '91.85'],
      ['own', '2024-07-09', '50', '122.41'],
      ['own', '2026-02-10', '70', '114.39'],
      ['own', '2026-06-15', '40', '82.58'],
    ],
  },
  'a spouse bought twelve days ago': {
    price: '88.11',
    sell: '120',
    wages: '240000',
    carried: ['1200', '3400'],
    buys: [
      ['own', '2023-05-04', '50', '101.01'],
      ['own', '2025-08-12', '60', '102.18'],
      ['own', '2026-05-05', '45', '74.07'],
      ['spouse', '2026-11-08', '35', '88.15'],
    ],
  },
  'a Roth IRA and then the spouse': {
    price: '64.07',
    sell: '130',
    wages: '60000',
    carried: ['0', '0'],
    buys: [
      ['own', '2022-01-18', '40', '42.93'],
      ['own', '2025-03-03', '60', '82.49'],
      ['own', '2026-04-07', '55', '80.81'],
      ['own', '2026-07-07', '20', '65.01'],
      ['roth', '2026-11-02', '15', '64.11'],
      ['spouse', '2026-11-10', '22', '64.13'],
    ],
  },
  'a chain: an older loss lot, a young one sold with it, and one that is kept': {
    price: '50',
    sell: '200',
    wages: '120000',
    carried: ['0', '0'],
    buys: [
      ['own', '2025-01-02', '100', '60'],
      ['own', '2026-11-02', '100', '100'],
      ['own', '2026-11-10', '100', '50'],
    ],
  },
  'of one day, the spouse first and then the Roth IRA': {
    price: '50',
    sell: '150',
    wages: '120000',
    carried: ['0', '0'],
    buys: [
      ['own', '2026-08-03', '80', '51'],
      ['own', '2026-09-01', '70', '90'],
      ['spouse', '2026-11-10', '60', '50'],
      ['roth', '2026-11-10', '60', '50'],
    ],
  },
  'a lot of the same account, young enough to replace': {
    price: '50.25',
    sell: '80',
    wages: '30000',
    carried: ['0', '500'],
    buys: [
      ['own', '2024-01-18', '80', '70.01'],
      ['own', '2026-03-03', '40', '47.53'],
      ['own', '2026-11-05', '30', '49.67'],
    ],
  },
}

const accountTypes = { own: 'taxable', spouse: 'joint', roth: 'roth_ira' } as const

/** Whole cents a share, so that the command, which keeps more places, has no fraction of a cent either. */
function totalOf(count: string, each: string): string {
  return decimalFromCents(marketValue(sharesOf(count), priceOf(each)))
}

function compared({ price, sell, wages, carried, buys }: Household) {
  const [carryforwardShort, carryforwardLong] = [amountOf(carried[0]), amountOf(carried[1])]
  const book = bookOf(day).account('own').account('spouse').account('roth', { type: 'roth-ira' }).security('XYZ', price)
  const deduction = federal2026.standardDeduction.single
  book.with({
    taxProfile: {
      ...plainProfile,
      ordinaryIncome: cents(amountOf(wages) - deduction),
      magi: amountOf(wages),
      carryforwardShort,
      carryforwardLong,
    },
  })
  for (const [account, date, count, each] of buys) book.buy(account, 'XYZ', date, count, totalOf(count, each))
  const view = compareSale(book.snapshot(), null, { account: id('own'), security: id('XYZ'), shares: sharesOf(sell) })
  if (!view.ok) throw new Error(view.refusal.what)
  return view.value
}

/** What `lots` prints for the sale with these lots named, or by the method. */
function lotsAnswer({ price, sell, buys }: Household, result: MethodResult, named: boolean) {
  const trades = buys.map(([account, date, quantity, each], index) => ({
    id: `e${index + 1}`,
    side: 'buy',
    kind: 'purchase',
    account,
    accountType: accountTypes[account],
    security: 'XYZ',
    date,
    quantity,
    total: totalOf(quantity, each),
    fees: '0',
  }))
  const sale = {
    id: 'sale',
    side: 'sell',
    kind: 'sell',
    account: 'own',
    accountType: 'taxable',
    security: 'XYZ',
    date: day,
    quantity: sell,
    total: decimalFromCents(marketValue(sharesOf(sell), priceOf(price))),
    fees: '0',
    ...(named ? { lotIds: result.picks.map(pick => ({ lotId: pick.lot, quantity: decimalFromShares(pick.shares) })) } : {}),
  }
  const method = named ? 'SPECID' : result.method
  const lotCase = lotCaseShape.parse({ id: 'case', method, settings: { washSales: true }, trades: [...trades, sale] })
  const answer = answerCase(lotCase)
  if (!answer.ok || !('realized' in answer.value)) throw new Error('the case has no answer')
  const totals = { short: 0, long: 0, shortRecognized: 0, longRecognized: 0, washed: 0, permanent: 0 }
  for (const row of answer.value.realized) {
    const amount = (field: string): Cents => centsFromDecimal(row[field] ?? '') as Cents
    const term = row.holding === 'long' ? 'long' : 'short'
    totals[term] += amount('gainBeforeWash')
    totals[`${term}Recognized`] += amount('gainBeforeWash') + amount('washDisallowed')
    totals.washed += amount('washDisallowed')
    totals.permanent += amount('permanentlyDisallowed')
  }
  return totals
}

function taxAnswer({ wages, carried }: Household, short: number, long: number): number {
  const answer = answerTaxCase(
    {
      id: 'tax',
      year: 2026,
      filingStatus: 'single',
      input: {
        ordinaryIncome: wages,
        shortTermNet: decimalFromCents(cents(short)),
        longTermNet: decimalFromCents(cents(long)),
        carryoverShortIn: carried[0],
        carryoverLongIn: carried[1],
      },
    },
    year => (year === 2026 ? federal2026 : undefined),
  )
  if (typeof answer.totalTax !== 'string') throw new Error(JSON.stringify(answer))
  return centsFromDecimal(answer.totalTax) as number
}

describe.each(Object.entries(households))('%s', (_, household) => {
  const view = compared(household)
  const usable = view.methods.filter(result => result.refusal === null)

  test('seven columns stand beside each other; only average cost is refused', () => {
    expect(view.methods.map(result => result.method)).toEqual(['LEASTTAX', 'FIFO', 'LIFO', 'HIFO', 'LOFO', 'AVERAGE', 'MINTAX'])
    expect(usable.length).toBe(6)
  })

  test.each(usable.map(result => [result.method, result] as const))('%s: equal to what the commands print', (method, result) => {
    for (const named of method === 'LEASTTAX' ? [true] : [true, false]) {
      const booked = lotsAnswer(household, result, named)
      expect([result.gainShort, result.gainLong, result.washed, result.permanent]).toEqual([
        booked.short,
        booked.long,
        booked.washed,
        booked.permanent,
      ])
      expect(result.tax).toBe(taxAnswer(household, booked.shortRecognized, booked.longRecognized) - taxAnswer(household, 0, 0))
    }
  })
})
