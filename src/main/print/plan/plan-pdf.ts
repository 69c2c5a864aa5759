/**
 * A plan on paper, for the table at which it is decided: letter size, black on white, four pages at most, the same bytes for the same plan. Its time is the as-of day's, so
 * that no clock is read. What does not fit is left out from the least telling end, and counted where it is left out; figures, proof and what to read first never are.
 */
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces'
import { date } from '../../../shared/present/format.ts'
import { sampleNote } from '../../../shared/present/words.ts'
import { type FontPaths, pdfOf } from '../pdf.ts'
import { plain, right, row, rule, sheet, words } from '../pieces.ts'
import { told } from '../tagged/structure.ts'
import { behindPages } from './behind.ts'
import { planCover } from './cover.ts'
import type { Detail, PlanPaper } from './pieces.ts'
import { requireSoundPlan } from './sound-plan.ts'
import { tradePages } from './trades.ts'

const mostPages = 4

/** From all of it to what always fits. */
const details: readonly Detail[] = [
  { orders: 60, why: true, lots: 10, lines: 12, letters: 600 },
  { orders: 30, why: true, lots: 8, lines: 8, letters: 400 },
  { orders: 40, why: false, lots: 6, lines: 6, letters: 300 },
  { orders: 24, why: false, lots: 4, lines: 4, letters: 200 },
  { orders: 10, why: false, lots: 3, lines: 3, letters: 120 },
  { orders: 5, why: false, lots: 2, lines: 2, letters: 100 },
]

/** The document before it is laid out. Used once: pdfmake writes into what it is given. */
export function planDocument(paper: PlanPaper, detail: Detail, onPages: (pages: number) => void = () => undefined): TDocumentDefinitions {
  const { proposal, firm } = paper
  requireSoundPlan(proposal)
  const made = new Date(`${proposal.asOf}T00:00:00.000Z`)
  return {
    pageSize: 'LETTER',
    pageMargins: [sheet.margin, 52, sheet.margin, 44],
    language: 'en-US',
    displayTitle: true,
    info: {
      title: plain(`Rebalance proposal ${proposal.id}, ${proposal.householdName}`),
      author: plain(firm),
      subject: `Snapshot ${proposal.snapshotHash}`,
      creator: 'Lotwright',
      producer: proposal.engine,
      creationDate: made,
      modDate: made,
    },
    defaultStyle: { font: 'Roboto', fontSize: sheet.body },
    header: (at, of) => head(paper, at, of),
    footer: (_at, of) => {
      onPages(of)
      return foot(paper)
    },
    pageBreakBefore: node => node.headlineLevel === 1 && node.startPosition.verticalRatio > 0.88,
    content: [...planCover(paper, detail), ...tradePages(proposal, detail), ...behindPages(paper, detail)],
  }
}

function head({ proposal, sample }: PlanPaper, at: number, of: number): Content {
  const small = { fontSize: sheet.small }
  return told(
    {
      margin: [sheet.margin, 24, sheet.margin, 0],
      stack: [
        row(
          ['*', 'auto'],
          [
            words(
              `${sample ? `${sampleNote} · ` : ''}${proposal.householdName} · rebalance proposal ${proposal.id}, revision ${proposal.revision}`,
              small,
            ),
            right(`page ${at} of ${of}`, small),
          ],
        ),
        rule(sheet.rule, [0, 2, 0, 0]),
      ],
    },
    { artifact: true },
  )
}

function foot({ proposal }: PlanPaper): Content {
  return {
    margin: [sheet.margin, 8, sheet.margin, 0],
    stack: [
      words(
        `Estimates as of ${date(proposal.asOf)}, not an order and not tax advice. Plan ${proposal.hash.slice(0, 12)} · snapshot ${proposal.snapshotHash.slice(0, 12)} · ${proposal.engine}`,
        { fontSize: sheet.small },
      ),
    ],
  }
}

export async function planPdf(paper: PlanPaper, fonts: FontPaths): Promise<Uint8Array> {
  // a plan of very many orders never fits with all of it: it is not tried
  const many = paper.proposal.after.tickets > 120
  for (const detail of many ? details.slice(3) : details) {
    let pages = 0
    const pdf = await pdfOf(
      planDocument(paper, detail, of => {
        pages = of
      }),
      fonts,
    )
    if (pages <= mostPages) return pdf
  }
  throw new RangeError(`plan ${paper.proposal.id} does not fit ${mostPages} pages`)
}
