/** Tickets of a household's plan, paper against file: lots, corridors, reasons and certificate of every order stand in both, and signatures stand beside the sums. */
import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import { ticketCsv } from '../../src/main/print/ticket-csv.ts'
import { ticketPdf } from '../../src/main/print/ticket-pdf.ts'
import type { Output } from '../../src/shared/contract/client.ts'
import { reasonsInWords } from '../../src/shared/present/order-reasons.ts'
import { openTestDesk } from '../fixtures/desk.ts'
import { wishes } from '../fixtures/household.ts'
import { flowing, fonts, hasPdfToText, pagesOf } from './printed.ts'

const needsPdfToText = hasPdfToText ? describe : describe.skip

async function ticketOf(household: string, over: object) {
  const desk = await openTestDesk({ sample: true })
  const plan = await desk.get<Output<'optimize.run'>>('optimize.run', {
    household,
    asOf: '2026-11-21',
    accounts: null,
    wishes: { ...wishes, ...over },
    curve: false,
    keep: false,
  })
  const handed = await desk.get<Output<'proposal.handover'>>('proposal.handover', { proposal: plan.id, revision: 1, edits: null })
  const asked = { household, asOf: '2026-11-21', ...handed, reason: 'Toward the model' }
  const ticket = await desk.get<Output<'ticket.draft'>>('ticket.draft', asked)
  await desk.close()
  return { plan, ticket }
}

needsPdfToText(hasPdfToText ? 'a plan on a ticket' : 'a plan on a ticket (skipped: no pdftotext on this machine)', () => {
  test.each([
    ['as one', 'alvarez-kim', { scope: 'household', cashToRaise: 4_000_000 }],
    ['by rule', 'whitfield-tran', { extent: 'target' }],
  ])('%s: paper and file say the same of every order', async (_, household, over) => {
    const { plan, ticket } = await ticketOf(household, over)
    const pages = pagesOf(await ticketPdf(ticket, fonts))
    const text = flowing(pages)
    const rows = Papa.parse<Record<string, string>>(ticketCsv(ticket), { header: true, skipEmptyLines: true }).data
    const orders = ticket.pages.flatMap(page => page.orders)
    expect(orders.length).toBe(plan.after.tickets)
    for (const order of orders) {
      const own = rows.filter(
        row => row.symbol === order.symbol && row.side === order.side && row.notes?.includes(`order ${order.sequence} of`),
      )
      expect(own.length).toBe(Math.max(1, order.lots.length))
      const said = [reasonsInWords(order.reasons ?? []), order.corridor?.words ?? '', ...order.notes].filter(words => words !== '')
      for (const words of said) {
        expect(text).toContain(words)
        for (const row of own) expect(row.notes).toContain(words)
      }
      if (order.side === 'sell') expect(order.corridor?.words).toMatch(/Outside it, run the|could not be computed|no end/)
      else expect(order.notes.join(' ')).toContain('No range of prices is searched for a purchase')
    }
    expect(text).toContain(`certificate ${plan.hash}`)
    for (const row of rows) expect(row.plan_id).toBe(`${plan.id} r1 ${plan.hash}`)
    for (const page of pages) if (page.includes('Recommended by')) expect(page).toContain('Whole ticket, all accounts:')
    for (const words of ticket.risk ?? []) expect(text).toContain(words)
  })
})
