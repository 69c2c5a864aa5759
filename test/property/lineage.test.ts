/**
 * Lineages and wash ledgers over random ledgers: at every node of the graph shares and cents that come in, with the change it says, go out; nothing is left over;
 * matches add up to each row's disallowed loss and to the fates of the loss, to the cent; and the identity of all years holds.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { historyOf } from '../../src/main/engine/lineage/history.ts'
import { lineageOf } from '../../src/main/engine/lineage/lineage.ts'
import { type GraphEdge, type GraphNode, graphOf } from '../../src/main/engine/lineage/replay.ts'
import { standingOf } from '../../src/main/engine/standing/standing.ts'
import { washChains, washLedger } from '../../src/main/engine/wash/ledger.ts'
import { addDays, civilDate } from '../../src/shared/kernel/civil-date.ts'
import { id } from '../../src/shared/kernel/id.ts'
import type { Snapshot } from '../../src/shared/model/snapshot.ts'
import { amountOf, bookOf, priceOf, sharesOf } from '../fixtures/snapshot.ts'

const kinds = [
  'buy',
  'buy',
  'buy',
  'buy',
  'reinvest',
  'sell',
  'sell',
  'sell',
  'sell',
  'split',
  'gift-out',
  'gift-in',
  'transfer',
  'spin-off',
  'merger',
  'return-of-capital',
] as const
const eventOf = fc.record({
  kind: fc.constantFrom(...kinds),
  account: fc.constantFrom('joint', 'joint', 'joint', 'dana', 'dana', 'roth'),
  security: fc.constantFrom('AAA', 'BBB'),
  days: fc.integer({ min: 0, max: 14 }),
  shares: fc.integer({ min: 1, max: 12 }),
  cents: fc.integer({ min: 1, max: 9999 }),
})
const ledgerOf = fc.array(eventOf, { minLength: 10, maxLength: 60, size: 'max' })
const methodOf = fc.constantFrom('FIFO', 'LIFO', 'HIFO', 'AVERAGE' as const)

type Happening = typeof ledgerOf extends fc.Arbitrary<infer Value> ? Value : never

function snapshotOf(happenings: Happening, defaultMethod: 'FIFO' | 'LIFO' | 'HIFO' | 'AVERAGE'): Snapshot {
  const book = bookOf('2027-12-31')
    .person('Ana')
    .person('Dana', 'spouse')
    .account('joint', { owner: id('Ana'), defaultMethod })
    .account('dana', { owner: id('Dana'), defaultMethod })
    .account('roth', { type: 'roth-ira', owner: id('Dana') })
    .security('AAA', '10.00')
    .security('BBB', '10.00')
    .security('KID', '10.00')
    .relation('identical', 'AAA', 'BBB')
  let day = civilDate('2025-01-06')
  const held = new Map<string, number>()
  for (const { kind, account, security, days, shares, cents } of happenings) {
    day = addDays(day, days)
    const has = held.get(`${account} ${security}`) ?? 0
    const [opens, closes] = [['buy', 'reinvest', 'gift-in'].includes(kind), ['sell', 'gift-out', 'transfer'].includes(kind)]
    const number = closes ? Math.min(shares, has) : shares
    if (number === 0) continue
    held.set(`${account} ${security}`, has + (opens ? number : closes ? -number : 0))
    const count = sharesOf(String(number))
    // sold below what was paid more often than not
    const total = `${number * (kind === 'sell' ? 8 : 10)}.${String(cents % 100).padStart(2, '0')}`
    if (kind === 'buy') book.buy(account, security, day, String(number), total)
    if (kind === 'reinvest') book.reinvest(account, security, day, String(number), total)
    if (kind === 'sell') book.sell(account, security, day, String(number), total)
    if (kind === 'gift-in') book.buy(account, security, day, String(number), total, { kind: 'gift-in', price: null, acquired: day })
    if (kind === 'gift-out') book.sell(account, security, day, String(number), '0', { kind: 'gift-out' })
    if (kind === 'split' && has > 0)
      book.sell(account, security, day, '1', '0', { kind: 'split', ratio: shares % 3 === 0 ? [1, 3] : [3, 2] })
    const counter = { counter: id<'security'>('KID'), ratio: [1, 4] as [number, number], amount: null }
    if (kind === 'spin-off' && has > 0) book.sell(account, security, day, '0', '0', { kind, ...counter, allocation: 20_000_000 })
    if (kind === 'merger' && has > 0 && shares === 1) {
      book.sell(account, security, day, '0', '0', { kind, ...counter, amount: amountOf(`${has}`), counterPrice: priceOf('40') })
      held.set(`${account} ${security}`, 0)
    }
    if (kind === 'return-of-capital' && has > 0) book.sell(account, security, day, '0', String(has), { kind })
    if (kind === 'transfer') {
      book.sell(account, security, day, String(number), '0', { kind: 'transfer-out', shares: count })
      book.buy(account === 'joint' ? 'dana' : 'joint', security, day, String(number), '1', {
        kind: 'transfer-in',
        basis: null,
        amount: null,
      })
    }
  }
  return book.snapshot()
}

function balanced(node: GraphNode): boolean {
  const sum = (edges: readonly GraphEdge[], of: (edge: GraphEdge) => number | null) =>
    edges.reduce<number | null>((total, edge) => (total === null || of(edge) === null ? null : total + (of(edge) as number)), 0)
  const shares = (edges: readonly GraphEdge[]) =>
    sum(
      edges.filter(edge => edge.kind === 'shares'),
      edge => edge.shares,
    ) ?? 0
  const begins = node.step?.kind === 'opened'
  // new shares for old: only cents re-add across it
  const restates = node.step?.kind === 'restated' || (node.step?.kind === 'moved' && node.step.cause !== 'transfer')
  const ends = node.piece !== null || node.step?.kind === 'realized' || node.step?.kind === 'left'
  const sharesIn = begins || restates ? node.shares : shares(node.ins)
  const sharesOut = ends ? node.shares : shares(node.outs)
  const centsIn = sum(node.ins, edge => edge.amount)
  const centsOut = sum(
    node.outs.filter(edge => edge.kind === 'shares'),
    edge => edge.amount,
  )
  const known = centsIn !== null && centsOut !== null && node.change !== null
  return sharesIn === sharesOut && sharesOut === node.shares && (!known || centsIn + (node.change ?? 0) === centsOut)
}

test('every node re-adds, shares and cents, and nothing is left over', () => {
  let washes = 0
  const seen = new Set<string>()
  fc.assert(
    fc.property(ledgerOf, methodOf, (happenings, method) => {
      const history = historyOf(standingOf(snapshotOf(happenings, method)))
      const graph = graphOf(history)
      washes += history.booking.matches.length
      for (const step of history.booking.steps) seen.add(step.kind === 'moved' || step.kind === 'rebased' ? step.cause : step.kind)
      expect(graph.leftOver).toEqual([])
      expect(graph.nodes.filter(node => !balanced(node)).map(node => [node.index, node.step?.kind])).toEqual([])
    }),
    { numRuns: 400, seed: 20261121 },
  )
  expect(washes).toBeGreaterThan(400)
  expect([...seen].sort()).toEqual([
    'average',
    'left',
    'merger',
    'opened',
    'realized',
    'restated',
    'return-of-capital',
    'spin-off',
    'transfer',
  ])
})

test('matches add up to the rows, fates to the matches, chains hold every match, and the identity holds', () => {
  fc.assert(
    fc.property(ledgerOf, methodOf, (happenings, method) => {
      const standing = standingOf(snapshotOf(happenings, method))
      const ledger = washLedger(standing)
      expect(ledger.identity.holds).toBe(true)
      for (const loss of ledger.losses) {
        const of = ledger.entries.filter(entry => entry.sale === loss.sale && entry.loss.lot === loss.lot)
        const rows = ledger.losses.filter(other => other.sale === loss.sale && other.lot === loss.lot)
        expect(of.reduce((sum, entry) => sum + entry.disallowed, 0)).toBe(rows.reduce((sum, row) => sum + row.disallowed, 0))
        expect(loss.allowed).toBe(loss.loss - loss.disallowed)
      }
      for (const entry of ledger.entries) {
        const told = entry.fates.reduce((sum, fate) => sum + fate.amount, 0)
        expect(told).toBe(entry.disallowed)
        expect(Math.abs(entry.daysApart)).toBeLessThanOrEqual(30)
      }
      for (const { year } of ledger.years) {
        const chained = washChains(standing, year).flat()
        expect(new Set(chained).size).toBe(chained.length)
        for (const entry of washLedger(standing, year).entries) expect(chained.map(one => one.id)).toContain(entry.id)
      }
    }),
    { numRuns: 300, seed: 20261121 },
  )
})

test('a lot’s lineage holds every step of it, no edge goes back, and every edge has both its ends', () => {
  fc.assert(
    fc.property(ledgerOf, methodOf, (happenings, method) => {
      const standing = standingOf(snapshotOf(happenings, method))
      for (const { id: lot } of standing.lots) {
        const found = lineageOf(standing, lot)
        expect(found.ok).toBe(true)
        if (!found.ok) continue
        const orders = new Map(found.value.nodes.map(node => [node.id, node.order]))
        for (const edge of found.value.edges) expect((orders.get(edge.from) ?? Number.NaN) < (orders.get(edge.to) ?? Number.NaN)).toBe(true)
        expect(found.value.nodes.some(node => node.kind === 'open' && node.own)).toBe(true)
      }
    }),
    { numRuns: 60, seed: 20261121 },
  )
})
