/** The order in which limits are told: a budget before the cash that whole shares leave over, whose step changes next to nothing. */
import { expect, test } from 'vitest'
import type { RoomEffect } from '../../../../src/shared/model/plan-explained.ts'
import type { Proposal } from '../../../../src/shared/model/proposal.ts'
import { limitsTold } from '../../../../src/shared/present/limits-told.ts'

type Limit = Proposal['accounts'][number]['limits'][number]

function limit(name: string, perUnit: number, more?: Partial<Record<keyof RoomEffect, number>>): Limit {
  const effect = { trackingError: 0, tax: 0, cost: 0, score: -perUnit, ...more } as RoomEffect
  return { limit: name, perUnit, unit: 'the next $1,000', words: name, ...(more ? { more: effect } : {}) } as Limit
}

const told = (limits: Limit[]) => {
  const { first, little } = limitsTold({ joint: null, accounts: [{ accountName: 'Trust', limits }] } as unknown as Proposal)
  return [first.map(one => one.limit.limit), little.map(one => one.limit.limit)]
}

test('the most valuable step is first; cash left over is told apart where its step changes next to nothing', () => {
  expect(
    told([limit('cash', 200, { cost: -200 }), limit('tax', 300, { tax: -300 }), limit('long-term gain', 9000, { tax: 23_800 })]),
  ).toEqual([['long-term gain', 'tax'], ['cash']])
})

test('cash whose step matters, in dollars or in risk, and cash of which only the slope is known, stand among the limits', () => {
  const limits = [limit('cash in A', 5000, { cost: -1000 }), limit('cash in B', 900, { trackingError: -50 }), limit('cash', 100)]
  expect(told(limits)).toEqual([['cash in A', 'cash in B', 'cash'], []])
})

test('a budget that somebody asked for is told whatever it is worth, and cash to be raised is asked for', () => {
  expect(told([limit('tax', 100, { tax: -1 }), limit('cash to be raised', 100, { cost: -1 })])).toEqual([['tax', 'cash to be raised'], []])
})
