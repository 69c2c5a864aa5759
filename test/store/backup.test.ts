/** Backups are made when they should be, count only when they were opened and checked, and bring the book back. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { restoreBackup } from '../../src/main/store/backup.ts'
import { findHousehold, listHouseholds, saveHousehold } from '../../src/main/store/households.ts'
import { openStore } from '../../src/main/store/store.ts'
import { id } from '../../src/shared/kernel/id.ts'
import { at, diskBook, folder, household, opened, refusalOf, seed } from './kit.ts'

function clockFrom(day: number): () => string {
  let second = 0
  return () => {
    second += 1
    return new Date(Date.UTC(2026, 10, day, 9, 0, second)).toISOString()
  }
}

describe('making', () => {
  test('while the book is in use: a whole book of its own, private, under a telling name', async () => {
    const file = join(folder(), 'clients.book')
    const store = seed(diskBook(file, { now: clockFrom(21) }))
    const made = opened(await store.backup('asked'))
    expect(made).toMatchObject({ version: store.version, kind: 'asked' })
    expect(readdirSync(`${file}-backups`)).toEqual([made.file.slice(file.length + '-backups/'.length)])
    expect(statSync(made.file).mode & 0o777).toBe(0o600)
    expect(store.backups()).toEqual([made])
    const copy = join(folder(), 'copy.book')
    copyFileSync(made.file, copy)
    expect(listHouseholds(diskBook(copy).book)).toEqual([household])
  })

  test('at the end only where something changed', async () => {
    const file = join(folder(), 'clients.book')
    const first = seed(opened(openStore(file)))
    expect(opened(await first.close())?.kind).toBe('close')
    const second = opened(openStore(file))
    expect(opened(await second.close())).toBeNull()
    const third = opened(openStore(file))
    third.transaction(book => saveHousehold(book, { ...household, note: 'changed' }))
    await third.backup('asked')
    expect(opened(await third.close())).toBeNull()
    expect(opened(await third.close())).toBeNull()
  })

  test('once a day, and not of an empty book', async () => {
    const file = join(folder(), 'clients.book')
    const store = diskBook(file, { now: clockFrom(21) })
    expect(opened(await store.backupIfDue())).toBeNull()
    seed(store)
    expect(opened(await store.backupIfDue())?.kind).toBe('daily')
    expect(opened(await store.backupIfDue())).toBeNull()
    store.discard()
    expect(opened(await diskBook(file, { now: clockFrom(22) }).backupIfDue())?.at).toMatch(/^2026-11-22/)
  })

  test('one after the other, and the end waits for the one under way', async () => {
    const file = join(folder(), 'clients.book')
    const store = seed(opened(openStore(file)))
    const asked = [store.backup('asked'), store.backup('daily')]
    const ends = await Promise.all([store.close(), store.close()])
    expect((await Promise.all(asked)).map(made => made.ok)).toEqual([true, true])
    expect(ends.map(opened)).toEqual([null, null])
    expect(diskBook(file).backups()).toHaveLength(2)
  })

  test('none of a book in memory', async () => {
    const store = opened(openStore(':memory:'))
    expect(refusalOf(await store.backup('asked')).code).toBe('store/in-memory')
    expect([opened(await store.backupIfDue()), store.backups(), opened(await store.close())]).toEqual([null, [], null])
  })

  test('a backup that cannot be written leaves nothing behind and says which one is the newest', async () => {
    const file = join(folder(), 'clients.book')
    const store = seed(diskBook(file, { now: clockFrom(21) }))
    const good = opened(await store.backup('asked'))
    mkdirSync(`${good.file.replace('090002', '090003')}.part`)
    expect(refusalOf(await store.backup('asked'))).toMatchObject({ code: 'store/read-only', what: expect.stringContaining(good.file) })
    expect(store.backups()).toEqual([good])
    expect(readdirSync(`${file}-backups`).filter(name => name.endsWith('.part'))).toEqual([])
  })
})

describe('restoring', () => {
  const lost = { ...household, id: id<'household'>('h-lost') }

  async function bookAndBackup() {
    const file = join(folder(), 'clients.book')
    const store = seed(opened(openStore(file)))
    const backup = opened(await store.backup('asked'))
    store.transaction(book => saveHousehold(book, lost))
    store.discard()
    return { file, backup: backup.file }
  }

  test('brings the backup back and keeps what was there aside, log and all', async () => {
    const { file, backup } = await bookAndBackup()
    const { aside } = opened(restoreBackup(file, backup, at))
    expect(findHousehold(diskBook(file).book, lost.id)).toBeUndefined()
    expect(aside).toBe(`${file}.aside-2026-11-21T140211123Z`)
    expect(findHousehold(diskBook(aside ?? '').book, lost.id)).toEqual(lost)
  })

  test('brings a damaged or vanished book back', async () => {
    const { file, backup } = await bookAndBackup()
    truncateSync(file, 9000)
    expect(refusalOf(openStore(file)).code).toBe('store/damaged')
    opened(restoreBackup(file, backup, at))
    const store = opened(openStore(file))
    expect(listHouseholds(store.book)).toEqual([household])
    store.discard()
    rmSync(file)
    expect(opened(restoreBackup(file, backup, at))).toEqual({ aside: null })
    expect(listHouseholds(diskBook(file).book)).toEqual([household])
  })

  test('refuses while the book is open', async () => {
    const { file, backup } = await bookAndBackup()
    const store = diskBook(file)
    expect(refusalOf(restoreBackup(file, backup, at)).code).toBe('store/already-open')
    expect(findHousehold(store.book, lost.id)).toEqual(lost)
  })

  test.each([
    ['a damaged backup', (backup: string) => truncateSync(backup, 9000)],
    ['a file that is no book', (backup: string) => writeFileSync(backup, 'Symbol,Shares\n'.repeat(100))],
    ['a backup that is not there', (backup: string) => rmSync(backup)],
  ])('refuses %s and leaves the book as it is', async (_, spoil) => {
    const { file, backup } = await bookAndBackup()
    spoil(backup)
    const before = readFileSync(file)
    expect(restoreBackup(file, backup, at)).toMatchObject({ ok: false, refusal: { where: backup } })
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(existsSync(`${file}.restoring`)).toBe(false)
    expect(findHousehold(diskBook(file).book, lost.id)).toEqual(lost)
  })
})
