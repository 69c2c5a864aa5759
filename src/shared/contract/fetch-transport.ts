/**
 * Calls over HTTP to the loopback host that served this page. Only what browsers and Node share is used. The host answers a call with a
 * stream: progress while it works, then the reply; leaving the stream stops the work.
 */
import type { z } from 'zod'
import { type Outcome, refused } from '../kernel/outcome.ts'
import { largestFile, type Progress } from './bridge.ts'
import type { events } from './events.ts'
import type { DeskFile } from './files.ts'
import { readEvents } from './stream.ts'
import { type SentFile, stopped, subscribe, type Transport, type TransportOptions, tooLarge, unreachable, unreadable } from './transport.ts'

type Payload = z.output<(typeof events)['book.changed']>

/** `ask` and the pause between two attempts to hear events are replaced in tests. */
export function fetchTransport(ask: typeof fetch = (...request) => fetch(...request), pause = 1000): Transport {
  return {
    host: 'loopback',
    call: (method, input, options) => call(ask, method, input, options),
    send: (file, options) => send(ask, file, options),
    onEvent: hearing(ask, pause),
  }
}

async function call(
  ask: typeof fetch,
  method: string,
  input: unknown,
  { signal, onProgress }: TransportOptions,
): Promise<Outcome<unknown>> {
  let reply: Outcome<unknown> | undefined
  try {
    const response = await ask('/call', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ method, input }),
      ...(signal ? { signal } : {}),
    })
    if (!response.ok || !response.body) return await refusalOf(response)
    await readEvents(response.body, (name, data) => {
      if (name === 'reply') reply = data as Outcome<unknown>
      else onProgress?.(data as Progress)
    })
  } catch {
    return signal?.aborted ? stopped() : unreachable()
  }
  return reply ?? unreachable()
}

async function send(ask: typeof fetch, file: SentFile, { signal }: TransportOptions): Promise<Outcome<DeskFile>> {
  if (file.size > largestFile) return tooLarge(file.name)
  try {
    const response = await ask(`/upload?name=${encodeURIComponent(file.name)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: file as unknown as Blob,
      ...(signal ? { signal } : {}),
    })
    return response.ok ? ((await response.json()) as Outcome<DeskFile>) : await refusalOf(response)
  } catch {
    return signal?.aborted ? stopped() : unreadable(file)
  }
}

/**
 * One stream for all listeners, opened with the first and closed with the last; a host that went away is asked again after a pause. Once it
 * is back, what the page shows may be old and calls were refused meanwhile: it is told that the whole book changed, and asks again.
 */
function hearing(ask: typeof fetch, pause: number): Transport['onEvent'] {
  const listeners = new Set<(name: string, payload: unknown) => void>()
  let open: AbortController | undefined

  const tell = (name: string, payload: unknown) => listeners.forEach(listener => void listener(name, payload))

  async function hear(signal: AbortSignal): Promise<void> {
    let missed = false
    while (!signal.aborted) {
      try {
        const response = await ask('/events', { signal })
        if (response.ok && response.body) {
          if (missed) tell('book.changed', { what: 'book', household: null } satisfies Payload)
          await readEvents(response.body, tell)
        }
      } catch {
        // the host is gone or the stream was closed: the pause below decides how soon to ask again
      }
      missed = true
      await new Promise(resolve => setTimeout(resolve, pause))
    }
  }

  return listener => {
    const off = subscribe(listeners, listener)
    if (!open) {
      open = new AbortController()
      void hear(open.signal)
    }
    return () => {
      off()
      if (listeners.size > 0) return
      open?.abort()
      open = undefined
    }
  }
}

const startedAgain = 'Open the address it printed in this browser: this page then goes on by itself, with what was typed on it.'

/** The host refuses in words of its own where it can; a bare status means that this page is not its guest any more. */
async function refusalOf(response: Response): Promise<Outcome<never>> {
  const body: unknown = await response.json().catch(() => undefined)
  const told = (body as { refusal?: { code: string; what: string } } | undefined)?.refusal
  if (told) return refused(told.code === 'host/session' ? { ...told, what: 'The desk was started again.', remedy: startedAgain } : told)
  return refused({
    code: 'internal/host',
    what: `The desk did not take the call (status ${response.status}).`,
    remedy: startedAgain,
  })
}
