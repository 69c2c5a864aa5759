/** One call: a JSON body in, a stream out: progress while it works, then the reply. Closing the stream cancels the work behind it. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { eventText } from '../../../shared/contract/stream.ts'
import { type Outcome, refused } from '../../../shared/kernel/outcome.ts'
import type { Dispatch } from '../../ports.ts'
import { refuse } from './refuse.ts'

const largestBody = 16 * 1024 * 1024

export async function answerCall(request: IncomingMessage, response: ServerResponse, dispatch: Dispatch): Promise<void> {
  if (!request.headers['content-type']?.startsWith('application/json')) return refuse(response, 415, 'host/type', 'Calls are JSON.')
  const body = await bodyOf(request)
  if (body === undefined) return refuse(response, 413, 'host/size', 'The call is too large.')
  const call = parsed(body)
  if (!call) return refuse(response, 400, 'host/body', 'The call is not readable.')

  const work = new AbortController()
  // the response's close, not the request's: that one comes as soon as the body is read
  response.on('close', () => {
    if (!response.writableFinished) work.abort()
  })
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
  const reply = await dispatch(call.method, call.input, {
    signal: work.signal,
    progress: progress => void (response.writable && response.write(eventText('progress', progress))),
  })
  response.end(replyText(call.method, reply))
}

/** An answer longer than a text may be is refused in words; the work behind it was done in vain, but the window stays alive. */
export function replyText(method: string, reply: Outcome<unknown>): string {
  try {
    return eventText('reply', reply)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return eventText(
      'reply',
      refused({
        code: 'data/too-large',
        what: 'The answer is too large for a window to show.',
        where: method,
        remedy: 'Ask for less at once: one household, one account, or fewer lots in a household.',
      }),
    )
  }
}

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length
    if (size > largestBody) return undefined
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}

function parsed(body: string): { method: string; input: unknown } | undefined {
  try {
    const call: unknown = JSON.parse(body)
    if (typeof call !== 'object' || call === null || !('method' in call) || typeof call.method !== 'string') return undefined
    return { method: call.method, input: 'input' in call ? call.input : undefined }
  } catch {
    return undefined
  }
}
