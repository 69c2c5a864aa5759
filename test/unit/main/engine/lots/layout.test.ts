/** The records of nulls stand for those that a booking makes: with fields in another order they would be of another kind, and keep nothing small. */
import { expect, test } from 'vitest'
import { lawLedger } from '../../../../../bench/law-ledger.ts'
import { book } from '../../../../../src/main/engine/lots/book.ts'
import { layout } from '../../../../../src/main/engine/lots/layout.ts'
import { defaultPolicy } from '../../../../../src/main/engine/lots/policy.ts'

const orderOf = (record: object | null | undefined) => Object.keys(record ?? {}).join(' ')

test('rows, matches, pieces and places in the windows have the fields of their layout, in its order', () => {
  const events = lawLedger({ trades: 400, accounts: 2, funds: 2, method: 'HIFO' })
  const { rows, matches, open } = book(events, { policy: defaultPolicy, treatmentOf: () => 'taxable', groupOf: security => security })
  const candidates = open.map(({ candidate }) => candidate).filter(candidate => candidate !== null)
  const losses = [...new Set(open.map(({ holding }) => holding.group))].flatMap(group => group.losses)
  for (const [records, like] of [
    [rows, layout.row],
    [matches, layout.match],
    [open, layout.piece],
    [candidates, layout.candidate],
    [losses, layout.loss],
  ] as const) {
    expect(records.length).toBeGreaterThan(0)
    expect([...new Set(records.map(orderOf))]).toEqual([orderOf(like)])
  }
})

test('but for the fraction by which pieces are ordered, every field has held null', () => {
  const { piece, ...others } = layout
  const { rate, ...counted } = piece
  expect([rate, ...new Set([...Object.values(others), counted].flatMap(Object.values))]).toEqual([Number.NaN, null])
})
