/**
 * The sample book: the app's own CSV files through the same reading and committing as any file, in one transaction, into an empty book only. A desk with the
 * sample stays on the sample's day, so that what it shows does not wither.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { addDays, type CivilDate, laterDate } from '../../shared/kernel/civil-date.ts'
import { Refused } from '../../shared/kernel/outcome.ts'
import type { ReadFile } from '../../shared/model/import-batch.ts'
import { readFile } from '../intake/read-file.ts'
import { tableNames } from '../intake/template/tables.ts'
import type { CallContext } from '../ports.ts'
import { listAccounts } from '../store/accounts.ts'
import type { ReadableBook } from '../store/database.ts'
import { listHouseholds } from '../store/households.ts'
import { listImports } from '../store/imports.ts'
import { countOpenLots } from '../store/open-lots.ts'
import type { DeskContext } from './context.ts'
import { commitFile } from './import/commit.ts'
import { write } from './write.ts'

const prefix = 'sample/'

export async function loadSample(context: DeskContext, call: Pick<CallContext, 'progress'>) {
  if (listHouseholds(context.store.book).length > 0) {
    throw new Refused({
      code: 'conflict/book-in-use',
      what: 'This book has households already.',
      remedy: 'Open an empty book for the sample.',
    })
  }
  const files = await sampleFiles(context.resources.sampleFolder, call)
  return write(context, {
    what: 'sample book opened',
    subject: createHash('sha256')
      .update(files.map(file => file.sha256).join())
      .digest('hex'),
    changed: 'book',
    household: null,
    work(book) {
      const ground = { ids: context.ports.ids, today: context.today(), now: context.ports.clock.now() }
      for (const file of files) commitFile(ground, book, { file, choices: [] })
      return { households: listHouseholds(book).length, accounts: listAccounts(book, null).length, lots: countOpenLots(book) }
    },
  })
}

/** In the order in which tables may refer to each other; several files of one table in the order of their names. */
async function sampleFiles(folder: string, call: Pick<CallContext, 'progress'>): Promise<ReadFile[]> {
  const names = readdirSync(folder)
    .filter(name => name.endsWith('.csv'))
    .sort()
  const files: ReadFile[] = []
  for (const [done, name] of names.entries()) {
    call.progress({ done, of: names.length, what: name })
    files.push(
      await readFile(readFileSync(join(folder, name)), {
        fileName: `${prefix}${name}`,
        mapping: null,
        checkpoint: { advance: () => undefined },
      }),
    )
  }
  const rank = (file: ReadFile) => tableNames.findIndex(table => file.header[0]?.includes(`:${table}/`))
  return files.sort((a, b) => rank(a) - rank(b))
}

/** The sample's own day (the day after its last close), or null in a book that is not the sample. */
export function sampleDay(book: ReadableBook): CivilDate | null {
  const days = listImports(book)
    .filter(row => row.fileName.startsWith(prefix) && row.asOf !== null)
    .map(row => row.asOf as CivilDate)
  return days.length === 0 ? null : addDays(days.reduce(laterDate), 1)
}
