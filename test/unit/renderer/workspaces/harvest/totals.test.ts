/** The line below the lots: what is on a ticket is counted apart and added to nothing. */
import { expect, test } from 'vitest'
import { type LotRow, lotTotals } from '../../../../../src/renderer/workspaces/harvest/columns.ts'

const row = (gain: number | null, code = 'harvest/pays') =>
  ({ gain, value: 100_000, reasons: [{ code, what: '', rule: null, change: null }] }) as unknown as LotRow

test('lots on a ticket are listed and not added', () => {
  const totals = lotTotals([row(-50_000), row(-70_000, 'ticket/on-its-way'), row(null)])
  expect(totals).toEqual({ symbol: '2 lots', gain: '−$500', value: '$2,000', account: '1 lot on a ticket, 1 lot of unknown gain' })
})
