/**
 * The CPA pack of a tax year as PDF: letter size, black on white, the same bytes for the same year. Its time is the as-of day's, so that no clock is read.
 * It is checked before it is laid out: sums on paper are the sums of the view.
 */
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces'
import type { YearView } from '../../../shared/model/tax-year.ts'
import { date } from '../../../shared/present/format.ts'
import { type FontPaths, pdfOf } from '../pdf.ts'
import { plain, right, row, rule, sheet, words } from '../pieces.ts'
import { told } from '../tagged/structure.ts'
import { cover, methodPage } from './cover.ts'
import { chainPages, formPages, lineagePages, schedulePages } from './pages.ts'
import { requireSoundYear } from './sound-year.ts'

/** The document before it is laid out. Used once: pdfmake writes into what it is given. */
export function yearDocument(view: YearView, firm: string): TDocumentDefinitions {
  requireSoundYear(view)
  const made = new Date(`${view.asOf}T00:00:00.000Z`)
  return {
    pageSize: 'LETTER',
    pageMargins: [sheet.margin, 52, sheet.margin, 44],
    language: 'en-US',
    displayTitle: true,
    info: {
      title: plain(`Capital gains and losses ${view.year}, ${view.householdName}`),
      author: plain(firm),
      subject: `Snapshot ${view.snapshotHash}`,
      creator: 'Lotwright',
      producer: view.engine,
      creationDate: made,
      modDate: made,
    },
    defaultStyle: { font: 'Roboto', fontSize: sheet.body },
    header: (at, of) => head(view, at, of),
    footer: () => foot(view),
    content: [
      ...cover(view, firm),
      ...schedulePages(view),
      ...formPages(view),
      ...chainPages(view),
      ...lineagePages(view),
      ...methodPage(view),
    ],
  }
}

function head(view: YearView, at: number, of: number): Content {
  return told(
    {
      margin: [sheet.margin, 24, sheet.margin, 0],
      stack: [
        row(
          ['*', 'auto'],
          [
            words(`${view.householdName} · capital gains ${view.year}`, { fontSize: sheet.small }),
            right(`page ${at} of ${of}`, { fontSize: sheet.small }),
          ],
        ),
        rule(sheet.rule, [0, 2, 0, 0]),
      ],
    },
    { artifact: true },
  )
}

function foot(view: YearView): Content {
  const open = view.rows.some(one => one.provisional !== null)
  return {
    margin: [sheet.margin, 8, sheet.margin, 0],
    fontSize: sheet.small,
    stack: [
      words(
        `Preview as of ${date(view.asOf)}, not a tax return.${open ? ' PROVISIONAL: some losses may still be washed.' : ''} Snapshot ${view.snapshotHash.slice(0, 12)} · ${view.engine}`,
      ),
    ],
  }
}

export async function yearPdf(view: YearView, firm: string, fonts: FontPaths): Promise<Uint8Array> {
  return pdfOf(yearDocument(view, firm), fonts)
}
