/** PDFs for readers that do not look: language, title, headings, tables with their rows and cells, pictures in words; what repeats on every page is read once. */
import { inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { pdfOf } from '../../src/main/print/pdf.ts'
import { words } from '../../src/main/print/pieces.ts'
import { told } from '../../src/main/print/tagged/structure.ts'
import { ticketPdf } from '../../src/main/print/ticket-pdf.ts'
import { paperTable } from '../../src/main/print/year/tables.ts'
import { longTicket, shortTicket } from '../fixtures/ticket.ts'
import { fonts, hasPdfToText, infoOf, readAloud } from './printed.ts'

const needsPoppler = hasPdfToText ? test : test.skip
const said = (tree: string) => [...tree.matchAll(/"(.*)"/g)].map(([, text]) => text ?? '')
const parts = (tree: string, role: string) => tree.split('\n').filter(line => line.trim().split(/[ :]/)[0] === role).length

/** What the pages draw: every mark that is opened is closed, and nothing is drawn outside of marks. */
function marksOf(pdf: Uint8Array): { opened: number; closed: number; bare: number } {
  const file = Buffer.from(pdf)
  let [opened, closed, bare, from] = [0, 0, 0, 0]
  for (;;) {
    const begin = file.indexOf('stream\n', from)
    if (begin < 0) return { opened, closed, bare }
    const end = file.indexOf('\nendstream', begin)
    from = end + 10
    let open = 0
    for (const line of drawnIn(file.subarray(begin + 7, end))) {
      if (/ B[DM]C$/.test(line)) [open, opened] = [open + 1, opened + 1]
      else if (line === 'EMC') [open, closed] = [open - 1, closed + 1]
      else if (open === 0 && /^BT$| TJ$| re$| l$/.test(line)) bare += 1
    }
  }
}

/** Lines of a page; none of a font or a picture. */
function drawnIn(stream: Buffer): string[] {
  if (stream[0] !== 0x78) return []
  const text = inflateSync(stream).toString('latin1')
  return / cm\n/.test(text.slice(0, 60)) ? text.split('\n') : []
}

test('every text and rule lies in a mark, and every mark is closed', async () => {
  const { opened, closed, bare } = marksOf(await ticketPdf(longTicket(30, 3), fonts))
  expect(opened).toBeGreaterThan(150)
  expect({ closed, bare }).toEqual({ closed: opened, bare: 0 })
})

needsPoppler('a ticket is tagged, in its language and under its title', async () => {
  const pdf = await ticketPdf(shortTicket(), fonts)
  expect(infoOf(pdf)).toMatch(/Title:\s+Trade ticket T-2026-0143[\s\S]*Tagged:\s+yes[\s\S]*PDF version:\s+1\.7/)
  const tree = readAloud(pdf)
  expect(parts(tree, 'H1')).toBe(shortTicket().pages.length)
  expect(said(tree)).toContain('Account ····6789')
})

needsPoppler('lots are rows of a table in their order, each cell in its column', async () => {
  const ticket = longTicket(12, 1)
  const tree = readAloud(await ticketPdf(ticket, fonts))
  const [order] = ticket.pages[0]?.orders ?? []
  const lots = order?.lots.length ?? 0
  expect(lots).toBe(12)
  // the order, the names of its columns, its lots, their sum and the check
  expect(parts(tree, 'Table')).toBe(1)
  expect(parts(tree, 'TR')).toBe(2 + lots + 2)
  const rows = tree.split(/\n\s+TR\n/).slice(1)
  for (const [at, row] of rows.slice(2, 2 + lots).entries()) {
    expect(parts(row.split(/\n {4}[A-Z]/)[0] ?? '', 'TD')).toBe(10)
    expect(said(row)[0]).toBe(String(at + 1))
  }
})

needsPoppler('heads that repeat overleaf are read once, the foot at the end of its account', async () => {
  const tree = readAloud(await ticketPdf(longTicket(40, 1), fonts))
  const texts = said(tree)
  for (const once of ['acquired', 'Account ····6789']) expect(texts.filter(text => text === once)).toHaveLength(1)
  expect(texts.filter(text => text.startsWith('Name the lots when placing the order'))).toHaveLength(1)
  expect(texts.findIndex(text => text.startsWith('Name the lots'))).toBeGreaterThan(texts.indexOf('40'))
})

needsPoppler('a row and the sentence under it are two rows; a picture is what it shows; what is no content is not read', async () => {
  const content = [
    words('Title', { role: 'H1' }),
    told({ svg: '<svg width="10" height="10"><rect width="5" height="5"/></svg>' }, { alt: 'Half is black.' }),
    paperTable(
      [
        { head: 'what', width: '*', cell: (row: string) => row },
        { head: 'long', width: 40, cell: row => String(row.length) },
      ],
      ['one', 'three'],
      row => `${row} is a word.`,
    ),
    told(words('page 1'), { artifact: true }),
  ]
  const pdf = await pdfOf({ content, defaultStyle: { font: 'Roboto' } }, fonts)
  const tree = readAloud(pdf)
  expect(said(tree).filter(text => text !== '')).toEqual([
    'Title',
    'what',
    'long',
    'one',
    '3',
    'one is a word.',
    'three',
    '5',
    'three is a word.',
  ])
  expect(parts(tree, 'TR')).toBe(5)
  expect(Buffer.from(pdf).includes('/Alt (Half is black.)')).toBe(true)
})
