import { expect, test } from 'vitest'
import { missingOf } from '../../../../src/renderer/parts/use-draft.ts'

interface Fields {
  readonly amount: number
  readonly state: string | null
  readonly note: string
}

test('empty and unreadable fields are missing, optional ones may be empty but not unreadable', () => {
  expect(missingOf<Fields>({ amount: null, state: null, note: '' }, ['state'])).toEqual(['amount'])
  expect(missingOf<Fields>({ amount: 0, state: undefined, note: '' }, ['state'])).toEqual(['state'])
  expect(missingOf<Fields>({ amount: 0, state: null, note: '' }, ['state'])).toEqual([])
})
