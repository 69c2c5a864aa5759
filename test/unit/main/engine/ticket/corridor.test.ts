/** The price corridor of a sale: exact ends, in millionths, and what binds at each; at an end all holds, one millionth beyond it does not. */
import { describe, expect, test } from 'vitest'
import type { ChoiceRange, PlanFacts } from '../../../../../src/main/engine/ticket/plan-facts.ts'
import { buildTicket, type TicketHeader } from '../../../../../src/main/engine/ticket.ts'
import { cents } from '../../../../../src/shared/kernel/cents.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import type { Price } from '../../../../../src/shared/kernel/price.ts'
import type { PurchaseChoice } from '../../../../../src/shared/model/proposal.ts'
import type { Snapshot } from '../../../../../src/shared/model/snapshot.ts'
import { type SaleChoice, type Ticket, ticketShape } from '../../../../../src/shared/model/ticket.ts'
import { reasonsInWords } from '../../../../../src/shared/present/order-reasons.ts'
import { amountOf, bookOf, sharesOf } from '../../../../fixtures/snapshot.ts'

const header: TicketHeader = {
  id: id('draft'),
  preparedAt: '2026-11-20T00:00:00.000Z',
  engine: 'engine',
  reason: 'test',
  issuing: false,
  recommendedBy: '',
  placedBy: '',
  discretionary: false,
  solicited: true,
}
const sale = (account: string, security: string, ...picks: (readonly [string, string])[]): SaleChoice => ({
  account: id(account),
  security: id(security),
  method: 'SPECID',
  picks: picks.map(([lot, count]) => ({ lot: id(lot), shares: sharesOf(count) })),
  replacement: null,
  override: '',
})

function ticketOf(snapshot: Snapshot, choices: SaleChoice[], facts?: PlanFacts, purchases: PurchaseChoice[] = []): Ticket {
  const ticket = buildTicket(snapshot, 'hash', choices, { ...header, facts, purchases })
  if (!ticket.ok) throw new Error(ticket.refusal.what)
  expect(ticketShape.safeParse(ticket.value).success).toBe(true)
  return ticket.value
}
const sold = (ticket: Ticket, at = 0) => {
  const order = ticket.pages.flatMap(page => page.orders).filter(({ side }) => side === 'sell')[at]
  if (order?.corridor === undefined) throw new Error('no corridor')
  return { ...order, corridor: order.corridor }
}
const at = (snapshot: Snapshot, price: number): Snapshot => ({
  ...snapshot,
  prices: snapshot.prices.map(row => (row.security === 'VTI' ? { ...row, price: price as Price } : row)),
})

const noBudgets: PlanFacts['budgets'] = { shortGain: null, longGain: null, tax: null }
const factsOf = (
  choices: SaleChoice[],
  budgets: Partial<PlanFacts['budgets']>,
  range: ChoiceRange = { from: 0.5, to: 2, kind: 'exact' },
): PlanFacts => ({
  budgets: { ...noBudgets, ...budgets },
  orders: choices.map(({ account, security, picks }) => ({
    account,
    security,
    side: 'sell',
    lots: picks,
    range,
    why: 'Sold above its target.',
    contribution: { te: cents(-2_00), cost: cents(50), tax: cents(0), other: cents(0), total: cents(-1_50) },
  })),
})

