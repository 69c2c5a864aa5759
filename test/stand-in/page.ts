/** One window of the stand-in: a page of a real Chromium with the preload bundle in it, and the app's own scheme behind an http address. */
import { readFileSync } from 'node:fs'
import { type Browser, chromium, type Page, type Route } from 'playwright-core'

export interface PageOptions {
  readonly browser: string
  readonly address: string
  readonly preload: string | undefined
  serve(request: Request): Response | Promise<Response>
  isBlocked(url: string): boolean
  invoke(channel: string, values: unknown[]): Promise<unknown>
  send(channel: string, values: unknown[]): void
  closed(): void
}

export interface StandInPage {
  deliver(channel: string, values: unknown[]): Promise<void>
  close(): Promise<void>
}

/** Chromium knows no app:// of ours; this secure name takes its place on the page's side only. */
const shownOrigin = 'http://desk.localhost'

export async function openPage(options: PageOptions): Promise<StandInPage> {
  const port = process.env.STAND_IN_PORT
  const browser = await chromium.launch({
    executablePath: options.browser,
    args: ['--no-sandbox', '--disable-dev-shm-usage', ...(port ? [`--remote-debugging-port=${port}`] : [])],
  })
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, permissions: ['clipboard-write'] })
  const page = await context.newPage()
  await context.route('**/*', route => answer(route, options))
  await page.exposeFunction('__ask', (kind: string, channel: string, packed: string) => ask(kind, channel, packed, options))
  await page.addInitScript({ content: preloadScript(options.preload ? readFileSync(options.preload, 'utf8') : '') })
  page.on('close', () => options.closed())
  await page.goto(options.address.replace(/^app:\/\/desk/, shownOrigin))
  return {
    deliver: (channel, values) => deliver(page, channel, values),
    close: () => closeBrowser(browser),
  }
}

async function answer(route: Route, options: PageOptions): Promise<void> {
  const url = route.request().url()
  if (!url.startsWith(`${shownOrigin}/`)) return options.isBlocked(url) ? route.abort('blockedbyclient') : route.continue()
  const response = await options.serve(new Request(url.replace(shownOrigin, 'app://desk'), { method: route.request().method() }))
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  })
}

/** Bytes survive Electron's cloning but not JSON, so they cross to the page and back in a wrapper. */
async function ask(kind: string, channel: string, packed: string, options: PageOptions): Promise<string> {
  const values = JSON.parse(packed, (_key, value) =>
    isWrapped(value) ? new Uint8Array(Buffer.from(value.__bytes, 'base64')) : value,
  ) as unknown[]
  if (kind === 'send') options.send(channel, values)
  else return JSON.stringify({ value: await options.invoke(channel, values) })
  return '{}'
}

function isWrapped(value: unknown): value is { __bytes: string } {
  return typeof value === 'object' && value !== null && '__bytes' in value
}

async function deliver(page: Page, channel: string, values: unknown[]): Promise<void> {
  await page
    .evaluate(
      ([name, list]) => (globalThis as unknown as { __deliver(name: unknown, list: unknown): void }).__deliver(name, list),
      [channel, values],
    )
    .catch(() => undefined)
}

async function closeBrowser(browser: Browser): Promise<void> {
  await browser.close().catch(() => undefined)
}

/** What a sandboxed preload gets from Electron: `require('electron')` with two things in it, and nothing else. */
function preloadScript(preload: string): string {
  return `(() => {
  const pack = values => JSON.stringify(values, (key, value) => {
    if (!(value instanceof Uint8Array)) return value
    let text = ''
    for (let at = 0; at < value.length; at += 32768) text += String.fromCharCode(...value.subarray(at, at + 32768))
    return { __bytes: btoa(text) }
  })
  const heard = new Map()
  globalThis.__deliver = (channel, values) => { for (const listener of [...(heard.get(channel) ?? [])]) listener({}, ...values) }
  const ipcRenderer = {
    invoke: async (channel, ...values) => JSON.parse(await globalThis.__ask('invoke', channel, pack(values))).value,
    send: (channel, ...values) => void globalThis.__ask('send', channel, pack(values)),
    on(channel, listener) { heard.set(channel, [...(heard.get(channel) ?? []), listener]); return ipcRenderer },
    off(channel, listener) { heard.set(channel, (heard.get(channel) ?? []).filter(other => other !== listener)); return ipcRenderer },
  }
  const contextBridge = {
    exposeInMainWorld: (name, value) => Object.defineProperty(globalThis, name, { value: Object.freeze(value), enumerable: true }),
  }
  const require = name => {
    if (name !== 'electron') throw new Error('a sandboxed preload cannot load ' + name)
    return { ipcRenderer, contextBridge }
  };
  (function (require, module, exports) { ${preload}
  })(require, { exports: {} }, {})
})()`
}
