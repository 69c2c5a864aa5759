/** Drift by hand: weights and targets in hundredths of a percent. */
import { describe, expect, test } from 'vitest'
import { runReview } from '../../../../../src/main/engine/review.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import { amountOf, bookOf } from '../../../../fixtures/snapshot.ts'

const day = '2026-11-20'
const model = { model: id<'model portfolio'>('60/40') }

function book(cash: string | null = null) {
  return bookOf(day)
    .account('joint', { ...model, cash: cash === null ? null : amountOf(cash) })
    .security('VTI', '100.00')
    .security('BND', '50.00')
}

function drift(of: ReturnType<typeof bookOf>) {
  return runReview(of.snapshot(), '').drift
}

describe('portfolio drift', () => {
  test('is half the sum of absolute drifts', () => {
    // 70,000 / 30,000 against 60 / 40: 10 points each, 10 in all
    const found = drift(
      book()
        .model('60/40', [
          ['VTI', 6000, 500],
          ['BND', 4000, 500],
        ])
        .lot('joint', 'VTI', '2024-01-02', '700', '1')
        .lot('joint', 'BND', '2024-01-02', '600', '1'),
    )
    expect(found.portfolio).toBe(1000)
    expect(found.rows.map(row => [row.symbol, row.weight, row.target, row.drift, row.outside])).toEqual([
      ['VTI', 7000, 6000, 1000, true],
      ['BND', 3000, 4000, -1000, true],
    ])
  })

  test('counts cash as a weight without a target', () => {
    // 60 / 30 / 10 cash against 60 / 40: BND -10, cash +10
    const found = drift(
      book('10000')
        .model('60/40', [
          ['VTI', 6000, 500],
          ['BND', 4000, 500],
        ])
        .lot('joint', 'VTI', '2024-01-02', '600', '1')
        .lot('joint', 'BND', '2024-01-02', '600', '1'),
    )
    expect(found.portfolio).toBe(1000)
    expect(found.rows.map(row => row.outside)).toEqual([false, true])
    expect(found.flags).toContain('cash is 10 % of the accounts with targets and has no target of its own')
    expect(found.value).toBe(10_000_000)
  })

  test('weights re-add to the whole where thirds do not', () => {
    const found = drift(
      book()
        .security('X', '1')
        .model('60/40', [['VTI', 10_000, 0]])
        .lot('joint', 'VTI', '2024-01-02', '1', '1')
        .lot('joint', 'BND', '2024-01-02', '2', '1')
        .lot('joint', 'X', '2024-01-02', '100', '1'),
    )
    expect(found.rows.map(row => row.weight).reduce((sum, weight) => sum + weight, 0)).toBe(10_000)
  })

  test('a permitted substitute and an identical security count toward the target', () => {
    const found = drift(
      book()
        .security('ITOT', '100')
        .security('VTSAX', '100')
        .relation('substitute', 'VTI', 'ITOT')
        .relation('identical', 'VTI', 'VTSAX')
        .model('60/40', [
          ['VTI', 6000, 500],
          ['BND', 4000, 500],
        ])
        .lot('joint', 'ITOT', '2024-01-02', '400', '1')
        .lot('joint', 'VTSAX', '2024-01-02', '200', '1')
        .lot('joint', 'BND', '2024-01-02', '800', '1'),
    )
    expect(found.portfolio).toBe(0)
    expect(found.rows[0]?.flags).toEqual(['counts ITOT toward it', 'counts VTSAX toward it'])
  })
})

describe('flags', () => {
  test('no target, a holding without one, and an account without one', () => {
    expect(drift(bookOf(day).account('own').security('VTI', '100').lot('own', 'VTI', '2024-01-02', '1', '1'))).toMatchObject({
      portfolio: null,
      flags: ['no target specified'],
    })
    const found = drift(
      book()
        .account('own')
        .security('X', '100')
        .model('60/40', [['VTI', 10_000, 500]])
        .lot('joint', 'X', '2024-01-02', '1', '1')
        .lot('own', 'VTI', '2024-01-02', '1', '1')
        .lot('joint', 'VTI', '2024-01-02', '1', '1'),
    )
    expect(found.flags).toContain('no target specified, left out: own')
    expect(found.rows.find(row => row.symbol === 'X')?.flags).toEqual(['no target specified'])
  })

  test('weights that do not sum to 100 % give no drift but a stop', () => {
    const off = book()
      .model('60/40', [
        ['VTI', 6000, 500],
        ['BND', 3900, 500],
      ])
      .lot('joint', 'VTI', '2024-01-02', '1', '1')
    expect(drift(off)).toMatchObject({
      portfolio: null,
      flags: ['targets of 60/40 sum to 99 %, not 100 %: no drift from them', 'no target specified'],
    })
    expect(runReview(off.snapshot(), '').quality.map(flag => [flag.code, flag.weight])).toContainEqual(['model/weights', 'stop'])
  })

  test('a single drift beyond 50 points is cut off and flagged', () => {
    const [row] = drift(
      book()
        .model('60/40', [
          ['VTI', 2000, 500],
          ['BND', 8000, 500],
        ])
        .lot('joint', 'VTI', '2024-01-02', '1', '1'),
    ).rows
    expect([row?.drift, row?.flags[0]]).toEqual([5000, 'drift of 80 % cut off at 50 %: check for a data error or a corporate action'])
  })

  test('a holding without a price is left out and named', () => {
    const found = drift(
      book()
        .security('X', null)
        .model('60/40', [['VTI', 10_000, 500]])
        .lot('joint', 'X', '2024-01-02', '1', '1')
        .lot('joint', 'VTI', '2024-01-02', '1', '1'),
    )
    expect(found.flags).toContain('no price, left out: X')
    expect(found.portfolio).toBe(0)
  })
})
