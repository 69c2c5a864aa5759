/**
 * The second host: the same window, served to a browser on this machine only. 127.0.0.1, a port of the system's choosing, one-time ticket
 * (guard.ts). GET serves the built window, /call runs a method, /events streams what happens, /upload and /download move files.
 */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Desk, Log } from '../../ports.ts'
import type { FileShelf } from '../file-shelf.ts'
import { pageFile, safeHeaders } from '../headers.ts'
import { answerCall } from './call.ts'
import { type EventStreams, openEventStreams } from './event-streams.ts'
import { download, upload } from './file-transfer.ts'
import { createGuard, type Guard } from './guard.ts'
import { refuse } from './refuse.ts'

export interface LoopbackOptions {
  readonly desk: Pick<Desk, 'dispatch' | 'subscribe'>
  readonly shelf: FileShelf
  readonly log: Log
  /** The folder of the built window. */
  readonly pages: string
  readonly port?: number
  /** Taken where it is free, else any other; a page that stands open finds a host that was started again at the address it knows. */
  readonly usualPort?: number
  /** Called when every page has been away for this long; for a host that no terminal can stop. */
  readonly whenDeserted?: { readonly afterSeconds: number; act(): void }
}

export interface Loopback {
  readonly origin: string
  launchAddress(): string
  close(): Promise<void>
}

type Act = (request: IncomingMessage, response: ServerResponse, address: URL) => Promise<void> | void

export async function serveLoopback(options: LoopbackOptions): Promise<Loopback> {
  const server = createServer({ requestTimeout: 0 })
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(port, '127.0.0.1', () => {
        server.off('error', reject)
        resolve()
      })
    })
  await (options.port || options.usualPort === undefined ? listen(options.port ?? 0) : listen(options.usualPort).catch(() => listen(0)))
  const guard = createGuard((server.address() as AddressInfo).port)
  const streams = openEventStreams(options.desk, options.whenDeserted)
  const acts = actsOf(options, streams)

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    respond(request, response, guard, acts).catch(error => {
      options.log.write({ what: 'loopback', code: 'internal/host', frames: error instanceof Error ? error.name : typeof error })
      if (response.headersSent) response.destroy()
      else refuse(response, 500, 'internal/host', 'The host failed on this request.')
    })
  })

  return {
    origin: guard.origin,
    launchAddress: guard.launchAddress,
    async close() {
      streams.close()
      const closed = new Promise<void>(resolve => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}

function actsOf(options: LoopbackOptions, streams: EventStreams): Readonly<Record<string, Act>> {
  return {
    'POST /call': (request, response) => answerCall(request, response, options.desk.dispatch),
    'POST /upload': (request, response, address) => upload(request, response, address, options.shelf),
    'GET /events': (_request, response) => streams.open(response),
    'GET /download': (_request, response, address) => download(response, address, options.shelf),
    GET: (_request, response, address) => sendPage(response, options.pages, address.pathname),
  }
}

async function respond(request: IncomingMessage, response: ServerResponse, guard: Guard, acts: Readonly<Record<string, Act>>) {
  for (const [name, value] of Object.entries(safeHeaders)) response.setHeader(name, value)
  if (!guard.isRightHost(request)) return refuse(response, 421, 'host/name', 'This desk answers only to its own address.')
  const address = new URL(request.url ?? '/', guard.origin)
  const ticket = address.searchParams.get('ticket')
  if (request.method === 'GET' && address.pathname === '/' && ticket !== null) return admit(response, guard, ticket)
  if (!guard.isGuest(request)) return refuse(response, 401, 'host/session', 'Open the desk with the address it printed at its start.')
  if (request.method !== 'GET' && !guard.isOwnOrigin(request))
    return refuse(response, 403, 'host/origin', 'Another page asked; only the desk may.')
  const first = `/${address.pathname.split('/')[1] ?? ''}`
  const act = acts[`${request.method} ${first}`] ?? (request.method === 'GET' ? acts.GET : undefined)
  if (!act) return refuse(response, 405, 'host/method', 'There is nothing like this here.')
  await act(request, response, address)
}

function admit(response: ServerResponse, guard: Guard, ticket: string): void {
  const cookie = guard.redeem(ticket)
  if (cookie === undefined)
    return refuse(response, 403, 'host/ticket', 'This address was used before. Start the desk again for a fresh one.')
  response.writeHead(303, { location: '/', 'set-cookie': cookie }).end()
}

async function sendPage(response: ServerResponse, folder: string, pathname: string): Promise<void> {
  const file = pageFile(folder, pathname)
  const found = file ? await stat(file.path).catch(() => undefined) : undefined
  if (!file || !found?.isFile()) return refuse(response, 404, 'host/page', 'There is no such page.')
  response.writeHead(200, { 'content-type': file.type, 'content-length': found.size })
  createReadStream(file.path)
    .on('error', () => response.destroy())
    .pipe(response)
}
