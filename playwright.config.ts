/**
 * End-to-end tests: the same journeys on the loopback host and on the stand-in for Electron, in the browser that scripts/find-browser.ts finds, two at a time:
 * each has a desk, a book and a folder of its own. What a test may use is in test/e2e/desk.ts.
 */
import { defineConfig } from '@playwright/test'
import { installedBrowser, rootArguments } from './scripts/find-browser.ts'
import type { DeskOptions } from './test/e2e/desk.ts'

const browser = installedBrowser()

export default defineConfig<DeskOptions>({
  testDir: 'test',
  outputDir: 'test-results',
  workers: 2,
  fullyParallel: true,
  retries: 0,
  // generous: a limit that a noisy machine can reach is a timed test
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    viewport: { width: 1440, height: 900 },
    acceptDownloads: true,
    launchOptions: {
      ...(browser ? { executablePath: browser } : {}),
      args: ['--disable-dev-shm-usage', ...rootArguments()],
    },
  },
  projects: [
    { name: 'loopback', testMatch: 'e2e/**/*.spec.ts', use: { shell: 'loopback' } },
    { name: 'stand-in', testMatch: ['e2e/{host,journey*,optimize}.spec.ts', 'electron/stand-in.spec.ts'], use: { shell: 'stand-in' } },
    { name: 'electron', testMatch: 'electron/real.spec.ts' },
  ],
})
