/** Tax now beside tax later, worked by hand: a single filer of 2026 in the 24 % bracket, long-term gains at 15 %. */
import { describe, expect, test } from 'vitest'
import { taxNowAndLater } from '../../../../../src/main/engine/meeting/tax-later.ts'
import { standingOf } from '../../../../../src/main/engine/standing/standing.ts'
import { noCents } from '../../../../../src/shared/kernel/cents.ts'
import { amountOf, bookOf } from '../../../../fixtures/snapshot.ts'

const book = () => bookOf('2026-11-20').account('own').security('VTI', '300.00')
const nothing = { short: noCents, long: noCents, permanent: noCents, tax: noCents, carried: noCents }

describe('what a plan does to later tax', () => {
  test('losses of $5,000 leave $5,000 less basis: nothing to 15 % of it, 24 % within a year', () => {
    const plan = { ...nothing, short: amountOf('-2000'), long: amountOf('-3000'), tax: amountOf('-1200') }
    const told = taxNowAndLater(standingOf(book().snapshot()), plan)
    expect(told).toMatchObject({ moved: 500_000, most: 75_000, mostSoon: 120_000 })
    expect(told.words).toBe(
      'This year the plan saves est. $1,200 of tax. It leaves $5,000.00 less basis behind, which is taxed later or never: est. $0 to $750.00 if it is sold after more than a year, up to $1,200.00 within one.',
    )
  })

  test('a loss lost for good takes its basis with it; a loss carried on is told and not counted', () => {
    const plan = { ...nothing, long: amountOf('-5000'), permanent: amountOf('1000'), tax: amountOf('-720'), carried: amountOf('2000') }
    const told = taxNowAndLater(
      standingOf(
        book()
          .profile({ carryforwardLong: amountOf('9000') })
          .snapshot(),
      ),
      plan,
    )
    expect(told).toMatchObject({ moved: 600_000, most: 90_000 })
    expect(told.words).toContain('$2,000 of loss is carried on and lowers tax of later years; it is not in these figures.')
  })

  test('a gain taxed now does not come again', () => {
    const told = taxNowAndLater(standingOf(book().snapshot()), { ...nothing, long: amountOf('4000'), tax: amountOf('600') })
    expect(told).toMatchObject({ moved: -400_000, most: -60_000 })
    expect(told.words).toBe(
      'This year the plan costs est. $600 of tax. It leaves $4,000.00 more basis behind: of tax that would have come later, est. $0 to $600.00 does not come any more.',
    )
  })

  test('nothing moved, and nothing known', () => {
    expect(taxNowAndLater(standingOf(book().snapshot()), nothing).words).toBe(
      'This year the plan adds no tax and saves none. It moves no gain to later years.',
    )
    const unknown = taxNowAndLater(standingOf(book().profile(null).snapshot()), { ...nothing, tax: null })
    expect(unknown).toMatchObject({ moved: null, most: null, words: 'The tax of the year is unknown: there is no tax profile of it.' })
  })
})
