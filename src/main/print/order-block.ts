/**
 * One order on the sheet, in the order in which a desk keys it: action, symbol, quantity, order type, time in force; then its lots with a box
 * each and a running total; then what is said to the desk and what must be known. The first two rows repeat where the lots go on overleaf.
 */
import type { Content, CustomTableLayout, TableCell } from 'pdfmake/interfaces'
import { type Cents, noCents, sumCents } from '../../shared/kernel/cents.ts'
import { isTaxable } from '../../shared/model/lists.ts'
import type { TicketLot, TicketOrder, TicketPage } from '../../shared/model/ticket.ts'
import {
  counted,
  date,
  estimated,
  exactMoney,
  pricePerShare,
  shareCount,
  sharesHeld,
  signedExactMoney,
} from '../../shared/present/format.ts'
import { reasonsInWords } from '../../shared/present/order-reasons.ts'
import { orderTypeWords, reliefMethodWords, termWord, timeInForceWords, washApplies, washWords } from '../../shared/present/words.ts'
import { box, choice, decimalAligned, plain, remark, right, row, sheet, words } from './pieces.ts'

const widths = [10, 16, 58, 38, 56, 60, 62, 68, 68, 68]
/** Orders up to this many lines stay on one page; a longer one may break, for pdfmake cuts off what is kept together and does not fit. */
const shortOrder = 26
const lettersALine = 90
/** Up to this many lots the whole sentence is printed for the telephone; beyond, it points at the list above. */
const spokenLots = 24
const summedLots = 12

/** A strong rule over the order, one under the column names, and a thin one after every fifth lot to lead the eye. */
const orderLayout: CustomTableLayout = {
  hLineWidth: (line, node) => {
    if (line === 0) return sheet.strongRule
    const lots = node.table.body.length - 4
    if (line === 2 || line === 2 + lots) return sheet.rule
    return line > 2 && line < 2 + lots && (line - 2) % 5 === 0 ? 0.3 : 0
  },
  vLineWidth: () => 0,
  paddingLeft: column => (column === 0 ? 0 : 4),
  paddingRight: () => 0,
  paddingTop: () => 1.8,
  paddingBottom: () => 1.8,
}
const plainLayout: CustomTableLayout = { ...orderLayout, hLineWidth: line => (line === 0 ? sheet.strongRule : 0) }

function terms(order: TicketOrder): string {
  const type = order.limit === null ? orderTypeWords[order.orderType] : `${orderTypeWords[order.orderType]} ${pricePerShare(order.limit)}`
  return `${type} · ${timeInForceWords[order.timeInForce]}`
}

/** What is keyed, in one line, and under it what it is. */
function headline(order: TicketOrder): Content[] {
  const large = { fontSize: 12, bold: true }
  const lots = order.method === null ? '' : ` · ${reliefMethodWords[order.method]}`
  const cusip = order.cusip === null ? '' : ` · CUSIP ${order.cusip}`
  return [
    row(
      [14, 34, 86, 92, '*', 'auto', 42],
      [
        words(String(order.sequence), large),
        words(order.side === 'sell' ? 'SELL' : 'BUY', large),
        words(order.symbol, large),
        words(sharesHeld(order.shares), large),
        words(`${terms(order)}${lots}`, { fontSize: 10, margin: [0, 1.5, 0, 0] }),
        right(estimated(exactMoney(order.amount)), { fontSize: 10, bold: true, margin: [0, 1.5, 0, 0] }),
        { ...(choice('keyed') as object), margin: [2, 2, 0, 0] } as TableCell,
      ],
    ),
    words(
      `${order.name}${cusip} · price ${pricePerShare(order.price)} of ${date(order.priceAsOf)} · est. cost to trade ${exactMoney(order.cost)}`,
      { margin: [18, 0, 0, 1] },
    ),
  ]
}

function acquiredCell(lot: TicketLot): TableCell {
  if (lot.holdingFrom === null || lot.holdingFrom === lot.acquired) return words(date(lot.acquired))
  const tacked = `held from ${date(lot.holdingFrom).replaceAll(' ', '\u00a0')}`
  return { stack: [words(date(lot.acquired)), words(tacked, { fontSize: sheet.small })] }
}

/** Of each lot, and last of the order: one column, one decimal point. */
function heldCells({ lots, shares }: TicketOrder): TableCell[] {
  return decimalAligned([...lots.map(lot => shareCount(lot.shares)), shareCount(shares)], true)
}

function lotRows(order: TicketOrder): TableCell[][] {
  const { lots } = order
  const held = heldCells(order)
  const running = decimalAligned(lots.map(lot => shareCount(lot.running)))
  const costs = decimalAligned(lots.map(lot => pricePerShare(lot.costPerShare)))
  return lots.map((lot, row) => [
    box(),
    right(String(lot.sequence)),
    acquiredCell(lot),
    words(termWord(lot.term)),
    held[row] ?? {},
    running[row] ?? {},
    costs[row] ?? {},
    right(exactMoney(lot.basis)),
    right(exactMoney(lot.proceeds)),
    right(signedExactMoney(lot.gain)),
  ])
}

function sum(lots: readonly TicketLot[], amount: (lot: TicketLot) => Cents | null): Cents | null {
  const amounts = lots.map(amount)
  return amounts.some(one => one === null) ? null : sumCents(amounts.map(one => one ?? noCents))
}

function across(cell: TableCell, columns: number): TableCell[] {
  return [{ ...(cell as object), colSpan: columns } as TableCell, ...Array.from({ length: columns - 1 }, () => ({}))]
}

