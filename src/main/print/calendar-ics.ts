/**
 * The calendar as a file that other calendars read: RFC 5545. All-day events (DTSTART and DTEND as dates, the end exclusive), lines end in CRLF and are folded at 75
 * octets without cutting a character in two, text is escaped and carries no control character. A UID is made of what the event is, so that a second import changes
 * nothing; DTSTAMP is the as-of day, so that the same book gives the same bytes. Every summary begins with our own words, never with what a file or person typed.
 */
import { createHash } from 'node:crypto'
import { addDays, type CivilDate } from '../../shared/kernel/civil-date.ts'
import type { Calendar, CalendarEvent } from '../../shared/model/week.ts'
import { calendarKindWords } from '../../shared/present/words.ts'

/** Octets of a line, its CRLF not counted (RFC 5545, 3.1). */
const longestLine = 75

export function calendarIcs(calendar: Calendar, engine: string): string {
  const events = calendar.days.flatMap(({ events: some }) => some)
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//Lotwright//${escaped(engine)}//EN`,
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...events.flatMap(event => lines(event, calendar.asOf)),
    'END:VCALENDAR',
  ]
    .map(line => `${folded(line)}\r\n`)
    .join('')
}

function lines(event: CalendarEvent, asOf: CivilDate): string[] {
  const about = event.household === null ? event.title : `${event.title} (${event.householdName})`
  const note = event.estimated ? `${event.what} The day is an estimate.` : event.what
  return [
    'BEGIN:VEVENT',
    `UID:${uidOf(event)}`,
    `DTSTAMP:${compact(asOf)}T000000Z`,
    `DTSTART;VALUE=DATE:${compact(event.day)}`,
    `DTEND;VALUE=DATE:${compact(addDays(event.day, 1))}`,
    `SUMMARY:${escaped(`${calendarKindWords[event.kind]}: ${about}`)}`,
    `DESCRIPTION:${escaped(note)}`,
    `CATEGORIES:${escaped(calendarKindWords[event.kind])}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]
}

/** No name and no number of an account can be read from it. */
function uidOf({ key }: CalendarEvent): string {
  return `${createHash('sha256').update(key).digest('hex').slice(0, 32)}@lotwright`
}

function compact(date: CivilDate): string {
  return date.replaceAll('-', '')
}

/** TEXT of RFC 5545, 3.3.11: backslash, semicolon and comma are escaped, a line end becomes \n, other control characters go. */
function escaped(text: string): string {
  return text
    .replaceAll(/\r\n|\r|\n|\u2028|\u2029/g, '\n')
    .replaceAll(/[^\P{Cc}\n]/gu, ' ')
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')
    .replaceAll('\n', '\\n')
}

/** Continuations begin with a space, which counts. */
function folded(line: string): string {
  const encoder = new TextEncoder()
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const character of line) {
    const size = encoder.encode(character).length
    if (octets + size > longestLine) {
      parts.push(part)
      part = ' '
      octets = 1
    }
    part += character
    octets += size
  }
  return [...parts, part].join('\r\n')
}
