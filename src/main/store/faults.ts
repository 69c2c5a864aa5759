/** What the machine did to the book, as a refusal with a remedy. Anything not listed here is a bug and keeps its own error. */
import type { Refusal } from '../../shared/kernel/outcome.ts'

interface Coded {
  readonly code: string
}

const full = new Set(['SQLITE_FULL', 'ENOSPC', 'EDQUOT', 'EFBIG', 'SQLITE_IOERR_WRITE', 'SQLITE_IOERR_SHMSIZE'])
const barred = new Set(['EACCES', 'EPERM', 'EROFS', 'SQLITE_PERM', 'SQLITE_CANTOPEN', 'SQLITE_AUTH', 'EEXIST', 'ENOTDIR', 'EISDIR'])

export function refusalOfFault(error: unknown, file: string): Refusal | undefined {
  if (!isCoded(error)) return undefined
  const { code } = error
  if (full.has(code))
    return {
      code: 'store/disk-full',
      what: 'The drive took no more data, so nothing of this step was written.',
      where: file,
      remedy: 'Free space on the drive that holds the book, then do the same again.',
    }
  if (barred.has(code) || code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN'))
    return {
      code: 'store/read-only',
      what: 'The book or its folder cannot be written.',
      where: file,
      remedy: 'Give yourself permission to write there, or keep the book in another folder.',
    }
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT'))
    return {
      code: 'store/damaged',
      what: 'The book is damaged.',
      where: file,
      remedy: 'Close it and restore a backup; the damaged file is kept.',
    }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED') || code === 'EBUSY')
    return {
      code: 'store/busy',
      what: 'Another program is holding the book.',
      where: file,
      remedy: 'Close tools that read or copy the file (backup, antivirus, a database viewer), then do the same again.',
    }
  if (code.startsWith('SQLITE_IOERR') || code === 'EIO')
    return {
      code: 'store/drive-fault',
      what: 'The drive failed while the book was read or written; nothing of this step was kept.',
      where: file,
      remedy: 'Close the book, make sure the drive is sound, and open it again; restore a backup if it does not open.',
    }
  return undefined
}

function isCoded(error: unknown): error is Coded {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
}
