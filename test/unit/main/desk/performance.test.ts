/** Past rebalances on a whole desk: a plan's ticket is open until its trades are imported, then held against them; a cancelled one is none; the book's trends keep step. */
import { readFileSync } from 'node:fs'
import Papa from 'papaparse'
import { afterEach, expect, test } from 'vitest'
import type { Output } from '../../../../src/shared/contract/client.ts'
import { methods } from '../../../../src/shared/contract/methods.ts'
import { decimalFromPrice } from '../../../../src/shared/kernel/price.ts'
import { decimalFromShares } from '../../../../src/shared/kernel/shares.ts'
import { performanceFigures } from '../../../../src/shared/model/performance.ts'
import { percentOf, portfolios, reachWords, sharpeOf } from '../../../../src/shared/present/performance-words.ts'
import { openTestDesk, type TestDesk } from '../../../fixtures/desk.ts'
import { wishes } from '../../../fixtures/household.ts'
import { flowing, hasPdfToText, pagesOf } from '../../../print/printed.ts'

let desk: TestDesk | undefined
afterEach(async () => {
  await desk?.close()
  desk = undefined
})

const household = { household: 'whitfield-tran', asOf: '2026-11-21' }
type View = Output<'performance.view'>

async function planTicket(of: TestDesk): Promise<Output<'ticket.issue'>> {
  const base = await of.get<Output<'optimize.run'>>('optimize.run', { ...household, accounts: null, wishes, curve: false, keep: false })
  const handed = await of.get<Output<'proposal.handover'>>('proposal.handover', { proposal: base.id, revision: 1, edits: null })
  const draft = await of.get<Output<'ticket.draft'>>('ticket.draft', { ...household, ...handed, reason: 'Rebalance' })
  const choices = handed.choices.map(choice => ({ ...choice, override: 'Agreed with the client' }))
  const signed = { recommendedBy: 'A', placedBy: 'B', discretionary: true, solicited: true }
  return of.get('ticket.issue', { ...household, ...handed, choices, reason: 'Rebalance', snapshotHash: draft.snapshotHash, ...signed })
}

async function take(of: TestDesk, name: string, text: string): Promise<void> {
  const handle = await of.send(name, text)
  const { file } = await of.get<Output<'import.preview'>>('import.preview', { handle, mapping: null })
  await of.get('import.commit', { handle, sha256: file.sha256, mapping: null, accounts: [] })
}

test('open until its trades are in the book, then filled, with the fees and a cent a share against the ticket', async () => {
  desk = await openTestDesk({ sample: true })
  const ticket = await planTicket(desk)
  const view = (asOf: string) => (desk as TestDesk).get<View>('performance.view', { ...household, asOf })
  const open = await view('2026-11-21')
  expect(methods['performance.view'].output.parse(open)).toEqual(open)
  expect(open.rebalances[0]).toMatchObject({ kind: 'plan', state: 'open', tickets: [ticket.id], premium: null, verdict: 'unknown' })
  expect(open.rebalances[0]?.cost.planned).toBe(ticket.pages.reduce((sum, { totals }) => sum + totals.cost, 0))

  const trades = ticket.pages.flatMap(page => page.orders.map(order => ({ account: page.account, ...order })))
  const rows = trades.map(({ account, side, symbol, shares, price }) => {
    const filled = side === 'buy' ? price + 10_000 : price - 10_000
    const gross = Math.round((shares * filled) / 1e10)
    const amount = side === 'buy' ? -gross - 100 : gross - 100
    return `,${account},2026-11-21,${side},${symbol},${decimalFromShares(shares)},${decimalFromPrice(filled as never)},${(amount / 100).toFixed(2)},1.00`
  })
  await take(desk, 'fills.csv', ['lotwright:entries/1,account,trade_date,kind,symbol,shares,price,amount,fees', ...rows].join('\n'))
  const { rebalances } = await view('2026-11-21')
  const [done] = rebalances
  // a Saturday: no day since then has prices
  expect(done?.verdictWords).toMatch(/No day since then has a price/)
  const shares = trades.reduce((sum, order) => sum + order.shares, 0)
  expect(done).toMatchObject({
    kind: 'plan',
    state: 'filled',
    first: '2026-11-21',
    trades: trades.length,
    cost: { fees: trades.length * 100 },
  })
  // a cent a share, rounded once
  expect(Math.abs((done?.cost.shortfall ?? 0) - shares / 1e6)).toBeLessThanOrEqual(1)
  expect(done?.cost.actual).toBe((done?.cost.shortfall ?? 0) + trades.length * 100)
  expect(done?.tax.planned).toBe(ticket.basket.savedNow === null ? null : -ticket.basket.savedNow)
  const book = await desk.get<Output<'performance.book'>>('performance.book', { asOf: '2026-11-21' })
  expect(methods['performance.book'].output.parse(book)).toEqual(book)
  expect(book.rebalances[0]).toMatchObject({ household: 'whitfield-tran', day: '2026-11-21', cost: done?.cost.actual })
  expect(book.years[0]?.rebalances).toBe(book.rebalances.filter(({ day }) => day.startsWith('2026')).length)
})

