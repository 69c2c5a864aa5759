/**
 * A table of cost estimates as text, with a line of column names: symbol, spread in basis points, average daily volume in shares, volatility of a day in percent, shares outstanding and their source, as-of date, source. An empty
 * cell is not known. The whole table is taken, or none of it: what cannot be read is named by line and column with its remedy.
 */
import type { CivilDate } from '../../shared/kernel/civil-date.ts'
import { done, type Outcome, refused } from '../../shared/kernel/outcome.ts'
import { type CostEstimate, mostEstimates } from '../../shared/model/costs.ts'
import { numberCell, statesNothing, symbolCell, textCell } from './cells.ts'
import { piecesOf, separators } from './csv-rows.ts'
import { dateCell } from './dates.ts'
import { type Columns, columnsOf, isBlank } from './header.ts'

const names = {
  symbol: ['symbol', 'ticker'],
  spread: ['spread', 'spread bp', 'spread (bp)', 'spread_bp'],
  dailyVolume: ['volume', 'daily volume', 'average daily volume', 'adv', 'daily_volume'],
  dailyVolatility: ['volatility', 'daily volatility', 'daily volatility %', 'volatility %', 'daily_volatility_pct'],
  outstanding: ['shares outstanding', 'outstanding', 'shares_outstanding'],
  outstandingSource: ['outstanding source', 'source of shares outstanding', 'outstanding_source'],
  asOf: ['as of', 'as-of', 'date', 'as_of'],
  source: ['source'],
} as const
type Field = keyof typeof names

export const estimateHeader = 'symbol,spread bp,daily volume,daily volatility %,as of,source'

export interface ReadEstimate extends Omit<CostEstimate, 'security'> {
  readonly symbol: string
  readonly line: number
}

/** `asOf`: no estimate is of a later day. Refusals: `data/cost-columns`, `data/cost-cell`, `data/cost-empty`. */
export function readCostEstimates(text: string, asOf: CivilDate): Outcome<ReadEstimate[]> {
  const head = text.slice(0, Math.max(0, text.indexOf('\n')))
  const separator = separators.find(each => head.includes(each)) ?? ','
  const rows = [...piecesOf(text, separator)].flatMap(piece => piece.rows).filter(({ cells }) => !isBlank(cells))
  const [header, ...lines] = rows
  const columns = header && columnsOf(header.cells, names, ['symbol', 'asOf'])
  if (!columns)
    return refused({
      code: 'data/cost-columns',
      what: 'The first line does not name the columns: symbol and as of are needed.',
      where: 'line 1',
      remedy: `Begin with: ${estimateHeader}`,
    })
  if (lines.length === 0 || lines.length > mostEstimates)
    return refused({
      code: 'data/cost-empty',
      what: lines.length === 0 ? 'No estimate is below the line of column names.' : `More than ${mostEstimates} estimates.`,
      remedy: 'One line a security.',
    })
  const found: ReadEstimate[] = []
  for (const { cells, line } of lines) {
    const read = estimateIn(cells, columns, line, asOf)
    if (!read.ok) return read
    if (found.some(({ symbol }) => symbol === read.value.symbol))
      return wrong(line, 'symbol', `${read.value.symbol} stands in the table twice.`, 'Keep one of its lines.')
    found.push(read.value)
  }
  return done(found)
}

function estimateIn(cells: readonly string[], columns: Columns<Field>, line: number, asOf: CivilDate): Outcome<ReadEstimate> {
  const cell = (field: Field) => cells[columns[field]] ?? ''
  const { symbol } = symbolCell(cell('symbol'))
  if (symbol === '') return wrong(line, 'symbol', 'There is no symbol.', 'Give the symbol, or take the line out.')
  const day = dateCell(cell('asOf'))
  if (!day) return wrong(line, 'as of', `"${cell('asOf')}" is no date.`, 'Give it as 2026-11-20 or 11/20/2026.')
  if (day > asOf) return wrong(line, 'as of', `${day} is later than today.`, 'Correct the date.')
  const numbers = new Map<Field, number | null>()
  for (const [field, places] of [
    ['spread', 2],
    ['dailyVolume', 0],
    ['dailyVolatility', 4],
    ['outstanding', 0],
  ] as const) {
    const found = figure(cell(field), places)
    if (found === undefined) return wrong(line, names[field][0], `"${cell(field)}" is no number that can be read.`, remedies[field])
    if (found !== null && (found < 0 || (found === 0 && field !== 'spread')))
      return wrong(line, names[field][0], `${symbol}: ${cell(field)} cannot be: ${bad[field]}.`, remedies[field])
    numbers.set(field, found)
  }
  return done({
    symbol,
    line,
    spread: numbers.get('spread') ?? null,
    dailyVolume: numbers.get('dailyVolume') ?? null,
    dailyVolatility: numbers.get('dailyVolatility') ?? null,
    ...outstandingIn(numbers.get('outstanding') ?? null, textCell(cell('outstandingSource'))),
    asOf: day,
    source: textCell(cell('source')),
  })
}

/** Left out where it is not known, so that an estimate without it is the same as ever. */
function outstandingIn(outstanding: number | null, source: string): Pick<ReadEstimate, 'outstanding' | 'outstandingSource'> {
  return outstanding === null ? {} : { outstanding, ...(source === '' ? {} : { outstandingSource: source }) }
}

const bad: Readonly<Record<'spread' | 'dailyVolume' | 'dailyVolatility' | 'outstanding', string>> = {
  spread: 'a spread is nothing or more',
  dailyVolume: 'what does not trade has no cost to tell',
  dailyVolatility: 'a volatility is above zero',
  outstanding: 'a company has shares',
}
const remedies: typeof bad = {
  spread: 'Give it in basis points with at most two places, or leave it empty where it is not known.',
  dailyVolume: 'Give whole shares a day above zero, or leave it empty where it is not known.',
  dailyVolatility: 'Give it in percent a day with at most four places, or leave it empty where it is not known.',
  outstanding: 'Give whole shares above zero, or leave it empty where it is not known.',
}

/** null: not stated; undefined: not a number. */
function figure(cell: string, places: number): number | null | undefined {
  return statesNothing(cell) || cell.trim() === '' ? null : numberCell(cell.replace(/%\s*$/, ''), places)
}

function wrong(line: number, column: string, what: string, remedy: string): Outcome<never> {
  return refused({ code: 'data/cost-cell', what, where: `line ${line}, ${column}`, remedy })
}
