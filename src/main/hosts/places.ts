/** Where the book and the app's own state live by default: one place for both hosts, so that either opens the same book. */
import { createHash } from 'node:crypto'
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

/** Above the ports that systems hand out by themselves, below the last. */
const [firstUsual, usualPorts] = [61_000, 4_500]

/**
 * The loopback host's port for a book, the same at each start: a page that stood open meanwhile goes on with what was typed on it once its
 * browser was let in again, and the window keeps its panes. The port is no secret; who may come in is the ticket's to say (guard.ts).
 */
export function usualPort(book: string): number {
  return firstUsual + (createHash('sha256').update(book).digest().readUInt32BE() % usualPorts)
}
