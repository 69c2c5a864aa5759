/**
 * The built desk in headless Chromium on the loopback host: from start to a usable book, and from the click to a painted grid of 100,000 lots with its scrolling.
 * Software rendering on a shared machine; the limits are plain milliseconds.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { installedBrowser, rootArguments } from '../scripts/find-browser.ts'
import { fillBook } from '../test/fixtures/fill-book.ts'
import { type Bench, type BenchResult, median } from './bench.ts'

const rounds = 5

export const windowBench: Bench = {
  name: 'window',
  title: 'Window',
  async run() {
    const browser = installedBrowser()
    if (!browser) throw new Error('no browser of the Chromium family is installed')
    const folder = mkdtempSync(join(tmpdir(), 'window-bench-'))
    const book = join(folder, 'bench.lotwright')
    fillBook(book, { seed: 3, accounts: 250, lotsPerAccount: 400 })
    const launched = await chromium.launch({ executablePath: browser, args: rootArguments() })
    const figures = { start: [] as number[], grid: [] as number[], frame: [] as number[] }
    try {
      for (let round = 0; round < rounds; round += 1) {
        const started = performance.now()
        const host = spawn(process.execPath, ['out/main/lotwright.js', 'serve', '--json', '--book', book, '--as-of', '2026-11-21'], {
          stdio: ['ignore', 'pipe', 'inherit'],
          env: { ...process.env, LOTWRIGHT_HOME: folder },
        })
        const [line] = (await once(host.stdout, 'data')) as [Buffer]
        const page = await launched.newPage({ viewport: { width: 1440, height: 900 } })
        await page.goto((JSON.parse(String(line)) as { address: string }).address)
        await page.locator('.ag-row').first().waitFor()
        figures.start.push(performance.now() - started)
        figures.grid.push(await clickToPainted(page))
        figures.frame.push(median(await scrollFrames(page)))
        await page.close()
        host.kill('SIGTERM')
        await once(host, 'exit')
      }
    } finally {
      await launched.close()
      rmSync(folder, { recursive: true, force: true })
    }
    const result = (what: string, ms: number[], goal: string, limit: number, note = ''): BenchResult => ({
      subject: { what, ms },
      peer: null,
      goal,
      limit,
      note,
    })
    return [
      result(
        'start of the host to a usable book (100,000 lots, 250 accounts)',
        figures.start,
        '≤ 5,000 ms',
        5000,
        'Host process, page, first overview of every household.',
      ),
      result('click to painted grid of 100,000 lots', figures.grid, '≤ 400 ms', 400),
      result(
        'median frame while scrolling',
        figures.frame,
        '≤ 17 ms',
        17,
        'One figure a round: the median of 240 frames. Software rendering, no GPU.',
      ),
    ]
  },
}

/** From the click on the tab to the second frame after its first rows are there. */
async function clickToPainted(page: Page): Promise<number> {
  const tab = page.getByRole('tab', { name: /all lots/i })
  await tab.waitFor()
  return tab.evaluate(async element => {
    const started = performance.now()
    ;(element as HTMLElement).click()
    const painted = () => {
      const grid = [...document.querySelectorAll('[role="grid"], [role="treegrid"]')].find(
        each => Number(each.getAttribute('aria-rowcount')) > 50_000,
      )
      return grid?.querySelector('.ag-row') != null
    }
    while (!painted()) await new Promise(requestAnimationFrame)
    await new Promise(requestAnimationFrame)
    return performance.now() - started
  })
}

function scrollFrames(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const ports = [
      ...document.querySelectorAll<HTMLElement>('.ag-body-viewport, .ag-body-vertical-scroll-viewport, .ag-grid-scrolling-container'),
    ]
    const port = ports.sort((a, b) => b.scrollHeight - a.scrollHeight)[0]
    if (!port) throw new Error('no scrolling grid')
    const frames: number[] = []
    let last = performance.now()
    for (let step = 0; step < 240; step += 1) {
      port.scrollTop += 300
      await new Promise(requestAnimationFrame)
      const now = performance.now()
      frames.push(now - last)
      last = now
    }
    return frames
  })
}
