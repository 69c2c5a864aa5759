/** A plan on paper against the plan: the screen's words, sums that are the plan's, four pages at most, and the same bytes for the same plan. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { PlanPaper } from '../../src/main/print/plan/pieces.ts'
import { planPdf } from '../../src/main/print/plan/plan-pdf.ts'
import type { Output } from '../../src/shared/contract/client.ts'
import { cents } from '../../src/shared/kernel/cents.ts'
import { exactMoney, exactScore } from '../../src/shared/present/format.ts'
import { limitsTold, littleCashWords } from '../../src/shared/present/limits-told.ts'
import { openTestDesk, type TestDesk } from '../fixtures/desk.ts'
import { wishes } from '../fixtures/household.ts'
import { flowing, fonts, hasPdfToText, pagesOf } from './printed.ts'

type Proposal = Output<'optimize.run'>
const needsPdfToText = hasPdfToText ? describe : describe.skip

let desk: TestDesk
let plan: Proposal
beforeAll(async () => {
  desk = await openTestDesk({ sample: true })
  plan = await run('whitfield-tran', { scope: 'household', cashToRaise: 4_000_000 })
})
afterAll(() => desk.close())

function run(household: string, over: object): Promise<Proposal> {
  return desk.get<Proposal>('optimize.run', {
    household,
    asOf: '2026-11-21',
    accounts: null,
    wishes: { ...wishes, ...over },
    curve: false,
    keep: false,
  })
}

async function printed({ id, revision }: Proposal, edits: object | null = null): Promise<Buffer> {
  const { handle, name } = await desk.get<{ handle: string; name: string }>('proposal.print', { proposal: id, revision, edits })
  expect(name).toMatch(/^rebalance-proposal-P-[0-9a-f]{12}-r\d+\.pdf$/)
  return readFileSync(desk.shelf.offered(handle).path)
}

/** As the desk makes it, without the worker. */
function paper(proposal: Proposal, over: Partial<PlanPaper> = {}): PlanPaper {
  const later = { moved: null, most: null, mostSoon: null, words: 'Unknown.', assumed: [] }
  return { proposal, firm: 'Maple Advisors', sample: false, later, waiting: null, sources: [], ...over }
}

/** The plan with so many times its orders, accounts, lots and notes, each with a name that hardly fits. */
function swollen(times: number): Proposal {
  const long = 'Bartholomew-Featherstonehaugh Family Irrevocable Grantor Trust of 1987 (restated and amended)'
  const accounts = Array.from({ length: times }, () => structuredClone(plan.accounts))
    .flat()
    .map((account, at) => ({
      ...account,
      accountName: `${long} ${at}`,
      notes: [`${long} note ${at}`],
      conflict: [{ limit: 'cash', words: `${long} clash ${at}` }],
    }))
  const count = times * plan.after.tickets
  const { adds, ...rest } = plan
  const sum = (value: number) => cents(value * times)
  return {
    ...rest,
    accounts,
    ...(adds ? { adds: { ...adds, trades: sum(adds.trades) } } : {}),
    after: { ...plan.after, tickets: count, cost: sum(plan.after.cost) },
    bars: Array.from({ length: times * 3 }, (_, at) => `Do not buy ${long} before Dec 24, 2026 in any account ${at}.`),
  }
}

test('the same plan gives the same bytes, whatever the clock says', async () => {
  const first = await planPdf(paper(plan), fonts)
  vi.useFakeTimers({ now: new Date('2031-05-05T05:05:05Z'), toFake: ['Date'] })
  try {
    expect(Buffer.compare(await planPdf(paper(plan), fonts), first)).toBe(0)
    for (const named of ['/Lang (en-US)', '/Outlines']) expect(Buffer.from(first).includes(named)).toBe(true)
  } finally {
    vi.useRealTimers()
  }
})

test('a plan whose orders do not add up never becomes paper', async () => {
  const wrong = { ...plan, after: { ...plan.after, cost: cents(plan.after.cost + 1) } }
  await expect(planPdf(paper(wrong), fonts)).rejects.toThrow(/costs of the orders come to/)
  const [first, ...others] = plan.accounts
  if (first === undefined) throw new Error('the plan has no account')
  const trades = first.trades.map((trade, at) =>
    at > 0 ? trade : { ...trade, contribution: { ...trade.contribution, tax: cents(trade.contribution.tax + 1) } },
  )
  await expect(planPdf(paper({ ...plan, accounts: [{ ...first, trades }, ...others] }), fonts)).rejects.toThrow(/parts come to/)
})

