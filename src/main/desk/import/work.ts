/**
 * The long part of an import, apart from the calls that ask for it: reading a file, holding it against the book, writing it, taking it back. It runs where its place
 * says: in the desk's own thread over the one connection (tests, the command line, a book in memory), or in a thread of its own over a connection beside it
 * (thread.ts), so that the window answers meanwhile. A read file is kept, so that what was previewed is what is committed.
 */
import { createReadStream } from 'node:fs'
import { type CivilDate, laterDate } from '../../../shared/kernel/civil-date.ts'
import { type ImportId, id } from '../../../shared/kernel/id.ts'
import { Refused } from '../../../shared/kernel/outcome.ts'
import type { ImportPreview, ImportRow, Mapping, ReadFile, Stated } from '../../../shared/model/import-batch.ts'
import { readFile } from '../../intake/read-file.ts'
import type { CallContext, Ids } from '../../ports.ts'
import { appendAudit } from '../../store/audit.ts'
import type { ReadableBook, WritableBook } from '../../store/database.ts'
import { listHouseholds } from '../../store/households.ts'
import { findImport, importsRestingOn, reverseImport } from '../../store/imports.ts'
import { reproject } from '../project.ts'
import { takeOutBrought } from './brought.ts'
import { commitFile } from './commit.ts'
import { futureDays } from './future.ts'
import { previewOf } from './preview.ts'
import { pricesTwice } from './prices-twice.ts'
import type { AccountChoice } from './resolve-accounts.ts'
import { putBackStated } from './stated.ts'
import { reinstateSuperseded } from './supersede.ts'
import { beforeTradesGo } from './ticket-events.ts'

/** How a file is to be read: through a mapping, and with what a person stated because the file does not. */
export interface Reading {
  readonly mapping: Mapping | null
  readonly stated?: Stated | undefined
}

/** Days and the moment are the desk's: a thread asks no clock. */
export interface Days {
  /** The day the desk works on. */
  readonly today: CivilDate
  /** The day on the wall; a sample stays behind it. */
  readonly wall: CivilDate
  /** UTC, for the records. */
  readonly now: string
}

export interface Received {
  readonly handle: string
  readonly name: string
  readonly path: string
}

export interface ImportTasks {
  readonly preview: {
    readonly input: { readonly file: Received; readonly reading: Reading; readonly days: Days }
    readonly output: ImportPreview
  }
  readonly commit: {
    readonly input: {
      readonly file: Received
      readonly reading: Reading
      readonly days: Days
      readonly sha256: string
      readonly choices: readonly AccountChoice[]
    }
    readonly output: ImportRow
  }
  readonly undo: {
    readonly input: { readonly import: ImportId; readonly reason: string; readonly days: Days }
    readonly output: { readonly undone: true }
  }
}

export type Control = Pick<CallContext, 'signal' | 'progress'>

export interface ImportWork {
  run<Task extends keyof ImportTasks>(task: Task, input: ImportTasks[Task]['input'], control: Control): Promise<ImportTasks[Task]['output']>
  close(): Promise<void>
}

export interface WorkPlace {
  readonly ids: Ids
  read<Result>(work: (book: ReadableBook) => Result): Result
  /** One transaction; `look` before every statement where others must be heard meanwhile. */
  write<Result>(look: (written: number) => void, work: (book: WritableBook) => Result): Result
}

/** A read file is kept until its commit; the oldest gives way. */
const mostKept = 8

export function importWork(place: WorkPlace): ImportWork {
  const kept = new Map<string, ReadFile>()

  async function read({ file: received, reading, days }: ImportTasks['preview']['input'], control: Control): Promise<ReadFile> {
    const stated = await readReceived(received, reading, control)
    const today = laterDate(days.today, days.wall)
    const file = { ...stated, issues: [...stated.issues, ...futureDays(stated, today), ...pricesTwice(stated)] }
    kept.set(received.handle, file)
    for (const oldest of kept.keys()) if (kept.size > mostKept) kept.delete(oldest)
    return file
  }

  const tasks: {
    [Task in keyof ImportTasks]: (input: ImportTasks[Task]['input'], control: Control) => Promise<ImportTasks[Task]['output']>
  } = {
    async preview(input, control) {
      const file = await read(input, control)
      refuseStopped(control, input.file.name)
      control.progress({ done: 0, of: 0, what: 'against the book' })
      return place.read(book => previewOf({ book, today: input.days.today }, input.file.handle, file))
    },
    async commit(input, control) {
      const file = kept.get(input.file.handle) ?? (await read(input, control))
      if (file.sha256 !== input.sha256) throw new Refused(otherFile(file.fileName))
      const { step, look } = stepsOf(control, file.fileName)
      const row = place.write(look, book => {
        const made = commitFile({ ids: place.ids, ...input.days }, book, { file, choices: input.choices }, step)
        appendAudit(book, { at: input.days.now, what: 'file imported', subject: file.sha256 })
        return made
      })
      kept.delete(input.file.handle)
      return row
    },
    async undo({ import: undone, reason, days }, control) {
      const { step, look } = stepsOf(control, undone)
      place.write(look, book => {
        refuseWhileRestedOn(book, undone)
        const households = listHouseholds(book).map(household => household.id)
        const tellTickets = beforeTradesGo(book, households)
        step('entries taken back', 0)
        reverseImport(book, undone, { at: days.now, reason, nextId: () => id<'ledger entry'>(place.ids.next('entry')) })
        reinstateSuperseded(book, undone)
        putBackStated(book, undone)
        step('households worked out', households.length)
        reproject(book, households, days.today)
        tellTickets(days.now, `the import of ${findImport(book, undone)?.fileName ?? undone} was undone`, book)
        takeOutBrought(book, undone)
        appendAudit(book, { at: days.now, what: 'import undone', subject: undone })
      })
      return { undone: true }
    },
  }
  return { run: (task, input, control) => tasks[task](input, control), close: async () => undefined }
}

/** Words and counts of what is under way; rows are counted from the beginning of a step. */
function stepsOf(control: Control, where: string) {
  let [what, of, begun, now] = ['', 0, 0, 0]
  return {
    step(words: string, rows: number) {
      ;[what, of, begun] = [words, rows, now]
      control.progress({ done: 0, of, what })
    },
    look(written: number) {
      refuseStopped(control, where)
      now = written
      control.progress({ done: Math.min(written - begun, of), of, what })
    },
  }
}

function refuseStopped({ signal }: Control, where: string): void {
  if (signal.aborted) throw new Refused({ ...stopped, where })
}

export const stopped = { code: 'cancelled', what: 'The work was stopped.', remedy: 'Nothing was written; the book is as it was.' }

function otherFile(where: string) {
  return { code: 'conflict/other-file', what: 'This is not the file that was previewed.', where, remedy: 'Preview it again, then commit.' }
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

/** Reads a received file in pieces, so that a stop is heard between them. */
export function readReceived(received: Omit<Received, 'handle'>, reading: Reading, control: Control): Promise<ReadFile> {
  return readFile(createReadStream(received.path), {
    fileName: received.name,
    mapping: reading.mapping,
    asOf: reading.stated?.asOf ?? null,
    account: reading.stated?.account ?? null,
    checkpoint: {
      advance(done, of) {
        refuseStopped(control, received.name)
        control.progress({ done, of, what: received.name })
      },
    },
  })
}
