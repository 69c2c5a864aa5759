/**
 * The CPA pack of a tax year as PDF: letter size, black on white, the same bytes for the same year. Its time is the as-of day's, so that no clock is read.
 * It is checked before it is laid out: sums on paper are the sums of the view.
 */
import type { TDocumentDefinitions } from 'pdfmake/interfaces'
import type { YearView } from '../../../shared/model/tax-year.ts'
import { date } from '../../../shared/present/format.ts'
import { reportDocument } from '../paper.ts'
import { type FontPaths, pdfOf } from '../pdf.ts'
import { cover, methodPage } from './cover.ts'
import { chainPages, formPages, lineagePages, schedulePages } from './pages.ts'
import { requireSoundYear } from './sound-year.ts'

/** The document before it is laid out. Used once: pdfmake writes into what it is given. */
export function yearDocument(view: YearView, firm: string): TDocumentDefinitions {
  requireSoundYear(view)
  const { year, householdName, snapshotHash, engine, asOf, rows } = view
  const open = rows.some(one => one.provisional !== null)
  return reportDocument({
    title: `Capital gains and losses ${year}, ${householdName}`,
    firm,
    snapshotHash,
    engine,
    asOf,
    head: `${householdName} · capital gains ${year}`,
    foot: `Preview as of ${date(asOf)}, not a tax return.${open ? ' PROVISIONAL: some losses may still be washed.' : ''} Snapshot ${snapshotHash.slice(0, 12)} · ${engine}`,
    content: [
      ...cover(view, firm),
      ...schedulePages(view),
      ...formPages(view),
      ...chainPages(view),
      ...lineagePages(view),
      ...methodPage(view),
    ],
  })
}

export async function yearPdf(view: YearView, firm: string, fonts: FontPaths): Promise<Uint8Array> {
  return pdfOf(yearDocument(view, firm), fonts)
}
