/** The CPA pack and the file of Form 8949: both are made from one document, checked before they leave, and say what it says. */
import Papa from 'papaparse'
import { describe, expect, test, vi } from 'vitest'
import { yearCsv } from '../../src/main/print/year/year-csv.ts'
import { yearPdf } from '../../src/main/print/year/year-pdf.ts'
import { decimalFromCents } from '../../src/shared/kernel/cents.ts'
import type { YearView } from '../../src/shared/model/tax-year.ts'
import { exactMoney, signedExactMoney } from '../../src/shared/present/format.ts'
import { amountOf, bookOf } from '../fixtures/snapshot.ts'
import { busyYear, yearViewOf } from '../fixtures/tax-year.ts'
import { flowing, fonts, hasPdfToText, pagesOf } from './printed.ts'

const needsPdfToText = hasPdfToText ? describe : describe.skip
const rowsOf = (view: YearView) => Papa.parse<Record<string, string>>(yearCsv(view), { header: true, skipEmptyLines: true }).data
const pagesFor = async (view: YearView) => pagesOf(await yearPdf(view, 'Lotwright Test Advisors', fonts))

describe('the file', () => {
  test('has a line for each line of the form and the same totals, as plain decimals', () => {
    const view = yearViewOf(busyYear())
    const rows = rowsOf(view)
    expect(rows.filter(row => row.row === 'line')).toHaveLength(view.boxes.reduce((sum, box) => sum + box.lines.length, 0))
    for (const box of view.boxes) {
      const total = rows.find(row => row.row === 'box total' && row.box === box.box)
      const [proceeds, gain] = [decimalFromCents(box.totals.proceeds), decimalFromCents(box.totals.gain)]
      expect(total).toMatchObject({ schedule_d_line: box.line, d_proceeds: proceeds, h_gain: gain })
      const cents = rows
        .filter(row => row.row === 'line' && row.box === box.box)
        .reduce((sum, row) => sum + Math.round(Number(row.h_gain) * 100), 0)
      expect(cents).toBe(box.totals.gain)
    }
    const washed = rows.find(row => row.f_codes === 'W' && row.symbol === 'VTI')
    expect(washed).toMatchObject({ tax_year: '2026', c_sold: '2026-10-26', c_sold_mm_dd_yyyy: '10/26/2026' })
    expect(rows.map(row => row.b_acquired_mm_dd_yyyy)).toEqual(
      rows.map(({ b_acquired: day = '' }) => day.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$2/$3/$1')),
    )
    expect(rows.some(row => row.b_acquired === 'VARIOUS' || /^\d{4}-/.test(row.b_acquired ?? ''))).toBe(true)
    expect(rows.some(row => row.differs_from_custodian?.includes("Dana's Roth bought 40 sh of VTI"))).toBe(true)
  })

  test('a sale the form cannot take is listed as such, and a name that looks like a formula stays text', () => {
    const book = bookOf('2026-11-21').account('Joint', { name: '=HYPERLINK("x")' }).security('VTI', '270')
    book.lot('Joint', 'VTI', '2026-01-05', '5', '1000').sell('Joint', 'VTI', '2026-03-02', '3', '900')
    const [row] = rowsOf(yearViewOf(book))
    expect(row).toMatchObject({ row: 'not on the form yet', d_proceeds: '900.00', e_basis: '', account: '\'=HYPERLINK("x")' })
  })

  test('a year whose sums do not agree never becomes a file or paper', async () => {
    const view = yearViewOf(busyYear())
    const [box, ...rest] = view.boxes
    const wrong = { ...view, boxes: [{ ...box, totals: { ...box?.totals, gain: amountOf('1') } }, ...rest] } as YearView
    expect(() => yearCsv(wrong)).toThrow(/box A, gain/)
    await expect(yearPdf(wrong, 'firm', fonts)).rejects.toThrow(/box A, gain/)
    const without = { ...view, boxes: view.boxes.map(each => ({ ...each, lines: each.lines.slice(1) })) }
    expect(() => yearCsv(without)).toThrow()
  })
})

describe('the paper', () => {
  test('the same year gives the same bytes, whatever the clock says', async () => {
    const first = await yearPdf(yearViewOf(busyYear()), 'firm', fonts)
    vi.useFakeTimers({ now: new Date('2031-05-05T05:05:05Z'), toFake: ['Date'] })
    try {
      expect(Buffer.compare(await yearPdf(yearViewOf(busyYear()), 'firm', fonts), first)).toBe(0)
    } finally {
      vi.useRealTimers()
    }
  })
})

needsPdfToText(hasPdfToText ? 'its text' : 'its text (skipped: no pdftotext on this machine)', () => {
  test('cover, Schedule D, form, chains, lots and method are there, with the sums of the view and numbered pages', async () => {
    const view = yearViewOf(busyYear())
    const pages = await pagesFor(view)
    const text = flowing(pages)
    pages.forEach((page, index) => expect(page).toContain(`page ${index + 1} of ${pages.length}`))
    expect(text).toContain('It is not a tax return')
    expect(text).toContain('READ FIRST')
    for (const line of view.schedule.filter(one => one.amount !== null && ['7', '15', '16', '21'].includes(one.line)))
      expect(text).toContain(signedExactMoney(line.amount))
    for (const box of view.boxes) {
      expect(text).toContain(`Form 8949, Part ${box.part}, box ${box.box}`)
      expect(text).toContain(exactMoney(box.totals.proceeds))
    }
    expect(text).toContain('lost for good; not on Form 1099-B: IRC §1091(a)')
    expect(text).toContain('Rev. Rul. 2008-5')
    expect(text).toContain('provisional until Dec 18, 2026')
    expect(text).toContain('Method')
    for (const sentence of view.method) expect(text.replaceAll(/\s/g, '')).toContain(sentence.replaceAll(/\s/g, ''))
  })

  test('a year without a table says so on its first page and prints no tax', async () => {
    const book = bookOf('2026-11-21').account('Joint').security('VTI', '270')
    book.buy('Joint', 'VTI', '2021-01-06', '10', '1000').sell('Joint', 'VTI', '2023-06-01', '10', '1500')
    const pages = await pagesFor(yearViewOf(book, { year: 2023 }))
    expect(flowing([pages[0] ?? ''])).toContain('There is no federal table for 2023')
    expect(flowing(pages)).not.toContain('Income tax, by the rate schedule')
  })
})
