/**
 * Worked by hand: 100 shares of X bought on 5 January for $12,000 are sold on 4 November for $10,000. Two days before, account A bought 60 for $6,000: 60 of the 100 are
 * replaced, $1,200 of the $2,000 disallowed, and the 303 days from 5 January to 4 November count with the 60, so from 3 January (IRC section 1091(d), 1223(3)).
 * The 60 move to account B, whose lot file of 20 November counts them after the 2:1 split of 10 November: 120 shares, for $6,000.
 */
import { expect, test } from 'vitest'
import { projectLots } from '../../../../../src/main/engine/lots/project.ts'
import { civilDate } from '../../../../../src/shared/kernel/civil-date.ts'
import { amountOf, bookOf, sharesOf } from '../../../../fixtures/snapshot.ts'

function projected(moved: { day: string; count: string }, sender: 'trades' | 'lot file' = 'trades') {
  const book = bookOf('2026-11-23').account('A').account('B').account('C', { type: 'joint' }).security('X', '50')
  book.buy('C', 'X', '2026-01-05', '100', '12000.00')
  if (sender === 'trades') book.buy('A', 'X', '2026-11-02', '60', '6000.00')
  else book.lot('A', 'X', '2026-11-02', '60', '6000.00')
  book.sell('C', 'X', '2026-11-04', '100', '10000.00')
  for (const account of ['A', 'B']) book.buy(account, 'X', '2026-11-10', '0', '0', { kind: 'split', ratio: [2, 1], amount: null })
  book.buy('A', 'X', moved.day, moved.count, '0', { kind: 'transfer-out', amount: null })
  book.buy('B', 'X', moved.day, moved.count, '0', { kind: 'transfer-in', amount: null })
  const { statementLots, ...whole } = book.lot('B', 'X', '2026-11-02', '120', '6000.00').snapshot()
  const asOf = (account: string) => civilDate(account === 'A' ? '2026-11-03' : '2026-11-20')
  return projectLots({ ...whole, statementLots: statementLots.map(lot => ({ ...lot, asOf: asOf(lot.account) })) })
}

const ways = [
  ['before the split, counted before it', { day: '2026-11-05', count: '60' }],
  ['on the day of the split, counted after it', { day: '2026-11-10', count: '120' }],
  ['after the split', { day: '2026-11-12', count: '120' }],
] as const
const senders = ['trades', 'lot file'] as const

test.each(ways.flatMap(([when, moved]) => senders.map(sender => ({ when, moved, sender }))))(
  'shares moved $when, out of an account told by its $sender, keep basis, loss and days',
  ({ moved, sender }) => {
    const { open, realized, issues } = projected(moved, sender)
    expect(issues).toEqual([])
    expect(realized.map(row => [row.shares, row.disallowed])).toEqual([[sharesOf('100'), amountOf('1200')]])
    expect(open.map(lot => [lot.account, lot.shares, lot.basis, lot.acquired, lot.holdingFrom])).toEqual([
      ['B', sharesOf('120'), amountOf('7200'), '2026-11-02', '2026-01-03'],
    ])
  },
)
