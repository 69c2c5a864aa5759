/** Schwab "Realized Gain/Loss - Lot Details": every closed lot with its opened date, 25 columns. */
import { type ColumnNames, findHeader, neededColumns } from '../header.ts'
import { streamed } from '../layout.ts'
import { type RealizedField, RealizedReader } from './realized-reader.ts'

const names: ColumnNames<RealizedField> = {
  symbol: ['symbol'],
  name: ['name'],
  closed: ['closed date'],
  opened: ['opened date'],
  shares: ['quantity'],
  proceeds: ['proceeds'],
  basis: ['cost basis (cb)'],
  gain: ['gain/loss ($)'],
  longGain: ['long term gain/loss'],
  shortGain: ['short term gain/loss'],
  term: ['term'],
  washed: ['wash sale?'],
  disallowed: ['disallowed loss'],
}
const required = ['symbol', 'closed', 'opened', 'shares', 'proceeds', 'basis', 'term', 'washed', 'disallowed'] as const

export const schwabRealizedLots = streamed({
  id: 'schwab-realized-lots',
  name: 'Schwab Realized Gain/Loss, lot details',
  columns: neededColumns(names, required),
  recognises: head => findHeader(head, names, required) !== undefined,
  begin: context => new RealizedReader(context, names, required),
})
