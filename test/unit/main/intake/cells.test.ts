import { describe, expect, test } from 'vitest'
import {
  centsCell,
  numberCell,
  percentCell,
  placesOf,
  priceCell,
  sharesCell,
  statesNothing,
  symbolCell,
  textCell,
  whyNoNumber,
  wordsCell,
} from '../../../../src/main/intake/cells.ts'

describe('a cell of money', () => {
  test.each([
    ['1234.5', 123_450],
    ['1,259.59', 125_959],
    ['$1,234.50', 123_450],
    ['-$50.00', -5_000],
    ['$-50.00', -5_000],
    ['($3,811.80)', -381_180],
    ['(1,234.50)', -123_450],
    ['$(12.00)', -1_200],
    ['$3621.38 ', 362_138],
    ['+$0.16', 16],
    ['$1.2', 120],
    ['$1395', 139_500],
    ["'-50.00", -5_000],
    ['.5', 50],
    ['-0.00', 0],
    ['$0', 0],
    ['$12.3400', 1_234],
    ['$90,071,992,547,409.91', 9_007_199_254_740_991],
  ])('%s', (cell, cents) => expect(centsCell(cell)).toBe(cents))

  test.each(['', '  ', '--', '-', 'n/a', 'N/A', ' -- '])('"%s" states nothing', cell => expect(centsCell(cell)).toBeNull())

  test.each([
    '1,23.4',
    '1,2345',
    ',123',
    '1,,234',
    '12,34',
    '1234,567',
    '$1.005',
    '5.',
    '.',
    '$',
    '()',
    '(5',
    '5)',
    '-(5)',
    '(-5)',
    '--5',
    '+-5',
    '1 234',
    '12x',
    '1.2.3',
    '1.234,50',
    '$$5',
    '5-',
    '1e5',
    '0x10',
    'NaN',
    'Infinity',
    '90,071,992,547,409.92',
    '٣',
    '5%',
  ])('"%s" cannot be read', cell => expect(centsCell(cell)).toBeUndefined())
})

test('shares and prices have six places, and prices no sign', () => {
  expect(sharesCell('12.487701')).toBe(12_487_701)
  expect(sharesCell('-3')).toBe(-3_000_000)
  expect(sharesCell('12.4877011')).toBeUndefined()
  expect(priceCell('$105.0736')).toBe(105_073_600)
  expect(priceCell('-$1.00')).toBeUndefined()
})

test('percents need their sign', () => {
  expect(percentCell('+719.73%')).toBe(7_197_300)
  expect(percentCell('-0.5%')).toBe(-5_000)
  expect(percentCell('719.73')).toBeUndefined()
  expect(percentCell('--')).toBeNull()
  expect(percentCell('--%')).toBeUndefined()
})

test('a number that cannot be read says why', () => {
  expect(whyNoNumber('$1.005', 2)).toBe('"$1.005" has more decimals than a cent')
  expect(whyNoNumber('1.1234567', 6)).toBe('"1.1234567" has more decimals than a millionth')
  expect(whyNoNumber('1,23.4', 2)).toContain('commas that do not part thousands')
  expect(whyNoNumber('1.2E+08', 2)).toContain('scientific notation')
  expect(whyNoNumber('99999999999999999', 2)).toContain('too large')
  expect(whyNoNumber('seven', 2)).toBe('"seven" is not a number')
})

test('printed places', () => {
  expect(['5', '5.0', '$105.0736', '3.50 ', '(1.25)'].map(placesOf)).toEqual([0, 1, 4, 2, 2])
})

test("words keep leading zeros and lose a spreadsheet's guards", () => {
  expect(['  VTI ', "'00123", '="00123-456"', '=1+1', "'tis", '--', '@SUM(A1)'].map(textCell)).toEqual([
    'VTI',
    '00123',
    '00123-456',
    '=1+1',
    "'tis",
    '--',
    '@SUM(A1)',
  ])
  expect(['--', 'N/A', 'NA'].map(wordsCell)).toEqual(['', '', 'NA'])
})

test('the mark of the core position comes off, the symbol stays', () => {
  expect(symbolCell('SPAXX**')).toEqual({ symbol: 'SPAXX', marked: true })
  expect(symbolCell(' BRKB ')).toEqual({ symbol: 'BRKB', marked: false })
})

test('a number is never silence', () => {
  expect(['0', '$0', '0.00', '-0'].map(statesNothing)).toEqual([false, false, false, false])
  expect(numberCell('0', 2)).toBe(0)
})
