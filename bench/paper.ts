/** A ticket as PDF, from the frozen ticket to bytes, against pdfmake alone laying out the same document, made beforehand. */
import { join } from 'node:path'
import { pdfOf } from '../src/main/print/pdf.ts'
import { ticketDocument, ticketPdf } from '../src/main/print/ticket-pdf.ts'
import { longTicket, shortTicket } from '../test/fixtures/ticket.ts'
import { type Bench, inTurn } from './bench.ts'

const font = (name: string) => join(import.meta.dirname, '../resources/fonts', `Roboto-${name}.ttf`)
const rounds = 25
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
      // pdfmake writes into what it is given, so each round has a document of its own
      const documents = Array.from({ length: rounds + 1 }, () => ticketDocument(ticket))
      const times = await inTurn(
        rounds,
        () => ticketPdf(ticket, fonts),
        () => pdfOf(documents.pop() ?? ticketDocument(ticket), fonts),
      )
      results.push({
        subject: { what, ms: times.subject },
        peer: { what: 'pdfmake alone, the same document, tagged like ours', ms: times.peer },
        goal: '≤ 1.2x',
        limit: 1.2,
        note: 'The ratio is what the checks of the ticket and the making of the document add to the layout.',
      })
    }
    return results
  },
}
