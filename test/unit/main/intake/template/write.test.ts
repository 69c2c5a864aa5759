import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import * as cell from '../../../../../src/main/intake/template/cells.ts'
import { bareText, type CellKind, type CellValue, isBad } from '../../../../../src/main/intake/template/cells.ts'
import { type Column, tableNames, tables } from '../../../../../src/main/intake/template/tables.ts'
import { type TableRow, writeTable } from '../../../../../src/main/intake/template/write.ts'
import { dateOfDay } from '../../../../../src/shared/kernel/civil-date.ts'
import { readTemplate } from '../../../../fixtures/template-book.ts'

const nasty = fc.constantFrom(
  '=1+1',
  "'quoted",
  '-5',
  '+2',
  '@SUM(A1)',
  '00123',
  '1E5',
  '3/4',
  'TRUE',
  'a,b',
  'say "hi"',
  'two\nlines',
  'żółć',
  '$1,000',
)
const words = fc
  .oneof(
    nasty,
    fc.string({ unit: 'grapheme', maxLength: 12 }).map(text => text.trim().replace(/\p{Cc}/gu, '')),
  )
  .filter(text => text !== '' && text.length <= 12)

const amount = (least: number) => fc.integer({ min: least, max: 90_000_000_000 })
const kinds = new Map<CellKind, fc.Arbitrary<CellValue>>([
  [cell.money, amount(-90_000_000_000)],
  [cell.quantity, amount(-90_000_000_000)],
  [cell.priceCell, amount(0)],
  [cell.percent, fc.integer({ min: -10_000, max: 10_000 })],
  [cell.expenseRatio, fc.integer({ min: 0, max: 1_000_000 })],
  [cell.basisPart, fc.integer({ min: 0, max: 100_000_000 })],
  [cell.correlation, fc.integer({ min: -100, max: 100 })],
  [
    cell.rate,
    fc
      .integer({ min: 0, max: 10_000 })
      .map(points => String(points / 10_000))
      .map(text => (text.includes('.') ? text : `${text}.0`)),
  ],
  [cell.date, fc.integer({ min: -100_000, max: 100_000 }).map(dateOfDay)],
  [cell.yesOrNo, fc.boolean()],
  [cell.identifier, fc.stringMatching(/^[A-Za-z][A-Za-z0-9._-]{0,9}$/)],
  [cell.symbol, fc.oneof(fc.constantFrom('TRUE', '1E5', '3/4', 'BRK.B'), fc.stringMatching(/^[A-Z0-9]{1,6}$/))],
  [cell.accountNumber, fc.oneof(fc.stringMatching(/^[0-9]{1,12}$/), fc.stringMatching(/^[A-Z][0-9-]{1,12}$/))],
  [cell.cusip, fc.stringMatching(/^[0-9A-Z]{8}$/).map(base => `${base}${cell.cusipCheckDigit(base)}`)],
  [cell.ratio, fc.tuple(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 999 })).map(([fresh, old]) => `${fresh} for ${old}`)],
])

/** Any value of a kind; kinds made for one column are told by what they say. */
function anyOf(kind: CellKind): fc.Arbitrary<CellValue> {
  const known = kinds.get(kind)
  if (known) return known
  if (kind.textual) return words
  const year = /^a whole number from (\d+) to (\d+)$/.exec(kind.says)
  if (year) return fc.integer({ min: Number(year[1]), max: Number(year[2]) })
  return fc.constantFrom(...[...kind.says.matchAll(/`([^`]+)`/g)].map(match => match[1] ?? ''))
}

function cellOf(column: Column): fc.Arbitrary<CellValue> {
  return column.required ? anyOf(column.kind) : fc.oneof(fc.constant(null), anyOf(column.kind))
}

function cellsOf(name: (typeof tableNames)[number], line: readonly string[]): TableRow {
  return Object.fromEntries(
    tables[name].columns.map((column, index) => {
      const text = bareText(line[index + 1] ?? '')
      const read = text === '' ? { value: null } : column.kind.read(text)
      return [column.name, isBad(read) ? `bad: ${read.what}` : read.value]
    }),
  )
}

describe('writing and reading are inverse', () => {
  test.each(tableNames)('%s', name => {
    const row = fc.record(Object.fromEntries(tables[name].columns.map(column => [column.name, cellOf(column)])))
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 4 }), rows => {
        const parsed = Papa.parse<string[]>(writeTable(name, rows)).data
        expect(parsed.slice(1, -1).map(line => cellsOf(name, line))).toEqual(rows)
      }),
      { numRuns: 40 },
    )
  })

  test('no written cell can run as a formula or lose its zeros in a spreadsheet', () => {
    const text = writeTable('households', [
      { id: 'h', name: '=HYPERLINK("x")', note: '00123' },
      { id: 'i', name: '@x', note: '-1' },
    ])
    expect(text).toBe('lotwright:households/1,id,name,note\n,h,"\'=HYPERLINK(""x"")",\'00123\n,i,\'@x,\'-1\n')
    expect(readTemplate(text).facts).toMatchObject([
      { values: { name: '=HYPERLINK("x")', note: '00123' } },
      { values: { name: '@x', note: '-1' } },
    ])
  })
})
