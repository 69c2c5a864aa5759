import { expect, test } from 'vitest'
import { boxesOf, isWhole, pickedOf, samePicks, stillWanted, toggled } from '../../../../../src/renderer/workspaces/lots/picks.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import { sharesOf } from '../../../../fixtures/snapshot.ts'

const lots = [
  { id: id<'lot'>('a'), shares: sharesOf('80') },
  { id: id<'lot'>('b'), shares: sharesOf('12.4877') },
]

test('typed shares stand exactly as typed', () => {
  const { picks, total, errors } = pickedOf(lots, { a: '1.000001', b: '12.4877' })
  expect(picks).toEqual([
    { lot: 'a', shares: 1_000_001 },
    { lot: 'b', shares: 12_487_700 },
  ])
  expect(total).toBe(13_487_701)
  expect(errors).toEqual({})
})

test('what is no number, too precise, or more than the lot holds is an error, and is not picked', () => {
  const { picks, errors } = pickedOf(lots, { a: '80.000001', b: '1.2345678' })
  expect(picks).toEqual([])
  expect(errors).toEqual({ a: '80 sh can be sold.', b: expect.stringContaining('six decimals') })
  expect(Object.keys(pickedOf(lots, { a: 'ten', b: '-1' }).errors)).toEqual(['a', 'b'])
})

test('empty and zero pick nothing and are no error', () => {
  expect(pickedOf(lots, { a: '', b: '0' })).toEqual({ picks: [], total: 0, errors: {} })
})

test('toggling takes the whole lot, and then none of it', () => {
  const [, lot] = lots as [(typeof lots)[0], (typeof lots)[0]]
  const on = toggled({}, lot)
  expect([on, isWhole(on, lot)]).toEqual([{ b: '12.4877' }, true])
  expect(toggled(on, lot)).toEqual({})
  expect(isWhole({ b: '12' }, lot)).toBe(false)
})

test('boxes and picks are two spellings of the same', () => {
  const boxes = { a: '7', b: '0.5' }
  expect(boxesOf(pickedOf(lots, boxes).picks)).toEqual(boxes)
})

test('the same picks in another order are the same; other shares are not', () => {
  const { picks } = pickedOf(lots, { a: '7', b: '0.5' })
  expect(samePicks(picks, picks.toReversed())).toBe(true)
  expect(samePicks(picks, pickedOf(lots, { a: '7', b: '0.6' }).picks)).toBe(false)
  expect(samePicks(picks, pickedOf(lots, { a: '7' }).picks)).toBe(false)
})

test('what is still wanted is said in shares', () => {
  expect(stillWanted(sharesOf('60'), sharesOf('80'))).toEqual({ word: '20 sh to go', complete: false })
  expect(stillWanted(sharesOf('80.5'), sharesOf('80'))).toEqual({ word: '0.5 sh more than wanted', complete: false })
  expect(stillWanted(sharesOf('80'), sharesOf('80')).complete).toBe(true)
})
