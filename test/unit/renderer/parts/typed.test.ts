import { expect, test } from 'vitest'
import { moneyText, typedDate, typedMoney, typedPercent, typedShares, typedWhole } from '../../../../src/renderer/parts/typed.ts'
import type { Cents } from '../../../../src/shared/kernel/cents.ts'

const value = (read: { ok: boolean; value?: unknown }) => (read.ok ? read.value : 'refused')

test('money is read in every way people write it, to the cent', () => {
  const read = ['1234.50', '1,234.50', '$1,234.50', '-1234.5', '−1,234.50', '(1,234.50)', '-$5', '$-5', '0', ' 12 '].map(text =>
    value(typedMoney(text)),
  )
  expect(read).toEqual([123450, 123450, 123450, -123450, -123450, -123450, -500, -500, 0, 1200])
})

test('money that is not exact to the cent, or not grouped by three, is refused and nothing is rounded', () => {
  expect(['1.005', '1,23.00', '12,34', '1e5', 'abc', '--', '1 234', '9999999999999999'].map(text => value(typedMoney(text)))).toEqual(
    Array(8).fill('refused'),
  )
  expect(value(typedMoney('  '))).toBeNull()
})

test('shares have at most six decimals and are never negative', () => {
  expect(['120', '12.4877', '1,234.000001 sh', '0.0000001', '-1'].map(text => value(typedShares(text)))).toEqual([
    120_000_000,
    12_487_700,
    1_234_000_001,
    'refused',
    'refused',
  ])
})

test('a date is one of three spellings and a day that exists', () => {
  const read = [
    '2026-11-21',
    '11/21/2026',
    'Nov 21, 2026',
    'november 21 2026',
    '2026-02-29',
    '13/01/2026',
    '21.11.2026',
    'Foo 1, 2026',
  ].map(text => value(typedDate(text)))
  expect(read).toEqual(['2026-11-21', '2026-11-21', '2026-11-21', '2026-11-21', 'refused', 'refused', 'refused', 'refused'])
})

test('percentages are whole units of their last place', () => {
  expect([
    value(typedPercent('2.5 %', 2)),
    value(typedPercent('23.8', 4)),
    value(typedPercent('−1.25 pts', 2)),
    value(typedPercent('0.123', 2)),
  ]).toEqual([250, 238_000, -125, 'refused'])
})

test('whole numbers take no sign and no point', () => {
  expect([value(typedWhole('30')), value(typedWhole('3.5')), value(typedWhole('-1')), value(typedWhole(''))]).toEqual([
    30,
    'refused',
    'refused',
    null,
  ])
})

test('what a field writes out reads back as the same amount', () => {
  const amounts = [0, 5, -5, 123_456_789, -123_456_789] as Cents[]
  expect(amounts.map(amount => value(typedMoney(moneyText(amount))))).toEqual(amounts)
  expect(moneyText(123_456_789 as Cents)).toBe('1,234,567.89')
})
