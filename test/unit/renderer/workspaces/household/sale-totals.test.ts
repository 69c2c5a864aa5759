/** The footer of a year's sales. */
import { expect, test } from 'vitest'
import { totalsOf } from '../../../../../src/renderer/workspaces/household/realized/sales.tsx'
import { amountOf, bookOf } from '../../../../fixtures/snapshot.ts'
import { yearViewOf } from '../../../../fixtures/tax-year.ts'

test('a sale of unknown result is in no sum, and counted as left out', () => {
  const { rows } = yearViewOf(
    bookOf('2026-11-21')
      .account('Joint')
      .security('VTI', '270')
      .security('NKE', '60')
      .buy('Joint', 'VTI', '2023-01-09', '10', '4800')
      .sell('Joint', 'VTI', '2026-06-01', '10', '2500')
      .lot('Joint', 'NKE', '2026-01-05', '5', '1000')
      .sell('Joint', 'NKE', '2026-03-02', '3', '250'),
  )
  expect(rows.map(row => row.proceeds)).toEqual([amountOf('250'), amountOf('2500')])
  expect(totalsOf(rows)).toMatchObject({
    symbol: '1 sale',
    acquired: '1 left out',
    proceeds: '$2,500.00',
    basis: '$4,800.00',
    recognized: '−$2,300.00',
  })
  expect(totalsOf(rows.filter(row => row.recognized !== null)).acquired).toBe('')
})
