/** A ticket as PDF, from the frozen ticket to bytes, against pdfmake alone laying out the same finished document. */
import { join } from 'node:path'
import { pdfOf, ticketDocument, ticketPdf } from '../src/main/print/ticket-pdf.ts'
import { longTicket, shortTicket } from '../test/fixtures/ticket.ts'
import { type Bench, inTurn } from './bench.ts'

const font = (name: string) => join(import.meta.dirname, '../resources/fonts', `Roboto-${name}.ttf`)
const fonts = { normal: font('Regular'), bold: font('Medium') }

export const paperBench: Bench = {
  name: 'paper',
  title: 'Ticket PDF',
  async run() {
    const cases = [
      ['short ticket, two accounts', shortTicket()],
      ['270 lots in 20 orders', longTicket(250, 20)],
    ] as const
    const results = []
    for (const [what, ticket] of cases) {
      const times = await inTurn(
        9,
        () => ticketPdf(ticket, fonts),
        () => pdfOf(ticketDocument(ticket), fonts),
      )
      results.push({
        subject: { what, ms: times.subject },
        peer: { what: 'pdfmake alone, the same document', ms: times.peer },
        goal: '≤ 1.2x',
        limit: 1.2,
        note: 'The document is made anew for the peer too, because pdfmake writes into what it is given: the ratio is what checks and bytes add.',
      })
    }
    return results
  },
}
