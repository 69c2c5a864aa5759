/** What the book knows that an import needs: its accounts, its securities, and which of the file's rows it holds already. */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { ImportId } from '../../../shared/kernel/id.ts'
import type { Account } from '../../../shared/model/book.ts'
import type { ReadFile } from '../../../shared/model/import-batch.ts'
import { fingerprintsOf } from '../../intake/fingerprint.ts'
import { type BookRecords, recordsToModels } from '../../intake/template/records.ts'
import { findAccount, listAccounts } from '../../store/accounts.ts'
import { listAliases } from '../../store/aliases.ts'
import type { ReadableBook } from '../../store/database.ts'
import { reversalsByFingerprint, standingFingerprints } from '../../store/fingerprints.ts'
import { findHousehold, findPerson, listHouseholds } from '../../store/households.ts'
import { findModel } from '../../store/models.ts'
import { listSecurities } from '../../store/securities.ts'
import { modelTrouble, modelWarnings } from '../models.ts'
import { type PlanInput, securityIdOf } from './plan.ts'
import type { KnownAccounts } from './resolve-accounts.ts'

export function knownAccounts(book: ReadableBook): KnownAccounts {
  return { accounts: listAccounts(book, null), households: listHouseholds(book), aliases: listAliases(book) }
}

/** Nouns that the file's rows of Lotwright's template state, checked against what the book has on a day. */
export function recordsOf(book: ReadableBook, file: ReadFile, day: CivilDate): BookRecords {
  const symbols = new Map(listSecurities(book).map(security => [security.symbol.toUpperCase(), security.id]))
  const { records, issues } = recordsToModels(file.facts, {
    has(noun, id) {
      if (noun === 'household') return findHousehold(book, id as never) !== undefined
      if (noun === 'person') return findPerson(book, id as never) !== undefined
      if (noun === 'account') return findAccount(book, id as never) !== undefined
      return findModel(book, id as never) !== undefined
    },
    security: symbol => symbols.get(symbol.toUpperCase()),
    nameSecurity: securityIdOf,
    modelTrouble: model => modelTrouble(book, model),
  })
  const warnings = records.flatMap(({ table, line, record }) =>
    table !== 'models'
      ? []
      : modelWarnings(book, record, day).map(({ what, remedy }) => {
          return { code: 'import/model', line, column: 'line', what, remedy, weight: 'warning' as const }
        }),
  )
  return { records, issues: [...issues, ...warnings] }
}

export function planInput(book: ReadableBook, file: ReadFile, accounts: ReadonlyMap<string, Account>, importId: ImportId): PlanInput {
  const ids = [...new Set([...accounts.values()].map(account => account.id))]
  const standing = new Set<string>()
  const reversals = new Map<string, number>()
  for (const account of ids) {
    for (const fingerprint of standingFingerprints(book, { account })) standing.add(fingerprint)
    for (const [fingerprint, count] of reversalsByFingerprint(book, { account })) reversals.set(fingerprint, count)
  }
  return {
    file,
    fingerprints: fingerprintsOf(factsByAccount(file, accounts)),
    importId,
    accounts,
    securities: listSecurities(book),
    standing,
    reversals,
  }
}

/** Fingerprints name the book's account, so that a masked number and the full one mean the same row. */
function factsByAccount(file: ReadFile, accounts: ReadonlyMap<string, Account>): ReadFile['facts'] {
  return file.facts.map(fact => ({ ...fact, account: accounts.get(fact.account)?.id ?? fact.account }))
}
