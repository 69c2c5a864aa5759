/**
 * Which of a state's rates a household of this income would take: the step of the table that its own figures of the year reach. A proposal, as everything of
 * that table is; the amounts are those a profile holds, so sales of the book that are not in it yet may reach a higher step. Sources stand in each row of resources/tax/states.json.
 */
import type { Cents } from '../kernel/cents.ts'
import type { TaxProfile } from '../model/book.ts'
import type { StateSteps } from '../model/tax-year.ts'

/** What of a profile is known while it is typed. */
export type TypedIncome = Partial<{ readonly [Key in keyof TaxProfile]: TaxProfile[Key] | null | undefined }>

export type StateLevel = StateSteps['levels'][number]

const measures: Readonly<Record<StateSteps['by'], readonly (keyof TaxProfile)[]>> = {
  taxable: ['ordinaryIncome', 'qualifiedDividends'],
  agi: ['magi'],
  investment: ['otherInvestmentIncome', 'qualifiedDividends'],
  'long-gain': ['otherLong'],
}

/** Lines of Schedule D that a profile need not have. */
const gainLines = ['line11', 'line12', 'line13'] as const

export const measureWords: Readonly<Record<StateSteps['by'], string>> = {
  taxable: 'taxable income',
  agi: 'adjusted gross income',
  investment: 'net investment income',
  'long-gain': 'long-term gain of the year',
}

/** In cents; null while a figure it rests on is not typed. */
export function measured({ by }: StateSteps, income: TypedIncome): number | null {
  const amounts = measures[by].map(key => (income[key] ?? null) as Cents | null)
  if (amounts.includes(null)) return null
  const besides = by === 'long-gain' ? gainLines.map(key => income[key] ?? 0) : []
  return [...amounts, ...besides].reduce<number>((sum, amount) => sum + (amount ?? 0), 0)
}

/** The highest step reached; null where that cannot be told. */
export function levelFor(steps: StateSteps, income: TypedIncome): StateLevel | null {
  const amount = measured(steps, income)
  if (amount === null) return null
  return steps.levels.findLast(({ above }) => above === 0 || amount > above * 100) ?? null
}
