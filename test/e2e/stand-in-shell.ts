/**
 * The real main, preload and renderer bundles on the stand-in for `electron`. The stand-in opens the Chromium; this side joins it over the
 * browser's debugging port, so a test drives the very page in which the preload runs.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Browser, chromium, expect, type Page } from '@playwright/test'
import { type SavedFile, type Shell, today } from './shell.ts'

export async function startStandIn(folder: string, browserPath: string): Promise<Shell> {
  const port = await freePort()
  const answers = join(folder, 'answers')
  const main = spawn(process.execPath, ['--import', './test/stand-in/register.mjs', 'out/main/index.js'], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      LOTWRIGHT_HOME: folder,
      LOTWRIGHT_AS_OF: today,
      STAND_IN_BROWSER: browserPath,
      STAND_IN_PORT: String(port),
      STAND_IN_ANSWERS: answers,
    },
  })
  const browser = await joined(port)
  const page = await firstPage(browser)

  return {
    page,
    async choosing(paths, act) {
      writeFileSync(join(answers, 'open.json'), JSON.stringify(paths))
      await act()
    },
    async saving(act) {
      const before = new Set(readdirSync(answers))
      await act()
      return savedSince(answers, before)
    },
    async close() {
      const ended = once(main, 'exit')
      await page.close()
      await Promise.race([ended, pause(5000)])
      main.kill('SIGKILL')
      await browser.close().catch(() => undefined)
    },
  }
}

async function savedSince(answers: string, before: ReadonlySet<string>): Promise<SavedFile> {
  const added = () => readdirSync(answers).find(name => !before.has(name) && name !== 'open.json' && !name.endsWith('.part'))
  await expect.poll(added).toBeDefined()
  const name = added() as string
  return { name, bytes: readFileSync(join(answers, name)) }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

async function joined(port: number): Promise<Browser> {
  for (let attempt = 0; ; attempt++) {
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`).catch(() => undefined)
    if (browser) return browser
    if (attempt > 150) throw new Error('the stand-in opened no browser')
    await pause(100)
  }
}

async function firstPage(browser: Browser): Promise<Page> {
  for (let attempt = 0; attempt < 150; attempt++) {
    const page = browser
      .contexts()
      .flatMap(context => context.pages())
      .find(found => found.url().startsWith('http://desk.localhost'))
    if (page) return page
    await pause(100)
  }
  throw new Error('the stand-in opened no window')
}
