/** Schedule D of spouses who file separately: each return in a row of its own, and why no tax is shown. */
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { ScheduleD } from '../../../../../src/renderer/workspaces/household/realized/schedule-d.tsx'
import { id } from '../../../../../src/shared/kernel/id.ts'
import { bookOf } from '../../../../fixtures/snapshot.ts'
import { yearViewOf } from '../../../../fixtures/tax-year.ts'

test('each return stands in a row with its net and the loss it deducts', () => {
  const book = bookOf('2026-11-20')
    .person('Ana')
    .person('Leo', 'spouse')
    .account('hers', { owner: id('Ana') })
    .account('his', { owner: id('Leo') })
    .security('X', '50')
    .profile({ filingStatus: 'mfs' })
    .buy('hers', 'X', '2025-01-06', '100', '10000')
    .sell('hers', 'X', '2026-06-01', '100', '6000')
    .buy('his', 'X', '2026-08-03', '100', '6000')
    .sell('his', 'X', '2026-09-15', '100', '9000')
  const text = renderToStaticMarkup(<ScheduleD view={yearViewOf(book)} />)
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
  expect(text).toContain('Ana 1 sale $0.00 −$4,000.00 −$4,000.00 $1,500.00')
  expect(text).toContain('Leo 1 sale +$3,000.00 $0.00 +$3,000.00 $0.00')
  expect(text).toContain('No tax is shown: Spouses file separately in 2026')
  expect(text).toMatch(/16 Line 7 and line 15 together spouses file separately: a line of each return unknown/)
})
