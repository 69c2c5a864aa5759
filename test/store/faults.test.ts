/** What the machine does to a book: a second program, kill -9 during a commit, a full drive, a folder that cannot be written. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { verifyAudit } from '../../src/main/store/audit.ts'
import { listHouseholds, saveHousehold } from '../../src/main/store/households.ts'
import { listImports } from '../../src/main/store/imports.ts'
import { listEntries } from '../../src/main/store/ledger.ts'
import { openStore, type Store } from '../../src/main/store/store.ts'
import { id } from '../../src/shared/kernel/id.ts'
import { diskBook, folder, household, opened, refusalOf, seed } from './kit.ts'

const program = fileURLToPath(new URL('./commit-child.ts', import.meta.url))
const rounds = 50

function started(command: readonly string[]): {
  readonly child: ChildProcess
  readonly said: () => string
  until(word: string): Promise<void>
} {
  const child = spawn(command[0] ?? '', command.slice(1), { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  let said = ''
  let heard = () => undefined as undefined
  child.stdout?.setEncoding('utf8').on('data', text => {
    said += text
    heard()
  })
  const until = (word: string) =>
    new Promise<void>((resolve, reject) => {
      heard = () => {
        if (said.includes(word)) resolve()
        return undefined
      }
      heard()
      child.once('exit', () => (said.includes(word) ? resolve() : reject(new Error(`ended without “${word}”: ${said}`))))
    })
  return { child, said: () => said, until }
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise(resolve => (child.exitCode !== null || child.signalCode !== null ? resolve() : child.once('exit', () => resolve())))
}

/** Every import is whole: as many lots and entries as it says, nothing of any other, and the trail unbroken. */
function expectWhole(store: Store): void {
  const imports = listImports(store.book)
  const facts = imports.reduce((sum, each) => sum + each.facts, 0)
  const counted = (sql: string) => store.book.row(sql)?.count
  expect(counted('SELECT count(*) AS count FROM statement_lots')).toBe(facts)
  expect(counted('SELECT count(*) AS count FROM ledger')).toBe(facts)
  expect(counted('SELECT coalesce(sum(lots), 0) AS count FROM open_lots')).toBe(imports[0]?.facts ?? 0)
  expect(verifyAudit(store.book)).toEqual({ ok: true, value: imports.length })
  expect(store.book.rows('PRAGMA foreign_key_check')).toEqual([])
}

describe('a second program', () => {
  test('is refused by the name of the first, in this process and in another', async () => {
    const file = join(folder(), 'clients.book')
    const store = diskBook(file, { program: 'the desk' })
    expect(refusalOf(openStore(file)).code).toBe('store/already-open')
    store.discard()
    const holder = started([process.execPath, program, file, 'hold'])
    await holder.until('open')
    const refusal = refusalOf(openStore(file))
    expect(refusal.code).toBe('store/already-open')
    expect(refusal.what).toContain(`the child (process ${holder.child.pid}`)
  })

  test('an attempt inside the process that holds the book does not loosen its lock', async () => {
    const file = join(folder(), 'clients.book')
    const store = diskBook(file)
    expect(refusalOf(openStore(file)).code).toBe('store/already-open')
    const other = started([process.execPath, program, file, 'hold'])
    await ended(other.child)
    expect(other.said()).toContain('refused store/already-open')
    store.discard()
  })

  test('a killed one leaves no stale lock', async () => {
    const file = join(folder(), 'clients.book')
    const holder = started([process.execPath, program, file, 'hold'])
    await holder.until('open')
    holder.child.kill('SIGKILL')
    await ended(holder.child)
    diskBook(file)
  })
})

/** How often the kill fell into a commit. */
async function killedAtRandom(file: string, times: number): Promise<number> {
  seed(opened(openStore(file))).discard()
  let interrupted = 0
  for (let round = 0; round < times; round += 1) {
    const child = started([process.execPath, program, file, 'commit', '1500'])
    await child.until('begin')
    await new Promise(resolve => setTimeout(resolve, Math.random() * 120))
    child.child.kill('SIGKILL')
    await ended(child.child)
    if (/begin [^\n]*\n?$/.test(child.said())) interrupted += 1
    const store = opened(openStore(file))
    expectWhole(store)
    const told =
      child
        .said()
        .match(/^end .*$/gm)
        ?.map(line => line.slice(4)) ?? []
    const kept = new Set(listImports(store.book).map(each => each.fileName.replace('.csv', '')))
    expect(told.filter(name => !kept.has(name))).toEqual([])
    store.discard()
  }
  return interrupted
}

