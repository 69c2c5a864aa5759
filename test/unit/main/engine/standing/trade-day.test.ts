/** On a day without trading every part of the desk reckons from the next day the exchange is open: 21 and 22 November 2026 are a weekend. */
import { describe, expect, test } from 'vitest'
import { priceBasket } from '../../../../../src/main/engine/basket.ts'
import { runReview } from '../../../../../src/main/engine/review.ts'
import { standingOf } from '../../../../../src/main/engine/standing/standing.ts'
import { buildTicket } from '../../../../../src/main/engine/ticket.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import type { SaleChoice } from '../../../../../src/shared/model/ticket.ts'
import { bookOf } from '../../../../fixtures/snapshot.ts'

const saturday = '2026-11-21'

function weekend(bought: string) {
  return bookOf(saturday)
    .account('joint', { type: 'joint' })
    .account('Roth', { type: 'roth-ira' })
    .security('VTI', '270.00')
    .buy('joint', 'VTI', '2023-03-14', '80', '23768.00')
    .buy('Roth', 'VTI', bought, '40', '10800.00')
    .snapshot()
}

function whole(snapshot: ReturnType<typeof weekend>): SaleChoice[] {
  const lot = standingOf(snapshot).lots.find(one => one.account === 'joint')
  if (lot === undefined) throw new Error('the joint account holds a lot')
  const picks = [{ lot: lot.id, shares: lot.shares }]
  return [{ account: id('joint'), security: lot.security, method: 'SPECID', picks, replacement: null, override: '' }]
}

describe('on a Saturday the sale is Monday’s', () => {
  test('a purchase of 30 days before Monday washes, in review, basket and ticket', () => {
    const snapshot = weekend('2026-10-24')
    const review = runReview(snapshot, 'hash')
    expect(review.tradeDay).toBe('2026-11-23')
    const candidate = review.candidates.find(one => one.lot.account === 'joint')
    const basket = priceBasket(snapshot, null, whole(snapshot))
    expect(candidate?.wash).toMatchObject({ permanentShares: 40_000_000, clearOn: '2026-11-24' })
    expect(basket.ok && basket.value.choices[0]?.wash.permanentShares).toBe(40_000_000)
  })

  test('a purchase that is 31 days old on Monday does not, though it is 29 on Saturday', () => {
    const snapshot = weekend('2026-10-23')
    const candidate = runReview(snapshot, 'hash').candidates.find(one => one.lot.account === 'joint')
    const basket = priceBasket(snapshot, null, whole(snapshot))
    expect(candidate?.wash).toMatchObject({ state: 'clear', washedShares: 0 })
    expect(basket.ok && basket.value.choices[0]?.wash.state).toBe('clear')
  })

  test('cash waits, and the ticket bars buying back, through 30 days after Monday', () => {
    const snapshot = weekend('2026-01-05')
    const reasons = runReview(snapshot, 'hash').candidates.find(one => one.lot.account === 'joint')?.reasons
    expect(reasons?.find(reason => reason.code === 'substitute/none')?.what).toContain('through Dec 23, 2026')
    const header = {
      id: id<'ticket'>('T-1'),
      preparedAt: '2026-11-21T10:00:00Z',
      engine: '1',
      reason: '',
      issuing: false,
      recommendedBy: '',
      placedBy: '',
      discretionary: false,
      solicited: false,
    }
    const ticket = buildTicket(snapshot, 'hash', whole(snapshot), header)
    expect(ticket.ok && ticket.value.pages[0]?.orders[0]?.notes.join(' ')).toContain(
      'If traded on Nov 23, 2026: do not buy VTI before Dec 24, 2026',
    )
  })

  test('a lot whose first long day is the Sunday between is sold long-term', () => {
    const snapshot = bookOf(saturday)
      .account('joint', { type: 'joint' })
      .security('VTI', '270.00')
      .buy('joint', 'VTI', '2025-11-21', '10', '3000.00')
      .snapshot()
    expect(runReview(snapshot, 'hash').candidates[0]).toMatchObject({ term: 'long', longOn: '2026-11-22', daysToLong: 1 })
  })
})
