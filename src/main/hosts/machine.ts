/** The ports that are the same on every host: the machine's clock, random ids, and a log of one JSON line per call. */
import { randomUUID } from 'node:crypto'
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseCivilDate } from '../../shared/kernel/civil-date.ts'
import type { Clock, Files, Ids, Log, Ports } from '../ports.ts'

/** The only place that asks the machine what day it is: its local calendar day, as two-digit parts, never a Date kept around. */
export const machineClock: Clock = {
  today() {
    const parts = new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date())
    const day = parseCivilDate(parts)
    if (day === undefined) throw new Error('the machine has no calendar day')
    return day
  },
  now: () => new Date().toISOString(),
  elapsed: () => performance.now(),
}

export const randomIds: Ids = { next: noun => `${noun.replaceAll(' ', '-')}-${randomUUID()}` }

const largestLog = 4 * 1024 * 1024

/** Appends to `file`, keeps one older file beside it. A log that cannot be written never stops the desk. */
export function fileLog(file: string, clock: Pick<Clock, 'now'> = machineClock): Log {
  return {
    write(line) {
      try {
        mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
        if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > largestLog) renameSync(file, `${file}.1`)
        appendFileSync(file, `${JSON.stringify({ at: clock.now(), ...line })}\n`, { mode: 0o600 })
      } catch {
        // a full disk or a read-only folder: the advisor's work matters more than its log
      }
    },
  }
}

/** The ports of a host on this machine. */
export function machinePorts(files: Files, logFile: string): Ports {
  return { clock: machineClock, ids: randomIds, log: fileLog(logFile), files }
}
