/** How a Lotwright book is known: SQLite's header, with the program's own number at byte 68 (`LtWt`). Looked at before SQLite touches the file. */
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'

export const applicationId = 0x4c745774

export type FileKind = 'missing' | 'empty' | 'book' | 'other-program' | 'not-a-database'

export function fileKind(file: string): FileKind {
  if (!existsSync(file)) return 'missing'
  if (!statSync(file).isFile()) return 'not-a-database'
  const header = Buffer.alloc(100)
  const handle = openSync(file, 'r')
  try {
    const size = readSync(handle, header, 0, header.length, 0)
    if (size === 0) return 'empty'
    if (size < header.length || header.toString('latin1', 0, 16) !== 'SQLite format 3\0') return 'not-a-database'
    return header.readUInt32BE(68) === applicationId ? 'book' : 'other-program'
  } finally {
    closeSync(handle)
  }
}
