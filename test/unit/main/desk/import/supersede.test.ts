/** A corrected export: trades that the custodian changed or took back are taken back in the book too, and undoing the newer import brings them back. */
import { expect, test } from 'vitest'
import type { ImportPreview, ImportRow } from '../../../../../src/shared/model/import-batch.ts'
import type { LotColumns } from '../../../../../src/shared/model/views.ts'
import { openTestDesk, type TestDesk } from '../../../../fixtures/desk.ts'

const name = 'Individual_XXX178_Transactions_20260309-115444.csv'
const first = [
  '"03/06/2026","Sell","ABC","ABC CORP","10","$12.00","","$120.00"',
  '"03/05/2026","Buy","XYZ","XYZ CORP","20","$50.00","","-$1000.00"',
  '"03/04/2026","Buy","ABC","ABC CORP","40","$10.00","","-$400.00"',
  '"03/03/2026","Buy","ABC","ABC CORP","30","$10.00","","-$300.00"',
  '"03/02/2026","Buy","ABC","ABC CORP","100","$9.00","","-$900.00"',
]

function file(rows: readonly string[]): string {
  return ['"Date","Action","Symbol","Description","Quantity","Price","Fees & Comm","Amount"', ...rows].join('\n')
}

async function imported(desk: TestDesk, rows: readonly string[]): Promise<{ preview: ImportPreview; row: ImportRow }> {
  const preview = await desk.get<ImportPreview>('import.preview', { handle: await desk.send(name, file(rows)), mapping: null })
  const create = {
    name: 'Brokerage',
    number: '4410-0178',
    custodian: 'schwab',
    type: 'taxable',
    mode: 'tradable',
    defaultMethod: 'FIFO',
    fractional: false,
    household: null,
    householdName: 'Test',
  }
  const accounts = preview.file.accounts
    .filter(account => account.matched === null)
    .map(account => ({ key: account.key, account: null, create }))
  return { preview, row: await desk.get('import.commit', { handle: preview.handle, sha256: preview.file.sha256, mapping: null, accounts }) }
}

async function shares(desk: TestDesk): Promise<number> {
  const columns = await desk.get<LotColumns>('book.lots', { asOf: '2026-11-21', household: null })
  return columns.shares.reduce((sum, each) => sum + each, 0) / 1_000_000
}

test('a corrected trade counts once, a cancelled one not at all, and undo brings both back', async () => {
  const desk = await openTestDesk()
  await imported(desk, first)
  expect(await shares(desk)).toBe(180)
  const corrected = first
    .filter(row => !row.includes('"03/05/2026"'))
    .map(row => row.replace('"40","$10.00","","-$400.00"', '"45","$10.00","","-$450.00"'))
  const { preview, row } = await imported(desk, corrected)
  expect(preview.counts).toMatchObject({ new: 0, changed: 1, gone: 1, same: 3 })
  expect(preview.differences.find(each => each.change === 'changed')).toMatchObject({
    symbol: 'ABC',
    before: '40 sh, −$400.00',
    after: '45 sh, −$450.00',
  })
  expect(await shares(desk)).toBe(165)
  await desk.get('import.undo', { import: row.id, reason: 'wrong file' })
  expect(await shares(desk)).toBe(180)
  await imported(desk, corrected)
  expect(await shares(desk)).toBe(165)
  await desk.close()
})

test('the first and last day of an export may be cut short: their trades stay', async () => {
  const desk = await openTestDesk()
  await imported(desk, first)
  const { preview } = await imported(desk, [...first.slice(1, 4), '"03/02/2026","Buy","NEW","NEW CORP","1","$9.00","","-$9.00"'])
  expect(preview.counts).toMatchObject({ new: 1, gone: 0, same: 3 })
  expect(await shares(desk)).toBe(181)
  await desk.close()
})

test('a correction on the first or last day counts once; an unlike trade of those days stays', async () => {
  const desk = await openTestDesk()
  await imported(desk, first)
  const corrected = [
    '"03/06/2026","Sell","ABC","ABC CORP","10","$12.50","","$125.00"',
    ...first.slice(1, 4),
    '"03/02/2026","Buy","ABC","ABC CORP","90","$10.00","","-$900.00"',
  ]
  const { preview, row } = await imported(desk, corrected)
  expect(preview.counts).toMatchObject({ new: 0, changed: 2, gone: 0, same: 3 })
  expect(await shares(desk)).toBe(170)
  await desk.get('import.undo', { import: row.id, reason: 'wrong file' })
  expect(await shares(desk)).toBe(180)
  const unlike = [...first.slice(0, 4), '"03/02/2026","Buy","ABC","ABC CORP","7","$9.00","","-$63.00"']
  expect((await imported(desk, unlike)).preview.counts).toMatchObject({ new: 1, changed: 0, gone: 0, same: 4 })
  expect(await shares(desk)).toBe(187)
  await desk.close()
})

test('a dividend of an edge day, which has no shares, counts once when it is corrected', async () => {
  const desk = await openTestDesk()
  const dividend = (amount: string) => `"03/06/2026","Cash Dividend","ABC","ABC CORP","","","","$${amount}"`
  await imported(desk, [dividend('5.00'), ...first.slice(1)])
  const { preview } = await imported(desk, [dividend('7.00'), ...first.slice(1)])
  expect(preview.counts).toMatchObject({ new: 0, changed: 1, gone: 0 })
  await desk.close()
})

test('of two dividends of an edge day none is taken for the other’s correction', async () => {
  const desk = await openTestDesk()
  const dividend = (amount: string) => `"03/06/2026","Cash Dividend","ABC","ABC CORP","","","","$${amount}"`
  await imported(desk, [dividend('5.00'), dividend('6.00'), ...first.slice(1)])
  const { preview } = await imported(desk, [dividend('7.00'), dividend('6.00'), ...first.slice(1)])
  expect(preview.counts).toMatchObject({ new: 1, changed: 0, gone: 0 })
  await desk.close()
})

test('overlapping exports never double a trade', async () => {
  const desk = await openTestDesk()
  await imported(desk, first.slice(2))
  const { preview } = await imported(desk, first)
  expect(preview.counts).toMatchObject({ new: 2, changed: 0, gone: 0, same: 3 })
  expect(await shares(desk)).toBe(180)
  await desk.close()
})

test('an import that a later one rests on is undone after it, so that no row is lost', async () => {
  const desk = await openTestDesk()
  const { row: older } = await imported(desk, first.slice(2))
  const { row: newer } = await imported(desk, first)
  const refusal = await desk.refusal('import.undo', { import: older.id, reason: 'wrong file' })
  expect(refusal.code).toBe('conflict/import-rested-on')
  expect(await shares(desk)).toBe(180)
  await desk.get('import.undo', { import: newer.id, reason: 'first this' })
  await desk.get('import.undo', { import: older.id, reason: 'then that' })
  expect(await shares(desk)).toBe(0)
  await imported(desk, first)
  expect(await shares(desk)).toBe(180)
  await desk.close()
})
