/** A read file held against the book, with nothing written: what the advisor looks at before committing. */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import { id } from '../../../shared/kernel/id.ts'
import type { Account } from '../../../shared/model/book.ts'
import type { ImportIssue, ImportPreview, ReadFile } from '../../../shared/model/import-batch.ts'
import type { ReadableBook } from '../../store/database.ts'
import { findImportOf } from '../../store/imports.ts'
import { againstBook } from './against-book.ts'
import { comparisonDay } from './commit.ts'
import { compareWithBook } from './compare.ts'
import { knownAccounts, planInput, recordsOf } from './known.ts'
import { oversoldRows } from './oversold.ts'
import { planImport } from './plan.ts'
import { matched } from './resolve-accounts.ts'

/** Differences beyond these are counted, not listed: a preview is for reading. */
const mostDifferences = 5000

/** `today` is the day the desk works on. */
export function previewOf({ book, today }: { book: ReadableBook; today: CivilDate }, handle: string, file: ReadFile): ImportPreview {
  const known = knownAccounts(book)
  const accounts = file.accounts.map(account => ({ ...account, matched: matched(account, known) }))
  const byKey = accountsByKey(accounts, known.accounts)
  const { records, issues: recordIssues } = recordsOf(book, file, comparisonDay(file, today))
  const before = findImportOf(book, file.sha256)
  const { counts, differences, oversold } = before
    ? { counts: { new: 0, changed: 0, gone: 0, same: file.facts.length }, differences: [], oversold: [] }
    : differencesOf(book, file, byKey, records, today)
  const seenBeside = before ? [] : againstBook(book, file, byKey, comparisonDay(file, today))
  const issues = [...file.issues, ...recordIssues, ...seenBeside, ...oversold]
  const { facts, ...rest } = file
  return {
    handle,
    file: { ...rest, accounts, issues: issues.length === file.issues.length ? file.issues : issues },
    counts: { facts: facts.length, ...counts, stops: countOf(issues, 'stop'), warnings: countOf(issues, 'warning') },
    differences: differences.slice(0, mostDifferences),
    alreadyImported: before ? { import: before.id, at: before.at } : null,
    canCommit: file.layout !== null && countOf(issues, 'stop') === 0,
  }
}

/** Keys of the file whose account the book knows. */
function accountsByKey(named: ImportPreview['file']['accounts'], known: readonly Account[]): Map<string, Account> {
  return new Map(
    named.flatMap(each => {
      const account = known.find(candidate => candidate.id === each.matched)
      return account ? [[each.key, account] as const] : []
    }),
  )
}

/** Accounts still open are compared as new ones: everything in them is new. */
function differencesOf(
  book: ReadableBook,
  file: ReadFile,
  byKey: ReadonlyMap<string, Account>,
  records: ReturnType<typeof recordsOf>['records'],
  today: CivilDate,
) {
  const input = planInput(book, file, byKey, id<'import'>('preview'))
  const [plan, day] = [planImport(input), comparisonDay(file, today)]
  const comparison = compareWithBook(book, input, plan, records, day)
  const open = file.facts.filter(fact => fact.fact !== 'record' && !byKey.has(fact.account)).length
  return {
    counts: { ...comparison.counts, new: comparison.counts.new + open },
    differences: comparison.differences,
    oversold: oversoldRows(book, input, plan, day),
  }
}

function countOf(issues: readonly ImportIssue[], weight: ImportIssue['weight']): number {
  return issues.reduce((count, issue) => count + (issue.weight === weight ? 1 : 0), 0)
}
