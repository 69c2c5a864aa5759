/**
 * The sheet of one account: a head that repeats on every page, what to read first, the orders, the account's totals, and the lines that the
 * order memorandum needs (17 CFR 275.204-2(a)(3): terms, who recommended, who placed, account, date, broker, whether discretion was used).
 */
import type { Content, ContentSection, TableCell } from 'pdfmake/interfaces'
import { type Cents, subtractCents } from '../../shared/kernel/cents.ts'
import type { Basket } from '../../shared/model/review.ts'
import type { Ticket, TicketPage } from '../../shared/model/ticket.ts'
import { date, exactMoney, maskedAccount, moment, money, signedExactMoney } from '../../shared/present/format.ts'
import { accountTypeWords, custodianWords } from '../../shared/present/words.ts'
import { orderBlock } from './order-block.ts'
import { choice, plain, remark, right, row, rule, sheet, words } from './pieces.ts'

const headTop = 26
/** Roboto's widest usual letters take 0.9 em, its mean is near 0.55: lines are counted with the former for capitals, so the head never runs over. */
function linesOf(text: string, fontSize: number, width: number): number {
  let ems = 0
  for (const letter of text) ems += letter >= 'a' && letter <= 'z' ? 0.56 : 0.72
  return Math.max(1, Math.ceil((ems * fontSize * 1.08) / width))
}

function shortHash(hash: string): string {
  return hash.length > 12 ? `${hash.slice(0, 4)}…${hash.slice(-4)}` : hash
}

function accountLine(page: TicketPage): string {
  return `${page.accountName} · ${accountTypeWords[page.accountType]} · ${custodianWords[page.custodian]}`
}

function preparedLine(ticket: Ticket): string {
  return `Prepared ${moment(ticket.preparedAt)} for ${date(ticket.asOf)} · prices of ${date(ticket.pricesAsOf)} · snapshot ${shortHash(ticket.snapshotHash)}`
}

const leftWidth = 350
const accountWidth = 110

function headHeight(ticket: Ticket, page: TicketPage): number {
  const lines = linesOf(ticket.firm, 9, leftWidth) * 11 + linesOf(ticket.householdName, 13, leftWidth) * 16
  return headTop + Math.max(lines, 42) + linesOf(accountLine(page), 11, sheet.width - accountWidth) * 14 + 42
}

function head(ticket: Ticket, page: TicketPage, at: number, of: number, continued: boolean): Content {
  const left = { stack: [words(ticket.firm), words(ticket.householdName, { fontSize: 13, bold: true })] }
  const numbered = {
    stack: [
      right(`Trade ticket ${ticket.id}`, { fontSize: 14, bold: true }),
      right(`page ${at} of ${of}${continued ? ' · account continued' : ''}`, { fontSize: 10 }),
    ],
  }
  return {
    margin: [sheet.margin, headTop, sheet.margin, 0],
    stack: [
      row([leftWidth, '*'], [left, numbered]),
      rule(sheet.strongRule, [0, 2, 0, 2]),
      row(
        [accountWidth, '*'],
        [words(`Account ${maskedAccount(page.accountNumber)}`, { fontSize: 11, bold: true }), words(accountLine(page), { fontSize: 11 })],
      ),
      words(preparedLine(ticket), { margin: [0, 1, 0, 0] }),
    ],
  }
}

function foot(ticket: Ticket): Content {
  return {
    margin: [sheet.margin, 6, sheet.margin, 0],
    fontSize: sheet.small,
    stack: [
      rule(sheet.rule, [0, 0, 0, 3]),
      words(
        'Name the lots when the order is placed and ask for written confirmation (Reg. 1.1012-1(c)). A wrong lot can be corrected until settlement only. Estimates rest on the prices stated.',
      ),
      words(`${ticket.id} · snapshot ${ticket.snapshotHash} · ${ticket.engine}`, { margin: [0, 1, 0, 0] }),
    ],
  }
}

function banner(warnings: readonly string[]): Content[] {
  if (warnings.length === 0) return []
  const lines = [
    words('READ FIRST', { bold: true, fontSize: 11 }),
    ...warnings.map(warning => words(`· ${plain(warning)}`, { bold: true, fontSize: 10 })),
  ]
  return [
    {
      table: { widths: ['*'], body: [[{ stack: lines }]] },
      layout: {
        hLineWidth: () => 2,
        vLineWidth: () => 2,
        paddingLeft: () => 8,
        paddingRight: () => 8,
        paddingTop: () => 5,
        paddingBottom: () => 5,
      },
      margin: [0, 0, 0, 10],
    },
  ]
}

