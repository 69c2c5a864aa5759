/** Words that turn on a figure: what saves or costs, what does not apply, what is left out of a sum. */
import { expect, test } from 'vitest'
import { cents, noCents } from '../../../../src/shared/kernel/cents.ts'
import { taxChange, washApplies, withUnknown } from '../../../../src/shared/present/words.ts'

test('tax is saved or costs, by the word and not by a sign', () => {
  expect(taxChange(cents(939_600))).toEqual({ what: 'tax saved', amount: 939_600 })
  expect(taxChange(cents(-939_600))).toEqual({ what: 'tax cost', amount: 939_600 })
  expect([taxChange(noCents), taxChange(null)]).toEqual([
    { what: 'tax saved', amount: 0 },
    { what: 'tax saved', amount: null },
  ])
})

test('a gain is no verdict left open; a basis nobody knows is', () => {
  const reason = { what: 'The basis is unknown', account: null, security: null, date: null, shares: null, rule: 'IRC §1091(a)' }
  expect(washApplies({ state: 'not-evaluated', reasons: [] })).toBe(false)
  expect(washApplies({ state: 'not-evaluated', reasons: [reason] })).toBe(true)
  expect(washApplies({ state: 'clear', reasons: [] })).toBe(true)
})

test('a sum says what is left out of it, and is none where all is', () => {
  expect([withUnknown('$5.00', 0, 3), withUnknown('$5.00', 1, 3), withUnknown('$0.00', 3, 3)]).toEqual([
    '$5.00',
    '$5.00, unknown for 1 sale',
    'unknown for 3 sales',
  ])
})
