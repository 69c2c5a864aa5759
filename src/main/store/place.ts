/**
 * Where a book may live. A live SQLite book has a write-ahead log beside it; tools that copy or merge the two files one by one (OneDrive, Dropbox,
 * iCloud, Google Drive, Box) and drives whose locks cannot be trusted (network shares) are the best known ways to ruin it.
 */
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import type { Refusal } from '../../shared/kernel/outcome.ts'

export interface Surroundings {
  readonly home: string
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Text of /proc/self/mountinfo; empty where there is none. */
  readonly mounts: string
  exists(path: string): boolean
}

const syncedNames: readonly (readonly [RegExp, string])[] = [
  [/^onedrive( ?- ?.*)?$/i, 'OneDrive'],
  [/^(dropbox( \(.*\))?|\.dropbox)$/i, 'Dropbox'],
  [/^(icloud ?drive|com~apple~clouddocs|mobile documents)$/i, 'iCloud Drive'],
  [/^(google ?drive|googledrive-.*|my drive|drivefs)$/i, 'Google Drive'],
  [/^(box|box sync)$/i, 'Box'],
  [/^cloudstorage$/i, 'a cloud storage'],
]
const syncedVariables = ['OneDrive', 'OneDriveConsumer', 'OneDriveCommercial'] as const
const networkTypes =
  /^(nfs4?|cifs|smb3?|smbfs|afs|9p|drvfs|davfs2?|ceph|glusterfs|lustre|fuse\.(sshfs|rclone|davfs2?|gvfsd-fuse|google-drive.*|onedriver))$/

export function surroundings(): Surroundings {
  const mounts = existsSync('/proc/self/mountinfo') ? readFileSync('/proc/self/mountinfo', 'utf8') : ''
  return { home: homedir(), environment: process.env, mounts, exists: existsSync }
}

/** Why a book must not be kept at this path; undefined where it may. */
export function unsafePlace(file: string, around: Surroundings): Refusal | undefined {
  const folder = realFolder(dirname(resolve(file)))
  const service = syncingService(folder, around)
  const network = service === undefined ? networkDrive(folder, around.mounts) : undefined
  if (service === undefined && network === undefined) return undefined
  return {
    code: 'store/synced-folder',
    what: service
      ? `This folder is kept in step by ${service}, which copies a book in use piece by piece and can ruin it.`
      : `This folder is on a network drive (${network}), where two computers could write to one book at a time.`,
    where: file,
    remedy: 'Keep the book on this computer’s own drive, and put copies made with “back up now” into the shared folder.',
  }
}

function syncingService(folder: string, around: Surroundings): string | undefined {
  for (const variable of syncedVariables) {
    const synced = around.environment[variable]
    if (synced && isInside(folder, synced)) return 'OneDrive'
  }
  const parts = folder.split(/[\\/]/)
  for (const [index, part] of parts.entries()) {
    const found = syncedNames.find(([name]) => name.test(part))
    if (found && (found[1] !== 'Box' || isInside(folder, join(around.home, part)))) return found[1]
    if (around.exists(join(parts.slice(0, index + 1).join('/') || '/', '.dropbox.cache'))) return 'Dropbox'
  }
  return undefined
}

function networkDrive(folder: string, mounts: string): string | undefined {
  if (/^[\\/]{2}[^\\/?.]/.test(folder)) return 'a Windows share'
  let longest = { point: '', type: '' }
  for (const line of mounts.split('\n')) {
    const [before = '', after = ''] = line.split(' - ')
    const point = unescaped(before.split(' ')[4] ?? '')
    if (point !== '' && isInside(folder, point) && point.length >= longest.point.length)
      longest = { point, type: after.split(' ')[0] ?? '' }
  }
  return networkTypes.test(longest.type) ? longest.type : undefined
}

function isInside(folder: string, parent: string): boolean {
  const [inner, outer] = [folder, parent].map(path => path.replaceAll('\\', '/').replace(/\/+$/, '').toLowerCase())
  return inner === outer || (inner ?? '').startsWith(`${outer}/`)
}

/** mountinfo writes a blank as \040. */
function unescaped(point: string): string {
  return point.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))
}

/** The folder with links followed, as far as it exists. */
function realFolder(folder: string): string {
  try {
    return realpathSync.native(folder)
  } catch {
    const parent = dirname(folder)
    return parent === folder ? folder : join(realFolder(parent), folder.slice(parent.length))
  }
}
