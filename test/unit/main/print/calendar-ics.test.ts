/** The calendar file, parsed back by a reader of its own: lines, folding, escaping, days, ids that stay, and text that stays text. */
import { describe, expect, test } from 'vitest'
import { calendarIcs } from '../../../../src/main/print/calendar-ics.ts'
import { civilDate } from '../../../../src/shared/kernel/civil-date.ts'
import { id } from '../../../../src/shared/kernel/id.ts'
import type { Calendar, CalendarEvent } from '../../../../src/shared/model/week.ts'

const event: CalendarEvent = {
  key: 'lock-ends home VTI 2026-10-26',
  kind: 'lock-ends',
  day: civilDate('2026-12-31'),
  household: id('home'),
  householdName: 'Alvarez-Kim',
  accountName: null,
  symbol: 'VTI',
  amount: null,
  title: 'VTI, free to buy from Jan 1, 2027',
  what: 'VTI may be bought again from Jan 1, 2027.',
  estimated: false,
  opens: null,
}
const calendar = (...events: CalendarEvent[]): Calendar => ({
  asOf: civilDate('2026-11-21'),
  until: civilDate('2027-02-21'),
  days: events.map(each => ({ day: each.day, events: [each] })),
  events: events.length,
})
const written = (...events: CalendarEvent[]) => calendarIcs(calendar(...events), 'lotwright-engine 0.1.0')

/** Unfolds and takes apart, by the letter of RFC 5545: nothing is shared with the writer. */
function readBack(text: string): Record<string, string>[] {
  const found: Record<string, string>[] = []
  for (const line of text.replaceAll('\r\n ', '').split('\r\n')) {
    const at = line.indexOf(':')
    const [name, value] = [line.slice(0, at), line.slice(at + 1)]
    if (line === 'BEGIN:VEVENT') found.push({})
    else if (found.length > 0 && name !== 'END' && name !== '')
      Object.assign(found.at(-1) as object, {
        [name]: value.replaceAll(/\\([\\;,nN])/g, (_, one) => (one.toLowerCase() === 'n' ? '\n' : one)),
      })
  }
  return found
}

test('an all-day event: its day, the day after as its end, stamped with the as-of day', () => {
  const [read] = readBack(written(event))
  expect(read).toEqual({
    UID: expect.stringMatching(/^[0-9a-f]{32}@lotwright$/),
    DTSTAMP: '20261121T000000Z',
    'DTSTART;VALUE=DATE': '20261231',
    'DTEND;VALUE=DATE': '20270101',
    SUMMARY: 'Wash lock ends: VTI, free to buy from Jan 1, 2027 (Alvarez-Kim)',
    DESCRIPTION: event.what,
    CATEGORIES: 'Wash lock ends',
    TRANSP: 'TRANSPARENT',
  })
})

describe('the file', () => {
  test('begins and ends as a calendar, every line with CRLF and none without', () => {
    const text = written(event)
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\nPRODID:/)
    expect(text.endsWith('END:VEVENT\r\nEND:VCALENDAR\r\n')).toBe(true)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  })
  test('folds at 75 octets and cuts no character, whatever the script', () => {
    const names = ['Ærøskøbing '.repeat(30), '東京都千代田区'.repeat(20), '👩‍👧‍👦'.repeat(30)]
    const text = written(...names.map((householdName, at) => ({ ...event, key: `k${at}`, householdName })))
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line), line).toBeLessThanOrEqual(75)
    expect(text).not.toContain('\ufffd')
    expect(readBack(text).map(read => read.SUMMARY)).toEqual(
      names.map(name => `Wash lock ends: VTI, free to buy from Jan 1, 2027 (${name})`),
    )
  })
  test('nobody’s text opens a line of its own, and what needs escaping comes back as it was', () => {
    const what = 'Roof; a, b \\ c\nEND:VEVENT\r\nBEGIN:VALARM\u2028x'
    const text = written({ ...event, what, householdName: 'Smith\r\nATTENDEE:mailto:x@y' })
    expect(text.match(/END:VEVENT\r\n/g)).toHaveLength(1)
    expect(text).not.toMatch(/^(ATTENDEE|BEGIN:VALARM)/m)
    expect(readBack(text)[0]?.DESCRIPTION).toBe('Roof; a, b \\ c\nEND:VEVENT\nBEGIN:VALARM\nx')
  })
  test('control characters go; no text begins as a formula', () => {
    const text = written({ ...event, title: '=HYPERLINK("x")', what: 'a\u0000b\u0007c\td' })
    expect(text).not.toMatch(/[^\P{Cc}\r\n]/u)
    for (const value of readBack(text).flatMap(read => [read.SUMMARY, read.CATEGORIES])) expect(value).not.toMatch(/^[=+\-@]/)
  })
})

test('a UID says nothing of the household, is the same tomorrow, and another for another event', () => {
  const uid = (text: string) => readBack(text)[0]?.UID ?? ''
  expect(uid(written(event))).not.toContain('home')
  expect(uid(calendarIcs({ ...calendar({ ...event, what: 'said otherwise' }), asOf: civilDate('2026-11-22') }, 'x'))).toBe(
    uid(written(event)),
  )
  expect(uid(written({ ...event, key: 'lock-ends home VXUS 2026-10-26' }))).not.toBe(uid(written(event)))
})

test('an estimated day is said to be one', () => {
  expect(readBack(written({ ...event, estimated: true }))[0]?.DESCRIPTION).toBe(`${event.what} The day is an estimate.`)
})

test('without events it is a calendar all the same', () => {
  expect(readBack(written())).toEqual([])
  expect(written()).toContain('END:VCALENDAR\r\n')
})
