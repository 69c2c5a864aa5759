import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  isTradingDay,
  sinceLastSession,
  tradingDayFrom,
  tradingDaysBetween,
  tradingDaysUntil,
} from '../../../../../src/main/engine/calendar/trading-days.ts'
import { addDays, civilDate } from '../../../../../src/shared/kernel/civil-date.ts'

const days = '../shared/data/nyse_trading_days_1993_2026.csv'

test('holidays fall where the exchange keeps them', () => {
  expect(isTradingDay(civilDate('2026-11-26'))).toBe(false) // Thanksgiving
  expect(isTradingDay(civilDate('2026-07-03'))).toBe(false) // the Fourth is a Saturday
  expect(isTradingDay(civilDate('2021-12-31'))).toBe(true) // New Year 2022 is a Saturday and is not kept
  expect(isTradingDay(civilDate('2026-04-03'))).toBe(false) // Good Friday
  expect(isTradingDay(civilDate('2021-06-18'))).toBe(true) // Juneteenth only since 2022
})

test('the next day to trade skips weekends and holidays', () => {
  expect(tradingDayFrom(civilDate('2026-11-21'))).toBe('2026-11-23')
  expect(tradingDayFrom(civilDate('2026-11-26'))).toBe('2026-11-27')
  expect(tradingDayFrom(civilDate('2026-11-23'))).toBe('2026-11-23')
})

test('the age of a price is counted in trading days', () => {
  expect(tradingDaysBetween(civilDate('2026-11-20'), civilDate('2026-11-22'))).toBe(0)
  expect(tradingDaysBetween(civilDate('2026-11-20'), civilDate('2026-11-23'))).toBe(1)
  expect(tradingDaysUntil(civilDate('2026-11-27'), 3)).toEqual(['2026-11-24', '2026-11-25', '2026-11-27'])
})

test.skipIf(!existsSync(days))('every day from 1993 to 2026 agrees with the recorded calendar', () => {
  const recorded = readFileSync(days, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map(line => line.trim())
  const known = new Set(recorded)
  const wrong: string[] = []
  for (let day = civilDate(recorded[0] as string); day <= (recorded.at(-1) as string); day = addDays(day, 1)) {
    if (isTradingDay(day) !== known.has(day)) wrong.push(`${day} ${known.has(day) ? 'was open' : 'was closed'}`)
  }
  expect(wrong).toEqual([])
})

test('the day after the last session, over weekends and holidays', () => {
  expect(sinceLastSession(civilDate('2026-11-23'))).toBe('2026-11-21') // Monday: since Saturday
  expect(sinceLastSession(civilDate('2026-11-24'))).toBe('2026-11-24')
  expect(sinceLastSession(civilDate('2026-11-27'))).toBe('2026-11-26') // the Friday after Thanksgiving
})
