/**
 * What goes with every file of the window, the same from app:// and from the loopback host. Nothing from outside, no inline script, no
 * frames. Inline style is allowed because the grid positions its rows with it; without it every row is a violation and none is placed.
 */
import { extname, join, normalize, sep } from 'node:path'

export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

export const safeHeaders = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), payment=()',
  'cache-control': 'no-store',
} as const

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
}

export interface PageFile {
  readonly path: string
  readonly type: string
}

/** The file of the bundle that an address means, or undefined for anything outside the folder or of a kind a page does not need. */
export function pageFile(folder: string, pathname: string): PageFile | undefined {
  let wanted: string
  try {
    wanted = decodeURIComponent(pathname)
  } catch {
    return undefined
  }
  if (wanted.includes('\0') || wanted.includes('\\')) return undefined
  const path = join(folder, normalize(wanted === '/' ? '/index.html' : wanted))
  const type = types[extname(path)]
  return path.startsWith(folder + sep) && type !== undefined ? { path, type } : undefined
}
