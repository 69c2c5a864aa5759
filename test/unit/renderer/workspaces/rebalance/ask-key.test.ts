/** Two wishes are one question in whatever order they were made: a plan whose question is not the one on the screen cannot go to a ticket. */
import { expect, test } from 'vitest'
import { askKey } from '../../../../../src/renderer/workspaces/rebalance/wishes.ts'
import { planLimitsShape } from '../../../../../src/shared/model/plan-limits.ts'
import { type Wishes, wishesShape } from '../../../../../src/shared/model/proposal.ts'
import { usualWishes } from '../../../../../src/shared/model/usual-wishes.ts'

const limits = planLimitsShape.parse([{ kind: 'group', of: 'class', name: 'US equity', least: null, most: 5000, reason: 'Committee' }])

/** The same limit with its parts in another order, as a form makes it. */
const turned = limits.map(limit => Object.fromEntries(Object.entries(limit).toReversed())) as typeof limits

test('a limit made in another order of its parts is the same question as the one the desk answers', () => {
  const asked: Wishes = { ...usualWishes, limits: turned }
  expect(askKey(asked, null)).toBe(askKey(wishesShape.parse(asked), null))
})

test('another weight, another limit or other accounts are other questions; an undefined wish is none', () => {
  const key = askKey({ ...usualWishes, limits }, ['a', 'b'])
  expect(askKey({ ...usualWishes, limits: [] }, ['a', 'b'])).not.toBe(key)
  expect(askKey({ ...usualWishes, limits, weights: { ...usualWishes.weights, tax: 2 } }, ['a', 'b'])).not.toBe(key)
  expect(askKey({ ...usualWishes, limits }, ['a'])).not.toBe(key)
  expect(askKey({ ...usualWishes, limits, scope: undefined } as Wishes, ['b', 'a'])).toBe(key)
})
