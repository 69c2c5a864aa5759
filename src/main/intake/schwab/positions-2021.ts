/** Schwab Positions as exported until about 2023: plain column names, one account or all, `Account Total` at the end of each. */
import { textCell } from '../cells.ts'
import { type ColumnNames, findHeader, neededColumns } from '../header.ts'
import { streamed } from '../layout.ts'
import { type PositionField, PositionsReader, positionFields, positionsTitle } from './positions-reader.ts'

const names: ColumnNames<PositionField> = {
  symbol: ['symbol'],
  name: ['description'],
  shares: ['quantity'],
  price: ['price'],
  value: ['market value'],
  basis: ['cost basis'],
  gain: ['gain/loss $'],
  reinvest: ['reinvest dividends?'],
  kind: ['security type'],
}

export const schwabPositions2021 = streamed({
  id: 'schwab-positions-2021',
  name: 'Schwab Positions (2021)',
  columns: neededColumns(names, positionFields),
  recognises: head =>
    findHeader(head, names, positionFields) !== undefined && head.some(row => positionsTitle.test(textCell(row.cells[0] ?? ''))),
  begin: context => new PositionsReader(context, names),
})
