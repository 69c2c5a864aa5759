/** Over the whole sample book: ledgers add up, every lot has its lineage, every realized row opens to a trail of its own figure, sources are files by name. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lineageShape } from '../../../../src/shared/model/lineage.ts'
import type { Review } from '../../../../src/shared/model/review.ts'
import type { YearView } from '../../../../src/shared/model/tax-year.ts'
import type { Trace } from '../../../../src/shared/model/trace.ts'
import type { Overview } from '../../../../src/shared/model/views.ts'
import { type WashLedger, washLedgerShape } from '../../../../src/shared/model/wash-ledger.ts'
import { exactMoney } from '../../../../src/shared/present/format.ts'
import { openTestDesk, type TestDesk } from '../../../fixtures/desk.ts'

let desk: TestDesk
let asOf: string
let households: readonly string[]

beforeAll(async () => {
  desk = await openTestDesk({ sample: true })
  asOf = (await desk.get<{ today: string }>('app.info')).today
  households = (await desk.get<Overview>('book.overview', { asOf })).households.map(row => row.id)
})

afterAll(() => desk.close())

test('every household: matches add up to its losses, the identity holds, and sources are files', async () => {
  let matches = 0
  for (const household of households) {
    const ledger = await desk.get<WashLedger>('wash.ledger', { household, asOf })
    expect(washLedgerShape.safeParse(ledger).success).toBe(true)
    expect(ledger.identity.holds).toBe(true)
    const sum = (rows: readonly { readonly disallowed: number }[]) => rows.reduce((total, row) => total + row.disallowed, 0)
    expect(sum(ledger.entries)).toBe(sum(ledger.losses))
    expect(JSON.stringify(ledger.entries)).not.toContain('import:')
    matches += ledger.entries.length
  }
  expect(matches).toBeGreaterThan(0)
})

test('a year shows its own losses only', async () => {
  const [household] = households
  const year = await desk.get<WashLedger>('wash.ledger', { household, asOf, year: 2026 })
  expect(year.losses.every(loss => loss.sold.startsWith('2026-'))).toBe(true)
})

test('every open lot has a lineage that ends in it', async () => {
  const [household] = households
  const { lots } = await desk.get<Review>('review.run', { household, asOf })
  expect(lots.length).toBeGreaterThan(0)
  for (const lot of lots) {
    const lineage = await desk.get<unknown>('lot.lineage', { household, asOf, lot: lot.id })
    const { nodes } = lineageShape.parse(lineage)
    expect(nodes.some(node => node.kind === 'open' && node.lot === lot.id && node.basis === lot.basis)).toBe(true)
  }
  expect((await desk.refusal('lot.lineage', { household, asOf, lot: 'nobody' })).code).toBe('data/unknown-lot')
})

test('every realized row opens, and its trail begins with the row’s own figure', async () => {
  let rows = 0
  for (const household of households) {
    const view = await desk.get<YearView>('year.view', {
      household,
      asOf,
      year: 2026,
      choices: { wholeDollars: false, combineLots: false },
    })
    for (const row of view.rows) {
      const figure = { subject: 'realized-row', ids: [row.id], figure: 'recognized' }
      const trail = await desk.get<Trace>('trail.open', { household, asOf, figure })
      expect([row.id, trail.value]).toEqual([row.id, exactMoney(row.recognized)])
      rows += 1
    }
  }
  expect(rows).toBeGreaterThan(0)
})
