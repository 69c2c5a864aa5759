/**
 * Fixtures for end-to-end tests. `desk` is a running desk with an empty book of its own and a page that shows it, on the shell the
 * Playwright project names: the loopback host in the browser, or the real Electron bundles on the stand-in. A test written against `desk`
 * runs on both. The desk's day is fixed, so nothing depends on when a test runs.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from '@playwright/test'
import { startLoopback } from './loopback-shell.ts'
import type { Shell } from './shell.ts'
import { startStandIn } from './stand-in-shell.ts'

export interface Desk extends Omit<Shell, 'close'> {
  readonly shell: 'loopback' | 'stand-in'
  /** The folder that holds the book and everything else of this desk. */
  readonly folder: string
}

export interface DeskOptions {
  shell: 'loopback' | 'stand-in'
  /** Accounts of a generated book to open instead of an empty one; on the loopback host alone. */
  accounts: number
}

export const test = base.extend<DeskOptions & { desk: Desk }>({
  shell: ['loopback', { option: true }],
  accounts: [0, { option: true }],
  desk: async ({ shell, accounts, browser, launchOptions }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'desk-'))
    mkdirSync(join(folder, 'answers'))
    if (accounts > 0) execFileSync(process.execPath, ['test/e2e/fill-book.ts', join(folder, 'desk.lotwright'), `${accounts}`])
    const running =
      shell === 'loopback' ? await startLoopback(folder, browser) : await startStandIn(folder, launchOptions.executablePath ?? '')
    await use({ ...running, shell, folder })
    await running.close()
    rmSync(folder, { recursive: true, force: true })
  },
})
export { expect } from '@playwright/test'
