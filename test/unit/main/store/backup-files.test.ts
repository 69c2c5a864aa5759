/** What is kept: seven days, four weeks, what was asked for within the days, and everything from before an upgrade. */
import { expect, test } from 'vitest'
import { type BackupFile, type BackupKind, backupPath, outdated } from '../../../../src/main/store/backup-files.ts'

function backup(at: string, kind: BackupKind = 'daily'): BackupFile {
  return { file: `${at} ${kind}`, at, version: 10, kind }
}

/** Two a day, newest first: at close in the evening, daily in the morning. */
const sixtyDays = Array.from({ length: 60 }, (_, back) => new Date(Date.UTC(2026, 10, 21 - back)).toISOString().slice(0, 10)).flatMap(
  date => [backup(`${date}T18:00:00.000Z`, 'close'), backup(`${date}T08:00:00.000Z`)],
)

test('of sixty days with two backups each, seven days and four weeks stay, the newest of each', () => {
  const gone = new Set(outdated(sixtyDays))
  const kept = sixtyDays.filter(each => !gone.has(each)).map(each => each.at.slice(0, 13))
  expect(kept).toEqual([
    '2026-11-21T18',
    '2026-11-20T18',
    '2026-11-19T18',
    '2026-11-18T18',
    '2026-11-17T18',
    '2026-11-16T18',
    '2026-11-15T18',
    '2026-11-08T18',
    '2026-11-01T18',
  ])
})

test('what stands before an upgrade is never outdated; what was asked for lasts as long as the days', () => {
  const old = [backup('2020-01-01T00:00:00.000Z', 'before-upgrade')]
  const asked = [backup('2026-11-20T09:00:00.000Z', 'asked'), backup('2026-10-02T09:00:00.000Z', 'asked')]
  const gone = outdated([...sixtyDays, ...asked, ...old].toSorted((a, b) => (a.at < b.at ? 1 : -1)))
  expect([...old, ...asked].map(each => gone.includes(each))).toEqual([false, false, true])
})

test('a few backups all stay', () => {
  expect(outdated([backup('2026-11-21T18:00:00.000Z'), backup('2026-11-20T18:00:00.000Z')])).toEqual([])
})

test('the name says when, which version, and why', () => {
  expect(backupPath('/b/clients.book', '2026-11-21T14:02:11.123Z', 10, 'asked').replaceAll('\\', '/')).toBe(
    '/b/clients.book-backups/clients.2026-11-21T140211123Z.v10.asked.book',
  )
})
