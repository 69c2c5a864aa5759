/** The paper against the file: both are made from one frozen ticket and must say the same. */
import Papa from 'papaparse'
import { describe, expect, test, vi } from 'vitest'
import { ticketCsv } from '../../src/main/print/ticket-csv.ts'
import { ticketPdf } from '../../src/main/print/ticket-pdf.ts'
import { cents } from '../../src/shared/kernel/cents.ts'
import type { Price } from '../../src/shared/kernel/price.ts'
import type { Ticket } from '../../src/shared/model/ticket.ts'
import { awkwardTicket, buyOrder, longTicket, sellOrder, shortTicket, ticketOf, ticketPage } from '../fixtures/ticket.ts'
import { flowing, fonts, hasPdfToText, pagesOf } from './printed.ts'

const pages = async (ticket: Ticket) => pagesOf(await ticketPdf(ticket, fonts))
const plainNumber = (shown: string) => shown.replace('−', '-').replace(/[$,+]/g, '')
const needsPdfToText = hasPdfToText ? describe : describe.skip

/** The lot rows as printed: `1 Mar 14, 2023 long 80 80 $297.10 $23,768.00 $21,604.73 −$2,163.27`. */
function printedLots(text: string) {
  const figure = String.raw`([−+]?\$?[\d,]+(?:\.\d+)?|unknown)`
  const line = new RegExp(
    String.raw`^\s*(\d+) ([A-Z][a-z]{2} \d+, \d{4}|unknown)\s+(short|long|unknown)\s+${Array(6).fill(figure).join(String.raw`\s+`)}\s*$`,
    'gm',
  )
  return [...text.matchAll(line)].map(found => {
    const [sequence = '', acquired = '', term = '', ...figures] = found.slice(1)
    return [sequence, acquired, term, ...figures.map(plainNumber)]
  })
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const orUnknown = (cell = '') => (cell === '' ? 'unknown' : cell)

/** The same rows from the file, in the words of the paper, with a running total of their own. */
function filedLots(ticket: Ticket) {
  let running = 0
  return Papa.parse<Record<string, string>>(ticketCsv(ticket), { header: true, skipEmptyLines: true })
    .data.filter(row => row.lot_seq !== '')
    .map(row => {
      running = (row.lot_seq === '1' ? 0 : running) + Math.round(Number(row.lot_qty) * 1e6)
      const [year, month, day] = (row.acquired ?? '').split('-')
      const gain = (row.est_gain_st ?? '') + (row.est_gain_lt ?? '')
      const acquired = year === '' ? 'unknown' : `${months[Number(month) - 1]} ${Number(day)}, ${year}`
      return [
        row.lot_seq,
        acquired,
        orUnknown(row.term),
        row.lot_qty,
        String(running / 1e6),
        orUnknown(row.cost_per_share),
        orUnknown(row.basis),
        row.est_proceeds,
        orUnknown(gain),
      ]
    })
}

describe('bytes', () => {
  test('the same ticket gives the same bytes, whatever the clock says', async () => {
    const first = await ticketPdf(shortTicket(), fonts)
    vi.useFakeTimers({ now: new Date('2031-05-05T05:05:05Z'), toFake: ['Date'] })
    try {
      expect(Buffer.compare(await ticketPdf(shortTicket(), fonts), first)).toBe(0)
    } finally {
      vi.useRealTimers()
    }
    expect(Buffer.compare(await ticketPdf(shortTicket({ reason: 'other' }), fonts), first)).not.toBe(0)
  })

  test('two at once do not disturb each other', async () => {
    const alone = [await ticketPdf(shortTicket(), fonts), await ticketPdf(awkwardTicket(), fonts)]
    const together = await Promise.all([ticketPdf(shortTicket(), fonts), ticketPdf(awkwardTicket(), fonts)])
    expect(together.map((pdf, index) => Buffer.compare(pdf, alone[index] ?? new Uint8Array()))).toEqual([0, 0])
  })

  test('a font that is missing is an error, not an empty page', async () => {
    await expect(ticketPdf(shortTicket(), { ...fonts, normal: '/nowhere/missing.ttf' })).rejects.toThrow()
  })
})

needsPdfToText(hasPdfToText ? 'text' : 'text (skipped: no pdftotext on this machine)', () => {
  test.each([
    ['short', shortTicket()],
    ['long', longTicket()],
    ['one of a thousand lots', longTicket(1000, 1)],
  ])('every lot of the file is on the paper with the same figures: %s', async (_, ticket) => {
    const filed = filedLots(ticket)
    expect(filed.length).toBeGreaterThan(0)
    expect(printedLots((await pages(ticket)).join('\n'))).toEqual(filed)
  })

  test('one account a page, in keying order, with the sum to check and the sentence for the telephone', async () => {
    const [first = '', second = '', ...more] = await pages(shortTicket())
    expect(more).toEqual([])
    expect(first).toMatch(/1\s+SELL\s+VTI\s+120 sh\s+market · day · specific lots\s+est\. \$32,407\.10\s+keyed/)
    expect(first).toMatch(/2\s+BUY\s+ITOT\s+267 sh\s+market · day\s+est\. \$32,402\.68\s+keyed/)
    expect(first).toContain('check 120 = 80 + 40')
    expect(flowing([first])).toContain('“Sell 120 VTI versus purchase 03/14/2023 80 sh @ 297.10; 07/02/2026 40 sh @ 301.55.”')
    expect(first).toMatch(/Account ····6789\s+Dana and Robin, joint brokerage · Taxable joint · Schwab/)
    expect(first).not.toContain('0012346789')
    expect(first).toContain('Replacement: order 2 (BUY 267 ITOT)')
    expect(flowing([first])).toContain('Replaces: order 1 (SELL 120 VTI). Enter it after the sale.')
    expect(first).toMatch(/page 1 of 2/)
    expect(second).toMatch(/page 2 of 2/)
    expect(second).toMatch(/SELL\s+BND\s+150\.4877 sh\s+limit \$71\.80 · day/)
    expect(second).toMatch(/Account ····9215/)
  })

  test('the price corridor and the reasons, the same as in the file; a ticket of an earlier version has neither', async () => {
    const words =
      'Valid while VTI trades between $262.10 and $279.40. Below, the plan would choose otherwise. Above, the tax the plan adds would pass its budget of $500.00.'
    const corridor = {
      low: { price: 262_098_765 as Price, binds: 'choice' as const, why: 'the plan would choose otherwise' },
      high: { price: 279_404_321 as Price, binds: 'budget' as const, why: 'the tax the plan adds would pass its budget of $500.00' },
      notComputed: [],
      words,
    }
    const reasons = [{ code: 'loss' as const, words: 'realizes losses of $3,418.00', amount: cents(-341_800) }]
    const before = shortTicket()
    const ticket = {
      ...before,
      pages: before.pages.map((page, at) =>
        at > 0 ? page : { ...page, orders: page.orders.map(each => (each.side === 'sell' ? { ...each, corridor, reasons } : each)) },
      ),
    }
    const printed = await pages(ticket)
    expect(printed).toHaveLength(2)
    expect(flowing([printed[0] ?? ''])).toContain(`Why: Realizes losses of $3,418.00. ${words}`)
    expect(flowing([printed[1] ?? ''])).not.toContain('Valid while')
    const [row] = Papa.parse<Record<string, string>>(ticketCsv(ticket), { header: true, skipEmptyLines: true }).data
    expect([row?.price_lo, row?.price_hi, row?.reason_codes]).toEqual(['262.098765', '279.404321', 'loss'])
    expect(row?.notes).toContain(words)
    const [plain] = Papa.parse<Record<string, string>>(ticketCsv(before), { header: true, skipEmptyLines: true }).data
    expect([plain?.price_lo, plain?.price_hi, plain?.reason_codes]).toEqual(['', '', ''])
  })

  test('the memorandum: who recommended, discretion, solicited, totals, hash and engine', async () => {
    const ticket = shortTicket({ discretionary: true, solicited: false })
    for (const page of await pages(ticket)) {
      for (const said of [
        'Morgan Lee',
        'Recommended by',
        'Placed by',
        'Entered (date, time)',
        'Verified by',
        'Broker reference',
        'discretionary: yes',
        'solicited: no',
      ])
        expect(page).toContain(said)
      expect(page).toContain(`snapshot ${ticket.snapshotHash} · lotwright 0.1.0`)
      expect(flowing([page])).toContain('losses short −$1,260, long −$4,290 · est. tax saved now $1,027')
      expect(page).toContain('Why: realize losses before year end')
    }
  })

  test('on every page the head repeats, and over lots that go on the order and the column names', async () => {
    const all = await pages(longTicket(250, 1))
    expect(all.length).toBeGreaterThan(4)
    for (const [index, page] of all.entries()) {
      expect(page).toContain(`page ${index + 1} of ${all.length}${index === 0 ? '' : ' · account continued'}`)
      expect(page).toContain('Trade ticket T-2026-0143')
      expect(page).toContain('Account ····6789')
    }
    for (const page of all.filter(each => printedLots(each).length > 0)) {
      expect(page).toMatch(/1\s+SELL\s+VTI/)
      expect(page).toMatch(/acquired\s+term\s+shares\s+running/)
    }
    expect(flowing(all)).toContain('versus purchase of the 250 lots of this order, in the sequence and with the shares listed')
  })

  test('twenty orders appear once each, in sequence', async () => {
    const text = (await pages(longTicket(2, 20))).join('\n')
    const heads = [...text.matchAll(/^\s*(\d+)\s+(SELL|BUY)\s+(\S+)/gm)].map(found => Number(found[1]))
    expect(heads).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
  })

  test('what must be read first stands in a banner; names of any length, unknowns and overrides are whole', async () => {
    const ticket = awkwardTicket()
    const text = flowing(await pages(ticket))
    expect(text).toContain('READ FIRST')
    for (const warning of ticket.warnings) expect(text).toContain(warning)
    expect(text).toContain(
      'Wash sale: bought in an IRA or HSA inside the window: loss may be lost for good; loss disallowed on 40 sh, lost for good on 40 sh',
    )
    expect(text).toContain('Override by Morgan Lee: the client needs the cash on Monday')
    expect(text).toContain('=HYPERLINK("http://example.com"')
    expect(text).toContain('held from Nov 3, 2025')
    expect(text.replaceAll(' ', '')).toContain(ticket.householdName)
    expect(text).toMatch(/2 unknown unknown 40\.123456 120\.123456 unknown unknown \$10,835\.71 unknown/)
  })

  test('nothing is cut off: two dozen long notes, lots with tacked dates, a long reason', async () => {
    const notes = Array.from({ length: 26 }, (_, index) => `Note ${index + 1} begins ${'and goes on '.repeat(38)}and ends ${index + 1}.`)
    const lots = Array.from({ length: 26 }, () => ({
      acquired: '2026-03-02',
      holdingFrom: '2025-09-01',
      term: 'long' as const,
      shares: 10,
      basis: 3000,
    }))
    const of = { symbol: 'VTI', name: 'Total Stock Market', price: 270.1 }
    const ticket = ticketOf([ticketPage([sellOrder(1, { ...of, notes }, lots), sellOrder(2, of, lots)])], {
      reason: `${'word '.repeat(98)}last.`,
    })
    const text = flowing(await pages(ticket))
    expect(notes.map((_, index) => text.includes(`Note ${index + 1} begins`))).toEqual(notes.map(() => true))
    expect(text.match(/goes/g)).toHaveLength(26 * 38)
    expect(text.match(/held from/g)).toHaveLength(52)
    expect(text).toContain('word last.')
  })

  test('a draft cannot be taken for a ticket', async () => {
    const text = flowing(await pages(shortTicket({ id: 'draft' as Ticket['id'] })))
    expect(text).toContain('Draft of a trade ticket')
    expect(text).toContain('must not be placed')
  })

  test('text from files is only ever text: no actions, links or scripts, and nothing that turns the direction of reading', async () => {
    const hostile = 'Fund \u202eevil\u202c\u0007 <script>alert(1)</script> javascript:alert(2) http://example.com'
    const ticket = ticketOf([
      ticketPage([
        buyOrder(1, { symbol: 'X', name: hostile, price: 1 }, 1),
        sellOrder(2, { symbol: 'Y', name: 'y', price: 1, notes: [hostile] }, [
          { acquired: '2020-01-01', term: 'long', shares: 1, basis: 2 },
        ]),
      ]),
    ])
    const pdf = await ticketPdf(ticket, fonts)
    expect(Buffer.from(pdf).toString('latin1')).not.toMatch(/\/(Annots|URI|JavaScript|JS|OpenAction|AA|Launch|EmbeddedFile)\b/)
    expect(flowing(pagesOf(pdf))).toContain('Fund evil <script>alert(1)</script> javascript:alert(2) http://example.com')
  })
})

test.skipIf(!hasPdfToText)('the method statement stands on the paper and in the file; a ticket from before has none', async () => {
  const method = ['Holding period of replacement shares: take the old date.']
  const told = (await pages({ ...shortTicket(), method })).join(' ').replaceAll(/\s+/g, ' ')
  expect(told).toContain('Method statement: Holding period of replacement shares: take the old date.')
  expect((await pages(shortTicket())).join(' ')).not.toContain('Method statement')
  expect(ticketCsv({ ...shortTicket(), method })).toContain('take the old date.')
})
