/** The real shell. Runs wherever an Electron binary is; `npm start` fetches one where its server can be reached. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, expect, test } from '@playwright/test'
import { electronBinary } from '../../scripts/electron-binary.ts'

const binary = electronBinary()
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []

test.describe('the real Electron shell', () => {
  test.skip(binary === undefined, 'skipped: no Electron binary')

  async function launch() {
    const home = mkdtempSync(join(tmpdir(), 'electron-'))
    return _electron.launch({
      executablePath: binary as string,
      args: [...asRoot, '.'],
      env: { ...process.env, LOTWRIGHT_HOME: home, LOTWRIGHT_AS_OF: '2026-11-21' },
    })
  }

  test('opens one sandboxed, isolated window at app://desk whose bridge answers', async () => {
    const shell = await launch()
    const page = await shell.firstWindow()
    expect(page.url()).toMatch(/^app:\/\/desk\//)
    const preferences = await shell.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      return contents.getLastWebPreferences()
    })
    expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true })
    const inside = await page.evaluate(async () => {
      const { lotwright } = globalThis as unknown as { lotwright: { call(...values: unknown[]): Promise<unknown> } }
      return { node: 'require' in globalThis || 'process' in globalThis, info: await lotwright.call('1', 'app.info', {}) }
    })
    expect(inside).toMatchObject({ node: false, info: { ok: true, value: { host: 'electron' } } })
    await shell.close()
  })

  test('leaves its origin by no way, and gets no permission', async () => {
    const shell = await launch()
    const page = await shell.firstWindow()
    const address = page.url()
    await page.evaluate(() => {
      location.href = 'https://example.com/'
      globalThis.open('https://example.com/')
    })
    const permission = await page.evaluate(async () => (await navigator.permissions.query({ name: 'geolocation' })).state)
    expect(permission).toBe('denied')
    expect(page.url()).toBe(address)
    expect(shell.windows()).toHaveLength(1)
    await shell.close()
  })
})
