/** The preview of a file of models says what the editor would say of them: it does not stop the file, and stands with the import. */
import { expect, test } from 'vitest'
import { writeTable } from '../../../../../src/main/intake/template/write.ts'
import type { ImportPreview, ImportRow } from '../../../../../src/shared/model/import-batch.ts'
import { openTestDesk } from '../../../../fixtures/desk.ts'

test('a member without a price is told before a file of models is committed, and the file can be', async () => {
  const desk = await openTestDesk()
  const preview = async (name: string, text: string) =>
    desk.get<ImportPreview>('import.preview', { handle: await desk.send(name, text), mapping: null })
  const commit = (shown: ImportPreview) =>
    desk.get<ImportRow>('import.commit', { handle: shown.handle, sha256: shown.file.sha256, mapping: null, accounts: [] })
  const securities = ['VTI', 'BND'].map(symbol => ({ symbol, name: symbol, kind: 'etf' }))
  await commit(await preview('securities.csv', writeTable('securities', securities)))
  await commit(await preview('prices.csv', writeTable('prices', [{ symbol: 'VTI', date: '2026-11-20', price: 270_0000 }])))
  const shown = await preview('models.csv', 'lotwright:models/1,model,name,symbol,weight,band\n,m,Mix,VTI,60,5\n,m,Mix,BND,40,5\n')
  expect(shown.file.issues.map(({ weight, line, what }) => [weight, line, what.includes('BND')])).toEqual([['warning', 2, true]])
  expect(shown.canCommit).toBe(true)
  expect((await commit(shown)).facts).toBe(2)
  await desk.close()
})
