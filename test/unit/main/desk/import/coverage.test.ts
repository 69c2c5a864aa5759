/** Days for which an account's trades are known: files that touch over days on which nothing can be traded make one stretch. */
import { expect, test } from 'vitest'
import type { ImportPreview } from '../../../../../src/shared/model/import-batch.ts'
import type { HouseholdView, Overview } from '../../../../../src/shared/model/views.ts'
import { openTestDesk, type TestDesk } from '../../../../fixtures/desk.ts'

const asOf = '2026-11-21'
const create = {
  name: 'Brokerage',
  number: '00810-5792',
  custodian: 'schwab',
  type: 'taxable',
  mode: 'tradable',
  defaultMethod: 'FIFO',
  fractional: false,
  household: null,
  householdName: 'Test',
}

async function bought(desk: TestDesk, ...days: readonly string[]) {
  const rows = days.map(day => `"${day}","Buy","ABC","ABC CORP","5","$10.00","","-$50.00"`)
  const text = ['"Date","Action","Symbol","Description","Quantity","Price","Fees & Comm","Amount"', ...rows].join('\n')
  const name = 'Individual_XXX792_Transactions_20261120-115444.csv'
  const shown = await desk.get<ImportPreview>('import.preview', { handle: await desk.send(name, text), mapping: null })
  const accounts = shown.file.accounts.map(({ key, matched }) => ({ key, account: matched, create: matched === null ? create : null }))
  await desk.get('import.commit', { handle: shown.handle, sha256: shown.file.sha256, mapping: null, accounts })
}

async function known(desk: TestDesk) {
  const overview = await desk.get<Overview>('book.overview', { asOf })
  const view = await desk.get<HouseholdView>('household.view', { household: overview.households[0]?.id as string, asOf })
  return view.accounts.map(({ coverageFrom, coverageTo }) => [coverageFrom, coverageTo])
}

test('a file of Monday after one of Friday, and one after Good Friday, leave no gap', async () => {
  const desk = await openTestDesk()
  await bought(desk, '03/04/2026', '03/06/2026')
  await bought(desk, '03/09/2026', '04/02/2026')
  await bought(desk, '04/06/2026', '04/07/2026')
  expect(await known(desk)).toEqual([['2026-03-04', '2026-04-07']])
  await desk.close()
})

test('a day on which the exchange was open is a gap, and what lies before it is not counted', async () => {
  const desk = await openTestDesk()
  await bought(desk, '03/04/2026', '03/05/2026')
  await bought(desk, '03/09/2026', '03/10/2026')
  expect(await known(desk)).toEqual([['2026-03-07', '2026-03-10']])
  await desk.close()
})
