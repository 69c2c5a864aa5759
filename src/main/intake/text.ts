/**
 * Bytes to text. UTF-8 (with or without its mark) and UTF-16 with its mark are decoded exactly. Other bytes are read as Windows-1252 only where
 * nothing speaks against it, and the preview says so; damaged text is refused with its line. Line ends become one newline each.
 */
import { isUtf8 } from 'node:buffer'
import { binaryKind, type Finding, foreignText, lineAt } from './sniff.ts'

export type Decoded = { readonly text: string; readonly note?: Finding } | { readonly refusal: Finding }

/** Bytes of Windows-1252 that custodians' names hold: euro, dots, quotes, dashes, trade mark, section, copyright, degree, letters. */
function isPlausible(byte: number): boolean {
  if (byte >= 0xc0) return byte !== 0xd7 && byte !== 0xf7
  return (
    byte === 0x80 ||
    byte === 0x85 ||
    (byte >= 0x91 && byte <= 0x97) ||
    byte === 0x99 ||
    [0xa0, 0xa3, 0xa7, 0xa9, 0xae, 0xb0, 0xb7, 0xbd].includes(byte)
  )
}

/** A lead byte of UTF-8 with its followers: such text is damaged UTF-8, not Windows-1252. */
function isSequence(bytes: Uint8Array, at: number): boolean {
  const lead = bytes[at] ?? 0
  const more = lead >= 0xf0 && lead < 0xf5 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc2 && lead < 0xe0 ? 1 : 0
  if (more === 0) return false
  for (let next = 1; next <= more; next++) if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return false
  return true
}

/** First byte that neither encoding explains, or undefined where Windows-1252 explains all. */
function firstImplausible(bytes: Uint8Array): number | undefined {
  let high = 0
  let first = -1
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number
    if (byte < 0x80) continue
    if (first < 0) first = at
    high++
    if (!isPlausible(byte) || isSequence(bytes, at)) return at
  }
  return high * 20 > bytes.length ? first : undefined
}

const mark = /^\ufeff/
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/

function fromBytes(bytes: Uint8Array): Decoded {
  const [a, b] = bytes
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) {
    try {
      const text = new TextDecoder(a === 0xff ? 'utf-16le' : 'utf-16be', { fatal: true }).decode(bytes)
      return { text, note: { code: 'encoding', what: 'The text is UTF-16 and was decoded as such', remedy: '' } }
    } catch {
      return {
        refusal: { code: 'encoding', what: 'The text says it is UTF-16 and is not', remedy: 'The file is damaged: export it again.' },
      }
    }
  }
  const binary = binaryKind(bytes)
  if (binary) return { refusal: binary }
  if (isUtf8(bytes)) return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) }
  const bad = firstImplausible(bytes)
  if (bad !== undefined) {
    return {
      refusal: {
        code: 'encoding',
        line: lineAt(bytes, bad),
        what: 'The text is neither UTF-8 nor Windows-1252: bytes are damaged',
        remedy: 'Export the file again.',
      },
    }
  }
  const note = { code: 'encoding', what: 'The text is not UTF-8; it was read as Windows-1252', remedy: 'Check names with accents.' }
  return { text: new TextDecoder('windows-1252').decode(bytes), note }
}

/** The file as text with newlines alone, or why it cannot be read. */
export function textOf(bytes: Uint8Array): Decoded {
  const decoded = fromBytes(bytes)
  if ('refusal' in decoded) return decoded
  let { text } = decoded
  if (mark.test(text)) text = text.slice(1)
  if (text.trim() === '') return { refusal: { code: 'empty', what: 'The file is empty', remedy: 'Export it again.' } }
  const foreign = foreignText(text)
  if (foreign) return { refusal: foreign }
  if (text.includes('\r')) text = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n')
  const odd = text.search(control)
  if (odd >= 0) {
    const line = text.slice(0, odd).split('\n').length
    return {
      refusal: {
        code: 'control-characters',
        line,
        what: 'The line holds control characters, which no export has',
        remedy: 'The file is damaged: export it again.',
      },
    }
  }
  return decoded.note ? { text, note: decoded.note } : { text }
}
