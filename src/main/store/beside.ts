/**
 * A second connection to a book that this process has open and locked: for a thread that reads or writes much at once. Readers of the first connection see the book as
 * it was until the transaction ends (write-ahead log); the first connection refuses to write meanwhile (`Store.whileWrittenElsewhere`).
 */
import Database from 'better-sqlite3'
import { Refused } from '../../shared/kernel/outcome.ts'
import { bookOf, type ReadableBook, type WritableBook } from './database.ts'
import { refusalOfFault } from './faults.ts'
import { prepare } from './open.ts'

/** One state of the book from the first read to the last, whatever is written meanwhile. */
export function readBeside<Result>(file: string, work: (book: ReadableBook) => Result): Result {
  return beside(file, database => database.transaction(() => work(bookOf(database))).deferred())
}

/** All of it or nothing. `look` is called before every statement with the rows written so far; what it throws rolls everything back. */
export function writeBeside<Result>(file: string, look: (written: number) => void, work: (book: WritableBook) => Result): Result {
  return beside(file, database => database.transaction(() => work(watched(bookOf(database), look))).immediate())
}

function beside<Result>(file: string, work: (database: Database.Database) => Result): Result {
  const database = new Database(file, { fileMustExist: true })
  try {
    prepare(database)
    return work(database)
  } catch (error) {
    const fault = refusalOfFault(error, file)
    throw fault === undefined ? error : new Refused(fault)
  } finally {
    database.close()
  }
}

/** A book that looks up before every statement, so that a stop is heard inside a transaction and what is written is counted. */
export function watched(book: WritableBook, look: (written: number) => void): WritableBook {
  let written = 0
  const looking =
    <Given extends unknown[], Found>(read: (...given: Given) => Found) =>
    (...given: Given): Found => {
      look(written)
      return read(...given)
    }
  const counting =
    <Given extends unknown[], Found>(write: (...given: Given) => Found) =>
    (...given: Given): Found => {
      look(written)
      written += 1
      return write(...given)
    }
  return {
    rows: looking(book.rows),
    row: looking(book.row),
    scan: looking(book.scan),
    run: counting(book.run),
    insertedKey: counting(book.insertedKey),
    prepare: sql => counting(book.prepare(sql)),
  }
}
