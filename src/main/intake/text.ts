/**
 * Bytes to text. UTF-8 (with or without its mark) and UTF-16 with its mark are decoded exactly. Other bytes are read as Windows-1252 only where
 * nothing speaks against it, and the preview says so; damaged text is refused with its line. Line ends become one newline each.
 */
import { isUtf8 } from 'node:buffer'
import { setImmediate } from 'node:timers/promises'
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

const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/

interface Encoding {
  readonly label: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'
  readonly note?: Finding
}

function refusal(what: string, remedy: string, line?: number): { readonly refusal: Finding } {
  return { refusal: { code: 'encoding', what, remedy, ...(line === undefined ? {} : { line }) } }
}

function encodingOf(bytes: Uint8Array): Encoding | { readonly refusal: Finding } {
  const [a, b] = bytes
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) {
    return {
      label: a === 0xff ? 'utf-16le' : 'utf-16be',
      note: { code: 'encoding', what: 'The text is UTF-16 and was decoded as such', remedy: '' },
    }
  }
  const binary = binaryKind(bytes)
  if (binary) return { refusal: binary }
  if (isUtf8(bytes)) return { label: 'utf-8' }
  const bad = firstImplausible(bytes)
  if (bad !== undefined)
    return refusal('The text is neither UTF-8 nor Windows-1252: bytes are damaged', 'Export the file again.', lineAt(bytes, bad))
  return {
    label: 'windows-1252',
    note: { code: 'encoding', what: 'The text is not UTF-8; it was read as Windows-1252', remedy: 'Check names with accents.' },
  }
}

function withNewlines(text: string): string {
  return text.includes('\r') ? text.replaceAll('\r\n', '\n').replaceAll('\r', '\n') : text
}

/** Decoded in pieces of four megabytes, so that other work goes on meanwhile. A carriage return at the end of a piece waits for the next. */
async function decodedParts(bytes: Uint8Array, label: Encoding['label']): Promise<{ parts: string[]; clean: boolean }> {
  const decoder = new TextDecoder(label, { fatal: true })
  const parts: string[] = []
  const step = 1 << 22
  let held = ''
  for (let at = 0; at < bytes.length; at += step) {
    const last = at + step >= bytes.length
    let part = held + decoder.decode(bytes.subarray(at, at + step), { stream: !last })
    held = !last && part.endsWith('\r') ? '\r' : ''
    if (held !== '') part = part.slice(0, -1)
    part = withNewlines(part)
    parts.push(part)
    if (control.test(part)) return { parts, clean: false }
    if (!last) await setImmediate()
  }
  return { parts, clean: true }
}

/** The line of the first control character. */
function controlLine(parts: readonly string[]): number {
  let line = 1
  for (const part of parts) {
    const odd = part.search(control)
    const text = odd < 0 ? part : part.slice(0, odd)
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) line++
    if (odd >= 0) return line
  }
  return line
}

/** The file as text with newlines alone, or why it cannot be read. */
export async function textOf(bytes: Uint8Array): Promise<Decoded> {
  const encoding = encodingOf(bytes)
  if ('refusal' in encoding) return encoding
  let decoded: Awaited<ReturnType<typeof decodedParts>>
  try {
    decoded = await decodedParts(bytes, encoding.label)
  } catch {
    return refusal('The text says it is UTF-16 and is not', 'The file is damaged: export it again.')
  }
  const text = decoded.parts.join('')
  if (!/\S/.test(text)) return { refusal: { code: 'empty', what: 'The file is empty', remedy: 'Export it again.' } }
  const foreign = foreignText(text)
  if (foreign) return { refusal: foreign }
  if (!decoded.clean) {
    const line = controlLine(decoded.parts)
    return {
      refusal: {
        code: 'control-characters',
        line,
        what: 'The line holds control characters, which no export has',
        remedy: 'The file is damaged: export it again.',
      },
    }
  }
  return encoding.note ? { text, note: encoding.note } : { text }
}
