/** Who gets in at the loopback host, as a browser sees it. */
import { expect, test } from './desk.ts'

test('a browser without the ticket is told how to come in, and sees nothing else', async ({ desk, browser }) => {
  const stranger = await browser.newContext()
  const page = await stranger.newPage()
  const answer = await page.goto(new URL(desk.page.url()).origin)
  expect(answer?.status()).toBe(401)
  expect(await page.textContent('body')).toContain('address it printed')
  await stranger.close()
})

test('the cookie is out of reach of scripts, and the ticket is gone from the address', async ({ desk }) => {
  const seen = await desk.page.evaluate(() => ({ cookie: document.cookie, search: location.search }))
  expect(seen).toEqual({ cookie: '', search: '' })
})
