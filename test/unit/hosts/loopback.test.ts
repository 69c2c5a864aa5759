import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FileShelf, openFileShelf } from '../../../src/main/hosts/file-shelf.ts'
import { type Loopback, serveLoopback } from '../../../src/main/hosts/loopback/server.ts'
import { usualPort } from '../../../src/main/hosts/places.ts'
import type { Dispatch } from '../../../src/main/ports.ts'
import { createClient } from '../../../src/shared/contract/client.ts'
import { fetchTransport } from '../../../src/shared/contract/fetch-transport.ts'
import { done } from '../../../src/shared/kernel/outcome.ts'

let host: Loopback
let shelf: FileShelf
let cookie: string
let tell: (name: string, payload: unknown) => void = () => undefined
const stopped: string[] = []
const place = mkdtempSync(join(tmpdir(), 'house-'))

const dispatch: Dispatch = async (name, input, { signal, progress }) => {
  progress({ done: 1, of: 2 })
  if (name === 'slow') {
    await new Promise<void>(resolve => signal.addEventListener('abort', () => resolve()))
    stopped.push(name)
  }
  return done({ name, input, wide: 'é€😀'.repeat(20_000) })
}

beforeAll(async () => {
  const pages = join(place, 'pages')
  mkdirSync(pages)
  writeFileSync(join(pages, 'index.html'), '<!doctype html>desk')
  writeFileSync(join(place, 'secret.json'), '{}')
  shelf = openFileShelf(place, 1000)
  const subscribe = (listener: typeof tell) => {
    tell = listener
    return () => undefined
  }
  host = await serveLoopback({ desk: { dispatch, subscribe }, shelf, pages, log: { write: () => undefined } })
  const admitted = await fetch(host.launchAddress(), { redirect: 'manual' })
  cookie = (admitted.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
})

afterAll(async () => {
  await host.close()
  shelf.close()
  expect(readdirSync(place).filter(name => name.startsWith('lotwright-'))).toEqual([])
})

const guest = (path: string, init: RequestInit = {}) =>
  fetch(`${host.origin}${path}`, { ...init, headers: { cookie, origin: host.origin, ...(init.headers as Record<string, string>) } })

function client(send = guest) {
  const ask = ((url: string, init?: RequestInit) => send(url, init)) as typeof fetch
  return fetchTransport(ask, 5)
}

test('a ticket admits once, into an HttpOnly cookie that only this site sends', async () => {
  const address = host.launchAddress()
  const first = await fetch(address, { redirect: 'manual' })
  expect(first.status).toBe(303)
  expect(first.headers.get('set-cookie')).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/)
  expect((await fetch(address, { redirect: 'manual' })).status).toBe(403)
  expect((await fetch(`${host.origin}/?ticket=guess`)).status).toBe(403)
})

test('nothing is served without the cookie, and nothing is done for another origin', async () => {
  for (const path of ['/', '/events', '/download/x']) expect((await fetch(host.origin + path)).status).toBe(401)
  const call = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"method":"x"}' }
  expect((await fetch(`${host.origin}/call`, call)).status).toBe(401)
  expect((await guest('/call', { ...call, headers: { ...call.headers, origin: 'http://evil.example' } })).status).toBe(403)
  expect((await guest('/upload', { method: 'POST', headers: { origin: 'null' } })).status).toBe(403)
})

test('a name that resolves here by rebinding is refused', async () => {
  const status = await new Promise(resolve => {
    const { port } = new URL(host.origin)
    httpRequest({ host: '127.0.0.1', port, path: '/', headers: { host: `evil.example:${port}`, cookie } }, answer =>
      resolve(answer.statusCode),
    ).end()
  })
  expect(status).toBe(421)
})

test('pages carry the policy; nothing outside their folder is served', async () => {
  const page = await guest('/')
  expect(await page.text()).toContain('desk')
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'")
  expect(page.headers.get('x-content-type-options')).toBe('nosniff')
  for (const path of ['/..%2fsecret.json', '/%2e%2e/secret.json', '/..%5csecret.json', '/index.html%00', '/%E0%A4%A']) {
    expect((await guest(path)).status, path).toBe(404)
  }
})

test('a call answers with progress and then the reply, whole even when it is large', async () => {
  const steps: unknown[] = []
  const outcome = await client().call('lot.read', { lot: 'ä' }, { onProgress: step => steps.push(step) })
  expect(steps).toEqual([{ done: 1, of: 2 }])
  expect(outcome).toEqual(done({ name: 'lot.read', input: { lot: 'ä' }, wide: 'é€😀'.repeat(20_000) }))
})

