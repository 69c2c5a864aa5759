/**
 * Packs the app around a stub in place of Electron's binary, looks at what is shipped, and runs the packaged command line on plain Node:
 * the bundles, the resources and the native database module must all be found from there.
 */
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { ensureBuilt } from './built.ts'
import { root } from './root.ts'

const app = join(root, 'dist', 'linux-unpacked', 'resources', 'app')
const work = mkdtempSync(join(tmpdir(), 'pack-'))

try {
  await ensureBuilt(['main', 'window'])
  rmSync(join(root, 'dist'), { recursive: true, force: true })
  pack(stubDistribution(join(work, 'electron')))
  const files = shippedFiles()
  inspect(files)
  runPackaged()
  console.log(`${files.length} files are shipped, and the packaged command line works`)
} finally {
  rmSync(work, { recursive: true, force: true })
}

/** The few files electron-builder looks for in a distribution. */
function stubDistribution(folder: string): string {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8')) as { version: string }
  const files = {
    electron: '#!/bin/sh\n',
    'chrome-sandbox': '',
    version,
    LICENSE: '',
    'LICENSES.chromium.html': '',
    'locales/en-US.pak': '',
    'resources/.keep': '',
  }
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  chmodSync(join(folder, 'electron'), 0o755)
  return folder
}

function pack(distribution: string): void {
  const cli = join(root, 'node_modules', 'electron-builder', 'cli.js')
  const packed = spawnSync(process.execPath, [cli, '--dir', '--linux', '--x64', `-c.electronDist=${distribution}`], {
    cwd: root,
    encoding: 'utf8',
    timeout: 120_000,
  })
  if (packed.status !== 0) throw new Error(`electron-builder failed\n${packed.stdout}${packed.stderr}`)
}

function shippedFiles(): string[] {
  return globSync('**/*', { cwd: app, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(app.length + 1))
    .sort()
}

function inspect(files: readonly string[]): void {
  const allowed = [
    /^package\.json$/,
    /^out\/main\/(index|lotwright)\.js$/,
    /^out\/main\/chunks\/[\w.-]+$/,
    /^out\/preload\/index\.cjs$/,
    /^out\/renderer\/(index\.html|assets\/[\w.-]+)$/,
    /^resources\//,
    /^node_modules\/better-sqlite3\/(package\.json|LICENSE|lib\/.*\.js|prebuilds\/linux-x64\.node)$/,
  ]
  const strangers = files.filter(file => !allowed.some(pattern => pattern.test(file)))
  if (strangers.length > 0) throw new Error(`shipped, but should not be:\n${strangers.join('\n')}`)
  const needed = ['out/main/index.js', 'out/main/lotwright.js', 'out/preload/index.cjs', 'out/renderer/index.html', 'package.json']
  const missing = [...needed, 'node_modules/better-sqlite3/prebuilds/linux-x64.node'].filter(file => !files.includes(file))
  if (missing.length > 0) throw new Error(`not shipped:\n${missing.join('\n')}`)
}

/** The sample review opens a book, reads tax tables and fonts, and prints: all from the packaged folder, far from the project. */
function runPackaged(): void {
  const out = join(work, 'review')
  const run = spawnSync(process.execPath, [join(app, 'out/main/lotwright.js'), 'review', '--sample', '--out', out], {
    cwd: work,
    encoding: 'utf8',
    timeout: 60_000,
    env: { ...process.env, LOTWRIGHT_HOME: work },
  })
  if (run.status !== 0) throw new Error(`the packaged review ended with ${run.status}\n${run.stdout}${run.stderr}`)
  if (!existsSync(join(out, 'review.json'))) throw new Error('the packaged review wrote no review.json')
}
