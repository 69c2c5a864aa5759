/** What an import brought goes with it when it is undone, unless a person changed it since or something else in the book speaks of it. */
import { expect, test } from 'vitest'
import { writeTable } from '../../../../../src/main/intake/template/write.ts'
import type { Output } from '../../../../../src/shared/contract/client.ts'
import type { ImportPreview, ImportRow } from '../../../../../src/shared/model/import-batch.ts'
import { openTestDesk, type TestDesk } from '../../../../fixtures/desk.ts'

const create = {
  name: 'Brokerage',
  number: '1234',
  custodian: 'schwab',
  type: 'taxable',
  mode: 'tradable',
  defaultMethod: 'FIFO',
  fractional: false,
  household: null,
  householdName: 'Newcomers',
}

async function imported(desk: TestDesk, symbol: string, trade: string): Promise<ImportRow> {
  const text = writeTable('entries', [
    { account: 'acc-new', trade_date: trade, kind: 'buy', symbol, shares: 5_000_000, amount: -50_000, memo: symbol },
  ])
  const shown = await desk.get<ImportPreview>('import.preview', { handle: await desk.send(`${symbol}.csv`, text), mapping: null })
  const accounts = shown.file.accounts.filter(({ matched }) => matched === null).map(({ key }) => ({ key, account: null, create }))
  return desk.get('import.commit', { handle: shown.handle, sha256: shown.file.sha256, mapping: null, accounts })
}

const nouns = (desk: TestDesk) => desk.get<Output<'book.index'>>('book.index')
const names = async (desk: TestDesk) => {
  const { households, accounts, securities } = await nouns(desk)
  return [households.map(({ name }) => name), accounts.map(({ name }) => name), securities.map(({ symbol }) => symbol)]
}
const undo = (desk: TestDesk, { id }: ImportRow) => desk.get('import.undo', { import: id, reason: 'wrong client' })
const history = async (desk: TestDesk) => (await desk.get<{ imports: ImportRow[] }>('import.list')).imports

test('the account, household and security that only it brought go with it, and come again with the same file', async () => {
  const desk = await openTestDesk()
  const first = await imported(desk, 'AAA', '2026-03-02')
  expect(await names(desk)).toEqual([['Newcomers'], ['Brokerage'], ['AAA']])
  await undo(desk, first)
  expect(await names(desk)).toEqual([[], [], []])
  expect(await history(desk)).toMatchObject([{ reversed: true, takenOut: '1 household, 1 account, 1 security' }])
  await imported(desk, 'AAA', '2026-03-02')
  expect(await names(desk)).toEqual([['Newcomers'], ['Brokerage'], ['AAA']])
  await desk.close()
})

test('what a later import also speaks of stays, and goes with the last of them', async () => {
  const desk = await openTestDesk()
  const first = await imported(desk, 'AAA', '2026-03-02')
  const [account] = (await nouns(desk)).accounts
  const text = writeTable('entries', [
    { account: account?.id ?? '', trade_date: '2026-05-04', kind: 'buy', symbol: 'BBB', shares: 1_000_000, amount: -10_000, memo: 'b' },
  ])
  const shown = await desk.get<ImportPreview>('import.preview', { handle: await desk.send('b.csv', text), mapping: null })
  await desk.get('import.commit', { handle: shown.handle, sha256: shown.file.sha256, mapping: null, accounts: [] })
  await undo(desk, first)
  expect(await names(desk)).toEqual([['Newcomers'], ['Brokerage'], ['BBB']])
  expect((await history(desk)).find(({ id }) => id === first.id)).toMatchObject({ takenOut: '1 security' })
  await desk.close()
})

test('what a person changed since stays', async () => {
  const desk = await openTestDesk()
  const first = await imported(desk, 'AAA', '2026-03-02')
  const [account] = (await nouns(desk)).accounts
  const { household: _, householdName: __, ...typed } = create
  const none = { owner: null, model: null, coverageFrom: null, coverageTo: null, cash: null, cashAsOf: null }
  await desk.get('account.save', { ...typed, ...none, id: account?.id, household: account?.household, name: 'Her own name' })
  await undo(desk, first)
  expect(await names(desk)).toEqual([['Newcomers'], ['Her own name'], []])
  await desk.close()
})
