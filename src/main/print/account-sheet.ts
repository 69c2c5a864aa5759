/**
 * The sheet of one account: a head that repeats on every page, what to read first, the orders, the account's totals, and the lines that the
 * order memorandum needs (17 CFR 275.204-2(a)(3): terms, who recommended, who placed, account, date, broker, whether discretion was used).
 */
import type { Content, ContentSection, TableCell } from 'pdfmake/interfaces'
import { type Cents, subtractCents } from '../../shared/kernel/cents.ts'
import { isTaxable } from '../../shared/model/lists.ts'
import type { Basket } from '../../shared/model/review.ts'
import type { Ticket, TicketPage } from '../../shared/model/ticket.ts'
import { counted, date, exactMoney, maskedAccount, moment, money, signedExactMoney } from '../../shared/present/format.ts'
import { accountTypeWords, custodianWords, sampleNote, taxChange, washedParts } from '../../shared/present/words.ts'
import { orderBlock } from './order-block.ts'
import { bare, choice, readFirstBox, remark, right, row, rule, sheet, words } from './pieces.ts'
import { isDraft } from './sound-ticket.ts'
import { told } from './tagged/structure.ts'

const headTop = 26
const notIssued = 'Draft, not issued: it has no number and must not be placed.'
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

/** What the page must hold, to be counted where it arrives, and when and from what it was made. */
function preparedLine(ticket: Ticket, page: TicketPage): string {
  const lots = page.orders.reduce((sum, order) => sum + order.lots.length, 0)
  const made = `prepared ${moment(ticket.preparedAt)} as of ${date(ticket.asOf)} · prices of ${date(ticket.pricesAsOf)} · snapshot ${shortHash(ticket.snapshotHash)}`
  return `${counted(page.orders.length, 'order')}, ${counted(lots, 'lot')} · ${made}`
}

const leftWidth = 350
const accountWidth = 110

function headHeight(ticket: Ticket, page: TicketPage): number {
  const lines = (ticket.sample ? 13 : 0) + linesOf(ticket.firm, 9, leftWidth) * 11 + linesOf(ticket.householdName, 13, leftWidth) * 16
  return headTop + Math.max(lines, 42) + linesOf(accountLine(page), 11, sheet.width - accountWidth) * 14 + 28
}

function sampleLine(ticket: Ticket): Content[] {
  return ticket.sample ? [words(sampleNote, { bold: true, fontSize: 11 })] : []
}

function head(ticket: Ticket, page: TicketPage, at: number, of: number, continued: boolean): Content {
  const left = { stack: [...sampleLine(ticket), words(ticket.firm), words(ticket.householdName, { fontSize: 13, bold: true })] }
  const numbered = {
    stack: [
      right(isDraft(ticket) ? 'Draft of a trade ticket' : `Trade ticket ${ticket.id}`, { role: 'H1', fontSize: 14, bold: true }),
      right(`page ${at} of ${of}${continued ? ' · account continued' : ''}`, { fontSize: 10 }),
    ],
  }
  return told(
    {
      margin: [sheet.margin, headTop, sheet.margin, 0],
      stack: [
        row([leftWidth, '*'], [left, numbered]),
        rule(sheet.strongRule, [0, 2, 0, 2]),
        row(
          [accountWidth, '*'],
          [
            words(`Account ${maskedAccount(page.accountNumber)}`, { role: 'H2', fontSize: 11, bold: true }),
            words(accountLine(page), { fontSize: 11 }),
          ],
        ),
        words(preparedLine(ticket, page), { margin: [0, 1, 0, 0] }),
      ],
    },
    { artifact: continued },
  )
}

