import { expect, test } from 'vitest'
import { openLater } from '../../../src/main/hosts/open-later.ts'
import type { CallContext, Desk } from '../../../src/main/ports.ts'
import { done, Refused } from '../../../src/shared/kernel/outcome.ts'

const context: CallContext = { signal: new AbortController().signal, progress: () => undefined }

function opened(closed: string[] = []): Desk {
  return {
    dispatch: async name => done(name),
    subscribe: listener => {
      setTimeout(() => listener('book.changed', 1))
      return () => undefined
    },
    close: async () => void closed.push('closed'),
  }
}

test('calls made before the book is open wait for it, and listeners hear it', async () => {
  const gate = Promise.withResolvers<Desk>()
  const later = openLater(() => gate.promise)
  const heard: unknown[] = []
  later.subscribe((name, payload) => heard.push([name, payload]))
  const call = later.dispatch('lot.read', {}, context)
  gate.resolve(opened())
  expect(await call).toEqual(done('lot.read'))
  await expect.poll(() => heard).toEqual([['book.changed', 1]])
})

test('a book that cannot be opened answers every call with its refusal', async () => {
  const refusal = { code: 'store/newer-than-app', what: 'The book was written by a newer version.' }
  const later = openLater(async () => {
    throw new Refused(refusal)
  })
  expect(await later.dispatch('lot.read', {}, context)).toEqual({ ok: false, refusal })
  await later.close()
})

test('closing waits for the opening', async () => {
  const closed: string[] = []
  const gate = Promise.withResolvers<Desk>()
  const closing = openLater(() => gate.promise).close()
  gate.resolve(opened(closed))
  await closing
  expect(closed).toEqual(['closed'])
})