test('bodies that are not JSON, too large or without a method are refused', async () => {
  const send = (body: string, type = 'application/json') => guest('/call', { method: 'POST', headers: { 'content-type': type }, body })
  expect((await send('{}', 'text/plain')).status).toBe(415)
  expect((await send('{"method":')).status).toBe(400)
  expect((await send('[]')).status).toBe(400)
  const large = await send(JSON.stringify({ method: 'x', input: 'x'.repeat(17 * 1024 * 1024) })).catch(() => ({ status: 413 }))
  expect(large.status).toBe(413)
})

test('leaving a call stops the work behind it', async () => {
  const leave = new AbortController()
  const outcome = client().call('slow', {}, { signal: leave.signal, onProgress: () => leave.abort() })
  expect(await outcome).toMatchObject({ ok: false, refusal: { code: 'cancelled' } })
  await expect.poll(() => stopped).toEqual(['slow'])
})

test('events reach a listener until it goes', async () => {
  const heard: unknown[] = []
  const page = createClient(client(), { chooseFiles: async () => [], download: () => undefined })
  const off = page.on('book.changed', payload => heard.push(payload))
  await expect
    .poll(() => {
      tell('menu.chosen', { action: 'find' })
      tell('book.changed', { what: 'book', household: null })
      return heard.length
    })
    .toBeGreaterThan(0)
  off()
  expect(heard[0]).toEqual({ what: 'book', household: null })
})

test('a page that stood open goes on with a host that was started again, once its browser is let in', async () => {
  const options = {
    desk: { dispatch, subscribe: () => () => undefined },
    shelf,
    pages: join(place, 'pages'),
    log: { write: () => undefined },
  }
  const usual = usualPort(join(place, 'restarted.lotwright'))
  let jar = ''
  const enter = async (host: Loopback) => {
    jar = ((await fetch(host.launchAddress(), { redirect: 'manual' })).headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  }
  const first = await serveLoopback({ ...options, usualPort: usual })
  await enter(first)
  const page = createClient(
    client((path, init) => fetch(first.origin + path, { ...init, headers: { ...init?.headers, cookie: jar, origin: first.origin } })),
    { chooseFiles: async () => [], download: () => undefined },
  )
  const heard: unknown[] = []
  const off = page.on('book.changed', payload => heard.push(payload))
  expect(await page.call('app.info', {})).toMatchObject({ ok: true })
  await first.close()
  expect(await page.call('app.info', {})).toMatchObject({ refusal: { code: 'internal/unreachable' } })

  const again = await serveLoopback({ ...options, usualPort: usual })
  expect(again.origin).toBe(first.origin)
  expect(await page.call('app.info', {})).toMatchObject({
    refusal: { code: 'host/session', remedy: expect.stringContaining('this page then goes on') },
  })
  expect(heard).toEqual([])
  await enter(again)
  await expect.poll(() => heard).toEqual([{ what: 'book', household: null }])
  expect(await page.call('app.info', {})).toMatchObject({ ok: true })
  off()

  // two windows of one book, or another program on that port: any other does
  const beside = await serveLoopback({ ...options, usualPort: usual })
  expect(beside.origin).not.toBe(again.origin)
  await Promise.all([again.close(), beside.close()])
})

test('files come in by bytes and go out by handle, private and as attachments', async () => {
  const chosen = [new File(['a,b\n1,2\n'], 'C:\\tmp\\lots "x".csv')]
  const saved: string[] = []
  const page = createClient(client(), { chooseFiles: async () => chosen, download: address => saved.push(address) })
  const picked = await page.pickFiles()
  const file = picked.ok ? picked.value[0] : undefined
  expect(file).toMatchObject({ name: 'lots x.csv', size: 8 })
  const received = shelf.open(file?.handle ?? '')
  expect(readFileSync(received.path, 'utf8')).toBe('a,b\n1,2\n')
  expect(statSync(received.path).mode & 0o077).toBe(0)
  expect(received.sha256).toHaveLength(64)

  const offered = await shelf.offer('Tïcket 1.pdf', new TextEncoder().encode('%PDF'), 'application/pdf')
  expect(await page.saveFile(offered)).toEqual(done(true))
  const answer = await guest(saved[0] ?? '')
  expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="T_cket 1.pdf"; filename*=UTF-8''T%C3%AFcket%201.pdf`)
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  expect(await answer.text()).toBe('%PDF')
  expect((await guest(`/download/${file?.handle}`)).status).toBe(404)
})

test('a file over the limit leaves nothing behind', async () => {
  const page = createClient(client(), { chooseFiles: async () => [], download: () => undefined })
  const before = readdirSync(join(place, readdirSync(place).find(name => name.startsWith('lotwright-')) ?? '')).length
  expect(await page.sendFiles([new File(['x'.repeat(2000)], 'large.csv')])).toMatchObject({
    ok: false,
    refusal: { code: 'input/file-too-large', where: 'large.csv' },
  })
  expect(readdirSync(join(place, readdirSync(place).find(name => name.startsWith('lotwright-')) ?? ''))).toHaveLength(before)
})
