/** The pages of the CPA pack behind its cover: Schedule D by line, the carryover worksheet, the year's tax, Form 8949 by box, wash chains, lots sold. */
import type { Content } from 'pdfmake/interfaces'
import { parseCivilDate } from '../../../shared/kernel/civil-date.ts'
import type { Form8949Box, ScheduleLine, SeparateReturn, WashChain, YearRow, YearView } from '../../../shared/model/tax-year.ts'
import { counted, date, deskDate, exactMoney, shareCount, signedExactMoney, unknown } from '../../../shared/present/format.ts'
import { termWord } from '../../../shared/present/words.ts'
import { sheet, words } from '../pieces.ts'
import { heading, paperTable, paragraph, together } from './tables.ts'

const orBlank = (amount: number | null) => (amount === null ? '' : exactMoney(amount))

export function schedulePages(view: YearView): Content[] {
  return [
    {
      ...(heading(`Schedule D preview, ${view.year}`, 'Line numbers are those of the form; (h) = (d) − (e) + (g)') as object),
      pageBreak: 'before',
    } as Content,
    paperTable<ScheduleLine>(
      [
        { head: 'line', width: 38, cell: line => line.line },
        { head: '', width: '*', cell: line => (line.note === null ? line.what : `${line.what} (${line.note})`) },
        { head: '(d) proceeds', width: 72, figure: true, cell: line => orBlank(line.proceeds) },
        { head: '(e) basis', width: 72, figure: true, cell: line => orBlank(line.basis) },
        { head: '(g) adjustment', width: 66, figure: true, cell: line => orBlank(line.adjustment) },
        {
          head: '(h) gain or loss',
          width: 76,
          figure: true,
          cell: line => (line.amount === null ? unknown : signedExactMoney(line.amount)),
        },
      ],
      view.schedule,
    ),
    ...carryoverTable(view),
    ...returnsTable(view),
    ...taxTable(view),
  ]
}

function carryoverTable({ carryover, year }: YearView): Content[] {
  if (carryover === null) return []
  const carried = `Carried to ${year + 1}: short-term ${exactMoney(carryover.short)}, long-term ${exactMoney(carryover.long)}.`
  const sheetOf =
    carryover.lines.length === 0
      ? []
      : [
          paperTable(
            [
              { head: 'line', width: 38, cell: line => line.line },
              { head: '', width: '*', cell: line => line.what },
              { head: 'amount', width: 84, figure: true, cell: line => exactMoney(line.amount) },
            ],
            carryover.lines,
          ),
        ]
  return [
    together(
      heading('Capital Loss Carryover Worksheet'),
      ...sheetOf,
      paragraph(carryover.note === null ? carried : `${carried} ${carryover.note}`),
    ),
  ]
}

function returnsTable({ returns }: YearView): Content[] {
  if (returns.length === 0) return []
  return [
    together(
      heading('Separate returns', 'Sales of the book by owner, before carryovers; each return has its own limit on losses (IRC §1211(b))'),
      paperTable<SeparateReturn>(
        [
          { head: 'whose return', width: '*', cell: one => `${one.name}, ${counted(one.sales, 'sale')}` },
          { head: 'unknown', width: 46, figure: true, cell: one => String(one.unknown) },
          { head: 'short-term', width: 80, figure: true, cell: one => signedExactMoney(one.short) },
          { head: 'long-term', width: 80, figure: true, cell: one => signedExactMoney(one.long) },
          { head: 'net', width: 80, figure: true, cell: one => signedExactMoney(one.net) },
          { head: 'loss it deducts', width: 80, figure: true, cell: one => exactMoney(one.lossAllowed) },
        ],
        returns,
      ),
    ),
  ]
}

function taxTable({ tax, year }: YearView): Content[] {
  if (tax === null) return []
  const row = (what: string, key: keyof typeof tax.with) => ({ what, with: tax.with[key], without: tax.without[key] })
  const rows = [
    row('Taxable income', 'taxable'),
    row('Income tax, by the rate schedule', 'incomeTax'),
    row('the most it may be: ordinary rates on everything', 'regularTax'),
    row('Net investment income tax (IRC §1411)', 'investmentTax'),
    row('State, planning rate', 'stateTax'),
    row('Together', 'total'),
    row(`Loss carried into ${year + 1}, in no tax of this year`, 'carried'),
  ]
  return [
    together(
      heading(
        'What the sales of the book do to the year’s tax',
        'Exact rate schedule; a return below $100,000 of income uses the Tax Table',
      ),
      paperTable(
        [
          { head: '', width: '*', cell: line => line.what },
          { head: 'without the sales', width: 92, figure: true, cell: line => exactMoney(line.without) },
          { head: 'with them', width: 92, figure: true, cell: line => exactMoney(line.with) },
          { head: 'difference', width: 84, figure: true, cell: line => signedExactMoney(line.with - line.without) },
        ],
        rows,
      ),
    ),
  ]
}

