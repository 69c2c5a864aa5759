/** What was entered goes out as tables of the template and comes back the same: leading zeros, other scripts, members of lines, sleeves, reserves, flows. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Output } from '../../../../../src/shared/contract/client.ts'
import type { ImportPreview } from '../../../../../src/shared/model/import-batch.ts'
import { openTestDesk, type TestDesk } from '../../../../fixtures/desk.ts'

const filesOf = (desk: TestDesk) => new Map(desk.desk.exportedFiles().map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)]))

async function readIn(desk: TestDesk, files: ReadonlyMap<string, string>): Promise<void> {
  for (const [name, text] of [...files].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (!name.endsWith('.csv')) continue
    const shown = await desk.get<ImportPreview>('import.preview', { handle: await desk.send(name, text), mapping: null })
    expect(shown.file.issues.filter(({ weight }) => weight === 'stop')).toEqual([])
    await desk.get('import.commit', { handle: shown.handle, sha256: shown.file.sha256, mapping: null, accounts: [] })
  }
}

/** The sample with one of everything that the template has a column for. */
async function fullDesk(): Promise<TestDesk> {
  const desk = await openTestDesk({ sample: true })
  const household = { id: 'okafor', name: '=Okafor «Ọkàfọ̀»', note: '00123\nзавтра' }
  const { accounts, securities } = await desk.get<Output<'book.index'>>('book.index')
  const of = (symbol: string) => securities.find(each => each.symbol === symbol)?.id ?? ''
  const taxTypes = ['taxable', 'deferred', 'free']
  const model = await desk.get<{ id: string }>('model.save', {
    name: 'Slots, “all kinds”',
    targets: [
      { security: of('VTI'), weight: 5000, band: 300 },
      {
        security: of('BND'),
        weight: 3000,
        band: 250,
        counts: { kind: 'asset-class', of: 'US bonds' },
        members: [
          { security: of('BND'), role: 'equivalent', taxTypes },
          { security: of('MUB'), role: 'substitute', taxTypes: ['taxable'] },
        ],
      },
      {
        security: of('VXUS'),
        weight: 2000,
        band: 300,
        name: 'Abroad',
        members: [{ security: of('VXUS'), role: 'equivalent', taxTypes }],
        mapped: [{ security: of('KO'), reason: 'bought before' }],
      },
    ],
  })
  await desk.get('household.save', { ...household, model: model.id })
  const view = await desk.get<Output<'household.view'>>('household.view', { household: 'okafor', asOf: '2026-11-21' })
  const [account] = view.accounts
  await desk.get('account.save', {
    ...account,
    number: '000123',
    cashReserve: 250_000,
    sleeves: [
      { name: 'Core', part: 7500, model: model.id, pinned: [of('BND')], hold: true },
      { name: 'Legacy', part: 2500, model: null, pinned: [of('KO'), of('VTI')] },
    ],
  })
  await desk.get('restriction.save', {
    household: 'okafor',
    account: null,
    security: of('VTI'),
    kind: 'most-weight',
    weight: 1250,
    reason: '+too much',
    expires: '2027-03-31',
  })
  await desk.get('cash-need.save', {
    household: 'okafor',
    account: account?.id,
    amount: 1_234_500,
    due: '2026-12-15',
    note: 'ボーナス',
    flow: 'deposit',
  })
  expect(accounts.length).toBeGreaterThan(3)
  return desk
}

test('out of a book, into an empty one, and out again: the same bytes', async () => {
  const desk = await fullDesk()
  const files = filesOf(desk)
  const text = [...files.values()].join('\n')
  for (const kept of ["'000123", "'=Okafor", 'ボーナス', 'Abroad', 'mapped', 'most-weight', 'deposit', 'Legacy', '00123\nзавтра'])
    expect(text).toContain(kept)
  expect([...files.keys()]).toContain('06-household-models.csv')
  const empty = await openTestDesk()
  await readIn(empty, files)
  const tables = (of: ReadonlyMap<string, string>) => [...of].filter(([name]) => name.endsWith('.csv'))
  expect(tables(filesOf(empty))).toEqual(tables(files))
  const lists = async (of: TestDesk) => (await of.get<Output<'model.list'>>('model.list')).models
  expect(await lists(empty)).toEqual(await lists(desk))
  await empty.close()
  await desk.close()
})

test('the window gets the same files in one archive, the same bytes each time, with a page that says what is not in it', async () => {
  const desk = await openTestDesk({ sample: true })
  const archive = async () => {
    const { handle, name } = await desk.get<{ handle: string; name: string }>('template.export', { asOf: '2026-11-21' })
    expect(name).toBe('lotwright-facts-2026-11-21.zip')
    return readFileSync(desk.shelf.offered(handle).path)
  }
  const [first, again] = [await archive(), await archive()]
  expect(Buffer.compare(first, again)).toBe(0)
  for (const { name, bytes } of desk.desk.exportedFiles()) {
    expect(first.includes(name)).toBe(true)
    expect(first.includes(Buffer.from(bytes))).toBe(true)
  }
  const readMe = filesOf(desk).get('read-me.txt')
  expect(readMe).toContain('Sample book: not a client.')
  expect(readMe).toContain('Not in them: trades, lots, positions, cash and prices')
  await desk.close()
})
