/** From the file to the projection: rows of the template become entries, lots and, undone, nothing. */
import { expect, test } from 'vitest'
import type { ImportPreview, ImportRow } from '../../../../src/shared/model/import-batch.ts'
import type { LotColumns } from '../../../../src/shared/model/views.ts'
import { openTestDesk, type TestDesk } from '../../../fixtures/desk.ts'

const nouns = [
  'lotwright:households/1,id,name,note\n,home,Home,',
  'lotwright:accounts/1,id,household,name,number,custodian,type,mode,default_method,fractional\n,joint,home,Joint,1,schwab,joint,tradable,FIFO,yes',
  'lotwright:securities/1,symbol,name,kind\n,OLD,An old company,stock\n,MOM,A parent,stock',
]
const actions = [
  'lotwright:entries/1,account,trade_date,kind,symbol,shares,price,amount,ratio,counter,counter_price,allocation,method',
  ',joint,2024-01-10,buy,OLD,10,,-500.00,,,,,',
  ',joint,2024-02-10,buy,OLD,10,,-1500.00,,,,,',
  ',joint,2024-01-10,buy,MOM,8,,-1000.00,,,,,',
  ',joint,2026-05-01,merger,OLD,,,200.00,3 for 2,NEW,60.00,,',
  ',joint,2026-05-04,spin-off,MOM,,,,1 for 4,KID,,25,',
  ',joint,2026-06-01,sell,NEW,5,,300.00,,,,,HIFO',
].join('\n')

async function take(desk: TestDesk, name: string, text: string): Promise<ImportRow> {
  const handle = await desk.send(name, text)
  const { file } = await desk.get<ImportPreview>('import.preview', { handle, mapping: null })
  expect(file.issues.filter(issue => issue.weight === 'stop')).toEqual([])
  return desk.get('import.commit', { handle, sha256: file.sha256, mapping: null, accounts: [] })
}

test('a merger with cash, a spin-off and a sale by its own method, imported twice and undone', async () => {
  const desk = await openTestDesk()
  for (const [at, text] of nouns.entries()) await take(desk, `${at}.csv`, text)
  const shown = async () => {
    const { symbol, texts, shares, basis } = await desk.get<LotColumns>('book.lots', { asOf: '2026-11-21', household: 'home' })
    return [...symbol].map((at, lot) => `${texts[at]} ${shares[lot]} ${basis[lot]}`).sort()
  }
  const row = await take(desk, 'actions.csv', actions)
  // 15 new shares and 100 in cash for each lot of ten; the dearer lot (1,400) is sold first
  const expected = ['KID 2000000 25000', 'MOM 8000000 75000', 'NEW 10000000 93333', 'NEW 15000000 50000']
  expect(await shown()).toEqual(expected)
  expect((await take(desk, 'again.csv', `${actions}\n`)).new).toBe(0)
  expect(await shown()).toEqual(expected)
  await desk.get('import.undo', { import: row.id, reason: 'test' })
  expect(await shown()).toEqual([])
  await desk.close()
})
