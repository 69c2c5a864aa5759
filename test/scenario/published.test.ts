/**
 * Every published example holds on the engine; for every rule broken by hand (broken-rules.ts) the example that shows it fails; and no example is there that
 * nothing can make fail.
 */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { projectLots } from '../../src/main/engine/lots/project.ts'
import { checkExample, differences } from '../../src/main/engine/selftest/check.ts'
import { publishedExamples } from '../../src/main/engine/selftest/examples.ts'
import { realizedLines } from '../../src/main/engine/standing/realized.ts'
import { federalTable } from '../fixtures/tax-tables.ts'
import { brokenRules } from './broken-rules.ts'
import { custodianFacts } from './custodian-facts.ts'

test.each(publishedExamples)('$citation: $title', example => {
  expect(checkExample(example, federalTable).checked.filter(figure => !figure.holds)).toEqual([])
})

test.each(custodianFacts)('$title', ({ found, expected }) => {
  expect(found({ projectLots, realizedLines })).toEqual(expected)
})

test('an example says what it holds against what, and that it fails', () => {
  const example = {
    id: 'x',
    citation: 'c',
    title: 't',
    figures: 'ours',
    statement: 'open X 1 for 10 on 2025-01-02\nexpect allowed 1.00',
  } as const
  expect(checkExample(example, federalTable)).toMatchObject({
    facts: ['open X 1 for 10 on 2025-01-02'],
    checked: [
      { name: 'allowed', expected: '1.00', found: '0.00', holds: false },
      { name: 'left: X 1', expected: 'no such lot', found: 'basis 10.00, held from 2025-01-02', holds: false },
    ],
    holds: false,
  })
})

test('ids of examples are unique', () => {
  const ids = publishedExamples.map(example => example.id)
  expect(new Set(ids).size).toBe(ids.length)
})

interface Broken {
  readonly index: number
  readonly failing: readonly string[]
  readonly fault: string | null
}

describe('a broken rule is noticed', () => {
  const runs = new Map<number, Broken>()

  beforeAll(async () => {
    const script = fileURLToPath(new URL('./run-broken-rules.ts', import.meta.url))
    const { stdout } = await promisify(execFile)(process.execPath, [script], { maxBuffer: 2 ** 26, timeout: 600_000 })
    for (const line of stdout.trim().split('\n')) {
      const run = JSON.parse(line) as Broken
      runs.set(run.index, run)
    }
  }, 600_000)

  test.each(brokenRules.map((broken, index) => ({ ...broken, index })))('$rule', ({ index, example }) => {
    const run = runs.get(index)
    expect(run?.fault).toBeNull()
    expect([...publishedExamples, ...custodianFacts].map(({ id }) => id)).toContain(example)
    expect(run?.failing).toContain(example)
  })

  test('every example fails where some rule is broken', () => {
    const red = new Set([...runs.values()].flatMap(run => run.failing))
    expect([...publishedExamples, ...custodianFacts].filter(({ id }) => !red.has(id)).map(({ id }) => id)).toEqual([])
  })

  test.each([
    ['no wash sales', { washSales: false }, 'pub-550-wash-1'],
    ['one account, one security', { scope: 'broker' }, 'pub-550-spouse'],
    ['the original date is taken over', { tacking: 'original-date' }, 'holding-period-gap'],
    ['older shares never replace', { olderSharesReplace: false }, 'older-shares-replace'],
  ] as const)('switch: %s', (_rule, policy, id) => {
    const example = publishedExamples.find(each => each.id === id)
    expect(differences(id, example && 'statement' in example ? example.statement : '', policy)).not.toEqual([])
  })
})
