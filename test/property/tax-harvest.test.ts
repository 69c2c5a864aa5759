/** Properties of scan, review and basket over random households. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { priceBasket, pricedBasket } from '../../src/main/engine/basket.ts'
import { costClass, oneWayRate } from '../../src/main/engine/cost/facts.ts'
import { byNet } from '../../src/main/engine/harvest/harvest-scan.ts'
import { type LotTable, scanLots } from '../../src/main/engine/harvest/scan-lots.ts'
import { runReview } from '../../src/main/engine/review.ts'
import { standingOf } from '../../src/main/engine/standing/standing.ts'
import { bestSubstitute } from '../../src/main/engine/substitute/rank.ts'
import { taxOfYear } from '../../src/main/engine/tax/year.ts'
import { type Cents, cents } from '../../src/shared/kernel/cents.ts'
import { addDays, civilDate, dayNumber } from '../../src/shared/kernel/civil-date.ts'
import { decimalFromScaled } from '../../src/shared/kernel/decimal.ts'
import { isTaxable } from '../../src/shared/model/book.ts'
import type { Candidate } from '../../src/shared/model/review.ts'
import type { Snapshot } from '../../src/shared/model/snapshot.ts'
import type { SaleChoice } from '../../src/shared/model/ticket.ts'
import { bookOf } from '../fixtures/snapshot.ts'

const day = civilDate('2026-11-20')
const symbols = ['AAA', 'BBB', 'CCC', 'DDD'] as const
const accounts = ['joint', 'own', 'roth'] as const

const lot = fc.record({
  account: fc.constantFrom(...accounts),
  symbol: fc.constantFrom(...symbols),
  age: fc.integer({ min: 0, max: 900 }),
  shares: fc.oneof(
    fc.integer({ min: 1, max: 500 }).map(count => count * 1_000_000),
    fc.integer({ min: 1, max: 300_000_000 }),
  ),
  basis: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 1, max: 9_000_000 }) }, { weight: 1, arbitrary: fc.constant(null) }),
})
const household = fc.record({
  lots: fc.array(lot, { minLength: 1, maxLength: 25 }),
  prices: fc.tuple(...symbols.map(() => fc.integer({ min: 1, max: 900_000_000 }))),
  short: fc.integer({ min: -3_000_000, max: 5_000_000 }),
  long: fc.integer({ min: -3_000_000, max: 5_000_000 }),
  income: fc.integer({ min: -1_000_000, max: 60_000_000 }),
})
type Household = typeof household extends fc.Arbitrary<infer Value> ? Value : never

function snapshotOf({ lots, prices, short, long, income }: Household): Snapshot {
  let book = bookOf(day).account('joint', { type: 'joint' }).account('own').account('roth', { type: 'roth-ira' })
  symbols.forEach((symbol, index) => {
    book = book.security(symbol, decimalFromScaled(prices[index] as number, 6), { capClass: index === 2 ? null : 'large' })
  })
  book = book.relation('substitute', 'AAA', 'BBB', 98).relation('identical', 'CCC', 'DDD')
  for (const one of lots) {
    const basis = one.basis === null ? null : decimalFromScaled(one.basis, 2)
    book = book.lot(one.account, one.symbol, addDays(day, -one.age), decimalFromScaled(one.shares, 6), basis)
  }
  return book
    .profile({
      otherShort: cents(short),
      otherLong: cents(long),
      ordinaryIncome: cents(income),
      magi: cents(Math.max(0, income)),
      stateShortRate: 0.0485,
      stateLongRate: 0.03,
    })
    .snapshot()
}

function choicesOf(candidates: readonly Candidate[]): SaleChoice[] {
  const byHolding = new Map<string, SaleChoice>()
  for (const { lot } of candidates) {
    const key = `${lot.account} ${lot.security}`
    const choice = byHolding.get(key) ?? {
      account: lot.account,
      security: lot.security,
      method: 'SPECID',
      picks: [],
      replacement: null,
      override: '',
    }
    choice.picks.push({ lot: lot.id, shares: lot.shares })
    byHolding.set(key, choice)
  }
  return [...byHolding.values()]
}

function tableOf(snapshot: Snapshot, candidates: readonly Candidate[]): LotTable {
  const standing = standingOf(snapshot)
  const column = (of: (candidate: Candidate) => number) => Float64Array.from(candidates, of)
  const rate = (security: Candidate['lot']['security']) => oneWayRate(costClass(standing.securityOf(security)), snapshot.settings.costs)
  return {
    count: candidates.length,
    household: new Int32Array(candidates.length),
    shares: column(({ lot }) => lot.shares),
    price: column(({ price }) => price ?? Number.NaN),
    basis: column(({ lot }) => lot.basis ?? Number.NaN),
    longOn: Int32Array.from(candidates, ({ longOn }) => (longOn === null ? 0 : dayNumber(longOn))),
    eligible: Uint8Array.from(candidates, ({ accountType }) => Number(isTaxable(accountType))),
    washedLoss: column(candidate => candidate.washedLoss),
    sellRate: column(({ lot }) => rate(lot.security)),
    buyRate: column(({ lot, substitutes }) => rate(bestSubstitute(substitutes)?.security ?? lot.security)),
  }
}

describe('the columnar scan and the review', () => {
  test('give the same gain, saved and net for every lot', () => {
    fc.assert(
      fc.property(household, given => {
        const snapshot = snapshotOf(given)
        const { candidates } = runReview(snapshot, '')
        const { harvest, costs } = snapshot.settings
        const scanned = scanLots(tableOf(snapshot, candidates), {
          asOf: dayNumber(day),
          years: [standingOf(snapshot).year],
          commission: costs.commission,
          leastLoss: harvest.leastLoss,
          leastLossPoints: harvest.leastLossPoints,
          leastNet: harvest.leastNet,
        })
        candidates.forEach((candidate, at) => {
          expect(scanned.gain[at]).toBe(candidate.gain ?? Number.NaN)
          if (!isTaxable(candidate.accountType) || candidate.gain === null || candidate.gain >= 0) return
          expect([scanned.saved[at], scanned.net[at]]).toEqual([candidate.savedNow, candidate.net])
        })
      }),
      { numRuns: 150 },
    )
  })
})

describe('the review', () => {
  test('ranks by net, gives every lot a reason, and is the same twice', () => {
    fc.assert(
      fc.property(household, given => {
        const snapshot = snapshotOf(given)
        const review = runReview(snapshot, 'h')
        expect(review.candidates).toEqual(review.candidates.toSorted(byNet))
        expect(review.candidates.every(candidate => candidate.reasons.length > 0)).toBe(true)
        expect(review.candidates.length).toBe(given.lots.length)
        expect(runReview(structuredClone(snapshot), 'h')).toEqual(review)
      }),
      { numRuns: 60 },
    )
  })
})

describe('a basket', () => {
  test('is worth the difference of the two years, whatever is in it', () => {
    fc.assert(
      fc.property(household, fc.integer({ min: 1, max: 6 }), (given, every) => {
        const snapshot = snapshotOf(given)
        const { candidates } = runReview(snapshot, '')
        const chosen = candidates.filter((_, index) => index % every === 0)
        const standing = standingOf(snapshot)
        const { basket, choices } = pricedBasket(standing, choicesOf(chosen))
        const { taxProfile, federal } = snapshot
        if (taxProfile === null || federal === null) throw new Error('this snapshot has both')
        const soFar = { short: standing.realized.short, long: standing.realized.long }
        const washed = (term: 'short' | 'long') => choices.reduce((sum, choice) => sum + choice.washed[term], 0)
        const after = {
          short: cents(soFar.short + basket.gainShort - basket.lossShort + washed('short')) as Cents,
          long: cents(soFar.long + basket.gainLong - basket.lossLong + washed('long')) as Cents,
        }
        expect(basket.savedNow).toBe(taxOfYear(taxProfile, federal, soFar).total - taxOfYear(taxProfile, federal, after).total)
        expect(basket.washed).toBeLessThanOrEqual(basket.lossShort + basket.lossLong)
        expect(basket.permanent).toBeLessThanOrEqual(basket.washed)
      }),
      { numRuns: 150 },
    )
  })

  test('of one lot is worth what its row says', () => {
    fc.assert(
      fc.property(household, given => {
        const snapshot = snapshotOf(given)
        const review = runReview(snapshot, '')
        for (const candidate of review.candidates.slice(0, 6)) {
          if (candidate.gain === null || !isTaxable(candidate.accountType)) continue
          const view = priceBasket(snapshot, review, choicesOf([candidate]))
          expect(view.ok && view.value.basket.savedNow).toBe(candidate.savedNow)
        }
      }),
      { numRuns: 100 },
    )
  })

  test('never buys more than the proceeds pay for', () => {
    fc.assert(
      fc.property(household, fc.boolean(), (given, fractional) => {
        const snapshot = snapshotOf(given)
        const book = { ...snapshot, accounts: snapshot.accounts.map(account => ({ ...account, fractional })) }
        const chosen = runReview(book, '').candidates.filter(candidate => candidate.symbol === 'AAA')
        const choices = choicesOf(chosen).map(choice => ({ ...choice, replacement: 'BBB' as never }))
        const view = priceBasket(book, null, choices)
        for (const choice of view.ok ? view.value.choices : []) {
          const { buy } = choice
          if (buy === null) continue
          expect(buy.cashLeft).toBeGreaterThanOrEqual(-choice.cost)
          expect(buy.amount + buy.cashLeft + choice.cost).toBe(choice.proceeds)
          expect(buy.shares % (fractional ? 1000 : 1_000_000)).toBe(0)
        }
      }),
      { numRuns: 100 },
    )
  })
})
