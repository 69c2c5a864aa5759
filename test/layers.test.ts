/**
 * Who may import whom, type imports included, and words that must not appear. The table is the architecture; where it has to change, it
 * changes here and in docs/decisions.md first.
 */
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { expect, test } from 'vitest'
import { importsOf, runtimeImportsOf } from './source.ts'

interface Layer {
  /** Other layers; a layer may always import itself. */
  readonly may: readonly string[]
  readonly packages: readonly RegExp[]
}

const node = /^node:/
const layers: Readonly<Record<string, Layer>> = {
  shared: { may: [], packages: [/^zod$/] },
  engine: { may: ['shared'], packages: [/^ml-matrix$/] },
  intake: { may: ['shared'], packages: [/^papaparse$/, /^zod$/, node] },
  print: { may: ['shared', 'resources'], packages: [/^pdfmake/, node] },
  store: { may: ['shared', 'ports', 'resources'], packages: [/^better-sqlite3$/, /^zod$/, node] },
  compute: { may: ['shared', 'engine', 'ports'], packages: [/^node:worker_threads$/] },
  desk: { may: ['shared', 'engine', 'intake', 'print', 'store', 'ports', 'resources', 'compute', 'router'], packages: [/^zod$/, node] },
  router: { may: ['shared', 'desk', 'ports'], packages: [/^zod$/] },
  hosts: { may: ['shared', 'router', 'ports', 'resources'], packages: [/^zod$/, node] },
  electron: { may: ['shared', 'router', 'ports', 'resources', 'hosts'], packages: [/^electron$/, /^zod$/, node] },
  cli: { may: ['shared', 'engine', 'router', 'ports', 'resources', 'hosts', 'desk', 'compose', 'threads'], packages: [/^zod$/, node] },
  preload: { may: ['shared'], packages: [/^electron$/] },
  renderer: { may: ['shared'], packages: [/^react/, /^ag-grid-community/, /^@fontsource/] },
  ports: { may: ['shared'], packages: [] },
  resources: { may: [], packages: [node] },
  compose: { may: ['shared', 'engine', 'intake', 'print', 'store', 'compute', 'desk', 'router', 'ports', 'resources'], packages: [node] },
  threads: { may: ['compute', 'desk', 'store', 'import.worker'], packages: [] },
  'import.worker': { may: ['shared', 'desk', 'store', 'hosts'], packages: [/^node:worker_threads$/] },
  index: { may: ['shared', 'compose', 'threads', 'electron', 'hosts', 'ports'], packages: [node] },
}

/** `src/main/hosts/electron/ipc.ts` is of the layer `electron`; a file that stands alone in src/main is a layer of its own. */
function layerOf(file: string): string {
  const [side, folder = '', inner = ''] = file.split('/').slice(1)
  if (side !== 'main') return side ?? ''
  if (folder === 'hosts' && inner === 'electron') return 'electron'
  return folder.replace(/\.ts$/, '')
}

const files = globSync('src/**/*.{ts,tsx}')
  .filter(file => !file.endsWith('.d.ts'))
  .map(file => file.replaceAll('\\', '/'))

function forbiddenImports(file: string, text: string): string[] {
  const own = layerOf(file)
  const layer = layers[own]
  if (!layer) return [`${file}: the layer ${own} is not in the table`]
  return importsOf(file, text).flatMap(name => {
    const bare = name.replace(/\?.*$/, '')
    if (!bare.startsWith('.')) return layer.packages.some(allowed => allowed.test(bare)) ? [] : [`${file}: ${name}`]
    const target = relative('.', normalize(join(dirname(file), bare))).replaceAll('\\', '/')
    if (!target.startsWith('src/')) return target.startsWith('resources/') ? [] : [`${file}: ${name}`]
    const other = layerOf(target)
    return other === own || layer.may.includes(other) ? [] : [`${file}: ${name}`]
  })
}

