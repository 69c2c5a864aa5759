/** The one window: sandboxed, context-isolated, without Node, shown when it has something to show. */
import { join } from 'node:path'
import { BrowserWindow, screen } from 'electron'
import { builtPath } from '../../resources.ts'
import { rememberedState, rememberState } from './window-state.ts'

export function openDeskWindow(folder: string, address: string): BrowserWindow {
  const stateFile = join(folder, 'window.json')
  const areas = screen.getAllDisplays().map(display => display.workArea)
  const state = rememberedState(stateFile, areas)
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    ...(state ? { x: state.x, y: state.y, width: state.width, height: state.height } : {}),
    minWidth: 1024,
    minHeight: 640,
    show: false,
    title: 'Lotwright',
    webPreferences: {
      preload: builtPath('preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      // the spelling checker would fetch its dictionaries
      spellcheck: false,
    },
  })
  if (state?.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => rememberState(stateFile, { ...window.getNormalBounds(), maximized: window.isMaximized() }))
  void window.loadURL(address)
  return window
}
