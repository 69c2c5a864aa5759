/** Purchases of a plan on a ticket: orders of their own, counted for wash sales and cost, barred where a lock or a restriction bars them. */
import { describe, expect, test } from 'vitest'
import { buildTicket, type TicketHeader } from '../../../../../src/main/engine/ticket.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import type { PurchaseChoice } from '../../../../../src/shared/model/proposal.ts'
import { type SaleChoice, ticketShape } from '../../../../../src/shared/model/ticket.ts'
import { bookOf, sharesOf } from '../../../../fixtures/snapshot.ts'

const plan = {
  proposal: id<'proposal'>('P-1'),
  revision: 1,
  hash: 'abc',
  words: 'within 0.04 % of the best possible, checked independently',
}
const header: TicketHeader = {
  id: id('T-2026-0001'),
  preparedAt: '2026-11-20T14:00:00.000Z',
  engine: 'engine',
  reason: 'rebalance',
  issuing: true,
  recommendedBy: 'R. Advisor',
  placedBy: 'P. Trader',
  discretionary: false,
  solicited: true,
  plan,
}
const book = () =>
  bookOf('2026-11-20')
    .account('joint', { type: 'joint' })
    .account('ira', { type: 'traditional-ira' })
    .security('VTI', '270.00')
    .security('BND', '75.00')
    .lot('joint', 'VTI', '2026-01-02', '40', '12062.00')
const sale: SaleChoice = {
  account: id('joint'),
  security: id('VTI'),
  method: 'SPECID',
  picks: [{ lot: id('joint-VTI-1'), shares: sharesOf('40') }],
  replacement: null,
  override: '',
}
const buy = (account: string, security: string, count: string): PurchaseChoice => ({
  account: id(account),
  security: id(security),
  shares: sharesOf(count),
})

function made(
  of: ReturnType<typeof bookOf>,
  choices: readonly SaleChoice[],
  purchases: readonly PurchaseChoice[],
  more: Partial<TicketHeader> = {},
) {
  return buildTicket(of.snapshot(), 'hash', choices, { ...header, purchases, ...more })
}
const code = (...given: Parameters<typeof made>) => {
  const ticket = made(...given)
  return ticket.ok ? 'built' : ticket.refusal.code
}

describe('purchases of a plan', () => {
  test('stand behind the sales of their account, with est. amount and cost, under the plan’s name', () => {
    const ticket = made(book(), [sale], [buy('joint', 'BND', '100')])
    if (!ticket.ok) throw new Error(ticket.refusal.what)
    expect(ticketShape.safeParse(ticket.value).success).toBe(true)
    expect(ticket.value.plan).toEqual(plan)
    const [sold, bought] = ticket.value.pages[0]?.orders ?? []
    expect([sold?.side, bought?.side, bought?.sequence, bought?.pair, bought?.shares]).toEqual(['sell', 'buy', 2, null, 100_000_000])
    expect((bought?.amount ?? 0) - (bought?.cost ?? 0)).toBe(750_000)
    expect(sold?.notes.join(' ')).toContain('Its proceeds pay for what the plan buys')
    expect(ticket.value.basket.cost).toBe((sold?.cost ?? 0) + (bought?.cost ?? 0))
    expect(ticket.value.pages[0]?.totals.bought).toBe(bought?.amount)
  })

  test('alone make a ticket, in an account without sales too', () => {
    const ticket = made(book(), [], [buy('ira', 'BND', '5')])
    expect(ticket).toMatchObject({ ok: true, value: { pages: [{ accountName: 'ira' }] } })
    expect(code(book(), [], [])).toBe('rule/empty-ticket')
  })

  test('wash a loss of the same ticket: the sale is refused without a reason', () => {
    expect(code(book(), [sale], [buy('ira', 'VTI', '40')])).toBe('rule/wash-permanent')
    expect(code(book(), [sale], [])).toBe('built')
  })

  test('barred, unknown, or of part of a share: refused by name; a draft says it', () => {
    const locked = book().lock('BND', '2026-11-01', '2026-12-10')
    expect(code(locked, [], [buy('ira', 'BND', '5')])).toBe('rule/purchase-barred')
    expect(code(book().restrict('never-buy', 'BND'), [], [buy('ira', 'BND', '5')])).toBe('rule/purchase-barred')
    const draft = made(locked, [], [buy('ira', 'BND', '5')], { issuing: false })
    expect(draft.ok && draft.value.warnings.join(' ')).toContain('Cannot be issued: BND in ira may not be bought.')
    expect(code(book(), [], [buy('ira', 'BND', '0.5')])).toBe('rule/fraction')
    expect(code(book(), [], [buy('elsewhere', 'BND', '5')])).toBe('data/unknown-account')
    expect(code(book().account('seen', { mode: 'view-only' }), [], [buy('seen', 'BND', '5')])).toBe('rule/view-only')
  })
})