/** Figures side by side, each under its name. */
function figures(pairs: readonly (readonly [string, string])[]): Content {
  const cells = pairs.map(
    ([name, figure]): TableCell => ({ stack: [words(name, { fontSize: sheet.small }), words(figure, { bold: true, fontSize: 10 })] }),
  )
  return row(
    pairs.map(() => '*'),
    cells,
  )
}

function accountTotals({ totals }: TicketPage): Content {
  const left = subtractCents(totals.proceeds, totals.bought)
  return figures([
    ['est. proceeds', exactMoney(totals.proceeds)],
    ['est. bought', exactMoney(totals.bought)],
    left < 0 ? ['est. cash needed', exactMoney(-left)] : ['est. cash left', exactMoney(left)],
    ['est. gain, short', signedExactMoney(totals.gainShort)],
    ['est. gain, long', signedExactMoney(totals.gainLong)],
    ['est. cost to trade', exactMoney(totals.cost)],
  ])
}

function loss(amount: Cents): string {
  return money(-Math.abs(amount))
}

/** What the sales of all accounts are worth together: savings are the household's, not an account's. */
function wholeTicket(basket: Basket): string {
  const gains =
    basket.gainShort === 0 && basket.gainLong === 0 ? [] : [`gains short ${money(basket.gainShort)}, long ${money(basket.gainLong)}`]
  const washed = basket.washed === 0 ? [] : [`disallowed ${money(basket.washed)}, of it lost for good ${money(basket.permanent)}`]
  const sums = [`losses short ${loss(basket.lossShort)}, long ${loss(basket.lossLong)}`, ...gains, ...washed]
  const worth = [
    `est. tax saved now ${money(basket.savedNow)}`,
    `carried to later years ${money(basket.carried)}`,
    `est. cost ${money(basket.cost)}`,
  ]
  return [...sums, ...worth].join(' · ')
}

/** A line to write on, with its name under it and what is known already on it. */
function lines(pairs: readonly (readonly [string, string])[]): Content {
  const widths = pairs.map(() => '*')
  const body = [
    pairs.map(([, known]) => words(known, { bold: true, margin: [0, 8, 0, 0] })),
    pairs.map(([name]) => words(name, { fontSize: sheet.small })),
  ]
  return {
    table: { widths, body, heights: [20, 'auto'] },
    layout: {
      hLineWidth: line => (line === 1 ? sheet.rule : 0),
      vLineWidth: () => 0,
      paddingTop: () => 1,
      paddingBottom: () => 1,
      paddingLeft: column => (column === 0 ? 0 : 6),
      paddingRight: column => (column === pairs.length - 1 ? 0 : 6),
    },
  }
}

function memorandum(ticket: Ticket): Content[] {
  return [
    row(
      ['auto', 'auto', 'auto', 'auto'],
      [
        choice('discretionary', ticket.discretionary),
        choice('not discretionary', !ticket.discretionary),
        choice('solicited', ticket.solicited),
        choice('unsolicited', !ticket.solicited),
      ],
      [0, 5, 0, 0],
    ),
    lines([
      ['Recommended by', ticket.recommendedBy],
      ['Placed by', ticket.placedBy],
      ['Entered (date, time)', ''],
      ['Verified by', ''],
    ]),
    lines([
      ['Executed (date, time)', ''],
      ['Price', ''],
      ['Broker reference', ''],
      ['Changed or cancelled (date, time)', ''],
    ]),
  ]
}

function closing(ticket: Ticket, page: TicketPage): Content {
  return {
    unbreakable: true,
    stack: [
      rule(sheet.strongRule, [0, 0, 0, 2]),
      accountTotals(page),
      remark('Whole ticket, all accounts:', wholeTicket(ticket.basket), { margin: [0, 4, 0, 0] }),
      ...(ticket.reason === '' ? [] : [remark('Why:', ticket.reason)]),
      ...memorandum(ticket),
    ],
  }
}

export function accountSheet(ticket: Ticket, page: TicketPage): ContentSection {
  let first: number | undefined
  return {
    pageSize: 'LETTER',
    pageMargins: [sheet.margin, headHeight(ticket, page), sheet.margin, 50],
    header: (at, of) => {
      first ??= at
      return head(ticket, page, at, of, at !== first)
    },
    footer: () => foot(ticket),
    section: { stack: [...banner(ticket.warnings), ...page.orders.map(order => orderBlock(order, page.orders)), closing(ticket, page)] },
  }
}