function totalRow(order: TicketOrder): TableCell[] {
  const { lots } = order
  const figure = (text: string) => right(text, { bold: true })
  return [
    {},
    ...across(words(counted(lots.length, 'lot'), { bold: true }), 3),
    heldCells(order).at(-1) ?? {},
    {},
    {},
    figure(exactMoney(sum(lots, lot => lot.basis))),
    figure(exactMoney(sum(lots, lot => lot.proceeds))),
    figure(signedExactMoney(sum(lots, lot => lot.gain))),
  ]
}

/** `check 120 = 80 + 40`: the quantity keyed against the lots named. */
function checkSum({ lots, shares }: TicketOrder): string {
  const added =
    lots.length <= summedLots
      ? lots.map(lot => shareCount(lot.shares)).join(' + ')
      : `sum of ${counted(lots.length, 'lot')} = last running total`
  return `check ${shareCount(shares)} = ${added}`
}

function lotsTable(order: TicketOrder): Content {
  const names = ['', 'lot', 'acquired', 'term', 'shares', 'running', 'cost/sh', 'basis', 'est. proceeds', 'est. gain']
  const heads = names.map((name, column) =>
    column === 1 || column > 3 ? right(name, { fontSize: sheet.small }) : words(name, { fontSize: sheet.small }),
  )
  return {
    table: {
      headerRows: 2,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths,
      body: [
        across({ stack: headline(order) }, 10),
        heads,
        ...lotRows(order),
        totalRow(order),
        [{}, ...across(words(checkSum(order), { bold: true }), 9)],
      ],
    },
    layout: orderLayout,
  }
}

function spoken(order: TicketOrder): string {
  if (order.lots.length <= spokenLots) return `“${order.versus}.”`
  return `“Sell ${shareCount(order.shares)} ${order.symbol} versus purchase of the ${order.lots.length} lots of this order, in the sequence and with the shares listed.”`
}

function leg(order: TicketOrder, orders: readonly TicketOrder[]): Content[] {
  const other = orders.find(each => each.sequence === order.pair)
  if (other === undefined) return []
  const name = `order ${other.sequence} (${other.side === 'sell' ? 'SELL' : 'BUY'} ${shareCount(other.shares)} ${other.symbol})`
  if (order.side === 'sell') return [remark('Replacement:', `${name}, ${estimated(exactMoney(other.amount))}`)]
  return [remark('Replaces:', `${name}. Enter it after the sale.`)]
}

function washRemarks({ wash }: TicketOrder): Content[] {
  if (wash === null) return []
  const shares = wash.washedShares > 0 ? `; loss disallowed on ${sharesHeld(wash.washedShares)}` : ''
  const lost = wash.permanentShares > 0 ? `, lost for good on ${sharesHeld(wash.permanentShares)}` : ''
  const quiet = wash.state === 'clear' || !washApplies(wash)
  const verdict = words(`${washApplies(wash) ? washWords[wash.state] : 'does not apply'}${shares}${lost}`, quiet ? {} : { bold: true })
  return [
    { text: [{ text: 'Wash sale: ', bold: true }, verdict] },
    ...wash.reasons.map(reason => words(`• ${reason.what} (${reason.rule})`, { margin: [8, 0, 0, 0] })),
  ]
}

function remarks(order: TicketOrder, { orders, accountType: account }: TicketPage): Content {
  const sold = order.side === 'sell'
  return {
    margin: [18, 1, 0, 0],
    stack: [
      ...(sold
        ? [
            remark('Say to the desk:', spoken(order)),
            remark(
              'Est. lot gain:',
              isTaxable(account)
                ? `short ${signedExactMoney(order.gainShort)} · long ${signedExactMoney(order.gainLong)}`
                : 'not taxed in this account',
            ),
          ]
        : []),
      ...washRemarks(order),
      ...leg(order, orders),
      ...aging(order),
      ...order.notes.map(note => words(`• ${plain(note)}`)),
    ],
  }
}

/** Why it is on the ticket, and between which prices it stays what it was made for: the line to look at when the market has moved. */
function aging({ corridor, reasons = [] }: TicketOrder): Content[] {
  return [
    ...(reasons.length === 0 ? [] : [remark('Why:', plain(reasonsInWords(reasons)))]),
    ...(corridor === undefined ? [] : [words(plain(corridor.words), { bold: true })]),
  ]
}

/** Lines the order takes, counted rather high: three for a lot with a tacked date. */
function linesOf(order: TicketOrder): number {
  const said = [
    spoken(order),
    order.corridor?.words ?? '',
    reasonsInWords(order.reasons ?? []),
    ...order.notes,
    ...(order.wash?.reasons ?? []).map(reason => `${reason.what} ${reason.rule}`),
  ]
  const lots = order.lots.map(lot => (lot.holdingFrom === lot.acquired ? 1 : 3))
  return [...lots, ...said.map(text => Math.ceil(text.length / lettersALine))].reduce((sum, lines) => sum + lines, 0)
}

/** The order with its lots and remarks; of the page the leg it is paired with, and whether its gains are taxed. */
export function orderBlock(order: TicketOrder, page: TicketPage): Content {
  const table: Content =
    order.lots.length > 0 ? lotsTable(order) : { table: { widths: ['*'], body: [[{ stack: headline(order) }]] }, layout: plainLayout }
  return { stack: [table, remarks(order, page)], unbreakable: linesOf(order) <= shortOrder, margin: [0, 0, 0, 8] }
}
