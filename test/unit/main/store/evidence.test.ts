/** What files say is only ever appended: it comes back as written, cannot be changed, is not taken twice, and an undone import is passed over. */
import { describe, expect, test } from 'vitest'
import { reversalsByFingerprint, standingFingerprints } from '../../../../src/main/store/fingerprints.ts'
import { appendPositions, appendRealized, latestPositions, listRealized } from '../../../../src/main/store/holdings.ts'
import {
  findImport,
  findImportOf,
  issuesOf,
  listImports,
  listMappings,
  reverseImport,
  saveMapping,
} from '../../../../src/main/store/imports.ts'
import { appendEntries, findEntry, listAllEntries, listEntries } from '../../../../src/main/store/ledger.ts'
import { appendPrices, latestPrices, latestPricesOf } from '../../../../src/main/store/prices.ts'
import { appendStatements, latestStatementLots, latestStatements } from '../../../../src/main/store/statements.ts'
import type { Store } from '../../../../src/main/store/store.ts'
import { id } from '../../../../src/shared/kernel/id.ts'
import type { Mapping } from '../../../../src/shared/model/import-batch.ts'
import type { RealizedLot } from '../../../../src/shared/model/ledger.ts'
import {
  abc,
  account,
  at,
  cents,
  day,
  entry,
  household,
  importRecord,
  ira,
  memoryBook,
  price,
  shares,
  statementLot,
  withImport,
  xyz,
} from '../../../store/kit.ts'

const one = id<'import'>('one')
const today = day('2026-11-21')

function undo(store: Store): number {
  const ids = ['undo-1', 'undo-2', 'undo-3']
  return store.transaction(book => reverseImport(book, one, { at, reason: 'wrong client', nextId: () => id(ids.shift() ?? 'undo') }))
}

describe('ledger', () => {
  test('an entry comes back in every field, oldest first', () => {
    const store = memoryBook()
    withImport(store, 'one')
    const late = entry('late', {
      tradeDate: day('2026-05-01'),
      kind: 'split',
      ratio: [3, 2],
      price: null,
      amount: null,
      basis: null,
      settleDate: null,
      orderGroup: 'o-1',
      picks: [{ lot: id<'lot'>('l-1'), shares: shares(5) }],
      source: { import: one, line: 14 },
      memo: 'three for two',
    })
    const cash = entry('cash', {
      security: null,
      kind: 'cash-in',
      shares: shares(0),
      tradeDate: day('2026-01-05'),
      acquired: day('2025-01-01'),
    })
    const first = entry('first', { sequence: 0 })
    store.transaction(book => appendEntries(book, [late, entry('second'), first, cash]))
    expect(listEntries(store.book, { household: household.id })).toEqual([cash, first, entry('second'), late])
    expect(findEntry(store.book, late.id)).toEqual(late)
    expect(listEntries(store.book, { account: ira.id })).toEqual([])
  })

  test.each(['UPDATE ledger SET shares = 0', 'DELETE FROM ledger', "UPDATE ledger SET memo = 'x'"])('refuses %s', sql => {
    const store = memoryBook()
    store.transaction(book => appendEntries(book, [entry('first')]))
    expect(() => store.transaction(book => book.run(sql))).toThrow('ledger is append-only')
    expect(listEntries(store.book, null)).toEqual([entry('first')])
  })

  test('the same fingerprint does not stand twice in one account, but may in another', () => {
    const store = memoryBook()
    store.transaction(book => appendEntries(book, [entry('first')]))
    const twin = { ...entry('twin'), fingerprint: entry('first').fingerprint }
    expect(() => store.transaction(book => appendEntries(book, [twin]))).toThrow('has this entry already')
    store.transaction(book => appendEntries(book, [{ ...twin, account: ira.id }]))
    expect(listEntries(store.book, null)).toHaveLength(2)
  })

  test('a reversal takes back one entry, once; then the same row may come again', () => {
    const store = memoryBook()
    const first = entry('first')
    const back = entry('back', { reverses: first.id })
    store.transaction(book => appendEntries(book, [first, back]))
    expect(listEntries(store.book, null)).toEqual([])
    expect(listAllEntries(store.book, null)).toEqual([first, back])
    expect(standingFingerprints(store.book, null)).toEqual(new Set())
    expect(reversalsByFingerprint(store.book, { account: account.id })).toEqual(new Map([[first.fingerprint, 1]]))
    expect(() => store.transaction(book => appendEntries(book, [entry('more', { reverses: first.id })]))).toThrow(/UNIQUE/)
    expect(() => store.transaction(book => appendEntries(book, [entry('more', { reverses: back.id })]))).toThrow('a reversal takes back')
    expect(() => store.transaction(book => appendEntries(book, [entry('more', { reverses: first.id, account: ira.id })]))).toThrow(
      'a reversal takes back',
    )
    const again = { ...entry('again'), fingerprint: first.fingerprint }
    store.transaction(book => appendEntries(book, [again]))
    expect(listEntries(store.book, null)).toEqual([again])
  })

  test('an unknown account or security is refused by name and nothing is written', () => {
    const store = memoryBook()
    const stray = entry('stray', { security: id<'security'>('s-none') })
    expect(() => store.transaction(book => appendEntries(book, [entry('first'), stray]))).toThrow(/data\/unknown-security/)
    expect(listEntries(store.book, null)).toEqual([])
  })

  test.each([
    ['a fraction of a cent', { amount: cents(0.5) }],
    ['a number too large to be exact', { basis: cents(2 ** 53) }],
    ['negative shares', { shares: shares(-1) }],
    ['a day that does not exist', { tradeDate: '2026-02-30' as never }],
    ['a kind nobody knows', { kind: 'short' as never }],
  ])('refuses %s', (_, over) => {
    const store = memoryBook()
    expect(() => store.transaction(book => appendEntries(book, [entry('bad', over)]))).toThrow(/CHECK|REAL/)
  })
})

