/** A state's step by the household's own figures: its top rate is not everybody's. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { cents } from '../../../../src/shared/kernel/cents.ts'
import { type StateSteps, stateTableShape } from '../../../../src/shared/model/tax-year.ts'
import { levelFor } from '../../../../src/shared/present/state-rates.ts'

const { rows } = stateTableShape.parse(JSON.parse(readFileSync(new URL('../../../../resources/tax/states.json', import.meta.url), 'utf8')))
const stepsOf = (state: string) => rows.find(row => row.state === state)?.steps as StateSteps
const dollars = (amount: number) => cents(amount * 100)

test('Washington takes nothing of a long-term gain within its deduction, 7 % above it and 9.9 % above a million more', () => {
  const long = (gain: number) => levelFor(stepsOf('WA'), { otherLong: dollars(gain), ordinaryIncome: dollars(107_000) })?.long
  expect([-5000, 0, 278_000, 278_001, 1_278_000, 1_278_001].map(long)).toEqual([0, 0, 0, 0.07, 0.07, 0.099])
  expect(levelFor(stepsOf('WA'), { otherLong: dollars(278_000), line13: dollars(1) })?.long).toBe(0.07)
})

test('Massachusetts and Maryland add their surtax above the amount only, each by its own measure', () => {
  const taxable = (income: number) => levelFor(stepsOf('MA'), { ordinaryIncome: dollars(income), qualifiedDividends: dollars(150) })
  expect(taxable(107_000)).toMatchObject({ short: 0.085, long: 0.05 })
  expect(taxable(1_083_001)).toMatchObject({ short: 0.125, long: 0.09 })
  const agi = (income: number) => levelFor(stepsOf('MD'), { magi: dollars(income) })?.long
  expect([agi(350_000), agi(350_001)]).toEqual([0.065, 0.085])
})

test('while the figure is not typed no step is proposed', () => {
  expect(levelFor(stepsOf('WA'), { otherLong: null })).toBeNull()
  expect(levelFor(stepsOf('MA'), { ordinaryIncome: dollars(1) })).toBeNull()
})
