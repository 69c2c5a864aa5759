/** What an advisor plans around: restrictions, cash needs, and the household's tax profile of a year. */
import type { HouseholdId } from '../../shared/kernel/id.ts'
import type { CashNeed, Restriction, TaxProfile } from '../../shared/model/book.ts'
import { type ReadableBook, type Row, upsert, type WritableBook } from './database.ts'
import { type Removal, remove } from './removal.ts'
import { centsIn, dateIn, fraction, identifier, integer, maybeCents, maybeDate, maybeIdentifier, maybeText, text, word } from './row.ts'
import { ofHousehold } from './scope.ts'

/** Of one household, or of all. */
export function listRestrictions(book: ReadableBook, household: HouseholdId | null): Restriction[] {
  const { sql, values } = ofHousehold(household)
  return book.rows(`SELECT * FROM restrictions WHERE ${sql} AND removed_at IS NULL ORDER BY rowid`, values).map(row => ({
    id: text(row, 'id'),
    household: identifier<'household'>(row, 'household'),
    account: maybeIdentifier<'account'>(row, 'account'),
    security: identifier<'security'>(row, 'security'),
    kind: word<Restriction['kind']>(row, 'kind'),
    reason: text(row, 'reason'),
    expires: maybeDate(row, 'expires'),
    ...(row.weight === null ? {} : { weight: integer(row, 'weight') }),
  }))
}

/** Of one that is removed too. */
export function householdOfRestriction(book: ReadableBook, id: string): HouseholdId | undefined {
  const row = book.row('SELECT household FROM restrictions WHERE id = ?', [id])
  return row && identifier<'household'>(row, 'household')
}

export function saveRestriction(book: WritableBook, restriction: Restriction): void {
  upsert(book, 'restrictions', ['id'], { ...restriction, weight: restriction.weight ?? null })
}

export function removeRestriction(book: WritableBook, id: string, removal: Removal): void {
  remove(book, 'restrictions', id, removal)
}

/** Needs and deposits of one household, or of all. */
export function listCashNeeds(book: ReadableBook, household: HouseholdId | null): CashNeed[] {
  const { sql, values } = ofHousehold(household)
  return book.rows(`SELECT * FROM cash_needs WHERE ${sql} AND removed_at IS NULL ORDER BY due, rowid`, values).map(row => ({
    id: text(row, 'id'),
    household: identifier<'household'>(row, 'household'),
    account: maybeIdentifier<'account'>(row, 'account'),
    amount: centsIn(row, 'amount'),
    due: dateIn(row, 'due'),
    note: text(row, 'note'),
    ...(text(row, 'flow') === 'need' ? {} : { flow: 'deposit' as const }),
  }))
}

export function saveCashNeed(book: WritableBook, need: CashNeed): void {
  upsert(book, 'cash_needs', ['id'], { ...need, flow: need.flow ?? 'need' })
}

export function removeCashNeed(book: WritableBook, id: string, removal: Removal): void {
  remove(book, 'cash_needs', id, removal)
}

export function findTaxProfile(book: ReadableBook, household: HouseholdId, year: number): TaxProfile | undefined {
  const row = book.row('SELECT * FROM tax_profiles WHERE household = ? AND year = ?', [household, year])
  return row && taxProfileIn(row)
}

/** Every year's profile of a household, oldest first. */
export function taxProfilesOf(book: ReadableBook, household: HouseholdId): TaxProfile[] {
  return book.rows('SELECT * FROM tax_profiles WHERE household = ? ORDER BY year', [household]).map(taxProfileIn)
}

/** Every household's profile of a year. */
export function listTaxProfiles(book: ReadableBook, year: number): TaxProfile[] {
  return book.rows('SELECT * FROM tax_profiles WHERE year = ? ORDER BY rowid', [year]).map(taxProfileIn)
}

export function saveTaxProfile(book: WritableBook, profile: TaxProfile): void {
  upsert(book, 'tax_profiles', ['household', 'year'], {
    household: profile.household,
    year: profile.year,
    filing_status: profile.filingStatus,
    ordinary_income: profile.ordinaryIncome,
    qualified_dividends: profile.qualifiedDividends,
    magi: profile.magi,
    other_investment_income: profile.otherInvestmentIncome,
    state: profile.state,
    state_short_rate: profile.stateShortRate,
    state_long_rate: profile.stateLongRate,
    carryforward_short: profile.carryforwardShort,
    carryforward_long: profile.carryforwardLong,
    other_short: profile.otherShort,
    other_long: profile.otherLong,
    line_4: profile.line4 ?? null,
    line_5: profile.line5 ?? null,
    line_11: profile.line11 ?? null,
    line_12: profile.line12 ?? null,
    line_13: profile.line13 ?? null,
    author: profile.author,
    as_of: profile.asOf,
  })
}

/** Lines of Schedule D that were entered; the others are left out, as in a profile of before there were any. */
function enteredLines(row: Row): Partial<Pick<TaxProfile, 'line4' | 'line5' | 'line11' | 'line12' | 'line13'>> {
  const lines = ['4', '5', '11', '12', '13'].flatMap(line => {
    const amount = maybeCents(row, `line_${line}`)
    return amount === null ? [] : [[`line${line}`, amount]]
  })
  return Object.fromEntries(lines)
}

function taxProfileIn(row: Row): TaxProfile {
  return {
    household: identifier(row, 'household'),
    year: integer(row, 'year'),
    filingStatus: word(row, 'filing_status'),
    ordinaryIncome: centsIn(row, 'ordinary_income'),
    qualifiedDividends: centsIn(row, 'qualified_dividends'),
    magi: centsIn(row, 'magi'),
    otherInvestmentIncome: centsIn(row, 'other_investment_income'),
    state: maybeText(row, 'state'),
    stateShortRate: fraction(row, 'state_short_rate'),
    stateLongRate: fraction(row, 'state_long_rate'),
    carryforwardShort: centsIn(row, 'carryforward_short'),
    carryforwardLong: centsIn(row, 'carryforward_long'),
    otherShort: centsIn(row, 'other_short'),
    otherLong: centsIn(row, 'other_long'),
    ...enteredLines(row),
    author: text(row, 'author'),
    asOf: dateIn(row, 'as_of'),
  }
}
