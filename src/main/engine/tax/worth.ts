/**
 * What gains and losses are worth to one household in one year: the change of this year's tax when they are added to the year so far, and what
 * is carried to later years, kept apart. Worth is never a rate times a loss: it is the difference of two whole years (Schedule D order).
 */
import { type Cents, cents } from '../../../shared/kernel/cents.ts'
import type { FederalTable } from '../../../shared/model/tax-table.ts'
import { type TaxFacts, type TaxFrame, taxFrame } from './frame.ts'
import { computeLines, line, newLines } from './lines.ts'
import { type NetResults, readLines, type TaxOfYear } from './year.ts'

export interface Worth {
  /** This year's tax without less this year's tax with: positive saves, negative costs. */
  readonly savedNow: Cents
  /** More (positive) or less (negative) loss carried to later years, by character. */
  readonly carriedShort: Cents
  readonly carriedLong: Cents
}

/** Prices changes of one household's year quickly: the year so far is worked out once. */
export interface Worthing {
  readonly frame: TaxFrame
  readonly yearSoFar: NetResults
  worth(short: number, long: number): Worth
  /** Only `savedNow`, as a plain number: for columns of lots. */
  savedNow(short: number, long: number): number
  /** Both whole years, for the trail. */
  workings(short: number, long: number): { readonly before: TaxOfYear; readonly after: TaxOfYear }
}

export function worthing(facts: TaxFacts, federal: FederalTable, yearSoFar: NetResults): Worthing {
  const frame = taxFrame(facts, federal)
  const before = newLines()
  const after = newLines()
  const base = computeLines(frame, yearSoFar.short, yearSoFar.long, before)
  const savedNow = (short: number, long: number) => base - computeLines(frame, yearSoFar.short + short, yearSoFar.long + long, after)
  return {
    frame,
    yearSoFar,
    savedNow,
    worth(short, long) {
      const saved = savedNow(short, long)
      return {
        savedNow: cents(saved),
        carriedShort: cents((after[line.carryShort] as number) - (before[line.carryShort] as number)),
        carriedLong: cents((after[line.carryLong] as number) - (before[line.carryLong] as number)),
      }
    },
    workings(short, long) {
      savedNow(short, long)
      return { before: readLines(before), after: readLines(after) }
    },
  }
}

/** The worth of adding `change` to the year so far, with the two years it is the difference of. */
export function worthOf(
  facts: TaxFacts,
  federal: FederalTable,
  yearSoFar: NetResults,
  change: NetResults,
): Worth & { readonly workings: { readonly before: TaxOfYear; readonly after: TaxOfYear } } {
  const priced = worthing(facts, federal, yearSoFar)
  return { ...priced.worth(change.short, change.long), workings: priced.workings(change.short, change.long) }
}
