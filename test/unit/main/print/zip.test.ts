/** The archive as other programs read it: its own directory, and unzip where the machine has it. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { expect, test } from 'vitest'
import { zipOf } from '../../../../src/main/print/zip.ts'
import { civilDate } from '../../../../src/shared/kernel/civil-date.ts'

const files = [
  { name: 'one.csv', bytes: new TextEncoder().encode('a,b\n00123,ż\n') },
  { name: 'żółć.txt', bytes: new Uint8Array() },
]
const day = civilDate('2026-11-21')
const hasUnzip = spawnSync('unzip', ['-v']).error === undefined

test('the directory at its end names every file with its size, sum and place', () => {
  const zip = Buffer.from(zipOf(files, day))
  const end = zip.length - 22
  expect(zip.readUInt32LE(end)).toBe(0x06054b50)
  expect(zip.readUInt16LE(end + 10)).toBe(2)
  const at = zip.readUInt32LE(end + 16)
  expect(zip.readUInt32LE(at)).toBe(0x02014b50)
  expect(zip.readUInt32LE(at + 16)).toBe(crc32(files[0]?.bytes ?? ''))
  expect(zip.readUInt32LE(at + 20)).toBe(13)
  expect(zip.readUInt32LE(zip.readUInt32LE(at + 42))).toBe(0x04034b50)
  expect(Buffer.compare(zip, zipOf(files, day))).toBe(0)
})

test.skipIf(!hasUnzip)('unzip finds it whole and takes every file out as it was', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zip-'))
  try {
    const path = join(folder, 'all.zip')
    writeFileSync(path, zipOf(files, day))
    expect(spawnSync('unzip', ['-t', path]).status).toBe(0)
    expect(spawnSync('unzip', ['-p', path, 'one.csv'], { encoding: 'utf8' }).stdout).toBe('a,b\n00123,ż\n')
  } finally {
    rmSync(folder, { recursive: true })
  }
})
