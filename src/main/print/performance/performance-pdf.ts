/**
 * Past rebalances on paper: how far the records reach, the trend, every rebalance in a line, the newest in full, and the working of their figures. Letter size, black on white, the same bytes for the same book:
 * its time is the as-of day's, so that no clock is read. What is left out is counted where it is left out.
 */
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces'
import type { PastRebalance, PerformanceView } from '../../../shared/model/performance.ts'
import type { Trace } from '../../../shared/model/trace.ts'
import { count, counted, date, exactMoney, points as inPoints, percent, signedExactMoney, unknown } from '../../../shared/present/format.ts'
import { change, driftOf, percentOf, reachWords, verdictWord } from '../../../shared/present/performance-words.ts'
import { sampleNote } from '../../../shared/present/words.ts'
import { reportDocument } from '../paper.ts'
import { type FontPaths, pdfOf } from '../pdf.ts'
import { readFirstBox, sheet, words } from '../pieces.ts'
import { bullets, heading, paperTable, paragraph, together } from '../year/tables.ts'
import { rebalancePages } from './rebalance-pages.ts'
import { trendPicture } from './trend-picture.ts'
import { workings } from './workings.ts'

export interface PerformancePaper {
  readonly view: PerformanceView
  readonly household: string
  readonly firm: string
  readonly sample: boolean
  readonly snapshotHash: string
  readonly engine: string
  /** Workings by rebalance, of the newest; under the empty name those of the trend. */
  readonly traces: ReadonlyMap<string, readonly Trace[]>
}

/** The document before it is laid out. Used once: pdfmake writes into what it is given. */
export function performanceDocument(paper: PerformancePaper): TDocumentDefinitions {
  const { view, household, firm, sample, snapshotHash, engine } = paper
  return reportDocument({
    title: `Past rebalances, ${household}`,
    firm,
    snapshotHash,
    engine,
    asOf: view.asOf,
    head: `${sample ? `${sampleNote} · ` : ''}${household} · past rebalances`,
    foot: `Estimates as of ${date(view.asOf)} from the book’s own records, no promise of what comes. Snapshot ${snapshotHash.slice(0, 12)} · ${engine}`,
    content: [...cover(paper), ...rebalancePages(paper), ...workings(paper), ...lastLines(paper)],
  })
}

function cover(paper: PerformancePaper): Content[] {
  const { view, household, firm, sample } = paper
  const reach = view.points.length === 0 ? 'no past day can be told' : `measured ${date(view.from)} to ${date(view.until)}`
  const first = [...(sample ? [`${sampleNote}.`] : []), ...reachWords(view)]
  return [
    ...(firm === '' ? [] : [words(firm)]),
    words('Past rebalances', { role: 'H1', fontSize: 20, bold: true, margin: [0, 6, 0, 1] }),
    words(household, { fontSize: 14, margin: [0, 0, 0, 1] }),
    words(`As of ${date(view.asOf)} · ${reach} · ${view.riskLabel}`, { margin: [0, 0, 0, 6] }),
    ...readFirstBox(first, 6),
    ...(view.points.length === 0 ? [] : trend(view)),
    ...summary(view),
  ]
}

function trend(view: PerformanceView): Content[] {
  const { trend: of, points, threshold } = view
  const now = points.at(-1)
  const rows = [
    ['Drift of what is measured here', inPoints(now?.drift ?? null), `on ${date(now?.day ?? null)}; flagged at ${inPoints(threshold)}`],
    ['Trend of three months', of.slope === null ? 'too few days' : `${change(of.slope)} a month`, 'slope of drift'],
    [
      'Drift speed',
      of.speed === null ? 'no rebalance yet' : `${change(of.speed)} a month`,
      of.since === null ? '' : `since ${date(of.since)}`,
    ],
    ['Days outside bands', of.days === 0 ? 'no targets' : `${count(of.outsideDays)} of ${count(of.days)}`, 'valued days'],
    ['Average drift', driftOf(of.average), of.most === null ? 'no targets' : `most ${driftOf(of.most.drift)} on ${date(of.most.day)}`],
  ] as const
  return [
    together(
      heading('Trend of drift and tracking error', 'Weeks; a diamond is a rebalance, a broken line is a stretch that is not known'),
      ...trendPicture(view),
    ),
    paperTable<(typeof rows)[number]>(
      [
        { head: 'figure', width: 190, cell: ([name]) => name },
        { head: 'est.', width: 110, figure: true, cell: ([, value]) => value },
        { head: '', width: '*', cell: ([, , note]) => note },
      ],
      rows,
    ),
  ]
}

function summary({ rebalances, policy }: PerformanceView): Content[] {
  if (rebalances.length === 0)
    return [
      heading('Rebalances'),
      paragraph(
        `No past rebalance is in the records. A rebalance is a ticket that carries out a plan, or a day of two or more imported trades that turn over ${percent(policy.turnover)} of the household.`,
      ),
    ]
  const dollars = (value: number | null, none = unknown) => (value === null ? none : signedExactMoney(value))
  return [
    heading('Rebalances', 'Newest first; the premium is the return since, as it is less left alone, costs included'),
    paperTable<PastRebalance>(
      [
        { head: 'first day', width: 58, cell: row => date(row.first) },
        { head: 'what', width: '*', cell: row => row.title },
        { head: 'turnover', width: 48, figure: true, cell: row => percentOf(row.turnover) },
        { head: 'cost', width: 58, figure: true, cell: row => (row.cost.actual === null ? 'not traded' : exactMoney(row.cost.actual)) },
        { head: 'tax', width: 66, figure: true, cell: row => dollars(row.tax.realized) },
        { head: 'premium', width: 48, figure: true, cell: row => percentOf(row.premium) },
        { head: 'less tax', width: 66, figure: true, cell: row => dollars(row.afterTax) },
        { head: 'verdict', width: 56, cell: verdictWord },
      ],
      rebalances,
    ),
  ]
}

function lastLines({ view, engine, snapshotHash }: PerformancePaper): Content[] {
  const { riskFree, riskFreeAsOf, riskFreeSource, turnover } = view.policy
  const rate = `${percent(riskFree)} a year${view.assumed ? ' (the program’s assumption: Settings, Performance)' : ` (${riskFreeSource}, ${date(riskFreeAsOf)})`}`
  return [
    heading('What it rests on'),
    bullets(
      [
        `Sharpe ratios are held against ${rate}.`,
        `A day of two or more trades that turn over ${percent(turnover)} of the household is a rebalance.`,
        'Returns are of what the records hold, at the prices of each day in the book.',
        `${counted(view.points.length, 'week')} of the trend stand in the file “Save as CSV”.`,
      ],
      sheet.small,
    ),
    words(`${engine} · snapshot ${snapshotHash}`, { fontSize: sheet.small }),
  ]
}

export async function performancePdf(paper: PerformancePaper, fonts: FontPaths): Promise<Uint8Array> {
  return pdfOf(performanceDocument(paper), fonts)
}