describe('lot statements', () => {
  const put = (store: Store, asOf: string, lots: readonly string[], source: string | null = null) =>
    store.transaction(book => {
      const provenance = { import: source === null ? null : id<'import'>(source), line: 7 }
      appendStatements(book, [
        {
          account: account.id,
          security: abc.id,
          asOf: day(asOf),
          import: provenance.import,
          lots: lots.map(name => statementLot(name, { asOf: day(asOf), source: provenance })),
        },
      ])
    })
  const names = (store: Store, asOf = today) => latestStatementLots(store.book, { household: household.id }, asOf).map(lot => lot.id)

  test('the latest on or before the day counts, whatever was read last', () => {
    const store = memoryBook()
    put(store, '2026-10-31', ['oct-1', 'oct-2'])
    put(store, '2026-09-30', ['sep-1'])
    expect(names(store)).toEqual(['oct-1', 'oct-2'])
    expect(names(store, day('2026-10-15'))).toEqual(['sep-1'])
    expect(names(store, day('2026-01-01'))).toEqual([])
    expect(latestStatementLots(store.book, null, today)[0]).toEqual(
      statementLot('oct-1', { asOf: day('2026-10-31'), source: { import: null, line: 7 } }),
    )
  })

  test('of two for one day the later one counts; undone, the earlier counts again', () => {
    const store = memoryBook()
    withImport(store, 'one')
    put(store, '2026-10-31', ['first'])
    put(store, '2026-10-31', ['second'], 'one')
    expect(names(store)).toEqual(['second'])
    undo(store)
    expect(names(store)).toEqual(['first'])
  })

  test('an empty statement says that nothing is held, and is told apart from none', () => {
    const store = memoryBook()
    put(store, '2026-09-30', ['sep-1'])
    put(store, '2026-10-31', [])
    expect(names(store)).toEqual([])
    expect(latestStatements(store.book, { account: account.id }, today)).toEqual([
      { account: account.id, security: abc.id, asOf: '2026-10-31', import: null, lots: 0 },
    ])
    expect(latestStatements(store.book, { account: ira.id }, today)).toEqual([])
  })

  test.each(['UPDATE statement_lots SET basis = 1', 'DELETE FROM statements', 'DELETE FROM statement_lots'])('refuses %s', sql => {
    const store = memoryBook()
    put(store, '2026-09-30', ['sep-1'])
    expect(() => store.transaction(book => book.run(sql))).toThrow('append-only')
  })
})

