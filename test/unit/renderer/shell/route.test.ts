import { expect, test } from 'vitest'
import { hashOf, parseRoute } from '../../../../src/renderer/shell/route.ts'
import { id } from '../../../../src/shared/kernel/id.ts'

const places = [
  { screen: 'book', household: null, rest: [], query: {} },
  { screen: 'book', household: null, rest: ['lots'], query: { symbol: 'BRK.B' } },
  { screen: 'household', household: id<'household'>('h 1/2'), rest: [], query: {} },
  { screen: 'household', household: id<'household'>('h1'), rest: ['accounts'], query: {} },
  { screen: 'lots', household: id<'household'>('h1'), rest: ['account é', 'VTI'], query: { shares: '12.5' } },
  { screen: 'settings', household: null, rest: ['taxes', 'h1'], query: {} },
] as const

test('every place can be written into the address and read back', () => {
  expect(places.map(place => parseRoute(hashOf(place)))).toEqual(places)
})

test('an empty or broken address is the book', () => {
  expect(parseRoute('')).toEqual(places[0])
  expect(parseRoute('#/%E0%A4%A').screen).toBe('%E0%A4%A')
})
