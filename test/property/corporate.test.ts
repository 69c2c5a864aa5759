/**
 * Conservation over random ledgers with mergers, spin-offs, returns of capital and splits between purchases and sales: shares by their ratios, and cents:
 * what is left in basis and what was sold is what was paid, plus losses carried, plus gains recognized on cash, less the cash and the capital returned.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { projectLots } from '../../src/main/engine/lots/project.ts'
import { addDays, civilDate } from '../../src/shared/kernel/civil-date.ts'
import { divideHalfEven } from '../../src/shared/kernel/decimal.ts'
import { id } from '../../src/shared/kernel/id.ts'
import type { LedgerEntry } from '../../src/shared/model/ledger.ts'
import { bookOf } from '../fixtures/snapshot.ts'

const symbols = ['AAA', 'BBB', 'CCC'] as const
const ratio = fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 }))
const eventOf = fc.record({
  kind: fc.constantFrom<LedgerEntry['kind']>(
    'buy',
    'buy',
    'buy',
    'sell',
    'sell',
    'split',
    'merger',
    'taxable-merger',
    'spin-off',
    'return-of-capital',
  ),
  account: fc.constantFrom('joint', 'second'),
  symbol: fc.nat(2),
  other: fc.integer({ min: 1, max: 2 }),
  shares: fc.integer({ min: 1, max: 40_000_000 }),
  money: fc.integer({ min: 1, max: 900_000 }),
  price: fc.integer({ min: 0, max: 300_000_000 }),
  ratio,
  allocation: fc.nat(100_000_000),
  gap: fc.integer({ min: 0, max: 20 }),
  method: fc.constantFrom('FIFO', 'LIFO', 'HIFO', 'AVERAGE') as fc.Arbitrary<NonNullable<LedgerEntry['method']>>,
})
type Event = typeof eventOf extends fc.Arbitrary<infer Each> ? Each : never

/** One event a day at most, so that the order is the order of the list. */
function entriesOf(events: readonly Event[]): LedgerEntry[] {
  let day = civilDate('2024-01-02')
  return events.map((event, at): LedgerEntry => {
    day = addDays(day, event.gap + 1)
    const { kind, money } = event
    const trades = kind === 'buy' || kind === 'sell'
    const cash =
      kind === 'buy' ? -money : kind === 'merger' && money % 2 === 0 ? null : kind === 'split' || kind === 'spin-off' ? null : money
    return {
      id: id(`e${at}`),
      account: id(event.account),
      security: id(symbols[event.symbol] ?? 'AAA'),
      kind,
      tradeDate: day,
      settleDate: null,
      sequence: at,
      shares: (trades ? event.shares : 0) as never,
      price: null,
      amount: cash as never,
      fees: 0 as never,
      basis: (kind === 'buy' ? money : null) as never,
      acquired: null,
      ratio: trades || kind === 'return-of-capital' ? null : event.ratio,
      picks: null,
      orderGroup: null,
      reverses: null,
      fingerprint: `f${at}`,
      memo: '',
      source: { import: null, line: 0 },
      ...(kind === 'sell' ? { method: event.method } : {}),
      ...(kind.endsWith('merger') || kind === 'spin-off' ? { counter: id(symbols[(event.symbol + event.other) % 3] ?? 'BBB') } : {}),
      ...(kind.endsWith('merger') ? { counterPrice: event.price as never } : {}),
      ...(kind === 'spin-off' ? { allocation: event.allocation } : {}),
    }
  })
}

function scaled(held: number, [numerator, denominator]: readonly [number, number]): number {
  return Number(divideHalfEven(BigInt(held) * BigInt(numerator), BigInt(denominator)))
}

/** Shares by account and security, from the booked entries alone. */
function sharesAfter(entries: readonly LedgerEntry[]): Record<string, number> {
  const held = new Map<string, number>()
  const add = (key: string, count: number) => held.set(key, (held.get(key) ?? 0) + count)
  for (const { kind, account, security, counter, shares, ratio: stated } of entries) {
    const key = `${account} ${security}`
    const there = held.get(key) ?? 0
    const fresh = stated === null ? 0 : scaled(there, stated)
    if (kind === 'buy') add(key, shares)
    if (kind === 'sell') add(key, -shares)
    if (kind === 'split') held.set(key, fresh)
    if (kind.endsWith('merger')) held.set(key, 0)
    if (kind.endsWith('merger') || kind === 'spin-off') add(`${account} ${counter}`, fresh)
  }
  return Object.fromEntries([...held].filter(([, count]) => count > 0))
}

