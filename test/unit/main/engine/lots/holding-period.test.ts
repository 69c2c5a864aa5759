import { describe, expect, test } from 'vitest'
import { longFrom, termOf, termOfDays, withinSixMonths } from '../../../../../src/main/engine/lots/holding-period.ts'
import { addDays, civilDate, dayNumber } from '../../../../../src/shared/kernel/civil-date.ts'

describe('more than one year', () => {
  test.each([
    ['2024-01-31', '2025-02-01'],
    ['2023-02-28', '2024-03-01'],
    ['2024-02-28', '2025-03-01'],
    ['2024-02-29', '2025-03-01'],
    ['2024-03-15', '2025-03-16'],
    ['2023-12-31', '2025-01-01'],
  ])('bought %s is long from %s', (bought, long) => {
    const acquired = civilDate(bought)
    expect(longFrom(acquired)).toBe(long)
    expect([termOf(acquired, addDays(civilDate(long), -1)), termOf(acquired, civilDate(long))]).toEqual(['short', 'long'])
  })

  test('day numbers say the same as dates, on every day of nine years', () => {
    for (let day = dayNumber(civilDate('2019-12-01')); day < dayNumber(civilDate('2029-01-01')); day += 1) {
      const acquired = addDays(civilDate('1970-01-01'), day)
      for (const held of [364, 365, 366, 367, 368]) expect(termOfDays(day, day + held)).toBe(termOf(acquired, addDays(acquired, held)))
    }
  })
})

describe('six months or less', () => {
  test.each([
    ['2025-04-03', '2025-10-03', true],
    ['2025-04-03', '2025-10-04', false],
    ['2025-08-30', '2026-02-28', true],
    ['2025-08-30', '2026-03-01', false],
    ['2025-10-15', '2026-04-15', true],
    ['2025-10-15', '2026-04-16', false],
  ])('bought %s, sold %s: %s', (bought, sold, within) => {
    expect(withinSixMonths(dayNumber(civilDate(bought)), dayNumber(civilDate(sold)))).toBe(within)
  })
})
