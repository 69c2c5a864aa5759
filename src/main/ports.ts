/**
 * What the desk asks of the machine it runs on, each as narrow as its use. Hosts and tests implement these; nothing below a host reads a
 * clock, draws a random number or sees a path that came from a window.
 */
import type { CivilDate } from '../shared/kernel/civil-date.ts'
import type { Outcome } from '../shared/kernel/outcome.ts'

export interface Clock {
  /** The civil day on the advisor's wall. */
  today(): CivilDate
  /** UTC, `2026-11-21T14:02:11.123Z`: for audit rows only. */
  now(): string
  /** Milliseconds that only grow, for durations. */
  elapsed(): number
}

export interface Ids {
  /** A new identifier nobody used before; the noun stands in front of it (`ticket-…`). */
  next(noun: string): string
}

/** What may be written to a log: names, durations, codes. Never a name of a client, an account number or an amount. */
export interface LogLine {
  readonly what: string
  readonly ms?: number
  readonly code?: string
  /** Found again in the message an advisor sees. */
  readonly trace?: string
  /** Where a bug happened: stack frames without the message, which could quote values. */
  readonly frames?: string
}

export interface Log {
  write(line: LogLine): void
}

/** A file that came in: main holds the path, windows hold the handle. */
export interface ReceivedFile {
  readonly handle: string
  /** As the person's machine calls it; no folder. */
  readonly name: string
  readonly path: string
  readonly size: number
  readonly sha256: string
}

/** A file the desk made and offers for saving. */
export interface OfferedFile {
  readonly handle: string
  readonly name: string
  readonly size: number
}

export interface Files {
  /** Takes a private copy, so that what was previewed is what will be committed. */
  receive(name: string, bytes: AsyncIterable<Uint8Array>): Promise<ReceivedFile>
  /** The received file, or a thrown `input/file-handle` refusal. */
  open(handle: string): ReceivedFile
  offer(
    name: string,
    bytes: Uint8Array,
    type: 'application/pdf' | 'text/csv' | 'application/json' | 'text/calendar' | 'application/zip',
  ): Promise<OfferedFile>
}

export interface Dialogs {
  /** Paths the person chose; none where the dialog was closed. */
  openFiles(): Promise<readonly string[]>
  /** Where to save, or undefined where the dialog was closed. */
  saveAs(name: string): Promise<string | undefined>
}

/** The ports every host brings. */
export interface Ports {
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  readonly files: Files
}

/** How a call travels once a host has taken it off the wire. */
export interface CallContext {
  readonly signal: AbortSignal
  progress(progress: Progress): void
}

export interface Progress {
  readonly done: number
  readonly of: number
  readonly what?: string
}

export type Dispatch = (name: string, input: unknown, context: CallContext) => Promise<Outcome<unknown>>

/** A running desk as a host sees it; `compose.ts` makes one. */
export interface Desk {
  readonly dispatch: Dispatch
  /** Every event of `shared/contract/events.ts`; returns its own off. */
  subscribe(listener: (name: string, payload: unknown) => void): () => void
  close(): Promise<void>
}
