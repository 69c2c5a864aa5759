import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openFileShelf, plainName } from '../../../src/main/hosts/file-shelf.ts'
import { dataFolder } from '../../../src/main/hosts/places.ts'

const place = () => mkdtempSync(join(tmpdir(), 'shelf-'))

async function* pieces(...texts: string[]) {
  for (const text of texts) yield new TextEncoder().encode(text)
}

test('names keep no folder, no control character and nothing a header or a file system must not hold', () => {
  expect(['../../etc/passwd', 'C:\\x\\lots.csv', 'a\u0000b"\r\n.csv', '..', '', ' Lots – 2026.csv '].map(plainName)).toEqual([
    'passwd',
    'lots.csv',
    'ab.csv',
    'file',
    'file',
    'Lots – 2026.csv',
  ])
})

test('a received file has its size and hash, and an unfinished one leaves nothing', async () => {
  const folder = place()
  const shelf = openFileShelf(folder, 5)
  expect(await shelf.receive('x.csv', pieces('ab', 'c'))).toMatchObject({
    size: 3,
    sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  })
  await expect(shelf.receive('x.csv', pieces('abc', 'def'))).rejects.toMatchObject({ refusal: { code: 'input/file-too-large' } })
  async function* broken() {
    yield new Uint8Array(2)
    throw new Error('cable pulled')
  }
  await expect(shelf.receive('x.csv', broken())).rejects.toThrow('cable pulled')
  expect(readdirSync(join(folder, readdirSync(folder)[0] ?? ''))).toHaveLength(1)
  shelf.close()
  expect(readdirSync(folder)).toEqual([])
})

test('what a desk that died left behind is swept; what a living one holds is not', () => {
  const folder = place()
  mkdirSync(join(folder, 'lotwright-999999999-abc'))
  mkdirSync(join(folder, `lotwright-${process.pid}-abc`))
  writeFileSync(join(folder, 'lotwright-999999999-abc', 'client.csv'), 'x')
  openFileShelf(folder).close()
  expect(existsSync(join(folder, 'lotwright-999999999-abc'))).toBe(false)
  expect(existsSync(join(folder, `lotwright-${process.pid}-abc`))).toBe(true)
})

test('the book lives where each system keeps such things, or where it is told', () => {
  expect(dataFolder('linux', {}, '/h')).toBe(join('/h', '.local/share/lotwright'))
  expect(dataFolder('linux', { XDG_DATA_HOME: '/d' }, '/h')).toBe(join('/d', 'lotwright'))
  expect(dataFolder('darwin', {}, '/h')).toBe(join('/h', 'Library/Application Support/Lotwright'))
  expect(dataFolder('win32', { APPDATA: '/a' }, '/h')).toBe(join('/a', 'Lotwright'))
  expect(dataFolder('linux', { LOTWRIGHT_HOME: '/x' }, '/h')).toBe('/x')
})
