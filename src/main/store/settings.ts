/** The firm's settings: one row, checked on the way out. Undefined until saved once; the defaults are the desk's business. */
import { Refused } from '../../shared/kernel/outcome.ts'
import { type Settings, settingsShape } from '../../shared/model/settings.ts'
import { type ReadableBook, upsert, type WritableBook } from './database.ts'
import { jsonIn } from './row.ts'

export function readSettings(book: ReadableBook): Settings | undefined {
  const row = book.row('SELECT document FROM settings WHERE key = 1')
  if (row === undefined) return undefined
  const checked = settingsShape.safeParse(jsonIn(row, 'document'))
  if (checked.success) return checked.data
  throw new Refused({
    code: 'store/settings',
    what: 'The settings in this book cannot be read.',
    where: checked.error.issues.map(issue => issue.path.join('.')).join(', '),
    remedy: 'Save the settings again, or restore a backup.',
  })
}

export function saveSettings(book: WritableBook, settings: Settings): void {
  upsert(book, 'settings', ['key'], { key: 1, document: JSON.stringify(settings) })
}

/** None saved any more: the desk's defaults hold. */
export function dropSettings(book: WritableBook): void {
  book.run('DELETE FROM settings WHERE key = 1')
}
