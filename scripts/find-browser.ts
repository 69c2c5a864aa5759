/** An installed browser of the Chromium family: for the app window where Electron is missing, and for the end-to-end tests. */
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'microsoft-edge-stable']
const macApps = ['Google Chrome', 'Chromium', 'Microsoft Edge']
const windowsPrograms = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
  'Chromium\\Application\\chrome.exe',
]

export function installedBrowser(): string | undefined {
  const named = process.env.LOTWRIGHT_BROWSER
  if (named === 'none') return undefined
  return [...(named ? [named] : []), ...candidates()].find(isExecutable)
}

function candidates(): string[] {
  if (process.platform === 'darwin') return macApps.map(name => `/Applications/${name}.app/Contents/MacOS/${name}`)
  if (process.platform === 'win32') {
    const places = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    return places.flatMap(place => (place ? windowsPrograms.map(program => join(place, program)) : []))
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter(folder => folder !== '')
  return commands.flatMap(command => folders.map(folder => join(folder, command)))
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Chromium refuses to run as root with its sandbox; --test-type hides the bar that says so. */
export function rootArguments(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox', '--test-type'] : []
}
