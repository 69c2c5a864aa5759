/**
 * Cells that are more than text, drawn as plain elements (a framework in ten thousand cells is what makes grids stutter). Text goes in by
 * textContent only: nothing a file says can become markup.
 */
import type { ICellRendererParams } from 'ag-grid-community'
import { points } from '../../shared/present/format.ts'
import { driftPlaces, driftWords } from '../parts/drift-bar.tsx'
import type { StatusWord } from '../parts/status.tsx'
import type { DriftValue } from './column.ts'

const svg = 'http://www.w3.org/2000/svg'
const marks: Readonly<Record<StatusWord['tone'], string>> = {
  ready: 'M3 8.5 6.5 12 13 4.5',
  blocked: 'M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2zM4 4l8 8',
  caution: 'M8 2.5 14 13H2zM8 6.5v3M8 11.2v.3',
  waiting: 'M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2zM8 5v3.2l2 1.5',
  quiet: 'M4 8h8',
}

export function statusCell(params: ICellRendererParams): HTMLElement | string {
  const status = params.value as StatusWord | string | null
  if (status === null || status === undefined) return params.valueFormatted ?? ''
  if (typeof status === 'string') return status
  const chip = document.createElement('span')
  chip.className = `status ${status.tone}`
  const icon = shape('svg', { class: 'icon', width: 12, height: 12, viewBox: '0 0 16 16', 'aria-hidden': 'true' })
  icon.append(
    shape('path', {
      d: marks[status.tone],
      fill: 'none',
      stroke: 'currentColor',
      'stroke-width': 1.4,
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
    }),
  )
  const word = document.createElement('span')
  word.className = 'clip'
  word.textContent = status.word
  chip.append(icon, word)
  return chip
}

export function driftCell(params: ICellRendererParams): HTMLElement | string {
  const value = params.value as DriftValue | string | null
  if (value === null || value === undefined) return params.valueFormatted ?? ''
  if (typeof value === 'string') return value
  const { at, from, to, target, outside } = driftPlaces(value.drift, value.band, value.oneSided)
  const cell = document.createElement('span')
  cell.className = 'drift-cell'
  cell.title = driftWords(value.drift, value.band)
  const bar = shape('svg', { class: 'drift-bar', width: 96, height: 16, viewBox: '0 0 96 16', 'aria-hidden': 'true' })
  bar.append(
    shape('line', { x1: 2, x2: 94, y1: 8, y2: 8, class: 'drift-track' }),
    shape('rect', { x: from, y: 3, width: Math.max(1, to - from), height: 10, rx: 2, class: 'drift-band' }),
    shape('line', { x1: target, x2: target, y1: 2, y2: 14, class: 'drift-target' }),
    outside
      ? shape('rect', { x: at - 4, y: 4, width: 8, height: 8, class: 'drift-out' })
      : shape('circle', { cx: at, cy: 8, r: 4, class: 'drift-in' }),
  )
  const text = document.createElement('span')
  text.className = 'drift-text'
  text.textContent = `${value.drift > 0 && !value.oneSided ? '+' : ''}${points(value.drift)}`
  cell.append(bar, text)
  return cell
}

function shape(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS(svg, name) as SVGElement
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value))
  return element
}