describe('kill -9 during a commit', () => {
  test(`at ${rounds} random moments leaves whole imports only`, { timeout: 240_000 }, async () => {
    const path = folder()
    const interrupted = await Promise.all(['one.book', 'two.book'].map(name => killedAtRandom(join(path, name), rounds / 2)))
    expect(interrupted.reduce((sum, each) => sum + each)).toBeGreaterThan(rounds / 5)
  })
})

describe('a full drive', () => {
  test('a commit that does not fit is refused whole, and the next one that fits is taken', () => {
    const file = join(folder(), 'clients.book')
    const store = seed(diskBook(file))
    const pages = Number(store.book.row('PRAGMA page_count')?.page_count)
    store.transaction(book => book.insertedKey(`PRAGMA max_page_count = ${pages + 2}`))
    const large = () =>
      store.transaction(book => {
        for (let line = 0; line < 2000; line += 1) saveHousehold(book, { id: id(`h-${line}`), name: 'x'.repeat(100), note: '' })
      })
    expect(large).toThrow(/store\/disk-full/)
    expect(listHouseholds(store.book)).toEqual([household])
    store.transaction(book => book.insertedKey('PRAGMA max_page_count = 1000000'))
    large()
    expect(listHouseholds(store.book)).toHaveLength(2001)
  })

  test.skipIf(process.platform === 'win32')('the system refuses to let files grow (ulimit): refused, nothing half written', async () => {
    const file = join(folder(), 'clients.book')
    seed(opened(openStore(file))).discard()
    const child = started(['/bin/bash', '-c', `ulimit -f 3000; exec "${process.execPath}" "${program}" "${file}" commit 1500`])
    await ended(child.child)
    expect(child.said()).toMatch(/^refused store\/disk-full$/m)
    expectWhole(diskBook(file))
  })

  test.skipIf(!canMount())(
    'a drive of three megabytes fills up: refused, nothing half written, and backups too',
    { timeout: 60_000 },
    async () => {
      const drive = join(folder(), 'drive')
      mkdirSync(drive)
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', drive])
      onTestFinished(() => {
        execFileSync('umount', ['-l', drive])
      })
      const file = join(drive, 'clients.book')
      seed(opened(openStore(file))).discard()
      writeFileSync(join(drive, 'film'), Buffer.alloc(700_000))
      const child = started([process.execPath, program, file, 'commit', '800'])
      await ended(child.child)
      expect(child.said()).toMatch(/^refused store\/disk-full$/m)
      expect(refusalOf(openStore(file)).code).toBe('store/disk-full')
      rmSync(join(drive, 'film'))
      const store = diskBook(file)
      expectWhole(store)
      expect(refusalOf(await store.backup('asked'))).toMatchObject({
        code: 'store/disk-full',
        what: expect.stringContaining('No backup could be made'),
      })
      expect(readdirSync(`${file}-backups`)).toEqual([])
      expectWhole(store)
    },
  )
})

describe('a folder that cannot be written', () => {
  test.skipIf(process.platform === 'win32')('is refused with its own code', () => {
    const path = folder()
    const file = join(path, 'clients.book')
    seed(opened(openStore(file))).discard()
    chmodSync(path, 0o555)
    const asNobody = process.geteuid?.() === 0
    if (asNobody) process.seteuid?.(65_534)
    try {
      for (const name of ['clients.book', 'new.book'])
        expect(refusalOf(openStore(join(path, name)))).toMatchObject({ code: 'store/read-only' })
    } finally {
      if (asNobody) process.seteuid?.(0)
      chmodSync(path, 0o755)
    }
    expect(listEntries(diskBook(file).book, null)).toEqual([])
    expect(readdirSync(path).filter(name => name.startsWith('new'))).toEqual([])
  })
})

function canMount(): boolean {
  if (process.platform !== 'linux' || process.geteuid?.() !== 0) return false
  try {
    execFileSync('unshare', ['-m', 'true'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
