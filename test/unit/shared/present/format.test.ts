import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cents } from '../../../../src/shared/kernel/cents.ts'
import {
  basisPoints,
  count,
  counted,
  date,
  deskDate,
  estimated,
  exactMoney,
  gainInWords,
  hundredth,
  inDays,
  maskedAccount,
  moment,
  money,
  percent,
  points,
  pricePerShare,
  rate,
  shareCount,
  sharesHeld,
  shortDate,
  signedExactMoney,
  signedMoney,
  signedPoints,
} from '../../../../src/shared/present/format.ts'

describe('figures', () => {
  test('money in summaries is whole dollars, half to even, with a true minus', () => {
    expect([123_450, 123_550, 123_449, 123_451, -123_456, 0, 100_000_000].map(money)).toEqual([
      '$1,234',
      '$1,236',
      '$1,234',
      '$1,235',
      '−$1,235',
      '$0',
      '$1,000,000',
    ])
  })

  test('an amount under a dollar is never shown as nothing', () => {
    expect([49, -1, 99].map(money)).toEqual(['$0.49', '−$0.01', '$0.99'])
  })

  test('money on lots and tickets is exact', () => {
    expect([123_456, -341_800, 5, 0, -0].map(exactMoney)).toEqual(['$1,234.56', '−$3,418.00', '$0.05', '$0.00', '$0.00'])
  })

  test('a signed gain says its sign, and zero has none', () => {
    expect([120_000, -120_000, 0].map(signedMoney)).toEqual(['+$1,200', '−$1,200', '$0'])
    expect([120_050, -120_050, 0].map(signedExactMoney)).toEqual(['+$1,200.50', '−$1,200.50', '$0.00'])
    expect([120_000, -120_000, 0, null].map(gainInWords)).toEqual(['gain $1,200', 'loss −$1,200', 'no gain or loss', 'unknown'])
  })

  test('shares and prices keep the precision that is held', () => {
    expect([120_000_000, 12_487_700, 1_234_500_000, 1].map(shareCount)).toEqual(['120', '12.4877', '1,234.5', '0.000001'])
    expect(sharesHeld(1_234_500_000)).toBe('1,234.5 sh')
    expect([297_100_000, 105_073_600, 1_234_000_000].map(pricePerShare)).toEqual(['$297.10', '$105.0736', '$1,234.00'])
  })

  test('ratios have their unit', () => {
    expect(basisPoints(600)).toBe('6 bp')
    expect(points(240)).toBe('2.4 pts')
    expect(points(-240)).toBe('−2.4 pts')
    expect(signedPoints(240)).toBe('+2.4 pts')
    expect(hundredth(-19)).toBe('−0.19')
    expect(hundredth(98)).toBe('0.98')
    expect(percent(1250)).toBe('12.5 %')
    expect(rate(0.238)).toBe('23.8 %')
    expect(rate(0.0575)).toBe('5.75 %')
  })

  test('counts', () => {
    expect(count(12_345)).toBe('12,345')
    expect([0, 1, 250].map(lots => counted(lots, 'lot'))).toEqual(['0 lots', '1 lot', '250 lots'])
    expect(counted(2, 'entry', 'entries')).toBe('2 entries')
  })

  test('unknown is unknown everywhere, estimated or not', () => {
    const all = [
      money,
      exactMoney,
      signedMoney,
      signedExactMoney,
      shareCount,
      sharesHeld,
      pricePerShare,
      points,
      percent,
      rate,
      basisPoints,
      date,
      shortDate,
      deskDate,
      inDays,
    ]
    expect(new Set(all.map(format => format(null)))).toEqual(new Set(['unknown']))
    expect(estimated(money(null))).toBe('unknown')
    expect(estimated(money(3_241_200))).toBe('est. $32,412')
  })
})

describe('dates and accounts', () => {
  test('civil days read the same whatever the zone of the machine', () => {
    expect(['2026-11-21', '2023-03-14', '2024-02-29', '2026-01-01'].map(date)).toEqual([
      'Nov 21, 2026',
      'Mar 14, 2023',
      'Feb 29, 2024',
      'Jan 1, 2026',
    ])
    expect(shortDate('2026-07-02')).toBe('Jul 2')
    expect(deskDate('2026-07-02')).toBe('07/02/2026')
    expect(moment('2026-11-21T14:02:11.123Z')).toBe('Nov 21, 2026 14:02 UTC')
    expect([12, 1, 0, -3].map(inDays)).toEqual(['in 12 days', 'in 1 day', 'today', '3 days ago'])
  })

  test('an account shows four characters and no more', () => {
    expect(['0012346789', '1234-6789', 'Z44009215', 'XXX-6789'].map(maskedAccount)).toEqual([
      '····6789',
      '····6789',
      '····9215',
      '····6789',
    ])
    expect(maskedAccount('  ')).toBe('unknown')
  })
})

test('every amount of cents can be read back from its text', () => {
  fc.assert(
    fc.property(fc.integer({ min: -Number.MAX_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }), amount => {
      const shown = exactMoney(cents(amount))
      expect(shown).toMatch(/^−?\$\d{1,3}(,\d{3})*\.\d{2}$/)
      expect(BigInt(shown.replace('−', '-').replace(/[$,.]/g, ''))).toBe(BigInt(amount))
    }),
  )
})
