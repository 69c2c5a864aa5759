/**
 * A frozen Ticket as PDF: letter size, one account after the other, the same bytes for the same ticket (its own preparation time is the
 * document's; no clock is read). pdfmake may open the two font files it is given and nothing else, and no address at all.
 */
import type { TDocumentDefinitions } from 'pdfmake/interfaces'
import type { Ticket } from '../../shared/model/ticket.ts'
import { accountSheet } from './account-sheet.ts'
import { plain, sheet } from './pieces.ts'
import { requireSound } from './sound-ticket.ts'

/** Absolute paths of the two weights, `resources/fonts/Roboto-{Regular,Medium}.ttf`. */
export interface FontPaths {
  readonly normal: string
  readonly bold: string
}

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

/** Lays a document out with these fonts. pdfmake is one object for the process, so it is set up and used without a pause between. */
export async function pdfOf(document: TDocumentDefinitions, fonts: FontPaths): Promise<Uint8Array> {
  const { default: pdfmake } = await import('pdfmake')
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy(path => path === fonts.normal || path === fonts.bold)
  pdfmake.setFonts({ Roboto: { normal: fonts.normal, bold: fonts.bold } })
  return pdfmake.createPdf(document).getBuffer()
}

export async function ticketPdf(ticket: Ticket, fonts: FontPaths): Promise<Uint8Array> {
  return pdfOf(ticketDocument(ticket), fonts)
}
