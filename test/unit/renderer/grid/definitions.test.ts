import type { ColDef } from 'ag-grid-community'
import { expect, test } from 'vitest'
import { type GridColumn, indexRows } from '../../../../src/renderer/grid/column.ts'
import { compare, definitionOf, readsAs } from '../../../../src/renderer/grid/definitions.ts'
import { civilDate, dayNumber } from '../../../../src/shared/kernel/civil-date.ts'

interface Row {
  readonly amount: number | null
}
const money: GridColumn<Row> = { id: 'amount', head: 'Amount', kind: 'exact-money', value: row => row.amount }

function sorted(values: readonly (number | string | null)[], descending: boolean) {
  // as the library does: the result is turned round for a descending sort
  return [...values].sort((a, b) => compare(a, b, descending) * (descending ? -1 : 1))
}

test('unknown values stand last in both directions', () => {
  expect(sorted([3, null, -1.5, 2], false)).toEqual([-1.5, 2, 3, null])
  expect(sorted([3, null, -1.5, 2], true)).toEqual([3, 2, -1.5, null])
})

test('texts sort as people read them: by number inside, without case', () => {
  expect(sorted(['Okafor 10', 'okafor 9', 'Álvarez', 'Alvarez-Kim'], false)).toEqual(['Álvarez', 'Alvarez-Kim', 'okafor 9', 'Okafor 10'])
})

test('unknown reads as unknown or as the column says, never as zero', () => {
  expect(readsAs(money, null)).toBe('unknown')
  expect(readsAs({ ...money, none: 'none' }, null)).toBe('none')
  expect(readsAs(money, -123450)).toBe('−$1,234.50')
  expect(readsAs({ ...money, kind: 'correlation' }, -19)).toBe('−0.19')
  expect(readsAs({ id: 'd', head: 'D', kind: 'day', value: () => -1 }, -1)).toBe('unknown')
  expect(readsAs({ id: 'd', head: 'D', kind: 'day', value: () => -1 }, dayNumber(civilDate('2026-11-21')))).toBe('Nov 21, 2026')
})

test('a money filter is typed in dollars', () => {
  const { filterValueGetter } = definitionOf(money) as { filterValueGetter: (params: { data: Row }) => unknown }
  expect([filterValueGetter({ data: { amount: 123450 } }), filterValueGetter({ data: { amount: null } })]).toEqual([1234.5, null])
})

test('a date filter compares civil days and leaves unknown dates out', () => {
  const { filterParams } = definitionOf<Row>({ id: 'd', head: 'D', kind: 'date', value: () => null }) as ColDef
  const wanted = new Date(2026, 10, 21)
  const compareDays = (filterParams as { comparator: (wanted: Date, found: string | null) => number }).comparator
  expect(['2026-11-20', '2026-11-21', '2026-11-22', null].map(found => compareDays(wanted, found))).toEqual([-1, 0, 1, -1])
})

test('the totals row shows its texts and nothing of a row', () => {
  const { valueGetter, valueFormatter } = definitionOf(money) as {
    valueGetter: (params: object) => unknown
    valueFormatter: (params: object) => string
  }
  const pinned = { node: { rowPinned: 'bottom' }, data: { totals: { amount: '$5' } } }
  expect(valueFormatter({ ...pinned, value: valueGetter(pinned) })).toBe('$5')
})

test('columns give the same light rows again, and new ones for a new answer', () => {
  const columns = { count: 3 }
  expect(indexRows(columns)).toBe(indexRows(columns))
  expect(indexRows(columns)).toEqual([{ index: 0 }, { index: 1 }, { index: 2 }])
  expect(indexRows({ count: 3 })).not.toBe(indexRows(columns))
})
