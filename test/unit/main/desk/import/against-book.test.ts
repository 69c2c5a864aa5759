/** What only the book beside the file can show: corrected sales that would count twice, and lots that a file of an account leaves out. */
import { expect, test } from 'vitest'
import type { ImportPreview, ImportRow } from '../../../../../src/shared/model/import-batch.ts'
import { openTestDesk, type TestDesk } from '../../../../fixtures/desk.ts'

async function previewed(desk: TestDesk, name: string, rows: readonly string[], mapping: unknown = null): Promise<ImportPreview> {
  return desk.get('import.preview', { handle: await desk.send(name, rows.join('\n')), mapping })
}

function committing(shown: ImportPreview, mapping: unknown = null) {
  const { handle, file } = shown
  return {
    handle,
    sha256: file.sha256,
    mapping,
    accounts: file.accounts.map(({ key }) => ({ key, account: 'alvarez-kim-joint', create: null })),
  }
}

const realizedHeader = 'lotwright:realized/1,account,symbol,opened,closed,shares,proceeds,basis,term,disallowed'
const sale = ',alvarez-kim-joint,ITOT,2026-02-02,2026-04-06,10,900.00,1000.00,short,0.00'
const washed = sale.replace(',0.00', ',100.00')

test('a realized sale with corrected figures is held until the older file is undone', async () => {
  const desk = await openTestDesk({ sample: true })
  const older = await desk.get<ImportRow>('import.commit', committing(await previewed(desk, 'march.csv', [realizedHeader, sale])))
  const shown = await previewed(desk, 'april.csv', [realizedHeader, washed])
  expect(shown.canCommit).toBe(false)
  const refusal = await desk.refusal('import.commit', committing(shown))
  expect(refusal.code).toBe('import/realized-corrected')
  expect(refusal.what).toContain('from march.csv with proceeds $900.00, basis $1,000.00, disallowed $0.00')
  expect(refusal.remedy).toContain('undo the import of march.csv')
  await desk.get('import.undo', { import: older.id, reason: 'corrected' })
  expect(await desk.get('import.commit', committing(await previewed(desk, 'april.csv', [realizedHeader, washed])))).toMatchObject({
    new: 1,
  })
  await desk.close()
})

test('a realized sale with a corrected number of shares is held as well', async () => {
  const desk = await openTestDesk({ sample: true })
  await desk.get('import.commit', committing(await previewed(desk, 'march.csv', [realizedHeader, sale])))
  const shown = await previewed(desk, 'april.csv', [realizedHeader, sale.replace(',10,', ',12,')])
  const refusal = await desk.refusal('import.commit', committing(shown))
  expect(refusal.code).toBe('import/realized-corrected')
  expect(refusal.what).toContain('with 10 sh, proceeds $900.00')
  expect(refusal.what).toContain('this file says 12 sh, proceeds $900.00')
  // another fill of that day, unlike in every figure
  const other = sale.replace(',10,900.00,1000.00', ',3,270.00,310.00')
  expect((await previewed(desk, 'other.csv', [realizedHeader, other])).canCommit).toBe(true)
  await desk.close()
})

test('a further fill of the same day and size is no correction', async () => {
  const desk = await openTestDesk({ sample: true })
  await desk.get('import.commit', committing(await previewed(desk, 'noon.csv', [realizedHeader, sale])))
  const shown = await previewed(desk, 'evening.csv', [realizedHeader, sale, sale.replace('900.00', '901.00'), sale])
  expect(shown.canCommit).toBe(true)
  expect(shown.counts).toMatchObject({ new: 2, same: 1 })
  await desk.close()
})

const mapping = {
  name: 'Any',
  kind: 'lots',
  columns: { symbol: 'Ticker', acquired: 'Bought', shares: 'Units', basis: 'Cost', account: 'Acct', asOf: 'Day' },
  dateOrder: 'iso',
  custodian: 'other',
  account: null,
  asOf: null,
}
const header = 'Acct,Ticker,Bought,Units,Cost,Day'
const row = (symbol: string, day: string) => `alvarez-kim-joint,${symbol},2025-01-15,10,2000.00,${day}`

test('securities that a file of several leaves out are named, those of another account and a file of one security are not', async () => {
  const desk = await openTestDesk({ sample: true })
  const several = [header, row('AAA', '2026-11-20'), row('BBB', '2026-11-20'), row('CCC', '2026-11-20')]
  const first = await previewed(desk, 'several.csv', several, mapping)
  await desk.get('import.commit', committing(first, mapping))
  const unmentioned = (preview: ImportPreview) => preview.file.issues.filter(issue => issue.code === 'import/lots-unmentioned')

  const template = (...symbols: string[]) => [
    'lotwright:lots/1,account,symbol,as_of,acquired,shares,basis',
    ...symbols.map(symbol => `,alvarez-kim-joint,${symbol},2026-11-21,2025-01-15,10,2000.00`),
  ]
  const [issue, ...more] = unmentioned(await previewed(desk, 'whole.csv', template('AAA', 'BBB')))
  expect(more).toEqual([])
  expect(issue).toMatchObject({ weight: 'warning' })
  expect(issue?.what).toContain('lots of CCC stay as of 2026-11-20')
  expect(issue?.what).not.toContain('lots of AAA')
  const mapped = await previewed(desk, 'mapped.csv', [header, row('AAA', '2026-11-21'), row('CCC', '2026-11-21')], mapping)
  expect(unmentioned(mapped)[0]?.what).toContain('lots of BBB stay as of 2026-11-20')
  expect(unmentioned(await previewed(desk, 'one.csv', template('AAA')))).toEqual([])
  await desk.close()
})
