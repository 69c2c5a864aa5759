import { expect, test } from 'vitest'
import { answerStep } from '../../../../src/renderer/desk/use-query.ts'

const start = { key: '', value: undefined, refusal: undefined, loading: false, progress: null }
const refusal = { code: 'data/x', what: 'No.' }

test('asking again keeps the old answer in view; a refusal does not take it away', () => {
  let state = answerStep(start, { step: 'ask', key: 'a', kept: undefined })
  state = answerStep(state, { step: 'value', key: 'a', value: 1 })
  state = answerStep(state, { step: 'ask', key: 'a', kept: undefined })
  expect(state).toMatchObject({ value: 1, loading: true })
  state = answerStep(state, { step: 'refused', key: 'a', refusal })
  expect(state).toMatchObject({ value: 1, loading: false, refusal })
})

test('an answer to an input that is gone is dropped, and another input starts without the old answer', () => {
  let state = answerStep(start, { step: 'ask', key: 'a', kept: 1 })
  state = answerStep(state, { step: 'ask', key: 'b', kept: undefined })
  expect(state.value).toBeUndefined()
  expect(answerStep(state, { step: 'value', key: 'a', value: 9 })).toBe(state)
  expect(answerStep(state, { step: 'advance', key: 'a', progress: { done: 1, of: 2 } })).toBe(state)
})
