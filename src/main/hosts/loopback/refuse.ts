/** A refusal at the door: a status for programs, the refusal's words for the page that shows it. */
import type { ServerResponse } from 'node:http'

export function refuse(response: ServerResponse, status: number, code: string, what: string): void {
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' })
  response.end(JSON.stringify({ ok: false, refusal: { code, what } }))
}
