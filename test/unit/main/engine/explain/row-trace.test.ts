/** Every realized row opens to the acquisitions, matches and rules behind it; the figures of each level add up to the one above. */
import { describe, expect, test } from 'vitest'
import { realizedRowTrace } from '../../../../../src/main/engine/explain/realized-trace.ts'
import { explain } from '../../../../../src/main/engine/explain.ts'
import { runReview } from '../../../../../src/main/engine/review.ts'
import { standingOf } from '../../../../../src/main/engine/standing/standing.ts'
import { addDays, civilDate } from '../../../../../src/shared/kernel/civil-date.ts'
import type { Trace } from '../../../../../src/shared/model/trace.ts'
import { bookOf } from '../../../../fixtures/snapshot.ts'

const home = (asOf = '2026-12-31') => bookOf(asOf).account('joint').account('roth', { type: 'roth-ira' }).security('X', '10.00')

/** A path of labels down the nest. */
function at(trace: Trace | undefined, ...labels: readonly string[]): Trace | undefined {
  return labels.reduce<Trace | undefined>((found, label) => found?.inputs.find(input => input.label.startsWith(label)), trace)
}

const chained = home()
  .buy('joint', 'X', '2025-01-06', '10', '1000')
  .sell('joint', 'X', '2026-06-15', '10', '900')
  .buy('joint', 'X', '2026-06-20', '10', '880')
  .sell('joint', 'X', '2026-09-01', '10', '850', { fees: 200 as never })
  .buy('roth', 'X', '2026-09-10', '4', '300')

describe('a sale whose basis holds the loss of an earlier one', () => {
  const row = realizedRowTrace(standingOf(chained.snapshot()), 'e4|e3|1', 'recognized')

  test('recognized is proceeds − basis + disallowed', () => {
    // basis 880 + 100; loss 130, of which 4 of 10 shares are lost to the Roth
    expect([row?.value, at(row, 'Proceeds')?.value, at(row, 'Basis')?.value, at(row, 'Disallowed')?.value]).toEqual([
      '−$78.00',
      '$850.00',
      '$980.00',
      '$52.00',
    ])
    expect(at(row, 'Proceeds', 'Fees')?.value).toBe('$2.00')
  })

  test('the basis opens to the cost and to the earlier sale, down to its own purchase', () => {
    expect(at(row, 'Basis', 'Cost')).toMatchObject({ value: '$880.00', source: 'import:import-1#4' })
    const moved = at(row, 'Basis', 'Disallowed loss moved here')
    expect(moved).toMatchObject({ value: '$100.00', rule: 'IRC §1091(d); Reg. §1.1091-2(a)' })
    expect(at(moved, 'X, 10 sh, sold Jun 15, 2026', 'Basis')).toMatchObject({ value: '$1,000.00', source: 'import:import-1#2' })
  })

  test('the disallowed part names the purchase and every rule', () => {
    const match = at(row, 'Disallowed', '4 sh X bought Sep 10, 2026 in roth')
    expect(match).toMatchObject({ value: '$52.00', rule: 'Rev. Rul. 2008-5', source: 'import:import-1#6' })
    expect(match?.inputs.map(input => input.rule)).toContain('Reg. §1.1091-1(b), (c), (d), (e)')
  })

  test('the term is counted out in dates', () => {
    const term = at(row, 'Term')
    expect(term?.value).toBe('long')
    expect(at(term, 'Held from, with the days')).toMatchObject({
      value: 'Jan 11, 2025',
      formula: 'Jun 20, 2026 less the 525 days the loss shares were held',
    })
    expect(at(term, 'Long-term from')?.value).toBe('Jan 12, 2026')
  })
})

test('the basis and the term of an open lot open to the same sales', () => {
  const book = home()
    .buy('joint', 'X', '2025-01-06', '10', '1000')
    .sell('joint', 'X', '2026-06-15', '10', '900')
    .buy('joint', 'X', '2026-06-20', '10', '880')
  const snapshot = book.snapshot()
  const review = runReview(snapshot, 'hash')
  const open = (figure: string) => {
    const found = explain(snapshot, review, { subject: 'lot', ids: ['e3'], figure }, [])
    return found.ok ? found.value : undefined
  }
  expect(at(open('basis'), 'Disallowed loss moved here', 'X, 10 sh, sold', 'Basis')?.value).toBe('$1,000.00')
  expect(at(open('term'), 'Held from, with the days')?.value).toBe('Jan 11, 2025')
})

test('a lock opens to the sale behind it and what of it is still unreplaced', () => {
  const snapshot = home('2026-06-20')
    .buy('joint', 'X', '2025-01-06', '10', '1000')
    .sell('joint', 'X', '2026-06-15', '10', '900')
    .buy('joint', 'X', '2026-06-18', '4', '380')
    .snapshot()
  const review = runReview(snapshot, 'hash')
  const found = explain(snapshot, review, { subject: 'lock', ids: [review.locks[0]?.id ?? ''], figure: 'until' }, [])
  expect(found.ok && found.value).toMatchObject({ value: 'Jul 15, 2026', rule: 'IRC §1091(a); Reg. §1.1091-1(a)' })
  expect(found.ok && at(found.value, 'Loss shares')?.value).toBe('6 sh')
})

test('a chain of a hundred washes ends at a depth a reader can follow, and says that it goes on', () => {
  let book = home('2036-12-31').buy('joint', 'X', '2026-01-05', '1', '1000')
  let day = civilDate('2026-02-02')
  for (let turn = 0; turn < 100; turn += 1) {
    book = book.sell('joint', 'X', day, '1', String(900 - turn)).buy('joint', 'X', addDays(day, 3), '1', String(899 - turn))
    day = addDays(day, 35)
  }
  const text = JSON.stringify(realizedRowTrace(standingOf(book.snapshot()), 'e200|e199|1', 'recognized'))
  expect(text).toContain('The chain goes on')
  expect(text.length).toBeLessThan(100_000)
})

test('a sale whose lots nobody knows opens to why', () => {
  const snapshot = home().sell('joint', 'X', '2026-06-15', '10', '900').snapshot()
  expect(realizedRowTrace(standingOf(snapshot), 'e1|unknown|1', 'recognized')).toMatchObject({
    value: 'unknown',
    formula: 'the lots it came from, or their basis, are not in the records',
  })
})

test('a custodian’s line keeps its own figures, with the book’s ledger of the sale beside it', () => {
  const snapshot = chained.realized('joint', 'X', '2025-01-06', '2026-06-15', '10', '900.00', '1000.00').snapshot()
  const source = snapshot.realized[0]?.source
  const row = realizedRowTrace(standingOf(snapshot), `file|${source?.import}|${source?.line}`, 'recognized')
  expect(at(row, 'The same sale by the book’s own ledger', 'X, 10 sh', 'Basis')?.value).toBe('$1,000.00')
})