describe('a chosen loss stays a loss, a gain a gain', () => {
  const book = bookOf('2026-11-20')
    .account('joint', { type: 'joint' })
    .account('ira', { type: 'traditional-ira' })
    .security('VTI', '270.00')
    .lot('joint', 'VTI', '2026-07-02', '3', '1000.00')
    .lot('joint', 'VTI', '2023-03-14', '80', '23768.00')
    .lot('joint', 'VTI', '2020-03-16', '7', '1000.00')
    .lot('ira', 'VTI', '2020-03-16', '7', '1000.00')
    .lot('joint', 'VTI', '2020-04-01', '1', null)
    .snapshot()

  test('up to the last millionth below what was paid: 23,768.00 for 80 shares is 297.10 a share', () => {
    const { corridor } = sold(ticketOf(book, [sale('joint', 'VTI', ['joint-VTI-1', '3'], ['joint-VTI-2', '80'])]))
    expect(corridor).toEqual({
      low: null,
      high: { price: 297_099_999, binds: 'result', why: 'the lot of Mar 14, 2023 would be no loss any more' },
      notComputed: [],
      words:
        'Valid while VTI trades at $297.09 or less. Above, the lot of Mar 14, 2023 would be no loss any more. Outside it, run the review again before placing the order.',
    })
    // 333.333333 x 3 is still below 1,000.00, a millionth more is not
    expect(sold(ticketOf(book, [sale('joint', 'VTI', ['joint-VTI-1', '3'])])).corridor.high?.price).toBe(333_333_333)
  })

  test('gains from below: 1,000.00 for 7 shares is 142.857142…', () => {
    const { corridor } = sold(ticketOf(book, [sale('joint', 'VTI', ['joint-VTI-3', '7'], ['joint-VTI-2', '80'])]))
    expect([corridor.low?.price, corridor.low?.binds, corridor.high?.price]).toEqual([142_857_143, 'result', 297_099_999])
    expect(corridor.words).toContain(
      'Valid while VTI trades between $142.86 and $297.09. Below, the lot of Mar 16, 2020 would be no gain any more.',
    )
  })

  test('in an IRA nothing turns, an unknown basis is said, a lot at its basis may only rise', () => {
    const ira = sold(ticketOf(book, [sale('ira', 'VTI', ['ira-VTI-4', '7'])]))
    expect(ira.corridor).toEqual({
      low: null,
      high: null,
      notComputed: [],
      words: 'Valid at any price: no gain or loss is taxed in this account.',
    })
    expect(reasonsInWords(ira.reasons ?? [])).toBe('No tax on gains in this account.')
    const unknown = sold(ticketOf(book, [sale('joint', 'VTI', ['joint-VTI-5', '1'])]))
    expect(unknown.corridor.notComputed).toEqual(['The basis of a lot is unknown: so is the price at which it turns.'])
    expect(unknown.corridor.words).toMatch(/^The price corridor could not be computed in full\./)
    const even = sold(ticketOf(at(book, 297_100_000), [sale('joint', 'VTI', ['joint-VTI-2', '80'])]))
    expect(even.corridor).toMatchObject({
      low: { price: 297_100_000, why: 'the lot of Mar 14, 2023 would be a loss' },
      high: null,
      notComputed: [],
    })
  })

  test('cents that were divided may show a loss where there is none: then no end is made up', () => {
    // three lots share 0.01 of proceeds
    const tiny = bookOf('2026-11-20').account('joint').security('VTI', '0.01')
    for (const day of ['01', '02', '03']) tiny.lot('joint', 'VTI', `2024-05-${day}`, '0.4', '0.00')
    const choice = sale('joint', 'VTI', ...([1, 2, 3] as const).map(lot => [`joint-VTI-${lot}`, '0.4'] as const))
    const { corridor } = sold(ticketOf(tiny.snapshot(), [choice]))
    expect(corridor.low?.price ?? 0).toBeLessThanOrEqual(10_000)
  })

  test('what the sale realizes is its reason, in dollars', () => {
    const { reasons } = sold(ticketOf(book, [sale('joint', 'VTI', ['joint-VTI-2', '80'], ['joint-VTI-3', '7'])]))
    expect(reasons).toEqual([
      { code: 'loss', words: 'realizes losses of $2,168.00', amount: -216_800 },
      { code: 'gain', words: 'realizes gains of $890.00', amount: 89_000 },
    ])
    expect(reasonsInWords(reasons ?? [])).toBe('Realizes losses of $2,168.00; realizes gains of $890.00.')
  })
})

