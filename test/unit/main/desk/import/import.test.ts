/** Files into a book: preview writes nothing, commit writes what was previewed, the same bytes change nothing, undo takes it back. */
import { expect, test } from 'vitest'
import type { TaxProfile } from '../../../../../src/shared/model/book.ts'
import type { ImportPreview, ImportRow } from '../../../../../src/shared/model/import-batch.ts'
import type { LotColumns, Overview } from '../../../../../src/shared/model/views.ts'
import { openTestDesk, type TestDesk } from '../../../../fixtures/desk.ts'

const asOf = '2026-11-21'

function lotDetails(day: string, lots: readonly (readonly [string, string, string])[]): string {
  const total = lots.reduce((sum, [, , basis]) => sum + Number(basis), 0).toFixed(2)
  const shares = lots.reduce((sum, [, quantity]) => sum + Number(quantity), 0)
  const rows = lots.map(
    ([opened, quantity, basis]) =>
      `"${opened} 00:00:00","${quantity}","$10.00","--","$${(Number(quantity) * 10).toFixed(2)}","$${basis}","--","--","Long Term",`,
  )
  return [
    `"ABC Lot Details for XXXX-5792 as of 05:03 PM ET, ${day}"`,
    '',
    '"Open Date","Quantity","Price","Cost/Share","Market Value","Cost Basis","Gain/Loss $","Gain/Loss %","Holding Period",',
    ...rows,
    `"Total","${shares}","--","--","$${(shares * 10).toFixed(2)}","$${total}","--","--","--",`,
  ].join('\n')
}

async function preview(desk: TestDesk, name: string, text: string): Promise<ImportPreview> {
  return desk.get('import.preview', { handle: await desk.send(name, text), mapping: null })
}

async function commit(desk: TestDesk, shown: ImportPreview): Promise<ImportRow> {
  const accounts = shown.file.accounts
    .filter(account => account.matched === null)
    .map(account => ({
      key: account.key,
      account: null,
      create: {
        name: 'Brokerage',
        number: '00810-5792',
        custodian: 'schwab',
        type: 'taxable',
        mode: 'tradable',
        defaultMethod: 'FIFO',
        fractional: false,
        household: null,
        householdName: 'Test',
      },
    }))
  return desk.get('import.commit', { handle: shown.handle, sha256: shown.file.sha256, mapping: null, accounts })
}

async function lots(desk: TestDesk) {
  const columns = await desk.get<LotColumns>('book.lots', { asOf, household: null })
  return columns.shares.map((held, row) => [held, columns.basis[row]])
}

test('a file of lots: preview, commit, again, newer, undo', async () => {
  const desk = await openTestDesk()
  const first = lotDetails('11/13/2026', [
    ['10/30/2017', '8', '71.84'],
    ['03/01/2026', '5', '60.00'],
  ])
  const shown = await preview(desk, 'Lot-Details-ABC.CSV', first)
  expect(shown.file.issues.filter(issue => issue.weight === 'stop')).toEqual([])
  expect(shown.counts).toMatchObject({ new: 2, changed: 0, gone: 0, stops: 0 })
  expect((await desk.get<Overview>('book.overview', { asOf })).totals.lots).toBe(0)
  await commit(desk, shown)
  expect(await lots(desk)).toEqual(
    expect.arrayContaining([
      [8_000_000, 7184],
      [5_000_000, 6000],
    ]),
  )

  const again = await preview(desk, 'Lot-Details-ABC.CSV', first)
  expect(again.alreadyImported).not.toBeNull()
  expect(await commit(desk, again)).toMatchObject({ new: 0, changed: 0, gone: 0 })
  expect((await desk.get<{ imports: ImportRow[] }>('import.list')).imports).toHaveLength(1)

  const newer = await preview(
    desk,
    'Lot-Details-ABC.CSV',
    lotDetails('11/20/2026', [
      ['10/30/2017', '3', '26.94'],
      ['11/16/2026', '4', '41.00'],
    ]),
  )
  expect(newer.file.accounts[0]?.matched).not.toBeNull()
  expect(newer.counts).toMatchObject({ new: 1, changed: 1, gone: 1 })
  const row = await commit(desk, newer)
  expect((await lots(desk)).map(([shares]) => shares).sort()).toEqual([3_000_000, 4_000_000])

  await desk.get('import.undo', { import: row.id, reason: 'wrong client' })
  expect((await lots(desk)).map(([shares]) => shares).sort()).toEqual([5_000_000, 8_000_000])
  expect(
    await commit(
      desk,
      await preview(
        desk,
        'Lot-Details-ABC.CSV',
        lotDetails('11/20/2026', [
          ['10/30/2017', '3', '26.94'],
          ['11/16/2026', '4', '41.00'],
        ]),
      ),
    ),
  ).toMatchObject({ new: 1 })
  await desk.close()
})

