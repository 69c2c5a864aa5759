import fc from 'fast-check'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { type Column, csvText, inertText } from '../../../../src/shared/present/csv.ts'

interface Row {
  readonly name: string | null
  readonly amount: string | null
  readonly day: string | null
}

const columns: readonly Column<Row>[] = [
  { name: 'name', type: 'text', cell: row => row.name },
  { name: 'amount', type: 'number', cell: row => row.amount },
  { name: 'day', type: 'date', cell: row => row.day },
]
const row = (of: Partial<Row>): Row => ({ name: 'x', amount: '1', day: '2026-11-21', ...of })

test('rows end in CRLF and only what needs quotes has them', () => {
  expect(csvText(columns, [row({ name: 'plain' }), row({ name: 'a, "b"\nc', amount: null, day: null })])).toBe(
    'name,amount,day\r\nplain,1,2026-11-21\r\n"a, ""b""\nc",,\r\n',
  )
})

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0", '＝1+1'])(
  'text that a spreadsheet would run is made inert: %j',
  text => {
    const [, cells] = Papa.parse<string[]>(csvText(columns, [row({ name: text })]), { newline: '\r\n' }).data
    expect(cells?.[0]).toBe(`'${text}`)
  },
)

test('a negative amount stays a number', () => {
  expect(csvText(columns, [row({ amount: '-1234.50' })])).toContain('x,-1234.50,2026-11-21')
})

test('what is no number or date cannot pass through a column of numbers or dates', () => {
  expect(() => csvText(columns, [row({ amount: '=1+1' })])).toThrow('column amount holds numbers')
  expect(() => csvText(columns, [row({ amount: '$1' })])).toThrow(RangeError)
  expect(() => csvText(columns, [row({ day: '2026-02-30' })])).toThrow('column day holds dates')
})

test('the byte order mark is written only when asked for', () => {
  expect(csvText(columns, [], { byteOrderMark: true })).toBe('\ufeffname,amount,day\r\n')
  expect(csvText(columns, [])).toBe('name,amount,day\r\n')
})

test('any text comes back from a reader as it was written', () => {
  const texts = fc.array(
    fc.record({ a: fc.string({ unit: 'binary' }), b: fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', '=', 'a', "'", ' ') }) }),
    { minLength: 1 },
  )
  const two: readonly Column<{ a: string; b: string }>[] = [
    { name: 'a', type: 'text', cell: cell => cell.a },
    { name: 'b', type: 'text', cell: cell => cell.b },
  ]
  fc.assert(
    fc.property(texts, rows => {
      const read = Papa.parse<string[]>(csvText(two, rows), { newline: '\r\n', delimiter: ',' }).data
      expect(read.slice(1, -1)).toEqual(rows.map(({ a, b }) => [inertText(a), inertText(b)]))
    }),
  )
})
