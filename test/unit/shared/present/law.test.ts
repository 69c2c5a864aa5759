/** What a sheet says about the law's open points. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { lawDecisions, lawSwitches } from '../../../../src/shared/model/law.ts'
import { lawStatement } from '../../../../src/shared/present/law.ts'

const decision = { author: 'Ana Ruiz', date: '2026-01-02', reason: 'memo of our counsel' }

test('nothing decided, or decided as the default, is one sentence', () => {
  const [only, ...more] = lawStatement(undefined)
  expect([only, more]).toEqual(['All open points of law are at their defaults, listed in Settings under Open points of law.', []])
  expect(lawStatement({ tacking: { option: 'sum-of-days', ...decision } })).toEqual([only])
})

test('what differs is told with option, citation, and who decided it when and why', () => {
  const [first, rest] = lawStatement({ healthAccount: { option: 'flag-only', ...decision } })
  expect(first).toBe(
    'Purchase in a health savings account: flag only. The purchase is shown and the loss stays allowed until a person decides. ' +
      '(Rev. Rul. 2008-5 (speaks of IRAs only); IRC §223(e); decided by Ana Ruiz on Jan 2, 2026: memo of our counsel)',
  )
  expect(rest).toContain('All other open points of law are at their defaults')
})

test('docs/law.md tells every switch, option and decision of the catalogue', () => {
  const page = readFileSync(new URL('../../../../docs/law.md', import.meta.url), 'utf8')
  for (const [id, { title, question, options }] of Object.entries(lawSwitches)) {
    expect(page).toContain(`### ${title} (\`${id}\`)`)
    expect(page).toContain(question)
    for (const [index, option] of options.entries())
      expect(page).toContain(`- \`${option.id}\`${index === 0 ? ' (default)' : ''}: ${option.does}`)
  }
  for (const { decision } of lawDecisions) expect(page).toContain(decision)
})
