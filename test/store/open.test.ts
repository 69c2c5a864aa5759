/** Opening: what a book is made of, and every way in which a file can be wrong. A refused file keeps its bytes. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { listHouseholds } from '../../src/main/store/households.ts'
import { appendEntries, listEntries } from '../../src/main/store/ledger.ts'
import { schemaSteps } from '../../src/main/store/schema/steps.ts'
import { openStore } from '../../src/main/store/store.ts'
import { diskBook, entry, folder, household, opened, refusalOf, seed } from './kit.ts'

async function closedBook(file: string): Promise<void> {
  const store = seed(opened(openStore(file)))
  store.transaction(book =>
    appendEntries(
      book,
      Array.from({ length: 2000 }, (_, line) => entry(`e-${line}`, { sequence: line })),
    ),
  )
  await store.close()
}

function overwrite(file: string, at: number, length: number): void {
  const bytes = readFileSync(file)
  bytes.fill(0x5a, at, at + length)
  writeFileSync(file, bytes)
}

describe('a new book', () => {
  test('is complete, private, and in the modes it promises', () => {
    const file = join(folder(), 'new', 'clients.book')
    const store = diskBook(file)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(statSync(`${file}-wal`).mode & 0o777).toBe(0o600)
    expect(store.version).toBe(schemaSteps.at(-1)?.version)
    const pragma = (name: string) => Object.values(store.book.row(`PRAGMA ${name}`) ?? {})[0]
    expect(['synchronous', 'foreign_keys', 'trusted_schema', 'application_id', 'cell_size_check'].map(pragma)).toEqual([
      2, 1, 0, 0x4c745774, 1,
    ])
    expect([...readFileSync(file).subarray(18, 20)]).toEqual([2, 2])
    expect(readdirSync(join(file, '..')).filter(name => name.includes('.new'))).toEqual([])
  })

  test('keeps what was written', async () => {
    const file = join(folder(), 'clients.book')
    await closedBook(file)
    const store = diskBook(file)
    expect(listHouseholds(store.book)).toEqual([household])
    expect(listEntries(store.book, null)).toHaveLength(2000)
  })

  test('a draft left behind by a killed first start is cleared away', () => {
    const file = join(folder(), 'clients.book')
    writeFileSync(`${file}.new`, 'half')
    writeFileSync(`${file}.new-journal`, 'half')
    diskBook(file)
    expect(existsSync(`${file}.new`)).toBe(false)
  })

  test('a reading call cannot write', () => {
    const store = diskBook(join(folder(), 'clients.book'))
    expect(() => store.book.rows("INSERT INTO households (id, name, note) VALUES ('x', 'x', '') RETURNING id")).toThrow(/reading call/)
    expect(() => store.book.row('DELETE FROM households RETURNING id')).toThrow(/reading call/)
    expect(listHouseholds(store.book)).toEqual([])
  })

  test('a transaction that throws leaves nothing, and one that waits is refused', () => {
    const store = seed(diskBook(join(folder(), 'clients.book')))
    const failing = () =>
      store.transaction(book => {
        appendEntries(book, [entry('first')])
        throw new Error('half way')
      })
    expect(failing).toThrow('half way')
    expect(() =>
      store.transaction(async book => {
        appendEntries(book, [entry('first')])
      }),
    ).toThrow(/promise/)
    expect(listEntries(store.book, null)).toEqual([])
  })
})

describe('wrong files', () => {
  test.each([
    ['text', Buffer.from('Symbol,Shares\nABC,3\n'.repeat(20))],
    ['a short text', Buffer.from('hello')],
    ['noise', Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256))],
  ])('%s is no book and is left alone, lock and all', (_, bytes) => {
    const file = join(folder(), 'clients.book')
    writeFileSync(file, bytes)
    expect(refusalOf(openStore(file))).toMatchObject({ code: 'store/not-a-book', where: file })
    expect(readFileSync(file).equals(bytes)).toBe(true)
    expect(readdirSync(join(file, '..'))).toEqual(['clients.book'])
  })

  test('a folder is no book', () => {
    const file = join(folder(), 'clients.book')
    mkdirSync(file)
    expect(refusalOf(openStore(file)).code).toBe('store/not-a-book')
  })

  test('another program’s database is told apart from damage', () => {
    const file = join(folder(), 'firefox.sqlite')
    new Database(file).exec('CREATE TABLE places (a)').close()
    const before = readFileSync(file)
    expect(refusalOf(openStore(file))).toMatchObject({ code: 'store/not-a-book', what: 'This database belongs to another program.' })
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  test('a book of a newer version names both versions and the backup made before its upgrade', async () => {
    const file = join(folder(), 'clients.book')
    await closedBook(file)
    const newer = [...schemaSteps, { version: 990, name: 'of tomorrow', sql: 'CREATE TABLE tomorrow (a INTEGER) STRICT;' }]
    const upgraded = opened(openStore(file, { steps: newer }))
    const kept = upgraded.beforeUpgrade?.file ?? 'none'
    upgraded.discard()
    const refusal = refusalOf(openStore(file))
    expect(refusal).toMatchObject({ code: 'store/newer-than-app' })
    expect(refusal.what).toContain('version 990')
    expect(refusal.what).toContain(`version ${schemaSteps.at(-1)?.version}`)
    expect(refusal.remedy).toContain(kept)
  })
})

describe('damage', () => {
  const damages: readonly (readonly [string, (file: string) => void])[] = [
    ['a header overwritten', file => overwrite(file, 0, 40)],
    ['a page in the middle overwritten', file => overwrite(file, 4096 * 40, 4096)],
    ['the schema page overwritten', file => overwrite(file, 100, 2000)],
    ['a file cut in half', file => truncateSync(file, Math.floor(statSync(file).size / 2))],
    ['a file cut to nothing', file => truncateSync(file, 0)],
    ['a file cut inside its header', file => truncateSync(file, 50)],
  ]

  test.each(damages)('%s: refused with the newest verified backup, bytes kept, never an empty book', async (_, damage) => {
    const file = join(folder(), 'clients.book')
    await closedBook(file)
    damage(file)
    const before = readFileSync(file)
    const refusal = refusalOf(openStore(file))
    const backup = readdirSync(`${file}-backups`)[0] ?? 'none'
    expect(refusal.code).toBe('store/damaged')
    expect(refusal.remedy).toContain(backup)
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  test('without a backup it says so', async () => {
    const file = join(folder(), 'clients.book')
    await closedBook(file)
    rmSync(`${file}-backups`, { recursive: true })
    truncateSync(file, Math.floor(statSync(file).size / 2))
    expect(refusalOf(openStore(file))).toMatchObject({ code: 'store/damaged', remedy: expect.stringContaining('no backup was found') })
  })

  test('a vanished book is not replaced by an empty one', async () => {
    const file = join(folder(), 'clients.book')
    await closedBook(file)
    rmSync(file)
    expect(refusalOf(openStore(file))).toMatchObject({ code: 'store/missing', remedy: expect.stringContaining('clients.book-backups') })
    expect(existsSync(file)).toBe(false)
  })
})
