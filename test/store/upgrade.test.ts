/** Upgrades: a verified backup first, all steps or none, and the kept book of every released version still opens with what is in it. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { verifyAudit } from '../../src/main/store/audit.ts'
import { listHouseholds } from '../../src/main/store/households.ts'
import type { SchemaStep } from '../../src/main/store/migrate.ts'
import { listOpenLots } from '../../src/main/store/open-lots.ts'
import { schemaSteps } from '../../src/main/store/schema/steps.ts'
import { snapshotParts } from '../../src/main/store/snapshot-parts.ts'
import { openStore, type Store } from '../../src/main/store/store.ts'
import { readTicket } from '../../src/main/store/tickets.ts'
import { keptTicket } from './kept/contents.ts'
import { day, diskBook, folder, household, opened, refusalOf, seed } from './kit.ts'

const newest = schemaSteps.at(-1)?.version ?? 0
const next: SchemaStep = {
  version: newest + 10,
  name: 'colours',
  sql: "ALTER TABLE households ADD COLUMN colour TEXT NOT NULL DEFAULT 'grey';",
}
const failing: SchemaStep = {
  version: newest + 20,
  name: 'fails',
  sql: 'CREATE TABLE half (a INTEGER) STRICT; INSERT INTO nowhere VALUES (1);',
}
const orphaning: SchemaStep = { version: newest + 20, name: 'orphans', sql: 'DELETE FROM households;' }

function oldBook(): string {
  const file = join(folder(), 'clients.book')
  seed(opened(openStore(file))).discard()
  return file
}

describe('an upgrade', () => {
  test('is done once, after a backup of the old version that opens', () => {
    const file = oldBook()
    const store = diskBook(file, { steps: [...schemaSteps, next] })
    expect(store.version).toBe(next.version)
    expect(store.book.row('SELECT colour FROM households')).toEqual({ colour: 'grey' })
    expect(store.beforeUpgrade).toMatchObject({ version: newest, kind: 'before-upgrade' })
    store.discard()
    expect(diskBook(file, { steps: [...schemaSteps, next] }).beforeUpgrade).toBeNull()
    const kept = diskBook(store.beforeUpgrade?.file ?? '')
    expect([kept.version, listHouseholds(kept.book)]).toEqual([newest, [household]])
  })

  test.each([
    ['fails', failing],
    ['leaves rows that point nowhere', orphaning],
  ])('of which a step %s leaves the old book, names the backup, and works once mended', (_, step) => {
    const file = oldBook()
    const refusal = refusalOf(openStore(file, { steps: [...schemaSteps, next, step] }))
    expect(refusal).toMatchObject({ code: 'store/upgrade-failed', remedy: expect.stringContaining('before-upgrade.book') })
    const old = opened(openStore(file))
    expect([old.version, listHouseholds(old.book)]).toEqual([newest, [household]])
    expect(old.book.row("SELECT 1 FROM sqlite_schema WHERE name = 'half' OR sql LIKE '%colour%'")).toBeUndefined()
    old.discard()
    expect(diskBook(file, { steps: [...schemaSteps, next] }).version).toBe(next.version)
  })

  test('does not start where its backup cannot be made', () => {
    const file = oldBook()
    writeFileSync(`${file}-backups`, 'a file where the folder should be')
    expect(refusalOf(openStore(file, { steps: [...schemaSteps, next] }))).toMatchObject({
      what: expect.stringContaining('No backup could be made'),
    })
    expect(diskBook(file).version).toBe(newest)
  })
})

describe.each(schemaSteps.map(step => step.version))('the kept book of version %i', version => {
  const bytes = gunzipSync(readFileSync(fileURLToPath(new URL(`./kept/${String(version).padStart(4, '0')}.book.gz`, import.meta.url))))
  const keptBook = (steps: readonly SchemaStep[]) => {
    const file = join(folder(), 'kept.book')
    writeFileSync(file, bytes)
    return diskBook(file, { steps })
  }

  test('opens, is brought up to date, and holds what it held', () => {
    const store = keptBook(schemaSteps)
    expect([store.version, store.beforeUpgrade?.version]).toEqual([newest, version === newest ? undefined : version])
    const parts = snapshotParts(store.book, household.id, day('2026-11-21'))
    expect(parts?.entries.map(entry => entry.id)).toEqual(['e-1', 'e-2'])
    expect(parts?.statementLots.map(lot => [lot.id, lot.basis])).toEqual([
      ['l-1', 150_00],
      ['l-2', null],
    ])
    expect(listOpenLots(store.book, null).map(lot => lot.id)).toEqual(['l-1'])
    expect(readTicket(store.book, keptTicket.id)).toEqual({
      ticket: keptTicket,
      status: 'issued',
      history: [{ at: keptTicket.preparedAt, status: 'issued', what: 'issued' }],
    })
    expect(verifyAudit(store.book)).toEqual({ ok: true, value: 2 })
  })

  test('has the schema that its steps still make', () => {
    const steps = schemaSteps.filter(step => step.version <= version)
    const schema = (store: Store) => store.book.rows('SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name')
    expect(schema(diskBook(join(folder(), 'fresh.book'), { steps }))).toEqual(schema(keptBook(steps)))
  })
})
