/** Pictures of a plan as SVG, black on white and legible when faxed: weights by class, and the trade-off with its baselines; every figure stands beside its mark as text. */
import type { Content, TableCell } from 'pdfmake/interfaces'
import type { PlanFigures, Proposal } from '../../../shared/model/proposal.ts'
import { heightOf, heightWords, placesOf } from '../../../shared/present/curve-places.ts'
import type { Frame } from '../../../shared/present/curve-scale.ts'
import { roughBasisPoints, signedMoney } from '../../../shared/present/format.ts'
import { barScale, baselineWords, classWeight, hasPlan } from '../../../shared/present/plan-words.ts'
import { fixed, line, text } from '../drawing.ts'
import { bare, right, sheet, words } from '../pieces.ts'
import { told } from '../tagged/structure.ts'

const track = 96

/** Outlined: now. Filled: with the plan, where there is one. Line: the target. */
export function allocationPicture(rows: Proposal['allocation'], planned: boolean): Content {
  const long = barScale(rows, track)
  const part = (ppm: number) => Math.round(long(ppm) * 100) / 100
  const heads: TableCell[] = ['', '', 'now', ...(planned ? ['plan'] : []), 'target'].map((head, at) =>
    at > 1 ? right(head, { fontSize: sheet.small, bold: true }) : words(head),
  )
  const small = { fontSize: sheet.small, margin: [0, 3, 0, 0] as [number, number, number, number] }
  const body = rows.map(({ assetClass, before, after, target }): TableCell[] => [
    words(assetClass, { ...small, noWrap: false }),
    {
      canvas: [
        { type: 'rect', x: 0, y: 2, w: part(before), h: 5, lineWidth: 0.6 },
        ...(planned ? [{ type: 'rect' as const, x: 0, y: 9, w: part(after), h: 5, color: '#000000', lineWidth: 0 }] : []),
        { type: 'line', x1: part(target), x2: part(target), y1: 0, y2: 16, lineWidth: 1.2 },
      ],
      margin: [4, 0, 0, 2],
    },
    right(classWeight(before), small),
    ...(planned ? [right(classWeight(after), { ...small, bold: true })] : []),
    right(classWeight(target), small),
  ])
  return {
    stack: [
      {
        table: { widths: ['*', track + 6, 34, ...(planned ? [34] : []), 34], body: [heads, ...body], headerRows: 1, dontBreakRows: true },
        layout: bare,
      },
      words(`Outlined: now.${planned ? ' Filled: with the plan.' : ''} Line: the target.`, { fontSize: sheet.small, margin: [0, 3, 0, 0] }),
    ],
  }
}

/** Of the small type on paper. */
const letter = 4.6
const frame: Frame = { width: 540, height: 210, left: 60, right: 104, top: 22, bottom: 34 }

/** Nothing where fewer than two plans are known. */
export function curvePicture(proposal: Proposal): Content[] {
  const { points, baselines, own, x, y } = placesOf(proposal, frame, letter)
  if (points.length + baselines.length < 2) return []
  const marks = [
    ...y.marks.map(
      mark =>
        `${line(frame.left, y.place(mark), frame.width - frame.right, y.place(mark), 0.2)}${text(frame.left - 8, y.place(mark) + 3, signedMoney(mark), 'end')}`,
    ),
    ...x.marks.map(mark => text(x.place(mark), frame.height - frame.bottom + 15, roughBasisPoints(mark), 'middle')),
    text(frame.left, frame.top - 10, heightWords[heightOf(proposal)], 'start'),
    text(frame.width - frame.right, frame.height - 4, 'tracking error', 'end'),
  ]
  const drawn = points.map(point => `${fixed(x.place(point.trackingError))},${fixed(y.place(point.high))}`).join(' ')
  const parts = [
    ...marks,
    // before the marks: the white ground of a name covers no square and no dot
    ...baselines.map(({ name, x: left, labelY, back }) => text(back ? left - 8 : left + 8, labelY + 3, name, back ? 'end' : 'start')),
    points.length > 1 ? `<polyline points="${drawn}" fill="none" stroke="#000" stroke-width="1.2"/>` : '',
    ...points.map(point => `<circle cx="${fixed(x.place(point.trackingError))}" cy="${fixed(y.place(point.high))}" r="3"/>`),
    ...baselines.map(
      ({ x: left, y: high }) => `<rect x="${fixed(left - 3)}" y="${fixed(high - 3)}" width="6" height="6" fill="#fff" stroke="#000"/>`,
    ),
    own === null
      ? ''
      : `<circle cx="${fixed(own.x)}" cy="${fixed(own.y)}" r="7" fill="none" stroke="#000" stroke-width="2"/>${text(own.x, own.y - 11, own.name, 'middle', true)}`,
  ]
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${frame.width} ${frame.height}" width="${frame.width}" height="${frame.height}">${parts.join('')}</svg>`
  return [told({ svg, width: frame.width }, { alt: curveInWords(proposal) })]
}

/** The picture for who does not see it. */
function curveInWords(proposal: Proposal): string {
  const of = heightOf(proposal)
  const at = (name: string, figures: Pick<PlanFigures, 'trackingError' | 'tax' | 'cost'>) => {
    const high = figures[of]
    return high === null ? [] : [`${name} ${roughBasisPoints(figures.trackingError)}, ${signedMoney(high)}`]
  }
  const own = hasPlan(proposal) ? at(proposal.edit === null ? 'this plan' : 'your plan', proposal.after) : []
  const others = proposal.baselines.flatMap(({ name, figures }) => at(baselineWords[name], figures))
  const curve = proposal.curve.flatMap(point => at('', point))
  const drawn = curve.length === 0 ? '' : ` The curve of best plans runs through${curve.join(';')}.`
  return `Tracking error against ${heightWords[of]}: ${[...own, ...others].join('; ')}.${drawn}`
}
