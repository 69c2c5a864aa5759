import { expect, test } from 'vitest'
import { clockDateIn, dateCell, dateReader, datesIn, postedDate, whyNoDate } from '../../../../src/main/intake/dates.ts'

test.each([
  ['10/30/2017 00:00:00', '2017-10-30'],
  ['9/22/2021', '2021-09-22'],
  ['2025-05-04', '2025-05-04'],
  ['2025/05/04', '2025-05-04'],
  ['Jul-12-2026', '2026-07-12'],
  ['12-Jul-2026', '2026-07-12'],
  [' 03/01/2021', '2021-03-01'],
  ['02/29/2024', '2024-02-29'],
  ['2025-05-04T16:00:00', '2025-05-04'],
  ['05/04/2025 12:33 PM ET', '2025-05-04'],
])('%s', (cell, date) => expect(dateCell(cell)).toBe(date))

test.each(['02/29/2023', '13/01/2024', '00/10/2024', '3/4/21', '20240101', '10/30/2017 sometime', '1/2', 'Jum-12-2026', '10/30/20177'])(
  '%s is no day',
  cell => expect(dateCell(cell)).toBeUndefined(),
)

test('the mapping decides which of two numbers is the month', () => {
  expect(dateCell('03/04/2026', 'mdy')).toBe('2026-03-04')
  expect(dateCell('03/04/2026', 'dmy')).toBe('2026-04-03')
  expect(dateCell('03/04/2026', 'iso')).toBeUndefined()
})

test('blank days state nothing, and a reader remembers only days', () => {
  const read = dateReader()
  expect([read('--'), read('01/02/2026'), read('01/02/2026'), read('soon')]).toEqual([null, '2026-01-02', '2026-01-02', undefined])
})

test('the day in effect is the trade date', () => {
  expect(postedDate('07/15/2024 as of 07/12/2024')).toEqual({ posted: '2024-07-15', effective: '2024-07-12' })
  expect(postedDate('07/15/2024')).toEqual({ posted: '2024-07-15', effective: '2024-07-15' })
  expect(postedDate('07/15/2024 as of yesterday')).toBeUndefined()
  expect(postedDate('')).toBeUndefined()
})

test('days in prose', () => {
  expect(datesIn('as of 08:03 AM ET, 02/11/2022')).toEqual(['2022-02-11'])
  expect(datesIn('Date downloaded Jul-12-2026 2:35 a.m ET')).toEqual(['2026-07-12'])
  expect(clockDateIn('as of Wed Sep 16  10:16:58 EDT 2026 from 06/16/2026')).toBe('2026-09-16')
  expect(clockDateIn('as of soon')).toBeUndefined()
})

test('a day that cannot be read says why', () => {
  expect(whyNoDate('3/4/21')).toContain('two-digit year')
  expect(whyNoDate('02/30/2024')).toContain('no day of the calendar')
  expect(whyNoDate('soon')).toContain('not a date')
})