function sum<Each>(items: readonly Each[], of: (item: Each) => number): number {
  return items.reduce((total, item) => total + of(item), 0)
}

test('shares and cents are conserved through corporate actions', () => {
  fc.assert(
    fc.property(fc.array(eventOf, { minLength: 3, maxLength: 30 }), fc.boolean(), (events, identical) => {
      const book = bookOf('2026-11-20').account('joint').account('second')
      const all = entriesOf(events)
      const declared = identical ? book.relation('identical', 'AAA', 'BBB') : book
      const projection = projectLots({ ...declared.snapshot(), entries: all, asOf: null })
      const left = new Set(projection.issues.map(issue => issue.entry))
      const booked = all.filter(entry => !left.has(entry.id))
      const open: Record<string, number> = {}
      for (const lot of projection.open) open[`${lot.account} ${lot.security}`] = (open[`${lot.account} ${lot.security}`] ?? 0) + lot.shares
      const held = Object.fromEntries(Object.entries(open).filter(([, count]) => count > 0))
      expect(held).toEqual(sharesAfter(booked))

      const kindOf = new Map<string, LedgerEntry['kind']>(all.map(entry => [entry.id, entry.kind]))
      const rowsOf = (...kinds: LedgerEntry['kind'][]) => projection.realized.filter(row => kinds.includes(kindOf.get(row.sale) ?? 'other'))
      const of = (kind: LedgerEntry['kind']) => booked.filter(entry => entry.kind === kind)
      const taxable = rowsOf('taxable-merger')
      const paid = sum(of('buy'), entry => entry.basis ?? 0)
      // stock of a taxable merger costs what it was worth: what was received less the cash
      const bought = sum(taxable, row => row.proceeds ?? 0) - sum(of('taxable-merger'), entry => entry.amount ?? 0)
      const carried = sum(projection.matches, match => match.disallowed)
      const boot = sum(of('merger'), entry => entry.amount ?? 0) - sum(rowsOf('merger'), row => row.gain ?? 0)
      const returned = sum(of('return-of-capital'), entry => entry.amount ?? 0) - sum(rowsOf('return-of-capital'), row => row.gain ?? 0)
      const sold = sum(rowsOf('sell'), row => row.basis ?? 0) + sum(taxable, row => row.basis ?? 0)
      expect(sum(projection.open, lot => lot.basis ?? 0) + sold).toBe(paid + bought + carried - boot - returned)
      for (const lot of projection.open) expect(lot.basis).toBeGreaterThanOrEqual(0)
      for (const row of rowsOf('merger', 'return-of-capital')) expect(row.gain).toBeGreaterThanOrEqual(0)
    }),
    { numRuns: 1500 },
  )
})

test('rows of entries in another order make the same book', () => {
  fc.assert(
    fc.property(fc.array(eventOf, { minLength: 3, maxLength: 20 }), fc.infiniteStream(fc.nat()), (events, keys) => {
      const { accounts, relations } = bookOf('2026-11-20').account('joint').account('second').relation('identical', 'AAA', 'BBB').snapshot()
      const entries = entriesOf(events)
      const shuffled = entries.map(entry => [keys.next().value ?? 0, entry] as const).toSorted(([a], [b]) => a - b)
      const asRead = projectLots({ accounts, relations, statementLots: [], entries, asOf: null })
      const { open, realized, matches } = projectLots({
        accounts,
        relations,
        statementLots: [],
        entries: shuffled.map(([, entry]) => entry),
        asOf: null,
      })
      expect({ open, realized, matches }).toEqual({ open: asRead.open, realized: asRead.realized, matches: asRead.matches })
    }),
    { numRuns: 200 },
  )
})
