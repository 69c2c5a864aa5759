/** Sentences of a plan: only what is money wears a dollar sign, whatever a dollar of it counts for; nothing claims more than is proven. */
import { expect, test } from 'vitest'
import {
  certificateInWords,
  clashInWords,
  clashWithoutSize,
  statusInWords,
  whyTrade,
} from '../../../../../src/main/engine/rebalance/plan-words.ts'
import type { Cents } from '../../../../../src/shared/kernel/cents.ts'

const cents = (value: number) => value as Cents

function why(contribution: { te?: number; tax?: number; cost?: number }, over: { side?: 'buy' | 'sell'; taxWeight?: number } = {}) {
  const { te = 0, tax = 0, cost = 0 } = contribution
  return whyTrade({
    side: over.side ?? 'sell',
    gainShort: cents(0),
    gainLong: cents(-1_062_200),
    cost: cents(13_215),
    contribution: { te: cents(te), tax: cents(tax), cost: cents(cost), other: cents(0), total: cents(te + tax + cost) },
    taxable: true,
    drift: -0.0371,
    taxWeight: over.taxWeight ?? 1,
  })
}

test('a trade for risk names no dollars of risk, a trade for tax its own dollars and the cost that is paid', () => {
  expect(why({ te: -8_547_700, cost: 13_215 }, { side: 'buy' })).toBe(
    'Bought as it stands 3.71 pts below its target. Mostly to come nearer to the model, at an est. cost of $132.15.',
  )
  expect(why({ tax: -298_500, te: 21_800, cost: 13_215 })).toBe(
    'Realizes a long-term loss of $10,622 while it stands 3.71 pts below its target. Mostly for the tax it saves, est. $2,985, at an est. cost of $132.15.',
  )
  // tax counts five times, cost ten times: the dollars stay what they are
  expect(why({ tax: -1_492_500, te: 21_800, cost: 132_150 }, { taxWeight: 5 })).toContain('est. $2,985, at an est. cost of $132.15.')
})

test('a sale that worsens the score by itself still says what tax it saves', () => {
  expect(why({ tax: -230_000, te: 780_000 })).toContain('It saves est. $2,300 of tax and pays for what is bought beside it.')
  expect(why({ te: 780_000 })).toContain('. It pays for what is bought beside it.')
})

test('what whole shares cost is told as a part of the gap, never beside it', () => {
  expect(certificateInWords(0.00226, 0.0021, 'good')).toBe(
    'within 0.23 % of the best possible, checked independently; 0.21 % of it for whole shares',
  )
  expect(certificateInWords(0.0004, 0, 'good')).toBe('within 0.04 % of the best possible, checked independently')
  expect(certificateInWords(Infinity, 0.01, 'good')).toBe('how far from the best possible is not known, checked independently')
})

test.each([
  ['positions', 'The bounds of positions would have to give way by $12.'],
  ['minimum trade', 'The least size of an order would have to give way by $12.'],
  ['largest sale', 'The most that may be sold of a security would have to give way by $12.'],
  ['largest purchase', 'The most that may be bought of a security would have to give way by $12.'],
  ['position 3', 'The bounds of VTI would have to give way by $12.'],
] as const)('a clash over "%s" is told in the words of the field', (name, words) => {
  expect(clashInWords({ limit: name, by: 1.2e-5, atLeast: 0, unit: 'weight' }, 1e6, at => (at === 3 ? 'VTI' : ''))).toEqual({
    limit: name,
    words: words.replace('$12', '$12.00'),
  })
})

test('names are counted in names; what has no size still has its words', () => {
  expect(clashInWords({ limit: 'number of names', by: 2, atLeast: 2, unit: 'count' }, 1e6).words).toBe(
    'The most names held would have to give way by 2 names.',
  )
  expect(clashWithoutSize('position 3', () => 'VTI')).toBe('The bounds of VTI cannot be kept with the others; by how much is not reckoned.')
  expect(statusInWords('infeasible', 0, 0, ['position 3', 'turnover'], () => 'VTI')).toBe(
    'No plan keeps these limits together: the bounds of VTI; the most turnover.',
  )
})

test('where giving way alone is not enough, the next step is said', () => {
  const { words } = clashInWords({ limit: 'cash to raise', by: null, atLeast: 0, unit: 'weight' }, 1e6)
  expect(words).toContain('alone makes no plan possible: something else that is asked for cannot be kept either.')
  expect(words).toContain('Take it back to see what else')
})
