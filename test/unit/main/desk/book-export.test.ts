/** The book as files, by the call of the window: what stands on the screen stands in the file, to the cent and the share. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LotColumns, Overview } from '../../../../src/shared/model/views.ts'
import { openTestDesk, type TestDesk } from '../../../fixtures/desk.ts'

const asOf = '2026-11-21'
let desk: TestDesk

beforeAll(async () => {
  desk = await openTestDesk({ sample: true })
})
afterAll(() => desk.close())

async function rowsOf(what: 'households' | 'lots') {
  const file = await desk.get<{ handle: string; name: string }>('book.export', { asOf, what })
  const [head = '', ...lines] = readFileSync(desk.shelf.offered(file.handle).path, 'utf8').trimEnd().split('\r\n')
  const names = head.split(',')
  const rows = lines.map(line => {
    const cells = [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) =>
      cell.replace(/^"|"$/g, '').replaceAll('""', '"'),
    )
    return Object.fromEntries(names.map((name, at) => [name, cells[at] ?? '']))
  })
  return { name: file.name, rows }
}

test('a line for each household, with the figures of its line in the book', async () => {
  const { households } = await desk.get<Overview>('book.overview', { asOf })
  const { name, rows } = await rowsOf('households')
  expect(name).toBe('households-2026-11-21.csv')
  expect(rows.map(row => [row.household, row.next_step, Number(row.value), row.est_saved_now, row.next_lock_ends])).toEqual(
    households.map(row => [row.name, row.next, (row.value ?? 0) / 100, ((row.savedNow ?? 0) / 100).toFixed(2), row.nextLockEnds ?? '']),
  )
  expect(rows.every(row => row.as_of === asOf && row.note !== '')).toBe(true)
})

test('a line for each open lot; what is not known is empty', async () => {
  const lots = await desk.get<LotColumns>('book.lots', { asOf, household: null })
  const { name, rows } = await rowsOf('lots')
  expect(name).toBe('open-lots-2026-11-21.csv')
  expect(
    rows.map(row => [row.symbol, Math.round(Number(row.shares) * 1e6), row.gain === '' ? null : Math.round(Number(row.gain) * 100)]),
  ).toEqual(Array.from({ length: lots.count }, (_none, at) => [lots.texts[lots.symbol[at] ?? -1], lots.shares[at], lots.gain[at]]))
  expect(new Set(rows.map(row => row.lot_id)).size).toBe(lots.count)
  expect(rows.filter(row => row.acquired === '').length).toBe(lots.acquired.filter(day => day < 0).length)
})
