/** How a call travels, and the refusals of the way itself. Electron's way is bridge-transport.ts, the loopback host's fetch-transport.ts. */
import { type Outcome, refused } from '../kernel/outcome.ts'
import { largestFile, type Progress } from './bridge.ts'
import type { DeskFile } from './files.ts'

export interface TransportOptions {
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((progress: Progress) => void) | undefined
}

/** What a browser's `File` is to us. */
export interface SentFile {
  readonly name: string
  readonly size: number
  slice(from: number, to: number): { arrayBuffer(): Promise<ArrayBuffer> }
  stream(): ReadableStream<Uint8Array>
}

export interface Transport {
  readonly host: 'electron' | 'loopback'
  call(method: string, input: unknown, options: TransportOptions): Promise<Outcome<unknown>>
  send(file: SentFile, options: TransportOptions): Promise<Outcome<DeskFile>>
  onEvent(listener: (name: string, payload: unknown) => void): () => void
}

export function subscribe<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export function stopped(): Outcome<never> {
  return refused({ code: 'cancelled', what: 'The work was stopped.', remedy: 'Start it again when you want it.' })
}

export function unreachable(): Outcome<never> {
  return refused({
    code: 'internal/unreachable',
    what: 'The desk does not answer.',
    remedy: 'See whether it still runs; if not, start it again and leave this page open. What was saved is in the book.',
  })
}

export function unreadable(file: SentFile): Outcome<never> {
  return refused({
    code: 'input/file-unreadable',
    what: 'The file could not be read.',
    where: file.name,
    remedy: 'It may have been moved or changed while it was read; drop it again.',
  })
}

export function tooLarge(name: string): Outcome<never> {
  return refused({
    code: 'input/file-too-large',
    what: `The file is larger than ${largestFile / 1024 / 1024} MB.`,
    where: name,
    remedy: 'Export fewer accounts or a shorter period into one file.',
  })
}
