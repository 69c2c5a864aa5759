import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { ticketCsv } from '../../../../src/main/print/ticket-csv.ts'
import { shares } from '../../../../src/shared/kernel/shares.ts'
import type { Ticket } from '../../../../src/shared/model/ticket.ts'
import { awkwardTicket, longTicket, shortTicket } from '../../../fixtures/ticket.ts'

const header =
  'ticket_id,plan_id,plan_hash,status,household,account_no,account_type,custodian,side,symbol,cusip,name,qty_total,order_type,limit_price,tif,lot_seq,lot_id,acquired,tacked_date,lot_qty,cost_per_share,basis,term,est_price,price_asof,price_lo,price_hi,est_proceeds,est_gain_st,est_gain_lt,wash_verdict,wash_group,relief_method,vsp_text,pair_ticket_id,reason_codes,recommended_by,placed_by,discretionary,solicited,entered_at,approved_by,approved_at,executed_at,exec_price,broker_ref,notes'

function read(ticket: Ticket): Record<string, string>[] {
  return Papa.parse<Record<string, string>>(ticketCsv(ticket), { header: true, skipEmptyLines: true }).data
}

test('the columns are the universal ones, in their order', () => {
  expect(ticketCsv(shortTicket()).split('\r\n')[0]).toBe(header)
})

test('one row a lot, one row for a purchase', () => {
  const rows = read(shortTicket())
  expect(rows.map(row => [row.side, row.symbol, row.lot_seq, row.lot_qty, row.qty_total])).toEqual([
    ['sell', 'VTI', '1', '80', '120'],
    ['sell', 'VTI', '2', '40', '120'],
    ['buy', 'ITOT', '', '', '267'],
    ['sell', 'BND', '1', '150.4877', '150.4877'],
  ])
  expect(read(longTicket(250, 1))).toHaveLength(250)
})

test('a lot in full: decimals, ISO dates, gain under its term', () => {
  expect(read(shortTicket())[0]).toMatchObject({
    ticket_id: 'T-2026-0143',
    status: 'issued',
    account_no: '0012346789',
    custodian: 'schwab',
    acquired: '2023-03-14',
    tacked_date: '',
    cost_per_share: '297.10',
    basis: '23768.00',
    term: 'long',
    est_price: '270.10',
    price_asof: '2026-11-20',
    est_proceeds: '21604.73',
    est_gain_st: '',
    est_gain_lt: '-2163.27',
    wash_verdict: 'clear',
    relief_method: 'SPECID',
    pair_ticket_id: 'T-2026-0143 order 2',
    discretionary: 'no',
    solicited: 'yes',
    limit_price: '',
    vsp_text: 'Sell 120 VTI versus purchase 03/14/2023 80 sh @ 297.10; 07/02/2026 40 sh @ 301.55',
  })
})

test('unknown is empty, tacked dates are shown, text from files is inert', () => {
  const [tacked, unknown] = read(awkwardTicket())
  expect(tacked).toMatchObject({ acquired: '2026-05-04', tacked_date: '2025-11-03', wash_verdict: 'ira-risk' })
  expect(unknown).toMatchObject({
    acquired: '',
    basis: '',
    cost_per_share: '',
    term: '',
    est_gain_st: '',
    est_gain_lt: '',
    est_proceeds: '10835.71',
  })
  expect(tacked?.name).toMatch(/^'=HYPERLINK/)
})

test('a draft says so', () => {
  expect(read(shortTicket({ id: 'draft' as Ticket['id'] }))[0]?.status).toBe('draft')
})

test('a ticket whose lots do not add up never becomes a file', () => {
  const ticket = shortTicket()
  const order = ticket.pages[0]?.orders[0]
  if (!order) throw new Error('the fixture has an order')
  const wrong = { ...ticket, pages: [{ ...ticket.pages[0], orders: [{ ...order, shares: shares(121_000_000) }] }] } as Ticket
  expect(() => ticketCsv(wrong)).toThrow('order 1 VTI: lots add up to 120 shares, not 121')
  expect(() => ticketCsv({ ...ticket, pages: [] })).toThrow('has no orders')
})
