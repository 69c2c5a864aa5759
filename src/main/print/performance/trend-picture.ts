/** Drift and tracking error week by week as a picture, one above the other on the same days: dashed where drift is flagged, a mark for every rebalance, and broken where nothing is known. */
import type { Content } from 'pdfmake/interfaces'
import type { PerformanceView, TrendPoint } from '../../../shared/model/performance.ts'
import { axisOf } from '../../../shared/present/curve-scale.ts'
import { points as inPoints, roughBasisPoints } from '../../../shared/present/format.ts'
import { monthMarks, stretches, trendInWords } from '../../../shared/present/performance-words.ts'
import { fixed, line, text } from '../drawing.ts'
import { told } from '../tagged/structure.ts'

const [width, height, left, right] = [540, 190, 54, 8]
const charts = { drift: { top: 20, bottom: 92 }, error: { top: 118, bottom: 164 } } as const
const dayOf = (day: string) => Date.parse(day) / 86_400_000

/** Nothing where no two days are known. */
export function trendPicture(view: PerformanceView): Content[] {
  const { points, rebalances, threshold } = view
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined || first === last) return []
  const from = dayOf(first.day)
  const x = (day: string) => left + ((dayOf(day) - from) / Math.max(1, dayOf(last.day) - from)) * (width - left - right)
  const marked = rebalances.filter(({ first: day }) => day >= first.day && day <= last.day)
  const parts = [
    ...chart('Drift', view, point => point.drift, inPoints, x, charts.drift, threshold),
    ...chart('Tracking error, est., a year', view, point => point.trackingError, roughBasisPoints, x, charts.error, null),
    ...marked.map(({ first: day }) => {
      const at = fixed(x(day))
      return `${line(x(day), charts.drift.top, x(day), charts.error.bottom, 0.6)}<path d="M ${at} ${charts.drift.top - 9} l 5 5 l -5 5 l -5 -5 z"/>`
    }),
    ...monthMarks(points).map(mark => text(x(mark.day), height - 8, mark.text, 'middle')),
  ]
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${parts.join('')}</svg>`
  return [told({ svg, width }, { alt: trendInWords(view) })]
}

function chart(
  title: string,
  { points, gaps }: PerformanceView,
  of: (point: TrendPoint) => number | null,
  show: (value: number) => string,
  x: (day: string) => number,
  at: { readonly top: number; readonly bottom: number },
  threshold: number | null,
): string[] {
  const known = points.flatMap(point => of(point) ?? [])
  const axis = axisOf([0, ...known, ...(threshold === null ? [] : [threshold])], at.bottom, at.top, 3)
  const end = width - right
  const flagged =
    threshold === null
      ? []
      : [dashed(axis.place(threshold), end), text(end, axis.place(threshold) - 4, `flagged at ${show(threshold)}`, 'end')]
  return [
    ...axis.marks.map(
      mark => `${line(left, axis.place(mark), end, axis.place(mark), 0.2)}${text(left - 6, axis.place(mark) + 3, show(mark), 'end')}`,
    ),
    ...flagged,
    text(left, at.top - 8, title, 'start'),
    ...stretches(points, gaps, of).map(part => {
      const [one] = part
      if (part.length === 1 && one) return `<circle cx="${fixed(x(one.day))}" cy="${fixed(axis.place(one.value))}" r="2"/>`
      const drawn = part.map(({ day, value }) => `${fixed(x(day))},${fixed(axis.place(value))}`).join(' ')
      return `<polyline points="${drawn}" fill="none" stroke="#000" stroke-width="1.3"/>`
    }),
  ]
}

function dashed(y: number, end: number): string {
  return `<line x1="${left}" y1="${fixed(y)}" x2="${end}" y2="${fixed(y)}" stroke="#000" stroke-width="0.8" stroke-dasharray="4 3"/>`
}
