import { expect, test } from 'vitest'
import { findItems, mostShown, type PaletteItem } from '../../../../src/renderer/shell/palette-items.ts'

const item = (name: string, note = '', kind: PaletteItem['kind'] = 'Household'): PaletteItem => ({
  key: `${kind} ${name}`,
  kind,
  name,
  note,
  act: () => undefined,
})
const items = [
  item('Book', '', 'Screen'),
  item('Sørensen'),
  item('Alvarez-Kim'),
  item('VTI', 'Vanguard Total Stock Market ETF', 'Security'),
  item('Kimball'),
]
const names = (typed: string) => findItems(items, typed).map(found => found.name)

test('every word typed must begin a word of the item; a hit in the name comes first', () => {
  expect(names('kim')).toEqual(['Alvarez-Kim', 'Kimball'])
  expect(names('vang stock')).toEqual(['VTI'])
  expect(names('lvarez')).toEqual([])
})

test('accents and case do not matter, and nothing typed offers the first ones', () => {
  expect(findItems([item('Álvarez')], 'alvarez')).toHaveLength(1)
  expect(names('')[0]).toBe('Book')
})

test('a book of thousands shows a handful', () => {
  const many = Array.from({ length: 3000 }, (_, at) => item(`Household ${at}`))
  expect(findItems(many, 'household')).toHaveLength(mostShown)
})