describe('positions, realized lots, prices', () => {
  test('the newest position of each holding', () => {
    const store = memoryBook()
    withImport(store, 'one')
    const position = (asOf: string, count: number, source: string | null) => ({
      account: account.id,
      security: abc.id,
      asOf: day(asOf),
      shares: shares(count),
      basis: null,
      reinvest: true,
      source: { import: source === null ? null : id<'import'>(source), line: 5 },
    })
    store.transaction(book => appendPositions(book, [position('2026-10-01', 5, null), position('2026-11-01', -9, 'one')]))
    expect(latestPositions(store.book, null, today)).toEqual([position('2026-11-01', -9, 'one')])
    expect(latestPositions(store.book, null, day('2026-10-20'))).toEqual([position('2026-10-01', 5, null)])
    undo(store)
    expect(latestPositions(store.book, null, today)).toEqual([position('2026-10-01', 5, null)])
  })

  test('realized lots are not taken twice, and an undone file can be read again', () => {
    const store = memoryBook()
    withImport(store, 'one')
    const lot: RealizedLot = {
      account: account.id,
      security: xyz.id,
      opened: null,
      closed: day('2026-05-05'),
      shares: shares(7),
      proceeds: cents(100),
      basis: null,
      term: 'long',
      disallowed: cents(12),
      source: { import: one, line: 9 },
    }
    store.transaction(book => appendRealized(book, [{ fingerprint: 'f', lot }]))
    expect(listRealized(store.book, { household: household.id })).toEqual([lot])
    expect(standingFingerprints(store.book, null)).toEqual(new Set(['f']))
    expect(() => store.transaction(book => appendRealized(book, [{ fingerprint: 'f', lot }]))).toThrow('has this realized lot already')
    undo(store)
    expect(listRealized(store.book, null)).toEqual([])
    withImport(store, 'two!')
    const again = { ...lot, source: { import: id<'import'>('two!'), line: 9 } }
    store.transaction(book => appendRealized(book, [{ fingerprint: 'f', lot: again }]))
    expect(listRealized(store.book, null)).toEqual([again])
  })

  test('the newest price on or before the day; of two sources the later one', () => {
    const store = memoryBook()
    withImport(store, 'one')
    const quoted = (date: string, value: number, source: string | null) => ({
      security: abc.id,
      date: day(date),
      price: price(value),
      source: { import: source === null ? null : id<'import'>(source), line: 1 },
    })
    store.transaction(book =>
      appendPrices(book, [quoted('2026-11-19', 1, null), quoted('2026-11-20', 2, null), quoted('2026-11-20', 2, null)]),
    )
    store.transaction(book => appendPrices(book, [quoted('2026-11-20', 3, 'one')]))
    expect(latestPrices(store.book, today)).toEqual([quoted('2026-11-20', 3, 'one')])
    expect(latestPricesOf(store.book, [abc.id, xyz.id], day('2026-11-19'))).toEqual([quoted('2026-11-19', 1, null)])
    undo(store)
    expect(latestPricesOf(store.book, [abc.id], today)).toEqual([quoted('2026-11-20', 2, null)])
  })

  test('one file with two prices for one day is refused, naming both', () => {
    const store = memoryBook()
    const quoted = (value: number) => ({ security: abc.id, date: today, price: price(value), source: { import: null, line: value } })
    expect(() => store.transaction(book => appendPrices(book, [quoted(1_000_000), quoted(2_000_000)]))).toThrow(
      /data\/two-prices: .*1\.00 and 2\.00/,
    )
    expect(latestPrices(store.book, today)).toEqual([])
  })
})

describe('imports', () => {
  test('undoing one reverses its entries, marks it once, and leaves others alone', () => {
    const store = memoryBook()
    withImport(store, 'one')
    const [mine, other] = [entry('mine', { source: { import: one, line: 4 } }), entry('other')]
    store.transaction(book => appendEntries(book, [mine, other]))
    expect(undo(store)).toBe(1)
    expect(listEntries(store.book, null)).toEqual([other])
    expect(findEntry(store.book, id<'ledger entry'>('undo-1'))).toEqual({
      ...mine,
      id: 'undo-1',
      reverses: mine.id,
      fingerprint: 'reversal of mine',
      memo: 'import undone: wrong client',
    })
    expect(findImport(store.book, one)?.reversed).toBe(true)
    expect(() => undo(store)).toThrow(/conflict\/import-not-standing/)
  })

  test('the same bytes are found while their import stands', () => {
    const store = memoryBook()
    withImport(store, 'one')
    const { size: _, issues: __, ...row } = importRecord('one')
    expect(findImportOf(store.book, row.sha256)).toEqual({ ...row, reversed: false })
    expect(listImports(store.book)).toEqual([{ ...row, reversed: false }])
    undo(store)
    expect(findImportOf(store.book, row.sha256)).toBeUndefined()
    expect(issuesOf(store.book, one)).toEqual([])
  })

  test.each(["UPDATE imports SET file_name = 'x'", 'DELETE FROM imports', 'UPDATE imports SET reversed_at = NULL'])('refuses %s', sql => {
    const store = memoryBook()
    withImport(store, 'one')
    expect(() => store.transaction(book => book.run(sql))).toThrow(/append-only|only ever marked/)
  })

  test('mappings are kept by name', () => {
    const store = memoryBook()
    const mapping: Mapping = {
      name: 'Old broker',
      kind: 'lots',
      columns: { shares: 'Qty' },
      dateOrder: 'mdy',
      custodian: 'other',
      account: null,
      asOf: null,
    }
    store.transaction(book => {
      saveMapping(book, mapping)
      saveMapping(book, { ...mapping, dateOrder: 'iso' })
    })
    expect(listMappings(store.book)).toEqual([{ ...mapping, dateOrder: 'iso' }])
  })
})
