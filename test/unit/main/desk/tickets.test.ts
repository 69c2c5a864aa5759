/** What an issued ticket bars: the securities of recognized losses, the lots it sells, and nothing else. */
import { expect, test } from 'vitest'
import { ticketCsv } from '../../../../src/main/print/ticket-csv.ts'
import { ticketDocument } from '../../../../src/main/print/ticket-pdf.ts'
import { isTaxable } from '../../../../src/shared/model/book.ts'
import type { Review } from '../../../../src/shared/model/review.ts'
import type { SaleChoice, Ticket } from '../../../../src/shared/model/ticket.ts'
import type { Overview } from '../../../../src/shared/model/views.ts'
import { sampleNote } from '../../../../src/shared/present/words.ts'
import { openTestDesk, type TestDesk } from '../../../fixtures/desk.ts'

const asOf = '2026-11-21'

/** The head that repeats on every page of the first account's sheet. */
function headOf(ticket: Ticket): string {
  const [first] = ticketDocument(ticket).content as unknown as { header: (page: number, of: number) => unknown }[]
  return JSON.stringify(first?.header(1, 1))
}

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

test('lots on a ticket that no file shows as traded are not sold twice; what it buys is warned of; cancelling frees both', async () => {
  const desk = await openTestDesk({ sample: true })
  const overview = await desk.get<Overview>('book.overview', { asOf })
  const names = { reason: 'test', recommendedBy: 'M. Reyes', placedBy: 'T. Desk', discretionary: false, solicited: true }
  let tried = 0
  for (const { id: household } of overview.households) {
    const { candidates, lots } = await desk.get<Review>('review.run', { household, asOf })
    const found = candidates.find(each => each.state === 'ready' && each.substitutes.some(option => option.barred === null))
    const bought = found?.substitutes.find(option => option.barred === null)?.security
    if (!found || !bought) continue
    tried += 1
    const choice = (lot: Review['lots'][number], replacement: typeof bought | null): SaleChoice => {
      const { account, security, id, shares } = lot
      return { account, security, method: 'SPECID', picks: [{ lot: id, shares }], replacement, override: 'client instruction' }
    }
    const draft = (choices: SaleChoice[]) => desk.get<Ticket>('ticket.draft', { household, asOf, choices, reason: 'test' })
    const first = [choice(found.lot, bought)]
    const { snapshotHash } = await draft(first)
    const ticket = await desk.get<Ticket>('ticket.issue', { household, asOf, choices: first, ...names, snapshotHash })
    const again = await draft(first)
    expect(again.warnings[0]).toContain(`Ticket ${ticket.id} of Nov 21, 2026 sells lots of ${found.symbol}`)
    const refusal = await desk.refusal('ticket.issue', { household, asOf, choices: first, ...names, snapshotHash: again.snapshotHash })
    expect(refusal.code).toBe('conflict/lot-on-ticket')
    const held = lots.find(lot => lot.security === bought)
    if (held) expect((await draft([choice(held, null)])).warnings.join()).toContain(`Ticket ${ticket.id} of Nov 21, 2026 buys`)
    const meanwhile = (await desk.get<Review>('review.run', { household, asOf })).candidates
    for (const each of meanwhile.filter(one => one.lot.security === bought && one.wash.washedShares > 0))
      expect(each.wash.reasons.map(reason => reason.what).join()).toContain(`on ticket ${ticket.id},`)
    await desk.get('ticket.cancel', { ticket: ticket.id, reason: 'not placed' })
    expect((await draft(first)).warnings.filter(warning => warning.includes(ticket.id))).toEqual([])
  }
  expect(tried).toBeGreaterThan(0)
  await desk.close()
})

