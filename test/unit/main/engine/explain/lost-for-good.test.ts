/** The trail of what is lost for good this year names the rule of each account that took a loss, not only that of an IRA. */
import { expect, test } from 'vitest'
import { explain } from '../../../../../src/main/engine/explain.ts'
import { runReview } from '../../../../../src/main/engine/review.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import { bookOf } from '../../../../fixtures/snapshot.ts'

function ruleWith(buyer: 'roth' | 'hsa' | 'hers', apart = false) {
  const book = bookOf('2026-11-20').person('sam').person('dana', 'spouse').security('X', '50')
  book.account('own', { owner: id('sam') }).account('hers', { owner: id('dana') })
  book.account('roth', { type: 'roth-ira' }).account('hsa', { type: 'hsa' })
  if (apart) book.profile({ filingStatus: 'mfs' })
  book
    .buy('own', 'X', '2025-01-02', '100', '6000')
    .buy(buyer, 'X', '2026-06-02', '100', '5000')
    .sell('own', 'X', '2026-06-10', '100', '5000')
  const snapshot = book.snapshot()
  const trace = explain(snapshot, runReview(snapshot, 'hash'), { subject: 'realized', ids: [], figure: 'permanentlyDisallowed' }, [])
  if (!trace.ok) throw new Error(trace.refusal.what)
  return [trace.value.value, trace.value.rule]
}

test('an IRA, a health account, a spouse on a separate return', () => {
  expect(ruleWith('roth')).toEqual(['$1,000.00', 'Rev. Rul. 2008-5'])
  expect(ruleWith('hsa')).toEqual(['$1,000.00', 'Rev. Rul. 2008-5, read for an HSA as for an IRA'])
  expect(ruleWith('hers', true)).toEqual(['$1,000.00', 'IRC §1091(a); no basis takes the loss, by the firm’s reading'])
})
