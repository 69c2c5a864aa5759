/** Losses carried in, as the head of a household shows them. */
import { expect, test } from 'vitest'
import { carryforward } from '../../../../../src/renderer/workspaces/household/carryforward.ts'
import type { Output } from '../../../../../src/shared/contract/client.ts'
import { cents } from '../../../../../src/shared/kernel/cents.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import { answers } from '../../../../fixtures/mock-answers.ts'

const view = answers('small')['household.view']?.({ household: id<'household'>('h0') }) as Output<'household.view'>

test('without a tax profile they are unknown, not zero, and open no trail', () => {
  expect(carryforward({ ...view, taxProfile: null })).toEqual({ value: 'unknown', note: 'needs a tax profile', trail: null })
  const realized = { ...view.review.realized, carryforwardShort: cents(0), carryforwardLong: cents(1_250_000) }
  const known = carryforward({ ...view, review: { ...view.review, realized } })
  expect([known.value, known.note, known.trail !== null]).toEqual(['$12,500', 'short $0 · long $12,500', true])
})
