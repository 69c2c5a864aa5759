/** The book's own facts as files of the template: in one archive from the window, in a folder from the command line. */
import type { CivilDate } from '../../shared/kernel/civil-date.ts'
import { sampleNote } from '../../shared/present/words.ts'
import { type TemplateFiles, templateFiles } from '../intake/template/from-book.ts'
import { zipOf } from '../print/zip.ts'
import { listAccounts } from '../store/accounts.ts'
import type { ReadableBook } from '../store/database.ts'
import { listHouseholdLimits } from '../store/household-limits.ts'
import { listHouseholds, listPeople } from '../store/households.ts'
import { listModels } from '../store/models.ts'
import { listCashNeeds, listRestrictions, taxProfilesOf } from '../store/planning.ts'
import { listRelations, listSecurities } from '../store/securities.ts'
import { readSettings } from '../store/settings.ts'
import type { DeskContext } from './context.ts'
import { sampleDay } from './sample.ts'

export interface ExportedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

export function templateExportHandlers(context: DeskContext) {
  return {
    'template.export': ({ asOf }: { asOf: CivilDate }) => {
      const archive = zipOf(exportedFiles(context), asOf)
      return context.ports.files.offer(`lotwright-facts-${asOf}.zip`, archive, 'application/zip')
    },
  }
}

/** Numbered in the order in which they are read in, and a page that says what they are and are not. */
export function exportedFiles(context: DeskContext): ExportedFile[] {
  const { book } = context.store
  const made = templateFiles(factsOf(book))
  const encoder = new TextEncoder()
  const numbered = made.files.map(({ table, text }, at) => ({
    name: `${String(at + 1).padStart(2, '0')}-${table}.csv`,
    bytes: encoder.encode(text),
  }))
  return [...numbered, { name: 'read-me.txt', bytes: encoder.encode(readMe(made, sampleDay(book) !== null)) }]
}

function factsOf(book: ReadableBook) {
  const households = listHouseholds(book)
  return {
    households,
    people: listPeople(book, null),
    securities: listSecurities(book),
    models: listModels(book),
    accounts: listAccounts(book, null),
    relations: listRelations(book),
    restrictions: listRestrictions(book, null),
    cashNeeds: listCashNeeds(book, null),
    taxProfiles: households.flatMap(({ id }) => taxProfilesOf(book, id)),
    settings: { settings: readSettings(book) ?? null, limits: listHouseholdLimits(book, null) },
  }
}

function readMe({ files, leftOut }: TemplateFiles, sample: boolean): string {
  return [
    ...(sample ? [`${sampleNote}.`, ''] : []),
    'What was entered in this book, as tables of Lotwright’s template. Read them into a book in the order of their numbers.',
    'They hold whole account numbers: keep them as you keep the book.',
    'Not in them: trades, lots, positions, cash and prices (they come from the custodian’s files), tickets, plans and the wash locks of tickets. Settings stand among the tables where they were ever saved.',
    '',
    ...files.map(({ table, rows }, at) => `${String(at + 1).padStart(2, '0')}-${table}.csv: ${rows} rows`),
    ...(leftOut.length === 0 ? [] : ['', 'Left out:', ...leftOut]),
    '',
  ].join('\n')
}
