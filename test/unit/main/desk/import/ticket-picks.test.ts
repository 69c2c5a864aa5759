/** A sale that fills a ticket's order relieves the lots the ticket names, in place of those of the account's default method. */
import { expect, test } from 'vitest'
import type { ImportPreview } from '../../../../../src/shared/model/import-batch.ts'
import type { Review } from '../../../../../src/shared/model/review.ts'
import type { SaleChoice, Ticket } from '../../../../../src/shared/model/ticket.ts'
import type { Overview } from '../../../../../src/shared/model/views.ts'
import { openTestDesk, type TestDesk } from '../../../../fixtures/desk.ts'

const asOf = '2026-11-21'

const lotFile = [
  '"ABC Lot Details for XXXX-5792 as of 05:03 PM ET, 11/20/2026"',
  '',
  '"Open Date","Quantity","Price","Cost/Share","Market Value","Cost Basis","Gain/Loss $","Gain/Loss %","Holding Period",',
  '"10/30/2017 00:00:00","8","$10.00","--","$80.00","$71.84","--","--","Long Term",',
  '"03/01/2024 00:00:00","5","$10.00","--","$50.00","$900.00","--","--","Long Term",',
  '"Total","13","--","--","$130.00","$971.84","--","--","--",',
].join('\n')

const sales = (...rows: readonly (readonly [day: string, shares: string])[]) =>
  [
    '"Date","Action","Symbol","Description","Quantity","Price","Fees & Comm","Amount"',
    ...rows.map(([day, shares]) => `"${day}","Sell","ABC","ABC CORP","${shares}","$10.00","","$${Number(shares) * 10}.00"`),
  ].join('\n')

async function bring(desk: TestDesk, name: string, text: string, account: string | null = null) {
  const shown = await desk.get<ImportPreview>('import.preview', { handle: await desk.send(name, text), mapping: null })
  const create = {
    name: 'Brokerage',
    number: '00810-5792',
    custodian: 'schwab',
    type: 'taxable',
    mode: 'tradable',
    defaultMethod: 'FIFO',
    fractional: false,
    household: null,
    householdName: 'Test',
  }
  const accounts = shown.file.accounts.map(({ key }) => ({ key, account, create: account === null ? create : null }))
  await desk.get('import.commit', { handle: shown.handle, sha256: shown.file.sha256, mapping: null, accounts })
}

/** A desk on which 5 shares of 2024, not the oldest, are on a ticket. */
async function ticketed() {
  const desk = await openTestDesk()
  await bring(desk, 'Lot-Details-ABC.CSV', lotFile)
  const overview = await desk.get<Overview>('book.overview', { asOf })
  const household = overview.households[0]?.id as string
  const review = () => desk.get<Review>('review.run', { household, asOf })
  const lot = (await review()).lots.find(each => each.acquired === '2024-03-01') as Review['lots'][number]
  const { account, security, id, shares } = lot
  const choices: SaleChoice[] = [
    { account, security, method: 'SPECID', picks: [{ lot: id, shares }], replacement: null, override: 'client instruction' },
  ]
  const draft = await desk.get<Ticket>('ticket.draft', { household, asOf, choices, reason: 'test' })
  const names = { reason: 'test', recommendedBy: 'M. Reyes', placedBy: 'T. Desk', discretionary: false, solicited: true }
  const ticket = await desk.get<Ticket>('ticket.issue', { household, asOf, choices, ...names, snapshotHash: draft.snapshotHash })
  const left = async () => (await review()).lots.map(each => [each.acquired, each.shares])
  const told = () => desk.get<{ status: string; history: { what: string }[] }>('ticket.read', { ticket: ticket.id })
  return { desk, account, ticket, left, told }
}

const name = 'Individual_XXX792_Transactions_20261121-115444.csv'

test('the lots named are the lots sold, and the ticket says which line filled it', async () => {
  const { desk, account, left, told } = await ticketed()
  await bring(desk, name, sales(['11/21/2026', '5']), account)
  expect(await left()).toEqual([['2017-10-30', 8_000_000]])
  const { status, history } = await told()
  expect(status).toBe('filled')
  expect(history.at(-1)?.what).toContain(`order 1 (ABC) by ${name} line 2`)
  await desk.close()
})

test('an order is filled once; another sale of as many shares goes by the default method', async () => {
  const { desk, account, left } = await ticketed()
  await bring(desk, name, sales(['11/21/2026', '5'], ['11/21/2026', '5']), account)
  expect(await left()).toEqual([['2017-10-30', 3_000_000]])
  await desk.close()
})

test('an order filled in two parts takes its lots both times, and the ticket says what is still to come', async () => {
  const { desk, account, left, told } = await ticketed()
  await bring(desk, name, sales(['11/21/2026', '3']), account)
  expect(await left()).toEqual([
    ['2017-10-30', 8_000_000],
    ['2024-03-01', 2_000_000],
  ])
  const first = await told()
  expect(first.status).toBe('issued')
  expect(first.history.at(-1)?.what).toContain(`3 sh of order 1 (ABC) by ${name} line 2`)
  expect(first.history.at(-1)?.what).toContain('still to fill: 2 sh of order 1 (ABC)')
  const later = 'Individual_XXX792_Transactions_20261121-181200.csv'
  await bring(desk, later, sales(['11/21/2026', '2'], ['11/21/2026', '3']), account)
  expect(await left()).toEqual([['2017-10-30', 8_000_000]])
  const second = await told()
  expect(second.status).toBe('filled')
  expect(second.history.at(-1)?.what).toContain(`2 sh of order 1 (ABC) by ${later} line 2`)
  await desk.close()
})

test('two executions in one file fill one order, and a third goes by the default method', async () => {
  const { desk, account, left, told } = await ticketed()
  await bring(desk, name, sales(['11/21/2026', '4'], ['11/21/2026', '2'], ['11/21/2026', '3']), account)
  expect(await left()).toEqual([['2017-10-30', 4_000_000]])
  expect((await told()).status).toBe('filled')
  await desk.close()
})

test('more shares than the order has, or a cancelled ticket, fill nothing', async () => {
  const other = await ticketed()
  await bring(other.desk, name, sales(['11/21/2026', '6']), other.account)
  expect(await other.left()).toEqual([
    ['2017-10-30', 2_000_000],
    ['2024-03-01', 5_000_000],
  ])
  expect((await other.told()).status).toBe('issued')
  await other.desk.close()
  const cancelled = await ticketed()
  await cancelled.desk.get('ticket.cancel', { ticket: cancelled.ticket.id, reason: 'not placed' })
  await bring(cancelled.desk, name, sales(['11/21/2026', '5']), cancelled.account)
  expect((await cancelled.left()).at(-1)).toEqual(['2024-03-01', 5_000_000])
  await cancelled.desk.close()
})

test('lots that are no longer open are not taken, and the ticket is not called filled', async () => {
  const { desk, account, told } = await ticketed()
  // the newest comes first: nine shares leave by default (the oldest first) before the five of the ticket are asked for
  await bring(desk, name, sales(['11/21/2026', '5'], ['11/21/2026', '9']), account)
  expect((await told()).status).toBe('issued')
  await desk.close()
})
