/** Every published and derived tax case of the shared folder, through the `tax` command's own reading of a case. */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { answerTaxCase } from '../../src/main/engine/tax/case.ts'
import { federalTable } from '../fixtures/tax-tables.ts'

const file = new URL('../../../shared/cases/tax.json', import.meta.url)

interface TaxCase {
  id: string
  year?: number
  filingStatus?: string
  category: string
  input: Record<string, unknown>
  expected: Record<string, unknown>
}

/** Figures that differ by more than half a cent, as `path: want, have`. */
function differences(want: Record<string, unknown>, have: unknown, path = ''): string[] {
  return Object.entries(want).flatMap(([key, value]) => {
    const at = path === '' ? key : `${path}.${key}`
    const found = (have as Record<string, unknown> | undefined)?.[key]
    if (value !== null && typeof value === 'object') return differences(value as Record<string, unknown>, found, at)
    const same =
      typeof value === 'string' && Number.isFinite(Number(value))
        ? Math.abs(Number(value) - Number(found)) <= 0.005 + 1e-9
        : value === found
    return same ? [] : [`${at}: ${String(value)}, ${String(found)}`]
  })
}

describe.skipIf(!existsSync(file))('tax cases of the shared folder', () => {
  const cases: TaxCase[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).cases : []
  test.each(cases.map(one => [one.id, one] as const))('%s', (_, one) => {
    const { expected, ...question } = one
    expect(differences(expected, answerTaxCase(question, federalTable))).toEqual([])
  })
})
