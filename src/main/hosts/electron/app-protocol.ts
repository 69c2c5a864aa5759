/**
 * The window's own address, `app://desk`: the built files and nothing else, with the same headers as the loopback host. A scheme of our own
 * instead of file:, so that the same-origin rules hold and no other file of the machine is in reach.
 */
import { readFile } from 'node:fs/promises'
import type { Protocol } from 'electron'
import { pageFile, safeHeaders } from '../headers.ts'

export const ownOrigin = 'app://desk'

/** Must run before the app is ready. CORS is enabled beside fetch, as the advisory on custom schemes asks (CVE-2026-70604). */
export function registerAppScheme(protocol: Protocol): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true } },
  ])
}

export function serveApp(protocol: Protocol, folder: string): void {
  protocol.handle('app', async request => {
    const address = new URL(request.url)
    const file = request.method === 'GET' && address.host === 'desk' ? pageFile(folder, address.pathname) : undefined
    const body = file ? await readFile(file.path).catch(() => undefined) : undefined
    if (!file || !body) return new Response('There is no such page.', { status: 404, headers: safeHeaders })
    return new Response(new Uint8Array(body), { headers: { ...safeHeaders, 'content-type': file.type } })
  })
}