needsPdfToText(hasPdfToText ? 'text' : 'text (skipped: no pdftotext on this machine)', () => {
  test('before and after, proof, tax now and later as a range, January, every order with its parts, what stays, limits, assumptions', async () => {
    const pages = pagesOf(await printed(plan))
    const text = flowing(pages)
    expect(pages.length).toBeLessThanOrEqual(4)
    expect(text).toContain(`This plan is ${plan.certificate?.words}. Checked by a program that shares no code with the solver.`)
    expect(text).toMatch(/Tracking error [\d,.]+ bp [\d,.]+ bp [\d,.]+ bp/)
    expect(text).toMatch(
      /This year the plan costs est\. \$[\d,]+ of tax\. It leaves \$[\d,.]+ more basis behind: of tax that would have come later, est\. \$0 to \$[\d,.]+ does not come any more\./,
    )
    expect(text).toContain('Now or in January: Waiting until')
    expect(text).toContain('Every dot is a plan of its own.')
    for (const named of ['First lots first', 'Highest cost first', 'Do nothing', 'this plan']) expect(text).toContain(named)
    const orders = plan.accounts.flatMap(({ trades }) => trades)
    expect(orders.length).toBeGreaterThan(3)
    for (const { side, symbol, amount, contribution, why } of orders) {
      const row = pages
        .join('\n')
        .split('\n')
        .find(line => line.trim().startsWith(`${side === 'sell' ? 'Sell' : 'Buy'} ${symbol} `) && line.includes(exactMoney(amount)))
      expect(row).toContain(exactScore(contribution.tax))
      expect(row?.trimEnd().endsWith(exactScore(contribution.total))).toBe(true)
      expect(text).toContain(why)
    }
    expect(text).toContain(plan.adds?.words)
    expect(text).toContain('What stays, and why')
    for (const words of [
      ...limitsTold(plan).first.map(({ limit }) => limit.words),
      ...plan.bars,
      '$40,000.00 to be raised in cash.',
      'Sample book: not a client.',
      plan.hash,
    ])
      expect(text).toContain(words)
    for (const { words } of plan.risk?.fallbacks ?? []) expect(text).toContain(words)
  })

  test('a plan changed by hand says what the change costs; a plan without a plan says what clashes', async () => {
    const account = plan.accounts.find(({ trades }) => trades.some(({ side }) => side === 'sell'))
    const sale = account?.trades.find(({ side }) => side === 'sell')
    const edits = { sales: [{ account: account?.account, security: sale?.security, picks: [] }], purchases: [] }
    const text = flowing(pagesOf(await printed(plan, edits)))
    expect(text).toContain('revision 2: Custom')
    expect(text).toMatch(/Changed by hand: .*against revision 1/)
    expect(text).toContain('Ring: your plan')
    const none = flowing(
      pagesOf(await printed(await run('whitfield-tran', { scope: 'household', cashToRaise: 4_000_000, longGain: 500_000 }))),
    )
    for (const words of [
      'Rebalance: no plan',
      'There is no plan: nothing is traded.',
      'Why there is no plan No plan keeps these limits together: cash to be raised; the long-term gain budget. Nothing is traded.',
    ])
      expect(none).toContain(words)
    expect(none).toMatch(
      /The long-term gain budget would have to give way by \$[\d,.]+\. Asked instead: At most \$[\d,]+ as the net long-term gain of the year\./,
    )
    expect(none).toMatch(/Cash to be raised would have to give way by \$[\d,.]+\. Asked instead: \$[\d,]+\.00 to be raised in cash\./)
    // what is no plan has no figures, no proof and no limits that a plan would stop at
    for (const words of [
      'What limits it',
      'How good it is',
      'Tax now and tax later',
      'Trades by account',
      'Ring:',
      'Filled: with the plan',
    ])
      expect(none).not.toContain(words)
  })

  test('limits stand in the order of the screen: the most valuable step first, and the cash that whole shares leave over in one line', async () => {
    const budget = await run('alvarez-kim', { longGain: 100_000 })
    const { first, little } = limitsTold(budget)
    expect(first.length).toBeGreaterThan(0)
    const text = flowing(pagesOf(await printed(budget)))
    const places = first.map(({ limit }) => text.indexOf(limit.words))
    expect(Math.min(...places)).toBeGreaterThan(0)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    if (little.length > 0) expect(text).toContain(littleCashWords(little.length))
    for (const { limit } of little) expect(text).not.toContain(limit.words)
  })

  test('forty times as much, with names that hardly fit, stays on four pages and counts what it leaves out', async () => {
    const pages = pagesOf(await planPdf(paper(swollen(40)), fonts))
    const text = flowing(pages)
    expect(pages.length).toBeLessThanOrEqual(4)
    expect(text).toMatch(/And \d+ more, on the screen/)
    expect(text).toMatch(/And [\d,]+ further orders that do less to the score/)
    expect(text).toContain(`This plan is ${plan.certificate?.words}`)
  })
})

test('a plan of an older book is not printed', async () => {
  const other = await openTestDesk({ sample: true })
  const made = await other.get<Proposal>('optimize.run', {
    household: 'okafor',
    asOf: '2026-11-21',
    accounts: null,
    wishes,
    curve: false,
    keep: true,
  })
  const settings = await other.get<object>('settings.read')
  await other.get('settings.save', { ...settings, flowDays: 77 })
  expect(await other.refusal('proposal.print', { proposal: made.id, revision: 1, edits: null })).toMatchObject({ code: 'conflict/stale' })
  await other.close()
})
