/**
 * Who may talk to the loopback host: a page that came with the one-time ticket, from this origin, to this host name. The ticket is swapped
 * for an HttpOnly cookie on first use, so it stays neither in the address bar nor in anything a script can read. The Host check stops
 * DNS rebinding, the Origin check stops other pages of the same browser.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

export interface Guard {
  readonly origin: string
  /** A fresh address that lets one browser in, once. */
  launchAddress(): string
  /** The cookie for this ticket, or undefined where it was used before or never given. */
  redeem(ticket: string): string | undefined
  isRightHost(request: IncomingMessage): boolean
  isOwnOrigin(request: IncomingMessage): boolean
  isGuest(request: IncomingMessage): boolean
}

export function createGuard(port: number): Guard {
  const host = `127.0.0.1:${port}`
  const origin = `http://${host}`
  const session = randomBytes(32).toString('base64url')
  const tickets = new Set<string>()
  // browsers share cookies between all ports of one host: the port is in the name
  const cookie = `lotwright_${port}`

  return {
    origin,
    launchAddress() {
      const ticket = randomBytes(24).toString('base64url')
      tickets.add(ticket)
      return `${origin}/?ticket=${ticket}`
    },
    redeem: ticket => (tickets.delete(ticket) ? `${cookie}=${session}; HttpOnly; SameSite=Strict; Path=/` : undefined),
    isRightHost: request => request.headers.host === host,
    isOwnOrigin: request => request.headers.origin === origin,
    isGuest: request => (request.headers.cookie ?? '').split(';').some(part => isSame(part.trim(), `${cookie}=${session}`)),
  }
}

/** Compares digests, so neither the length nor the first wrong character shows in the time taken. */
function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}
