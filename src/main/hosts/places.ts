/** Where the book and the app's own state live by default: one place for both hosts, so that either opens the same book. */
import { homedir } from 'node:os'
import { join } from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

export function dataFolder(platform: NodeJS.Platform = process.platform, env: Environment = process.env, home: string = homedir()): string {
  if (env.LOTWRIGHT_HOME) return env.LOTWRIGHT_HOME
  if (platform === 'win32') return join(env.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Lotwright')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Lotwright')
  return join(env.XDG_DATA_HOME ?? join(home, '.local', 'share'), 'lotwright')
}

export function defaultBook(): string {
  return join(dataFolder(), 'desk.lotwright')
}
