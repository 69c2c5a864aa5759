/** Price histories out of the book: the last 253 days, the price that came last, none where there are too few; the VIX by its name. */
import { expect, test } from 'vitest'
import { pastPrices, pastVix, priceHistories, vixSeries } from '../../../../src/main/store/price-history.ts'
import { appendPrices } from '../../../../src/main/store/prices.ts'
import { saveSecurity } from '../../../../src/main/store/securities.ts'
import { openStore } from '../../../../src/main/store/store.ts'
import { civilDate } from '../../../../src/shared/kernel/civil-date.ts'
import { id } from '../../../../src/shared/kernel/id.ts'
import { valueOrThrow } from '../../../../src/shared/kernel/outcome.ts'
import { price } from '../../../../src/shared/kernel/price.ts'
import { tradingDaysTo } from '../../../fixtures/price-history.ts'
import { bookOf } from '../../../fixtures/snapshot.ts'

const asOf = civilDate('2026-11-21')
const byHand = { import: null, line: 0 }

function open() {
  const store = valueOrThrow(openStore(':memory:'))
  const { securities } = bookOf('2026-11-20').security('VTI', null).security('KO', null).security('VIX', null).snapshot()
  const days = tradingDaysTo('2026-11-20', 280)
  store.transaction(book => {
    for (const security of securities) saveSecurity(book, security)
    appendPrices(
      book,
      days.map((date, at) => ({ security: id('VTI'), date, price: price((at + 1) * 1_000_000), source: byHand })),
    )
    appendPrices(
      book,
      days.slice(-20).map(date => ({ security: id('KO'), date, price: price(70_000_000), source: byHand })),
    )
    appendPrices(
      book,
      days.slice(-2).map((date, at) => ({ security: id('VIX'), date, price: price(23_000_000 + at * 400_000), source: byHand })),
    )
  })
  return { store, days }
}

test('the last 253 prices, oldest first; twenty are too few', () => {
  const { store, days } = open()
  const found = priceHistories(store.book, [id('VTI'), id('KO')], asOf)
  expect([...found.keys()]).toEqual(['VTI'])
  const history = found.get(id('VTI'))
  expect(history?.days).toEqual(days.slice(-253))
  expect(history?.prices.at(-1)).toBe(280_000_000)
  expect(priceHistories(store.book, null, asOf)).toEqual(found)
  store.discard()
})

test('as of an earlier day nothing later is known', () => {
  const { store, days } = open()
  const earlier = days[100] as (typeof days)[number]
  expect(priceHistories(store.book, null, earlier).get(id('VTI'))?.days.at(-1)).toBe(earlier)
  expect(vixSeries(store.book, earlier)).toBeUndefined()
  store.discard()
})

test('the VIX is the newest price of the series of that name', () => {
  const { store, days } = open()
  expect(vixSeries(store.book, asOf)).toEqual({ level: 2340, asOf: days.at(-1), source: 'the price series VIX' })
  store.discard()
})

test('ten years of every price for a past, and the VIX with them, whatever their number', () => {
  const { store, days } = open()
  const found = pastPrices(store.book, [id('VTI'), id('KO')], asOf)
  expect(found.map(({ security, days: own }) => [security, own.length])).toEqual([
    ['KO', 20],
    ['VTI', 280],
  ])
  expect(found[1]?.days).toEqual(days)
  expect(pastVix(store.book, asOf)).toEqual([
    { day: days.at(-2), level: 2300 },
    { day: days.at(-1), level: 2340 },
  ])
  store.discard()
})
