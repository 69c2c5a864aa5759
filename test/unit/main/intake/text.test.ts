import { expect, test } from 'vitest'
import { textOf } from '../../../../src/main/intake/text.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])

test('UTF-8 with and without its mark, and newlines of every system', async () => {
  expect(await textOf(bytes('\ufeffa,b\r\nc,d\re,f\n'))).toEqual({ text: 'a,b\nc,d\ne,f\n' })
  expect(await textOf(bytes('Société,1'))).toEqual({ text: 'Société,1' })
})

test('UTF-16 with its mark is decoded and said', async () => {
  expect(await textOf(utf16('a,é\r\n1,2'))).toMatchObject({ text: 'a,é\n1,2', note: { code: 'encoding' } })
  const big = Buffer.from(utf16('a,b')).swap16()
  expect(await textOf(big)).toMatchObject({ text: 'a,b' })
})

test('Windows-1252 is read where nothing speaks against it, and said', async () => {
  const latin = Buffer.from('Symbol,Name\nNESN,Nestl\u00e9 SA and many other words\n', 'latin1')
  expect(await textOf(latin)).toMatchObject({ text: 'Symbol,Name\nNESN,Nestlé SA and many other words\n', note: { code: 'encoding' } })
})

test.each<[string, Uint8Array, string, number | undefined]>([
  ['a byte no encoding has there', Buffer.from([...bytes('a,b\nc,'), 0x81, ...bytes(',and more text behind it')]), 'encoding', 2],
  ['damaged UTF-8', Buffer.from([...bytes('a,é\nb,'), 0xe9, ...bytes('x and more text behind it')]), 'encoding', 1],
  ['half a UTF-16 file', utf16('a,b\nc,d').subarray(0, 9), 'encoding', undefined],
  ['UTF-16 without mark', Buffer.from('a,b\nc', 'utf16le'), 'encoding', undefined],
  ['zero bytes', Buffer.from([...bytes('a,b\nc'), 0, 0, 0, 1, ...bytes('d')]), 'not-text', 2],
  ['a control character', bytes('a,b\nc,\u0007d\n'), 'control-characters', 2],
  ['nothing', bytes(''), 'empty', undefined],
  ['blanks', bytes(' \r\n\r\n '), 'empty', undefined],
])('%s is refused', async (_, file, code, line) => {
  const { refusal } = (await textOf(file)) as { refusal: { code: string; line?: number; remedy: string } }
  expect(refusal.code).toBe(code)
  expect(refusal.line).toBe(line)
  expect(refusal.remedy).not.toBe('')
})

test.each<[string, Uint8Array, RegExp]>([
  ['a workbook', Buffer.from([0x50, 0x4b, 3, 4, 20, 0]), /workbook.*save it as CSV/is],
  ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), /workbook/i],
  ['a PDF', bytes('%PDF-1.7 …'), /PDF/],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47]), /picture/],
  ['a sign-in page', bytes('\n<!DOCTYPE html><html><head><title>Log In</title>'), /sign in again/i],
  ['OFX', bytes('OFXHEADER:100\nDATA:OFXSGML'), /CSV/],
  ['XML', bytes('<?xml version="1.0"?><FlexQueryResponse/>'), /XML/],
  ['JSON', bytes('{"FromDate":"01/01/2026"}'), /JSON/],
])('%s is named with what to do', async (_, file, words) => {
  const { refusal } = (await textOf(file)) as { refusal: { what: string; remedy: string } }
  expect(`${refusal.what} ${refusal.remedy}`).toMatch(words)
})

test('pieces of four megabytes are joined without a seam', async () => {
  const line = `${'x'.repeat(1020)},é\r\n`
  const text = line.repeat(9_000)
  expect(await textOf(bytes(text))).toEqual({ text: text.replaceAll('\r\n', '\n') })
})
