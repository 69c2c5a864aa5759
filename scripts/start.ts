/**
 * `npm start`: builds what is older than its sources and opens the desk. On Electron where its binary is or can be fetched; else in an app
 * window of an installed Chromium, Chrome or Edge; else in the default browser; with a terminal only, it prints the address; with neither
 * display nor terminal it does the main job on the sample book and ends. `npm start -- --browser` skips Electron.
 */
import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { openInBrowser } from './app-window.ts'
import { ensureBuilt } from './built.ts'
import { electronBinary, fetchElectron } from './electron-binary.ts'
import { root } from './root.ts'

const wantsBrowser = process.argv.includes('--browser')
const hasTerminal = process.stdin.isTTY === true || process.stdout.isTTY === true
const say = (line: string) => process.stderr.write(`${line}\n`)
const progress = (line: string) => process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${line}` : '')

process.exitCode = await start()

async function start(): Promise<number> {
  if (!hasDisplay() && !hasTerminal) {
    await ensureBuilt(['main'])
    return reviewSample()
  }
  await ensureBuilt(['main', 'window'])
  const binary = wantsBrowser || !hasDisplay() ? undefined : await findElectron()
  if (binary && (await runElectron(binary))) return 0
  return openInBrowser(hasDisplay(), say)
}

function hasDisplay(): boolean {
  if (process.platform === 'win32' || process.platform === 'darwin') return process.env.SSH_CONNECTION === undefined
  return Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY)
}

async function findElectron(): Promise<string | undefined> {
  const present = electronBinary()
  if (present) return present
  say('Electron is fetched once, on the first start.')
  const fetched = await fetchElectron(progress)
  progress('')
  if ('path' in fetched) return fetched.path
  say(`Electron could not be fetched: ${fetched.why}. The desk opens in a browser window instead.`)
  return undefined
}

/** False where Electron ended at once without ever being a desk: no sandbox helper, running as root, a missing library. */
async function runElectron(binary: string): Promise<boolean> {
  const started = performance.now()
  const child = spawn(binary, [root], { stdio: 'inherit' })
  const status = await new Promise<number | null>(resolve => {
    child.once('exit', resolve)
    child.once('error', () => resolve(-1))
  })
  if (status === 0 || performance.now() - started > 5_000) return true
  say('Electron ended at once. The desk opens in a browser window instead.')
  return false
}

function reviewSample(): number {
  const folder = join(root, 'lotwright-review')
  const run = spawnSync(process.execPath, [join(root, 'out/main/lotwright.js'), 'review', '--sample', '--out', folder], {
    stdio: 'inherit',
  })
  if (run.status !== 0) return run.status ?? 1
  console.log(`
There is no display and no terminal here, so the desk reviewed its sample book instead.
The review, suggestions, ticket CSVs and ticket PDFs are in ${folder}
To open the desk: run npm start where there is a screen, or npm run -s lotwright -- serve and open the address it prints.`)
  return 0
}
