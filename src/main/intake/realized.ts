/**
 * One closed lot (or closed position) of a realized gain/loss file. What the custodian reports as washed is kept beside what the book finds itself:
 * brokers look at one account and one CUSIP (Reg. 1.6045-1(d)(6)(iii)), section 1091 at every account of the household.
 */
import { type Cents, noCents } from '../../shared/kernel/cents.ts'
import type { CivilDate } from '../../shared/kernel/civil-date.ts'
import type { Fact } from '../../shared/model/import-batch.ts'
import { warnAmount } from './amounts.ts'
import { statesNothing } from './cells.ts'
import type { Findings } from './findings.ts'
import type { Row } from './layout.ts'
import { unknownBasis } from './unknown-basis.ts'

export type Realized = Extract<Fact, { fact: 'realized' }>

export interface RealizedColumns {
  readonly closed: number
  readonly opened: number
  readonly shares: number
  readonly proceeds: number
  readonly basis: number
  readonly gain: number
  readonly longGain: number
  readonly shortGain: number
  readonly term: number
  readonly washed: number
  readonly disallowed: number
}

export interface RealizedOf {
  readonly account: string
  readonly symbol: string
  readonly name: string
}

function termOf(findings: Findings, row: Row, at: RealizedColumns, opened: CivilDate | null): 'short' | 'long' | null {
  const stated = at.term < 0 ? '' : (row.cells[at.term] ?? '').trim()
  if (/^long/i.test(stated)) return 'long'
  if (/^short/i.test(stated)) return 'short'
  const long = findings.cents(row, at.longGain, 'optional')
  const short = findings.cents(row, at.shortGain, 'optional')
  if (typeof long === 'number' && typeof short === 'number' && (long !== 0) === (short !== 0)) {
    if (long !== 0) {
      findings.issues.warn(
        'mixed-term',
        row.line,
        findings.title(at.longGain),
        'The row states a long-term and a short-term gain',
        opened === null
          ? 'It sums up several lots: its term is kept as unknown.'
          : 'One lot has one term: it is kept as unknown. Compare the row with the custodian.',
      )
    }
    return null
  }
  if (typeof long === 'number' && long !== 0) return 'long'
  return typeof short === 'number' && short !== 0 ? 'short' : null
}

/** Schwab prints the disallowed loss with either sign; it is a size. */
function disallowedOf(findings: Findings, row: Row, at: RealizedColumns): Cents | undefined {
  const stated = findings.cents(row, at.disallowed, 'optional')
  if (stated === undefined) return undefined
  const size = Math.abs(stated ?? 0) as Cents
  const word = at.washed < 0 ? '' : (row.cells[at.washed] ?? '').trim()
  if (at.washed >= 0 && !statesNothing(word) && !/^(yes|no)$/i.test(word)) {
    findings.issues.stop(
      'unreadable',
      row.line,
      findings.title(at.washed),
      `"${word}" is neither Yes nor No`,
      'Correct the cell to what the custodian shows.',
    )
    return undefined
  }
  const washed = /^yes$/i.test(word)
  if (washed !== size > 0 && at.washed >= 0) {
    findings.issues.warn(
      'wash-differs',
      row.line,
      findings.title(at.washed),
      washed ? 'A wash sale without a disallowed loss' : 'A disallowed loss without a wash sale',
      'Compare the row with the custodian; the stated amount is kept.',
    )
  }
  return size
}

function checkGain(findings: Findings, row: Row, at: RealizedColumns, lot: Realized): void {
  const gain = findings.cents(row, at.gain, 'optional')
  if (lot.basis === null || typeof gain !== 'number') return
  const plain = lot.proceeds - lot.basis
  if (Math.abs(gain - plain) > 1 && Math.abs(gain - plain - lot.disallowed) > 1) {
    warnAmount(findings, row.line, findings.title(at.gain), gain, plain, 'proceeds less cost basis')
  }
}

type Figures = Pick<Realized, 'opened' | 'closed' | 'shares' | 'proceeds' | 'basis' | 'disallowed'>

function figuresOf(findings: Findings, row: Row, at: RealizedColumns): Figures | undefined {
  const closed = findings.date(row, at.closed, 'required')
  const various = at.opened >= 0 && /^various$/i.test((row.cells[at.opened] ?? '').trim())
  const opened = various ? null : findings.date(row, at.opened, 'optional')
  const shares = findings.shares(row, at.shares, 'required')
  const proceeds = findings.cents(row, at.proceeds, 'required')
  const basis = unknownBasis.test((row.cells[at.basis] ?? '').trim()) ? null : findings.cents(row, at.basis, 'optional')
  const disallowed = at.disallowed < 0 ? noCents : disallowedOf(findings, row, at)
  if (typeof closed !== 'string' || typeof shares !== 'number' || typeof proceeds !== 'number') return undefined
  return opened === undefined || basis === undefined || disallowed === undefined
    ? undefined
    : { opened, closed, shares, proceeds, basis, disallowed }
}

/** A sale before its purchase or of no shares is a short sale or a damaged row: an issue, and true. */
function isNoSale(findings: Findings, row: Row, at: RealizedColumns, { opened, closed, shares }: Figures): boolean {
  const remedy = 'Correct the row to what the custodian shows, or take it out of a copy of the file.'
  if (shares <= 0) {
    findings.issues.stop(
      'not-supported',
      row.line,
      findings.title(at.shares),
      'A sale of no or fewer than no shares: short sales are not kept',
      remedy,
    )
    return true
  }
  if (opened === null || opened <= closed) return false
  const what = `Opened on ${opened}, after it was closed on ${closed}: a short sale, or a damaged row`
  findings.issues.stop('date-order', row.line, findings.title(at.opened), what, remedy)
  return true
}

/** The closed lot's fact, added to the findings; undefined where a cell cannot be read. */
export function readRealized(findings: Findings, row: Row, at: RealizedColumns, of: RealizedOf): Realized | undefined {
  const figures = figuresOf(findings, row, at)
  if (!figures || isNoSale(findings, row, at, figures)) {
    findings.reading(row.line, 'unread', 'see the issue')
    return undefined
  }
  const { account, symbol, name } = of
  const lot: Realized = {
    fact: 'realized',
    line: row.line,
    account,
    symbol,
    name,
    ...figures,
    term: termOf(findings, row, at, figures.opened),
  }
  findings.facts.push(lot)
  if (lot.basis === null) {
    const remedy = 'Its gain cannot be counted until the custodian shows one.'
    findings.issues.warn('basis-unknown', row.line, findings.title(at.basis), 'No basis is stated for this sale', remedy)
  }
  checkGain(findings, row, at, lot)
  return lot
}
