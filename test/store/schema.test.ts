/** The schema itself: every table strict, evidence append-only in the table and not only by habit, and readings that go through indexes. */
import { describe, expect, test } from 'vitest'
import type { ReadableBook } from '../../src/main/store/database.ts'
import { standingFingerprints } from '../../src/main/store/fingerprints.ts'
import { schemaSteps } from '../../src/main/store/schema/steps.ts'
import { snapshotParts } from '../../src/main/store/snapshot-parts.ts'
import { account, day, household, memoryBook } from './kit.ts'

const evidence = [
  'ledger',
  'statements',
  'statement_lots',
  'positions',
  'realized_lots',
  'cash_balances',
  'coverage',
  'prices',
  'tickets',
  'ticket_events',
  'audit',
  'checks',
  'transitions',
]

test('steps rise by tens', () => {
  expect(schemaSteps.map(step => step.version)).toEqual(schemaSteps.map((_, index) => (index + 1) * 10))
})

test('every table is strict', () => {
  const store = memoryBook()
  const loose = store.book.rows(
    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'",
  )
  expect(loose).toEqual([])
})

test.each(evidence)('%s refuses UPDATE and DELETE by triggers of its own', name => {
  const store = memoryBook()
  const triggers = store.book.rows("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ? AND sql LIKE '%append-only%'", [
    name,
  ])
  expect(triggers.map(row => row.name).toSorted()).toEqual([`${name}_no_delete`, `${name}_no_update`])
})

test.each([
  ['a fraction in a whole number', "INSERT INTO tax_profiles (household, year) VALUES ('h-lee', 2026.5)"],
  ['text in a number', "INSERT INTO cash_needs (id, household, amount, due, note) VALUES ('n', 'h-lee', 'many', '2026-01-01', '')"],
  [
    'a number beyond what JavaScript holds',
    "INSERT INTO cash_needs (id, household, amount, due, note) VALUES ('n', 'h-lee', 9007199254740992, '2026-01-01', '')",
  ],
  ['the 31st of April', "INSERT INTO cash_needs (id, household, amount, due, note) VALUES ('n', 'h-lee', 1, '2026-04-31', '')"],
  ['a date with a time', "INSERT INTO cash_needs (id, household, amount, due, note) VALUES ('n', 'h-lee', 1, '2026-04-30 12:00', '')"],
  ['now as a date', "INSERT INTO cash_needs (id, household, amount, due, note) VALUES ('n', 'h-lee', 1, 'now', '')"],
  ['an empty id', "INSERT INTO households (id, name, note) VALUES ('', 'x', '')"],
  ['a household that is not there', "INSERT INTO people (id, household, name, role) VALUES ('p', 'nobody', 'x', 'spouse')"],
  ['an account type nobody knows', "UPDATE accounts SET type = 'piggy bank'"],
  ['broken JSON', "INSERT INTO settings (key, document) VALUES (1, '{')"],
  ['a second row of settings', "INSERT INTO settings (key, document) VALUES (2, '{}')"],
])('refuses %s', (_, sql) => {
  const store = memoryBook()
  expect(() => store.transaction(book => book.run(sql))).toThrow(/constraint|cannot store/)
})

describe('readings of one household', () => {
  /** The plan of every statement a reading prepares. */
  function plansOf(read: (book: ReadableBook) => unknown): string[] {
    const { book } = memoryBook()
    const plans: string[] = []
    const explain = (sql: string, values: Parameters<ReadableBook['rows']>[1]) =>
      plans.push(...book.rows(`EXPLAIN QUERY PLAN ${sql}`, values).map(row => String(row.detail)))
    const spy: ReadableBook = {
      ...book,
      rows: (sql, values) => {
        explain(sql, values)
        return book.rows(sql, values)
      },
    }
    read(spy)
    return plans
  }

  test.each([
    ['a snapshot', (book: ReadableBook) => snapshotParts(book, household.id, day('2026-11-21'))],
    ['fingerprints of an account', (book: ReadableBook) => standingFingerprints(book, { account: account.id })],
  ])('%s never walks through all evidence', (_, read) => {
    const plans = plansOf(read)
    expect(plans.length).toBeGreaterThan(2)
    const scans = plans.filter(plan => /^SCAN /.test(plan)).map(plan => plan.split(' ')[1])
    expect(
      scans.filter(alias => !['wanted', 'models', 'model_targets', 'model_members', 'model_mapped', 'relations'].includes(alias ?? '')),
    ).toEqual([])
  })
})
