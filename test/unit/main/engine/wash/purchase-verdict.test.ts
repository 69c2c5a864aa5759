import { describe, expect, test } from 'vitest'
import { type ProposedPurchase, purchaseVerdict } from '../../../../../src/main/engine/wash/purchase-verdict.ts'
import { civilDate } from '../../../../../src/shared/kernel/civil-date.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import { bookOf, sharesOf } from '../../../../fixtures/snapshot.ts'
import { evidenceOf } from './evidence-kit.ts'

const today = '2026-11-20'
const home = () =>
  bookOf(today)
    .account('Joint')
    .account('Second')
    .account('IRA', { type: 'traditional-ira' })
    .account('Plan', { type: '401k' })
    .security('VTI', '270')
    .security('ITOT', '120')
/** 40 shares sold in Joint on Nov 2 at a loss of $1,000. */
const withLoss = () => home().buy('Joint', 'VTI', '2023-03-14', '40', '11000').sell('Joint', 'VTI', '2026-11-02', '40', '10000')

function buying(account: string, security: string, date = today, count: string | null = '30'): ProposedPurchase {
  return { account: id(account), security: id(security), date: civilDate(date), shares: count === null ? null : sharesOf(count) }
}

describe('whom a purchase would hurt', () => {
  test('nobody', () => {
    expect(purchaseVerdict(buying('Second', 'VTI'), evidenceOf(home()))).toMatchObject({ state: 'clear', washedShares: 0, clearOn: today })
  })

  test('a loss sale of another account, share for share', () => {
    const verdict = purchaseVerdict(buying('Second', 'VTI'), evidenceOf(withLoss()))
    expect(verdict).toMatchObject({ state: 'potential-exact', washedShares: sharesOf('30'), permanentShares: 0, clearOn: '2026-12-03' })
    expect(verdict.reasons[0]?.what).toBe('Joint sold 40 sh of VTI at a loss of $1,000.00 on Nov 2, 2026: buying would defer that loss')
  })

  test('an IRA would destroy it', () => {
    const verdict = purchaseVerdict(buying('IRA', 'VTI', today, null), evidenceOf(withLoss()))
    expect(verdict).toMatchObject({ state: 'ira-risk', washedShares: sharesOf('40'), permanentShares: sharesOf('40') })
  })

  test('a 401(k) is shown and not counted', () => {
    expect(purchaseVerdict(buying('Plan', 'VTI'), evidenceOf(withLoss()))).toMatchObject({
      state: 'ira-risk',
      washedShares: 0,
      permanentShares: 0,
    })
  })

  test('a declared identical security is related', () => {
    expect(purchaseVerdict(buying('Second', 'ITOT'), evidenceOf(withLoss().relation('identical', 'VTI', 'ITOT'))).state).toBe(
      'potential-related',
    )
    expect(purchaseVerdict(buying('Second', 'ITOT'), evidenceOf(withLoss())).state).toBe('clear')
  })

  test.each([
    ['2026-12-02', 'potential-exact'],
    ['2026-12-03', 'clear'],
  ])('the bar ends by itself: %s is %s', (date, state) => {
    const until = {
      asOf: civilDate(date),
      accounts: withLoss()
        .snapshot()
        .accounts.map(account => ({ ...account, coverageTo: civilDate(date) })),
    }
    const late = withLoss().with(until)
    expect(purchaseVerdict(buying('Second', 'VTI', date), evidenceOf(late)).state).toBe(state)
  })

  test('a loss that has found its replacement cannot be washed again', () => {
    const book = withLoss().buy('Joint', 'VTI', '2026-11-09', '40', '10400')
    expect(purchaseVerdict(buying('Second', 'VTI'), evidenceOf(book)).state).toBe('clear')
  })

  test('a loss told by the custodian’s realized file alone', () => {
    const book = home().realized('Joint', 'VTI', '2023-03-14', '2026-11-02', '40', '10000', '11000')
    expect(purchaseVerdict(buying('Second', 'VTI'), evidenceOf(book))).toMatchObject({
      state: 'potential-exact',
      washedShares: sharesOf('30'),
    })
  })

  test('a loss sale of the same plan, after the purchase', () => {
    const planned = [{ account: id<'account'>('Joint'), security: id<'security'>('VTI'), date: civilDate('2026-12-15'), shares: null }]
    const verdict = purchaseVerdict(buying('Second', 'VTI'), evidenceOf(home(), { plannedLossSales: planned }))
    expect(verdict).toMatchObject({ state: 'potential-exact', clearOn: '2027-01-15' })
  })

  test('a sale that may have been a loss leaves the answer open', () => {
    const book = home().sell('Joint', 'VTI', '2026-11-02', '40', '10000').lot('Joint', 'VTI', '2020-01-06', '5', '500')
    const verdict = purchaseVerdict(buying('Second', 'VTI'), evidenceOf(book))
    expect(verdict).toMatchObject({ state: 'coverage-incomplete', washedShares: 0, clearOn: null })
    expect(verdict.reasons[0]?.what).toBe('Joint sold 40 sh of VTI on Nov 2, 2026; whether at a loss is not in the records')
  })

  test('clear cannot be said without records', () => {
    const verdict = purchaseVerdict(
      buying('Second', 'VTI'),
      evidenceOf(home().account('Old IRA', { coverageFrom: null, coverageTo: null })),
    )
    expect(verdict).toMatchObject({ state: 'coverage-incomplete', clearOn: null })
  })
})
