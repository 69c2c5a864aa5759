/** A trade's part of the score: in words and as a bar, which say the same. */
import { expect, test } from 'vitest'
import { segmentsOf } from '../../../../../src/renderer/workspaces/rebalance/reasons.ts'
import type { Cents } from '../../../../../src/shared/kernel/cents.ts'
import { partOfWhole, planTax, reasonWords } from '../../../../../src/shared/present/plan-words.ts'

const of = (te: number, cost: number, tax: number, other = 0) => ({
  te: te as Cents,
  cost: cost as Cents,
  tax: tax as Cents,
  other: other as Cents,
  total: (te + cost + tax + other) as Cents,
})

test('what betters and what worsens the score are told apart, and no part of it looks like money', () => {
  expect(reasonWords(of(-41_200, 640, -62_140))).toBe('Betters the score by 1,027: tax 621, risk 412 better; trading 6 worse.')
  expect(reasonWords(of(0, 300, 0))).toBe('Worsens the score by 3: trading 3 worse.')
  expect(reasonWords(of(0, 0, 0))).toBe('Leaves the score as it is.')
})

test('the bar stands on both sides of the middle, in proportion, without gaps', () => {
  const segments = segmentsOf(of(-200, 50, -100), 400, 40)
  expect(segments).toEqual([
    { part: 'tax', from: 40, width: 10 },
    { part: 'te', from: 50, width: 20 },
    { part: 'cost', from: 35, width: 5 },
  ])
})

test('tax is told by word, a part of a whole never reads as nothing', () => {
  const cents = (value: number) => value as Cents
  expect([cents(-81_240), cents(12_000), cents(0), null].map(planTax)).toEqual([
    'saves est. $812 of tax',
    'costs est. $120 of tax',
    'no tax either way',
    'tax unknown',
  ])
  expect([400, 20, 0, 241_000, null].map(partOfWhole)).toEqual(['0.04 %', 'under 0.01 %', '0 %', '24.1 %', 'unknown'])
})
