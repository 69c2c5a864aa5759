/** The real bundles on the stand-in: what the window is given, and that nothing else is reachable from it. */
import { expect, test } from '../e2e/desk.ts'

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
