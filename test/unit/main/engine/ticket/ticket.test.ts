/** The frozen ticket: pages, orders, lots in keying order, texts, and every reason to refuse. */
import { describe, expect, test } from 'vitest'
import { versus } from '../../../../../src/main/engine/ticket/order.ts'
import { buildTicket, type TicketHeader } from '../../../../../src/main/engine/ticket.ts'
import { civilDate } from '../../../../../src/shared/kernel/civil-date.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import { type SaleChoice, ticketShape } from '../../../../../src/shared/model/ticket.ts'
import { bookOf, priceOf, sharesOf } from '../../../../fixtures/snapshot.ts'

const header: TicketHeader = {
  id: id('T-2026-0001'),
  preparedAt: '2026-11-20T14:00:00.000Z',
  engine: 'engine',
  reason: 'realize losses',
  issuing: true,
  recommendedBy: 'R. Advisor',
  placedBy: 'P. Trader',
  discretionary: false,
  solicited: true,
}

function choice(
  account: string,
  security: string,
  picks: readonly (readonly [lot: string, shares: string])[],
  more: Partial<SaleChoice> = {},
): SaleChoice {
  return {
    account: id(account),
    security: id(security),
    method: 'SPECID',
    replacement: null,
    override: '',
    picks: picks.map(([lot, shares]) => ({ lot: id(lot), shares: sharesOf(shares) })),
    ...more,
  }
}

function book() {
  return bookOf('2026-11-20')
    .account('joint', { type: 'joint', defaultMethod: 'FIFO' })
    .account('own')
    .security('VTI', '270.00', { cusip: '922908769' })
    .security('ITOT', '120.00')
    .relation('substitute', 'VTI', 'ITOT', 99)
    .lot('joint', 'VTI', '2026-07-02', '40', '12062.00')
    .lot('joint', 'VTI', '2023-03-14', '80', '23768.00')
    .lot('own', 'VTI', '2023-05-02', '10', '3500.00')
}

const both = [
  ['joint-VTI-1', '40'],
  ['joint-VTI-2', '80'],
] as const

function built(of: ReturnType<typeof bookOf>, choices: SaleChoice[], change: Partial<TicketHeader> = {}) {
  const ticket = buildTicket(of.snapshot(), 'abc', choices, { ...header, ...change })
  if (!ticket.ok) throw new Error(`${ticket.refusal.code}: ${ticket.refusal.what}`)
  return ticket.value
}

function refusal(of: ReturnType<typeof bookOf>, choices: SaleChoice[], change: Partial<TicketHeader> = {}) {
  const ticket = buildTicket(of.snapshot(), 'abc', choices, { ...header, ...change })
  return ticket.ok ? 'built' : ticket.refusal.code
}

