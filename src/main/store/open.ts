/**
 * From a path to a sound, current, locked connection, or to a refusal that says what to do. Never an empty book in place of a damaged or vanished one;
 * a new book appears under its name only when it is complete; an upgrade starts only after its backup was verified.
 */
import { chmodSync, closeSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { done, type Outcome, type Refusal, Refused, refused, valueOrThrow } from '../../shared/kernel/outcome.ts'
import { backUpNow } from './backup.ts'
import { type BackupFile, listBackups } from './backup-files.ts'
import { refusalOfFault } from './faults.ts'
import { applicationId, type FileKind, fileKind } from './identity.ts'
import { type BookLock, takeLock } from './lock.ts'
import { migrate, newestVersion, pendingSteps, type SchemaStep, versionOf } from './migrate.ts'
import { surroundings, unsafePlace } from './place.ts'

/** Below this SQLite's write-ahead log has a known race (sqlite.org/wal.html, "WAL-reset bug"). */
const sqliteFloor = '3.51.3'

export interface OpenRequest {
  readonly file: string
  readonly steps: readonly SchemaStep[]
  readonly program: string
  readonly allowSyncedFolder: boolean
  now(): string
}

export interface OpenedBook {
  readonly database: Database.Database
  readonly file: string
  readonly sqlite: string
  readonly version: number
  /** Made before an upgrade that was just done; null where none was needed. */
  readonly beforeUpgrade: BackupFile | null
  release(): void
}

export function openInMemory(steps: readonly SchemaStep[]): OpenedBook {
  const database = new Database(':memory:')
  const sqlite = prepare(database)
  migrate(database, steps)
  return { database, file: ':memory:', sqlite, version: versionOf(database), beforeUpgrade: null, release: () => undefined }
}

export function openBook(request: OpenRequest): Outcome<OpenedBook> {
  const file = resolve(request.file)
  const unsafe = request.allowSyncedFolder ? undefined : unsafePlace(file, surroundings())
  if (unsafe) return refused(unsafe)
  const kind = kindOf(file)
  if (kind === 'other-program' || kind === 'not-a-database') return refused(foreign(file, kind))
  let lock: BookLock | undefined
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    lock = valueOrThrow(takeLock(file, request.program, request.now()))
    if (kindOf(file) !== 'book') begin(file, request.steps)
    return done(openLocked(file, request, lock))
  } catch (error) {
    lock?.release()
    if (error instanceof Refused) return refused(error.refusal)
    const fault = refusalOfFault(error, file)
    if (fault === undefined) throw error
    return refused(fault.code === 'store/damaged' ? damaged(file, 'SQLite cannot read it') : fault)
  }
}

/** A folder that may not even be looked into is answered where the lock is taken. */
function kindOf(file: string): FileKind {
  try {
    return fileKind(file)
  } catch {
    return 'missing'
  }
}

/** Makes a new book, unless this one only vanished or was emptied: its backups are there, and an empty book in its place would hide that. */
function begin(file: string, steps: readonly SchemaStep[]): void {
  if (listBackups(file).length === 0) return create(file, steps)
  throw new Refused(
    kindOf(file) === 'empty'
      ? damaged(file, 'the file is empty')
      : {
          ...damaged(file, ''),
          code: 'store/missing',
          what: 'The book is gone, but its backups are there, so no empty book is put in its place.',
        },
  )
}

function create(file: string, steps: readonly SchemaStep[]): void {
  const draft = `${file}.new`
  for (const name of readdirSync(dirname(file)))
    if (name.startsWith(`${basename(file)}.new`)) rmSync(join(dirname(file), name), { force: true })
  closeSync(openSync(draft, 'wx', 0o600))
  const database = new Database(draft)
  try {
    prepare(database)
    database.pragma(`application_id = ${applicationId}`)
    migrate(database, steps)
  } finally {
    database.close()
  }
  renameSync(draft, file)
}