test('a file of lots older than the book’s changes nothing of them, and says so', async () => {
  const desk = await openTestDesk()
  await commit(desk, await preview(desk, 'a.csv', lotDetails('11/20/2026', [['10/30/2017', '3', '26.94']])))
  const older = await preview(desk, 'a.csv', lotDetails('11/13/2026', [['10/30/2017', '8', '71.84']]))
  expect(older.counts).toMatchObject({ new: 1, changed: 0, gone: 0 })
  expect(older.differences[0]?.what).toContain('earlier day than the book’s lots of 2026-11-20')
  await commit(desk, older)
  expect(await lots(desk)).toEqual([[3_000_000, 2694]])
  await desk.close()
})

test('one changed byte in a number column is a difference', async () => {
  const desk = await openTestDesk()
  await commit(desk, await preview(desk, 'a.csv', lotDetails('11/13/2026', [['10/30/2017', '8', '71.84']])))
  const changed = await preview(desk, 'a.csv', lotDetails('11/13/2026', [['10/30/2017', '8', '71.85']]))
  expect(changed.counts).toMatchObject({ new: 0, changed: 1, same: 0 })
  await desk.close()
})

test('an issue blocks commit and names line, column and remedy', async () => {
  const desk = await openTestDesk()
  const broken = lotDetails('11/13/2026', [['10/30/2017', '8', '71.84']]).replace('"8"', '"eight"')
  const shown = await preview(desk, 'a.csv', broken)
  expect(shown.canCommit).toBe(false)
  const stop = shown.file.issues.find(issue => issue.weight === 'stop' && issue.line === 4)
  expect(stop).toMatchObject({ column: 'Quantity' })
  expect(stop?.remedy).not.toBe('')
  expect((await desk.refusal('import.commit', { handle: shown.handle, sha256: shown.file.sha256, mapping: null, accounts: [] })).code).toBe(
    shown.file.issues.find(issue => issue.weight === 'stop')?.code,
  )
  expect((await desk.get<Overview>('book.overview', { asOf })).tiles.find(tile => tile.key === 'imports')?.count).toBe(1)
  await desk.close()
})

test('a day that has not come yet is a stop: it would stand as the latest word until then', async () => {
  const desk = await openTestDesk()
  const of = async (day: string) => (await preview(desk, 'a.csv', lotDetails(day, [['10/30/2017', '8', '71.84']]))).file.issues
  expect((await of('11/22/2026')).filter(issue => issue.weight === 'stop')).toEqual([])
  expect((await of('11/23/2026')).filter(issue => issue.weight === 'stop')).toMatchObject([{ code: 'import/future-day', line: 4 }])
  const shown = await preview(desk, 'a.csv', lotDetails('11/20/2027', [['10/30/2017', '8', '71.84']]))
  expect(shown.canCommit).toBe(false)
  expect((await desk.refusal('import.commit', { handle: shown.handle, sha256: shown.file.sha256, mapping: null, accounts: [] })).code).toBe(
    'import/future-day',
  )
  await desk.close()
})

