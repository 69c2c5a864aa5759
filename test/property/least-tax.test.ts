/**
 * Least tax against every choice of whole shares, counted out: small holdings at prices of whole dollars, households of every kind. No choice may cost less
 * where the answer says that it is the least of all lots, and no method shown beside it ever does.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cheapestSplit } from '../../src/main/engine/sale/cheapest-split.ts'
import { pricedResult } from '../../src/main/engine/sale/method-result.ts'
import { compareSale } from '../../src/main/engine/sale.ts'
import { standingOf } from '../../src/main/engine/standing/standing.ts'
import { worthing } from '../../src/main/engine/tax/worth.ts'
import { cents } from '../../src/shared/kernel/cents.ts'
import { id, type LotId } from '../../src/shared/kernel/id.ts'
import { oneShare, shares } from '../../src/shared/kernel/shares.ts'
import type { TaxProfile } from '../../src/shared/model/book.ts'
import type { LotPick } from '../../src/shared/model/ledger.ts'
import type { MethodResult } from '../../src/shared/model/views.ts'
import { bookOf, plainProfile } from '../fixtures/snapshot.ts'
import { federal2026 } from '../fixtures/tax-tables.ts'

const asOf = '2026-11-20'
const holding = { account: id<'account'>('own'), security: id<'security'>('XYZ') }

const dollars = (least: number, most: number) => fc.integer({ min: least, max: most }).map(amount => cents(amount * 100))

const profile: fc.Arbitrary<TaxProfile> = fc
  .record({
    filingStatus: fc.constantFrom('single', 'mfj', 'mfs', 'hoh', 'qss' as const),
    ordinaryIncome: fc.oneof(dollars(-30_000, 60_000), dollars(180_000, 260_000), dollars(-2_000, 2_000)),
    qualifiedDividends: fc.oneof(fc.constant(cents(0)), dollars(0, 20_000)),
    otherInvestmentIncome: dollars(0, 3_000),
    magi: fc.oneof(dollars(0, 120_000), dollars(195_000, 260_000)),
    carryforwardShort: fc.oneof(fc.constant(cents(0)), dollars(0, 6_000)),
    carryforwardLong: fc.oneof(fc.constant(cents(0)), dollars(0, 6_000)),
    otherShort: fc.oneof(fc.constant(cents(0)), dollars(-5_000, 5_000)),
    otherLong: fc.oneof(fc.constant(cents(0)), dollars(-5_000, 5_000)),
    stateShortRate: fc.constantFrom(0, 0.05, 0.093, 0.12),
    stateLongRate: fc.constantFrom(0, 0.03, 0.093, 0.09),
  })
  .map(facts => ({ ...plainProfile, ...facts }))

interface Plan {
  readonly profile: TaxProfile
  readonly lots: readonly { readonly date: string; readonly shares: number; readonly cost: number }[]
  readonly wanted: number
  /** Purchases of the window elsewhere in the household. */
  readonly bought: readonly { readonly account: 'roth' | 'spouse'; readonly date: string; readonly shares: number }[]
}

const lotDates = ['2022-03-01', '2024-05-06', '2025-11-18', '2025-11-24', '2026-02-03', '2026-06-01', '2026-09-08'] as const
/** High, so that a few shares cross brackets and thresholds. */
const price = 6_000

const plan = (bought: fc.Arbitrary<Plan['bought']>, more: readonly string[] = []): fc.Arbitrary<Plan> =>
  fc
    .record({
      profile,
      lots: fc.uniqueArray(
        fc.record({
          date: fc.constantFrom(...lotDates, ...more),
          shares: fc.integer({ min: 1, max: 5 }),
          cost: fc.integer({ min: 400, max: 18_000 }),
        }),
        { selector: lot => lot.date, minLength: 1, maxLength: 4 },
      ),
      part: fc.double({ min: 0.05, max: 1, noNaN: true }),
      bought,
    })
    .map(({ part, ...rest }) => {
      const held = rest.lots.reduce((sum, lot) => sum + lot.shares, 0)
      return { ...rest, wanted: Math.max(1, Math.round(part * held)) }
    })

const purchases = fc.array(
  fc.record({
    account: fc.constantFrom('roth', 'spouse' as const),
    date: fc.constantFrom('2026-10-26', '2026-11-02', '2026-11-12'),
    shares: fc.integer({ min: 1, max: 4 }),
  }),
  { minLength: 1, maxLength: 2 },
)

function snapshotOf({ profile: taxProfile, lots, bought }: Plan) {
  const book = bookOf(asOf)
    .account('own')
    .account('spouse')
    .account('roth', { type: 'roth-ira' })
    .security('XYZ', `${price}.00`)
    .with({ taxProfile })
  for (const lot of lots.toSorted((a, b) => (a.date < b.date ? -1 : 1)))
    book.lot('own', 'XYZ', lot.date, String(lot.shares), String(lot.shares * lot.cost))
  for (const each of bought) book.buy(each.account, 'XYZ', each.date, String(each.shares), String(each.shares * price))
  return book.snapshot()
}

