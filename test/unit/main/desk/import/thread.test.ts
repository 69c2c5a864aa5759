/**
 * An import in its thread: the desk answers while rows are written, sees the book as it was until the end, refuses other writers with a word; a stop or a close in the
 * middle leaves nothing behind; what another connection wrote is backed up at the close.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, expect, test } from 'vitest'
import { compose } from '../../../../../src/main/compose.ts'
import { threadedImports } from '../../../../../src/main/desk/import/thread.ts'
import type { Control, ImportWork } from '../../../../../src/main/desk/import/work.ts'
import { openFileShelf } from '../../../../../src/main/hosts/file-shelf.ts'
import { machinePorts } from '../../../../../src/main/hosts/machine.ts'
import type { Progress } from '../../../../../src/main/ports.ts'
import { listBackups } from '../../../../../src/main/store/backup-files.ts'
import type { Store } from '../../../../../src/main/store/store.ts'
import type { Outcome } from '../../../../../src/shared/kernel/outcome.ts'
import type { ImportPreview, ImportRow } from '../../../../../src/shared/model/import-batch.ts'
import type { LotColumns } from '../../../../../src/shared/model/views.ts'
import { fillBook } from '../../../../fixtures/fill-book.ts'
import { generateLotFile } from '../../../../fixtures/lot-file-generator.ts'

const folder = mkdtempSync(join(tmpdir(), 'import-thread-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const entry = new URL('../../../../../src/main/import.worker.ts', import.meta.url)
const rows = 8000

async function deskOf(name: string) {
  const book = join(folder, `${name}.lotwright`)
  fillBook(book, { seed: 1, accounts: 20, lotsPerAccount: 4 })
  const shelf = openFileShelf()
  const ports = machinePorts(shelf, join(folder, 'log'))
  const reported = { hear: (_: Progress): void => undefined }
  const imports = (store: Store): ImportWork => {
    const work = threadedImports(store, () => new Worker(entry))
    // before the router drops what comes too soon after another report
    const hearing = (control: Control) => ({
      ...control,
      progress(progress: Progress) {
        reported.hear(progress)
        control.progress(progress)
      },
    })
    return { ...work, run: (task, input, control) => work.run(task, input, hearing(control)) }
  }
  const desk = await compose({ book, host: 'test', ports, imports })
  const quiet = { signal: new AbortController().signal, progress: () => undefined }
  const get = async <Value>(method: string, input: unknown, call = quiet as Parameters<typeof desk.dispatch>[2]) => {
    const outcome = (await desk.dispatch(method, input, call)) as Outcome<Value>
    if (!outcome.ok) throw new Error(`${method}: ${JSON.stringify(outcome.refusal)}`)
    return outcome.value
  }
  const text = [...generateLotFile(rows)].join('')
  const { handle } = await shelf.receive('lots.csv', [Buffer.from(text)] as unknown as AsyncIterable<Uint8Array>)
  const preview = await get<ImportPreview>('import.preview', { handle, mapping: null })
  const lots = async () => (await get<LotColumns>('book.lots', { asOf: '2026-11-21', household: null })).shares.length
  const commit = { handle, sha256: preview.file.sha256, mapping: null, accounts: [] }
  const end = async () => {
    await desk.close()
    shelf.close()
  }
  return { desk, book, reported, get, lots, preview, commit, end, quiet }
}

/** Runs `during` at the first report of rows being written. */
async function whileWriting(desk: Awaited<ReturnType<typeof deskOf>>, during: (stop: () => void) => Promise<void> | void) {
  const controller = new AbortController()
  const reports: Progress[] = []
  let waited: Promise<void> | undefined
  desk.reported.hear = progress => {
    reports.push(progress)
    if (progress.what === 'rows' && waited === undefined) waited = Promise.resolve(during(() => controller.abort()))
  }
  const call = { signal: controller.signal, progress: () => undefined }
  const outcome = (await desk.desk.dispatch('import.commit', desk.commit, call)) as Outcome<ImportRow>
  await waited
  return { outcome, reports, reached: waited !== undefined }
}

test('the desk reads the book as it was while an import is written, and refuses other writers with a word', async () => {
  const desk = await deskOf('reading')
  const before = await desk.lots()
  const seen: unknown[] = []
  const { outcome, reports, reached } = await whileWriting(desk, async () => {
    seen.push(await desk.lots())
    const other = await desk.desk.dispatch('mapping.save', { name: 'a', columns: [], options: {} }, desk.quiet)
    const twice = await desk.desk.dispatch('import.undo', { import: 'import-none', reason: 'x' }, desk.quiet)
    seen.push(other.ok ? 'written' : other.refusal.code, twice.ok ? 'undone' : twice.refusal.code)
  })
  expect(reached).toBe(true)
  expect(seen[0]).toBe(before)
  expect(seen[2]).toBe('conflict/import-running')
  expect(outcome).toMatchObject({ ok: true, value: { facts: rows } })
  expect(reports.some(({ what, of }) => what === 'rows' && of === rows)).toBe(true)
  expect(await desk.lots()).not.toBe(before)
  expect(await desk.get('import.undo', { import: outcome.ok ? outcome.value.id : '', reason: 'again' })).toEqual({})
  expect(await desk.lots()).toBe(before)
  await desk.end()
  expect(listBackups(desk.book).filter(({ kind }) => kind === 'close')).toHaveLength(1)
})

test('stopped while rows are written, nothing stands, and the same file can be imported after it', async () => {
  const desk = await deskOf('stopped')
  const before = await desk.lots()
  const { outcome, reached } = await whileWriting(desk, stop => stop())
  expect(reached).toBe(true)
  expect(outcome).toMatchObject({ ok: false, refusal: { code: 'cancelled', remedy: 'Nothing was written; the book is as it was.' } })
  expect(await desk.lots()).toBe(before)
  expect(await desk.get('import.list', {})).toEqual({ imports: [] })
  expect((await whileWriting(desk, () => undefined)).outcome).toMatchObject({ ok: true, value: { facts: rows } })
  await desk.end()
})

test('closing the desk in the middle rolls the import back', async () => {
  const desk = await deskOf('closing')
  let closed: Promise<void> | undefined
  const { outcome } = await whileWriting(desk, () => {
    closed = desk.end()
  })
  await closed
  expect(outcome.ok).toBe(false)
  const again = await compose({ book: desk.book, host: 'test', ports: machinePorts(openFileShelf(), join(folder, 'log')) })
  expect(await again.dispatch('import.list', {}, desk.quiet)).toEqual({ ok: true, value: { imports: [] } })
  await again.close()
})