function foot(ticket: Ticket): Content {
  return {
    margin: [sheet.margin, 6, sheet.margin, 0],
    fontSize: sheet.small,
    stack: [
      rule(sheet.rule, [0, 0, 0, 3]),
      words(
        'Name the lots when placing the order; ask for written confirmation (Reg. 1.1012-1(c)). Wrong lots can be corrected until settlement only.',
      ),
      words(`${isDraft(ticket) ? 'draft' : ticket.id} · snapshot ${ticket.snapshotHash} · ${ticket.engine}`, { margin: [0, 1, 0, 0] }),
    ],
  }
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

function accountTotals({ totals, accountType }: TicketPage): Content {
  const left = subtractCents(totals.proceeds, totals.bought)
  return figures([
    ['est. net proceeds', exactMoney(totals.proceeds)],
    ['est. bought', exactMoney(totals.bought)],
    left < 0 ? ['est. paid from cash', exactMoney(-left)] : ['est. added to cash', exactMoney(left)],
    ...(isTaxable(accountType)
      ? ([
          ['est. lot gain, short', signedExactMoney(totals.gainShort)],
          ['est. lot gain, long', signedExactMoney(totals.gainLong)],
        ] as const)
      : ([['est. lot gain', 'not taxed here']] as const)),
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
  const washed = basket.washed === 0 ? [] : [`disallowed ${money(basket.washed)}, ${washedParts(basket)}`]
  const sums = [`losses short ${loss(basket.lossShort)}, long ${loss(basket.lossLong)}`, ...gains, ...washed]
  const tax = taxChange(basket.savedNow)
  const worth = [
    `est. ${tax.what} now ${money(tax.amount)}`,
    `carried to later years ${money(basket.carried)}`,
    `est. cost ${money(basket.cost)}`,
  ]
  return [...sums, ...worth].join(' · ')
}

/** Lines to write on, with their names under them and what is known already on them. */
function lines(pairs: readonly (readonly [string, string])[]): Content {
  const gap = 14
  const length = (sheet.width - gap * (pairs.length - 1)) / pairs.length
  const known = pairs.map(([, text]) => words(text, { bold: true, margin: [0, 10, 0, 1] }))
  const drawn = pairs.map(([name]) => ({
    stack: [
      { canvas: [{ type: 'line' as const, x1: 0, y1: 0, x2: length, y2: 0, lineWidth: sheet.rule }] },
      words(name, { fontSize: sheet.small, margin: [0, 1, 0, 0] }),
    ],
  }))
  return {
    table: { widths: pairs.map(() => length), heights: [22, 'auto'], body: [known, drawn] },
    layout: { ...bare, paddingLeft: column => (column === 0 ? 0 : gap) },
  }
}

/** The cross for the eye, the word for a copy that blurs and for a program that reads. */
function answered(question: string, is: boolean): TableCell {
  return choice(`${question}: ${is ? 'yes' : 'no'}`, is)
}

function memorandum(ticket: Ticket): Content[] {
  return [
    row(['auto', 'auto'], [answered('discretionary', ticket.discretionary), answered('solicited', ticket.solicited)], [0, 5, 0, 0]),
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

/** The certificate of the optimizer's plan, by name, revision and hash. */
function planLine({ proposal, revision, hash, words: said }: NonNullable<Ticket['plan']>): string {
  return `${proposal}, revision ${revision}, certificate ${hash}: ${said}.`
}

/** Sums, the reason and the lines to write on are kept whole; what the plan rests on follows and may go on overleaf, so that no half page stays empty. */
function closing(ticket: Ticket, page: TicketPage): Content[] {
  const kept: Content = {
    unbreakable: true,
    stack: [
      rule(sheet.strongRule, [0, 0, 0, 2]),
      accountTotals(page),
      remark('Whole ticket, all accounts:', wholeTicket(ticket.basket), { margin: [0, 4, 0, 0] }),
      ...(ticket.reason === '' ? [] : [remark('Why:', ticket.reason)]),
      ...memorandum(ticket),
    ],
  }
  const told: readonly (readonly [string, string | undefined])[] = [
    ['Plan:', ticket.plan && planLine(ticket.plan)],
    ['Costs:', ticket.costNotes?.join(' ')],
    ['Risk:', ticket.risk?.join(' ')],
    ['Limits:', ticket.limits?.join(' ')],
    ['Method statement:', ticket.method?.join(' ')],
  ]
  const remarks = told.flatMap(([lead, text]) => (text === undefined ? [] : [remark(lead, text)]))
  return [kept, { stack: remarks, margin: [0, 6, 0, 0] }]
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
    section: {
      stack: [
        ...readFirstBox(isDraft(ticket) ? [notIssued, ...ticket.warnings] : ticket.warnings, 10),
        ...page.orders.map(order => orderBlock(order, page)),
        ...closing(ticket, page),
      ],
    },
  }
}
