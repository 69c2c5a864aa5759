/** What was entered goes out as tables of the template and comes back the same: leading zeros, other scripts, members of lines, sleeves, reserves, flows. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { contentHash } from '../../../../../src/main/desk/canonical.ts'
import type { Output } from '../../../../../src/shared/contract/client.ts'
import type { ImportPreview } from '../../../../../src/shared/model/import-batch.ts'
import { openTestDesk, type TestDesk } from '../../../../fixtures/desk.ts'
import { wishes } from '../../../../fixtures/household.ts'

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

/** Evidence as it came from the custodian, from the sample's own files. */
async function readEvidence(desk: TestDesk): Promise<void> {
  for (const table of ['prices', 'entries', 'lots', 'positions', 'cash', 'realized']) {
    const text = readFileSync(new URL(`../../../../../resources/sample/${table}.csv`, import.meta.url), 'utf8')
    await readIn(desk, new Map([[`${table}.csv`, text]]))
  }
}

const day = { household: 'whitfield-tran', asOf: '2026-11-21' }
type Plan = Output<'optimize.run'>
const planOf = (desk: TestDesk) =>
  desk.get<Plan>('optimize.run', {
    ...day,
    accounts: null,
    wishes: { ...wishes, weights: { te: 200, tc: 1, tax: 1 } },
    curve: false,
    keep: false,
  })

/** The days for which trades are complete come with the custodian's files, and these have none. */
async function withoutCoverage(desk: TestDesk): Promise<void> {
  for (const household of ['alvarez-kim', 'okafor', 'whitfield-tran']) {
    const { accounts } = await desk.get<Output<'household.view'>>('household.view', { household, asOf: day.asOf })
    for (const account of accounts) await desk.get('account.save', { ...account, coverageFrom: null, coverageTo: null })
  }
}

test('a book from exported tables and the same evidence plans the same: the same plan, by the limits and settings of both', async () => {
  const desk = await openTestDesk({ sample: true })
  const unlimited = await planOf(desk)
  const settings = await desk.get<Output<'settings.read'>>('settings.read')
  const securities = await desk.get<Output<'book.index'>>('book.index')
  const bnd = securities.securities.find(({ symbol }) => symbol === 'BND')?.id ?? ''
  const estimate = { security: bnd, spread: 900, dailyVolume: 40_000, dailyVolatility: null, asOf: '2026-11-20', source: '"desk", 1' }
  const firmLimits = [{ kind: 'least-order', amount: 500_000, reason: '=small, they say' }]
  await desk.get('settings.save', { ...settings, flowDays: 40, limits: firmLimits, costs: { ...settings.costs, estimates: [estimate] } })
  await desk.get('limits.save', {
    household: day.household,
    limits: [{ kind: 'group', of: 'class', name: 'US bonds', least: null, most: 2000, must: true }],
  })
  await withoutCoverage(desk)
  const empty = await openTestDesk()
  await readIn(empty, filesOf(desk))
  await readEvidence(empty)
  await withoutCoverage(empty)
  expect(await empty.get('settings.read')).toEqual(await desk.get('settings.read'))
  const [here, there] = [await planOf(desk), await planOf(empty)]
  // hashes hold the number of the import that a lot came from, and this book was read in as other files: all else of the plan is the same
  const content = ({ id, hash, snapshotHash, ...rest }: Plan) => contentHash(rest)
  expect(content(there)).toBe(content(here))
  // the limits do something
  const bonds = (plan: Plan) => plan.allocation.find(({ assetClass }) => assetClass === 'US bonds')?.after ?? 0
  expect(bonds(here)).toBeLessThan(bonds(unlimited))
  await empty.close()
  await desk.close()
})

test('rows of settings that make no settings are told, and nothing is saved', async () => {
  const desk = await openTestDesk({ sample: true })
  const before = await desk.get('settings.read')
  const text = 'lotwright:settings/1,household,name,kind,value\n,,firm,text,Only this\n'
  const shown = await desk.get<ImportPreview>('import.preview', { handle: await desk.send('settings.csv', text), mapping: null })
  expect(shown.file.issues.map(({ weight, what }) => [weight, what.slice(0, 33)])).toEqual([['stop', 'the row makes no settings record:']])
  expect(await desk.get('settings.read')).toEqual(before)
  await desk.close()
})