test('two prices of one security and day are a stop that names both lines, where the last would win in silence', async () => {
  const desk = await openTestDesk()
  const text = lotDetails('11/13/2026', [
    ['10/30/2017', '8', '71.84'],
    ['03/01/2026', '5', '60.00'],
  ]).replace('"5","$10.00"', '"5","$10.01"')
  const shown = await preview(desk, 'a.csv', text)
  expect(shown.canCommit).toBe(false)
  expect(shown.file.issues.find(issue => issue.weight === 'stop')).toMatchObject({
    code: 'import/price-twice',
    line: 5,
    what: 'Line 4 prices ABC at $10.00, line 5 at $10.01, both on 2026-11-13',
  })
  const refusal = await desk.refusal('import.commit', { handle: shown.handle, sha256: shown.file.sha256, mapping: null, accounts: [] })
  expect(refusal.code).toBe('import/price-twice')
  await desk.close()
})

test('an account nobody chose refuses the commit', async () => {
  const desk = await openTestDesk()
  const shown = await preview(desk, 'a.csv', lotDetails('11/13/2026', [['10/30/2017', '8', '71.84']]))
  const refusal = await desk.refusal('import.commit', { handle: shown.handle, sha256: shown.file.sha256, mapping: null, accounts: [] })
  expect(refusal.code).toBe('import/account-open')
  await desk.close()
})

test('one year’s sales from two kinds of file never both stand', async () => {
  const desk = await openTestDesk({ sample: true })
  const sold =
    'Symbol(CUSIP),Security Description,Quantity,Date Acquired,Date Sold,Proceeds,Cost Basis,Short Term Gain/Loss,Long Term Gain/Loss'
  const rows = `${sold}\nVUG(922908736),VANGUARD GROWTH ETF,10.0,01/31/2020,03/18/2026,"$5000.00 ","$4000.00 ",-,"$1000.00 "`
  const handle = await desk.send('Realized_Gain_Loss_Account_X41678901.csv', rows)
  const shown = await desk.get<ImportPreview>('import.preview', { handle, mapping: null })
  expect(shown.file.layout).toBe('fidelity-closed-lots')
  const accounts = shown.file.accounts.map(({ key }) => ({ key, account: 'alvarez-kim-joint', create: null }))
  const refusal = await desk.refusal('import.commit', { handle, sha256: shown.file.sha256, mapping: null, accounts })
  expect(refusal).toMatchObject({ code: 'import/realized-twice' })
  expect(refusal.what).toContain('sample/realized.csv')
  await desk.close()
})

test('a table of tax profiles brings the lines of Schedule D, and one without them leaves what is entered', async () => {
  const desk = await openTestDesk()
  const take = async (name: string, text: string) => {
    const shown = await preview(desk, name, text)
    return desk.get('import.commit', { handle: shown.handle, sha256: shown.file.sha256, mapping: null, accounts: [] })
  }
  await take('households.csv', 'lotwright:households/1,id,name\n,home,Home\n')
  const columns =
    'lotwright:tax-profiles/1,household,year,filing_status,ordinary_income,qualified_dividends,magi,other_investment_income,state_short_rate,state_long_rate,carryforward_short,carryforward_long,other_short,other_long,author,as_of'
  const row = (income: string) => `,home,2026,mfj,${income},18400,466000,26100,0,0,0,0,0,0,Me,2026-10-15`
  const listed = async () => {
    const { profiles } = await desk.get<{ profiles: TaxProfile[] }>('tax-profile.list', { household: 'home' })
    return profiles.map(({ ordinaryIncome, line4, line13 }) => [ordinaryIncome, line4, line13])
  }
  await take('a.csv', `${columns},line_4,line_13\n${row('412000')},-350,412.55\n`)
  expect(await listed()).toEqual([[41_200_000, -35_000, 41_255]])
  await take('b.csv', `${columns}\n${row('500000')}\n`)
  expect(await listed()).toEqual([[50_000_000, -35_000, 41_255]])
  await take('c.csv', `${columns},line_4,line_13\n${row('500000')},0,\n`)
  expect(await listed()).toEqual([[50_000_000, 0, 41_255]])
  await desk.close()
})
