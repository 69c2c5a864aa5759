import { expect, test } from 'vitest'
import { saleColumns } from '../../../../../src/renderer/workspaces/household/realized/columns.ts'
import type { HouseholdView } from '../../../../../src/shared/model/views.ts'
import { answers } from '../../../../fixtures/mock-answers.ts'

const household = answers('full')['household.view']?.({ household: 'h0' }) as HouseholdView
const idsOf = (broker: boolean, reported: boolean, difference: boolean) =>
  saleColumns(household, { broker, reported, difference }).map(column => column.id)

test('the gain by the return, by both scopes of the custodian and the difference stand side by side', () => {
  const ids = idsOf(true, true, true)
  const at = ids.indexOf('recognized')
  expect(ids.slice(at, at + 4)).toEqual(['recognized', 'broker-gain', 'reported-gain', 'difference'])
  expect(idsOf(false, false, true).slice(at, at + 2)).toEqual(['recognized', 'difference'])
})

test('what a scope made of basis and wash comes after the outcome, and goes with its scope', () => {
  expect(idsOf(true, false, false).slice(-5)).toEqual(['broker-basis', 'broker-washed', 'box', 'account', 'source'])
  expect(idsOf(false, true, true)).not.toContain('broker-gain')
})

test('a click on a sale opens nothing: only a figure opens its trail', () => {
  const opening = saleColumns(household, { broker: true, reported: true, difference: true }).filter(
    column => column.kind === 'text' && column.opens,
  )
  expect(opening).toEqual([])
})
