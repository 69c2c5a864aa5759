/** Proposals on a whole desk: optimized, edited, kept, read again after a restart, handed to a ticket that names its plan; and what is refused. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { Output } from '../../../../src/shared/contract/client.ts'
import { openTestDesk, type TestDesk } from '../../../fixtures/desk.ts'
import { wishes } from '../../../fixtures/household.ts'

let desk: TestDesk | undefined
let folder: string | undefined
afterEach(async () => {
  await desk?.close()
  if (folder) rmSync(folder, { recursive: true, force: true })
  desk = undefined
  folder = undefined
})

const household = { household: 'whitfield-tran', asOf: '2026-11-21' }
const asked = { ...household, accounts: null, wishes, curve: false, keep: false }
type Proposal = Output<'optimize.run'>
const run = (of: TestDesk, over: object = {}) => of.get<Proposal>('optimize.run', { ...asked, ...over })
const firstSale = (proposal: Proposal) => {
  for (const account of proposal.accounts)
    for (const trade of account.trades)
      if (trade.side === 'sell') return { account: account.account, security: trade.security, lots: trade.lots }
  throw new Error('the plan sells nothing')
}

describe('a proposal', () => {
  test('is the same bytes every time, named by what it was made of', async () => {
    desk = await openTestDesk({ sample: true })
    const [first, again] = [await run(desk), await run(desk)]
    expect(JSON.stringify(again)).toBe(JSON.stringify(first))
    const other = await openTestDesk({ sample: true })
    expect(JSON.stringify(await run(other))).toBe(JSON.stringify(first))
    await other.close()
    expect(first.id).toMatch(/^P-[0-9a-f]{12}$/)
    expect(first).toMatchObject({ revision: 1, status: 'optimal', kept: null, stale: false, wishes })
    expect(first.certificate?.gap).toBeLessThanOrEqual(1000)
    expect((await run(desk, { wishes: { ...wishes, cashMost: 300 } })).id).not.toBe(first.id)
  })

  test('a plan changed by hand has budgets and reasons on its ticket, but no best choice; another plan of that name is a conflict', async () => {
    desk = await openTestDesk({ sample: true })
    const base = await run(desk)
    const { account, security, lots } = firstSale(base)
    const picks = lots.map(({ lot, shares }) => ({ lot, shares })).slice(0, 1)
    const edits = { sales: [{ account, security, picks }], purchases: [] }
    const handed = await desk.get<Output<'proposal.handover'>>('proposal.handover', { proposal: base.id, revision: 1, edits })
    expect(handed.plan.words).toBe('A plan of your own: priced, not proven')
    const draft = await desk.get<Output<'ticket.draft'>>('ticket.draft', { ...household, ...handed, reason: '' })
    const sale = draft.pages.flatMap(page => page.orders).find(({ side }) => side === 'sell')
    expect(sale?.corridor?.notComputed).toEqual(['These lots were chosen by hand: there is no best choice to hold against a price.'])
    const other = { ...handed, plan: { ...handed.plan, hash: 'another' } }
    expect(await desk.refusal('ticket.draft', { ...household, ...other, reason: '' })).toMatchObject({ code: 'conflict/stale' })
  })

  test('of a household planned as one, what reads as proven is what the checker was shown: within a tenth of a per cent', async () => {
    desk = await openTestDesk({ sample: true })
    for (const each of ['alvarez-kim', 'okafor', 'whitfield-tran']) {
      const { accounts, certificate } = await run(desk, { household: each, wishes: { ...wishes, scope: 'household' } })
      expect(accounts.filter(({ status }) => status === 'optimal').length).toBeGreaterThan(1)
      expect(certificate?.checked).toBe('good')
      expect(certificate?.gap).toBeLessThanOrEqual(1000)
    }
  })

  test('a hand-made edit is priced without solving and says what it costs', async () => {
    desk = await openTestDesk({ sample: true })
    const base = await run(desk)
    const { account, security, lots } = firstSale(base)
    const picks = lots.map(({ lot, shares }, at) => ({ lot, shares: at === 0 ? Math.floor(shares / 2_000_000) * 1_000_000 : shares }))
    const edits = { sales: [{ account, security, picks }], purchases: [] }
    const custom = await desk.get<Proposal>('proposal.repick', { proposal: base.id, revision: 1, edits })
    expect(custom).toMatchObject({ id: base.id, revision: 2, title: 'Custom', status: 'custom', certificate: null })
    expect(custom.edit?.words).toMatch(/against revision 1/)
    expect(custom.edit?.weighted).toBeGreaterThan(0)
    const read = await desk.get<Proposal>('proposal.read', { proposal: base.id, revision: 2 })
    expect(read).toEqual(custom)
    expect(await desk.get('proposal.list', { household: null })).toEqual({ proposals: [] })
  })

  test('an edit that cannot be: a lot that is not there, an account that is left out, part of a share', async () => {
    desk = await openTestDesk({ sample: true })
    const { id: proposal, ...base } = await run(desk)
    const { account, security } = firstSale({ id: proposal, ...base })
    const code = async (sales: unknown[], purchases: unknown[]) =>
      (await desk?.refusal('proposal.repick', { proposal, revision: 1, edits: { sales, purchases } }))?.code
    expect(await code([{ account, security, picks: [{ lot: 'nowhere', shares: 1_000_000 }] }], [])).toBe('rule/lot-not-here')
    expect(await code([], [{ account: 'elsewhere', security, shares: 1_000_000 }])).toBe('rule/not-in-plan')
    const bought = base.accounts.flatMap(each =>
      each.trades.filter(({ side }) => side === 'buy').map(trade => ({ account: each.account, security: trade.security })),
    )
    const whole = base.accounts.map(each => each.account)
    expect(whole.length).toBeGreaterThan(0)
    expect(await code([], [{ ...bought[0], shares: -1 }])).toBe('input/field')
  })
})

describe('kept', () => {
  test('both revisions, restored after a restart; what was not kept is unknown then, and computed again to the same bytes', async () => {
    folder = mkdtempSync(join(tmpdir(), 'proposals-'))
    const book = join(folder, 'kept.lotwright')
    desk = await openTestDesk({ book, sample: true })
    const base = await run(desk)
    const { account, security } = firstSale(base)
    const edits = { sales: [{ account, security, picks: [] }], purchases: [] }
    const kept = await desk.get<Proposal>('proposal.keep', { proposal: base.id, revision: 1, edits, note: 'the client keeps it' })
    expect(kept).toMatchObject({ revision: 2, kept: '2026-11-21T14:00:00.000Z' })
    const loose = await run(desk, { wishes: { ...wishes, cashMost: 150 } })
    await desk.close()
    desk = await openTestDesk({ book })
    const { proposals } = await desk.get<Output<'proposal.list'>>('proposal.list', { household: 'whitfield-tran' })
    expect(proposals.map(({ revision, title, note }) => [revision, title, note])).toEqual([
      [2, 'Custom', 'the client keeps it'],
      [1, 'Optimized', ''],
    ])
    expect(await desk.get('proposal.read', { proposal: base.id, revision: 2 })).toEqual(kept)
    const again = await desk.get<Proposal>('proposal.keep', { proposal: base.id, revision: 2, edits: null, note: '' })
    expect(again.revision).toBe(2)
    expect(await desk.refusal('proposal.read', { proposal: loose.id, revision: 1 })).toMatchObject({ code: 'data/unknown-proposal' })
    expect(JSON.stringify(await run(desk, { wishes: { ...wishes, cashMost: 150 } }))).toBe(JSON.stringify(loose))
  })

  test('a book that moved since: read with a warning, never edited or traded', async () => {
    desk = await openTestDesk({ sample: true })
    const base = await run(desk, { keep: true })
    expect(base.kept).not.toBeNull()
    const settings = await desk.get<Output<'settings.read'>>('settings.read')
    await desk.get('settings.save', { ...settings, driftThreshold: settings.driftThreshold + 1 })
    expect(await desk.get('proposal.read', { proposal: base.id, revision: 1 })).toMatchObject({ stale: true })
    const edits = { sales: [], purchases: [] }
    expect(await desk.refusal('proposal.repick', { proposal: base.id, revision: 1, edits })).toMatchObject({ code: 'conflict/stale' })
    expect(await desk.refusal('proposal.handover', { proposal: base.id, revision: 1, edits: null })).toMatchObject({
      code: 'conflict/stale',
    })
  })
})

describe('handed to a ticket', () => {
  test('sales and purchases are orders of it, the plan is kept, printed and exported', async () => {
    desk = await openTestDesk({ sample: true })
    const base = await run(desk)
    const handed = await desk.get<Output<'proposal.handover'>>('proposal.handover', { proposal: base.id, revision: 1, edits: null })
    const orders = base.accounts.flatMap(({ trades }) => trades)
    expect(handed.choices.length + handed.purchases.length).toBe(orders.length)
    const draft = await desk.get<Output<'ticket.draft'>>('ticket.draft', { ...household, ...handed, reason: 'Rebalance' })
    const cannot = draft.warnings.filter(warning => warning.startsWith('Cannot be issued'))
    const choices = handed.choices.map(choice => ({ ...choice, override: cannot.length > 0 ? 'Agreed with the client' : '' }))
    const issue = { ...household, ...handed, choices, reason: 'Rebalance', snapshotHash: draft.snapshotHash }
    const signed = { recommendedBy: 'A', placedBy: 'B', discretionary: true, solicited: true }
    const ticket = await desk.get<Output<'ticket.issue'>>('ticket.issue', { ...issue, ...signed })
    expect(ticket.plan).toEqual({ ...handed.plan })
    const printed = ticket.pages.flatMap(page => page.orders)
    // what was read on the draft is what is frozen: from where to where each sale stands, and why each order is made
    const sales = printed.filter(({ side }) => side === 'sell')
    for (const { corridor, reasons, price } of sales) {
      expect([corridor?.notComputed, reasons?.some(({ code }) => code === 'plan')]).toEqual([[], true])
      expect([(corridor?.low?.price ?? 0) <= price, price <= (corridor?.high?.price ?? price)]).toEqual([true, true])
      expect(corridor?.words).toContain('Outside it, run the review again before placing the order.')
    }
    expect(sales.some(({ corridor }) => corridor?.high?.binds === 'choice')).toBe(true)
    const drafted = draft.pages.flatMap(page => page.orders).map(({ corridor, reasons }) => ({ corridor, reasons }))
    expect(printed.map(({ corridor, reasons }) => ({ corridor, reasons }))).toEqual(drafted)
    expect(printed.length).toBe(orders.length)
    for (const { side, security, shares } of orders) expect(printed).toContainEqual(expect.objectContaining({ side, security, shares }))
    expect(printed.filter(({ side }) => side === 'buy').every(({ pair }) => pair === null)).toBe(true)
    expect(-(ticket.basket.savedNow ?? 0)).toBe(base.after.tax)
    const { proposals } = await desk.get<Output<'proposal.list'>>('proposal.list', { household: null })
    expect(proposals).toMatchObject([{ id: base.id, revision: 1, note: `for ticket ${ticket.id}` }])
    expect(await desk.get<{ name: string }>('ticket.print', { ticket: ticket.id })).toMatchObject({ name: `${ticket.id}.pdf` })
    expect(await desk.get<{ name: string }>('ticket.export', { ticket: ticket.id })).toMatchObject({ name: `${ticket.id}.csv` })
  })
})
