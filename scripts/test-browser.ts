/**
 * A browser for the end-to-end tests: an installed Chromium, Chrome or Edge; else Debian's package, where this user may install it; else
 * Playwright's own download. Each attempt has a time limit, and the answer may be that there is none.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { installedBrowser } from './find-browser.ts'
import { root } from './root.ts'

const patience = 180_000

export function browserForTests(): { path: string } | { why: string } {
  const installed = installedBrowser() ?? downloaded()
  if (installed) return { path: installed }
  if (process.env.LOTWRIGHT_BROWSER === 'none') return { why: 'LOTWRIGHT_BROWSER is none' }
  if (mayInstall()) {
    console.log('No browser here: installing the package chromium.')
    apt(['update', '-qq'])
    apt(['install', '-y', '-qq', '--no-install-recommends', 'chromium'])
    const packaged = installedBrowser()
    if (packaged && runs(packaged)) return { path: packaged }
  }
  console.log('No browser here: asking for the one Playwright offers.')
  const cli = join(root, 'node_modules', 'playwright-core', 'cli.js')
  spawnSync(process.execPath, [cli, 'install', 'chromium', '--no-shell'], { stdio: 'ignore', timeout: patience })
  const fetched = downloaded()
  return fetched ? { path: fetched } : { why: 'no Chromium, Chrome or Edge is installed, and none could be fetched' }
}

function downloaded(): string | undefined {
  const path = chromium.executablePath()
  return existsSync(path) ? path : undefined
}

function mayInstall(): boolean {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
}

function apt(words: readonly string[]): void {
  spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=120', ...words], {
    stdio: 'ignore',
    timeout: patience,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
}

/** Ubuntu's package of that name is a hollow one; it is there but does not run. */
function runs(path: string): boolean {
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 10_000 }).status === 0
}
