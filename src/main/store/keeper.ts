/** Keeps backups of one open book: one at a time, a daily one where there is none of today, one at the end where something changed since the last. */
import { done, type Outcome, refused } from '../../shared/kernel/outcome.ts'
import { backUp } from './backup.ts'
import { type BackupFile, type BackupKind, listBackups } from './backup-files.ts'
import type { OpenedBook } from './open.ts'

export interface Keeper {
  backUp(kind: BackupKind): Promise<Outcome<BackupFile>>
  ifDue(): Promise<Outcome<BackupFile | null>>
  /** Waits for a backup under way; makes one more where the book changed since. */
  atTheEnd(): Promise<Outcome<BackupFile | null>>
  list(): readonly BackupFile[]
}

const nothingToKeep = done(null)

export function keeperOf(opened: OpenedBook, now: () => string): Keeper {
  const { database, file } = opened
  // its own writes, and those of a thread beside it (beside.ts)
  const changes = () => `${database.prepare('SELECT total_changes()').pluck().get()} ${database.pragma('data_version', { simple: true })}`
  let kept = changes()
  let underWay: Promise<unknown> = Promise.resolve()
  const make = async (kind: BackupKind) => {
    const before = changes()
    const made = await backUp(database, file, now(), kind)
    if (made.ok) kept = before
    return made
  }
  const oneByOne = (kind: BackupKind) => {
    const made = underWay.then(() => make(kind))
    underWay = made.catch(() => undefined)
    return made
  }
  return {
    backUp: oneByOne,
    ifDue: async () => {
      const today = now().slice(0, 10)
      const empty = database.prepare('SELECT 1 FROM households').get() === undefined
      return empty || listBackups(file).some(each => each.at.startsWith(today)) ? nothingToKeep : oneByOne('daily')
    },
    atTheEnd: async () => {
      await underWay
      return database.open && changes() !== kept ? oneByOne('close') : nothingToKeep
    },
    list: () => listBackups(file),
  }
}

/** A book in memory has nothing to keep. */
export const noKeeper: Keeper = {
  backUp: async () => refused({ code: 'store/in-memory', what: 'This book lives in memory only.', remedy: 'Open a book on a drive.' }),
  ifDue: async () => nothingToKeep,
  atTheEnd: async () => nothingToKeep,
  list: () => [],
}
