/** What an import brought goes with it when it is undone, unless a person changed it since or something else in the book speaks of it. */
import { expect, test } from 'vitest'
import { settingsTableRows } from '../../../../../src/main/intake/template/settings-rows.ts'
import { writeTable } from '../../../../../src/main/intake/template/write.ts'
import type { Output } from '../../../../../src/shared/contract/client.ts'
import type { HouseholdId, SecurityId } from '../../../../../src/shared/kernel/id.ts'
import type { ModelPortfolio } from '../../../../../src/shared/model/book.ts'
import type { ImportPreview, ImportRow } from '../../../../../src/shared/model/import-batch.ts'
import { type PlanLimit, planLimitsShape } from '../../../../../src/shared/model/plan-limits.ts'
import type { Settings } from '../../../../../src/shared/model/settings.ts'
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

test('settings, limits and models that an import replaced go back to what they were, past a later import, and not over what a person changed since', async () => {
  const desk = await openTestDesk()
  await imported(desk, 'AAA', '2026-03-02')
  const known = await nouns(desk)
  const household = known.households[0]?.id as HouseholdId
  const security = known.securities[0]?.id as SecurityId
  const settings = await desk.get<Settings>('settings.read')
  const model = await desk.get<ModelPortfolio>('model.save', { name: 'Core', targets: [{ security, weight: 10_000, band: 100 }] })
  const state = async () => {
    const { firm } = await desk.get<Settings>('settings.read')
    const { limits = [] } = await desk.get<{ limits?: PlanLimit[] }>('household.view', { household, asOf: '2026-11-20' })
    const { models } = await desk.get<{ models: { name: string }[] }>('model.list')
    return [firm, limits.map(limit => limit.kind === 'names' && limit.most), models.map(({ name }) => name)]
  }
  const brought = async (name: string, text: string) => {
    const shown = await desk.get<ImportPreview>('import.preview', { handle: await desk.send(`${name}.csv`, text), mapping: null })
    return desk.get<ImportRow>('import.commit', { handle: shown.handle, sha256: shown.file.sha256, mapping: null, accounts: [] })
  }
  const stated = (firm: string, most: number) => {
    const limits = new Map([[household as string, planLimitsShape.parse([{ kind: 'names', most }])]])
    const rows = settingsTableRows({ settings: { ...settings, firm }, limits }, () => null)
    return brought(
      firm,
      writeTable(
        'settings',
        rows.map(({ row }) => ({ ...row })),
      ),
    )
  }
  const none = await state()
  const one = await stated('One', 10)
  const two = await stated('Two', 20)
  const other = await brought(
    'models',
    writeTable('models', [{ model: model.id, name: 'Other', symbol: 'AAA', weight: 10_000, band: 100 }]),
  )
  expect(await state()).toEqual(['Two', [20], ['Other']])
  await undo(desk, one)
  await undo(desk, other)
  expect(await state()).toEqual(['Two', [20], ['Core']])
  await undo(desk, two)
  expect(await state()).toEqual(none)
  const three = await stated('Three', 30)
  await desk.get('settings.save', { ...settings, firm: 'Four' })
  await undo(desk, three)
  expect(await state()).toEqual(['Four', [], ['Core']])
  await desk.close()
})
