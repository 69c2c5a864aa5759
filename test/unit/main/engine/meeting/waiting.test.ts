/** Sell now or in January, worked by hand: a single filer of 2026 in the 24 % bracket, long-term gains at 15 %, $3,000 of net loss against other income (IRC 1211(b)). */
import { describe, expect, test } from 'vitest'
import { type PlanOfToday, waitingUntilJanuary } from '../../../../../src/main/engine/meeting/waiting.ts'
import { standingOf } from '../../../../../src/main/engine/standing/standing.ts'
import { noCents } from '../../../../../src/shared/kernel/cents.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import type { Snapshot } from '../../../../../src/shared/model/snapshot.ts'
import { amountOf, bookOf, sharesOf } from '../../../../fixtures/snapshot.ts'

const book = () => bookOf('2026-11-20').account('own').account('roth', { type: 'roth-ira' }).security('VTI', '300.00')

function asked(snapshot: Snapshot, today: Partial<PlanOfToday>, lot = 'own-VTI-1', count = '100') {
  const plan = {
    short: noCents,
    long: noCents,
    tax: noCents,
    carried: noCents,
    sold: [{ lot: id<'lot'>(lot), shares: sharesOf(count) }],
    ...today,
  }
  return waitingUntilJanuary(standingOf(snapshot), plan)
}

describe('the sales of a plan in January', () => {
  test('a short-term gain is long-term by then: 15 % of it and not 24 %', () => {
    const snapshot = book().lot('own', 'VTI', '2025-12-01', '100', '25000.00').snapshot()
    const { compared, words } = asked(snapshot, { short: amountOf('5000'), tax: amountOf('1200') })
    // January 1 is a holiday, 2 a Saturday in 2027, so the first trading day is Monday the fourth
    expect(compared?.january).toEqual({ day: '2027-01-04', year: 2027, short: 0, long: 500_000, tax: 75_000, carried: 0 })
    expect(compared).toMatchObject({ difference: -45_000, turnsLong: 500_000, losses: 0 })
    expect(words).toBe(
      'Waiting until Jan 4, 2027 saves est. $450 of tax: $5,000 of gains would be long-term by then. What is owed on them falls due with the return of 2027, a year later.',
    )
  })

  test('half of the lot, half of its gain', () => {
    const snapshot = book().lot('own', 'VTI', '2025-12-01', '100', '25000.00').snapshot()
    expect(asked(snapshot, { short: amountOf('2500'), tax: amountOf('600') }, 'own-VTI-1', '50').compared?.january.tax).toBe(37_500)
  })

  test('a loss that would meet gains of this year meets none in January: the cap of $3,000 holds it', () => {
    const snapshot = book()
      .lot('own', 'VTI', '2023-03-01', '100', '35000.00')
      .profile({ otherShort: amountOf('5000') })
      .snapshot()
    const { compared, words } = asked(snapshot, { long: amountOf('-5000'), tax: amountOf('-1200') })
    expect(compared?.january).toMatchObject({ short: 0, long: -500_000, tax: -72_000, carried: 200_000 })
    expect(compared).toMatchObject({ difference: 48_000, losses: -500_000 })
    expect(words).toBe(
      'Waiting until Jan 4, 2027 costs est. $480 of tax: $5,000 of losses would count in 2027, not in 2026; $2,000 more of loss would be carried on for later years.',
    )
  })

  test('what this year leaves of a carried loss stands in the next', () => {
    const snapshot = book()
      .lot('own', 'VTI', '2023-03-01', '100', '25000.00')
      .profile({ carryforwardLong: amountOf('7000') })
      .snapshot()
    // $3,000 of it go this year, $4,000 on: they take $4,000 of the gain of $5,000, which is $1,000 at 15 %, and $3,000 at 24 % are not taken from other income
    const { compared } = asked(snapshot, { long: amountOf('5000'), tax: noCents })
    expect(compared?.january.tax).toBe(15_000 + 72_000)
    expect(compared?.january.carried).toBe(-100_000)
  })

  test('what is not taxed, not known or not of the year is said and not compared', () => {
    const roth = book().lot('roth', 'VTI', '2025-12-01', '100', '25000.00').snapshot()
    expect(asked(roth, {}, 'roth-VTI-1')).toMatchObject({ compared: null, words: expect.stringContaining('sells nothing that is taxed') })
    const nameless = book().lot('own', 'VTI', '2025-12-01', '100', null).snapshot()
    expect(asked(nameless, {})).toMatchObject({ compared: null, words: expect.stringContaining('no known basis') })
    expect(asked(book().profile(null).snapshot(), { tax: null })).toMatchObject({
      compared: null,
      words: expect.stringContaining('tax profile'),
    })
  })
})
