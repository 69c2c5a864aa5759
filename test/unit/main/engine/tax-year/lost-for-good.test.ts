/** Whose purchase made a loss permanent, in words and with its rule, wherever the year tells of it: an IRA, a health savings account, or the firm's reading. */
import { expect, test } from 'vitest'
import { defaultPolicy } from '../../../../../src/main/engine/lots/policy.ts'
import { standingOf } from '../../../../../src/main/engine/standing/standing.ts'
import { methodStatement } from '../../../../../src/main/engine/tax-year/method.ts'
import { washLedger } from '../../../../../src/main/engine/wash/ledger.ts'
import type { Account } from '../../../../../src/shared/model/book.ts'
import { bookOf } from '../../../../fixtures/snapshot.ts'
import { yearViewOf } from '../../../../fixtures/tax-year.ts'

const washed = (...types: readonly Account['type'][]) => {
  const book = bookOf('2026-11-20').account('own').security('VTI', '90')
  book.buy('own', 'VTI', '2024-01-10', '10', '1000').sell('own', 'VTI', '2026-06-01', '10', '800')
  for (const type of types) book.account(type, { type }).buy(type, 'VTI', '2026-06-05', '5', '400')
  return book
}
const health = 'Rev. Rul. 2008-5, read for an HSA as for an IRA'

test.each([
  [['roth-ira'] as const, 'bought in an IRA (Rev. Rul. 2008-5)'],
  [['hsa'] as const, `bought in an HSA (${health})`],
  [['hsa', 'roth-ira'] as const, `bought in an IRA and an HSA (${health})`],
  [[] as const, null],
])('bought in %j: %s', (types, why) => {
  expect(yearViewOf(washed(...types)).rows.map(row => row.permanentWhy)).toEqual([why])
})

test("the custodian's difference and the wash ledger name the account's rule", () => {
  const [row] = yearViewOf(washed('hsa')).rows
  expect(row?.differenceWhy.join()).toContain(`that loss is lost for good (${health})`)
  const [entry] = washLedger(standingOf(washed('hsa').snapshot())).entries
  expect(entry?.rules.at(-1)).toEqual({
    what: 'Bought in a health savings account: no basis takes the loss up, no days pass, and the share is used',
    rule: health,
  })
})

test('the method of the pack names the accounts as the firm reads the ruling', () => {
  const said = (policy: Partial<typeof defaultPolicy>) =>
    methodStatement({ wholeDollars: false, combineLots: false }, { ...defaultPolicy, ...policy }).find(line =>
      line.includes('Rev. Rul. 2008-5'),
    )
  expect(said({})).toBe(
    'A replacement bought in an IRA, a Roth IRA or a health savings account makes the loss permanent: no basis, no holding period (Rev. Rul. 2008-5). A purchase in a 401(k) is flagged and not decided.',
  )
  expect(said({ healthLikeIra: false, planLikeIra: true })).toBe(
    'A replacement bought in an IRA, a Roth IRA or a 401(k) makes the loss permanent: no basis, no holding period (Rev. Rul. 2008-5). A purchase in a health savings account is flagged and not decided.',
  )
})
