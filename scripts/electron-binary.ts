/**
 * Electron's binary: where it is, and fetching it once. npm carries only the downloader, so the first start fetches; never for long without
 * an answer: five seconds for the server's first word, twenty without a byte, then the caller opens the desk in a browser instead.
 * Never imports the package `electron`: from plain Node that starts a download of its own.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { root } from './root.ts'

const home = join(root, 'node_modules', 'electron')
const firstAnswer = 5_000
const longestSilence = 20_000

interface Downloader {
  downloadArtifact(details: object): Promise<string>
}

export function electronBinary(): string | undefined {
  const name = pathInside()
  const places = [process.env.ELECTRON_BIN, inside(process.env.ELECTRON_OVERRIDE_DIST_PATH, name), join(home, 'dist', name)]
  return places.find(path => path !== undefined && existsSync(path))
}

/** The path of the fetched binary, or why there is none. */
export async function fetchElectron(
  say: (line: string) => void,
  patience: number = firstAnswer,
): Promise<{ path: string } | { why: string }> {
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string }
  const silent = await silenceOf(address(version), patience)
  if (silent) return { why: silent }
  const stalled = new AbortController()
  let timer = setTimeout(() => stalled.abort(), longestSilence)
  try {
    const { downloadArtifact } = (await import(createRequire(join(home, 'package.json')).resolve('@electron/get'))) as Downloader
    await downloadArtifact({
      version,
      artifactName: 'electron',
      platform: process.platform,
      arch: process.arch,
      checksums: JSON.parse(readFileSync(join(home, 'checksums.json'), 'utf8')),
      downloadOptions: {
        quiet: true,
        signal: stalled.signal,
        getProgressCallback: async (progress: { transferred: number; total: number | null }) => {
          clearTimeout(timer)
          timer = setTimeout(() => stalled.abort(), longestSilence)
          say(`Fetching Electron ${version}: ${megabytes(progress.transferred)} of ${megabytes(progress.total ?? 0)} MB`)
        },
      },
    })
  } catch (error) {
    return { why: stalled.signal.aborted ? 'the download stopped answering' : reason(error) }
  } finally {
    clearTimeout(timer)
  }
  // finds the zip in the cache now, and unpacks it
  const unpacked = spawnSync(process.execPath, [join(home, 'install.js')], { encoding: 'utf8' })
  const path = electronBinary()
  return path ? { path } : { why: `it could not be unpacked (${unpacked.stderr.trim().split('\n')[0] ?? ''})` }
}

/** Nothing where the server answers in time, else why not. */
async function silenceOf(url: string, patience: number): Promise<string | undefined> {
  try {
    const response = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(patience) })
    return response.ok ? undefined : `${new URL(url).host} answered ${response.status}`
  } catch (error) {
    return `${new URL(url).host} does not answer (${isTimeout(error) ? `within ${patience / 1000} seconds` : reason(error)})`
  }
}

function address(version: string): string {
  const mirror = process.env.ELECTRON_MIRROR ?? 'https://github.com/electron/electron/releases/download/'
  return `${mirror}v${version}/electron-v${version}-${process.platform}-${process.arch}.zip`
}

function pathInside(): string {
  const told = join(home, 'path.txt')
  if (existsSync(told)) return readFileSync(told, 'utf8').trim()
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return process.platform === 'win32' ? 'electron.exe' : 'electron'
}

function inside(folder: string | undefined, name: string): string | undefined {
  return folder ? join(folder, name) : undefined
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause as NodeJS.ErrnoException | undefined
  return cause?.code ?? error.message.split('\n')[0] ?? error.name
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError'
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(0)
}
