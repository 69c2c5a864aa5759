import { expect, test } from 'vitest'
import { z } from 'zod'
import type { LogLine, Progress } from '../../../src/main/ports.ts'
import type { Handlers } from '../../../src/main/router/handlers.ts'
import { createRouter } from '../../../src/main/router/router.ts'
import { command, job, query } from '../../../src/shared/contract/kinds.ts'
import { Refused } from '../../../src/shared/kernel/outcome.ts'

const table = {
  'lot.read': query(z.object({ lot: z.string().max(5), shares: z.number().int() }), z.object({ basis: z.number().int() })),
  'lot.save': command(z.object({ name: z.string() }), z.object({ order: z.array(z.string()) })),
  'lot.scan': job(z.object({}), z.object({ done: z.boolean() })),
  'lot.columns': query(z.object({}), z.object({ basis: z.array(z.number().int()) }).meta({ columnar: true })),
} as const

function house(handlers: Partial<Handlers<typeof table>>, checkColumnar = true) {
  const log: LogLine[] = []
  let clock = 0
  const router = createRouter(
    table,
    { ...nothing, ...handlers },
    {
      clock: { elapsed: () => clock },
      ids: { next: noun => `${noun}-1` },
      log: { write: line => void log.push(line) },
      checkColumnar,
    },
  )
  const progress: Progress[] = []
  const stop = new AbortController()
  return {
    log,
    progress,
    stop,
    tick(ms: number) {
      clock += ms
    },
    call: (name: string, input: unknown) => router(name, input, { signal: stop.signal, progress: step => void progress.push(step) }),
  }
}

const nothing: Handlers<typeof table> = {
  'lot.read': () => ({ basis: 0 }),
  'lot.save': () => ({ order: [] }),
  'lot.scan': () => ({ done: true }),
  'lot.columns': () => ({ basis: [] }),
}

test('answers with the checked output and leaves out what the contract does not name', async () => {
  const { call } = house({ 'lot.read': ({ shares }) => ({ basis: shares * 2, path: '/private' }) as { basis: number } })
  expect(await call('lot.read', { lot: 'a', shares: 3 })).toEqual({ ok: true, value: { basis: 6 } })
})

test('knows its own names only', async () => {
  const { call } = house({})
  for (const name of ['toString', '__proto__', 'constructor', 'lot.unknown', 'x'.repeat(500)]) {
    expect(await call(name, {})).toMatchObject({ ok: false, refusal: { code: 'input/method' } })
  }
})

test('refuses input by field, before the handler sees it', async () => {
  let seen = 0
  const { call } = house({ 'lot.read': () => ({ basis: ++seen }) })
  expect(await call('lot.read', { lot: 'far too long', shares: 1.5 })).toMatchObject({
    ok: false,
    refusal: { code: 'input/field', where: 'lot', what: expect.stringContaining('1 more'), remedy: expect.any(String) },
  })
  expect(seen).toBe(0)
})

test('a thrown refusal arrives as it is', async () => {
  const refusal = { code: 'rule/short-of-lots', what: 'Only 40 shares are open.', where: 'VTI', remedy: 'Sell 40 or fewer.' }
  const { call } = house({
    'lot.read': () => {
      throw new Refused(refusal)
    },
  })
  expect(await call('lot.read', { lot: 'a', shares: 1 })).toEqual({ ok: false, refusal })
})

test('a bug becomes internal/bug with a trace id, and no value reaches the log', async () => {
  const { call, log } = house({
    'lot.read': ({ lot }) => {
      throw new Error(`account 12345678 of ${lot}`)
    },
  })
  const outcome = await call('lot.read', { lot: 'Dana', shares: 1 })
  expect(outcome).toMatchObject({ ok: false, refusal: { code: 'internal/bug', where: 'lot.read, trace trace-1' } })
  expect(JSON.stringify(log)).not.toMatch(/12345678|Dana/)
  expect(log[0]).toMatchObject({
    what: 'lot.read',
    code: 'internal/bug',
    trace: 'trace-1',
    frames: expect.stringContaining('router.test.ts'),
  })
  expect(log[1]).toEqual({ what: 'lot.read', ms: 0, code: 'internal/bug' })
})

test('an answer outside the contract is a bug, not an answer', async () => {
  const { call, log } = house({ 'lot.read': () => ({ basis: 1.5 }) })
  expect(await call('lot.read', { lot: 'a', shares: 1 })).toMatchObject({ ok: false, refusal: { code: 'internal/bug' } })
  expect(log[0]?.frames).toContain('basis')
})

test('columns are checked in tests and trusted in a release', async () => {
  const wrong = { 'lot.columns': () => ({ basis: [0.5] }) }
  expect(await house(wrong, true).call('lot.columns', {})).toMatchObject({ ok: false })
  expect(await house(wrong, false).call('lot.columns', {})).toEqual({ ok: true, value: { basis: [0.5] } })
})

test('commands run one after another in the order asked, a failing one included; queries do not wait', async () => {
  const order: string[] = []
  const gates = new Map<string, () => void>()
  const { call } = house({
    'lot.save': async ({ name }) => {
      order.push(`${name} begins`)
      await new Promise<void>(resolve => gates.set(name, resolve))
      order.push(`${name} ends`)
      if (name === 'first') throw new Error('first fails')
      return { order }
    },
  })
  const first = call('lot.save', { name: 'first' })
  const second = call('lot.save', { name: 'second' })
  expect(await call('lot.read', { lot: 'a', shares: 1 })).toMatchObject({ ok: true })
  expect(order).toEqual(['first begins'])
  gates.get('first')?.()
  expect(await first).toMatchObject({ ok: false })
  await Promise.resolve()
  gates.get('second')?.()
  expect(await second).toEqual({ ok: true, value: { order: ['first begins', 'first ends', 'second begins', 'second ends'] } })
})

test('progress is passed on at most ten times a second', async () => {
  const desk = house({
    'lot.scan': (_input, { progress }) => {
      for (let done = 0; done < 100; done++) {
        progress({ done, of: 100 })
        desk.tick(25)
      }
      return { done: true }
    },
  })
  await desk.call('lot.scan', {})
  expect(desk.progress.map(step => step.done)).toEqual(Array.from({ length: 25 }, (_, step) => step * 4))
})

test('a stopped call is cancelled, one that still waits its turn never begins', async () => {
  const began: string[] = []
  const desk = house({
    'lot.save': ({ name }, { signal }) => {
      began.push(name)
      return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    },
  })
  const running = desk.call('lot.save', { name: 'running' })
  const waiting = desk.call('lot.save', { name: 'waiting' })
  await Promise.resolve()
  desk.stop.abort()
  expect(await running).toMatchObject({ refusal: { code: 'cancelled' } })
  expect(await waiting).toMatchObject({ refusal: { code: 'cancelled' } })
  expect(began).toEqual(['running'])
})

test('a method without a handler does not compile', () => {
  // @ts-expect-error three handlers are missing
  const handlers: Handlers<typeof table> = { 'lot.read': () => ({ basis: 0 }) }
  expect(Object.keys(handlers)).toHaveLength(1)
})
