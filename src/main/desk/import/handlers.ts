/**
 * Files in: preview writes nothing and keeps what it read, so that commit writes exactly that; commit asks for the checksum the preview showed. Undoing an
 * import takes its ledger entries back by entries of their own and passes over the rest.
 */
import { createReadStream } from 'node:fs'
import type { z } from 'zod'
import type { methods } from '../../../shared/contract/methods.ts'
import { laterDate } from '../../../shared/kernel/civil-date.ts'
import { type ImportId, id } from '../../../shared/kernel/id.ts'
import { Refused } from '../../../shared/kernel/outcome.ts'
import type { ImportPreview, Mapping, ReadFile, Stated } from '../../../shared/model/import-batch.ts'
import { readFile } from '../../intake/read-file.ts'
import type { CallContext } from '../../ports.ts'
import type { ReadableBook } from '../../store/database.ts'
import { listHouseholds } from '../../store/households.ts'
import { importsRestingOn, listImports, listMappings, reverseImport, saveMapping } from '../../store/imports.ts'
import type { DeskContext } from '../context.ts'
import { reproject } from '../project.ts'
import { write } from '../write.ts'
import { commitFile } from './commit.ts'
import { futureDays } from './future.ts'
import { previewOf } from './preview.ts'
import { pricesTwice } from './prices-twice.ts'
import { reinstateSuperseded } from './supersede.ts'

type Given<Name extends keyof typeof methods> = z.output<(typeof methods)[Name]['input']>

/** How a file is to be read: through a mapping, and with what a person stated because the file does not. */
interface Reading {
  readonly mapping: Mapping | null
  readonly stated?: Stated | undefined
}

/** A read file is kept until its commit; the oldest gives way. */
const mostKept = 8

export function importHandlers(context: DeskContext) {
  const kept = new Map<string, ReadFile>()
  const keep = (handle: string, file: ReadFile) => {
    kept.set(handle, file)
    for (const oldest of kept.keys()) if (kept.size > mostKept) kept.delete(oldest)
  }
  const readAgain = async (handle: string, reading: Reading, call: Pick<CallContext, 'signal' | 'progress'>) => {
    const read = await readReceived(context, handle, reading, call)
    const today = laterDate(context.today(), context.ports.clock.today())
    const file = { ...read, issues: [...read.issues, ...futureDays(read, today), ...pricesTwice(read)] }
    keep(handle, file)
    return file
  }

  return {
    'import.preview': async (given: Given<'import.preview'>, call: CallContext): Promise<ImportPreview> => {
      const file = await readAgain(given.handle, given, call)
      const preview = previewOf(context, given.handle, file)
      context.held(given.handle, preview.canCommit ? 0 : preview.counts.stops)
      return preview
    },
    'import.commit': async (given: Given<'import.commit'>, call: CallContext) => {
      const file = kept.get(given.handle) ?? (await readAgain(given.handle, given, call))
      if (file.sha256 !== given.sha256) {
        throw new Refused({
          code: 'conflict/other-file',
          what: 'This is not the file that was previewed.',
          where: file.fileName,
          remedy: 'Preview it again, then commit.',
        })
      }
      const row = write(context, {
        what: 'file imported',
        subject: file.sha256,
        changed: 'import',
        household: null,
        work: book => commitFile(context, book, { file, choices: given.accounts }),
      })
      kept.delete(given.handle)
      context.held(given.handle, 0)
      return row
    },
    'import.list': () => ({ imports: listImports(context.store.book) }),
    'import.undo': (given: Given<'import.undo'>) => {
      if (given.reason.trim() === '')
        throw new Refused({
          code: 'input/field',
          what: 'A reason is needed: it is kept with the import.',
          where: 'reason',
          remedy: 'Say why.',
        })
      write(context, {
        what: 'import undone',
        subject: given.import,
        changed: 'import',
        household: null,
        work(book) {
          refuseWhileRestedOn(book, given.import)
          reverseImport(book, given.import, {
            at: context.ports.clock.now(),
            reason: given.reason,
            nextId: () => id<'ledger entry'>(context.ports.ids.next('entry')),
          })
          reinstateSuperseded(book, given.import)
          reproject(
            book,
            listHouseholds(book).map(household => household.id),
            context.today(),
          )
        },
      })
      return {}
    },
    'mapping.list': () => ({ mappings: listMappings(context.store.book) }),
    'mapping.save': (mapping: Mapping) => {
      write(context, {
        what: 'mapping saved',
        subject: mapping.name,
        changed: 'settings',
        household: null,
        work: book => saveMapping(book, mapping),
      })
      return {}
    },
  }
}

/** A later file left out the rows that the book had from this one: with it they would be gone, on days that look covered. */
function refuseWhileRestedOn(book: ReadableBook, undone: ImportId): void {
  const [latest] = importsRestingOn(book, undone)
  if (!latest) return
  throw new Refused({
    code: 'conflict/import-rested-on',
    what: `${latest.fileName} was imported later and rests on rows of this import.`,
    where: latest.fileName,
    remedy: 'Undo that import first, then this one; then import that file again.',
  })
}

/** Reads a received file in pieces, so that the desk answers other calls meanwhile. */
export async function readReceived(
  context: DeskContext,
  handle: string,
  reading: Reading,
  call: Pick<CallContext, 'signal' | 'progress'>,
): Promise<ReadFile> {
  const received = context.ports.files.open(handle)
  return readFile(createReadStream(received.path), {
    fileName: received.name,
    mapping: reading.mapping,
    asOf: reading.stated?.asOf ?? null,
    account: reading.stated?.account ?? null,
    checkpoint: {
      advance(done, of) {
        if (call.signal.aborted)
          throw new Refused({
            code: 'cancelled',
            what: 'Reading the file was stopped.',
            where: received.name,
            remedy: 'Nothing was written.',
          })
        call.progress({ done, of, what: received.name })
      },
    },
  })
}
