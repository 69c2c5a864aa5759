/** The committed tables: whole, contiguous, and equal to the facts they were made from where those are at hand. */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { filingStatuses } from '../../../../../src/shared/model/book.ts'
import { federalTable } from '../../../../fixtures/tax-tables.ts'

const years = [2024, 2025, 2026]
const factsOf = (year: number) => new URL(`../../../../../../shared/tax/federal-${year}.json`, import.meta.url)

describe.each(years)('federal table of %i', year => {
  const table = federalTable(year)

  test('brackets follow each other without gap or overlap, rates rise, the last is open', () => {
    for (const status of filingStatuses) {
      const brackets = table?.ordinary[status] ?? []
      expect(brackets.map(bracket => bracket.rate)).toEqual([0.1, 0.12, 0.22, 0.24, 0.32, 0.35, 0.37])
      brackets.forEach((bracket, index) => {
        expect(bracket.from).toBe(index === 0 ? 0 : brackets[index - 1]?.to)
      })
      expect(brackets.at(-1)?.to).toBeNull()
    }
  })

  test('names its authority', () => {
    expect(table?.source).toMatch(/^Rev\. Proc\. 20\d\d-\d\d/)
    expect(table?.effective).toBe(`${year}-01-01`)
  })

  test.skipIf(!existsSync(factsOf(year)))('equals the verified facts', () => {
    const facts = JSON.parse(readFileSync(factsOf(year), 'utf8'))
    for (const status of filingStatuses) {
      const cents = (dollars: number | null) => (dollars === null ? null : Math.round(dollars * 100))
      expect(table?.ordinary[status]).toEqual(
        facts.ordinary[status].map((one: { rate: number; from: number; to: number | null }) => ({
          rate: one.rate,
          from: cents(one.from),
          to: cents(one.to),
        })),
      )
      const long = facts.longTermCapitalGains[status]
      expect(table?.longTerm[status]).toEqual({
        zeroTop: cents(long.zeroRateMaxTaxableIncome),
        fifteenTop: cents(long.fifteenRateMaxTaxableIncome),
        rates: long.rates,
      })
      expect(table?.netInvestment[status]).toEqual({ rate: facts.niit[status].rate, threshold: cents(facts.niit[status].magiThreshold) })
      expect(table?.lossLimit[status]).toBe(cents(facts.capitalLossLimit[status]))
      expect(table?.standardDeduction[status]).toBe(cents(facts.standardDeduction[status]))
    }
  })
})

test('the states’ planning rates: every state and the district once, each with a source, no rate above 20 %', () => {
  const { rows } = JSON.parse(readFileSync(new URL('../../../../../resources/tax/states.json', import.meta.url), 'utf8'))
  expect(new Set(rows.map((row: { state: string }) => row.state)).size).toBe(51)
  for (const row of rows) {
    expect(row.source.length).toBeGreaterThan(0)
    for (const rate of [...Object.values<number>(row.short), ...Object.values<number>(row.long)])
      expect(rate >= 0 && rate <= 0.2).toBe(true)
    if (row.steps === undefined) continue
    const last = row.steps.levels.at(-1)
    expect([row.short['2026'], row.long['2026']]).toEqual([last.short, last.long])
    const edges: number[] = row.steps.levels.map((level: { above: number }) => level.above)
    expect(edges).toEqual([0, ...edges.slice(1)].toSorted((a, b) => a - b))
  }
})
