/** Files that are not text with cells at all, by their first bytes, each with the remedy that fits. */
import type { ImportIssue } from '../../shared/model/import-batch.ts'

export type Finding = Omit<ImportIssue, 'weight' | 'line' | 'column'> & { readonly line?: number }

interface Kind {
  readonly magic: readonly number[]
  readonly what: string
  readonly remedy: string
}

const csv = 'download the CSV file from the custodian'
const asCsv = 'open it and save it as CSV (comma separated), or better, download the CSV file from the custodian.'

const kinds: readonly Kind[] = [
  {
    magic: [0x50, 0x4b, 3, 4],
    what: 'This is an Excel workbook or another zipped file',
    remedy: `If it is a workbook, ${asCsv} If it is a zip, unpack it and import the CSV files inside.`,
  },
  { magic: [0xd0, 0xcf, 0x11, 0xe0], what: 'This is an old Excel workbook', remedy: `Please ${asCsv}` },
  { magic: [0x25, 0x50, 0x44, 0x46], what: 'This is a PDF', remedy: `A statement cannot be read reliably: ${csv}.` },
  { magic: [0x89, 0x50, 0x4e, 0x47], what: 'This is a picture (PNG)', remedy: `Pictures are not read: ${csv}.` },
  { magic: [0xff, 0xd8, 0xff], what: 'This is a picture (JPEG)', remedy: `Pictures are not read: ${csv}.` },
  { magic: [0x47, 0x49, 0x46, 0x38], what: 'This is a picture (GIF)', remedy: `Pictures are not read: ${csv}.` },
  { magic: [0x1f, 0x8b], what: 'This is a gzip archive', remedy: 'Unpack it and import the CSV file inside.' },
  {
    magic: [...Buffer.from('SQLite format 3')],
    what: 'This is a database file',
    remedy: 'A book is opened with --book, not imported; exports are CSV files.',
  },
]

/** Not a text file: what it is. */
export function binaryKind(bytes: Uint8Array): Finding | undefined {
  const kind = kinds.find(({ magic }) => bytes.length >= magic.length && magic.every((byte, at) => bytes[at] === byte))
  if (kind) return { code: 'not-text', what: kind.what, remedy: kind.remedy }
  const zero = bytes.indexOf(0)
  if (zero < 0) return undefined
  const utf16 = bytes.length > 3 && zero < 2 && (bytes[zero + 2] === 0 || bytes[zero + 4] === 0)
  return utf16
    ? { code: 'encoding', what: 'The text is UTF-16 without its mark', remedy: 'Save it as "CSV UTF-8", or download it again.' }
    : {
        code: 'not-text',
        what: 'The file holds NUL characters: it is damaged or no text file',
        remedy: `Please ${csv} again.`,
        line: lineAt(bytes, zero),
      }
}

/** Text, but of another trade: web pages, OFX, JSON, XML. Looked at without leading blanks. */
export function foreignText(text: string): Finding | undefined {
  const head = text.slice(0, 4_000).trimStart().slice(0, 400).toLowerCase()
  if (/^<(!doctype\s+html|html|head|script|body|meta|!--)/.test(head)) {
    return {
      code: 'web-page',
      what: 'This is a web page saved as a file, most likely the sign-in page of the custodian',
      remedy: 'Sign in again, then export once more: the session had ended when this file was saved.',
    }
  }
  if (/^ofxheader|^<\?ofx|^<ofx>/.test(head)) return { code: 'not-csv', what: 'This is an OFX file', remedy: 'Choose CSV when you export.' }
  if (head.startsWith('<?xml') || head.startsWith('<'))
    return { code: 'not-csv', what: 'This is an XML file', remedy: 'Choose CSV when you export.' }
  if (/^[[{]\s*["{[\]}]/.test(head)) return { code: 'not-csv', what: 'This is a JSON file', remedy: 'Choose CSV when you export.' }
  if (head.startsWith('{\\rtf'))
    return { code: 'not-csv', what: 'This is a formatted document (RTF)', remedy: 'Choose CSV when you export.' }
  return undefined
}

/** The line a byte stands on, from 1. */
export function lineAt(bytes: Uint8Array, offset: number): number {
  let line = 1
  for (let at = bytes.indexOf(10); at >= 0 && at < offset; at = bytes.indexOf(10, at + 1)) line++
  return line
}