test('lots on an issued ticket leave the review, its totals, the book and the tiles; cancelling brings them back', async () => {
  const desk = await openTestDesk({ sample: true })
  const names = { reason: 'test', recommendedBy: 'M. Reyes', placedBy: 'T. Desk', discretionary: false, solicited: true }
  const rowOf = async (household: string) =>
    (await desk.get<Overview>('book.overview', { asOf })).households.find(row => row.id === household)
  let tried = 0
  for (const { id: household } of (await desk.get<Overview>('book.overview', { asOf })).households) {
    const before = await desk.get<Review>('review.run', { household, asOf })
    const ready = before.candidates.filter(each => each.state === 'ready')
    if (ready.length === 0) continue
    tried += 1
    const choices = [...Map.groupBy(ready, each => `${each.lot.account} ${each.lot.security}`).values()].map((lots): SaleChoice => {
      const { account, security } = (lots[0] as (typeof lots)[number]).lot
      const picks = lots.map(({ lot }) => ({ lot: lot.id, shares: lot.shares }))
      return { account, security, method: 'SPECID', picks, replacement: null, override: 'client instruction' }
    })
    const { snapshotHash } = await desk.get<Ticket>('ticket.draft', { household, asOf, choices, reason: 'test' })
    const ticket = await desk.get<Ticket>('ticket.issue', { household, asOf, choices, ...names, snapshotHash })
    const after = await desk.get<Review>('review.run', { household, asOf })
    const now = after.candidates.filter(each => ready.some(one => one.lot.id === each.lot.id))
    expect(now.map(each => [each.state, each.reasons[0]?.what])).toEqual(
      ready.map(() => ['waiting', `On ticket ${ticket.id}: no file shows its sale yet.`]),
    )
    // a lot whose wash the ticket's sales used up may be ready now
    const open = after.candidates.filter(each => each.state === 'ready')
    const loss = (term: string) => -open.reduce((sum, each) => sum + (each.term === term ? (each.gain ?? 0) : 0), 0) + 0
    expect(after.totals).toMatchObject({ ready: open.length, lossShort: loss('short'), lossLong: loss('long') })
    expect(await rowOf(household)).toMatchObject({ ready: open.length, lossShort: loss('short'), lossLong: loss('long') })
    expect((await rowOf(household))?.tiles.includes('harvest')).toBe(open.length > 0)
    await desk.get('ticket.cancel', { ticket: ticket.id, reason: 'not placed' })
    expect((await desk.get<Review>('review.run', { household, asOf })).totals).toEqual(before.totals)
    expect((await rowOf(household))?.tiles).toContain('harvest')
  }
  expect(tried).toBeGreaterThan(0)
  await desk.close()
})

test('a ticket of the sample book says so on paper and in its file; its history tells of every paper and file that left', async () => {
  const desk = await openTestDesk({ sample: true })
  const names = { reason: 'test', recommendedBy: 'M. Reyes', placedBy: 'T. Desk', discretionary: false, solicited: true }
  for (const { id: household, ready } of (await desk.get<Overview>('book.overview', { asOf })).households) {
    if (ready === 0) continue
    const { candidates } = await desk.get<Review>('review.run', { household, asOf })
    const lot = candidates.find(each => each.state === 'ready')?.lot as Review['lots'][number]
    const choices: SaleChoice[] = [
      {
        account: lot.account,
        security: lot.security,
        method: 'SPECID',
        picks: [{ lot: lot.id, shares: lot.shares }],
        replacement: null,
        override: '',
      },
    ]
    const draft = await desk.get<Ticket>('ticket.draft', { household, asOf, choices, reason: 'test' })
    expect(draft.sample).toBe(true)
    const ticket = await desk.get<Ticket>('ticket.issue', { household, asOf, choices, ...names, snapshotHash: draft.snapshotHash })
    expect(ticketCsv(ticket)).toContain(sampleNote)
    expect(headOf(ticket)).toContain(sampleNote)
    const { sample: _, ...client } = ticket
    expect(ticketCsv(client)).not.toContain(sampleNote)
    expect(headOf(client)).not.toContain(sampleNote)
    await desk.get('ticket.print', { ticket: ticket.id })
    await desk.get('ticket.export', { ticket: ticket.id })
    await desk.get('ticket.print', { ticket: ticket.id })
    const { history, status } = await desk.get<{ history: { what: string }[]; status: string }>('ticket.read', { ticket: ticket.id })
    expect(history.slice(1).map(event => event.what)).toEqual(['saved as PDF', 'exported as lot CSV', 'saved as PDF'])
    expect(status).toBe('exported')
  }
  await desk.close()
})
