/** How the figures come about: what each is, its formula and rule, and the figures it came from, one step deep; the screen opens the rest, down to the line of a file. */
import type { Content } from 'pdfmake/interfaces'
import type { Trace } from '../../../shared/model/trace.ts'
import { counted } from '../../../shared/present/format.ts'
import { sheet, words } from '../pieces.ts'
import { heading } from '../year/tables.ts'
import type { PerformancePaper } from './performance-pdf.ts'
import { inFull } from './rebalance-pages.ts'

const inputsShown = 8

export function workings({ view, traces }: PerformancePaper): Content[] {
  const trend = traces.get('') ?? []
  const told = [
    ...(trend.length === 0 ? [] : [{ name: 'The trend', traces: trend }]),
    ...view.rebalances.slice(0, inFull).flatMap(({ id, title }, at) => {
      const own = traces.get(id)
      return own === undefined ? [] : [{ name: `W${at + 1}, ${title}`, traces: own }]
    }),
  ]
  if (told.length === 0) return []
  return [
    heading('How the figures come about', 'Each one step deep; on the screen every figure opens to the trades and prices it came from'),
    ...told.flatMap(({ name, traces: own }) => [
      words(name, { role: 'H3', bold: true, margin: [0, 4, 0, 1], headlineLevel: 1 }),
      { ul: own.map(trace => words(inWords(trace), { fontSize: sheet.small, margin: [0, 0, 0, 2] })), margin: [0, 0, 0, 4] } as Content,
    ]),
  ]
}

function inWords({ label, value, formula, rule, inputs }: Trace): string {
  const from = inputs.slice(0, inputsShown).map(input => `${input.label} ${input.value}`)
  const left = inputs.length - from.length
  return [
    `${label}: ${value}.`,
    ...(formula === undefined ? [] : [`${formula}.`]),
    ...(from.length === 0 ? [] : [`From ${from.join('; ')}${left === 0 ? '' : `; and ${counted(left, 'more figure')}`}.`]),
    ...(rule === undefined ? [] : [`Rule: ${rule}.`]),
  ].join(' ')
}
