/**
 * The trail of the year so far: sale by sale, each to the purchases, matches and rules behind it (row-trace.ts), or, where the custodian's file speaks of the sale,
 * to the line of that file with what the book's own ledger says beside it. Also of one row of the year's view.
 */
import { addCents, type Cents, cents, noCents, sumCents } from '../../../shared/kernel/cents.ts'
import { dateOfDay, yearOf } from '../../../shared/kernel/civil-date.ts'
import type { RealizedLot, Term } from '../../../shared/model/ledger.ts'
import type { Trace } from '../../../shared/model/trace.ts'
import { date, exactMoney, sharesHeld, unknown } from '../../../shared/present/format.ts'
import { type History, historyOf } from '../lineage/history.ts'
import { enteredResults, type RealizedLine, realizedLines, saleKey } from '../standing/realized.ts'
import type { Standing } from '../standing/standing.ts'
import { sourceOf } from '../ticket/order.ts'
import { adjustedBasisTrace, heldTrace, proceedsTrace, rowDisallowedTrace, rowTrace } from './row-trace.ts'
import { step } from './step.ts'

export function realizedSide(standing: Standing, term: Term): Trace {
  const lines = linesOf(standing).filter(line => line.term === term && line.recognized !== null)
  const profile = standing.snapshot.taxProfile
  const other = enteredResults(profile?.year === standing.realized.year ? profile : null)[term]
  const total = addCents(other, sumCents(lines.map(line => line.recognized ?? noCents)))
  const elsewhere = other === 0 ? [] : [step('Realized elsewhere', exactMoney(other), { source: `entered by ${profile?.author ?? ''}` })]
  return step(term === 'short' ? 'Realized short-term' : 'Realized long-term', exactMoney(total), {
    formula: 'proceeds − basis + disallowed loss, summed over the sales of the year',
    rule: 'IRC §1001, §1091, §1222',
    inputs: [...traceOfLines(standing, lines), ...elsewhere],
  })
}

export function disallowedTrace(standing: Standing, permanent: boolean): Trace {
  const amount = (line: RealizedLine) => (permanent ? line.permanent : line.disallowed)
  const lines = linesOf(standing).filter(line => amount(line) !== 0)
  return step(permanent ? 'Lost for good this year' : 'Disallowed this year', exactMoney(sumCents(lines.map(amount))), {
    rule: permanent ? 'Rev. Rul. 2008-5' : 'IRC §1091(a)',
    inputs: traceOfLines(standing, lines),
  })
}

function linesOf(standing: Standing): RealizedLine[] {
  return realizedLines(standing.snapshot, standing.projection)
}

/** A year of more sales shows each in short: its own trail opens from its row. */
const mostInFull = 200

function traceOfLines(standing: Standing, lines: readonly RealizedLine[]): Trace[] {
  return lines.map(line => lineTrace(standing, line, lines.length <= mostInFull))
}

function lineTrace(standing: Standing, line: RealizedLine, full: boolean): Trace {
  const row = line.custodian ?? line.ledger
  if (row === null) throw new Error('a realized line has a row behind it')
  const history = full ? historyOf(standing) : null
  const booked = line.ledger === null ? undefined : history?.booking.rows[standing.projection.realized.indexOf(line.ledger)]
  if (history !== null && booked !== undefined) return rowTrace(history, booked)
  const label = `${standing.securityOf(row.security).symbol}, ${sharesHeld(row.shares)}, sold ${date(line.sold)}`
  return step(label, exactMoney(line.recognized), {
    formula: 'proceeds − basis + disallowed loss',
    source: line.custodian ? sourceOf(line.custodian.source) : entrySource(standing, line),
    inputs: [
      step('Proceeds', exactMoney(row.proceeds)),
      step('Basis', exactMoney(row.basis)),
      ...(line.basisMore === 0 ? [] : [basisStep(line.basisMore)]),
      ...(line.disallowed === 0 ? [] : [step('Disallowed loss', exactMoney(line.disallowed), { rule: 'IRC §1091(a)' })]),
      ...(line.permanent === 0 ? [] : [step('of it lost for good', exactMoney(cents(line.permanent)), { rule: 'Rev. Rul. 2008-5' })]),
      ...(history === null || line.custodian === null ? [] : besideIt(standing, line.custodian, line)),
    ],
  })
}

