/**
 * What no window may do: leave its origin, open another window, attach a webview, get a permission, reach any network. One permission is
 * left: putting text on the clipboard, for copying a trace id. Origins are compared as parsed addresses, never by `includes`.
 */
import type { App, Session, WebContents } from 'electron'

/** `app://desk` of any address; a custom scheme has no usable `URL.origin` in Node. */
export function originOf(address: string): string {
  if (!URL.canParse(address)) return ''
  const url = new URL(address)
  return `${url.protocol}//${url.host}`
}

export function secureApp(app: App, isOwn: (address: string) => boolean): void {
  app.on('web-contents-created', (_event, contents) => secureContents(contents, isOwn))
}

function secureContents(contents: WebContents, isOwn: (address: string) => boolean): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-attach-webview', event => event.preventDefault())
  contents.on('will-frame-navigate', event => {
    if (!event.isMainFrame) event.preventDefault()
  })
  contents.on('will-redirect', event => event.preventDefault())
  contents.on('will-navigate', event => {
    // a reload of the page itself is the one navigation that is left
    if (!isOwn(event.url) || !event.isMainFrame || event.url !== contents.getURL()) event.preventDefault()
  })
}

export function secureSession(session: Session, isOwn: (address: string) => boolean): void {
  session.setPermissionRequestHandler((contents, permission, answer) => answer(isAllowed(permission, contents?.getURL() ?? '', isOwn)))
  session.setPermissionCheckHandler((_contents, permission, origin) => isAllowed(permission, origin, isOwn))
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isOwn(details.url) && !isInternal(details.url) }))
}

function isAllowed(permission: string, address: string, isOwn: (address: string) => boolean): boolean {
  return permission === 'clipboard-sanitized-write' && isOwn(address)
}

/** Pictures inside the style sheet, and the developer tools' own pages; neither leaves the machine. */
function isInternal(address: string): boolean {
  return ['data:', 'devtools:'].includes(URL.canParse(address) ? new URL(address).protocol : '')
}
