/**
 * Schedule D in the order of the form: Part I (1a to 7), Part II (8a to 15), Part III (16, 21) and Form 1040 line 7a. Sales come from the boxes of Form
 * 8949, carryovers (6, 14) and lines no sale makes (4, 5, 11, 12, 13) from the household's tax profile. Without a profile these are unknown, and so are
 * the sums; line 21 needs the year's table. Source: Schedule D (Form 1040) and its instructions; RULES 9.
 */
import { addCents, type Cents, cents, negateCents, noCents, sumCents } from '../../../shared/kernel/cents.ts'
import type { TaxProfile } from '../../../shared/model/book.ts'
import type { FormChoices, ScheduleLine, YearRow } from '../../../shared/model/tax-year.ts'
import type { TaxOfYear } from '../tax/year.ts'
import { exactTotals, formBoxes, inChosenUnit } from './form.ts'

const form8949 = {
  '1a': 'Short-term, basis reported and nothing to adjust: totals without Form 8949',
  '1b': 'Short-term, Form 8949 with box A or G',
  '2': 'Short-term, Form 8949 with box B or H',
  '3': 'Short-term, Form 8949 with box C or I',
  '8a': 'Long-term, basis reported and nothing to adjust: totals without Form 8949',
  '8b': 'Long-term, Form 8949 with box D or J',
  '9': 'Long-term, Form 8949 with box E or K',
  '10': 'Long-term, Form 8949 with box F or L',
} as const
type SaleLine = keyof typeof form8949

export function scheduleD(
  rows: readonly YearRow[],
  told: { year: number; profile: TaxProfile | null; tax: TaxOfYear | null; choices: FormChoices; apart: boolean },
): ScheduleLine[] {
  const { year, tax, choices, apart } = told
  // carryovers and what was entered belong to one of two returns, and nobody says to which
  const profile = apart ? null : told.profile
  const sales = salesByLine(rows)
  const line = (number: SaleLine) => saleLine(number, sales.get(number) ?? [], choices, apart ? 'sales of all returns together' : null)
  const unit = (amount: Cents | null) => (amount === null ? null : inChosenUnit(amount, choices))
  const plain = (number: string, what: string, amount: Cents | null, note: string | null = null): ScheduleLine => ({
    line: number,
    what,
    proceeds: null,
    basis: null,
    adjustment: null,
    amount: unit(amount),
    note,
  })
  const unentered = apart ? 'spouses file separately: a line of each return' : profile === null ? `needs a tax profile of ${year}` : null
  const entered = (number: string, what: string, amount: Cents | undefined) =>
    plain(number, what, profile === null ? null : (amount ?? noCents), unentered ?? (amount === undefined ? 'none entered' : 'as entered'))
  const gain = (numbers: readonly SaleLine[]) =>
    sumCents(numbers.flatMap(number => sales.get(number) ?? []).map(row => row.recognized ?? noCents))
  const net = netsOf(profile, gain(['1a', '1b', '2', '3']), gain(['8a', '8b', '9', '10']))
  return [
    ...(['1a', '1b', '2', '3'] as const).map(line),
    plain('1–3', 'Sales outside the book, short-term', profile?.otherShort ?? null, unentered ?? 'as entered, not broken down'),
    entered('4', 'Short-term gain from Forms 6252, 4684, 6781 and 8824', profile?.line4),
    entered('5', 'Short-term, partnerships, S corporations, estates and trusts', profile?.line5),
    plain('6', 'Short-term capital loss carryover', profile && negateCents(profile.carryforwardShort), unentered),
    plain('7', 'Net short-term capital gain or loss', net?.short ?? null, unentered),
    ...(['8a', '8b', '9', '10'] as const).map(line),
    plain('8–10', 'Sales outside the book, long-term', profile?.otherLong ?? null, unentered ?? 'as entered, not broken down'),
    entered('11', 'Long-term gain from Forms 4797, 2439, 6252, 4684, 6781 and 8824', profile?.line11),
    entered('12', 'Long-term, partnerships, S corporations, estates and trusts', profile?.line12),
    entered('13', 'Capital gain distributions', profile?.line13),
    plain('14', 'Long-term capital loss carryover', profile && negateCents(profile.carryforwardLong), unentered),
    plain('15', 'Net long-term capital gain or loss', net?.long ?? null, unentered),
    plain('16', 'Line 7 and line 15 together', net && addCents(net.short, net.long), unentered),
    ...lossLines(tax, year, unentered, plain),
  ]
}

function lossLines(
  tax: TaxOfYear | null,
  year: number,
  unentered: string | null,
  plain: (number: string, what: string, amount: Cents | null, note?: string | null) => ScheduleLine,
): ScheduleLine[] {
  const untabled = unentered ?? `no federal table for ${year}: not worked out`
  const noLoss = tax !== null && tax.net >= 0 ? 'not needed: line 16 is no loss' : null
  return [
    plain('21', 'Loss the year can deduct (IRC §1211(b))', tax && negateCents(tax.lossAllowed), tax === null ? untabled : noLoss),
    plain('1040 7a', 'Capital gain or loss on Form 1040', tax?.capitalInIncome ?? null, tax === null ? untabled : null),
  ]
}

/** Lines 7 and 15; null without a profile. */
export function netsOf(profile: TaxProfile | null, short: Cents, long: Cents): { readonly short: Cents; readonly long: Cents } | null {
  if (profile === null) return null
  const { otherShort, otherLong, carryforwardShort, carryforwardLong } = profile
  const { line4 = noCents, line5 = noCents, line11 = noCents, line12 = noCents, line13 = noCents } = profile
  return {
    short: cents(short + otherShort + line4 + line5 - carryforwardShort),
    long: cents(long + otherLong + line11 + line12 + line13 - carryforwardLong),
  }
}

/** Rows by the line that takes them: a box goes to the form as a whole, or as a whole to line 1a or 8a. */
function salesByLine(rows: readonly YearRow[]): ReadonlyMap<string, readonly YearRow[]> {
  const lines = new Map(formBoxes(rows, { wholeDollars: false, combineLots: false }).map(box => [box.box as string, box.line]))
  return Map.groupBy(rows, row => (row.box === null ? '' : (lines.get(row.box) ?? '')))
}

function saleLine(number: SaleLine, rows: readonly YearRow[], choices: FormChoices, note: string | null): ScheduleLine {
  const { proceeds, basis, adjustment, gain } = exactTotals(rows)
  const free = number.endsWith('a')
  return {
    line: number,
    what: form8949[number],
    proceeds: inChosenUnit(proceeds, choices),
    basis: inChosenUnit(basis, choices),
    adjustment: free ? null : inChosenUnit(adjustment, choices),
    amount: inChosenUnit(gain, choices),
    note,
  }
}
