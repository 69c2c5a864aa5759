/** Every published example holds on the engine; and for every rule, an engine without that rule fails the example that shows it. */
import { afterEach, describe, expect, test, vi } from 'vitest'
import { differences } from '../../src/main/engine/selftest/check.ts'
import { publishedExamples } from '../../src/main/engine/selftest/examples.ts'

test.each(publishedExamples)('$citation: $title', ({ id, statement }) => {
  expect(differences(id, statement)).toEqual([])
})

test('ids of examples are unique', () => {
  const ids = publishedExamples.map(example => example.id)
  expect(new Set(ids).size).toBe(ids.length)
})

const lots = '../../src/main/engine/lots'
const wash = '../../src/main/engine/wash'

/** One broken rule a line: the module, what stands in for it, and the example that must notice. */
const broken: readonly [rule: string, module: string, replacement: (real: never) => object, example: string][] = [
  ['a window of 29 days', `${wash}/window.ts`, real => ({ ...(real as object), windowDays: 29 }), 'window-last-day'],
  ['a window of 31 days', `${wash}/window.ts`, real => ({ ...(real as object), windowDays: 31 }), 'window-day-after'],
  ['long-term after 365 days', `${lots}/holding-period.ts`, real => ({ ...(real as object), termOfDays: days(365) }), 'one-year-short'],
  [
    'long-term after more than 365 days',
    `${lots}/holding-period.ts`,
    real => ({ ...(real as object), termOfDays: days(366) }),
    'leap-day-short',
  ],
  ['long-term after 367 days', `${lots}/holding-period.ts`, real => ({ ...(real as object), termOfDays: days(368) }), 'one-year-long'],
  [
    'no dual basis of gifts',
    `${lots}/gift.ts`,
    () => ({ basisForSale: (piece: { basis: number; heldFrom: number }) => piece }),
    'gift-loss',
  ],
  [
    'groups of identical securities are ignored',
    `${wash}/identical.ts`,
    () => ({ identicalGroups: () => (name: string) => name }),
    'identical-securities',
  ],
  ['every security is identical to every other', `${wash}/identical.ts`, () => ({ identicalGroups: () => () => 'all' }), 'other-security'],
]

function days(least: number): (from: number, to: number) => string {
  return (from, to) => (to - from >= least ? 'long' : 'short')
}

describe('a broken rule is noticed', () => {
  afterEach(() => {
    vi.doUnmock(`${wash}/window.ts`)
    vi.resetModules()
  })

  test.each(broken)('%s', async (_rule, module, replacement, example) => {
    vi.resetModules()
    vi.doMock(module, async importOriginal => replacement((await importOriginal()) as never))
    const { differences: differencesOfBroken } = await import('../../src/main/engine/selftest/check.ts')
    const statement = publishedExamples.find(({ id }) => id === example)?.statement
    expect(statement, `no example ${example}`).toBeDefined()
    expect(differencesOfBroken(example, statement ?? '')).not.toEqual([])
    vi.doUnmock(module)
  })

  test.each([
    ['no wash sales', { washSales: false }, 'pub-550-wash-1'],
    ['one account, one security', { scope: 'broker' }, 'pub-550-spouse'],
    ['the original date is taken over', { tacking: 'original-date' }, 'holding-period-gap'],
    ['older shares never replace', { olderSharesReplace: false }, 'older-shares-replace'],
  ] as const)('%s', (_rule, policy, example) => {
    const statement = publishedExamples.find(({ id }) => id === example)?.statement ?? ''
    expect(differences(example, statement, policy)).not.toEqual([])
  })
})
