/** What printed reports have in common: letter size, black on white, a running head and foot, the language and the title, and the as-of day for their time, so that no clock is read. */
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces'
import type { CivilDate } from '../../shared/kernel/civil-date.ts'
import { plain, right, row, rule, sheet, words } from './pieces.ts'
import { told } from './tagged/structure.ts'

export interface Report {
  readonly title: string
  readonly firm: string
  readonly snapshotHash: string
  readonly engine: string
  readonly asOf: CivilDate
  /** Above every page, beside its number. */
  readonly head: string
  /** Under every page. */
  readonly foot: string
  readonly content: Content[]
  /** Told how many pages there are. */
  readonly onPages?: (pages: number) => void
}

/** The document before it is laid out. Used once: pdfmake writes into what it is given. */
export function reportDocument(report: Report): TDocumentDefinitions {
  const { title, firm, snapshotHash, engine, asOf, content } = report
  const made = new Date(`${asOf}T00:00:00.000Z`)
  return {
    pageSize: 'LETTER',
    pageMargins: [sheet.margin, 52, sheet.margin, 44],
    language: 'en-US',
    displayTitle: true,
    info: {
      title: plain(title),
      author: plain(firm),
      subject: `Snapshot ${snapshotHash}`,
      creator: 'Lotwright',
      producer: engine,
      creationDate: made,
      modDate: made,
    },
    defaultStyle: { font: 'Roboto', fontSize: sheet.body },
    header: (at, of) => head(report.head, at, of),
    footer: (_at, of) => {
      report.onPages?.(of)
      return { margin: [sheet.margin, 8, sheet.margin, 0], stack: [words(report.foot, { fontSize: sheet.small })] }
    },
    content,
  }
}

function head(text: string, at: number, of: number): Content {
  const small = { fontSize: sheet.small }
  const line = row(['*', 'auto'], [words(text, small), right(`page ${at} of ${of}`, small)])
  return told({ margin: [sheet.margin, 24, sheet.margin, 0], stack: [line, rule(sheet.rule, [0, 2, 0, 0])] }, { artifact: true })
}