describe('a ticket', () => {
  const ticket = built(book(), [choice('own', 'VTI', [['own-VTI-3', '10']]), choice('joint', 'VTI', both, { replacement: id('ITOT') })])

  test('has one page an account in the household’s order, each sale before what replaces it', () => {
    expect(ticketShape.safeParse(ticket).success).toBe(true)
    expect(
      ticket.pages.map(page => [page.accountName, page.orders.map(order => [order.sequence, order.side, order.symbol, order.pair])]),
    ).toEqual([
      [
        'joint',
        [
          [1, 'sell', 'VTI', 2],
          [2, 'buy', 'ITOT', 1],
        ],
      ],
      ['own', [[3, 'sell', 'VTI', null]]],
    ])
  })

  test('lists lots oldest first with a running total, cost a share, and gain', () => {
    const [sell] = ticket.pages[0]?.orders ?? []
    expect(
      sell?.lots.map(lot => [lot.sequence, lot.acquired, lot.term, lot.shares, lot.running, lot.costPerShare, lot.basis, lot.gain]),
    ).toEqual([
      [1, '2023-03-14', 'long', 80_000_000, 80_000_000, 297_100_000, 2_376_800, -216_800],
      [2, '2026-07-02', 'short', 40_000_000, 120_000_000, 301_550_000, 1_206_200, -126_200],
    ])
    expect(sell).toMatchObject({
      shares: 120_000_000,
      gainShort: -126_200,
      gainLong: -216_800,
      cost: 1620,
      amount: 3_238_380,
      orderType: 'market',
      timeInForce: 'day',
    })
    expect(sell?.lots[0]?.source).toBe('import:import-1#3')
  })

  test('says the versus text, the lock, and what stays in cash', () => {
    const [sell, buy] = ticket.pages[0]?.orders ?? []
    expect(sell?.versus).toBe('Sell 120 VTI versus purchase 03/14/2023 80 sh @ 297.10; 07/02/2026 40 sh @ 301.55')
    expect(sell?.notes).toEqual([
      'The custodian’s default (first in, first out) sells these lots.',
      'If traded on Nov 20, 2026: do not buy VTI before Dec 21, 2026 in any account of the household.',
    ])
    // 32,383.80 / 120.06 = 269.7 -> 269 x 120 = 32,280, cost 16.14
    expect(buy).toMatchObject({ shares: 269_000_000, amount: 3_229_614, cost: 1614 })
    expect(buy?.notes).toEqual([
      'Replaces VTI (correlation 0.99 as stated by the firm, added tracking error not known: fewer than 60 common days of prices, expense not known).',
      'Buys 269 sh of ITOT for est. $32,280.00 of the $32,400.00 sold; $87.66 stays in cash after est. costs of $32.34, less than a share at $120.00.',
    ])
  })

  test('carries totals, hash, engine and memorandum', () => {
    expect(ticket.pages[0]?.totals).toEqual({ proceeds: 3_238_380, bought: 3_229_614, gainShort: -126_200, gainLong: -216_800, cost: 3234 })
    expect(ticket).toMatchObject({
      snapshotHash: 'abc',
      engine: 'engine',
      pricesAsOf: '2026-11-20',
      recommendedBy: 'R. Advisor',
      placedBy: 'P. Trader',
      solicited: true,
    })
    expect(ticket.basket.lossLong).toBe(216_800 + 80_000)
  })
})

