/** Small books for tests of the store: one in memory, one on disk, and a folder that is gone afterwards. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { saveAccount } from '../../src/main/store/accounts.ts'
import { saveHousehold } from '../../src/main/store/households.ts'
import { appendImport } from '../../src/main/store/imports.ts'
import { saveSecurity } from '../../src/main/store/securities.ts'
import { openStore, type Store, type StoreOptions } from '../../src/main/store/store.ts'
import type { Outcome, Refusal } from '../../src/shared/kernel/outcome.ts'
import { abc, account, household, importRecord, ira, xyz } from './samples.ts'

export * from './samples.ts'

/** One household, a joint account and an IRA, two securities. */
export function seed(store: Store): Store {
  store.transaction(book => {
    saveHousehold(book, household)
    for (const each of [abc, xyz]) saveSecurity(book, each)
    for (const each of [account, ira]) saveAccount(book, each)
  })
  return store
}

export function memoryBook(): Store {
  const store = seed(opened(openStore(':memory:')))
  onTestFinished(() => store.discard())
  return store
}

export function withImport(store: Store, name: string): void {
  store.transaction(book => appendImport(book, importRecord(name)))
}

export function folder(): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'lotwright-store-')))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

/** A book on disk; closed when the test is over. */
export function diskBook(file: string, options: StoreOptions = {}): Store {
  const store = opened(openStore(file, options))
  onTestFinished(() => store.discard())
  return store
}

export function opened<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.what} ${outcome.refusal.where}`)
  return outcome.value
}

export function refusalOf(outcome: Outcome<unknown>): Refusal {
  if (outcome.ok) throw new Error('a refusal was expected')
  return outcome.refusal
}
