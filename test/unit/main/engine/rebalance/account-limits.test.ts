/** Least and most weight and cash that stays, in the instance and in the plan: kept where they can be, told where they cannot, gone when they expire. */
import { describe, expect, test } from 'vitest'
import { accountProblem, plainWishes } from '../../../../../src/main/engine/rebalance/from-snapshot.ts'
import { withWishes } from '../../../../../src/main/engine/rebalance/wish-limits.ts'
import { standingOf } from '../../../../../src/main/engine/standing/standing.ts'
import { cents } from '../../../../../src/shared/kernel/cents.ts'
import { civilDate } from '../../../../../src/shared/kernel/civil-date.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import { twoAccounts, wishes } from '../../../../fixtures/household.ts'

type Book = ReturnType<typeof twoAccounts>
/** 100 VTI of $300 beside $5,000 of cash: VTI is 85.71 % of $35,000. */
function problemOf(change: (book: Book) => unknown) {
  const book = twoAccounts().lot('joint', 'VTI', '2023-03-14', '100', '20000.00')
  change(book)
  const found = accountProblem(standingOf(book.snapshot()), id('joint'), plainWishes)
  if (!found.ok) throw new Error(found.refusal.what)
  const at = (symbol: string) => found.value.securities.indexOf(id(symbol))
  const limits = (symbol: string) => [found.value.instance.sec.lb[at(symbol)], found.value.instance.sec.ub[at(symbol)]]
  return { problem: found.value, at, limits, notes: found.value.notes.join(' ') }
}

describe('weights', () => {
  test('without a restriction nothing is limited', () => {
    const { limits } = problemOf(() => undefined)
    expect([limits('VTI'), limits('BND')]).toEqual([
      [0, 1],
      [0, 1],
    ])
  })
  test('least and most stand in the instance, the narrowest of household and account', () => {
    const { limits } = problemOf(book =>
      book
        .restrict('most-weight', 'VTI', { weight: 6000 })
        .restrict('most-weight', 'VTI', { weight: 5500, account: id('joint') })
        .restrict('most-weight', 'VTI', { weight: 100, account: id('ira') })
        .restrict('least-weight', 'BND', { weight: 2500 }),
    )
    expect([limits('VTI'), limits('BND')]).toEqual([
      [0, 0.55],
      [0.25, 1],
    ])
  })
  test('an expired one holds no more; on its last day it holds', () => {
    const until = (day: string) =>
      problemOf(book => book.restrict('most-weight', 'VTI', { weight: 6000, expires: civilDate(day) })).limits('VTI')
    expect([until('2026-11-19'), until('2026-11-20')]).toEqual([
      [0, 1],
      [0, 0.6],
    ])
  })
  test('they bar no trade and wash nothing', () => {
    const { problem, at } = problemOf(book => book.restrict('most-weight', 'VTI', { weight: 9000 }))
    expect(problem.instance.sec.noBuy[at('VTI')]).toBeFalsy()
    expect(problem.barred).toEqual([null])
  })
  test('a security the model does not name is brought in by its least weight', () => {
    const { limits } = problemOf(book => book.security('VNQ', '84.00').restrict('least-weight', 'VNQ', { weight: 500 }))
    expect(limits('VNQ')).toEqual([0.05, 1])
  })
  test('a most that lots which may not be sold exceed gives way to them and says so', () => {
    const { limits, notes } = problemOf(book => book.restrict('most-weight', 'VTI', { weight: 2000 }).restrict('never-sell', 'VTI'))
    expect(limits('VTI')[1]).toBeCloseTo(30_000 / 35_000, 12)
    expect(notes).toContain('VTI: more than 20 % stays, because its lots may not be sold.')
  })
  test('a least of what may not be bought is what is held, and says so', () => {
    const { limits, notes } = problemOf(book => book.restrict('least-weight', 'BND', { weight: 1000 }).restrict('never-buy', 'BND'))
    expect(limits('BND')[0]).toBe(0)
    expect(notes).toContain('BND: at least 10 % is not reached, because it may not be bought.')
  })
  test('a least above a most of another scope: the most is kept, said', () => {
    const { limits, notes } = problemOf(book =>
      book.restrict('least-weight', 'BND', { weight: 3000 }).restrict('most-weight', 'BND', { weight: 1000, account: id('joint') }),
    )
    expect(limits('BND')).toEqual([0.1, 0.1])
    expect(notes).toContain('BND: at least 30 % and at most 10 % cannot both hold')
  })
})

describe('cash that stays', () => {
  const reserved = () =>
    problemOf(book => book.with({ accounts: book.snapshot().accounts.map(each => ({ ...each, cashReserve: cents(350_000) })) }))
  test('is the least cash of the account: $3,500 of $35,000', () => {
    const { cashLo, cashHi } = reserved().problem.instance
    expect(cashLo).toBeCloseTo(0.1, 12)
    expect(cashHi).toBeCloseTo(0.1, 12)
  })
  test('comes on top of what is raised', () => {
    const room = { raise: cents(700_000), tax: null, taxable: true, reserve: true }
    const [plain, kept] = [problemOf(() => undefined), reserved()].map(({ problem }) => withWishes(problem, wishes, room).instance.cashLo)
    expect((kept ?? 0) - (plain ?? 0)).toBeCloseTo(0.1, 12)
  })
})
