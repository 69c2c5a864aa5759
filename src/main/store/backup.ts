/**
 * Making and restoring backups. A backup is written to a temporary name, opened and checked through, brought to disk, and only then gets its name. A
 * restore takes the lock, checks the backup, moves the present book aside (never over it) and puts a copy of the backup in its place.
 */
import { chmodSync, closeSync, copyFileSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { done, type Outcome, refused } from '../../shared/kernel/outcome.ts'
import { type BackupFile, type BackupKind, backupFolder, backupPath, listBackups, prune } from './backup-files.ts'
import { refusalOfFault } from './faults.ts'
import { applicationId } from './identity.ts'
import { takeLock } from './lock.ts'
import { versionOf } from './migrate.ts'

/** Through SQLite's live backup, page by page while the book stays in use. */
export async function backUp(database: Database.Database, file: string, at: string, kind: BackupKind): Promise<Outcome<BackupFile>> {
  const backup = planned(database, file, at, kind)
  try {
    makeFolder(file)
    await database.backup(temporary(backup.file), { progress: () => 4096 })
    return settled(backup, file)
  } catch (error) {
    return failed(backup, file, error)
  }
}

/** In one go, where nothing else can run meanwhile: before an upgrade. */
export function backUpNow(database: Database.Database, file: string, at: string, kind: BackupKind): Outcome<BackupFile> {
  const backup = planned(database, file, at, kind)
  try {
    makeFolder(file)
    database.prepare('VACUUM INTO ?').run(temporary(backup.file))
    return settled(backup, file)
  } catch (error) {
    return failed(backup, file, error)
  }
}

/** Puts a backup in the place of the book. The present one, if any, stays beside it under the name that is returned. */
export function restoreBackup(file: string, backup: string, at: string): Outcome<{ readonly aside: string | null }> {
  let release = (): void => undefined
  const incoming = `${file}.restoring`
  try {
    const lock = takeLock(file, 'a restore', at)
    if (!lock.ok) return lock
    release = lock.value.release
    copyFileSync(backup, incoming)
    checkThrough(incoming)
    const aside = existsSync(file) ? `${file}.aside-${at.replaceAll(/[:.]/g, '')}` : null
    if (aside !== null)
      for (const part of ['', '-wal', '-shm', '-journal']) if (existsSync(file + part)) renameSync(file + part, aside + part)
    renameSync(incoming, file)
    toDisk(dirname(file))
    return done({ aside })
  } catch (error) {
    rmSync(incoming, { force: true })
    return refused(refusalOfFault(error, backup) ?? notVerified(backup, error))
  } finally {
    release()
  }
}

function planned(database: Database.Database, file: string, at: string, kind: BackupKind): BackupFile {
  const version = versionOf(database)
  return { file: backupPath(file, at, version, kind), at, version, kind }
}

function makeFolder(file: string): void {
  mkdirSync(backupFolder(file), { recursive: true, mode: 0o700 })
}

function settled(backup: BackupFile, file: string): Outcome<BackupFile> {
  checkThrough(temporary(backup.file))
  renameSync(temporary(backup.file), backup.file)
  toDisk(dirname(backup.file))
  prune(file)
  return done(backup)
}

function failed(backup: BackupFile, file: string, error: unknown): Outcome<BackupFile> {
  rmSync(temporary(backup.file), { recursive: true, force: true })
  const newest = listBackups(file)[0]
  const refusal = refusalOfFault(error, backup.file) ?? notVerified(backup.file, error)
  return refused({ ...refusal, what: `No backup could be made. ${refusal.what}${newest ? ` The newest one is ${newest.file}.` : ''}` })
}

function notVerified(file: string, error: unknown) {
  const why = error instanceof Error ? error.message : String(error)
  return {
    code: 'store/backup-unsound',
    what: `The backup did not pass its check (${why}).`,
    where: file,
    remedy: 'Choose another backup, or try again.',
  }
}

/** Opens the copy, reads all of it, and leaves it as one self-contained file, on the disk, for its owner alone. */
function checkThrough(copy: string): void {
  const database = new Database(copy, { fileMustExist: true })
  try {
    database.pragma('trusted_schema = OFF')
    if (database.pragma('application_id', { simple: true }) !== applicationId) throw new Error('it is not a Lotwright book')
    const verdict = database.pragma('integrity_check(1)', { simple: true })
    if (verdict !== 'ok') throw new Error(String(verdict))
    database.pragma('journal_mode = DELETE')
  } finally {
    database.close()
  }
  chmodSync(copy, 0o600)
  toDisk(copy)
}

/** Windows cannot open a folder for this, and needs it less: its renames go through the journal of the file system. */
function toDisk(path: string): void {
  if (process.platform === 'win32' && !path.endsWith('.book') && !path.endsWith('.part')) return
  const handle = openSync(path, process.platform === 'win32' ? 'r+' : 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function temporary(file: string): string {
  return `${file}.part`
}
