/** The first page of a CPA pack: whose year it is, of which day, what it is and is not, what must be read first, and the year in a few figures. */
import type { Content } from 'pdfmake/interfaces'
import type { ScopeTotals, YearView } from '../../../shared/model/tax-year.ts'
import { counted, date, exactMoney, signedExactMoney } from '../../../shared/present/format.ts'
import { scopeGain, withUnknown } from '../../../shared/present/words.ts'
import { readFirstBox, sheet, words } from '../pieces.ts'
import { bullets, heading, type PaperColumn, paperTable, paragraph } from './tables.ts'

interface Row {
  readonly what: string
  readonly of: (totals: ScopeTotals) => string
}

const rows: readonly Row[] = [
  { what: 'Short-term gain or loss', of: totals => scopeGain(totals, 'short') },
  { what: 'Long-term gain or loss', of: totals => scopeGain(totals, 'long') },
  { what: 'Losses disallowed by wash sales', of: totals => withUnknown(exactMoney(totals.disallowed), totals.unknown, totals.rows) },
  { what: 'of these lost for good', of: totals => withUnknown(exactMoney(totals.permanent), totals.unknown, totals.rows) },
  { what: 'Sales, of which unknown', of: totals => `${totals.rows}, ${totals.unknown}` },
]

export function cover(view: YearView, firm: string): Content[] {
  const columns: PaperColumn<Row>[] = [
    { head: '', width: '*', cell: row => row.what },
    { head: 'the return', width: 92, figure: true, cell: row => row.of(view.totals.taxpayer) },
    { head: 'broker, as worked out', width: 104, figure: true, cell: row => row.of(view.totals.broker) },
    {
      head: 'broker, as reported',
      width: 92,
      figure: true,
      cell: row => (view.totals.reported.rows === 0 ? 'no file' : row.of(view.totals.reported)),
    },
  ]
  return [
    words(firm),
    words(`Capital gains and losses ${view.year}`, { role: 'H1', fontSize: 20, bold: true, margin: [0, 30, 0, 2] }),
    words(view.householdName, { fontSize: 14, margin: [0, 0, 0, 2] }),
    words(`For the CPA · records as of ${date(view.asOf)} · ${counted(view.rows.length, 'sale')}`, { margin: [0, 0, 0, 12] }),
    ...readFirst(view),
    heading('What this is'),
    paragraph(
      'A preview of Form 8949 and Schedule D from the trades of all the household’s accounts, with wash sales matched across accounts, spouses, IRAs and securities the firm declares identical. It shows where the return differs from the custodian’s Form 1099-B and why.',
    ),
    heading('What it is not'),
    paragraph(
      'It is not a tax return, not tax advice and not a substitute for Forms 1099-B. Accounts that are not in the records are not in it. State figures elsewhere are planning rates. Boxes follow a rule that the page on method states; hold them against box 12 of Form 1099-B.',
    ),
    heading('The year in figures'),
    paperTable(columns, rows),
    paragraph(identityWords(view)),
  ]
}

function readFirst(view: YearView): Content[] {
  if (view.notices.length === 0) return []
  return readFirstBox(
    view.notices.map(({ what }) => what),
    8,
  )
}

function identityWords({ identity }: YearView): string {
  const { year } = identity
  const own = `Checked: raw gains ${signedExactMoney(year.raw)} + disallowed ${exactMoney(year.disallowed)} − taken up from earlier losses ${exactMoney(year.carriedIn)} = recognized ${signedExactMoney(year.recognized)}.`
  const whole = `Over all sales of the ledger: raw ${signedExactMoney(identity.raw)} = recognized ${signedExactMoney(identity.recognized)} − still in open lots ${exactMoney(identity.openAdjustments)} − lost for good ${exactMoney(identity.permanent)}${identity.gone === 0 ? '' : ` − gone with shares that left ${exactMoney(identity.gone)}`}${identity.holds ? '' : ': DOES NOT HOLD'}.`
  return `${own} ${whole}`
}

export function methodPage(view: YearView): Content[] {
  const table =
    view.table === null
      ? `There is no federal table for ${view.year}.`
      : `Federal table of ${view.year}, effective ${view.table.effective}: ${view.table.source}`
  return [
    { ...(heading('Method') as object), pageBreak: 'before' } as Content,
    bullets([...view.method, table]),
    words(`${view.engine} · snapshot ${view.snapshotHash}`, { fontSize: sheet.small }),
  ]
}
