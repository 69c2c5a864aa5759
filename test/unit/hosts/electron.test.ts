/** The Electron host on the stand-in, without a window: what is switched off, who is listened to, how it starts and ends. */
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test, vi } from 'vitest'
import { originOf } from '../../../src/main/hosts/electron/security.ts'
import { rememberedState } from '../../../src/main/hosts/electron/window-state.ts'
import type { Desk } from '../../../src/main/ports.ts'
import { type Bridge, channels, type News } from '../../../src/shared/contract/bridge.ts'
import { bridgeTransport } from '../../../src/shared/contract/bridge-transport.ts'
import { createClient } from '../../../src/shared/contract/client.ts'
import { done } from '../../../src/shared/kernel/outcome.ts'
import * as stand from '../../stand-in/electron.ts'

const home = mkdtempSync(join(tmpdir(), 'electron-host-'))
const answers = mkdtempSync(join(tmpdir(), 'answers-'))
const state = { closed: 0, aborted: 0, tell: (() => undefined) as (name: string, payload: unknown) => void }
let contents: stand.StandInContents
let shelf: {
  offer(name: string, bytes: Uint8Array, type: 'text/csv'): Promise<{ handle: string; name: string }>
  open(handle: string): { path: string }
}

const desk: Desk = {
  async dispatch(name, input, { signal, progress }) {
    progress({ done: 1, of: 2 })
    if (name === 'slow') await new Promise<void>(resolve => signal.addEventListener('abort', () => resolve(void state.aborted++)))
    return done({ name, input })
  },
  subscribe(listener) {
    state.tell = listener
    return () => undefined
  },
  async close() {
    state.closed++
  },
}

beforeAll(async () => {
  process.env.LOTWRIGHT_HOME = home
  process.env.STAND_IN_ANSWERS = answers
  const { startElectron } = await import('../../../src/main/hosts/electron/lifecycle.ts')
  startElectron(async ports => {
    shelf = ports.files
    return desk
  })
  await vi.waitFor(() => expect(stand.BrowserWindow.all).toHaveLength(1))
  contents = stand.BrowserWindow.all[0]?.webContents as stand.StandInContents
  await vi.waitFor(() => expect(shelf).toBeDefined())
})

/** What the preload puts on `window`, over the stand-in's channels. */
function bridge(): Bridge {
  return {
    call: (call, method, input) => contents.invoke(channels.call, call, method, input) as ReturnType<Bridge['call']>,
    cancel: call => contents.tell(channels.cancel, call),
    on(listener) {
      const deliver = contents.send.bind(contents)
      contents.send = (channel, news) => {
        deliver(channel, news)
        if (channel === channels.news) listener(news as News)
      }
      return () => undefined
    },
  }
}

test('the window is sandboxed, isolated, without Node, and nothing about it is left to defaults', () => {
  expect(stand.app.sandboxed).toBe(true)
  expect(stand.BrowserWindow.all[0]?.options.webPreferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    spellcheck: false,
    preload: expect.stringMatching(/out[\\/]preload[\\/]index\.cjs$/),
  })
  expect(stand.protocol.privileged).toEqual([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true } },
  ])
})

test('no navigation, no new window, no webview, no permission but writing to the clipboard, no network', () => {
  const prevented = (name: string, event: object) => {
    let stopped = false
    contents.emit(name, { ...event, preventDefault: () => (stopped = true) })
    return stopped
  }
  expect(contents.openHandler?.()).toEqual({ action: 'deny' })
  expect(prevented('will-attach-webview', {})).toBe(true)
  expect(prevented('will-redirect', {})).toBe(true)
  expect(prevented('will-frame-navigate', { isMainFrame: false })).toBe(true)
  expect(prevented('will-navigate', { url: 'https://example.com/', isMainFrame: true })).toBe(true)
  expect(prevented('will-navigate', { url: 'app://desk.example.com/index.html', isMainFrame: true })).toBe(true)
  expect(prevented('will-navigate', { url: 'app://desk/index.html', isMainFrame: true })).toBe(false)

  const { rules } = stand.session.defaultSession
  const granted = (permission: string, url: string) => {
    let answer: unknown
    rules.get('request')?.({ getURL: () => url }, permission, (given: boolean) => (answer = given))
    return [answer, rules.get('check')?.(null, permission, url)]
  }
  expect(granted('clipboard-sanitized-write', 'app://desk/index.html')).toEqual([true, true])
  expect(granted('clipboard-sanitized-write', 'https://example.com/')).toEqual([false, false])
  for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'usb']) {
    expect(granted(permission, 'app://desk/')).toEqual([false, false])
  }
  const cancelled = (url: string) => {
    let cancel: unknown
    rules.get('network')?.({ url }, (answer: { cancel: boolean }) => (cancel = answer.cancel))
    return cancel
  }
  expect(['https://example.com/', 'http://127.0.0.1/', 'ws://x/', 'file:///etc/passwd', 'app://other/', 'nonsense'].map(cancelled)).toEqual(
    Array.from({ length: 6 }, () => true),
  )
  expect(['app://desk/a.js', 'data:image/png;base64,'].map(cancelled)).toEqual([false, false])
})

