/** Properties of the optimizer over random accounts: what must not matter does not, and what must not hurt does not. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Instance } from '../../src/shared/model/instance.ts'
import { randomInstance } from '../fixtures/instance-generator.ts'
import { isSolved, medium, optimized, small } from '../fixtures/problem.ts'
import { seededRandom } from '../fixtures/random.ts'

const accounts = fc.integer({ min: 0, max: 1_000_000 }).map(seed => randomInstance(seed, small))
const gap = 1e-5
const runs = { numRuns: 40 }

/** Two answers to the same question: the same verdict, and objectives within the gaps they state. */
function expectSame(one: Instance, two: Instance): void {
  const [first, second] = [optimized(one, gap), optimized(two, gap)]
  expect(first.status).toBe(second.status)
  if (!isSolved(first.status)) return
  const room = 2 * gap * Math.max(first.evaluation.gross, second.evaluation.gross) + 1e-9
  expect(Math.abs(first.evaluation.objective - second.evaluation.objective)).toBeLessThanOrEqual(room)
}

describe('the optimizer', () => {
  test('bounds every answer from below, keeps every limit, and never does worse than nothing', () => {
    fc.assert(
      fc.property(accounts, account => {
        const { status, bound, evaluation } = optimized(account, gap)
        if (!isSolved(status)) return
        expect(bound).toBeLessThanOrEqual(evaluation.objective)
        expect(evaluation.worst).toBeLessThanOrEqual(2e-7)
      }),
      runs,
    )
  })

  test('does not care for the size of a dollar', () => {
    fc.assert(
      fc.property(accounts, account => {
        const million = 1e6
        const { lots, tax } = account
        expectSame(account, {
          ...account,
          nav: account.nav * million,
          cash0: account.cash0 * million,
          lots: { ...lots, shares: lots.shares.map(shares => shares * million) },
          tax: { ...tax, cap: tax.cap * million, ytdS: tax.ytdS * million, ytdL: tax.ytdL * million },
        })
      }),
      runs,
    )
  })

  test('does not care for the size of the weights, and proves its plan where one of them is nothing', () => {
    for (const seed of [1, 2, 3, 5]) {
      const account = randomInstance(seed, medium)
      const of = (te: number, tc: number, tax: number) => optimized({ ...account, lam: { te, tc, tax } }, 1e-3)
      const plain = of(20, 1, 1)
      if (!isSolved(plain.status)) continue
      const room = 1e-3 * plain.evaluation.gross
      for (const size of [100, 1e4, 1e6]) {
        const { status, bound, evaluation } = of(20 * size, size, size)
        expect([seed, size, status]).toEqual([seed, size, 'optimal'])
        expect(bound / size).toBeLessThanOrEqual(plain.evaluation.objective + 1e-9)
        expect(Math.abs(evaluation.objective / size - plain.evaluation.objective)).toBeLessThanOrEqual(room)
      }
      for (const [te, tc, tax] of [
        [0, 1, 1],
        [1e6, 1, 1],
        [20, 0, 0],
      ] as const)
        expect([seed, te, tc, of(te, tc, tax).status]).toEqual([seed, te, tc, 'optimal'])
    }
  })

  test('does not care for the order of the securities', () => {
    fc.assert(
      fc.property(accounts, fc.integer({ min: 1, max: 1000 }), (account, seed) => expectSame(account, shuffled(account, seed))),
      runs,
    )
  })

  test('gains nothing from a limit and loses nothing where one is relaxed', () => {
    fc.assert(
      fc.property(accounts, account => {
        const { sec, sector } = account
        const before = optimized(account, gap)
        if (!isSolved(before.status)) return
        for (const relaxed of [
          { ...account, turnoverMax: account.turnoverMax * 1.1 },
          { ...account, maxTrades: account.maxTrades + 1 },
          { ...account, cashHi: account.cashHi + 0.01 },
          { ...account, sector: { ...sector, hi: sector.hi.map(high => high + 0.02) } },
          { ...account, sec: { ...sec, minTrade: sec.minTrade.map(least => least / 2) } },
          { ...account, sec: { ...sec, group: sec.group.map(() => -1) } },
        ]) {
          const after = optimized(relaxed, gap)
          expect(isSolved(after.status)).toBe(true)
          expect(after.bound).toBeLessThanOrEqual(before.evaluation.objective + 1e-9)
        }
      }),
      { numRuns: 15 },
    )
  })

  test('is never broken by one more lot', () => {
    fc.assert(
      fc.property(accounts, account => {
        const { lots } = account
        const half = lots.shares.map((shares, l) => (l === 0 ? shares / 2 : shares))
        const split = {
          sec: [0],
          shares: [half[0] ?? 0],
          basis: [lots.basis[0] ?? 0],
          days: [lots.days[0] ?? 0],
          blocked: [lots.blocked[0] ?? 0],
        }
        if (lots.sec[0] !== 0) return
        expectSame(account, {
          ...account,
          lots: {
            sec: [...split.sec, ...lots.sec],
            shares: [...split.shares, ...half],
            basis: [...split.basis, ...lots.basis],
            days: [...split.days, ...lots.days],
            blocked: [...split.blocked, ...lots.blocked],
          },
        })
      }),
      runs,
    )
  })
})

function shuffled(account: Instance, seed: number): Instance {
  const random = seededRandom(seed)
  const { sec, lots } = account
  const order = sec.price.map((_, i) => ({ i, key: random.fraction() })).sort((a, b) => a.key - b.key)
  const place = new Map(order.map(({ i }, at) => [i, at]))
  const lotOrder = lots.sec.map((security, l) => ({ l, at: place.get(security) ?? 0 })).sort((a, b) => a.at - b.at)
  const reordered = <Table extends object>(table: Table, from: readonly number[]): Table =>
    Object.fromEntries(Object.entries(table).map(([key, column]) => [key, from.map(index => (column as unknown[])[index])])) as Table
  const movedLots = reordered(
    lots,
    lotOrder.map(({ l }) => l),
  )
  return {
    ...account,
    sec: reordered(
      sec,
      order.map(({ i }) => i),
    ),
    lots: { ...movedLots, sec: lotOrder.map(({ at }) => at) },
  }
}
