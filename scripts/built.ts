/**
 * Builds what is older than its sources, and nothing else. Each side is built into a folder of its own and swapped in when it is whole, so a
 * build that is stopped or fails leaves the last good one. One build at a time; the others wait for it.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { root } from './root.ts'

export type Part = 'main' | 'window'

const sources: Readonly<Record<Part, readonly string[]>> = {
  main: ['src/main', 'src/shared', 'electron.vite.config.ts', 'package-lock.json'],
  window: ['src/preload', 'src/renderer', 'src/shared', 'electron.vite.config.ts', 'package-lock.json'],
}
const results: Readonly<Record<Part, readonly string[]>> = { main: ['main'], window: ['preload', 'renderer'] }
const lockFile = join(root, 'node_modules', '.cache', 'lotwright', 'build.lock')

export async function ensureBuilt(parts: readonly Part[]): Promise<void> {
  if (parts.every(part => isFresh(part))) return
  await lock()
  try {
    for (const part of parts) if (!isFresh(part)) build(part)
  } finally {
    rmSync(lockFile, { force: true })
  }
}

function isFresh(part: Part): boolean {
  const stamp = join(root, 'out', `${part}.stamp`)
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(part)
}

/** Name, size and time of every source: a file that was added, changed, removed or put back shows. */
function fingerprint(part: Part): string {
  const hash = createHash('sha256')
  for (const source of sources[part]) addTo(hash, join(root, source))
  return hash.digest('hex')
}

function addTo(hash: ReturnType<typeof createHash>, path: string): void {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found?.isDirectory()) for (const name of readdirSync(path).sort()) addTo(hash, join(path, name))
  else hash.update(`${path}|${found?.size}|${found?.mtimeMs}\n`)
}

function build(part: Part): void {
  const before = fingerprint(part)
  const folder = `out.${process.pid}`
  const run = spawnSync(process.execPath, [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, LOTWRIGHT_PART: part, LOTWRIGHT_OUT: folder, NODE_ENV: 'production', NO_COLOR: '1' },
  })
  try {
    if (run.status !== 0) throw new BuildFailed(`the build of ${part} failed\n${run.stdout}${run.stderr}`)
    mkdirSync(join(root, 'out'), { recursive: true })
    for (const result of results[part]) swap(join(root, folder, result), join(root, 'out', result))
    writeFileSync(join(root, 'out', `${part}.stamp`), before)
  } finally {
    rmSync(join(root, folder), { recursive: true, force: true })
  }
}

/** Its message is all there is to say; run.mjs prints it without frames. */
class BuildFailed extends Error {
  override readonly name = 'BuildFailed'
}

function swap(from: string, to: string): void {
  const old = `${from}.old`
  if (existsSync(to)) renameSync(to, old)
  renameSync(from, to)
}

async function lock(): Promise<void> {
  mkdirSync(dirname(lockFile), { recursive: true })
  for (;;) {
    try {
      writeFileSync(lockFile, String(process.pid), { flag: 'wx' })
      return
    } catch {
      if (!isAlive(Number(readIf(lockFile)))) rmSync(lockFile, { force: true })
      else await pause(100)
    }
  }
}

function readIf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
