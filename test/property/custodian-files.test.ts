/**
 * Statements, trades and realized files of random households: a file beside the same trades changes no sum, whatever part of the sales it tells of and however it
 * dates them; with a statement between them, shares and cents conserve, no share replaces twice and every share sold is told once.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { projectLots } from '../../src/main/engine/lots/project.ts'
import { brokerProjection } from '../../src/main/engine/standing/broker.ts'
import { policyOf } from '../../src/main/engine/standing/policy.ts'
import { standingOf } from '../../src/main/engine/standing/standing.ts'
import { washLedger } from '../../src/main/engine/wash/ledger.ts'
import { cents } from '../../src/shared/kernel/cents.ts'
import { addDays, civilDate } from '../../src/shared/kernel/civil-date.ts'
import type { RealizedLot } from '../../src/shared/model/ledger.ts'
import type { Snapshot } from '../../src/shared/model/snapshot.ts'
import { bookOf } from '../fixtures/snapshot.ts'
import { yearViewOf } from '../fixtures/tax-year.ts'

interface Trade {
  readonly account: string
  readonly after: number
  readonly count: number
  readonly price: number
  readonly buys: boolean
}

const tradesIn = (accounts: readonly string[]) =>
  fc.array(
    fc.record({
      account: fc.constantFrom(...accounts),
      after: fc.integer({ min: 0, max: 25 }),
      count: fc.integer({ min: 1, max: 9 }),
      price: fc.integer({ min: 20, max: 60 }),
      buys: fc.boolean(),
    }),
    { minLength: 2, maxLength: 14 },
  )

/** Trades from March 2026 on; nobody sells what was never bought. */
function bookWith(trades: readonly Trade[]) {
  const book = bookOf('2026-12-31').account('A', { type: 'joint' }).account('B').account('IRA', { type: 'roth-ira' }).security('X', '50')
  const held = new Map<string, number>()
  let day = civilDate('2026-03-02')
  for (const { account, after, count, price, buys } of trades) {
    day = addDays(day, after)
    if (day > '2026-12-20') break
    const shares = held.get(account) ?? 0
    if (buys) book.buy(account, 'X', day, String(count), String(count * price))
    else if (shares > 0) book.sell(account, 'X', day, String(Math.min(count, shares)), String(Math.min(count, shares) * price))
    held.set(account, buys ? shares + count : Math.max(0, shares - count))
  }
  return book
}

/** What the custodian of each taxable account would write: its own books, one account and security at a time. */
function fileOf(snapshot: Snapshot): RealizedLot[] {
  return brokerProjection(snapshot).realized.map((row, index) => ({
    account: row.account,
    security: row.security,
    opened: row.acquired,
    closed: row.sold,
    shares: row.shares,
    proceeds: row.proceeds ?? cents(0),
    basis: row.basis,
    term: row.term,
    disallowed: row.disallowed,
    source: { import: null, line: index + 1 },
  }))
}

test('a file beside the same trades changes no sum', () => {
  fc.assert(
    fc.property(
      tradesIn(['A']),
      fc.array(fc.constantFrom('told', 'left out', 'next day', 'no basis'), { minLength: 1 }),
      (trades, ways) => {
        const book = bookWith(trades)
        const alone = yearViewOf(book).totals.taxpayer
        const snapshot = book.snapshot()
        const sales = [...new Set(brokerProjection(snapshot).realized.map(row => row.sale))]
        const bySale = Map.groupBy(
          brokerProjection(snapshot).realized.map((row, index) => ({ sale: row.sale, index })),
          one => one.sale,
        )
        const file = fileOf(snapshot)
        const told = sales.flatMap((sale, place) => {
          const way = ways[place % ways.length]
          const rows = (bySale.get(sale) ?? []).flatMap(({ index }) => file[index] ?? [])
          if (way === 'left out') return []
          if (way === 'no basis') return rows.map(row => ({ ...row, basis: null }))
          return way === 'next day' ? rows.map(row => ({ ...row, closed: addDays(row.closed, 1) })) : rows
        })
        const { taxpayer } = yearViewOf(book.with({ realized: told })).totals
        expect([taxpayer.short, taxpayer.long, taxpayer.disallowed, taxpayer.unknown]).toEqual([
          alone.short,
          alone.long,
          alone.disallowed,
          alone.unknown,
        ])
      },
    ),
    { numRuns: 300 },
  )
})

test('with statements and files between the trades, shares and cents conserve', () => {
  fc.assert(
    fc.property(tradesIn(['A', 'B', 'IRA']), fc.integer({ min: 10, max: 250 }), fc.integer({ min: 0, max: 2 }), (trades, later, files) => {
      const whole = bookWith(trades).snapshot()
      const statedOn = addDays(civilDate('2026-03-02'), later)
      const then = projectLots({ ...whole, asOf: statedOn }, policyOf(whole))
      const statementLots = then.open.map((lot, index) => ({
        ...lot,
        id: `s${index}` as typeof lot.id,
        asOf: statedOn,
        source: { import: null, line: index },
      }))
      const realized = fileOf(whole).filter((row, index) => row.closed <= statedOn && (files === 2 || (files === 1 && index % 2 === 0)))
      const snapshot: Snapshot = { ...whole, statementLots, realized }
      const projection = projectLots(snapshot, policyOf(snapshot))
      expect(projection.issues).toEqual([])
      const total = (rows: readonly { readonly shares: number }[]) => rows.reduce((sum, row) => sum + row.shares, 0)
      const of = (account: string) => (row: { readonly account: string }) => row.account === account
      const plain = projectLots(whole, policyOf(whole))
      for (const account of ['A', 'B', 'IRA'])
        expect(total(projection.open.filter(of(account)))).toBe(total(plain.open.filter(of(account))))
      for (const account of ['A', 'B'])
        expect(total(projection.realized.filter(of(account))) + total(projection.undecided.filter(of(account)))).toBe(
          total(plain.realized.filter(of(account))),
        )
      for (const row of projection.realized) expect(row.disallowed).toBeLessThanOrEqual(Math.max(0, -(row.gain ?? 0)))
      const bought = new Map<string, number>()
      for (const { replacementAccount, bought: day, shares } of projection.matches) {
        const key = `${replacementAccount} ${day}`
        bought.set(key, (bought.get(key) ?? 0) + shares)
      }
      for (const [key, used] of bought) {
        const entries = whole.entries.filter(entry => entry.kind === 'buy' && `${entry.account} ${entry.tradeDate}` === key)
        expect(used).toBeLessThanOrEqual(total(entries))
      }
      expect(washLedger(standingOf(snapshot)).identity.holds).toBe(true)
    }),
    { numRuns: 300 },
  )
})
