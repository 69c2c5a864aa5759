/**
 * Backups on disk: `clients.book-backups/clients.2026-11-21T140211123Z.v10.daily.book`. Kept are the newest of each of the last seven days, the newest of
 * each of the last four weeks, every one a person asked for within those days, and everything made before an upgrade.
 */
import { readdirSync, rmSync, statSync } from 'node:fs'
import { basename, extname, join } from 'node:path'

export const backupKinds = ['daily', 'close', 'asked', 'before-upgrade'] as const
export type BackupKind = (typeof backupKinds)[number]

export interface BackupFile {
  readonly file: string
  /** UTC, as in the file's name. */
  readonly at: string
  /** Schema version of the book inside. */
  readonly version: number
  readonly kind: BackupKind
}

const pattern = /\.(\d{4}-\d{2}-\d{2})T(\d{2})(\d{2})(\d{2})(\d{3})Z\.v(\d+)\.([a-z-]+)\.book$/
const days = 7
const weeks = 4
const weekInMs = 7 * 86_400_000

export function backupFolder(file: string): string {
  return `${file}-backups`
}

export function backupPath(file: string, at: string, version: number, kind: BackupKind): string {
  const stem = basename(file, extname(file))
  return join(backupFolder(file), `${stem}.${at.replaceAll(/[:.]/g, '')}.v${version}.${kind}.book`)
}

/** Newest first. A backup gets its name only after it was opened and checked, so what is listed was verified once. */
export function listBackups(file: string): BackupFile[] {
  if (!statSync(backupFolder(file), { throwIfNoEntry: false })?.isDirectory()) return []
  return readdirSync(backupFolder(file))
    .flatMap(name => {
      const match = pattern.exec(name)
      const kind = backupKinds.find(known => known === match?.[7])
      if (!match || kind === undefined) return []
      const at = `${match[1]}T${match[2]}:${match[3]}:${match[4]}.${match[5]}Z`
      return [{ file: join(backupFolder(file), name), at, version: Number(match[6]), kind }]
    })
    .sort((a, b) => (a.at < b.at ? 1 : -1))
}

/** Which of these (newest first) have had their time. */
export function outdated(backups: readonly BackupFile[]): BackupFile[] {
  const ordinary = backups.filter(backup => backup.kind !== 'before-upgrade')
  const keptDays = newestOfEach(ordinary, backup => backup.at.slice(0, 10)).slice(0, days)
  const keptWeeks = newestOfEach(ordinary, backup => String(Math.floor((Date.parse(backup.at) + 3 * 86_400_000) / weekInMs))).slice(
    0,
    weeks,
  )
  const firstDay = keptDays.at(-1)?.at.slice(0, 10) ?? ''
  const kept = new Set([...keptDays, ...keptWeeks, ...ordinary.filter(backup => backup.kind === 'asked' && backup.at >= firstDay)])
  return ordinary.filter(backup => !kept.has(backup))
}

export function prune(file: string): void {
  for (const backup of outdated(listBackups(file))) rmSync(backup.file, { force: true })
}

function newestOfEach(backups: readonly BackupFile[], group: (backup: BackupFile) => string): BackupFile[] {
  return [...Map.groupBy(backups, group).values()].flatMap(each => each.slice(0, 1))
}