function openLocked(file: string, request: OpenRequest, lock: BookLock): OpenedBook {
  keepPrivate(file)
  const database = new Database(file, { fileMustExist: true })
  try {
    const sqlite = prepare(database)
    const verdict = database.pragma('quick_check(1)', { simple: true })
    if (verdict !== 'ok') throw new Refused(damaged(file, String(verdict)))
    const found = versionOf(database)
    if (found > newestVersion(request.steps)) throw new Refused(newer(file, found, newestVersion(request.steps)))
    database.pragma('journal_mode = WAL')
    database.pragma('journal_size_limit = 16777216')
    const beforeUpgrade = upgrade(database, file, request)
    const release = () => {
      database.close()
      lock.release()
    }
    return { database, file, sqlite, version: versionOf(database), beforeUpgrade, release }
  } catch (error) {
    database.close()
    throw error
  }
}

/** For its owner alone, where the file system knows owners (a USB stick does not). */
function keepPrivate(file: string): void {
  try {
    chmodSync(file, 0o600)
  } catch {
    return
  }
}

/** Settings of a connection; the version of SQLite, which must be recent enough. */
export function prepare(database: Database.Database): string {
  database.pragma('trusted_schema = OFF')
  database.pragma('foreign_keys = ON')
  database.pragma('synchronous = FULL')
  database.pragma('cell_size_check = ON')
  database.pragma('temp_store = MEMORY')
  // 64 MB, so that a large import does not spill half-written pages into the log again and again.
  database.pragma('cache_size = -65536')
  const sqlite = database.prepare('SELECT sqlite_version()').pluck().get() as string
  if (sqlite.localeCompare(sqliteFloor, 'en', { numeric: true }) < 0) throw new Error(`SQLite ${sqlite} is older than ${sqliteFloor}`)
  return sqlite
}

function upgrade(database: Database.Database, file: string, request: OpenRequest): BackupFile | null {
  const pending = pendingSteps(versionOf(database), request.steps)
  if (pending.length === 0) return null
  const backup = valueOrThrow(backUpNow(database, file, request.now(), 'before-upgrade'))
  try {
    migrate(database, request.steps)
  } catch (error) {
    const fault = refusalOfFault(error, file)
    const why = fault?.what ?? (error instanceof Error ? error.message : String(error))
    throw new Refused({
      code: fault?.code ?? 'store/upgrade-failed',
      what: `The book could not be brought to version ${newestVersion(request.steps)} and stays as it was (${why}).`,
      where: file,
      remedy: `${fault?.remedy ?? 'Go on with the earlier version of Lotwright and report this.'} A backup from before is ${backup.file}.`,
    })
  }
  return backup
}

function newestOf(file: string, fits: (backup: BackupFile) => boolean): string {
  const backup = listBackups(file).find(fits)
  return backup ? `the backup ${backup.file} of ${backup.at}` : 'no backup was found'
}

function damaged(file: string, why: string): Refusal {
  return {
    code: 'store/damaged',
    what: `The book is damaged and was left as it is${why === '' ? '' : ` (${why})`}.`,
    where: file,
    remedy: `Restore a backup; the damaged file is kept aside. Newest verified: ${newestOf(file, () => true)}.`,
  }
}

function foreign(file: string, kind: 'other-program' | 'not-a-database'): Refusal {
  if (listBackups(file).length > 0) return damaged(file, 'its beginning is not that of a book')
  return {
    code: 'store/not-a-book',
    what: kind === 'other-program' ? 'This database belongs to another program.' : 'This file is not a Lotwright book.',
    where: file,
    remedy: 'Choose a book, or a name that is not taken to begin a new one. The file was not touched.',
  }
}

function newer(file: string, found: number, known: number): Refusal {
  return {
    code: 'store/newer-than-app',
    what: `This book has version ${found}; this program reads books up to version ${known}. It was not touched.`,
    where: file,
    remedy: `Update Lotwright. To go on with this program instead, restore what was kept before the upgrade: ${newestOf(file, backup => backup.version <= known)}.`,
  }
}
