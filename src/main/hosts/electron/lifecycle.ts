/**
 * From start to quit on Electron. One instance: a second start brings the first window to the front. The window opens at once, while the
 * book is opened behind it; calls wait for the book, and a book that cannot be opened answers each with its refusal, for the window to show.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { app, BrowserWindow, dialog, ipcMain, Menu, protocol, session } from 'electron'
import { fileMethods } from '../../../shared/contract/files.ts'
import type { Desk, Dispatch, Ports } from '../../ports.ts'
import { builtPath } from '../../resources.ts'
import { createRouter } from '../../router/router.ts'
import { fileCalls } from '../file-calls.ts'
import { openFileShelf } from '../file-shelf.ts'
import { machinePorts } from '../machine.ts'
import { openLater } from '../open-later.ts'
import { dataFolder } from '../places.ts'
import { ownOrigin, registerAppScheme, serveApp } from './app-protocol.ts'
import { systemDialogs } from './dialogs.ts'
import { attachIpc, tell } from './ipc.ts'
import { deskMenu } from './menu.ts'
import { originOf, secureApp, secureSession } from './security.ts'
import { openDeskWindow } from './window.ts'

/** Takes the ports of this host and opens the book; compose.ts does it. */
export type OpenDesk = (ports: Ports) => Promise<Desk>

export function startElectron(openDesk: OpenDesk): void {
  const folder = join(dataFolder(), 'electron')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  app.setPath('userData', folder)
  app.enableSandbox()
  registerAppScheme(protocol)
  if (app.requestSingleInstanceLock()) void app.whenReady().then(() => run(openDesk, folder))
  else app.quit()
}

function run(openDesk: OpenDesk, folder: string): void {
  const pages = pagesAddress()
  // a development server also talks over a web socket of the same host
  const isOwn = (address: string) => originOf(address.replace(/^ws:/, 'http:')) === originOf(pages)
  const shelf = openFileShelf()
  const ports = machinePorts(shelf, join(dataFolder(), 'log', 'desk.log'))
  const desk = openLater(() => openDesk(ports))
  const windows = () => BrowserWindow.getAllWindows().map(window => window.webContents)
  const front = () => BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]

  secureApp(app, isOwn)
  secureSession(session.defaultSession, isOwn)
  serveApp(protocol, builtPath('renderer'))
  const files = createRouter(fileMethods, fileCalls(shelf, systemDialogs(dialog, front)), { ...ports, checkColumnar: true })
  attachIpc(ipcMain, { dispatch: withFiles(desk.dispatch, files), subscribe: desk.subscribe, windows, isOwn })
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      deskMenu(process.platform, action => {
        const window = front()
        if (window) tell(window.webContents, { kind: 'event', name: 'menu.chosen', payload: { action } })
      }),
    ),
  )

  app.on('second-instance', () => bringToFront(front()))
  app.on('activate', () => void (BrowserWindow.getAllWindows().length === 0 && openDeskWindow(folder, pages)))
  app.on('window-all-closed', () => app.quit())
  closeBeforeQuit(async () => {
    await desk.close()
    shelf.close()
  })
  openDeskWindow(folder, pages)
}

/** The development server's address only where this is not a packaged app. */
function pagesAddress(): string {
  const development = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL
  return development ?? `${ownOrigin}/index.html`
}

function withFiles(desk: Dispatch, files: Dispatch): Dispatch {
  return (name, input, context) => (Object.hasOwn(fileMethods, name) ? files : desk)(name, input, context)
}

function bringToFront(window: BrowserWindow | undefined): void {
  if (window?.isMinimized()) window.restore()
  window?.focus()
}

/** Electron does not wait for promises when it quits: hold it once, close, and quit again. */
function closeBeforeQuit(close: () => Promise<void>): void {
  let closed = false
  app.on('will-quit', event => {
    if (closed) return
    event.preventDefault()
    void close().finally(() => {
      closed = true
      app.quit()
    })
  })
}
