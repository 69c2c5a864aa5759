/**
 * A plan on paper, for the table at which it is decided: letter size, black on white, four pages at most, the same bytes for the same plan. Its time is the as-of day's, so
 * that no clock is read. What does not fit is left out from the least telling end, and counted where it is left out; figures, proof and what to read first never are.
 */
import type { TDocumentDefinitions } from 'pdfmake/interfaces'
import { date } from '../../../shared/present/format.ts'
import { sampleNote } from '../../../shared/present/words.ts'
import { reportDocument } from '../paper.ts'
import { type FontPaths, pdfOf } from '../pdf.ts'
import { behindPages } from './behind.ts'
import { planCover } from './cover.ts'
import { type Detail, type PlanPaper, shortened } from './pieces.ts'
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
  const { proposal, firm, sample } = paper
  requireSoundPlan(proposal)
  const { id, revision, householdName, asOf, hash, snapshotHash, engine } = proposal
  const made = reportDocument({
    title: `Rebalance proposal ${id}, ${householdName}`,
    firm,
    snapshotHash,
    engine,
    asOf,
    head: `${sample ? `${sampleNote} · ` : ''}proposal ${id}, revision ${revision} · ${shortened(householdName, 52)}`,
    foot: `Estimates as of ${date(asOf)}, not an order and not tax advice. Plan ${hash.slice(0, 12)} · snapshot ${snapshotHash.slice(0, 12)} · ${engine}`,
    content: [...planCover(paper, detail), ...tradePages(proposal, detail), ...behindPages(paper, detail)],
    onPages,
  })
  return { ...made, pageBreakBefore: node => node.headlineLevel === 1 && node.startPosition.verticalRatio > 0.88 }
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
