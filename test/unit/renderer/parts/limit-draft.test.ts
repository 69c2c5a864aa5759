/** A limit through its form and back: the same limit; what is missing is named; which of three levels is in force, and in what words. */
import { describe, expect, test } from 'vitest'
import { draftOf, limitOf } from '../../../../src/renderer/parts/limits/limit-draft.ts'
import { cents } from '../../../../src/shared/kernel/cents.ts'
import type { PlanLimit } from '../../../../src/shared/model/plan-limits.ts'
import { limitsInForce, limitWords, withLimit } from '../../../../src/shared/present/plan-limits.ts'

const limits: readonly (readonly [PlanLimit, string])[] = [
  [{ kind: 'group', of: 'sector', name: 'Technology', least: null, most: 2000 }, 'Technology (sector): at most 20 %'],
  [
    { kind: 'group', of: 'sector', name: null, from: 'target', least: -500, most: 500, reason: 'House view' },
    'Every sector: within 5 pts of its target',
  ],
  [{ kind: 'group', of: 'class', name: '', least: 100, most: 2000, must: true }, 'Unknown (asset class): 1 % to 20 %, always'],
  [
    { kind: 'group', of: 'country', name: 'Japan', least: null, most: 700, price: 25 },
    'Japan (country): at most 7 %; each point beyond counts as 0.25 % of the value',
  ],
  [{ kind: 'one-security', most: 1000 }, 'Each security: at most 10 %'],
  [{ kind: 'names', most: 30 }, 'Names held: at most 30'],
  [{ kind: 'least-order', amount: cents(250_000) }, 'Each order: at least $2,500'],
  [{ kind: 'exposure', factor: 'market', within: 5 }, 'Beta to the market: within 0.05 of the target’s'],
  [{ kind: 'exposure', factor: 'class', which: 'US bonds', within: 10 }, 'Beta to US bonds: within 0.1 of the target’s'],
  [
    { kind: 'near', to: 'holdings', weight: 2 },
    'Near to what is held: one point off counts as 0.02 % of the value, two points four times that',
  ],
  [
    { kind: 'tilt', of: 'size', name: 'Small', by: 300, weight: 10 },
    'Small (company size): 3 pts more than the target; one point off counts as 0.1 % of the value, two points four times that',
  ],
  [
    { kind: 'exposure-tilt', factor: 'statistical', which: '2', by: -5, weight: 10 },
    'Exposure to statistical factor 2: 0.05 less than the target; one point off counts as 0.1 % of the value, two points four times that',
  ],
  [{ kind: 'balance', weight: 4 }, 'Purchases and sales even: one point off counts as 0.04 % of the value, two points four times that'],
]

test.each(limits)('%j', (limit, words) => {
  expect(limitOf(draftOf(limit))).toEqual({ limit, missing: [] })
  expect(limitWords(limit)).toBe(words)
})

describe('what is missing is named', () => {
  test('of a new limit', () => expect(limitOf(draftOf(null))).toEqual({ limit: null, missing: ['which one', 'a least or a most'] }))
  test('of one at a price without a price', () =>
    expect(limitOf({ ...draftOf({ kind: 'one-security', most: 1000 }), holds: 'price' }).missing).toEqual([
      'what a point beyond counts for',
    ]))
})

test('the nearer level takes the place of the farther one, and may let it go', () => {
  const firm: PlanLimit[] = [
    { kind: 'one-security', most: 1000 },
    { kind: 'names', most: 40 },
  ]
  const household: PlanLimit[] = [{ kind: 'one-security', most: 1500, reason: 'Founder’s stock' }]
  const plan: PlanLimit[] = [{ kind: 'names', most: 40, off: true }]
  expect(limitsInForce({ firm, household, plan }).map(({ limit, source }) => [limitWords(limit), source])).toEqual([
    ['Each security: at most 15 %', 'household'],
  ])
  expect(withLimit(firm, { kind: 'names', most: 20 })).toEqual([firm[0], { kind: 'names', most: 20 }])
})
