/**
 * One holding of a positions file, as every custodian states it: shares, price, market value, basis. Figures that contradict each other are
 * warnings (the stated ones are kept); bonds are priced for 100 of face value, and that is no contradiction.
 */
import type { Cents } from '../../shared/kernel/cents.ts'
import type { CivilDate } from '../../shared/kernel/civil-date.ts'
import type { Fact } from '../../shared/model/import-batch.ts'
import { explains, roughly, slackOf, warnAmount } from './amounts.ts'
import { statesNothing } from './cells.ts'
import type { Findings } from './findings.ts'
import type { KindHint } from './kinds.ts'
import type { Row } from './layout.ts'
import { unknownBasis } from './unknown-basis.ts'

export type Position = Extract<Fact, { fact: 'position' }>

export interface HoldingColumns {
  readonly shares: number
  readonly price: number
  readonly value: number
  readonly basis: number
  readonly gain: number
}

export interface HoldingOf {
  readonly account: string
  readonly symbol: string
  readonly name: string
  readonly asOf: CivilDate
  readonly reinvest: boolean | null
  readonly kindHint: KindHint
}

function checkFigures(findings: Findings, row: Row, at: HoldingColumns, position: Position): void {
  const { shares, price, value, basis } = position
  if (value !== null && price !== null) {
    const computed = roughly(shares, price)
    const slack = slackOf(shares, row.cells[at.shares] ?? '', price, row.cells[at.price] ?? '')
    const hundredth = position.kindHint === 'option' ? computed * 100 : computed / 100
    if (!explains(value, computed, slack) && !explains(value, hundredth, slack + 1)) {
      warnAmount(findings, row.line, findings.title(at.value), value, computed, 'quantity x price')
    }
  }
  const gain = at.gain < 0 ? null : findings.cents(row, at.gain, 'optional')
  if (typeof gain === 'number' && value !== null && basis !== null && Math.abs(value - basis - gain) > 1) {
    warnAmount(findings, row.line, findings.title(at.gain), gain, value - basis, 'market value less cost basis')
  }
}

/** The position's fact, added to the findings; undefined where a cell cannot be read. */
export function readHolding(findings: Findings, row: Row, at: HoldingColumns, of: HoldingOf): Position | undefined {
  const shares = findings.shares(row, at.shares, 'required')
  const price = findings.price(row, at.price, 'optional')
  const value = findings.cents(row, at.value, 'optional')
  const basisText = row.cells[at.basis] ?? ''
  const basis: Cents | null | undefined = unknownBasis.test(basisText.trim()) ? null : findings.cents(row, at.basis, 'optional')
  if (typeof shares !== 'number' || price === undefined || value === undefined || basis === undefined) {
    findings.reading(row.line, 'unread', 'a cell cannot be read')
    return undefined
  }
  const { account, symbol, name, asOf, reinvest, kindHint } = of
  const position: Position = {
    fact: 'position',
    line: row.line,
    account,
    symbol,
    name,
    asOf,
    shares,
    basis,
    price,
    value,
    reinvest,
    kindHint,
  }
  findings.facts.push(position)
  if (kindHint === 'option' || shares < 0) {
    findings.issues.warn(
      'not-supported',
      row.line,
      '',
      `${symbol}: options and short positions are listed but not planned with`,
      'Mind that an option on a security can itself be its replacement (IRC section 1091(a)).',
    )
  }
  checkFigures(findings, row, at, position)
  return position
}

/** A cash row: its value is the amount. */
export function readCash(
  findings: Findings,
  row: Row,
  valueAt: number,
  of: Pick<HoldingOf, 'account' | 'symbol' | 'name' | 'asOf'>,
): Cents | undefined {
  const amount = findings.cents(row, valueAt, 'required')
  if (typeof amount !== 'number') {
    findings.reading(row.line, 'unread', 'a cell cannot be read')
    return undefined
  }
  findings.cash({ fact: 'cash', line: row.line, ...of, amount })
  return amount
}

/** Yes, No or silence in a reinvestment column; other words (`Reinvest`, `Cash`) are known too. */
export function readReinvest(findings: Findings, row: Row, at: number): boolean | null {
  const cell = at < 0 ? '' : (row.cells[at] ?? '')
  if (statesNothing(cell)) return null
  const word = cell.trim().toLowerCase()
  if (word === 'yes' || word === 'y' || word === 'reinvest') return true
  if (word === 'no' || word === 'n' || word === 'cash') return false
  findings.issues.warn(
    'unreadable',
    row.line,
    findings.title(at),
    `"${cell.trim()}" is neither Yes nor No`,
    'Whether dividends are reinvested is taken as unknown.',
  )
  return null
}
