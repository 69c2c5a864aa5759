/** Step 40: the ledger is written anew with its keys, reversals and triggers, and holds what corporate actions state. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findAccount, saveAccount } from '../../src/main/store/accounts.ts'
import { appendEntries, findEntry, listAllEntries, listEntries } from '../../src/main/store/ledger.ts'
import { schemaSteps } from '../../src/main/store/schema/steps.ts'
import { snapshotParts } from '../../src/main/store/snapshot-parts.ts'
import { id } from '../../src/shared/kernel/id.ts'
import { abc, account, cents, day, diskBook, entry, folder, household, memoryBook, price, xyz } from './kit.ts'

test('a book of step 30 with a reversed entry comes over whole', () => {
  const file = join(folder(), 'old.book')
  const old = diskBook(file, { steps: schemaSteps.filter(step => step.version <= 30) })
  old.transaction(book => {
    book.run("INSERT INTO households (id, name, note) VALUES ('h-lee', 'Lee', '')")
    book.run(
      "INSERT INTO accounts (key, id, household, name, number, custodian, type, mode, default_method, fractional) VALUES (7, 'a-joint', 'h-lee', 'Lee', '1', 'schwab', 'joint', 'tradable', 'FIFO', 0)",
    )
    for (const [key, name, reverses] of [
      [11, 'e-1', null],
      [12, 'e-2', null],
      [13, 'r-1', 11],
    ] as const)
      book.run(
        "INSERT INTO ledger (key, id, account, kind, trade_date, sequence, shares, fees, fingerprint, memo, line, reverses) VALUES (?, ?, 7, 'fee', '2026-01-05', 1, 0, 0, ?, '', 0, ?)",
        [key, name, `print of ${name}`, reverses],
      )
  })
  old.discard()
  const store = diskBook(file)
  const scope = { household: household.id }
  expect(listEntries(store.book, scope).map(each => each.id)).toEqual(['e-2'])
  expect(listAllEntries(store.book, scope).map(each => [each.id, each.reverses])).toEqual([
    ['e-1', null],
    ['e-2', null],
    ['r-1', 'e-1'],
  ])
  expect(() => store.transaction(book => book.run("UPDATE ledger SET memo = 'x'"))).toThrow('append-only')
  expect(() => store.transaction(book => book.run('DELETE FROM ledger'))).toThrow('append-only')
  const twin = entry('e-3', { fingerprint: 'print of e-2', security: null, kind: 'fee' })
  expect(() => store.transaction(book => appendEntries(book, [twin]))).toThrow('the ledger has this entry already')
})

test('what few entries state is kept, and absent where it is not stated', () => {
  const store = memoryBook()
  const spin = entry('e-1', { kind: 'spin-off', ratio: [1, 4], counter: xyz.id, counterPrice: price(24_430_000), allocation: 15_734_900 })
  const sale = entry('e-2', { kind: 'sell', method: 'HIFO', sequence: 2 })
  const gift = entry('e-3', { kind: 'gift-in', giftTax: cents(139_57), sequence: 3 })
  const fill = entry('e-4', { orderGroup: 'o-1', sequence: 4 })
  store.transaction(book => appendEntries(book, [spin, sale, gift, fill]))
  expect(listEntries(store.book, { household: household.id })).toEqual([spin, sale, gift, fill])
  expect(findEntry(store.book, id('e-4'))).not.toHaveProperty('method')
})

test('the counter security belongs to the snapshot of its household', () => {
  const store = memoryBook()
  store.transaction(book => appendEntries(book, [entry('e-1', { kind: 'name-change', security: abc.id, counter: xyz.id })]))
  const parts = snapshotParts(store.book, household.id, day('2026-11-21'))
  expect(parts?.securities.map(security => security.id).sort()).toEqual([abc.id, xyz.id])
})

test('the methods of the past are kept with the account', () => {
  const store = memoryBook()
  const earlierMethods = [{ until: day('2026-06-01'), method: 'FIFO' as const }]
  store.transaction(book => saveAccount(book, { ...account, defaultMethod: 'HIFO', earlierMethods }))
  expect(findAccount(store.book, account.id)).toMatchObject({ defaultMethod: 'HIFO', earlierMethods })
  store.transaction(book => saveAccount(book, account))
  expect(findAccount(store.book, account.id)).not.toHaveProperty('earlierMethods')
})
