/** The desk over the sample book: the journey from review to ticket, by the same calls a window makes. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { id } from '../../../../src/shared/kernel/id.ts'
import type { ImportPreview } from '../../../../src/shared/model/import-batch.ts'
import type { Review } from '../../../../src/shared/model/review.ts'
import type { Settings } from '../../../../src/shared/model/settings.ts'
import type { SaleChoice, Ticket } from '../../../../src/shared/model/ticket.ts'
import type { Trace } from '../../../../src/shared/model/trace.ts'
import type { BasketView, HouseholdView, LotColumns, Overview, SaleView } from '../../../../src/shared/model/views.ts'
import { lotAt } from '../../../../src/shared/present/lot-at.ts'
import { openTestDesk, type TestDesk } from '../../../fixtures/desk.ts'

let desk: TestDesk
let overview: Overview
const asOf = '2026-11-21'

beforeAll(async () => {
  desk = await openTestDesk({ sample: true })
  overview = await desk.get('book.overview', { asOf })
})
afterAll(() => desk.close())

function choiceOf(review: Review, index: number): SaleChoice {
  const candidate = review.candidates.filter(each => each.state === 'ready')[index]
  if (!candidate) throw new Error('the sample has too few ready lots')
  const substitute = candidate.substitutes.find(option => option.barred === null)
  return {
    account: candidate.lot.account,
    security: candidate.lot.security,
    method: 'SPECID',
    picks: [{ lot: candidate.lot.id, shares: candidate.lot.shares }],
    replacement: substitute?.security ?? null,
    override: '',
  }
}

async function readyHousehold() {
  const row = overview.households.find(each => each.ready >= 2)
  if (!row) throw new Error('the sample has no household with two ready lots')
  return { household: row.id, review: await desk.get<Review>('review.run', { household: row.id, asOf }) }
}

test('the sample stays on its own day and shows every tile', async () => {
  const info = await desk.get<{ today: string; sample: boolean; empty: boolean }>('app.info')
  expect(info).toMatchObject({ today: asOf, sample: true, empty: false })
  expect(overview.households).toHaveLength(3)
  expect(overview.tiles.find(tile => tile.key === 'harvest')?.count).toBeGreaterThan(0)
  expect(overview.tiles.find(tile => tile.key === 'cash')?.amount).toBeGreaterThan(0)
})

test('a line of the book and the household’s own review say the same', async () => {
  for (const row of overview.households) {
    const review = await desk.get<Review>('review.run', { household: row.id, asOf })
    expect([row.ready, row.lossShort, row.lossLong, row.savedNow, row.value]).toEqual([
      review.totals.ready,
      review.totals.lossShort,
      review.totals.lossLong,
      review.totals.savedNow,
      review.drift.value,
    ])
  }
})

test('every open lot of the book is a row of its columns', async () => {
  const columns = await desk.get<LotColumns>('book.lots', { asOf, household: null })
  expect(columns.count).toBe(overview.totals.lots)
  const lots: string[] = []
  for (const row of overview.households)
    lots.push(...(await desk.get<Review>('review.run', { household: row.id, asOf })).lots.map(lot => lot.id))
  expect(columns.basis.map((_, row) => lotAt(columns, row)).sort()).toEqual(lots.sort())
  expect([lotAt(columns, -1), lotAt(columns, columns.count)]).toEqual([undefined, undefined])
  expect(columns.gain.every((gain, row) => gain === null || gain === (columns.value[row] ?? 0) - (columns.basis[row] ?? 0))).toBe(true)
})

test('holdings show the custodian’s difference and lots without basis as unknown', async () => {
  const views = await Promise.all(overview.households.map(row => desk.get<HouseholdView>('household.view', { household: row.id, asOf })))
  const holdings = views.flatMap(view => view.holdings)
  expect(holdings.some(row => row.unreconciled !== null && row.unreconciled !== 0)).toBe(true)
  expect(holdings.some(row => row.basis === null && row.lots > 0)).toBe(true)
})

test('all methods stand beside each other and least tax is nobody’s surplus', async () => {
  const { household, review } = await readyHousehold()
  const choice = choiceOf(review, 0)
  const held = review.lots
    .filter(lot => lot.account === choice.account && lot.security === choice.security)
    .reduce((sum, lot) => sum + lot.shares, 0)
  const sale = await desk.get<SaleView>('sale.compare', {
    household,
    asOf,
    account: choice.account,
    security: choice.security,
    shares: Math.floor(held / 2_000_000) * 1_000_000,
  })
  const priced = sale.methods.filter(method => method.refusal === null && method.overLeast !== null)
  expect(priced.length).toBeGreaterThan(2)
  expect(Math.min(...priced.map(method => method.overLeast as number))).toBe(0)
})

test('a ticket is issued once, frozen, numbered, and bars what it sold', async () => {
  const { household, review } = await readyHousehold()
  const choices = [choiceOf(review, 0)]
  await desk.get('basket.save', { household, choices })
  expect(await desk.get('basket.read', { household })).toMatchObject({ choices })
  const basket = await desk.get<BasketView>('basket.price', { household, asOf, choices })
  expect(basket.choices[0]?.blocks).toEqual([])
  const draft = await desk.get<Ticket>('ticket.draft', { household, asOf, choices, reason: 'year end' })
  const names = { reason: 'year end', recommendedBy: 'M. Reyes', placedBy: 'T. Desk', discretionary: false, solicited: true }
  expect((await desk.refusal('ticket.issue', { household, asOf, choices, ...names, snapshotHash: 'other' })).code).toBe('conflict/stale')
  expect(
    (await desk.refusal('ticket.issue', { household, asOf, choices, ...names, placedBy: '', snapshotHash: draft.snapshotHash })).code,
  ).toMatch(/^(rule|input)\//)
  const ticket = await desk.get<Ticket>('ticket.issue', { household, asOf, choices, ...names, snapshotHash: draft.snapshotHash })
  expect(ticket.id).toBe('T-2026-0001')
  expect(ticket.pages).toEqual(draft.pages)
  const after = await desk.get<Review>('review.run', { household, asOf })
  // a ticket of Saturday trades on Monday the 23rd: the bar runs 30 days from there
  expect(after.locks.some(lock => lock.ticket === ticket.id && lock.until === '2026-12-23')).toBe(true)
  expect(await desk.get('basket.read', { household })).toMatchObject({ choices: [] })
  const read = await desk.get<{ ticket: Ticket; status: string }>('ticket.read', { ticket: ticket.id })
  expect(read).toMatchObject({ ticket, status: 'issued' })
  const pdf = await desk.get<{ handle: string; size: number }>('ticket.print', { ticket: ticket.id })
  expect(pdf.size).toBeGreaterThan(5000)
  await desk.get('ticket.cancel', { ticket: ticket.id, reason: 'client changed her mind' })
  expect((await desk.refusal('ticket.print', { ticket: ticket.id })).code).toBe('conflict/ticket-cancelled')
  expect((await desk.refusal('ticket.export', { ticket: ticket.id })).code).toBe('conflict/ticket-cancelled')
  const free = await desk.get<Review>('review.run', { household, asOf })
  expect(free.locks.some(lock => lock.ticket === ticket.id)).toBe(false)
})

test('what is entered is checked, and a removal needs a reason', async () => {
  const refusal = await desk.refusal('model.save', { name: 'Half', targets: [{ security: id('security-VTI'), weight: 5000, band: 500 }] })
  expect(refusal).toMatchObject({ code: 'input/field', where: 'targets' })
  expect((await desk.refusal('sample.load')).code).toBe('conflict/book-in-use')
})

test('one security under two names is one holding', async () => {
  const view = await desk.get<HouseholdView>('household.view', { household: 'alvarez-kim', asOf })
  const berkshire = view.holdings.filter(row => row.accountName === "Dana's Roth IRA" && row.symbol.startsWith('BRK'))
  expect(berkshire).toHaveLength(1)
  expect(berkshire[0]?.unreconciled).toBe(0)
})

test('a book of positions without lots has values and trails, and says that lots are missing', async () => {
  const other = await openTestDesk()
  const header =
    "Account Number,Account Name,Symbol,Description,Quantity,Last Price,Last Price Change,Current Value,Today's Gain/Loss Dollar,Today's Gain/Loss Percent,Total Gain/Loss Dollar,Total Gain/Loss Percent,Percent Of Account,Cost Basis Total,Average Cost Basis,Type"
  const row =
    'Z41678901,Individual,VOO,VANGUARD S&P 500 ETF,10,$600.00,+$0.10,$6000.00,+$1.00,+0.02%,+$1000.00,+20.00%,100.00%,$5000.00,$500.00,Cash,'
  const handle = await other.send('Portfolio_Positions_Nov-20-2026.csv', `${header}\n${row}\n\n"Date downloaded Nov-20-2026 5:35 p.m ET"`)
  const shown = await other.get<ImportPreview>('import.preview', { handle, mapping: null })
  expect(shown.file.issues.filter(issue => issue.weight === 'stop')).toEqual([])
  const create = {
    name: 'Individual',
    number: 'Z41678901',
    custodian: 'fidelity',
    type: 'taxable',
    mode: 'tradable',
    defaultMethod: 'FIFO',
    fractional: false,
    household: null,
    householdName: 'Ito',
  }
  await other.get('import.commit', {
    handle,
    sha256: shown.file.sha256,
    mapping: null,
    accounts: [{ key: shown.file.accounts[0]?.key, account: null, create }],
  })
  const [line] = (await other.get<Overview>('book.overview', { asOf })).households
  expect(line?.value).toBe(600_000)
  const view = await other.get<HouseholdView>('household.view', { household: line?.id, asOf })
  expect(view.holdings).toMatchObject([{ symbol: 'VOO', lots: 0, value: 600_000, basis: 500_000, gain: 100_000, unreconciled: 10_000_000 }])
  const ids = [view.holdings[0]?.account, view.holdings[0]?.security]
  const trace = await other.get<Trace>('trail.open', { household: line?.id, asOf, figure: { subject: 'holding', ids, figure: 'gain' } })
  expect(trace).toMatchObject({ value: '+$1,000.00' })
  await other.close()
})

test('the trail of a weight adds up to the row, substitutes included and accounts without targets left out', async () => {
  for (const { id: household } of overview.households) {
    const { review } = await desk.get<HouseholdView>('household.view', { household, asOf })
    for (const row of review.drift.rows) {
      const figure = { subject: 'drift', ids: [row.security], figure: 'value' }
      const trace = await desk.get<Trace>('trail.open', { household, asOf, figure })
      const sum = trace.inputs.reduce((total, input) => total + amountOf(input.value), 0)
      expect(sum, `${household} ${row.symbol}`).toBe(row.value)
    }
  }
})

function amountOf(text: string): number {
  return Math.round(Number(text.replace('−', '-').replace(/[$,+]/g, '')) * 100)
}

test('a decision on an open point of law is kept, changes every snapshot, and is gone when taken back', async () => {
  const { household, review } = await readyHousehold()
  const settings = await desk.get<Settings>('settings.read', {})
  const tacking = { option: 'original-date' as const, author: 'Ana Ruiz', date: asOf, reason: 'memo of our counsel' }
  await desk.get('settings.save', { ...settings, law: { tacking } })
  expect((await desk.get<Settings>('settings.read', {})).law).toEqual({ tacking })
  const decided = await desk.get<Review>('review.run', { household, asOf })
  expect(decided.snapshotHash).not.toBe(review.snapshotHash)
  await desk.get('settings.save', settings)
  expect((await desk.get<Review>('review.run', { household, asOf })).snapshotHash).toBe(review.snapshotHash)
})
