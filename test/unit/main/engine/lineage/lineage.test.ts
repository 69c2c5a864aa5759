/** The lineage of a lot: bought, washed, split, moved, sold; forwards and backwards through chains of any length. */
import { describe, expect, test } from 'vitest'
import { historyOf } from '../../../../../src/main/engine/lineage/history.ts'
import { lineageOf } from '../../../../../src/main/engine/lineage/lineage.ts'
import { graphOf } from '../../../../../src/main/engine/lineage/replay.ts'
import { standingOf } from '../../../../../src/main/engine/standing/standing.ts'
import { addDays, civilDate } from '../../../../../src/shared/kernel/civil-date.ts'
import { bookOf } from '../../../../fixtures/snapshot.ts'

const home = (asOf = '2026-12-31') => bookOf(asOf).account('joint').security('X', '10.00')

function told(book: ReturnType<typeof bookOf>, lot: string) {
  const found = lineageOf(standingOf(book.snapshot()), lot)
  if (!found.ok) throw new Error(found.refusal.what)
  return found.value
}

describe('a chain: bought, sold at a loss, replaced, sold in part', () => {
  const book = home()
    .buy('joint', 'X', '2025-01-06', '10', '1000')
    .sell('joint', 'X', '2026-06-15', '10', '900')
    .buy('joint', 'X', '2026-06-20', '10', '880')
    .sell('joint', 'X', '2026-09-01', '4', '500')

  test.each(['e1', 'e3'])('told the same from either end: %s', lot => {
    const { nodes, edges } = told(book, lot)
    const [first, second] = [lot === 'e1', lot === 'e3']
    expect(nodes.map(node => [node.kind, node.own, node.aside, node.basis])).toEqual([
      ['bought', first, false, 1000_00],
      ['sold', first, false, 1000_00],
      ['bought', second, first, 880_00],
      ['washed', second, false, 980_00],
      ['sold', second, false, 392_00],
      ['open', second, false, 588_00],
    ])
    expect(edges.find(edge => edge.kind === 'loss')).toMatchObject({ shares: 10_000_000, amount: 100_00 })
  })

  test('words carry dollars, days and rules', () => {
    const washed = told(book, 'e3').nodes.find(node => node.kind === 'washed')
    expect(washed?.words).toBe(
      '+$100.00, the loss of 10 sh X sold Jun 15, 2026 in joint: basis $980.00; 525 days pass to the holding period, which now counts from Jan 11, 2025',
    )
    expect(washed?.rules.map(cited => cited.rule)).toContain('IRC §1223(3)')
    expect(told(book, 'e3').nodes.find(node => node.kind === 'sold' && node.own)?.sale).toMatchObject({ gain: 108_00, term: 'long' })
  })
})

test('a split and a transfer stand in the line; shares that part are shown where they part', () => {
  const { nodes } = told(
    home()
      .account('trust')
      .buy('joint', 'X', '2025-01-06', '10', '1000')
      .sell('joint', 'X', '2025-02-03', '0.5', '0', { kind: 'split', ratio: [2, 1] })
      .sell('joint', 'X', '2025-03-03', '5', '600')
      .sell('joint', 'X', '2025-04-01', '15', '0', { kind: 'transfer-out', amount: null })
      .buy('trust', 'X', '2025-04-02', '15', '0', { kind: 'transfer-in', basis: null, amount: null }),
    'e5',
  )
  expect(nodes.map(node => [node.kind, node.aside, node.shares, node.basis])).toEqual([
    ['bought', false, 10_000_000, 1000_00],
    ['split', false, 20_000_000, 1000_00],
    ['sold', true, 5_000_000, 250_00],
    ['moved', false, 15_000_000, 750_00],
    ['open', false, 15_000_000, 750_00],
  ])
})

test('a hundred washes in a row are told from the first purchase to the lot held now', () => {
  let book = home('2036-12-31').buy('joint', 'X', '2026-01-05', '1', '1000')
  let day = civilDate('2026-02-02')
  for (let turn = 0; turn < 100; turn += 1) {
    book = book.sell('joint', 'X', day, '1', String(900 - turn)).buy('joint', 'X', addDays(day, 3), '1', String(899 - turn))
    day = addDays(day, 35)
  }
  const standing = standingOf(book.snapshot())
  expect(graphOf(historyOf(standing)).leftOver).toEqual([])
  const found = lineageOf(standing, standing.lots[0]?.id ?? '')
  expect(found.ok && found.value.nodes.filter(node => node.kind === 'washed')).toHaveLength(100)
  expect(found.ok && found.value.nodes[0]).toMatchObject({ kind: 'bought', day: '2026-01-05' })
  expect(found.ok && found.value.nodes.at(-1)).toMatchObject({ kind: 'open', adjustment: 100_00 })
})

test('an open part is told by its own way; an unknown lot is refused by name', () => {
  const book = home()
    .buy('joint', 'X', '2025-01-06', '4', '400')
    .buy('joint', 'X', '2026-06-01', '10', '900')
    .sell('joint', 'X', '2026-06-15', '4', '300')
  const parts = standingOf(book.snapshot()).lots.map(lot => lot.id)
  expect(parts).toEqual(['e2', 'e2#2'])
  expect(told(book, 'e2#2').nodes.map(node => [node.kind, node.aside])).toContainEqual(['open', false])
  expect(lineageOf(standingOf(book.snapshot()), 'nobody')).toMatchObject({
    ok: false,
    refusal: { code: 'data/unknown-lot', where: 'nobody' },
  })
})
