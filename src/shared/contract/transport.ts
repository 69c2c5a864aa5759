/**
 * Two ways for a call to travel: Electron's bridge, and fetch to the loopback host that served this page. Only standards that browsers
 * and Node share are used here, no document. The loopback host answers a call with a stream: progress while it works, then the reply.
 */
import { type Outcome, refused } from '../kernel/outcome.ts'
import { type Bridge, largestFile, type News, type Progress } from './bridge.ts'
import type { DeskFile } from './files.ts'
import { readEvents } from './stream.ts'

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

const piece = 1024 * 1024

export function bridgeTransport(bridge: Bridge): Transport {
  let count = 0
  const following = new Map<string, (progress: Progress) => void>()
  const listeners = new Set<(name: string, payload: unknown) => void>()
  bridge.on((news: News) => {
    if (news.kind === 'progress') following.get(news.call)?.(news.progress)
    else for (const listener of listeners) listener(news.name, news.payload)
  })

  async function call(method: string, input: unknown, { signal, onProgress }: TransportOptions): Promise<Outcome<unknown>> {
    if (signal?.aborted) return stopped()
    const id = String(++count)
    const cancel = () => bridge.cancel(id)
    if (onProgress) following.set(id, onProgress)
    signal?.addEventListener('abort', cancel, { once: true })
    try {
      return await bridge.call(id, method, input)
    } catch {
      return unreachable()
    } finally {
      following.delete(id)
      signal?.removeEventListener('abort', cancel)
    }
  }

  async function send(file: SentFile, { signal, onProgress }: TransportOptions): Promise<Outcome<DeskFile>> {
    const begun = (await call('file.begin', { name: file.name, size: file.size }, { signal })) as Outcome<{ upload: string }>
    if (!begun.ok) return begun
    const { upload } = begun.value
    for (let at = 0; at < file.size; at += piece) {
      const bytes = await file
        .slice(at, at + piece)
        .arrayBuffer()
        .catch(() => undefined)
      const taken = bytes ? await call('file.append', { upload, bytes: new Uint8Array(bytes) }, { signal }) : unreadable(file)
      if (!taken.ok) {
        await call('file.drop', { upload }, {})
        return taken
      }
      onProgress?.({ done: Math.min(at + piece, file.size), of: file.size, what: file.name })
    }
    return (await call('file.end', { upload }, { signal })) as Outcome<DeskFile>
  }

  return { host: 'electron', call, send, onEvent: listener => subscribe(listeners, listener) }
}

/** `fetch` and the pause between two attempts to hear events are replaced in tests. */
export function fetchTransport(origin = '', ask: typeof fetch = (...request) => fetch(...request), pause = 1000): Transport {
  const listeners = new Set<(name: string, payload: unknown) => void>()
  let hearing: AbortController | undefined

  async function call(method: string, input: unknown, { signal, onProgress }: TransportOptions): Promise<Outcome<unknown>> {
    let reply: Outcome<unknown> | undefined
    try {
      const response = await ask(`${origin}/call`, {
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

  async function send(file: SentFile, { signal }: TransportOptions): Promise<Outcome<DeskFile>> {
    if (file.size > largestFile) return tooLarge(file.name)
    try {
      const response = await ask(`${origin}/upload?name=${encodeURIComponent(file.name)}`, {
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

  /** One stream for all listeners, opened with the first and closed with the last; a host that went away is asked again. */
  async function hear(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        const response = await ask(`${origin}/events`, { signal })
        if (response.body) await readEvents(response.body, (name, data) => listeners.forEach(listener => void listener(name, data)))
      } catch {
        // the host is gone or the stream was closed: the pause below decides how soon to ask again
      }
      await new Promise(resolve => setTimeout(resolve, pause))
    }
  }

  function onEvent(listener: (name: string, payload: unknown) => void): () => void {
    const off = subscribe(listeners, listener)
    if (!hearing) {
      hearing = new AbortController()
      void hear(hearing.signal)
    }
    return () => {
      off()
      if (listeners.size > 0) return
      hearing?.abort()
      hearing = undefined
    }
  }

  return { host: 'loopback', call, send, onEvent }
}

function subscribe<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** The host refuses in words of its own where it can; a bare status means that this page is not its guest any more. */
async function refusalOf(response: Response): Promise<Outcome<never>> {
  const body: unknown = await response.json().catch(() => undefined)
  const told = (body as { refusal?: { code: string; what: string } } | undefined)?.refusal
  if (told) return refused(told)
  return refused({
    code: 'internal/host',
    what: `The desk did not take the call (status ${response.status}).`,
    remedy: 'Open the desk again with the address it printed at its start.',
  })
}

function stopped(): Outcome<never> {
  return refused({ code: 'cancelled', what: 'The work was stopped.', remedy: 'Start it again when you want it.' })
}

function unreachable(): Outcome<never> {
  return refused({
    code: 'internal/unreachable',
    what: 'The desk does not answer.',
    remedy: 'See whether it still runs; if not, start it again. What was saved is in the book.',
  })
}

function unreadable(file: SentFile): Outcome<never> {
  return refused({
    code: 'input/file-unreadable',
    what: 'The file could not be read.',
    where: file.name,
    remedy: 'It may have been moved or changed while it was read; drop it again.',
  })
}

function tooLarge(name: string): Outcome<never> {
  return refused({
    code: 'input/file-too-large',
    what: `The file is larger than ${largestFile / 1024 / 1024} MB.`,
    where: name,
    remedy: 'Export fewer accounts or a shorter period into one file.',
  })
}