export function formPages(view: YearView): Content[] {
  return view.boxes.flatMap((box, index): Content[] => [
    {
      ...(heading(
        `Form 8949, Part ${box.part}, box ${box.box}`,
        `${box.what} · ${box.needed ? `totals go to Schedule D line ${box.line}` : `no Form 8949 needed: totals go to line ${box.line}`}`,
      ) as object),
      ...(index === 0 ? { pageBreak: 'before' } : {}),
    } as Content,
    formTable(box),
  ])
}

function formTable(box: Form8949Box): Content {
  const { totals } = box
  const acquired = (text: string) => (parseCivilDate(text) === undefined ? text : deskDate(text))
  const marked = box.lines.map(line => ({ ...line, star: line.notes.length === 0 ? '' : ' *' }))
  const notes = [...new Set(box.lines.flatMap(line => line.notes))]
  return {
    stack: [
      paperTable(
        [
          {
            head: '(a) description',
            width: '*',
            cell: line => `${line.description} · ${line.account}${line.star}`,
            total: `box ${box.box}`,
          },
          { head: '(b) acquired', width: 54, cell: line => acquired(line.acquired) },
          { head: '(c) sold', width: 50, cell: line => deskDate(line.sold) },
          { head: '(d) proceeds', width: 66, figure: true, cell: line => exactMoney(line.proceeds), total: exactMoney(totals.proceeds) },
          { head: '(e) basis', width: 66, figure: true, cell: line => exactMoney(line.basis), total: exactMoney(totals.basis) },
          { head: '(f)', width: 22, cell: line => line.codes },
          {
            head: '(g)',
            width: 56,
            figure: true,
            cell: line => (line.adjustment === 0 ? '' : exactMoney(line.adjustment)),
            total: exactMoney(totals.adjustment),
          },
          {
            head: '(h) gain or loss',
            width: 64,
            figure: true,
            cell: line => signedExactMoney(line.gain),
            total: signedExactMoney(totals.gain),
          },
        ],
        marked,
      ),
      ...(notes.length === 0 ? [] : [words(`* ${notes.join('; ')}`, { fontSize: sheet.small, margin: [0, 0, 0, 6] })]),
    ],
  }
}

export function chainPages({ chains, year }: YearView): Content[] {
  if (chains.length === 0) return [heading('Wash chains'), paragraph(`None in the records touches ${year}.`)]
  return [
    heading(
      'Wash chains',
      `Every chain that touches ${year}: loss shares, what replaced them, where the loss is now, and the rules in order`,
    ),
    paperTable<WashChain>(
      [
        { head: '', width: 16, cell: chain => String(chain.chain) },
        { head: 'loss sale', width: 96, cell: chain => `${deskDate(chain.sold)} ${chain.symbol}, ${chain.account}` },
        { head: 'shares', width: 40, figure: true, cell: chain => shareCount(chain.shares) },
        { head: 'disallowed', width: 58, figure: true, cell: chain => exactMoney(chain.disallowed) },
        { head: 'replaced by', width: 100, cell: chain => `${deskDate(chain.bought)} ${chain.replacement}` },
        {
          head: 'where the loss is now, and the rules',
          width: '*',
          cell: chain => `${chain.became}${chain.brokerSees ? '' : '; not on Form 1099-B'}: ${chain.rules.join('; ')}`,
        },
      ],
      chains,
    ),
  ]
}

/** One line a lot sold: bought, what washed losses did to its basis and its days, sold, and what came out. */
export function lineagePages({ rows }: YearView): Content[] {
  if (rows.length === 0) return []
  return [
    {
      ...(heading(
        'Lots sold, from purchase to sale',
        'Cost and, where there were any, washed losses in the basis; the day the holding period counts from; how the broker differs',
      ) as object),
      pageBreak: 'before',
    } as Content,
    paperTable<YearRow>(
      [
        { head: 'shares', width: '*', cell: row => `${shareCount(row.shares)} ${row.symbol}, ${row.accountName}` },
        { head: 'bought', width: 50, cell: row => row.acquiredWord ?? deskDate(row.acquired) },
        { head: 'held from', width: 50, cell: row => deskDate(row.holdingFrom) },
        { head: 'cost', width: 62, figure: true, cell: row => exactMoney(row.basis === null ? null : row.basis - row.carriedIn) },
        { head: 'losses in', width: 52, figure: true, cell: row => (row.carriedIn === 0 ? '' : exactMoney(row.carriedIn)) },
        { head: 'sold', width: 50, cell: row => deskDate(row.sold) },
        { head: 'term', width: 28, cell: row => termWord(row.term) },
        { head: 'recognized', width: 66, figure: true, cell: row => signedExactMoney(row.recognized) },
        {
          head: 'against broker',
          width: 62,
          figure: true,
          cell: row => (row.difference === 0 ? 'equal' : signedExactMoney(row.difference)),
        },
      ],
      rows,
      whyOf,
    ),
  ]
}

function whyOf(row: YearRow): string | null {
  const sentences = [
    ...row.differenceWhy,
    ...(row.undecidedWhy === null ? [] : [row.undecidedWhy]),
    ...(row.provisional === null ? [] : [row.provisional.open ? `provisional until ${date(row.provisional.until)}` : 'provisional']),
  ]
  return sentences.length === 0 ? null : sentences.join('; ')
}
