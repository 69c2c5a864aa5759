/** Rebalances in full: whether each has paid in a sentence, the portfolios beside each other since then, drift and tracking error before and after, cost and tax, and what is not known. */
import type { Content } from 'pdfmake/interfaces'
import type { PastRebalance } from '../../../shared/model/performance.ts'
import { counted, date, estimated, exactMoney, roughBasisPoints, signedExactMoney, unknown } from '../../../shared/present/format.ts'
import { driftOf, percentOf, portfolios, sharpeOf, times, verdictWord } from '../../../shared/present/performance-words.ts'
import { sheet, words } from '../pieces.ts'
import { bullets, heading, paperTable, paragraph, together } from '../year/tables.ts'
import type { PerformancePaper } from './performance-pdf.ts'

/** Told in full, and with their workings; the others stand in their line and on the screen. */
export const inFull = 12

export function rebalancePages({ view, traces }: PerformancePaper): Content[] {
  const shown = view.rebalances.slice(0, inFull)
  const left = view.rebalances.length - shown.length
  return [
    ...shown.map((row, at) => rebalance(row, traces.has(row.id) ? at + 1 : null)),
    ...(left === 0 ? [] : [paragraph(`${counted(left, 'older rebalance')}: in the table above and on the screen.`)]),
  ]
}

function rebalance(row: PastRebalance, working: number | null): Content {
  const { title, first, last, state, verdictWords, tax, sharpeWords, notes, tickets, plan } = row
  const days = first === last ? date(first) : `${date(first)} to ${date(last)}`
  const from = [
    ...(tickets.length === 0 ? [] : [`${tickets.length === 1 ? 'ticket' : 'tickets'} ${tickets.join(', ')}`]),
    ...(plan === null ? [] : [`plan ${plan.proposal}, revision ${plan.revision}`]),
    ...(working === null ? [] : [`workings W${working} below`]),
  ]
  return together(
    heading(title, [days, { open: 'not traded yet', partly: 'traded in part', filled: 'traded' }[state], ...from].join(' · ')),
    paragraph(`${verdictWord(row)[0]?.toUpperCase()}${verdictWord(row).slice(1)}: ${verdictWords}`),
    { columns: [besideTable(row), changeTable(row), paidTable(row)], columnGap: 14 },
    words([`Sharpe ratio ${sharpeWords}.`, tax.words].filter(text => text !== '').join(' '), {
      fontSize: sheet.small,
      margin: [0, 0, 0, 3],
    }),
    ...(notes.length === 0 ? [] : [bullets(notes, sheet.small)]),
  )
}

function besideTable(row: PastRebalance): Content {
  const rows = [
    ...portfolios.map(([key, label]) => ({ label, return: percentOf(row.returns[key]), ratio: sharpeOf(row, key) })),
    { label: 'Premium', return: percentOf(row.premium), ratio: '' },
  ]
  return paperTable<(typeof rows)[number]>(
    [
      { head: 'since then', width: '*', cell: one => one.label },
      { head: 'return', width: 44, figure: true, cell: one => one.return },
      { head: 'Sharpe', width: 40, figure: true, cell: one => one.ratio },
    ],
    rows,
  )
}

function changeTable(row: PastRebalance): Content {
  return paperTable<(typeof times)[number]>(
    [
      { head: 'against targets', width: '*', cell: ([, label]) => label },
      { head: 'drift', width: 46, figure: true, cell: ([key]) => driftOf(row.drift[key]) },
      { head: 'track. error', width: 52, figure: true, cell: ([key]) => estimated(roughBasisPoints(row.trackingError[key])) },
    ],
    times,
  )
}

function paidTable({ cost, tax }: PastRebalance): Content {
  const figure = (value: number | null, none: string) => (value === null ? none : signedExactMoney(value))
  const rows = [
    {
      label: 'Cost',
      planned: cost.planned === null ? 'no ticket' : exactMoney(cost.planned),
      actual: cost.actual === null ? 'not traded' : exactMoney(cost.actual),
    },
    { label: 'Tax', planned: figure(tax.planned, 'no ticket'), actual: figure(tax.realized, unknown) },
  ]
  return paperTable<(typeof rows)[number]>(
    [
      { head: 'paid', width: '*', cell: one => one.label },
      { head: 'planned', width: 56, figure: true, cell: one => one.planned },
      { head: 'so far', width: 60, figure: true, cell: one => one.actual },
    ],
    rows,
  )
}