test('origins are compared as addresses', () => {
  expect(originOf('app://desk/index.html')).toBe('app://desk')
  expect(originOf('app://desk.example.com/')).toBe('app://desk.example.com')
  expect(originOf('')).toBe('')
  expect(originOf('about:blank')).not.toBe('app://desk')
})

test('only the main frame of our own window, at our own address, is listened to', async () => {
  const handler = stand.ipcMain.handlers.get(channels.call)
  const ask = (sender: unknown, senderFrame: unknown) => handler?.({ sender, senderFrame }, '1', 'lot.read', {})
  const refusal = { ok: false, refusal: { code: 'host/sender' } }
  expect(await ask(contents, null)).toMatchObject(refusal)
  expect(await ask(contents, { url: 'app://desk/index.html' })).toMatchObject(refusal)
  expect(await ask({ mainFrame: contents.mainFrame }, contents.mainFrame)).toMatchObject(refusal)
  const address = contents.mainFrame.url
  contents.mainFrame.url = 'about:blank'
  expect(await ask(contents, contents.mainFrame)).toMatchObject(refusal)
  contents.mainFrame.url = address
  expect(await ask(contents, contents.mainFrame)).toMatchObject({ ok: true })
})

test('the bridge carries calls, progress, cancelling and events', async () => {
  const client = createClient(bridgeTransport(bridge()), { chooseFiles: async () => [], download: () => undefined })
  const steps: unknown[] = []
  const leave = new AbortController()
  const slow = client.call('slow' as 'app.info', {}, { signal: leave.signal, onProgress: step => steps.push(step) })
  await expect.poll(() => steps).toEqual([{ done: 1, of: 2 }])
  leave.abort()
  await slow
  expect(state.aborted).toBe(1)

  const heard: unknown[] = []
  client.on('menu.chosen', payload => heard.push(payload))
  const [file] = stand.Menu.template.filter(item => (item as { label?: string }).label === '&File')
  ;(file as { submenu: { click?: () => void }[] }).submenu[0]?.click?.()
  state.tell('book.changed', { what: 'book', household: null })
  expect(heard).toEqual([{ action: 'import' }])
})

test('files: dialogs give handles, dropped files come in pieces, offers are saved whole', async () => {
  const client = createClient(bridgeTransport(bridge()), { chooseFiles: async () => [], download: () => undefined })
  writeFileSync(join(home, 'lots.csv'), 'a,b')
  writeFileSync(join(answers, 'open.json'), JSON.stringify([join(home, 'lots.csv')]))
  const picked = await client.pickFiles()
  expect(picked).toMatchObject({ ok: true, value: [{ name: 'lots.csv', size: 3 }] })
  expect(JSON.stringify(picked)).not.toContain(home)

  const bytes = Uint8Array.from({ length: 2_500_000 }, (_, at) => at % 251)
  const sent = await client.sendFiles([new File([bytes], 'wide.csv')])
  const handle = sent.ok ? (sent.value[0]?.handle ?? '') : ''
  expect(readFileSync(shelf.open(handle).path).equals(bytes)).toBe(true)

  const offered = await shelf.offer('tickets.csv', new TextEncoder().encode('x;y'), 'text/csv')
  expect(await client.saveFile(offered)).toEqual(done(true))
  expect(readFileSync(join(answers, 'tickets.csv'), 'utf8')).toBe('x;y')
  expect(await client.saveFile({ handle: 'unknown', name: 'x' })).toMatchObject({ ok: false, refusal: { code: 'input/file-handle' } })
  const tooLarge = { name: 'x', size: 300 * 1024 * 1024, slice: () => new Blob([]), stream: () => new Blob([]).stream() }
  expect(await client.sendFiles([tooLarge])).toMatchObject({ ok: false, refusal: { code: 'input/file-too-large' } })
})

test('a second start brings the window to the front', () => {
  const before = stand.BrowserWindow.all[0]?.focused ?? 0
  stand.app.emit('second-instance')
  expect(stand.BrowserWindow.all[0]?.focused).toBe(before + 1)
})

test('a window comes back to where it was, unless that screen is gone or the file is not ours', () => {
  const file = join(home, 'window.json')
  const place = { x: 2000, y: 10, width: 1200, height: 800, maximized: false }
  writeFileSync(file, JSON.stringify(place))
  const screens = [{ x: 0, y: 0, width: 1920, height: 1080 }]
  expect(rememberedState(file, [...screens, { x: 1920, y: 0, width: 1920, height: 1080 }])).toEqual(place)
  expect(rememberedState(file, screens)).toBeUndefined()
  writeFileSync(file, '{"x":"1"}')
  expect(rememberedState(file, screens)).toBeUndefined()
})

test('closing the window remembers its place, closes the desk once and then quits', async () => {
  let quits = 0
  stand.app.on('quit', () => quits++)
  stand.BrowserWindow.all[0]?.close()
  await expect.poll(() => quits).toBe(1)
  expect(state.closed).toBe(1)
  expect(existsSync(join(home, 'electron', 'window.json'))).toBe(true)
})
