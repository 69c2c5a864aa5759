/** Nouns from Lotwright's own template into the book, each table by the function of its aggregate. */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { HouseholdId, ImportId } from '../../../shared/kernel/id.ts'
import type { Account, Household, TaxProfile } from '../../../shared/model/book.ts'
import type { BookRecord } from '../../intake/template/records.ts'
import { findAccount, saveAccount } from '../../store/accounts.ts'
import type { WritableBook } from '../../store/database.ts'
import { saveHouseholdLimits } from '../../store/household-limits.ts'
import { findHousehold, listHouseholds, saveHousehold, savePerson } from '../../store/households.ts'
import { saveModel } from '../../store/models.ts'
import { findTaxProfile, saveCashNeed, saveRestriction, saveTaxProfile } from '../../store/planning.ts'
import { appendPrices } from '../../store/prices.ts'
import { saveRelation, saveSecurity } from '../../store/securities.ts'
import { saveSettings } from '../../store/settings.ts'
import { keepingMethods } from '../default-method.ts'

/** The households whose lots may look different now; relations and the settings of the firm can concern any. */
export function saveRecords(book: WritableBook, records: readonly BookRecord[], importId: ImportId, today: CivilDate): HouseholdId[] {
  const touched = new Set<HouseholdId>()
  for (const record of records) {
    const household = saveRecord(book, record, importId, today)
    if (household !== null) touched.add(household)
  }
  if (records.some(({ table, record }) => table === 'relations' || (table === 'settings' && record.household === null)))
    for (const household of listHouseholds(book)) touched.add(household.id)
  return [...touched]
}

function saveRecord(book: WritableBook, entry: BookRecord, importId: ImportId, today: CivilDate): HouseholdId | null {
  switch (entry.table) {
    case 'households':
      // one model for the household is stated by a table of its own
      saveHousehold(book, { ...entry.record, model: findHousehold(book, entry.record.id)?.model ?? null })
      return entry.record.id
    case 'household-models':
      saveHousehold(book, { ...(findHousehold(book, entry.record.household) as Household), model: entry.record.model })
      return entry.record.household
    case 'sleeves': {
      const known = findAccount(book, entry.record.account) as Account
      saveAccount(book, { ...known, sleeves: entry.record.sleeves })
      return known.household
    }
    case 'settings':
      return saveStated(book, entry.record)
    case 'people':
      savePerson(book, entry.record)
      return entry.record.household
    case 'securities':
      saveSecurity(book, entry.record)
      return null
    case 'models':
      saveModel(book, entry.record)
      return null
    case 'accounts': {
      const known = findAccount(book, entry.record.id)
      const account = { ...enteredOf(known), ...entry.record, cash: known?.cash ?? null, cashAsOf: known?.cashAsOf ?? null }
      saveAccount(book, keepingMethods(account, known, today))
      return entry.record.household
    }
    case 'relations':
      saveRelation(book, entry.record)
      return null
    case 'prices':
      appendPrices(book, [{ ...entry.record, source: { import: importId, line: entry.line } }])
      return null
    case 'tax-profiles':
      // a row without one of the lines of Schedule D leaves what a person entered there
      saveTaxProfile(book, { ...linesOf(findTaxProfile(book, entry.record.household, entry.record.year)), ...entry.record })
      return entry.record.household
    case 'restrictions':
      saveRestriction(book, entry.record)
      return entry.record.household
    case 'cash-needs':
      saveCashNeed(book, entry.record)
      return entry.record.household
  }
}

/** All settings of the firm, or all limits of a household. */
function saveStated(book: WritableBook, record: Extract<BookRecord, { table: 'settings' }>['record']): HouseholdId | null {
  if (record.household === null) saveSettings(book, record.settings)
  else saveHouseholdLimits(book, record.household, record.limits)
  return record.household
}

/** What a person entered and the row does not state. */
function enteredOf(known: Account | undefined): Partial<Account> {
  if (known === undefined) return {}
  const { deskMethod, averageElectedOn, cashReserve, sleeves } = known
  return {
    ...(deskMethod === undefined ? {} : { deskMethod }),
    ...(averageElectedOn === undefined ? {} : { averageElectedOn }),
    ...(cashReserve === undefined ? {} : { cashReserve }),
    ...(sleeves === undefined ? {} : { sleeves }),
  }
}

function linesOf(known: TaxProfile | undefined): Partial<TaxProfile> {
  if (known === undefined) return {}
  const { line4, line5, line11, line12, line13 } = known
  return { line4, line5, line11, line12, line13 }
}