describe('notes', () => {
  test('lots that the custodian would not sell by itself need an instruction', () => {
    const [sell] = built(book(), [choice('joint', 'VTI', [['joint-VTI-1', '40']])]).pages[0]?.orders ?? []
    expect(sell?.notes[0]).toContain('VSP instruction needed')
  })

  test('identical securities are named in the lock, reinvestment is to be turned off', () => {
    const of = book().security('SCHB', '27').relation('identical', 'VTI', 'SCHB').position('own', 'SCHB', '1', { reinvest: true })
    const [sell] = built(of, [choice('joint', 'VTI', both)], { issuing: false }).pages[0]?.orders ?? []
    expect(sell?.notes).toContain(
      'If traded on Nov 20, 2026: do not buy VTI or SCHB (declared identical) before Dec 21, 2026 in any account of the household.',
    )
    expect(sell?.notes).toContain('Turn off dividend reinvestment of SCHB in own before the sale.')
  })

  test('unknown dates and costs are said in the versus text', () => {
    const lots = [
      { acquired: null, shares: sharesOf('5'), costPerShare: null },
      { acquired: civilDate('2024-07-02'), shares: sharesOf('2.5'), costPerShare: priceOf('33.333333') },
    ]
    expect(versus('XYZ', sharesOf('7.5'), lots)).toBe(
      'Sell 7.5 XYZ versus purchase date unknown 5 sh @ cost unknown; 07/02/2024 2.5 sh @ 33.3333',
    )
  })

  test('orders split at 200 lots are whole shares in an account of whole shares, to the cent', () => {
    let of = bookOf('2026-11-20').account('own', { custodian: 'fidelity' }).security('VTI', '270')
    const picks: [string, string][] = []
    for (let index = 1; index <= 230; index += 1) {
      of = of.lot('own', 'VTI', '2023-05-02', '1.3', '400.01')
      picks.push([`own-VTI-${index}`, '1.3'])
    }
    const orders = built(of, [choice('own', 'VTI', picks)]).pages[0]?.orders ?? []
    // 230 x 1.3 = 299; 200 x 1.3 = 260 is whole
    expect(orders.map(order => [order.lots.length, order.shares])).toEqual([
      [200, 260_000_000],
      [30, 39_000_000],
    ])
    const odd = of.lot('own', 'VTI', '2022-05-02', '0.7', '300.00').lot('own', 'VTI', '2024-05-02', '0.3', '100.00')
    const split = built(odd, [choice('own', 'VTI', [...picks, ['own-VTI-231', '0.7'], ['own-VTI-232', '0.3']])]).pages[0]?.orders ?? []
    // 0.7 + 199 x 1.3 = 259.4: 0.4 of the two-hundredth lot goes to the second order
    expect(split.map(order => [order.lots.length, order.shares])).toEqual([
      [200, 259_000_000],
      [33, 41_000_000],
    ])
    const sum = (of: 'proceeds' | 'basis') => split.flatMap(order => order.lots).reduce((total, lot) => total + (lot[of] ?? 0), 0)
    expect([sum('proceeds'), sum('basis')]).toEqual([300 * 27_000, 230 * 40_001 + 40_000])
  })

  test('a purchase in a 401(k) inside the window is said on the page and among the warnings, though it washes no share', () => {
    const of = book().account('plan', { type: '401k' }).buy('plan', 'VTI', '2026-11-10', '20', '5400.00')
    const ticket = built(of, [choice('joint', 'VTI', both)])
    const what = 'plan bought 20 sh of VTI on Nov 10, 2026: no ruling says whether a plan counts; decide before selling'
    expect(ticket.pages[0]?.orders[0]?.notes).toContain(`Read before trading: ${what}.`)
    expect(ticket.warnings).toContain(`VTI: ${what}.`)
  })

  test('Fidelity takes 200 lots an order: longer sales are split', () => {
    let of = bookOf('2026-11-20').account('own', { custodian: 'fidelity' }).security('VTI', '270')
    const picks: [string, string][] = []
    for (let lot = 1; lot <= 230; lot += 1) {
      of = of.lot('own', 'VTI', '2023-03-14', '1', '300.00')
      picks.push([`own-VTI-${lot}`, '1'])
    }
    const orders = built(of, [choice('own', 'VTI', picks)]).pages[0]?.orders ?? []
    expect(orders.map(order => [order.lots.length, order.shares, order.notes[0]])).toEqual([
      [200, 200_000_000, 'Part 1 of 2: Fidelity takes at most 200 lots an order.'],
      [30, 30_000_000, 'Part 2 of 2: Fidelity takes at most 200 lots an order.'],
    ])
  })
})

