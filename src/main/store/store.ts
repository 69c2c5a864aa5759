/**
 * The store as the desk receives it: reading at any time, writing only inside a transaction, backups, and an end. What is read and written is said by
 * the functions of the aggregates beside this file (`households.ts`, `ledger.ts`, …), each of which takes `store.book` or a transaction's book.
 */
import { done, type Outcome, Refused } from '../../shared/kernel/outcome.ts'
import type { BackupFile, BackupKind } from './backup-files.ts'
import { bookOf, type ReadableBook, type WritableBook } from './database.ts'
import { refusalOfFault } from './faults.ts'
import { type Keeper, keeperOf, noKeeper } from './keeper.ts'
import type { SchemaStep } from './migrate.ts'
import { type OpenedBook, openBook, openInMemory } from './open.ts'
import { schemaSteps } from './schema/steps.ts'

export interface StoreOptions {
  /** UTC; the Clock port's `now`. */
  readonly now?: () => string
  /** As the second comer is told who holds the book. */
  readonly program?: string
  /** The person was told what a synced folder does to a book and wants it all the same. */
  readonly allowSyncedFolder?: boolean
  /** For tests of upgrades. */
  readonly steps?: readonly SchemaStep[]
}

export interface Store {
  /** Absolute path, or `:memory:`. */
  readonly file: string
  readonly sqlite: string
  /** Schema version of the book. */
  readonly version: number
  readonly beforeUpgrade: BackupFile | null
  readonly book: ReadableBook
  /** All of it or nothing. Must not wait: no promises inside. Faults of the drive arrive as a thrown `Refused`. */
  transaction<Result>(work: (book: WritableBook) => Result): Result
  /** Another thread writes the book meanwhile (beside.ts): until `work` is done every transaction here is refused, and so is a second such work. */
  whileWrittenElsewhere<Result>(work: () => Promise<Result>): Promise<Result>
  backup(kind: BackupKind): Promise<Outcome<BackupFile>>
  /** A daily backup, where today has none yet and something is in the book. */
  backupIfDue(): Promise<Outcome<BackupFile | null>>
  /** Newest first. */
  backups(): readonly BackupFile[]
  /** Backs up what changed, then closes; the book is closed even where the backup failed. */
  close(): Promise<Outcome<BackupFile | null>>
  /** Closes at once, without a backup. */
  discard(): void
}

/** `:memory:` gives a book that lives as long as the store. */
export function openStore(file: string, options: StoreOptions = {}): Outcome<Store> {
  const steps = options.steps ?? schemaSteps
  const now = options.now ?? (() => new Date().toISOString())
  if (file === ':memory:') return done(storeOf(openInMemory(steps), noKeeper))
  const opened = openBook({
    file,
    steps,
    now,
    program: options.program ?? 'Lotwright',
    allowSyncedFolder: options.allowSyncedFolder ?? false,
  })
  return opened.ok ? done(storeOf(opened.value, keeperOf(opened.value, now))) : opened
}

function storeOf(opened: OpenedBook, keeper: Keeper): Store {
  const { database } = opened
  const book = bookOf(database)
  const release = () => {
    if (database.open) opened.release()
  }
  let elsewhere = false
  const refuseWhileElsewhere = () => {
    if (elsewhere) throw new Refused(writtenElsewhere)
  }
  return {
    file: opened.file,
    sqlite: opened.sqlite,
    version: opened.version,
    beforeUpgrade: opened.beforeUpgrade,
    book,
    transaction(work) {
      refuseWhileElsewhere()
      return inTransaction(opened, () => work(book))
    },
    async whileWrittenElsewhere(work) {
      refuseWhileElsewhere()
      elsewhere = true
      try {
        return await work()
      } finally {
        elsewhere = false
      }
    },
    backup: kind => keeper.backUp(kind),
    backupIfDue: () => keeper.ifDue(),
    backups: () => keeper.list(),
    close: () => keeper.atTheEnd().finally(release),
    discard: release,
  }
}

const writtenElsewhere = {
  code: 'conflict/import-running',
  what: 'An import is being written or undone; until it is done nothing else is written.',
  remedy: 'Wait for it, or stop it in the bar below; then do this again. Reading goes on as before.',
}

function inTransaction<Result>(opened: OpenedBook, work: () => Result): Result {
  try {
    return opened.database.transaction(work).immediate()
  } catch (error) {
    const fault = refusalOfFault(error, opened.file)
    throw fault === undefined ? error : new Refused(fault)
  }
}
