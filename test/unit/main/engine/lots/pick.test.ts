import { describe, expect, test } from 'vitest'
import { type PickContext, pickLots, soldLots } from '../../../../../src/main/engine/lots/pick.ts'
import { projectLots } from '../../../../../src/main/engine/lots/project.ts'
import { civilDate } from '../../../../../src/shared/kernel/civil-date.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import { decimalFromShares } from '../../../../../src/shared/kernel/shares.ts'
import { amountOf, bookOf, priceOf, sharesOf } from '../../../../fixtures/snapshot.ts'

const book = bookOf('2026-11-20').account('joint')
book.buy('joint', 'VTI', '2023-02-01', '10', '1800').buy('joint', 'VTI', '2023-03-01', '10', '3300')
book.buy('joint', 'VTI', '2026-05-01', '10', '3000').buy('joint', 'VTI', '2026-06-01', '10', '2500')
const lots = projectLots(book.snapshot()).open
const context: PickContext = { date: civilDate('2026-11-20'), price: priceOf('270'), averageAllowed: true }

function picked(method: Parameters<typeof pickLots>[0], count: string, more: Partial<PickContext> = {}): string | string[] {
  const outcome = pickLots(method, lots, sharesOf(count), { ...context, ...more })
  return outcome.ok ? outcome.value.map(pick => `${pick.lot} ${decimalFromShares(pick.shares)}`) : outcome.refusal.code
}

describe('what each method takes', () => {
  test.each([
    ['FIFO', ['e1 10', 'e2 5']],
    ['LIFO', ['e4 10', 'e3 5']],
    ['HIFO', ['e2 10', 'e3 5']],
    ['LOFO', ['e1 10', 'e4 5']],
    ['AVERAGE', ['e1 10', 'e2 5']],
    ['MINTAX', ['e3 10', 'e2 5']],
  ] as const)('%s', (method, expected) => {
    expect(picked(method, '15')).toEqual(expected)
  })

  test('MINTAX takes long gains before short gains', () => {
    expect(picked('MINTAX', '40')).toEqual(['e3 10', 'e2 10', 'e1 10', 'e4 10'])
  })

  test('lots named by hand, in the order given', () => {
    const picks = [
      { lot: id<'lot'>('e4'), shares: sharesOf('2') },
      { lot: id<'lot'>('e1'), shares: sharesOf('3') },
    ]
    expect(picked('SPECID', '5', { picks })).toEqual(['e4 2', 'e1 3'])
    expect(picked('SPECID', '6', { picks })).toBe('rule/picks-do-not-add')
    expect(picked('SPECID', '11', { picks: [{ lot: id('e4'), shares: sharesOf('11') }] })).toBe('rule/short-of-lots')
    expect(picked('SPECID', '1', { picks: [{ lot: id('e9'), shares: sharesOf('1') }] })).toBe('rule/short-of-lots')
    expect(
      picked('SPECID', '12', {
        picks: [
          { lot: id('e4'), shares: sharesOf('6') },
          { lot: id('e4'), shares: sharesOf('6') },
        ],
      }),
    ).toBe('rule/short-of-lots')
  })

  test('refusals', () => {
    expect(picked('FIFO', '41')).toBe('rule/short-of-lots')
    expect(picked('FIFO', '0')).toBe('input/shares')
    expect(picked('MINTAX', '1', { price: null })).toBe('data/no-price')
    expect(picked('AVERAGE', '1', { averageAllowed: false })).toBe('rule/average-not-allowed')
  })

  test('MINTAX sees a gift between its two bases as no loss, proposed and booked alike', () => {
    const given = { kind: 'gift-in', amount: null, acquired: civilDate('2019-04-01'), price: priceOf('200') } as const
    const gifted = () =>
      bookOf('2026-11-20')
        .account('joint', { defaultMethod: 'MINTAX' })
        .buy('joint', 'VTI', '2024-06-03', '10', '5000', given)
        .buy('joint', 'VTI', '2023-03-01', '10', '3300')
        .buy('joint', 'VTI', '2026-05-01', '10', '2600')
    const outcome = pickLots('MINTAX', projectLots(gifted().snapshot()).open, sharesOf('15'), context)
    expect(outcome.ok && outcome.value.map(pick => `${pick.lot} ${decimalFromShares(pick.shares)}`)).toEqual(['e2 10', 'e1 5'])
    const booked = projectLots(gifted().sell('joint', 'VTI', '2026-11-20', '15', '4050').snapshot()).realized
    expect(booked.map(row => [row.lot, decimalFromShares(row.shares), row.gain]).sort()).toEqual([
      ['e1', '5', 0],
      ['e2', '10', -600_00],
    ])
  })

  test('the engine takes the same lots when the trade is booked', () => {
    for (const method of ['FIFO', 'LIFO', 'HIFO', 'LOFO', 'MINTAX'] as const) {
      const traded = bookOf('2026-11-20').account('joint', { defaultMethod: method }).with({ entries: book.snapshot().entries })
      traded.sell('joint', 'VTI', '2026-11-20', '15', '4050')
      const { realized } = projectLots(traded.snapshot())
      expect(realized.map(row => `${row.lot} ${decimalFromShares(row.shares)}`).sort()).toEqual([...picked(method, '15')].sort())
    }
  })
})

describe('the sale lot by lot', () => {
  test('proceeds and basis re-add to the cent, terms follow each lot', () => {
    const outcome = pickLots('HIFO', lots, sharesOf('15'), context)
    if (!outcome.ok) throw new Error(outcome.refusal.what)
    expect(soldLots('HIFO', outcome.value, lots, context)).toEqual([
      { lot: 'e2', shares: sharesOf('10'), proceeds: amountOf('2700'), basis: amountOf('3300'), gain: amountOf('-600'), term: 'long' },
      { lot: 'e3', shares: sharesOf('5'), proceeds: amountOf('1350'), basis: amountOf('1500'), gain: amountOf('-150'), term: 'short' },
    ])
  })

  test('an average is of the whole position, and the oldest decide the term', () => {
    const outcome = pickLots('AVERAGE', lots, sharesOf('15'), context)
    if (!outcome.ok) throw new Error(outcome.refusal.what)
    // 10,600.00 over 40 shares is 265.00 a share
    expect(soldLots('AVERAGE', outcome.value, lots, context).map(lot => [lot.lot, lot.basis, lot.term])).toEqual([
      ['e1', amountOf('2650'), 'long'],
      ['e2', amountOf('1325'), 'long'],
    ])
  })

  test('an unknown basis makes the gain unknown, never zero', () => {
    const blank = bookOf('2026-11-20').account('joint').lot('joint', 'VTI', '2023-02-01', '10', null)
    const unknown = projectLots(blank.snapshot()).open
    for (const method of ['FIFO', 'LIFO', 'HIFO', 'LOFO', 'AVERAGE', 'MINTAX'] as const) {
      const outcome = pickLots(method, unknown, sharesOf('4'), context)
      if (!outcome.ok) throw new Error(outcome.refusal.what)
      expect(soldLots(method, outcome.value, unknown, context).map(({ basis, gain }) => [basis, gain])).toEqual([[null, null]])
    }
  })
})
