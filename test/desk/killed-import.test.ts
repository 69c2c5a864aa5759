/**
 * kill -9 at random moments of an import, from the first byte read to the last row committed: the book opens again and holds all of the file or none of it.
 * `npm test` kills fifty times; the quick loop a few times.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { writeTable } from '../../src/main/intake/template/write.ts'
import { listImports } from '../../src/main/store/imports.ts'
import { listEntries } from '../../src/main/store/ledger.ts'
import { countOpenLots } from '../../src/main/store/open-lots.ts'
import { openStore } from '../../src/main/store/store.ts'
import { openTestDesk } from '../fixtures/desk.ts'

const rounds = Number(process.env.LOTWRIGHT_KILLS ?? 3)
const rowsInFile = 3000
const folder = mkdtempSync(join(tmpdir(), 'killed-import-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Purchases of one account, a different file each round, so that no round finds its file imported before. */
function purchases(round: number): string {
  const rows = Array.from({ length: rowsInFile }, (_, row) => ({
    account: 'alvarez-kim-joint',
    trade_date: `20${10 + (round % 10)}-0${1 + (row % 9)}-1${row % 10}`,
    kind: 'buy',
    symbol: 'VTI',
    shares: (row + 1) * 1_000_000,
    amount: -(row + 1) * 10_000 - round,
    memo: `round ${round}`,
  }))
  return writeTable('entries', rows)
}

function standing(book: string) {
  const opened = openStore(book)
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
  const store = opened.value
  expect(store.book.row('PRAGMA quick_check')).toEqual({ quick_check: 'ok' })
  const state = { imports: listImports(store.book).length, entries: listEntries(store.book, null).length, lots: countOpenLots(store.book) }
  store.discard()
  return state
}

async function killedImport(book: string, file: string, afterMs: number): Promise<string> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'import-child.ts'), book, file, `${book}.log`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  const ended = once(child, 'close')
  child.stdout.on('data', (bytes: Buffer) => {
    if (said === '') setTimeout(() => child.kill('SIGKILL'), afterMs)
    said += String(bytes)
  })
  await ended
  return said
}

/** How many imports were absent afterwards. `half`: the rounds of one of two books, which are killed side by side. */
async function killedAgainAndAgain(half: 0 | 1): Promise<number> {
  const book = join(folder, `${half}.lotwright`)
  const desk = await openTestDesk({ book, sample: true })
  await desk.close()
  let before = standing(book)
  let absent = 0
  for (let round = half; round < rounds; round += 2) {
    const file = join(folder, `entries-${round}.csv`)
    writeFileSync(file, purchases(round))
    const said = await killedImport(book, file, Math.random() * 700)
    const after = standing(book)
    const whole = after.imports === before.imports + 1
    expect(after.entries - before.entries).toBe(whole ? rowsInFile : 0)
    if (!whole) expect(after).toEqual(before)
    if (said.includes('end')) expect(whole).toBe(true)
    if (!whole) absent += 1
    before = after
  }
  return absent
}

test(`killed ${rounds} times, an import is whole or absent`, { timeout: 240_000 }, async () => {
  const [one, other] = await Promise.all([killedAgainAndAgain(0), killedAgainAndAgain(1)])
  if (rounds >= 20) expect(one + other).toBeGreaterThan(0)
})
