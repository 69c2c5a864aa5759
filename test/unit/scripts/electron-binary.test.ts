import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { fetchElectron } from '../../../scripts/electron-binary.ts'

const mirror = process.env.ELECTRON_MIRROR

afterEach(() => {
  if (mirror === undefined) delete process.env.ELECTRON_MIRROR
  else process.env.ELECTRON_MIRROR = mirror
})

async function fetchedFrom(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  process.env.ELECTRON_MIRROR = `http://127.0.0.1:${(server.address() as { port: number }).port}/`
  const fetched = await fetchElectron(() => undefined, 200)
  server.closeAllConnections()
  server.close()
  return 'why' in fetched ? fetched.why : fetched.path
}

test('a server that takes the call and says nothing is given up on', async () => {
  expect(await fetchedFrom(() => undefined)).toMatch(/does not answer \(within 0\.2 seconds\)/)
})

test('a server that has nothing is believed', async () => {
  expect(await fetchedFrom((_request, response) => response.writeHead(404).end())).toMatch(/answered 404/)
})