describe('budgets of the plan hold', () => {
  const book = bookOf('2026-11-20')
    .account('joint', { type: 'joint' })
    .account('own')
    .security('VTI', '270.00')
    .security('BND', '75.00')
    .lot('joint', 'VTI', '2020-03-16', '10', '1000.00')
    .lot('own', 'VTI', '2020-03-16', '30', '6000.00')
    .lot('own', 'BND', '2026-02-02', '10', '700.00')
    .snapshot()
  const choices = [
    sale('joint', 'VTI', ['joint-VTI-1', '10']),
    sale('own', 'VTI', ['own-VTI-2', '30']),
    sale('own', 'BND', ['own-BND-3', '10']),
  ]
  const longOf = (ticket: Ticket) => ticket.pages.reduce((sum, { totals }) => sum + totals.gainLong, 0)

  test('the long-term gain of all accounts that sell it, to the millionth', () => {
    // 1,700 and 2,100 now; 40 shares more by a dollar each: 3,900 at 272.50
    const facts = factsOf(choices, { longGain: amountOf('3900') })
    const first = sold(ticketOf(book, choices, facts))
    const second = sold(ticketOf(book, choices, facts), 1)
    expect(first.corridor.high).toMatchObject({
      binds: 'budget',
      why: 'the net long-term gain of the year would pass its budget of $3,900.00',
    })
    expect(second.corridor.high).toEqual(first.corridor.high)
    const high = first.corridor.high?.price ?? 0
    expect(longOf(ticketOf(at(book, high), choices))).toBe(390_000)
    expect(longOf(ticketOf(at(book, high + 1), choices))).toBe(390_001)
    // the other security's price does not move this budget, but its own budget is held, too
    expect(sold(ticketOf(book, choices, facts), 2).corridor.high?.binds).toBe('choice')
  })

  test('the tax the plan adds', () => {
    const taxOf = (price: number) => -(ticketOf(at(book, price), choices).basket.savedNow ?? 0)
    const most = cents(taxOf(270_000_000) + 3_00)
    const { corridor } = sold(ticketOf(book, choices, factsOf(choices, { tax: most })))
    expect(corridor.high?.binds).toBe('budget')
    const high = corridor.high?.price ?? 0
    expect(taxOf(high)).toBeLessThanOrEqual(most)
    expect(taxOf(high + 1)).toBeGreaterThan(most)
  })

  test('passed already, without a tax profile, or beside a wash sale: said, not made up', () => {
    const said = (snapshot: Snapshot, budgets: Partial<PlanFacts['budgets']>, purchases: PurchaseChoice[] = []) =>
      sold(ticketOf(snapshot, choices, factsOf(choices, budgets), purchases)).corridor.notComputed
    expect(said(book, { longGain: amountOf('100') })).toEqual([
      'At today’s price the net long-term gain of the year is $3,800.00, above its budget of $100.00.',
    ])
    expect(said({ ...book, taxProfile: null }, { tax: amountOf('100') })).toEqual([
      'Without a tax profile no budget of the year can be held against a price.',
    ])
    const washed = sold(
      ticketOf(at(book, 90_000_000), choices, factsOf(choices, { longGain: amountOf('100') }), [
        { account: id('own'), security: id('VTI'), shares: sharesOf('10') },
      ]),
    )
    expect(washed.corridor.notComputed.join(' ')).toContain('Part of the loss is a wash sale')
    expect(said(book, {})).toEqual([])
  })
})

describe('the choice of the plan', () => {
  const book = bookOf('2026-11-20').account('joint').security('VTI', '270.00').lot('joint', 'VTI', '2020-03-16', '10', '1000.00').snapshot()
  const choice = sale('joint', 'VTI', ['joint-VTI-1', '10'])
  const corridor = (range: ChoiceRange, choices = [choice], of = [choice]) => sold(ticketOf(book, choices, factsOf(of, {}, range))).corridor

  test('rounded inward to the millionth; the nearer end binds; an estimate says so', () => {
    const { low, high, words } = corridor({ from: 0.970_000_001, to: 1.299_999_999, kind: 'estimated' })
    expect([low?.price, low?.binds, high?.price, high?.binds]).toEqual([261_900_001, 'choice', 350_999_999, 'choice'])
    expect(words).toContain('Valid while VTI trades between $261.91 and $350.99. Beyond, the plan would choose otherwise (estimated).')
    expect(corridor({ from: 0.5, to: 1.5, kind: 'exact' }).low).toMatchObject({
      price: 135_000_000,
      why: 'the plan was not searched further',
    })
    expect(corridor({ from: 0.5, to: 1.5, kind: 'exact' }).words).toContain('Above, the plan would choose otherwise.')
  })

  test('lots that are not the plan’s, or were chosen by hand, have none', () => {
    const fewer = sale('joint', 'VTI', ['joint-VTI-1', '9'])
    const range = { from: 0.9, to: 1.1, kind: 'exact' } as const
    expect(corridor(range, [fewer]).notComputed).toEqual([
      'These are not the lots of the plan: nothing says at which price they would be chosen.',
    ])
    expect(corridor(range, [choice], []).notComputed).toEqual([
      'This sale is not part of the plan: nothing says at which price it would be chosen.',
    ])
    expect(corridor({ from: null, why: 'Chosen by hand.' }).words).toContain('Chosen by hand. Outside it, run the review again')
  })

  test('its reasons: the plan’s words and what the order does to the score', () => {
    const order = sold(ticketOf(book, [choice], factsOf([choice], {})))
    expect(order.reasons?.map(({ code }) => code)).toEqual(['gain', 'plan', 'risk', 'cost'])
    expect(reasonsInWords(order.reasons ?? [])).toMatch(
      /^Sold above its target\. In the plan’s score: risk 2(\.00)? better, trading 0\.50 worse\.$/,
    )
  })
})
