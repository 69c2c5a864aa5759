import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { restoreBook } from '../../../src/main/compose.ts'
import type { Overview } from '../../../src/shared/model/views.ts'
import { openTestDesk } from '../../fixtures/desk.ts'

const folder = mkdtempSync(join(tmpdir(), 'restore-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const at = '2026-11-21T15:00:00.000Z'

test('a damaged book is refused with its backup named, and restored from it', async () => {
  const book = join(folder, 'a.lotwright')
  const first = await openTestDesk({ book, sample: true })
  await first.close()
  writeFileSync(book, 'not a book any more')
  await expect(openTestDesk({ book })).rejects.toThrow(/store\//)
  const { restored } = restoreBook(book, { backup: null, at })
  expect(restored?.aside).not.toBeNull()
  const again = await openTestDesk({ book })
  expect((await again.get<Overview>('book.overview', { asOf: '2026-11-21' })).households).toHaveLength(3)
  await again.close()
})

test('without a backup nothing is touched', () => {
  expect(() => restoreBook(join(folder, 'b.lotwright'), { backup: null, at })).toThrow('store/no-backup')
  expect(restoreBook(join(folder, 'b.lotwright'), null)).toEqual({ backups: [], restored: null })
})
