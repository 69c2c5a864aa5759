/** Methods side by side for one sale, by hand. */
import { describe, expect, test } from 'vitest'
import { compareSale, priceSale } from '../../../../src/main/engine/sale.ts'
import { civilDate } from '../../../../src/shared/kernel/civil-date.ts'
import { id } from '../../../../src/shared/kernel/id.ts'
import type { MethodResult } from '../../../../src/shared/model/views.ts'
import { bookOf, sharesOf } from '../../../fixtures/snapshot.ts'

/** Three lots at a price of 100: long gain 40 a share, short loss 10 a share, short gain 20 a share. */
function book() {
  return bookOf('2026-11-20')
    .account('own', { defaultMethod: 'FIFO' })
    .security('XYZ', '100.00')
    .lot('own', 'XYZ', '2023-01-03', '100', '6000.00')
    .lot('own', 'XYZ', '2026-03-02', '100', '11000.00')
    .lot('own', 'XYZ', '2026-06-01', '100', '8000.00')
}

const sale = (count: string) => ({ account: id<'account'>('own'), security: id<'security'>('XYZ'), shares: sharesOf(count) })

function methods(of: ReturnType<typeof bookOf>, count: string): Record<string, MethodResult> {
  const view = compareSale(of.snapshot(), null, sale(count))
  if (!view.ok) throw new Error(view.refusal.code)
  return Object.fromEntries(view.value.methods.map(result => [result.method, result]))
}

describe('methods side by side', () => {
  test('gain by term, tax, difference from the least, and the gain left', () => {
    const found = methods(book(), '100')
    const row = (name: string) => {
      const { gainShort, gainLong, tax, overLeast, remaining } = found[name] as MethodResult
      return [gainShort, gainLong, tax, overLeast, remaining]
    }
    // 4,000 x 15 % = 600; -1,000 x 24 % = -240; 2,000 x 24 % = 480
    expect(row('FIFO')).toEqual([0, 400_000, 60_000, 84_000, 100_000])
    expect(row('LIFO')).toEqual([200_000, 0, 48_000, 72_000, 300_000])
    expect(row('HIFO')).toEqual([-100_000, 0, -24_000, 0, 600_000])
    expect(row('LOFO')).toEqual([0, 400_000, 60_000, 84_000, 100_000])
    expect(row('MINTAX')).toEqual([-100_000, 0, -24_000, 0, 600_000])
  })

  test('average cost is refused for what is no fund, and priced for one that is', () => {
    expect(methods(book(), '100').AVERAGE?.refusal).toContain('Reg. §1.1012-1(e)')
    const fund = bookOf('2026-11-20')
      .account('own', { averageElectedOn: civilDate('2020-05-04') })
      .security('XYZ', '100.00', { kind: 'mutual-fund' })
      .lot('own', 'XYZ', '2023-01-03', '100', '6000.00')
      .lot('own', 'XYZ', '2026-03-02', '100', '11000.00')
    // average 85 a share, the oldest first: long gain 1,500
    expect(methods(fund, '100').AVERAGE).toMatchObject({ basis: 850_000, gainLong: 150_000, gainShort: 0, remaining: 150_000 })
  })

  test('more shares than held is a refusal in every column', () => {
    expect(Object.values(methods(book(), '301')).map(result => result.refusal === null)).toEqual(Array(7).fill(false))
  })

  test('a loss that washes is taxed without it', () => {
    const washed = book().account('roth', { type: 'roth-ira' }).buy('roth', 'XYZ', '2026-11-10', '100', '10100')
    expect(methods(washed, '100').HIFO).toMatchObject({ washed: 100_000, permanent: 100_000, tax: 0 })
  })

  test('unknown basis leaves gain and tax unknown, never zero', () => {
    const found = methods(book().lot('own', 'XYZ', '2022-01-03', '100', null), '100').FIFO
    expect(found).toMatchObject({ gainShort: null, gainLong: null, tax: null, overLeast: null, basis: null, remaining: null })
  })

  test('in an IRA no method costs tax', () => {
    const ira = bookOf('2026-11-20')
      .account('own', { type: 'traditional-ira' })
      .security('XYZ', '100')
      .lot('own', 'XYZ', '2023-01-03', '10', '500')
    expect(methods(ira, '10').FIFO).toMatchObject({ tax: 0, gainLong: 50_000 })
  })
})

describe('lots ticked by hand', () => {
  test('are priced like a method, against the least of all', () => {
    const picks = [
      { lot: id<'lot'>('own-XYZ-1'), shares: sharesOf('50') },
      { lot: id<'lot'>('own-XYZ-2'), shares: sharesOf('50') },
    ]
    const found = priceSale(book().snapshot(), null, { ...sale('0'), picks })
    // long gain 2,000, short loss 500: net 1,500 x 15 % = 225; least is HIFO at -240
    expect(found.ok && found.value).toMatchObject({
      method: 'CUSTOM',
      gainLong: 200_000,
      gainShort: -50_000,
      tax: 22_500,
      overLeast: 46_500,
      basis: 850_000,
    })
  })

  test('nothing ticked is an empty column; too much is a refusal', () => {
    expect(priceSale(book().snapshot(), null, { ...sale('0'), picks: [] })).toMatchObject({ ok: true, value: { picks: [], proceeds: 0 } })
    const picks = [{ lot: id<'lot'>('own-XYZ-1'), shares: sharesOf('101') }]
    expect(priceSale(book().snapshot(), null, { ...sale('0'), picks })).toMatchObject({
      ok: false,
      refusal: { code: 'rule/short-of-lots' },
    })
  })
})
