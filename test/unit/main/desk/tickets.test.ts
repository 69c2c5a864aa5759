/** What an issued ticket bars: the securities of recognized losses, nothing else. */
import { expect, test } from 'vitest'
import { isTaxable } from '../../../../src/shared/model/book.ts'
import type { Review } from '../../../../src/shared/model/review.ts'
import type { SaleChoice, Ticket } from '../../../../src/shared/model/ticket.ts'
import type { Overview } from '../../../../src/shared/model/views.ts'
import { openTestDesk, type TestDesk } from '../../../fixtures/desk.ts'

const asOf = '2026-11-21'

async function locksAfterSelling(desk: TestDesk, household: string, lot: Review['lots'][number]) {
  const choices: SaleChoice[] = [
    {
      account: lot.account,
      security: lot.security,
      method: 'SPECID',
      picks: [{ lot: lot.id, shares: lot.shares }],
      replacement: null,
      override: 'client instruction',
    },
  ]
  const draft = await desk.get<Ticket>('ticket.draft', { household, asOf, choices, reason: 'test' })
  const names = { reason: 'test', recommendedBy: 'M. Reyes', placedBy: 'T. Desk', discretionary: false, solicited: true }
  const ticket = await desk.get<Ticket>('ticket.issue', { household, asOf, choices, ...names, snapshotHash: draft.snapshotHash })
  const { locks } = await desk.get<Review>('review.run', { household, asOf })
  return locks.filter(lock => lock.ticket === ticket.id).map(lock => lock.security)
}

test('a loss in an IRA bars nothing, a loss or an unknown result in a taxable account bars its security', async () => {
  const desk = await openTestDesk({ sample: true })
  const overview = await desk.get<Overview>('book.overview', { asOf })
  const seen = { sheltered: 0, loss: 0, unknown: 0 }
  for (const { id: household } of overview.households) {
    const { candidates } = await desk.get<Review>('review.run', { household, asOf })
    const tradable = candidates.filter(each => each.price !== null && !each.reasons.some(reason => reason.code === 'account/view-only'))
    const sheltered = tradable.find(each => each.reasons.some(reason => reason.code === 'account/sheltered') && (each.gain ?? 0) < 0)
    const loss = tradable.find(each => each.state === 'ready')
    const unknown = tradable.find(each => each.lot.basis === null && isTaxable(each.accountType))
    for (const [kind, candidate] of Object.entries({ sheltered, loss, unknown })) {
      if (!candidate) continue
      seen[kind as keyof typeof seen] += 1
      expect(await locksAfterSelling(desk, household, candidate.lot)).toEqual(kind === 'sheltered' ? [] : [candidate.lot.security])
    }
  }
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(0)
  await desk.close()
})
