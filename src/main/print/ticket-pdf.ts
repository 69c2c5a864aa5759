/**
 * A frozen Ticket as PDF: letter size, one account after the other, the same bytes for the same ticket (its own preparation time is the
 * document's; no clock is read).
 */
import type { TDocumentDefinitions } from 'pdfmake/interfaces'
import type { Ticket } from '../../shared/model/ticket.ts'
import { accountSheet } from './account-sheet.ts'
import { type FontPaths, pdfOf } from './pdf.ts'
import { plain, sheet } from './pieces.ts'
import { requireSound } from './sound-ticket.ts'

/** The document before it is laid out. Used once: pdfmake writes into what it is given. */
export function ticketDocument(ticket: Ticket): TDocumentDefinitions {
  requireSound(ticket)
  const prepared = new Date(ticket.preparedAt)
  return {
    pageSize: 'LETTER',
    language: 'en-US',
    displayTitle: true,
    info: {
      title: plain(`Trade ticket ${ticket.id}, ${ticket.householdName}`),
      author: plain(ticket.firm),
      subject: `Snapshot ${ticket.snapshotHash}`,
      creator: 'Lotwright',
      producer: ticket.engine,
      creationDate: prepared,
      modDate: prepared,
    },
    defaultStyle: { font: 'Roboto', fontSize: sheet.body },
    content: ticket.pages.map(page => accountSheet(ticket, page)),
  }
}

export async function ticketPdf(ticket: Ticket, fonts: FontPaths): Promise<Uint8Array> {
  return pdfOf(ticketDocument(ticket), fonts)
}
