import { expect, test, vi } from 'vitest'
import { concerns, createCache, keyOf } from '../../../../src/renderer/desk/cache.ts'

const of = (household: string) => keyOf('review.run', { household, asOf: '2026-11-21' })

test('a change of one household makes its own answers and those of the whole book old, not those of others', () => {
  const cache = createCache()
  const book = keyOf('book.overview', { asOf: '2026-11-21' })
  for (const key of [of('a'), of('b'), book]) cache.keep(key, key)
  cache.changed({ what: 'book', household: 'a' })
  expect([of('a'), of('b'), book].map(key => cache.read(key)?.fresh)).toEqual([false, true, false])
})

test('settings and changes without a household concern every answer', () => {
  expect(concerns({ what: 'settings', household: 'a' }, of('b'))).toBe(true)
  expect(concerns({ what: 'import', household: null }, of('b'))).toBe(true)
})

test('an id with a quote in it is still recognised', () => {
  expect(concerns({ what: 'book', household: 'o"brien' }, of('o"brien'))).toBe(true)
  expect(concerns({ what: 'book', household: 'o' }, of('o"brien'))).toBe(false)
})

test('the oldest answer goes when there are too many, and a listener is told until it leaves', () => {
  const cache = createCache()
  for (let count = 0; count <= 40; count++) cache.keep(of(String(count)), count)
  expect(cache.read(of('0'))).toBeUndefined()
  expect(cache.read(of('40'))?.value).toBe(40)
  const listener = vi.fn()
  const off = cache.onChange(listener)
  cache.changed({ what: 'book', household: null })
  off()
  cache.changed({ what: 'book', household: null })
  expect(listener).toHaveBeenCalledTimes(1)
})