describe('refusals', () => {
  const washed = () => book().account('roth', { type: 'roth-ira' }).buy('roth', 'VTI', '2026-11-08', '40', '10800')
  const sell = (override = '') => [choice('joint', 'VTI', both, { override })]

  test('nothing chosen, one holding twice, names missing', () => {
    expect(refusal(book(), [])).toBe('rule/empty-ticket')
    expect(refusal(book(), [choice('joint', 'VTI', [['joint-VTI-1', '1']]), choice('joint', 'VTI', [['joint-VTI-2', '1']])])).toBe(
      'rule/two-sales-of-one-holding',
    )
    expect(refusal(book(), sell(), { recommendedBy: ' ' })).toBe('rule/memorandum-incomplete')
    expect(refusal(book(), sell(), { placedBy: '', issuing: false })).toBe('built')
  })

  test('shares, foreign lots, prices and view-only accounts cannot be overridden', () => {
    expect(refusal(book(), [choice('joint', 'VTI', [['joint-VTI-1', '41']], { override: 'please' })])).toBe('rule/short-of-lots')
    expect(refusal(book(), [choice('joint', 'VTI', [['own-VTI-3', '1']], { override: 'please' })])).toBe('rule/lot-not-here')
    expect(refusal(book(), [choice('joint', 'VTI', both, { method: 'AVERAGE', override: 'please' })])).toBe('rule/average-not-allowed')
    const unpriced = book().security('NEW', null).lot('joint', 'NEW', '2023-01-03', '1', '10')
    expect(refusal(unpriced, [choice('joint', 'NEW', [['joint-NEW-4', '1']], { override: 'please' })])).toBe('data/no-price')
    const away = bookOf('2026-11-20')
      .account('away', { mode: 'view-only' })
      .security('VTI', '270')
      .lot('away', 'VTI', '2023-01-03', '1', '300')
    expect(refusal(away, [choice('away', 'VTI', [['away-VTI-1', '1']], { override: 'please' })])).toBe('rule/view-only')
  })

  test('a permanent wash needs a typed reason, which is printed', () => {
    expect(refusal(washed(), sell())).toBe('rule/wash-permanent')
    expect(refusal(washed(), sell('   '))).toBe('rule/wash-permanent')
    const ticket = built(washed(), sell('client wants out'))
    const [order] = ticket.pages[0]?.orders ?? []
    expect(order?.notes.some(note => note.startsWith('Override: client wants out (of: The loss on 40 sh would be lost for good'))).toBe(
      true,
    )
    expect(
      order?.notes.some(note => note.startsWith('Wash sale: the loss of $1,084.00 on 40 sh is disallowed, $1,084.00 of it for good')),
    ).toBe(true)
  })

  test('what is lost for good and what was overridden stand first among the warnings, in words', () => {
    const { warnings } = built(washed(), sell('client wants out'))
    expect(warnings.slice(0, 2)).toEqual([
      'VTI in joint: $1,084.00 of the loss is lost for good, in no basis (Rev. Rul. 2008-5).',
      expect.stringMatching(
        /^VTI in joint is sold over an objection \(The loss on 40 sh would be lost for good: .*\)\. Reason given: client wants out$/,
      ),
    ])
    // nothing is lost and nothing overridden: nothing of the kind is said
    const clean = built(book(), sell()).warnings.join()
    expect(clean).not.toContain('lost for good')
    expect(clean).not.toContain('over an objection')
  })

  test('a draft may lack the reason and says so', () => {
    const draft = built(washed(), sell(), { issuing: false })
    expect(draft.warnings[0]).toContain('Cannot be issued without an override: The loss on 40 sh would be lost for good')
  })

  test('restrictions and unknown basis need a reason', () => {
    expect(refusal(book().restrict('never-sell', 'VTI'), sell())).toBe('rule/restriction-never-sell')
    expect(refusal(book().restrict('never-sell', 'VTI'), sell('approved by compliance'))).toBe('built')
    const unknown = book().lot('joint', 'VTI', '2020-01-02', '1', null)
    expect(refusal(unknown, [choice('joint', 'VTI', [['joint-VTI-4', '1']])])).toBe('rule/basis-unknown')
  })
})

test('a ticket says how the open points of law were read, and a decision changes that', () => {
  const choices = [choice('joint', 'VTI', both)]
  expect(built(book(), choices).method).toEqual([
    'All open points of law are at their defaults, listed in Settings under Open points of law.',
  ])
  const tacking = { option: 'original-date' as const, author: 'Ana Ruiz', date: civilDate('2026-01-02'), reason: 'memo of our counsel' }
  const [first] = built(book().settings({ law: { tacking } }), choices).method ?? []
  expect(first).toContain('Holding period of replacement shares: take the old date.')
  expect(first).toContain('decided by Ana Ruiz on Jan 2, 2026: memo of our counsel')
})
