/**
 * Files as one ZIP archive, stored and not compressed, names in UTF-8 (APPNOTE 6.3, sections 4.3 and 4.4; bit 11 of the flags). The time of every file is midnight of the day
 * given, so that the same files of the same day are the same bytes.
 */
import { crc32 } from 'node:zlib'
import { type CivilDate, partsOf } from '../../shared/kernel/civil-date.ts'

export interface ZippedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

const [localFile, centralFile, endOfDirectory] = [0x04034b50, 0x02014b50, 0x06054b50]
const version = 20
const utf8Names = 0x0800

/** Up to 65,535 files, 4 GB in all: the archive has no ZIP64 records. */
export function zipOf(files: readonly ZippedFile[], day: CivilDate): Uint8Array {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, bytes } of files) {
    const shared = sharedFields(bytes, day, Buffer.byteLength(name))
    const local = Buffer.concat([numbers([localFile, 4]), shared, Buffer.from(name), bytes])
    directory.push(
      Buffer.concat([numbers([centralFile, 4], [version, 2]), shared, numbers([0, 2], [0, 2], [0, 2], [0, 4], [at, 4]), Buffer.from(name)]),
    )
    parts.push(local)
    at += local.length
  }
  const listed = Buffer.concat(directory)
  const count = files.length
  const end = numbers([endOfDirectory, 4], [0, 2], [0, 2], [count, 2], [count, 2], [listed.length, 4], [at, 4], [0, 2])
  return Buffer.concat([...parts, listed, end])
}

/** What the record before the file and that of the directory have in common. */
function sharedFields(bytes: Uint8Array, day: CivilDate, nameLength: number): Buffer {
  const { year, month, day: ofMonth } = partsOf(day)
  const date = ((year - 1980) << 9) | (month << 5) | ofMonth
  const stored = 0
  return numbers(
    [version, 2],
    [utf8Names, 2],
    [stored, 2],
    [0, 2],
    [date, 2],
    [crc32(bytes), 4],
    [bytes.length, 4],
    [bytes.length, 4],
    [nameLength, 2],
    [0, 2],
  )
}

function numbers(...fields: readonly (readonly [value: number, width: 2 | 4])[]): Buffer {
  return Buffer.concat(
    fields.map(([value, width]) => {
      const field = Buffer.alloc(width)
      field.writeUIntLE(value, 0, width)
      return field
    }),
  )
}
