/**
 * The universal lot file: one row a lot, one row with empty lot columns for an order without lots. Amounts are decimal dollars and shares,
 * dates ISO, unknown is empty. It carries whole account numbers, because a back office keys from it (screens and paper show four digits).
 * `price_lo` and `price_hi` are the ends of the price corridor of a sale to the millionth; a side without an end is empty. What this desk does not know (wash group) or what
 * is filled after it (approval, execution) stays empty.
 */
import { decimalFromCents } from '../../shared/kernel/cents.ts'
import { decimalFromPrice, type Price } from '../../shared/kernel/price.ts'
import { decimalFromShares } from '../../shared/kernel/shares.ts'
import type { Ticket, TicketLot, TicketOrder, TicketPage } from '../../shared/model/ticket.ts'
import { type Cell, type Column, type CsvOptions, columnsOf, csvText } from '../../shared/present/csv.ts'
import { reasonsInWords } from '../../shared/present/order-reasons.ts'
import { sampleNote } from '../../shared/present/words.ts'
import { isDraft, requireSound } from './sound-ticket.ts'

interface LotRow {
  readonly ticket: Ticket
  readonly page: TicketPage
  readonly order: TicketOrder
  readonly lot: TicketLot | null
}

const { text, number, day } = columnsOf<LotRow>()
const blank = (name: string): Column<LotRow> => text(name, () => null)

function priceCell(price: Price | null | undefined): Cell {
  return price === null || price === undefined ? null : decimalFromPrice(price)
}

/** The lot's gain where it has this term; a lot of unknown term or basis has neither. */
function gainCell({ lot }: LotRow, term: 'short' | 'long'): Cell {
  return lot === null || lot.term !== term || lot.gain === null ? null : decimalFromCents(lot.gain)
}

function tackedCell({ lot }: LotRow): Cell {
  return lot === null || lot.holdingFrom === lot.acquired ? null : lot.holdingFrom
}

function yes(is: boolean): Cell {
  return is ? 'yes' : 'no'
}

function notesCell({ ticket, page, order }: LotRow): Cell {
  return [
    ticket.sample ? sampleNote : '',
    `order ${order.sequence} of ${page.orders.length}`,
    order.corridor?.words ?? '',
    reasonsInWords(order.reasons ?? []),
    ...order.notes,
    ticket.reason,
    ...(ticket.method ?? []),
  ]
    .filter(note => note !== '')
    .join(' | ')
}

const columns: readonly Column<LotRow>[] = [
  text('ticket_id', row => row.ticket.id),
  text('plan_id', row =>
    row.ticket.plan === undefined ? null : `${row.ticket.plan.proposal} r${row.ticket.plan.revision} ${row.ticket.plan.hash}`,
  ),
  text('plan_hash', row => row.ticket.snapshotHash),
  text('status', row => (isDraft(row.ticket) ? 'draft' : 'issued')),
  text('household', row => row.ticket.householdName),
  text('account_no', row => row.page.accountNumber),
  text('account_type', row => row.page.accountType),
  text('custodian', row => row.page.custodian),
  text('side', row => row.order.side),
  text('symbol', row => row.order.symbol),
  text('cusip', row => row.order.cusip),
  text('name', row => row.order.name),
  number('qty_total', row => decimalFromShares(row.order.shares)),
  text('order_type', row => row.order.orderType),
  number('limit_price', row => priceCell(row.order.limit)),
  text('tif', row => row.order.timeInForce),
  number('lot_seq', row => (row.lot === null ? null : String(row.lot.sequence))),
  text('lot_id', row => row.lot?.lot ?? null),
  day('acquired', row => row.lot?.acquired ?? null),
  day('tacked_date', tackedCell),
  number('lot_qty', row => (row.lot === null ? null : decimalFromShares(row.lot.shares))),
  number('cost_per_share', row => priceCell(row.lot?.costPerShare)),
  number('basis', row => (row.lot === null || row.lot.basis === null ? null : decimalFromCents(row.lot.basis))),
  text('term', row => row.lot?.term ?? null),
  number('est_price', row => decimalFromPrice(row.order.price)),
  day('price_asof', row => row.order.priceAsOf),
  number('price_lo', row => priceCell(row.order.corridor?.low?.price)),
  number('price_hi', row => priceCell(row.order.corridor?.high?.price)),
  number('est_proceeds', row => (row.lot === null ? null : decimalFromCents(row.lot.proceeds))),
  number('est_gain_st', row => gainCell(row, 'short')),
  number('est_gain_lt', row => gainCell(row, 'long')),
  text('wash_verdict', row => row.order.wash?.state ?? null),
  blank('wash_group'),
  text('relief_method', row => row.order.method),
  text('vsp_text', row => row.order.versus),
  text('pair_ticket_id', row => (row.order.pair === null ? null : `${row.ticket.id} order ${row.order.pair}`)),
  text('reason_codes', row => row.order.reasons?.map(({ code }) => code).join(' ') ?? null),
  text('recommended_by', row => row.ticket.recommendedBy),
  text('placed_by', row => row.ticket.placedBy),
  text('discretionary', row => yes(row.ticket.discretionary)),
  text('solicited', row => yes(row.ticket.solicited)),
  ...['entered_at', 'approved_by', 'approved_at', 'executed_at', 'exec_price', 'broker_ref'].map(blank),
  text('notes', notesCell),
]

function rowsOf(ticket: Ticket): LotRow[] {
  return ticket.pages.flatMap(page =>
    page.orders.flatMap((order): LotRow[] =>
      order.lots.length === 0 ? [{ ticket, page, order, lot: null }] : order.lots.map(lot => ({ ticket, page, order, lot })),
    ),
  )
}

export function ticketCsv(ticket: Ticket, options: CsvOptions = {}): string {
  requireSound(ticket)
  return csvText(columns, rowsOf(ticket), options)
}