function basisStep(more: Cents): Trace {
  return more > 0
    ? step('Losses of other accounts in the basis', exactMoney(more), { rule: 'IRC §1091(d)' })
    : step("Taken back out of the custodian's basis", exactMoney(more), {
        formula: 'a loss it washed into these shares, which the law gives to shares bought before them',
        rule: 'Reg. §1.1091-1(c), (d); §1.6045-1(d)(6)(iii)',
      })
}

/** What the book's own ledger says of the sale a custodian's line tells of. */
function besideIt(standing: Standing, told: RealizedLot, { sold, toldLot }: RealizedLine): Trace[] {
  const history = historyOf(standing)
  const key = saleKey(standing.sameOf, told.account, told.security, sold)
  const rows = standing.projection.realized.flatMap((row, index) => {
    const booked = history.booking.rows[index]
    if (booked === undefined || (toldLot !== null && row.lot !== toldLot)) return []
    return saleKey(standing.sameOf, row.account, row.security, row.sold) === key ? [booked] : []
  })
  if (rows.length === 0) return []
  const gain = rows.reduce<number | null>((sum, row) => (sum === null || row.gain === null ? null : sum + row.gain + row.disallowed), 0)
  return [
    step(
      toldLot === null ? 'The same sale by the book’s own ledger' : 'The line held against the household’s purchases',
      exactMoney(gain),
      {
        formula:
          toldLot === null ? 'lot by lot; the custodian’s file decides the figure above' : 'basis and proceeds as the file states them',
        inputs: rows.map(row => rowTrace(history, row)),
      },
    ),
  ]
}

/**
 * One row of the year's view by its id (shared/model/tax-year.ts): `sale|lot|part` of the ledger, `file|import|line` of a custodian's file; `figure` is recognized,
 * proceeds, basis, disallowed or term. undefined: there is no such row or figure.
 */
export function realizedRowTrace(standing: Standing, rowId: string, figure: string): Trace | undefined {
  const history = historyOf(standing)
  if (rowId.startsWith('file|')) {
    const told = standing.snapshot.realized.find(({ source }) => rowId === `file|${source.import}|${source.line}`)
    const trade = standing.projection.told.find(one => one.row === told)
    const line = trade && realizedLines(standing.snapshot, standing.projection, yearOf(trade.day)).find(one => one.custodian === told)
    return line && lineTrace(standing, line, true)
  }
  const row = rowNamed(history, rowId)
  if (row === undefined) return undecidedTrace(standing, rowId)
  switch (figure) {
    case 'proceeds':
      return proceedsTrace(history, row)
    case 'basis':
    case 'carriedIn':
      return adjustedBasisTrace(history, row)
    case 'disallowed':
    case 'deferred':
    case 'permanent':
      return rowDisallowedTrace(history, row)
    case 'term':
    case 'acquired':
    case 'holdingFrom':
      return heldTrace(history, row, dateOfDay(row.day))
    default:
      return rowTrace(history, row)
  }
}

/** A sale whose result nobody can tell: said, and why. */
function undecidedTrace(standing: Standing, rowId: string): Trace | undefined {
  const sale = standing.projection.undecided.find(one => rowId === `${one.sale}|unknown|1`)
  if (sale === undefined) return undefined
  const entry = standing.snapshot.entries.find(one => one.id === sale.sale)
  return step(`${standing.securityOf(sale.security).symbol}, ${sharesHeld(sale.shares)}, sold ${date(sale.sold)}`, unknown, {
    formula: 'the lots it came from, or their basis, are not in the records',
    rule: 'Reg. §1.1012-1(c): the basis is that of the lots sold',
    source: entry === undefined ? 'ledger' : sourceOf(entry.source),
    inputs: entry === undefined ? [] : [step('Brought in', exactMoney(entry.amount), { source: sourceOf(entry.source) })],
  })
}

/** Several rows of one lot in one sale are numbered in their order. */
function rowNamed({ booking }: History, rowId: string) {
  const seen = new Map<string, number>()
  return booking.rows.find(row => {
    const name = `${row.sale}|${row.lot.id}`
    const part = (seen.get(name) ?? 0) + 1
    seen.set(name, part)
    return rowId === `${name}|${part}`
  })
}

function entrySource(standing: Standing, line: RealizedLine): string {
  const entry = standing.snapshot.entries.find(one => one.id === line.ledger?.sale)
  return entry ? sourceOf(entry.source) : 'ledger'
}
