/** An order that a day does not take, on the ticket: its days, its parts of the cost, what the costs rest on, and the day from which the loss bars a purchase. */
import { expect, test } from 'vitest'
import { locksOfTicket } from '../../../../../src/main/engine/ticket/locks.ts'
import { buildTicket } from '../../../../../src/main/engine/ticket.ts'
import { civilDate } from '../../../../../src/shared/kernel/civil-date.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import { ticketShape } from '../../../../../src/shared/model/ticket.ts'
import { bookOf, defaultSettings, sharesOf } from '../../../../fixtures/snapshot.ts'

function ticketOf(dailyVolume: number | null) {
  const estimates = [
    { security: id<'security'>('XYZ'), spread: 1000, dailyVolume, dailyVolatility: 20_000, asOf: civilDate('2026-11-10'), source: 'desk' },
  ]
  const snapshot = bookOf('2026-11-20')
    .account('own')
    .security('XYZ', '10.00')
    .lot('own', 'XYZ', '2023-03-14', '1000', '16000.00')
    .lot('own', 'XYZ', '2023-03-15', '1500', '24000.00')
    .with({ settings: { ...defaultSettings, costs: { ...defaultSettings.costs, estimates } } })
    .snapshot()
  const picks = [
    { lot: id<'lot'>('own-XYZ-1'), shares: sharesOf('1000') },
    { lot: id<'lot'>('own-XYZ-2'), shares: sharesOf('1500') },
  ]
  const sale = {
    account: id<'account'>('own'),
    security: id<'security'>('XYZ'),
    method: 'SPECID' as const,
    picks,
    replacement: null,
    override: '',
  }
  const made = buildTicket(snapshot, 'hash', [sale], {
    id: id('T-2026-0001'),
    preparedAt: '2026-11-20T14:00:00.000Z',
    engine: 'engine',
    reason: '',
    issuing: true,
    recommendedBy: 'R. Advisor',
    placedBy: 'P. Trader',
    discretionary: false,
    solicited: true,
  })
  if (!made.ok) throw new Error(made.refusal.what)
  const ticket = ticketShape.parse(made.value)
  const order = ticket.pages[0]?.orders[0]
  if (!order) throw new Error('no order')
  return { ticket, order }
}

test('three days, told line by line; the loss bars a purchase from the last of them', () => {
  const { ticket, order } = ticketOf(10_000)
  // half of 10 bp of $25,000, and 2 % × √0.25 of it
  expect(order.parts).toEqual({ commission: 0, spread: 1_250, impact: 25_000 })
  expect(order.cost).toBe(26_250)
  expect(order.liquidity?.schedule?.saved).toBe(6_484)
  expect(order.notes).toContain('Schedule: Nov 20, 2026 834 sh; Nov 23, 2026 833 sh; Nov 24, 2026 833 sh.')
  // each day's order names its own lots, in the order of the ticket
  expect(order.notes).toContain(
    'Lots by day: Nov 20, 2026 834 of lot 1; Nov 23, 2026 166 of lot 1, 667 of lot 2; Nov 24, 2026 833 of lot 2.',
  )
  // 30 days after November 24
  expect(order.notes.join(' ')).toContain('If traded until Nov 24, 2026: do not buy XYZ before Dec 25, 2026')
  expect(ticket.costNotes).toBeUndefined()
})

test('one day, and what its costs rest on', () => {
  const { ticket, order } = ticketOf(null)
  expect(order.liquidity).toBeUndefined()
  expect(order.notes.join(' ')).toContain('If traded on Nov 20, 2026: do not buy XYZ before Dec 21, 2026')
  expect(ticket.costNotes).toEqual(['Est. costs of 1 of 1 order rest on assumptions.', 'estimated liquidity: 1 (XYZ).'])
})

test('the lock a ticket leaves runs from its day through 30 days after the last day on which the order sells', () => {
  const lockOf = (volume: number | null, outside = new Set<string>()) => locksOfTicket(ticketOf(volume).ticket, outside)
  expect(lockOf(10_000)).toMatchObject([{ security: 'XYZ', from: '2026-11-20', until: '2026-12-24', ticket: 'T-2026-0001' }])
  expect(lockOf(null)).toMatchObject([{ security: 'XYZ', from: '2026-11-20', until: '2026-12-20' }])
  expect(lockOf(null, new Set(['XYZ']))).toEqual([])
})

test('an account that is not taxed leaves no lock', () => {
  const { ticket } = ticketOf(null)
  const pages = ticket.pages.map(page => ({ ...page, accountType: 'roth-ira' as const }))
  expect(locksOfTicket({ ...ticket, pages }, new Set())).toEqual([])
})
