/**
 * The whole of what a window in Electron is given: three functions, frozen. No event object, no path and no piece of Electron crosses.
 * The loopback host offers the same three over HTTP (transport.ts), so everything above this file is the same on both.
 */
import type { Outcome } from '../kernel/outcome.ts'

export interface Progress {
  readonly done: number
  readonly of: number
  readonly what?: string
}

/** What main sends without being asked: how far a call is, or one of the events of events.ts. */
export type News =
  | { readonly kind: 'progress'; readonly call: string; readonly progress: Progress }
  | { readonly kind: 'event'; readonly name: string; readonly payload: unknown }

export interface Bridge {
  /** `call` is a number the window gives to this one call, to cancel it or to follow its progress. */
  call(call: string, method: string, input: unknown): Promise<Outcome<unknown>>
  cancel(call: string): void
  /** Returns its own off. */
  on(listener: (news: News) => void): () => void
}

/** The name under which the preload puts the bridge on `window`. */
export const bridgeName = 'lotwright'

export const channels = { call: 'desk:call', cancel: 'desk:cancel', news: 'desk:news' } as const

/** Largest file that is taken, in bytes. */
export const largestFile = 200 * 1024 * 1024