/** Every choice of whole shares. */
function* choices(lots: readonly { readonly lot: LotId; readonly shares: number }[], wanted: number): Generator<LotPick[]> {
  const [first, ...rest] = lots
  if (first === undefined) {
    if (wanted === 0) yield []
    return
  }
  for (let count = 0; count <= Math.min(first.shares, wanted); count += 1) {
    for (const others of choices(rest, wanted - count))
      yield count === 0 ? others : [{ lot: first.lot, shares: shares(count * oneShare) }, ...others]
  }
}

function check(of: Plan): { readonly proof: MethodResult['proof']; readonly gap: number } {
  const snapshot = snapshotOf(of)
  const view = compareSale(snapshot, null, { ...holding, shares: shares(of.wanted * oneShare) })
  if (!view.ok) throw new Error(view.refusal.what)
  const found = view.value.methods[0] as MethodResult
  expect([found.method, found.refusal]).toEqual(['LEASTTAX', null])
  const standing = standingOf(snapshot)
  const lots = view.value.lots.map(({ lot }) => ({ lot: lot.id, shares: lot.shares / oneShare }))
  let least = Number.POSITIVE_INFINITY
  for (const picks of choices(lots, of.wanted)) least = Math.min(least, pricedResult(standing, holding, 'SPECID', picks).tax as number)
  for (const other of view.value.methods) {
    if (other.refusal === null) expect(found.tax as number).toBeLessThanOrEqual(other.tax as number)
  }
  expect(found.tax as number).toBeGreaterThanOrEqual(least)
  expect((found.tax as number) - (found.within as number)).toBeLessThanOrEqual(least)
  if (found.proof === 'least of all lots') expect(found.tax).toBe(least)
  return { proof: found.proof, gap: (found.tax as number) - least }
}

describe('least tax is the least of every choice of lots', () => {
  test('without a purchase in the window: always proven', () => {
    fc.assert(
      fc.property(plan(fc.constant([])), of => {
        expect(check(of)).toEqual({ proof: 'least of all lots', gap: 0 })
      }),
      { numRuns: 500 },
    )
  })

  test('with purchases by a spouse and in an IRA: never beaten', () => {
    const proofs = { proven: 0, found: 0 }
    fc.assert(
      fc.property(plan(purchases), of => {
        const { proof, gap } = check(of)
        proofs[proof === 'least of all lots' ? 'proven' : 'found'] += 1
        expect(gap).toBe(0)
      }),
      { numRuns: 500 },
    )
    expect(proofs.proven).toBeGreaterThan(proofs.found)
  })

  test('with young lots of the same holding in the window: never beaten', () => {
    fc.assert(
      fc.property(plan(fc.oneof(purchases, fc.constant([])), ['2026-10-22', '2026-11-05', '2026-11-16']), of => {
        expect(check(of).gap).toBe(0)
      }),
      { numRuns: 500 },
    )
  })

  test('in thousandths of a share, where bends of the tax are reckoned and not tried out: no split of a fine grid is cheaper', () => {
    const side = fc
      .array(fc.record({ shares: fc.integer({ min: 1, max: 40 }), gain: fc.integer({ min: -9_000, max: 9_000 }) }), { maxLength: 5 })
      .map(lots => lots.toSorted((a, b) => a.gain - b.gain))
      .map(lots => ({ lots: lots.map(lot => ({ shares: lot.shares * 1_000, gain: lot.shares * lot.gain * 100 })) }))
    fc.assert(
      fc.property(profile, side, side, fc.double({ min: 0.05, max: 1, noNaN: true }), (facts, short, long, part) => {
        const total = (of: typeof short) => of.lots.reduce((sum, lot) => sum + lot.shares, 0)
        const wanted = Math.round(part * (total(short) + total(long)))
        const year = worthing(facts, federal2026, { short: facts.otherShort, long: facts.otherLong })
        const found = cheapestSplit(short, long, wanted, 1, year)
        const gainOf = (of: typeof short, count: number) => {
          let [open, gain] = [count, 0]
          for (const lot of of.lots) {
            const taken = Math.min(open, lot.shares)
            gain += (lot.gain * taken) / lot.shares
            open -= taken
          }
          return Math.round(gain)
        }
        const [low, high] = [Math.max(0, wanted - total(long)), Math.min(total(short), wanted)]
        for (let at = low; at <= high; at += Math.max(1, Math.floor((high - low) / 2_000))) {
          const tax = -year.savedNow(gainOf(short, at), gainOf(long, wanted - at))
          // each of the three taxes is rounded to cents
          expect(found?.tax).toBeLessThanOrEqual(tax + 2)
        }
      }),
      { numRuns: 150 },
    )
  })
})
