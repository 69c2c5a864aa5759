/**
 * Tickets filled in parts, at the desk: executions that empty one part of a cut lot leave the others under new names, and the next execution still sells the part the
 * ticket means; an import that is undone takes the word "filled" back with its trades.
 */
import { expect, test } from 'vitest'
import type { ImportPreview, ImportRow } from '../../src/shared/model/import-batch.ts'
import type { Review } from '../../src/shared/model/review.ts'
import type { Settings } from '../../src/shared/model/settings.ts'
import type { OrderFillTold, SaleChoice, Ticket, TicketRow } from '../../src/shared/model/ticket.ts'
import type { Overview } from '../../src/shared/model/views.ts'
import { openTestDesk, type TestDesk } from '../fixtures/desk.ts'

const asOf = '2026-11-20'

type Held = readonly [opened: string, shares: number, basis: number]

const lotFile = (lots: readonly Held[]) => {
  const sum = (at: 1 | 2) => lots.reduce((total, lot) => total + lot[at], 0)
  return [
    '"ABC Lot Details for XXXX-5792 as of 05:03 PM ET, 11/17/2026"',
    '',
    '"Open Date","Quantity","Price","Cost/Share","Market Value","Cost Basis","Gain/Loss $","Gain/Loss %","Holding Period",',
    ...lots.map(
      ([opened, shares, basis]) =>
        `"${opened} 00:00:00","${shares}","$10.00","--","$${shares * 10}.00","$${basis}.00","--","--","Long Term",`,
    ),
    `"Total","${sum(1)}","--","--","$${sum(1) * 10}.00","$${sum(2)}.00","--","--","--",`,
  ].join('\n')
}

const sales = (...rows: readonly (readonly [day: string, shares: number])[]) =>
  [
    '"Date","Action","Symbol","Description","Quantity","Price","Fees & Comm","Amount"',
    ...rows.map(([day, count]) => `"${day}","Sell","ABC","ABC CORP","${count}","$10.00","","$${count * 10}.00"`),
  ].join('\n')

async function bring(desk: TestDesk, name: string, text: string, account: string | null = null) {
  const shown = await desk.get<ImportPreview>('import.preview', { handle: await desk.send(name, text), mapping: null })
  const create = { name: 'Brokerage', number: '00810-5792', custodian: 'schwab', type: 'taxable', mode: 'tradable', defaultMethod: 'FIFO' }
  const made = { ...create, fractional: false, household: null, householdName: 'Test' }
  const accounts = shown.file.accounts.map(({ key }) => ({ key, account, create: account === null ? made : null }))
  return desk.get<ImportRow>('import.commit', { handle: shown.handle, sha256: shown.file.sha256, mapping: null, accounts })
}

async function opened(...lots: readonly Held[]) {
  const desk = await openTestDesk()
  await bring(desk, 'Lot-Details-ABC.CSV', lotFile(lots))
  const household = (await desk.get<Overview>('book.overview', { asOf })).households[0]?.id as string
  const review = (day = asOf) => desk.get<Review>('review.run', { household, asOf: day })
  const issue = async (day: string, picks: readonly (readonly [acquired: string, basis: number, count: number])[]) => {
    const { lots: held } = await review(day)
    const first = held[0] as Review['lots'][number]
    const named = picks.map(([acquired, basis, count]) => {
      const lot = held.find(each => each.acquired === acquired && each.basis === basis * 100)
      if (lot === undefined)
        throw new Error(`no lot ${acquired} ${basis}: ${JSON.stringify(held.map(one => [one.id, one.acquired, one.basis]))}`)
      return { lot: lot.id, shares: count * 1e6 }
    }) as unknown as SaleChoice['picks']
    const { account, security } = first
    const choices: SaleChoice[] = [{ account, security, method: 'SPECID', picks: named, replacement: null, override: 'client instruction' }]
    const draft = await desk.get<Ticket>('ticket.draft', { household, asOf: day, choices, reason: 'test' })
    const names = { reason: 'test', recommendedBy: 'M. Reyes', placedBy: 'T. Desk', discretionary: false, solicited: true }
    return desk.get<Ticket>('ticket.issue', { household, asOf: day, choices, ...names, snapshotHash: draft.snapshotHash })
  }
  const left = async () => (await review()).lots.map(lot => [lot.acquired, lot.shares / 1e6, (lot.basis ?? 0) / 100])
  const told = (ticket: Ticket) =>
    desk.get<{ status: string; history: { what: string }[]; fills: OrderFillTold[] }>('ticket.read', { ticket: ticket.id })
  const inList = async () => (await desk.get<{ tickets: TicketRow[] }>('ticket.list', { household })).tickets.map(row => row.filled)
  const account = (await review()).lots[0]?.account as string
  return { desk, account, review, issue, left, told, inList }
}

const name = (stamp: string) => `Individual_XXX792_Transactions_${stamp}.csv`

