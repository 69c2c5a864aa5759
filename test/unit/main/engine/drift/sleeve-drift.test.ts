/** Sleeves as they stand: what counts toward each, what is shared between two, what is pinned, the drift of each by hand, and its trail. */
import { describe, expect, test } from 'vitest'
import { sleevesOf } from '../../../../../src/main/engine/drift/sleeve-drift.ts'
import { sleeveTrace } from '../../../../../src/main/engine/explain/sleeve-trace.ts'
import { standingOf } from '../../../../../src/main/engine/standing/standing.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import type { Sleeve } from '../../../../../src/shared/model/sleeve.ts'
import { amountOf, bookOf } from '../../../../fixtures/snapshot.ts'

const core: Sleeve = { name: 'Core', part: 6000, model: id('growth') }
const income: Sleeve = { name: 'Income', part: 2000, model: id('income') }
const legacy: Sleeve = { name: 'Legacy', part: 2000, model: null, pinned: [id('IBM')] }

/** $60,000 of VTI, $10,000 of BND, $25,000 of IBM, $5,000 of cash: $100,000. */
const book = () =>
  bookOf('2026-11-20')
    .model('growth', [['VTI', 10_000, 500]])
    .model('income', [
      ['VTI', 5000, 500],
      ['BND', 5000, 500],
    ])
    .account('joint', { type: 'joint', cash: amountOf('5000'), sleeves: [core, income, legacy] })
    .security('VTI', '300.00')
    .security('BND', '100.00')
    .security('IBM', '250.00')
    .security('XOM', '100.00')
    .lot('joint', 'VTI', '2020-01-02', '200', '30000.00')
    .lot('joint', 'BND', '2020-01-02', '100', '9000.00')
    .lot('joint', 'IBM', '2001-01-02', '100', '1000.00')

function sleeves(of: ReturnType<typeof book>) {
  const standing = standingOf(of.snapshot())
  const found = sleevesOf(standing, standing.accountOf(id('joint')))
  if (found === null) throw new Error('not divided')
  return { ...found, standing, named: new Map(found.rows.map(row => [row.name, row])) }
}

describe('the sleeves of an account', () => {
  test('VTI is theirs who want it by 6 to 1; pinned counts where it is pinned; drift is weight less part', () => {
    const { rows, outside, cash } = sleeves(book())
    // 60,000 × 6000/7000 and the rest
    expect(rows.map(({ name, value, weight, drift }) => [name, value, weight, drift])).toEqual([
      ['Core', 5_142_857, 5143, -857],
      ['Income', 857_143 + 1_000_000, 1857, -143],
      ['Legacy', 2_500_000, 2500, 500],
    ])
    expect([outside, cash]).toEqual([0, 500_000])
  })

  test('each has its own drift from its own model; held as it is has none', () => {
    const { named } = sleeves(book())
    expect(named.get('Core')?.portfolio).toBe(0)
    // 46.15 % VTI and 53.85 % BND against halves
    expect(named.get('Income')?.portfolio).toBe(385)
    expect(named.get('Legacy')).toMatchObject({ portfolio: null, held: true, holdings: [{ symbol: 'IBM', pinned: true }] })
  })

  test('what no sleeve counts is told apart, and parts, outside and cash re-add to the account', () => {
    const { rows, outside, cash } = sleeves(book().lot('joint', 'XOM', '2020-01-02', '50', '4000.00'))
    expect(outside).toBe(500_000)
    expect(rows.reduce((sum, { value }) => sum + value, 0) + outside + cash).toBe(10_500_000)
  })

  test('an account that is not divided, or a household of one model, has none', () => {
    const standing = standingOf(
      book()
        .with({ household: { id: id('home'), name: 'h', note: '', model: id('growth') } })
        .snapshot(),
    )
    expect(sleevesOf(standing, standing.accountOf(id('joint')))).toBeNull()
    const { sleeves: _sleeves, ...whole } = standing.accountOf(id('joint'))
    expect(sleevesOf(standing, whole)).toBeNull()
  })

  test('its trail goes down to what counts toward it', () => {
    const { standing } = sleeves(book())
    const trace = sleeveTrace(standing, ['joint', 'Legacy'], 'drift')
    expect(trace).toMatchObject({ value: '5 pts', formula: 'weight − part' })
    expect(JSON.stringify(trace)).toContain('IBM, pinned')
    expect(sleeveTrace(standing, ['joint', 'Income'], 'portfolio')?.value).toBe('3.85 %')
    expect(sleeveTrace(standing, ['joint', 'Nobody'], 'drift')).toBeUndefined()
  })
})

test('what is pinned to a sleeve held as it is is not traded in that account, and only there', () => {
  const of = book().account('other', { type: 'joint', cash: amountOf('0') })
  const standing = standingOf(of.snapshot())
  expect(standing.restrictionsOf(id('joint'), id('IBM'))).toMatchObject([
    { kind: 'do-not-trade', reason: 'sleeve Legacy is held as it is' },
  ])
  expect(standing.restrictionsOf(id('other'), id('IBM'))).toEqual([])
  expect(standing.restrictionsOf(id('joint'), id('VTI'))).toEqual([])
})
