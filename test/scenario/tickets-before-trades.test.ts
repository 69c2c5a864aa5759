/**
 * A loss on a ticket that fills a lot in part, at the desk: the lot stands as two before any file shows the trade, so a second ticket names the part it means; the
 * custodian's trades take the tickets' place, share for share and once, whichever it lists first; undone, the tickets speak again; cancelled, the lot is one.
 */
import { expect, test } from 'vitest'
import type { ImportPreview, ImportRow } from '../../src/shared/model/import-batch.ts'
import type { Review } from '../../src/shared/model/review.ts'
import type { SaleChoice, Ticket } from '../../src/shared/model/ticket.ts'
import type { Overview } from '../../src/shared/model/views.ts'
import { openTestDesk, type TestDesk } from '../fixtures/desk.ts'

const asOf = '2026-11-20'

/** 5 shares of 2024 at $180, 8 of Nov 10 at $11, at a price of $10. */
const lotFile = [
  '"ABC Lot Details for XXXX-5792 as of 05:03 PM ET, 11/19/2026"',
  '',
  '"Open Date","Quantity","Price","Cost/Share","Market Value","Cost Basis","Gain/Loss $","Gain/Loss %","Holding Period",',
  '"03/01/2024 00:00:00","5","$10.00","--","$50.00","$900.00","--","--","Long Term",',
  '"11/10/2026 00:00:00","8","$10.00","--","$80.00","$88.00","--","--","Short Term",',
  '"Total","13","--","--","$130.00","$988.00","--","--","--",',
].join('\n')

const sales = (...counts: readonly string[]) =>
  [
    '"Date","Action","Symbol","Description","Quantity","Price","Fees & Comm","Amount"',
    ...counts.map(count => `"11/20/2026","Sell","ABC","ABC CORP","${count}","$10.00","","$${Number(count) * 10}.00"`),
  ].join('\n')

async function bring(desk: TestDesk, name: string, text: string, account: string | null = null) {
  const shown = await desk.get<ImportPreview>('import.preview', { handle: await desk.send(name, text), mapping: null })
  const create = { name: 'Brokerage', number: '00810-5792', custodian: 'schwab', type: 'taxable', mode: 'tradable', defaultMethod: 'FIFO' }
  const made = { ...create, fractional: false, household: null, householdName: 'Test' }
  const accounts = shown.file.accounts.map(({ key }) => ({ key, account, create: account === null ? made : null }))
  await desk.get('import.commit', { handle: shown.handle, sha256: shown.file.sha256, mapping: null, accounts })
}

async function opened() {
  const desk = await openTestDesk()
  await bring(desk, 'Lot-Details-ABC.CSV', lotFile)
  const household = (await desk.get<Overview>('book.overview', { asOf })).households[0]?.id as string
  const review = () => desk.get<Review>('review.run', { household, asOf })
  const find = async (acquired: string, count: number) =>
    (await review()).lots.find(lot => lot.acquired === acquired && lot.shares === count * 1e6) as Review['lots'][number]
  const issue = async ({ account, security, id }: Review['lots'][number], count: number) => {
    const picks = [{ lot: id, shares: count * 1e6 }] as unknown as SaleChoice['picks']
    const choices: SaleChoice[] = [{ account, security, method: 'SPECID', picks, replacement: null, override: 'client instruction' }]
    const draft = await desk.get<Ticket>('ticket.draft', { household, asOf, choices, reason: 'test' })
    const names = { reason: 'test', recommendedBy: 'M. Reyes', placedBy: 'T. Desk', discretionary: false, solicited: true }
    return desk.get<Ticket>('ticket.issue', { household, asOf, choices, ...names, snapshotHash: draft.snapshotHash })
  }
  const stands = async () =>
    (await review()).candidates
      .filter(({ reasons }) => !reasons.some(reason => reason.code === 'ticket/on-its-way'))
      .map(({ lot }) => [lot.acquired, lot.shares / 1e6, (lot.basis ?? 0) / 100, lot.holdingFrom])
      .sort()
  return { desk, find, issue, stands }
}

/** 8 shares less 5 that took over $850 and the 994 days until Nov 20. */
const washed = ['2026-11-10', 5, 905, '2024-02-20'] as const
const rest = (count: number) => ['2026-11-10', count, count * 11, '2026-11-10'] as const

test('the part a second ticket names is the part that is sold, whichever sale the custodian lists first', async () => {
  for (const listed of [
    ['5', '2'],
    ['2', '5'],
  ] as const) {
    const { desk, find, issue, stands } = await opened()
    const old = await find('2024-03-01', 5)
    await issue(old, 5)
    expect(await stands()).toEqual([rest(3), washed])
    const second = await issue(await find('2026-11-10', 3), 2)
    expect(second.pages[0]?.orders[0]?.lots[0]).toMatchObject({ held: 3e6, whole: 8e6, basis: 2200 })
    const ticketed = [rest(1), washed]
    expect(await stands()).toEqual(ticketed)
    await bring(desk, 'Individual_XXX792_Transactions_20261120-175444.csv', sales(...listed), old.account)
    expect(await stands()).toEqual(ticketed)
    const { imports } = await desk.get<{ imports: ImportRow[] }>('import.list')
    const last = imports.find(row => row.fileName.includes('Transactions'))
    await desk.get('import.undo', { import: last?.id, reason: 'wrong file' })
    expect(await stands()).toEqual(ticketed)
    await desk.close()
  }
})

test('cancelled, the lot is one again, and what another ticket sells of it stays on that ticket', async () => {
  const { desk, find, issue, stands } = await opened()
  const first = await issue(await find('2024-03-01', 5), 5)
  await issue(await find('2026-11-10', 3), 2)
  await desk.get('ticket.cancel', { ticket: first.id, reason: 'not placed' })
  expect(await stands()).toEqual([['2024-03-01', 5, 900, '2024-03-01'], rest(6)])
  await desk.close()
})
