/** What must hold of every past: without trades nothing was gained by them, targets held are the portfolio that holds them, and today's drift is the desk's. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { driftIn } from '../../src/main/engine/drift/drift-in.ts'
import { householdPerformance } from '../../src/main/engine/performance/household-performance.ts'
import { leftAlone } from '../../src/main/engine/performance/left-alone.ts'
import { measure } from '../../src/main/engine/performance/measured.ts'
import { comparedSince, premiumBetween } from '../../src/main/engine/performance/rebalance-figures.ts'
import { periodsOf, sharpeRatio, timeWeighted } from '../../src/main/engine/performance/returns.ts'
import { standingOf } from '../../src/main/engine/standing/standing.ts'
import { addDays, civilDate, dateOfDay } from '../../src/shared/kernel/civil-date.ts'
import { id } from '../../src/shared/kernel/id.ts'
import { pastInput, pricesFrom, tradingDaysFrom } from '../fixtures/past.ts'
import { amountOf, bookOf } from '../fixtures/snapshot.ts'

const start = '2026-03-02'
const days = 70
const calendar = tradingDaysFrom(start, days)
const asOf = calendar.at(-1) as string

const move = fc.integer({ min: -300, max: 300 })
const path = fc.array(move, { minLength: days - 1, maxLength: days - 1 }).map(moves => {
  let dollars = 100
  return [100, ...moves.map(each => (dollars = Math.max(1, Math.round(dollars * (1 + each / 1e4) * 100) / 100)))]
})
const on = fc.integer({ min: 1, max: days - 2 }).map(at => calendar[at] as string)
const whole = fc.integer({ min: 1, max: 400 })

interface Wish {
  readonly shares: readonly [number, number]
  readonly paths: readonly [number[], number[]]
  readonly dividends: readonly (readonly [string, number])[]
  readonly deposits: readonly (readonly [string, number])[]
}

const wish = fc.record({
  shares: fc.tuple(whole, whole),
  paths: fc.tuple(path, path),
  dividends: fc.array(fc.tuple(on, fc.integer({ min: 1, max: 900 })), { maxLength: 3 }),
  deposits: fc.array(fc.tuple(on, fc.integer({ min: 1, max: 900 })), { maxLength: 3 }),
})

/** Two accounts with A and B, dividends and deposits, no trade. */
function quiet({ shares: [a, b], paths, dividends, deposits }: Wish) {
  const open = { cash: amountOf('5000'), cashAsOf: civilDate(asOf), coverageFrom: civilDate(start), model: id<'model portfolio'>('half') }
  const book = bookOf(asOf)
    .account('joint', open)
    .account('ira', { ...open, type: 'traditional-ira' })
  const last = (at: 0 | 1) => (paths[at].at(-1) as number).toFixed(2)
  book
    .security('A', last(0))
    .security('B', last(1))
    .model('half', [
      ['A', 6000, 500],
      ['B', 4000, 500],
    ])
  book
    .lot('joint', 'A', '2020-01-02', `${a}`, '1000')
    .lot('ira', 'A', '2020-01-02', `${a}`, '1000')
    .lot('ira', 'B', '2020-01-02', `${b}`, '1000')
  const [blank] = bookOf(asOf).account('joint').security('A', '1').buy('joint', 'A', asOf, '1', '1').snapshot().entries
  const cashOf = (kind: string, security: string | null, list: readonly (readonly [string, number])[]) =>
    list.map(([day, amount], at) => ({
      ...blank,
      id: `${kind}${at}`,
      kind,
      security,
      tradeDate: day,
      shares: 0,
      basis: null,
      amount: amount * 100,
      fingerprint: `${kind}${at}`,
    }))
  const entries = [...cashOf('dividend', 'A', dividends), ...cashOf('cash-in', null, deposits)].sort((x, y) =>
    x.tradeDate < y.tradeDate ? -1 : 1,
  )
  return pastInput(book.with({ entries: entries as never }), [pricesFrom('A', start, paths[0]), pricesFrom('B', start, paths[1])])
}

