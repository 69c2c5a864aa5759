/** A household's account as a problem and its plan back as a basket: what bars a sale or a purchase, how its year is taxed, and that the basket accepts the picks. */
import { describe, expect, test } from 'vitest'
import { priceBasket } from '../../../../src/main/engine/basket.ts'
import { marketOf } from '../../../../src/main/engine/optimize/market.ts'
import { optimize } from '../../../../src/main/engine/optimize/optimize.ts'
import { readInstance } from '../../../../src/main/engine/optimize/read-instance.ts'
import { settle } from '../../../../src/main/engine/optimize/settle.ts'
import { accountProblem, plainWishes } from '../../../../src/main/engine/rebalance/from-snapshot.ts'
import { accountPlan } from '../../../../src/main/engine/rebalance/to-basket.ts'
import { standingOf } from '../../../../src/main/engine/standing/standing.ts'
import { id } from '../../../../src/shared/kernel/id.ts'
import { valueOrThrow } from '../../../../src/shared/kernel/outcome.ts'
import { amountOf, bookOf } from '../../../fixtures/snapshot.ts'

const book = () =>
  bookOf('2026-11-20')
    .model('growth', [
      ['VTI', 5000, 300],
      ['VXUS', 3000, 300],
      ['BND', 2000, 300],
    ])
    .account('joint', { model: id('growth'), cash: amountOf('5000') })
    .account('ira', { type: 'traditional-ira', model: id('growth'), cash: amountOf('1000') })
    .security('VTI', '300.00', { assetClass: 'US equity' })
    .security('VXUS', '70.00', { assetClass: 'Foreign equity' })
    .security('BND', '75.00', { assetClass: 'US bonds' })
    .security('SCHB', '30.00', { assetClass: 'US equity' })
    .lot('joint', 'VTI', '2020-03-14', '150', '20000.00')
    .lot('joint', 'VTI', '2026-03-14', '150', '47000.00')
    .lot('joint', 'VXUS', '2022-01-10', '200', '12000.00')
    .lot('joint', 'BND', '2021-01-10', '100', '8500.00')
    .lot('ira', 'BND', '2021-01-10', '100', '8500.00')
const problemOf = (of: ReturnType<typeof book>, account = 'joint') => {
  const snapshot = of.snapshot()
  return accountProblem(standingOf(snapshot), id(account), plainWishes)
}

describe('an account as a problem', () => {
  test('holds lots, prices, targets and the value of the account', () => {
    const { instance, securities, lots } = valueOrThrow(problemOf(book()))
    expect(securities).toEqual(['BND', 'VTI', 'VXUS'])
    expect(lots.length).toBe(4)
    expect(instance.nav).toBe(300 * 300 + 200 * 70 + 100 * 75 + 5000)
    expect(instance.sec.target).toEqual([0.2, 0.5, 0.3])
    expect(instance.lots.days.map(days => days > 365)).toEqual([true, true, false, true])
    expect(valueOrThrow(readInstance(instance)).lots.count).toBe(4)
  })

  test('the year: short-term gains at the bracket, long-term at 15 %, losses against income at the bracket', () => {
    const { tax } = valueOrThrow(problemOf(book())).instance
    expect(tax.rS).toBeCloseTo(0.24, 3)
    expect(tax.rL).toBeCloseTo(0.15, 3)
    expect(tax.rO).toBeCloseTo(0.24, 3)
    expect(tax.cap).toBe(3000)
  })

  test('nothing is taxed in an IRA: no lot has a gain or a loss, a lot of unknown basis may be sold, and no loss waits for a wash sale', () => {
    const { instance } = valueOrThrow(problemOf(book().lot('ira', 'VXUS', '2026-11-10', '5', null), 'ira'))
    instance.lots.basis.forEach((basis, l) => expect(basis).toBe(instance.sec.price[instance.lots.sec[l] ?? -1]))
    expect(instance.lots.blocked.every(blocked => blocked === 0)).toBe(true)
  })

  test('a loss that section 1091 may take is blocked, by the verdict of the engine, and said', () => {
    const washed = valueOrThrow(problemOf(book().lot('ira', 'BND', '2026-11-10', '5', '375.00')))
    const at = washed.securities.indexOf(id('BND'))
    expect(washed.instance.lots.sec.flatMap((sec, l) => (sec === at ? [washed.instance.lots.blocked[l]] : []))).toContain(1)
    expect(washed.notes.join(' ')).toContain('section 1091')
    const clear = valueOrThrow(problemOf(book())).instance.lots
    expect(clear.blocked.every(blocked => blocked === 0)).toBe(true)
  })

  test('a lock and a restriction bar purchases, a restriction bars sales', () => {
    const locked = valueOrThrow(problemOf(book().lock('VXUS', '2026-11-01', '2026-12-10').restrict('never-sell', 'VTI')))
    expect(locked.instance.sec.noBuy).toEqual([false, false, true])
    const vti = locked.securities.indexOf(id('VTI'))
    locked.instance.lots.sec.forEach((sec, l) => {
      if (sec === vti) expect(locked.instance.lots.blocked[l]).toBe(1)
    })
  })

  test('what stands in for a target takes as much of it as is held', () => {
    const held = book().relation('substitute', 'VTI', 'SCHB').lot('joint', 'SCHB', '2026-06-01', '100', '2900.00')
    const { instance, securities } = valueOrThrow(problemOf(held))
    const [schb, vti] = ['SCHB', 'VTI'].map(symbol => instance.sec.target[securities.indexOf(id(symbol))])
    expect(schb).toBeCloseTo(3000 / instance.nav, 12)
    expect(vti).toBeCloseTo(0.5 - 3000 / instance.nav, 12)
  })

  test('says by name what is missing', () => {
    const codeOf = (account: string) => {
      const found = problemOf(
        book()
          .account('bare', { cash: null })
          .account('idle', { cash: amountOf('1.00') })
          .account('seen', { mode: 'view-only' }),
        account,
      )
      return found.ok ? 'none' : found.refusal.code
    }
    expect(['nobody', 'bare', 'idle', 'seen'].map(codeOf)).toEqual([
      'data/unknown-account',
      'data/no-cash',
      'data/no-model',
      'data/view-only',
    ])
  })
})

describe('a plan as a basket', () => {
  test('its picks are lots of the account that the basket prices without an objection', () => {
    const snapshot = book().snapshot()
    const problem = valueOrThrow(accountProblem(standingOf(snapshot), id('joint'), plainWishes))
    const read = valueOrThrow(readInstance(problem.instance))
    const found = optimize(read, { gap: 1e-3, seconds: 5, expired: () => false }, { advance: () => {} })
    expect(found.status).toBe('optimal')
    const { sales, purchases } = accountPlan(problem, settle(read, valueOrThrow(marketOf(problem.instance)), found.plan))
    expect(sales.length + purchases.length).toBeGreaterThan(1)
    const { choices } = valueOrThrow(priceBasket(snapshot, null, sales))
    expect(choices.flatMap(({ blocks }) => blocks)).toEqual([])
  })
})

test('a year without room for losses is solved like any other: what is fixed stalls no search', () => {
  const { instance } = valueOrThrow(problemOf(book()))
  const problem = valueOrThrow(readInstance({ ...instance, tax: { ...instance.tax, cap: 0 } }))
  const found = optimize(problem, { gap: 0.001, seconds: 2, expired: () => false }, { advance: () => undefined })
  expect(found.status).toBe('optimal')
})