test('the second execution of an order sells the part the ticket names, after the first has emptied another of the same lot', async () => {
  for (const inOneFile of [true, false]) {
    const { desk, account, issue, left } = await opened(['01/02/2024', 2, 200], ['03/01/2024', 3, 300], ['11/10/2026', 8, 88])
    await issue('2026-11-18', [
      ['2024-01-02', 200, 2],
      ['2024-03-01', 300, 3],
    ])
    await bring(desk, name('20261118-175444'), sales(['11/18/2026', 5]), account)
    const cut: (string | number)[][] = [
      ['2026-11-10', 2, 202],
      ['2026-11-10', 3, 303],
      ['2026-11-10', 3, 33],
    ]
    expect(await left()).toEqual(cut)
    await issue('2026-11-19', [
      ['2026-11-10', 202, 2],
      ['2026-11-10', 303, 3],
    ])
    if (inOneFile) await bring(desk, name('20261119-175444'), sales(['11/19/2026', 3], ['11/19/2026', 2]), account)
    else {
      await bring(desk, name('20261119-115444'), sales(['11/19/2026', 2]), account)
      expect(await left()).toEqual(cut.slice(1))
      await bring(desk, name('20261119-175444'), sales(['11/19/2026', 3], ['11/19/2026', 2]), account)
    }
    expect(await left()).toEqual([['2026-11-10', 3, 33]])
    await desk.close()
  }
})

test('a ticket is filled no more once the import that filled it is undone, and again when it comes again', async () => {
  const { desk, account, issue, told, inList } = await opened(['10/30/2017', 8, 72], ['03/01/2024', 5, 900])
  const ticket = await issue('2026-11-19', [['2024-03-01', 900, 5]])
  const text = sales(['11/19/2026', 3], ['11/19/2026', 2])
  const { id } = await bring(desk, name('20261119-175444'), text, account)
  const filled = await told(ticket)
  expect(filled.status).toBe('filled')
  const file = 'Individual_XXX792_Transactions_20261119-175444.csv line'
  expect(filled.fills).toMatchObject([
    {
      sequence: 1,
      open: 0,
      by: [
        { shares: 2e6, file: `${file} 3` },
        { shares: 3e6, file: `${file} 2` },
      ],
    },
  ])
  expect(await inList()).toEqual([1])
  await desk.get('import.undo', { import: id, reason: 'wrong file' })
  const undone = await told(ticket)
  expect(undone.fills).toMatchObject([{ open: 5e6, by: [] }])
  expect(await inList()).toEqual([0])
  expect(undone.status).toBe('issued')
  expect(undone.history.at(-1)?.what).toContain(
    'no longer filled: the import of Individual_XXX792_Transactions_20261119-175444.csv was undone',
  )
  expect(undone.history.at(-1)?.what).toContain('still to fill: 5 sh of order 1 (ABC)')
  await bring(desk, name('20261119-175444'), text, account)
  expect((await told(ticket)).status).toBe('filled')
  await desk.close()
})

test('of an order worked over days, what the days known have not filled stays on the ticket until the last of them', async () => {
  const { desk, account, issue, review, told } = await opened(['10/30/2017', 800, 7200], ['03/01/2024', 500, 90_000])
  const settings = await desk.get<Settings>('settings.read')
  const { security } = (await review()).lots[0] as Review['lots'][number]
  const thin = { security, spread: 300, dailyVolume: 1000, dailyVolatility: 20_000, asOf: '2026-11-17', source: 'by hand' }
  const execution = { participation: 2000, mostDays: 10, method: 'twap', waiting: 0 } as const
  await desk.get('settings.save', { ...settings, costs: { ...settings.costs, estimates: [thin], execution } })
  const ticket = await issue('2026-11-18', [['2024-03-01', 90_000, 450]])
  const days = ticket.pages[0]?.orders[0]?.liquidity?.schedule?.days ?? []
  expect(days.map(each => [each.date, each.shares / 1e6])).toEqual([
    ['2026-11-18', 150],
    ['2026-11-19', 150],
    ['2026-11-20', 150],
  ])
  const free = async (day: string) => (await review(day)).candidates.find(({ lot }) => lot.acquired === '2024-03-01')?.lot.shares
  expect(await free('2026-11-18')).toBe(50e6)
  await bring(desk, name('20261118-175444'), sales(['11/18/2026', 150]), account)
  expect((await told(ticket)).history.at(-1)?.what).toContain('still to fill: 300 sh')
  expect(await free('2026-11-19')).toBe(50e6)
  await expect(issue('2026-11-19', [['2024-03-01', 350 * 180, 51]])).rejects.toThrow('50 sh of this lot are left')
  // the last day is known: what it did not fill is free again
  await bring(desk, name('20261120-175444'), sales(['11/18/2026', 150], ['11/20/2026', 100]), account)
  expect((await told(ticket)).history.at(-1)?.what).toContain('still to fill: 200 sh')
  expect(await free('2026-11-20')).toBe(250e6)
  await desk.close()
})
