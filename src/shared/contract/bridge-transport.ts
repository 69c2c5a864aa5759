/** Calls over Electron's bridge. Files go in pieces of a megabyte, since the bridge has three functions and no fourth for them. */
import type { Outcome } from '../kernel/outcome.ts'
import type { Bridge, News, Progress } from './bridge.ts'
import type { DeskFile } from './files.ts'
import { type SentFile, stopped, subscribe, type Transport, type TransportOptions, unreachable, unreadable } from './transport.ts'

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