test('no layer reaches where it must not', () => {
  expect(files.flatMap(file => forbiddenImports(file, readFileSync(file, 'utf8')))).toEqual([])
})

test('the rule sees type imports, re-exports, dynamic imports and build suffixes', () => {
  const cases = [
    ["import type { Book } from '../../store/book.ts'"],
    ["export { open } from '../../store/open.ts'"],
    ["const store = await import('../../store/open.ts')"],
    ["import path from 'node:path'"],
    ["import worker from '../../compute/solve.ts?nodeWorker'"],
    ["import { z } from 'zod'"],
  ] as const
  for (const [text] of cases) expect(forbiddenImports('src/main/engine/lots/example.ts', text), text).toHaveLength(1)
  expect(forbiddenImports('src/main/engine/lots/example.ts', "import type { Cents } from '../../../shared/kernel/cents.ts'")).toEqual([])
})

test('the window carries no schema library: it would try eval, which the policy of the page forbids', () => {
  const ways = new Map(files.filter(file => file.startsWith('src/renderer/')).map(file => [file, file]))
  const found: string[] = []
  for (const [file, way] of ways) {
    for (const name of runtimeImportsOf(file, readFileSync(file, 'utf8'))) {
      const target = relative('.', normalize(join(dirname(file), name))).replaceAll('\\', '/')
      if (name === 'zod') found.push(way)
      else if (name.startsWith('.') && /\.tsx?$/.test(name) && !ways.has(target)) ways.set(target, `${way} > ${target}`)
    }
  }
  expect(ways.size).toBeGreaterThan(20)
  expect(found).toEqual([])
})

interface Ban {
  readonly where: RegExp
  readonly words: readonly RegExp[]
  readonly why: string
}

const bans: readonly Ban[] = [
  {
    where: /^src\//,
    words: [/webSecurity:\s*false/, /sandbox:\s*false/, /contextIsolation:\s*false/, /nodeIntegration\w*:\s*true/, /webviewTag:\s*true/],
    why: 'the window stays closed in',
  },
  {
    where: /^src\//,
    words: [
      /allowRunningInsecureContent/,
      /experimentalFeatures/,
      /enableBlinkFeatures/,
      /\bopenExternal\b/,
      /\bopenPath\b/,
      /enableRemoteModule/,
    ],
    why: 'nothing that opens the window to the outside',
  },
  {
    where: /^src\//,
    words: [
      /\beval\(/,
      /new Function\(/,
      /dangerouslySetInnerHTML/,
      /\.innerHTML\s*=/,
      /\.outerHTML\s*=/,
      /insertAdjacentHTML/,
      /document\.write/,
    ],
    why: 'text from a file never runs',
  },
  {
    where: /^src\/main\/engine\//,
    words: [/\bDate\b/, /Math\.random/, /\bprocess\./, /\bsetTimeout\b/, /\bfetch\(/],
    why: 'the engine is pure',
  },
  {
    where: /^src\/(shared|main\/(intake|desk|store))\//,
    words: [/new Date\((?!\)\.toISOString\(\))/, /Date\.now/, /Math\.random/],
    why: 'days are civil, time and chance are ports',
  },
  { where: /^src\//, words: [/@ts-ignore/, /@ts-nocheck/, /\bTODO\b/, /\bFIXME\b/, /\bas any\b/], why: 'done means done' },
]

test('words that must not appear do not appear', () => {
  const found = files.flatMap(file => {
    const text = withoutComments(readFileSync(file, 'utf8'))
    return bans
      .filter(ban => ban.where.test(file))
      .flatMap(ban => ban.words.filter(word => word.test(text)).map(word => `${file}: ${word.source} (${ban.why})`))
  })
  expect(found).toEqual([])
})

/** A comment may say what is not done; a suppression inside one still counts. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, comment => comment.match(/@ts-\w+|TODO|FIXME/g)?.join(' ') ?? '')
}
