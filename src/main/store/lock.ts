/**
 * One book, one process. The lock is a small SQLite database beside the book in which the owner holds a write transaction open for as long as it
 * lives: the operating system drops it with the process, so a killed one leaves nothing stale behind, while a second comer can still read who
 * holds it. (A pid file would outlive kill -9; the book itself must stay free for its own transactions.)
 */
import { closeSync, openSync } from 'node:fs'
import { hostname } from 'node:os'
import Database from 'better-sqlite3'
import { done, type Outcome, refused } from '../../shared/kernel/outcome.ts'

export interface BookLock {
  release(): void
}

interface Holder {
  readonly pid: number
  readonly host: string
  readonly program: string
  readonly since: string
}

export function lockFile(file: string): string {
  return `${file}-lock`
}

/** Throws what the machine throws where the lock cannot be written at all. */
export function takeLock(file: string, program: string, since: string): Outcome<BookLock> {
  createPrivate(lockFile(file))
  const database = new Database(lockFile(file), { timeout: 200 })
  try {
    database.pragma('trusted_schema = OFF')
    database.exec('BEGIN IMMEDIATE')
    database.exec(
      'CREATE TABLE IF NOT EXISTS holder (key INTEGER PRIMARY KEY CHECK (key = 1), pid INTEGER, host TEXT, program TEXT, since TEXT) STRICT',
    )
    database
      .prepare('INSERT OR REPLACE INTO holder (key, pid, host, program, since) VALUES (1, ?, ?, ?, ?)')
      .run(process.pid, hostname(), program, since)
    database.exec('COMMIT')
    database.exec('BEGIN IMMEDIATE')
    return done({ release: () => database.close() })
  } catch (error) {
    const held = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')
    const holder = held ? readHolder(database) : undefined
    database.close()
    if (!held) throw error
    return refused({
      code: 'store/already-open',
      what: holder
        ? `This book is open in ${holder.program} (process ${holder.pid} on ${holder.host}, since ${holder.since}).`
        : 'This book is open in another process.',
      where: file,
      remedy: 'Use that window, or close it first. Two programs must never write to one book.',
    })
  }
}

/** Only where it is new: closing any handle of an existing file would drop the locks this process holds on it (POSIX fcntl). */
function createPrivate(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

function readHolder(database: Database.Database): Holder | undefined {
  try {
    return database.prepare('SELECT pid, host, program, since FROM holder').get() as Holder | undefined
  } catch {
    return undefined
  }
}
