/** The order of the house: file and function sizes, headers, exact versions, a complete lock, a reason for every dependency. */
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { functionsOf } from './source.ts'

const largestFile = 400
const largestFunction = 50
/** A screen's function is markup for the most part, which reads down like a page. */
const largestComponent = 120
const largestMedian = 140

const sources = globSync('src/**/*.{ts,tsx}')
  .filter(file => !file.endsWith('.d.ts'))
  .map(file => ({ file, text: readFileSync(file, 'utf8') }))
const linesOf = (text: string) => text.split('\n').length - 1

test('no source file is over 400 lines, and half of them are near 120 or under', () => {
  const sizes = sources.map(({ file, text }) => ({ file, lines: linesOf(text) }))
  expect(sizes.filter(size => size.lines > largestFile)).toEqual([])
  const sorted = sizes.map(size => size.lines).sort((a, b) => a - b)
  expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(largestMedian)
})

test('a function is measured by its own lines', () => {
  const text = 'function table() {\n  return {\n    a() {\n      return 1\n    },\n  }\n}\n'
  expect(functionsOf('x.ts', text)).toEqual([
    { name: 'a function', line: 3, lines: 3 },
    { name: 'table', line: 1, lines: 4 },
  ])
})

test('no function is over 50 lines, no screen over 120', () => {
  const long = sources.flatMap(({ file, text }) => {
    const limit = file.endsWith('.tsx') ? largestComponent : largestFunction
    return functionsOf(file, text)
      .filter(found => found.lines > limit)
      .map(found => `${file}:${found.line} ${found.name}: ${found.lines} lines`)
  })
  expect(long).toEqual([])
})

test('no list of the desk is spread into arguments: the stack holds about a hundred thousand of them', () => {
  const spread = /(?:\badd(?:Cents|Shares)|Math\.(?:max|min))\((?:[^()]*, )?\.\.\.(?!values)/
  const found = sources
    .filter(({ file }) => file.startsWith('src/main/'))
    .flatMap(({ file, text }) => text.split('\n').flatMap((line, at) => (spread.test(line) ? [`${file}:${at + 1} ${line.trim()}`] : [])))
  expect(found).toEqual([])
})

test('every source file of some length begins by saying what it is for', () => {
  const silent = sources.filter(({ text }) => linesOf(text) >= 30 && !/^(?:import [^;]*?\n(?! ))*\/[*/]/.test(text)).map(({ file }) => file)
  expect(silent).toEqual([])
})

test('files are named in kebab case', () => {
  expect(sources.map(({ file }) => basename(file)).filter(name => !/^[a-z0-9]+(-[a-z0-9]+)*(\.worker)?\.tsx?$/.test(name))).toEqual([])
})

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, Record<string, string>>
const dependencies = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies }

test('every dependency has an exact version and a reason in docs/decisions.md', () => {
  expect(Object.entries(dependencies).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
  const decisions = readFileSync('docs/decisions.md', 'utf8')
  expect(Object.keys(dependencies).filter(name => !decisions.includes(`\`${name}\``))).toEqual([])
})

interface LockEntry {
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

test('the lock names every platform package, so that npm ci accepts it where a registry lacks some', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Readonly<Record<string, LockEntry>> }
  const unnamed = Object.entries(packages).flatMap(([place, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name, version]) => /^\d+\.\d+\.\d+/.test(version) && /darwin|linux|win32|freebsd|android/.test(name))
      .filter(([name]) => !packages[join(place, 'node_modules', name)] && !packages[`node_modules/${name}`])
      .map(([name]) => name),
  )
  expect(unnamed).toEqual([])
})

test('nothing points at one machine', () => {
  const folders = ['work', 'home', 'root'].map(name => `/${name}/`)
  const texts = globSync('{src,test,scripts,docs,bench,.ci}/**/*.{ts,tsx,mjs,md,sh}').map(file => ({
    file,
    text: readFileSync(file, 'utf8'),
  }))
  const found = texts.filter(({ file, text }) => file !== join('test', 'house.test.ts') && folders.some(folder => text.includes(folder)))
  expect(found.map(({ file }) => file)).toEqual([])
})
