/**
 * Tickets: a frozen document beside a growing history. The document can never be changed (triggers), and its SHA-256 is held against it whenever it is
 * read; the status is that of its last event. Numbers run by year: `T-2026-0143`.
 */
import { createHash } from 'node:crypto'
import type { HouseholdId, TicketId } from '../../shared/kernel/id.ts'
import { id as idOf } from '../../shared/kernel/id.ts'
import { Refused } from '../../shared/kernel/outcome.ts'
import { type Ticket, type TicketRow, ticketShape } from '../../shared/model/ticket.ts'
import { insert, type ReadableBook, type Row, type WritableBook } from './database.ts'
import { centsIn, dateIn, identifier, integer, maybeCents, text, word } from './row.ts'
import { ofHousehold } from './scope.ts'

export type TicketStatus = TicketRow['status']

export interface TicketEvent {
  /** UTC, from the Clock port. */
  readonly at: string
  readonly status: TicketStatus
  readonly what: string
}

export interface StoredTicket {
  readonly ticket: Ticket
  readonly status: TicketStatus
  readonly history: readonly TicketEvent[]
}

/** The number after the last one of the year. */
export function nextTicketId(book: ReadableBook, year: number): TicketId {
  const row = book.row("SELECT max(CAST(substr(id, 8) AS INTEGER)) AS last FROM tickets WHERE id LIKE 'T-' || ? || '-%'", [String(year)])
  const last = row?.last === null || row === undefined ? 0 : integer(row, 'last')
  return idOf<'ticket'>(`T-${year}-${String(last + 1).padStart(4, '0')}`)
}

/** Freezes a ticket; its first event says that it was issued. */
export function appendTicket(book: WritableBook, ticket: Ticket, event: TicketEvent): void {
  const document = JSON.stringify(ticket)
  insert(book, 'tickets', {
    id: ticket.id,
    household: ticket.household,
    as_of: ticket.asOf,
    prepared_at: ticket.preparedAt,
    document,
    sha256: sha256(document),
    orders: ticket.pages.reduce((sum, page) => sum + page.orders.length, 0),
    accounts: ticket.pages.length,
    gain_short: ticket.pages.reduce((sum, page) => sum + page.totals.gainShort, 0),
    gain_long: ticket.pages.reduce((sum, page) => sum + page.totals.gainLong, 0),
    saved_now: ticket.basket.savedNow,
  })
  appendTicketEvent(book, ticket.id, event)
}

export function appendTicketEvent(book: WritableBook, ticket: TicketId, event: TicketEvent): void {
  insert(book, 'ticket_events', { ticket, at: event.at, status: event.status, what: event.what })
}

/** What the book keeps of a ticket in lists. */
export type ListedTicket = Omit<TicketRow, 'filled'>

/** Newest first; of one household, or of all. */
export function listTickets(book: ReadableBook, household: HouseholdId | null): ListedTicket[] {
  const { sql, values } = ofHousehold(household)
  return book
    .rows(
      `SELECT t.*, h.name AS household_name, (SELECT e.status FROM ticket_events e WHERE e.ticket = t.id ORDER BY e.key DESC LIMIT 1) AS status
       FROM tickets t JOIN households h ON h.id = t.household WHERE ${sql} ORDER BY t.prepared_at DESC, t.id DESC`,
      values,
    )
    .map(ticketRowIn)
}

/** The frozen ticket with its history; undefined where there is none of this number. */
export function readTicket(book: ReadableBook, id: TicketId): StoredTicket | undefined {
  const row = book.row('SELECT document, sha256 FROM tickets WHERE id = ?', [id])
  if (row === undefined) return undefined
  const document = text(row, 'document')
  if (sha256(document) !== text(row, 'sha256'))
    throw new Refused({
      code: 'store/ticket-altered',
      what: 'This ticket is not the one that was issued: its content does not fit its checksum.',
      where: id,
      remedy: 'Do not trade on it. Compare it with a backup of the book.',
    })
  const history = book
    .rows('SELECT at, status, what FROM ticket_events WHERE ticket = ? ORDER BY key', [id])
    .map(event => ({ at: text(event, 'at'), status: word<TicketStatus>(event, 'status'), what: text(event, 'what') }))
  return { ticket: ticketShape.parse(JSON.parse(document)), status: history.at(-1)?.status ?? 'draft', history }
}

function ticketRowIn(row: Row): ListedTicket {
  return {
    id: identifier(row, 'id'),
    household: identifier(row, 'household'),
    householdName: text(row, 'household_name'),
    status: word(row, 'status'),
    asOf: dateIn(row, 'as_of'),
    preparedAt: text(row, 'prepared_at'),
    orders: integer(row, 'orders'),
    accounts: integer(row, 'accounts'),
    gainShort: centsIn(row, 'gain_short'),
    gainLong: centsIn(row, 'gain_long'),
    savedNow: maybeCents(row, 'saved_now'),
  }
}

function sha256(content: string): string {
  return createHash('sha256').update(content).digest('hex')
}