describe('a household without trades', () => {
  test('left alone is what it is: the premium is exactly nothing, whatever dividends and deposits come', () => {
    fc.assert(
      fc.property(wish, on, (given, from) => {
        const measured = measure(quiet(given), { risk: false })
        const compared = comparedSince(measured, { first: civilDate(from) })
        const { actual, leftAlone: alone } = compared?.periods ?? {}
        expect(actual && alone).toBeTruthy()
        expect(Math.round(premiumBetween(actual ?? [], alone ?? []) * 1e9)).toBe(0)
        expect(householdPerformance(quiet(given)).rebalances).toEqual([])
      }),
      { numRuns: 25 },
    )
  })

  test('money that comes in and out changes the return only through what it is kept in: all cash earns nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(on, fc.integer({ min: 1, max: 900 })), { maxLength: 4 }), deposits => {
        const given = quiet({ shares: [1, 1], paths: [Array(days).fill(100), Array(days).fill(100)], dividends: [], deposits })
        const { days: valued, flows } = measure(given, { risk: false })
        expect(Math.abs(timeWeighted(periodsOf(valued, flows)))).toBeLessThan(1e-12)
      }),
      { numRuns: 25 },
    )
  })

  test('drift of the last day is the desk’s own drift', () => {
    fc.assert(
      fc.property(wish, given => {
        const input = quiet(given)
        const last = measure(input, { risk: false }).days.at(-1)
        expect(dateOfDay(last?.day ?? 0)).toBe(asOf)
        const own = driftIn(standingOf(input.snapshot)).portfolio ?? 0
        expect(Math.abs((last?.drift?.portfolio ?? 0) * 10_000 - own)).toBeLessThanOrEqual(2)
      }),
      { numRuns: 25 },
    )
  })
})

test('a portfolio equal to its targets has no drift, and held it has their return and their Sharpe ratio', () => {
  fc.assert(
    fc.property(fc.tuple(path, path), whole, (paths, size) => {
      const coverage = {
        cash: amountOf('0'),
        cashAsOf: civilDate(asOf),
        coverageFrom: civilDate(start),
        model: id<'model portfolio'>('half'),
      }
      const book = bookOf(asOf)
        .account('ira', { ...coverage, type: 'roth-ira' })
        .security('A', '1')
        .security('B', '1')
        .model('half', [
          ['A', 6000, 500],
          ['B', 4000, 500],
        ])
        .lot('ira', 'A', '2020-01-02', `${size * 6}`, '1000')
        .lot('ira', 'B', '2020-01-02', `${size * 4}`, '1000')
      const measured = measure(pastInput(book, [pricesFrom('A', start, paths[0]), pricesFrom('B', start, paths[1])]), { risk: false })
      // both cost 100 on the first day: six of one and four of the other are the targets
      expect(measured.days[0]?.drift?.portfolio).toBeCloseTo(0, 12)
      const compared = comparedSince(measured, { first: addDays(civilDate(start), 1) })
      const { actual, targetHeld } = compared?.periods ?? {}
      expect(timeWeighted(actual ?? [])).toBeCloseTo(timeWeighted(targetHeld ?? []), 10)
      const [own, theirs] = [sharpeRatio(actual ?? [], 0.04), sharpeRatio(targetHeld ?? [], 0.04)]
      expect(Math.round((own ?? 0) * 1000)).toBe(Math.round((theirs ?? 0) * 1000))
      expect(own).not.toBeNull()
    }),
    { numRuns: 25 },
  )
})

test('left alone over a split told by two accounts: both keep their worth, once each', () => {
  const given = quiet({ shares: [10, 10], paths: [Array(days).fill(100), Array(days).fill(100)], dividends: [], deposits: [] })
  const split = calendar[30] as string
  const [blank] = bookOf(asOf).account('joint').security('A', '1').buy('joint', 'A', split, '1', '1').snapshot().entries
  const told = ['joint', 'ira'].map((account, at) => ({
    ...blank,
    id: `s${at}`,
    account,
    kind: 'split',
    shares: 0,
    amount: null,
    basis: null,
    ratio: [2, 1],
    fingerprint: `s${at}`,
  }))
  const halved = pricesFrom('A', start, [...Array(30).fill(100), ...Array(days - 30).fill(50)])
  const measured = measure(
    { ...given, snapshot: { ...given.snapshot, entries: told as never }, prices: [halved, given.prices[1] as never] },
    { risk: false },
  )
  const alone = leftAlone(measured.world, measured.days)
  expect(new Set(alone.days.map(({ value }) => value)).size).toBe(1)
  expect(new Set(measured.days.map(({ value }) => value)).size).toBe(1)
})
