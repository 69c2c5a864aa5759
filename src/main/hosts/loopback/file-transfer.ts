/** Bytes in, bytes out, by handle. What leaves is always an attachment: a browser saves it and never shows or runs it. */
import { createReadStream } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { DeskFile } from '../../../shared/contract/files.ts'
import { done, type Outcome, Refused, refused } from '../../../shared/kernel/outcome.ts'
import { type FileShelf, plainName, type ShelvedOffer } from '../file-shelf.ts'
import { refuse } from './refuse.ts'

export async function upload(request: IncomingMessage, response: ServerResponse, address: URL, shelf: FileShelf): Promise<void> {
  if (request.headers['content-type'] !== 'application/octet-stream') return refuse(response, 415, 'host/type', 'Files are sent as bytes.')
  const outcome = await received(address.searchParams.get('name') ?? 'file', request, shelf)
  // a refused file may still be on its way: the connection ends with the answer
  response.writeHead(200, { 'content-type': 'application/json', connection: outcome.ok ? 'keep-alive' : 'close' })
  response.end(JSON.stringify(outcome))
}

async function received(name: string, bytes: AsyncIterable<Uint8Array>, shelf: FileShelf): Promise<Outcome<DeskFile>> {
  try {
    const file = await shelf.receive(name, bytes)
    return done({ handle: file.handle, name: file.name, size: file.size })
  } catch (error) {
    if (error instanceof Refused) return refused(error.refusal)
    throw error
  }
}

export function download(response: ServerResponse, address: URL, shelf: FileShelf): void {
  const offer = found(decodeURIComponent(address.pathname.slice('/download/'.length)), shelf)
  if (!offer) return refuse(response, 404, 'input/file-handle', 'The desk does not hold this file any more.')
  const ascii = plainName(offer.name).replace(/[^\x20-\x7e]/g, '_')
  response.writeHead(200, {
    'content-type': offer.type,
    'content-length': offer.size,
    'content-disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(offer.name)}`,
  })
  createReadStream(offer.path)
    .on('error', () => response.destroy())
    .pipe(response)
}

function found(handle: string, shelf: FileShelf): ShelvedOffer | undefined {
  try {
    return shelf.offered(handle)
  } catch {
    return undefined
  }
}
