/** One open stream for each page. They carry what happens in the desk, and show when the last page is gone. */
import type { ServerResponse } from 'node:http'
import { eventText } from '../../../shared/contract/stream.ts'
import type { Desk } from '../../ports.ts'

export interface EventStreams {
  open(response: ServerResponse): void
  close(): void
}

export function openEventStreams(
  desk: Pick<Desk, 'subscribe'>,
  whenDeserted?: { readonly afterSeconds: number; act(): void },
): EventStreams {
  const open = new Set<ServerResponse>()
  let waiting: NodeJS.Timeout | undefined
  const off = desk.subscribe((name, payload) => {
    for (const response of open) response.write(eventText(name, payload))
  })

  return {
    open(response) {
      clearTimeout(waiting)
      open.add(response)
      response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
      response.flushHeaders()
      response.on('close', () => {
        open.delete(response)
        if (open.size === 0 && whenDeserted) waiting = setTimeout(() => whenDeserted.act(), whenDeserted.afterSeconds * 1000)
      })
    },
    close() {
      off()
      for (const response of open) response.end()
      clearTimeout(waiting)
    },
  }
}
