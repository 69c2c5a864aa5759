/**
 * Schwab "Realized Gain/Loss" by closed position, 2021 and 2025: no opened dates, and one row may sum up several lots. It says what the year's gains
 * are by Schwab's count; it cannot say which lots went, nor check a holding period.
 */
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
  basis: ['costbasis', 'cost basis', 'cost basis (cb)'],
  gain: ['total gain/loss ($)'],
  longGain: ['long term gain/loss ($)', 'long term (lt) gain/loss ($)', 'long term gain/loss'],
  shortGain: ['short term gain/loss ($)', 'short term (st) gain/loss ($)', 'short term gain/loss'],
  term: ['term'],
  washed: ['wash sale?'],
  disallowed: ['disallowed loss'],
}
const required = ['symbol', 'closed', 'shares', 'proceeds', 'basis', 'gain', 'washed', 'disallowed'] as const

export const schwabRealizedSummary = streamed({
  id: 'schwab-realized-summary',
  name: 'Schwab Realized Gain/Loss, by position',
  columns: neededColumns(names, required),
  recognises: head => {
    const found = findHeader(head, names, required)
    return found !== undefined && found.at.opened < 0
  },
  begin: context =>
    new RealizedReader(context, names, required, (findings, line) =>
      findings.issues.note(
        'no-opened-date',
        line,
        '',
        'This file has no opened dates: sales are compared with the book in total, not lot by lot, and holding periods cannot be checked',
        'For lots, export "Lot Details" from the Realized Gain/Loss screen.',
      ),
    ),
})