test('a cancelled ticket is no rebalance; the trail of one that is gone says so', async () => {
  desk = await openTestDesk({ sample: true })
  const ticket = await planTicket(desk)
  const before = await desk.get<View>('performance.view', household)
  const figure = { figure: 'cost' as const, rebalance: before.rebalances[0]?.id ?? null }
  expect(await desk.get<Output<'performance.trail'>>('performance.trail', { ...household, figure })).toMatchObject({ label: 'Cost' })
  await desk.get('ticket.cancel', { ticket: ticket.id, reason: 'not placed' })
  expect((await desk.get<View>('performance.view', household)).rebalances).toEqual([])
  expect(await desk.refusal('performance.trail', { ...household, figure })).toMatchObject({ code: 'data/unknown-rebalance' })
})

test('every figure of the sample’s rebalance has a trail', async () => {
  desk = await openTestDesk({ sample: true })
  const okafor = { household: 'okafor', asOf: '2026-11-21' }
  const { rebalances, gaps } = await desk.get<View>('performance.view', okafor)
  expect(rebalances.map(({ id }) => id)).toEqual(['day 2026-02-17'])
  expect(gaps.map(({ from, until }) => [from, until])).toEqual([['2025-09-30', '2025-10-31']])
  for (const figure of performanceFigures) {
    const trace = await desk.get<Output<'performance.trail'>>('performance.trail', {
      ...okafor,
      figure: { figure, rebalance: rebalances[0]?.id },
    })
    expect([figure, trace.inputs.length > 0]).toEqual([figure, true])
  }
})

test('past rebalances and the weeks of the trend as a file: the figures of the view, decimals, and nothing where nothing is known', async () => {
  desk = await openTestDesk({ sample: true })
  const asked = { household: 'okafor', asOf: '2026-11-21' }
  const view = await desk.get<View>('performance.view', asked)
  const { handle, name } = await desk.get<{ handle: string; name: string }>('performance.export', asked)
  expect(name).toBe('past-rebalances-2026-11-21.csv')
  const { data } = Papa.parse<Record<string, string>>(readFileSync(desk.shelf.offered(handle).path, 'utf8'), {
    header: true,
    skipEmptyLines: true,
  })
  const [rebalances, weeks] = [data.filter(row => row.part === 'rebalance'), data.filter(row => row.part === 'week')]
  expect(rebalances.map(row => [row.title, row.first, row.verdict])).toEqual(
    view.rebalances.map(each => [each.title, each.first, each.verdict]),
  )
  const [first] = view.rebalances
  expect(Math.round(Number(rebalances[0]?.premium) * 1e6)).toBe(first?.premium)
  expect(Math.round(Number(rebalances[0]?.bought) * 100)).toBe(first?.bought)
  expect(rebalances[0]?.words).toContain(first?.verdictWords)
  expect(rebalances[0]?.cost_planned).toBe('')
  expect(weeks.map(row => [row.first, Math.round(Number(row.week_value) * 100)])).toEqual(view.points.map(({ day, value }) => [day, value]))
  expect(Math.round(Number(weeks[0]?.week_drift) * 1e4)).toBe(view.points[0]?.drift)
  expect(data.every(row => row.note === 'Sample book: not a client' && row.household === 'Okafor')).toBe(true)
})

test('past rebalances on paper: the sentences and figures of the view, the workings by number, cautions first; the same bytes again', async () => {
  desk = await openTestDesk({ sample: true })
  const asked = { household: 'okafor', asOf: '2026-11-21' }
  const view = await desk.get<View>('performance.view', asked)
  const print = async (of: object) => {
    const { handle, name } = await (desk as TestDesk).get<{ handle: string; name: string }>('performance.print', of)
    expect(name).toBe('past-rebalances-2026-11-21.pdf')
    return readFileSync((desk as TestDesk).shelf.offered(handle).path)
  }
  const pdf = await print(asked)
  expect(Buffer.compare(await print(asked), pdf)).toBe(0)
  expect(pdf.includes('/Lang (en-US)')).toBe(true)
  if (!hasPdfToText) return
  const text = flowing(pagesOf(pdf))
  const [row] = view.rebalances
  if (!row) throw new Error('no rebalance')
  // a hyphen may end a line
  const [unspaced, bare] = [text.replaceAll(' ', ''), (words: string) => words.replaceAll(/\s/g, '')]
  for (const words of [row.verdictWords, row.tax.words, ...row.notes, ...reachWords(view), view.riskLabel, 'W1, 4 trades of Feb 17, 2026'])
    expect(unspaced).toContain(bare(words))
  expect(text.indexOf('READ FIRST')).toBeLessThan(text.indexOf(view.notes[0] ?? ''))
  for (const [key, label] of portfolios) expect(text).toContain(`${label} ${percentOf(row.returns[key])} ${sharpeOf(row, key)}`)
  expect(text).toMatch(/Rebalancing premium: .*From As it is /)
  expect(text).toMatch(/Cost: .*Sold \d+ sh of [A-Z]+, Feb 17, 2026/)
  const none = flowing(pagesOf(await print({ household: 'alvarez-kim', asOf: '2026-11-21' })))
  expect(none).toContain('No past rebalance is in the records.')
})
