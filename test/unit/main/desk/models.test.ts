/** Models of several kinds of line through the desk: what may be chosen, a draft checked, refusals by name, and the same from a file, refused at its row. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ModelPortfolio } from '../../../../src/shared/model/book.ts'
import type { ImportPreview } from '../../../../src/shared/model/import-batch.ts'
import type { ModelChoices, ModelProblem } from '../../../../src/shared/model/model-view.ts'
import type { HouseholdView } from '../../../../src/shared/model/views.ts'
import { openTestDesk, type TestDesk } from '../../../fixtures/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await openTestDesk({ sample: true })
})
afterAll(() => desk.close())

const every = ['taxable', 'deferred', 'free']
const equity = {
  security: 'security-VTI',
  weight: 6000,
  band: 500,
  counts: { kind: 'asset-class', of: 'US equity' },
  members: [{ security: 'security-VTI', role: 'equivalent', taxTypes: every }],
}
const bonds = {
  security: 'security-MUB',
  weight: 4000,
  band: 400,
  name: 'Bonds',
  members: [
    { security: 'security-MUB', role: 'equivalent', taxTypes: ['taxable'] },
    { security: 'security-BND', role: 'substitute', taxTypes: ['deferred', 'free'] },
  ],
}

test('what may be chosen: securities, and the classes and sectors that they have', async () => {
  const { securities, assetClasses, sectors, factors } = await desk.get<ModelChoices>('model.choices')
  expect(securities.map(({ symbol }) => symbol)).toContain('VTI')
  expect(assetClasses).toContain('US equity')
  expect(assetClasses).toEqual([...new Set(assetClasses)].sort())
  expect(sectors.length).toBeGreaterThan(2)
  expect(factors).toEqual(['Large cap', 'Mid cap', 'Small cap'])
})

test('a draft is checked as it grows: its sum at once, its lines when none is half filled in', async () => {
  const ask = (weights: number[], targets: unknown) =>
    desk.get<{ sum: string; problems: ModelProblem[] }>('model.check', { name: 'Slots', weights, targets })
  expect(await ask([6000], null)).toEqual({ sum: '1 line, together 60 %: 40 % are missing.', problems: [] })
  expect(await ask([6000, 4000], [equity, bonds])).toEqual({ sum: '2 lines, together 100 %.', problems: [] })
  const twice = await ask([6000, 4000], [equity, { ...bonds, mapped: [{ security: 'security-VTI', reason: 'gift' }] }])
  expect(twice.problems.map(({ weight, where }) => [weight, where])).toEqual([['stop', 'Bonds']])
})

test('a model of lines is saved, followed and measured; one that nothing could be bought for is refused', async () => {
  const view = () => desk.get<HouseholdView>('household.view', { household: 'okafor', asOf: '2026-11-21' })
  const own = (await view()).models[0]?.id
  await desk.get<ModelPortfolio>('model.save', { id: own, name: 'Slots', targets: [equity, bonds] })
  const { models, review } = await view()
  expect(models.find(({ id }) => id === own)?.targets).toEqual([equity, bonds])
  expect(
    review.drift.rows
      .filter(({ slot }) => slot !== undefined)
      .map(({ symbol }) => symbol)
      .sort(),
  ).toEqual(['Bonds', 'US equity'])
  const { members: _, ...bare } = equity
  const refusal = await desk.refusal('model.save', { name: 'Bare', targets: [bare, bonds] })
  expect(refusal).toMatchObject({
    code: 'input/field',
    where: 'US equity',
    what: 'US equity has no member: nothing could be bought for it.',
  })
})

test('from a file: lines of several rows, and an unknown class refused at the row that names it', async () => {
  const header = 'lotwright:models/1,model,name,symbol,weight,band,line,counts,role,accounts,reason\n'
  const rest = ',m,From file,MUB,40,4,Bonds,,,taxable,\n,m,From file,BND,40,4,Bonds,,substitute,deferred free,\n'
  const preview = async (text: string) =>
    desk.get<ImportPreview>('import.preview', { handle: await desk.send('models.csv', text), mapping: null })
  const wrong = await preview(`${header}${rest},m,From file,VTI,60,5,US Equity,asset-class,,,\n`)
  expect(wrong.file.issues.filter(({ weight }) => weight === 'stop').map(({ line, what }) => [line, what])).toEqual([
    [4, 'No security of the book is of the asset class US Equity.'],
  ])
  const right = await preview(`${header}${rest},m,From file,VTI,60,5,US equity,asset-class,,,\n`)
  expect(right.file.issues).toEqual([])
  await desk.get('import.commit', { handle: right.handle, sha256: right.file.sha256, mapping: null, accounts: [] })
})
