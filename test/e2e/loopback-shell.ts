/** A desk on the loopback host: the built command line's `serve`, and a page that came in with its ticket. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from '@playwright/test'
import { type Shell, today } from './shell.ts'

export async function startLoopback(folder: string, browser: Browser): Promise<Shell> {
  const host = spawn(
    process.execPath,
    ['out/main/lotwright.js', 'serve', '--json', '--book', join(folder, 'desk.lotwright'), '--as-of', today],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, LOTWRIGHT_HOME: folder } },
  )
  const [line] = (await once(host.stdout, 'data')) as [Buffer]
  const { address } = JSON.parse(String(line)) as { address: string }
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, acceptDownloads: true })
  const page = await context.newPage()
  await page.goto(address)

  return {
    page,
    async choosing(paths, act) {
      const asked = page.waitForEvent('filechooser')
      await act()
      await (await asked).setFiles([...paths])
    },
    async saving(act) {
      const begun = page.waitForEvent('download')
      await act()
      const download = await begun
      return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
    },
    async close() {
      await context.close()
      host.kill('SIGTERM')
      if (host.exitCode === null) await once(host, 'exit')
    },
  }
}
