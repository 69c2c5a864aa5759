/** The outside lot cases (facts from public sources, kept beside the project) where they are present. Each case is one test. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { answerCase } from '../../src/main/engine/lots/case.ts'
import { lotCaseShape } from '../../src/shared/model/lot-case.ts'

const folder = resolve(import.meta.dirname, '../../../shared/cases/lots')
const files = existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith('.json')) : []

interface Expected {
  readonly error?: string
  readonly atTrade?: string
  readonly totals: Readonly<Record<string, string>>
  readonly realized: readonly Readonly<Record<string, string | null>>[]
  readonly openLots: readonly Readonly<Record<string, string | null>>[]
}

describe.skipIf(files.length === 0)('outside lot cases (skipped where ../shared/cases is missing)', () => {
  test.each(files)('%s', file => {
    const content = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { expected: Expected; compare: { mode: string } }
    const answer = answerCase(lotCaseShape.parse(content))
    if (!answer.ok || 'unsupported' in answer.value) throw new Error(JSON.stringify(answer))
    const { expected, compare } = content
    if ('error' in answer.value) return expect(answer.value.error).toEqual({ code: expected.error, atTrade: expected.atTrade })
    expect(expected.error).toBeUndefined()
    if (compare.mode === 'disallowance-only')
      return expect(cents(answer.value.totals, 'washDisallowed')).toBe(cents(expected.totals, 'washDisallowed'))
    const totals = answer.value.totals
    for (const name of Object.keys(expected.totals)) expect([name, cents(totals, name)]).toEqual([name, cents(expected.totals, name)])
    if (compare.mode === 'totals') return
    const soldKeys = ['sellId', 'lotId', 'holding', 'acquiredForHoldingPeriod'] as const
    const soldSums = ['quantity', 'proceeds', 'basis', 'gainBeforeWash', 'washDisallowed', 'permanentlyDisallowed'] as const
    expect(sums(answer.value.realized, soldKeys, soldSums)).toEqual(sums(expected.realized, soldKeys, soldSums))
    // a date that the case leaves open (null) is not compared
    const dated = expected.openLots.every(lot => lot.holdingPeriodStart !== null)
    const openKeys = dated ? ['lotId', 'holdingPeriodStart'] : ['lotId']
    expect(sums(answer.value.openLots, openKeys, ['quantity', 'adjustedBasis'])).toEqual(
      sums(expected.openLots, openKeys, ['quantity', 'adjustedBasis']),
    )
  })
})

function cents(totals: Readonly<Record<string, string>>, name: string): number {
  return Math.round(Number(totals[name]) * 100) + 0
}

function sums(
  rows: readonly Readonly<Record<string, string | null>>[],
  keys: readonly string[],
  fields: readonly string[],
): Record<string, number[]> {
  const found = new Map<string, number[]>()
  for (const row of rows) {
    const key = keys.map(name => row[name]).join('/')
    const known = found.get(key) ?? fields.map(() => 0)
    found.set(
      key,
      fields.map((field, index) => (known[index] ?? 0) + Number(row[field])),
    )
  }
  return Object.fromEntries([...found].sort().map(([key, values]) => [key, values.map(value => Math.round(value * 100) + 0)]))
}
