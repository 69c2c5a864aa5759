/** Schwab Positions as exported since about 2024: every column name twice, `Qty (Quantity)`; in 2026 the kind column became `Asset Type`. */
import { type ColumnNames, findHeader, neededColumns } from '../header.ts'
import { streamed } from '../layout.ts'
import { type PositionField, PositionsReader, positionFields } from './positions-reader.ts'

const names: ColumnNames<PositionField> = {
  symbol: ['symbol'],
  name: ['description'],
  shares: ['qty (quantity)'],
  price: ['price'],
  value: ['mkt val (market value)'],
  basis: ['cost basis'],
  gain: ['gain $ (gain/loss $)'],
  reinvest: ['reinvest?'],
  kind: ['security type', 'asset type'],
}

export const schwabPositions2025 = streamed({
  id: 'schwab-positions-2025',
  name: 'Schwab Positions (2025)',
  columns: neededColumns(names, positionFields),
  recognises: head => findHeader(head, names, positionFields) !== undefined,
  begin: context => new PositionsReader(context, names),
})
