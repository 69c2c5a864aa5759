/**
 * Calls over Electron's channels. Every message is looked at first: it must come from the main frame of one of our own windows, at our own
 * origin. A running call is known by its window and the number that window gave it, so no window can cancel another's.
 */
import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent, WebContents } from 'electron'
import { channels, type News } from '../../../shared/contract/bridge.ts'
import { refused } from '../../../shared/kernel/outcome.ts'
import type { Desk, Dispatch } from '../../ports.ts'

export interface IpcOptions {
  readonly dispatch: Dispatch
  readonly subscribe: Desk['subscribe']
  /** The contents of our windows that are open. */
  readonly windows: () => readonly WebContents[]
  readonly isOwn: (address: string) => boolean
}

export function attachIpc(ipc: IpcMain, options: IpcOptions): void {
  const running = new Map<string, AbortController>()
  const isTrusted = (event: IpcMainEvent | IpcMainInvokeEvent) => {
    const frame = event.senderFrame
    return frame !== null && frame === event.sender.mainFrame && options.windows().includes(event.sender) && options.isOwn(frame.url)
  }

  ipc.handle(channels.call, async (event, call: unknown, method: unknown, input: unknown) => {
    if (!isTrusted(event) || typeof call !== 'string' || typeof method !== 'string') return untrusted()
    const key = `${event.sender.id}:${call}`
    const work = new AbortController()
    running.set(key, work)
    try {
      return await options.dispatch(method, input, {
        signal: work.signal,
        progress: progress => tell(event.sender, { kind: 'progress', call, progress }),
      })
    } finally {
      running.delete(key)
    }
  })

  ipc.on(channels.cancel, (event, call: unknown) => {
    if (isTrusted(event)) running.get(`${event.sender.id}:${call}`)?.abort()
  })

  options.subscribe((name, payload) => {
    for (const contents of options.windows()) tell(contents, { kind: 'event', name, payload })
  })
}

export function tell(contents: WebContents, news: News): void {
  if (!contents.isDestroyed()) contents.send(channels.news, news)
}

function untrusted() {
  return refused({ code: 'host/sender', what: 'The desk answers only to its own window.' })
}
