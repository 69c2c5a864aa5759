/** One holding of 150,000 lots: more than fit as arguments on the stack. Review, basket, ticket and trails stand all the same, and add up. */
import { expect, test } from 'vitest'
import { priceBasket } from '../../src/main/engine/basket.ts'
import { explain } from '../../src/main/engine/explain.ts'
import { runReview } from '../../src/main/engine/review.ts'
import { buildTicket } from '../../src/main/engine/ticket.ts'
import { addDays, civilDate } from '../../src/shared/kernel/civil-date.ts'
import { id } from '../../src/shared/kernel/id.ts'
import type { SaleChoice } from '../../src/shared/model/ticket.ts'
import { bookOf } from '../fixtures/snapshot.ts'

const count = 150_000

test('150,000 lots in one holding go through review, basket, ticket and trails', { timeout: 120_000 }, () => {
  const book = bookOf('2026-11-20').account('joint', { type: 'joint' }).security('VTI', '270.00')
  for (let lot = 0; lot < count; lot += 1) book.lot('joint', 'VTI', addDays(civilDate('2020-01-02'), lot % 2000), '1', '300.00')
  const snapshot = book.snapshot()
  const review = runReview(snapshot, 'hash')
  expect(review.candidates).toHaveLength(count)
  const picks = snapshot.statementLots.map(lot => ({ lot: lot.id, shares: lot.shares }))
  const choice: SaleChoice = { account: id('joint'), security: id('VTI'), method: 'SPECID', picks, replacement: null, override: '' }
  const basket = priceBasket(snapshot, null, [choice])
  expect(basket.ok && basket.value.choices[0]?.proceeds).toBe(count * 27_000)
  const names = { reason: 'test', recommendedBy: 'M. Reyes', placedBy: 'T. Desk', discretionary: false, solicited: true }
  const header = { ...names, id: id<'ticket'>('draft'), preparedAt: '2026-11-20T00:00:00.000Z', engine: 'test', issuing: false }
  const ticket = buildTicket(snapshot, 'hash', [choice], header)
  expect(ticket.ok && ticket.value.pages[0]?.orders[0]?.lots.length).toBe(count)
  for (const figure of ['netLong', 'proceeds'])
    expect(explain(snapshot, review, { subject: 'basket', ids: [], figure }, [choice]).ok).toBe(true)
  for (const figure of ['shares', 'value']) {
    expect(explain(snapshot, review, { subject: 'holding', ids: ['joint', 'VTI'], figure }, []).ok).toBe(true)
  }
  expect(explain(snapshot, review, { subject: 'household', ids: ['home'], figure: 'value' }, []).ok).toBe(true)
})
