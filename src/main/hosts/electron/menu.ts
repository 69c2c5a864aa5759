/**
 * The platform's menu. Text editing, zoom and full screen are the system's own roles; acts of the desk are told to the window, which knows
 * what is on the screen. A page sees a key before the menu does, so a screen that handles a key itself keeps it.
 */
import type { MenuItemConstructorOptions } from 'electron'
import type { menuActions } from '../../../shared/contract/events.ts'

export type MenuAction = (typeof menuActions)[number]

export function deskMenu(platform: NodeJS.Platform, choose: (action: MenuAction) => void): MenuItemConstructorOptions[] {
  const act = (label: string, accelerator: string, action: MenuAction): MenuItemConstructorOptions => ({
    label,
    accelerator,
    click: () => choose(action),
  })
  const line: MenuItemConstructorOptions = { type: 'separator' }
  const isMac = platform === 'darwin'
  return [
    ...(isMac ? [{ role: 'appMenu' } satisfies MenuItemConstructorOptions] : []),
    {
      label: '&File',
      submenu: [
        act('&Import files…', 'CmdOrCtrl+O', 'import'),
        act('&Export…', 'CmdOrCtrl+E', 'export'),
        act('&Print…', 'CmdOrCtrl+P', 'print'),
        line,
        act('&Settings', 'CmdOrCtrl+,', 'settings'),
        line,
        isMac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    {
      label: '&Edit',
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        line,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
        line,
        act('&Find', 'CmdOrCtrl+F', 'find'),
        act('Go to &anything', 'CmdOrCtrl+K', 'palette'),
      ],
    },
    {
      label: '&View',
      submenu: [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, line, { role: 'togglefullscreen' }],
    },
    { role: 'windowMenu' },
    { label: '&Help', submenu: [act('&Keys', 'F1', 'keys')] },
  ]
}
