/**
 * Stands in for the module `electron` on the main side, where there is no binary. Unit tests import it under the alias `electron`; with
 * STAND_IN_BROWSER set, the real main bundle runs on it (register.mjs) and each BrowserWindow is a page of a real Chromium: the real preload
 * bundle runs in it, app:// is answered by the app's own handler, and messages are cloned as Electron clones them.
 *
 * What it cannot show: the sandbox, context isolation, native menus and dialogs, asar, fuses. test/electron/real.spec.ts is for those.
 */
import { EventEmitter } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { answers } from './answers.ts'
import { openPage, type StandInPage } from './page.ts'

type Listener = (...values: unknown[]) => unknown

class StandInApp extends EventEmitter {
  isPackaged = false
  sandboxed = false
  readonly paths = new Map<string, string>()
  enableSandbox() {
    this.sandboxed = true
  }
  whenReady = async () => undefined
  requestSingleInstanceLock = () => process.env.STAND_IN_SECOND === undefined
  setPath = (name: string, path: string) => void this.paths.set(name, path)
  getPath = (name: string) => this.paths.get(name) ?? mkdtempSync(join(tmpdir(), 'stand-in-'))
  getVersion = () => '0.0.0-stand-in'
  /** As Electron does: windows first, then will-quit, which a listener may hold back. */
  quit() {
    for (const window of [...BrowserWindow.all]) window.close()
    let held = false
    this.emit('will-quit', {
      preventDefault() {
        held = true
      },
    })
    if (!held) this.exit()
  }
  exit() {
    this.emit('quit', {}, 0)
    if (process.env.STAND_IN_BROWSER) process.exit(0)
  }
}
export const app = new StandInApp()

class StandInIpcMain extends EventEmitter {
  readonly handlers = new Map<string, Listener>()
  handle(channel: string, handler: Listener) {
    if (this.handlers.has(channel)) throw new Error(`a second handler for '${channel}'`)
    this.handlers.set(channel, handler)
  }
}
export const ipcMain = new StandInIpcMain()

const schemes = new Map<string, (request: Request) => Response | Promise<Response>>()
export const protocol = {
  privileged: [] as unknown[],
  registerSchemesAsPrivileged(list: unknown[]) {
    protocol.privileged.push(...list)
  },
  handle: (scheme: string, handler: (request: Request) => Response | Promise<Response>) => void schemes.set(scheme, handler),
}

export const session = {
  defaultSession: {
    rules: new Map<string, Listener>(),
    setPermissionRequestHandler: (rule: Listener) => void session.defaultSession.rules.set('request', rule),
    setPermissionCheckHandler: (rule: Listener) => void session.defaultSession.rules.set('check', rule),
    webRequest: { onBeforeRequest: (rule: Listener) => void session.defaultSession.rules.set('network', rule) },
  },
}

export class StandInContents extends EventEmitter {
  static count = 0
  readonly id = ++StandInContents.count
  readonly mainFrame = { url: 'about:blank' }
  readonly sent: unknown[][] = []
  page: StandInPage | undefined
  openHandler: Listener | undefined
  destroyed = false
  constructor() {
    super()
    app.emit('web-contents-created', {}, this)
  }
  isDestroyed = () => this.destroyed
  getURL = () => this.mainFrame.url
  setWindowOpenHandler(handler: Listener) {
    this.openHandler = handler
  }
  send(channel: string, ...values: unknown[]) {
    const cloned = structuredClone(values)
    this.sent.push([channel, ...cloned])
    void this.page?.deliver(channel, cloned)
  }
  /** What `ipcRenderer.invoke` in this window does. */
  async invoke(channel: string, ...values: unknown[]): Promise<unknown> {
    const handler = ipcMain.handlers.get(channel)
    if (!handler) throw new Error(`no handler for '${channel}'`)
    return structuredClone(await handler({ sender: this, senderFrame: this.mainFrame }, ...structuredClone(values)))
  }
  /** What `ipcRenderer.send` in this window does. */
  tell(channel: string, ...values: unknown[]): void {
    ipcMain.emit(channel, { sender: this, senderFrame: this.mainFrame }, ...structuredClone(values))
  }
}

interface WindowOptions {
  readonly width?: number
  readonly height?: number
  readonly webPreferences?: { readonly preload?: string }
}

export class BrowserWindow extends EventEmitter {
  static all: BrowserWindow[] = []
  static getAllWindows = () => BrowserWindow.all
  static getFocusedWindow = () => BrowserWindow.all[0] ?? null
  readonly webContents = new StandInContents()
  readonly options: WindowOptions
  shown = false
  focused = 0
  constructor(options: WindowOptions = {}) {
    super()
    this.options = options
    BrowserWindow.all.push(this)
  }
  show() {
    this.shown = true
  }
  focus() {
    this.focused += 1
  }
  restore = () => undefined
  maximize = () => undefined
  isMinimized = () => false
  isMaximized = () => false
  getNormalBounds = () => ({ x: 10, y: 10, width: this.options.width ?? 1440, height: this.options.height ?? 900 })
  async loadURL(address: string): Promise<void> {
    this.webContents.mainFrame.url = new URL(address).href
    const browser = process.env.STAND_IN_BROWSER
    if (browser) {
      this.webContents.page = await openPage({
        browser,
        address,
        preload: this.options.webPreferences?.preload,
        serve: request => schemes.get('app')?.(request) ?? new Response('', { status: 404 }),
        isBlocked: url => this.#isBlocked(url),
        invoke: (channel, values) => this.webContents.invoke(channel, ...values),
        send: (channel, values) => this.webContents.tell(channel, ...values),
        closed: () => this.close(),
      })
    }
    this.emit('ready-to-show')
    this.webContents.emit('did-finish-load')
  }
  close() {
    if (this.webContents.destroyed) return
    this.emit('close', {})
    this.webContents.destroyed = true
    BrowserWindow.all = BrowserWindow.all.filter(window => window !== this)
    void this.webContents.page?.close()
    this.emit('closed')
    if (BrowserWindow.all.length === 0) app.emit('window-all-closed')
  }
  #isBlocked(url: string): boolean {
    let cancel = false
    session.defaultSession.rules.get('network')?.({ url }, (answer: { cancel: boolean }) => {
      cancel = answer.cancel
    })
    return cancel
  }
}

export const Menu = {
  template: [] as unknown[],
  buildFromTemplate: (template: unknown[]) => template,
  setApplicationMenu(template: unknown[]) {
    Menu.template = template
  },
}

export const dialog = {
  async showOpenDialog() {
    const filePaths = answers.open()
    return { canceled: filePaths.length === 0, filePaths }
  },
  async showSaveDialog(...given: unknown[]) {
    const options = given.at(-1) as { defaultPath: string }
    const filePath = answers.save(options.defaultPath)
    return { canceled: filePath === '', filePath }
  },
}

export const screen = { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] }

export default { app, BrowserWindow, dialog, ipcMain, Menu, protocol, screen, session }
