/** The real bundles on the stand-in: what the window is given, and that nothing else is reachable from it. */
import { channels } from '../../src/shared/contract/bridge.ts'
import { expect, test } from '../e2e/desk.ts'
import { openSample } from '../e2e/journey.ts'

test('the window gets one frozen bridge of three functions and no Node', async ({ desk }) => {
  const seen = await desk.page.evaluate(() => {
    const bridge = (globalThis as unknown as { lotwright: Record<string, unknown> }).lotwright
    const names = ['require', 'process', 'module', 'Buffer'].filter(name => name in globalThis)
    return { functions: Object.keys(bridge).sort(), frozen: Object.isFrozen(bridge), names }
  })
  expect(seen).toEqual({ functions: ['call', 'cancel', 'on'], frozen: true, names: [] })
})

test('a call reaches the desk, an unknown one is refused, and the network is not reachable', async ({ desk }) => {
  const answers = await desk.page.evaluate(async () => {
    const { lotwright } = globalThis as unknown as { lotwright: { call(...values: unknown[]): Promise<unknown> } }
    const known = await lotwright.call('1', 'app.info', {})
    const unknown = await lotwright.call('2', 'toString', {})
    const outside = await fetch('http://127.0.0.1:9/', { mode: 'no-cors' }).then(
      () => 'reached',
      () => 'blocked',
    )
    return { known, unknown, outside }
  })
  expect(answers).toMatchObject({
    known: { ok: true, value: { host: 'electron', today: '2026-11-21' } },
    unknown: { ok: false, refusal: { code: 'input/method' } },
    outside: 'blocked',
  })
})

test('the page comes with the policy of the desk', async ({ desk }) => {
  const policy = await desk.page.evaluate(async () => (await fetch(location.href)).headers.get('content-security-policy'))
  expect(policy).toContain("default-src 'none'; script-src 'self'")
})

test('acts of the menu are done in the window: palette, keys, search, data, settings, and print and export by the screen that has them', async ({
  desk,
}) => {
  const { page } = desk
  const choose = (action: string) =>
    page.evaluate(
      ([channel, chosen]) => {
        const { __deliver } = globalThis as unknown as { __deliver(channel: string, values: unknown[]): void }
        __deliver(channel as string, [{ kind: 'event', name: 'menu.chosen', payload: { action: chosen } }])
      },
      [channels.news, action],
    )
  await openSample(page)
  await choose('palette')
  await expect(page.getByRole('combobox', { name: /Household, security/ })).toBeFocused()
  await page.keyboard.press('Escape')
  await choose('keys')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  await page.keyboard.press('Escape')
  await choose('find')
  await expect(page.getByRole('searchbox').or(page.getByPlaceholder('Search')).first()).toBeFocused()
  await choose('import')
  await expect(page).toHaveTitle(/^Data/)
  await choose('settings')
  await expect(page).toHaveTitle(/^Settings/)
  await page.evaluate(() => {
    const seen = globalThis as unknown as { printed: number }
    seen.printed = 0
    window.print = () => {
      seen.printed += 1
    }
    window.addEventListener('keydown', event => {
      if (event.key === 'e') document.body.dataset.exported = 'asked'
    })
  })
  // no screen prints here, so the window itself is printed
  await choose('print')
  expect(await page.evaluate(() => (globalThis as unknown as { printed: number }).printed)).toBe(1)
  await choose('export')
  expect(await page.evaluate(() => document.body.dataset.exported)).toBe('asked')
})
