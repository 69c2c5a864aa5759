/** Households and the people in them. A household is the set of accounts whose trades can wash each other. */
import type { HouseholdId, PersonId } from '../../shared/kernel/id.ts'
import type { Household, Person } from '../../shared/model/book.ts'
import { inBook, standsAgain } from './brought.ts'
import { type ReadableBook, type Row, upsert, type WritableBook } from './database.ts'
import { identifier, text, word } from './row.ts'
import { ofHousehold } from './scope.ts'

export function listHouseholds(book: ReadableBook): Household[] {
  return book
    .rows(`SELECT * FROM households WHERE ${inBook('household', 'households.id')} ORDER BY name COLLATE NOCASE, id`)
    .map(householdIn)
}

export function findHousehold(book: ReadableBook, id: HouseholdId): Household | undefined {
  const row = book.row(`SELECT * FROM households WHERE id = ? AND ${inBook('household', 'households.id')}`, [id])
  return row && householdIn(row)
}

export function saveHousehold(book: WritableBook, household: Household): void {
  standsAgain(book, 'household', household.id)
  upsert(book, 'households', ['id'], {
    id: household.id,
    name: household.name,
    note: household.note,
    model: household.model ?? null,
  })
}

/** Of one household, or of all. */
export function listPeople(book: ReadableBook, household: HouseholdId | null): Person[] {
  const { sql, values } = ofHousehold(household)
  return book.rows(`SELECT * FROM people WHERE ${sql} AND ${inBook('person', 'people.id')} ORDER BY rowid`, values).map(personIn)
}

export function findPerson(book: ReadableBook, id: PersonId): Person | undefined {
  const row = book.row(`SELECT * FROM people WHERE id = ? AND ${inBook('person', 'people.id')}`, [id])
  return row && personIn(row)
}

export function savePerson(book: WritableBook, person: Person): void {
  standsAgain(book, 'person', person.id)
  upsert(book, 'people', ['id'], { id: person.id, household: person.household, name: person.name, role: person.role })
}

function householdIn(row: Row): Household {
  return {
    id: identifier(row, 'id'),
    name: text(row, 'name'),
    note: text(row, 'note'),
    ...(row.model === null ? {} : { model: identifier<'model portfolio'>(row, 'model') }),
  }
}

function personIn(row: Row): Person {
  return { id: identifier(row, 'id'), household: identifier(row, 'household'), name: text(row, 'name'), role: word(row, 'role') }
}
