/**
 * The desk in a browser: starts the loopback host and shows it as an app window (no tabs, no address bar) with a browser profile of its own;
 * without that profile the browser would hand over to one that is already running and end. Closing the window ends the desk.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { dataFolder } from '../src/main/hosts/places.ts'
import { installedBrowser, rootArguments } from './find-browser.ts'
import { root } from './root.ts'

const quiet = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-sync',
  '--disable-background-networking',
  '--disable-component-update',
]
const briefest = 3_000

export async function openInBrowser(hasDisplay: boolean, say: (line: string) => void): Promise<number> {
  const host = spawn(
    process.execPath,
    [join(root, 'out/main/lotwright.js'), 'serve', '--json', ...(hasDisplay ? ['--until-deserted'] : [])],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const ended = new Promise<number>(resolve => host.once('exit', status => resolve(status ?? 0)))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => host.kill('SIGTERM'))
  const address = await firstAddress(host)
  if (address === undefined) return ended
  const shown = hasDisplay ? await show(address, host, say) : false
  if (!shown) say(`Open this address in a browser on this machine (it works once):\n${address}\nCtrl-C ends the desk.`)
  return ended
}

async function show(address: string, host: ChildProcess, say: (line: string) => void): Promise<boolean> {
  const browser = installedBrowser()
  if (browser && (await appWindow(browser, address, host))) {
    say(`The desk is open in a window of ${browser}. Closing the window ends it.`)
    return true
  }
  if (!(await defaultBrowser(address))) return false
  say('The desk is open in the default browser. It ends a quarter of an hour after its last page is closed, or with Ctrl-C.')
  return true
}

/** False where the browser ended at once. Later its end is the desk's end. */
async function appWindow(browser: string, address: string, host: ChildProcess): Promise<boolean> {
  const profile = join(dataFolder(), 'browser')
  mkdirSync(profile, { recursive: true, mode: 0o700 })
  const window = spawn(
    browser,
    [...rootArguments(), `--app=${address}`, `--user-data-dir=${profile}`, '--window-size=1440,900', ...quiet],
    {
      stdio: 'ignore',
    },
  )
  const closed = Promise.race([once(window, 'exit'), once(window, 'error')])
  const early = await Promise.race([closed.then(() => true), new Promise<false>(resolve => setTimeout(resolve, briefest, false))])
  if (early) return false
  void closed.then(() => host.kill('SIGTERM'))
  return true
}

async function defaultBrowser(address: string): Promise<boolean> {
  const [command, ...words] =
    process.platform === 'darwin' ? ['open'] : process.platform === 'win32' ? ['rundll32', 'url.dll,FileProtocolHandler'] : ['xdg-open']
  const opener = spawn(command as string, [...words, address], { stdio: 'ignore' })
  const status = await new Promise<number | null>(resolve => {
    opener.once('exit', resolve)
    opener.once('error', () => resolve(-1))
  })
  return status === 0
}

async function firstAddress(host: ChildProcess): Promise<string | undefined> {
  if (!host.stdout) return undefined
  const said = await Promise.race([once(host.stdout, 'data'), once(host, 'exit').then(() => undefined)])
  return said ? (JSON.parse(String(said[0])) as { address: string }).address : undefined
}
