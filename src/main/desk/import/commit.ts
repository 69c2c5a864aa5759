/**
 * Writes a read file into the book: all of it in the caller's one transaction, or nothing. The same bytes a second time change nothing. Afterwards the
 * open lots of every household concerned are projected anew, so that what screens show follows from what was written.
 */
import { type CivilDate, laterDate } from '../../../shared/kernel/civil-date.ts'
import { type HouseholdId, type ImportId, id } from '../../../shared/kernel/id.ts'
import { Refused, valueOrThrow } from '../../../shared/kernel/outcome.ts'
import type { ImportIssue, ImportRow, ReadFile } from '../../../shared/model/import-batch.ts'
import { sinceLastSession } from '../../engine/calendar/trading-days.ts'
import type { Ids } from '../../ports.ts'
import { appendCash, appendCoverage, findAccount, saveAccount } from '../../store/accounts.ts'
import { saveAliases } from '../../store/aliases.ts'
import type { WritableBook } from '../../store/database.ts'
import { appendPositions, appendRealized } from '../../store/holdings.ts'
import { saveHousehold } from '../../store/households.ts'
import { appendImport, findImportOf, listImports } from '../../store/imports.ts'
import { appendEntries } from '../../store/ledger.ts'
import { appendPrices } from '../../store/prices.ts'
import { saveSecurity } from '../../store/securities.ts'
import { appendStatements } from '../../store/statements.ts'
import { appendTicketEvent } from '../../store/tickets.ts'
import { reproject } from '../project.ts'
import { againstBook } from './against-book.ts'
import { keepBrought, nounsOf } from './brought.ts'
import { compareWithBook } from './compare.ts'
import { gonePositions } from './gone.ts'
import { knownAccounts, planInput, recordsOf } from './known.ts'
import { oversoldRows } from './oversold.ts'
import { type ImportPlan, planImport } from './plan.ts'
import { type AccountChoice, type ResolvedAccounts, resolveAccounts } from './resolve-accounts.ts'
import { saveRecords } from './save-records.ts'
import { keepStated, statedIn } from './stated.ts'
import { reverseSuperseded, type Superseded, supersededTrades } from './supersede.ts'
import { ticketPicks } from './ticket-picks.ts'

export interface CommitRequest {
  readonly file: ReadFile
  readonly choices: readonly AccountChoice[]
}

/** Days and ids as the desk has them; `now` in UTC, for the records. */
export interface CommitGround {
  readonly ids: Ids
  readonly today: CivilDate
  readonly now: string
}

/** Told before each step of the writing: what is done, and how many rows it will come to (0: not known). */
export type CommitStep = (what: string, rows: number) => void

/** The import's row; `new` is 0 and nothing is written where these very bytes stand in the book already. */
export function commitFile(
  ground: CommitGround,
  book: WritableBook,
  request: CommitRequest,
  step: CommitStep = () => undefined,
): ImportRow {
  const { file } = request
  const day = comparisonDay(file, ground.today)
  step('compared with the book', 0)
  refuseStops(file.fileName, file.issues)
  const imported = findImportOf(book, file.sha256)
  if (imported) return { ...imported, new: 0, changed: 0, gone: 0, same: imported.facts }

  const importId = nextImportId(book, file.sha256)
  const { records, issues } = recordsOf(book, file, day)
  refuseStops(file.fileName, issues)
  const accounts = valueOrThrow(resolveAccounts(file, request.choices, knownAccounts(book), ground.ids))
  const held = againstBook(book, file, accounts.byKey, day)
  refuseStops(file.fileName, held)
  const input = planInput(book, file, accounts.byKey, importId)
  const plan = planImport(input)
  const comparison = compareWithBook(book, input, plan, records, day)
  const oversold = oversoldRows(book, input, plan, day)
  const row: ImportRow = {
    id: importId,
    fileName: file.fileName,
    sha256: file.sha256,
    layout: file.layout ?? '',
    asOf: file.asOf,
    at: ground.now,
    facts: file.facts.length,
    ...comparison.counts,
    reversed: false,
  }
  step('rows', file.facts.length)
  const [before, stated] = [nounsOf(book), statedIn(book)]
  appendImport(book, { ...row, size: file.size, issues: accepted([...file.issues, ...issues, ...held, ...oversold]) })
  const superseded = supersededTrades(book, file, plan, new Set(input.fingerprints))
  reverseSuperseded(book, superseded, importId)
  const touched = new Set<HouseholdId>([
    ...saveRecords(book, records, importId, ground.today),
    ...writePlan(book, file, withTicketLots(book, plan, accounts, { row, superseded }, day), accounts, importId),
  ])
  keepBrought(book, importId, before)
  keepStated(book, importId, stated)
  saveAliases(book, accounts.newAliases, row.at)
  step('households worked out', touched.size)
  reproject(book, touched, day)
  return row
}

/** Sales that fill a ticket's orders take the lots it names; each ticket is told. Before the entries are written, because they never change. */
function withTicketLots(
  book: WritableBook,
  plan: ImportPlan,
  accounts: ResolvedAccounts,
  { row, superseded }: { readonly row: ImportRow; readonly superseded: readonly Superseded[] },
  asOf: CivilDate,
): ImportPlan {
  const households = [...accounts.byKey.values()].map(account => account.household)
  const { entries, filled } = ticketPicks(book, plan, households, asOf, {
    name: row.fileName,
    tookBack: superseded.map(({ old }) => old),
  })
  for (const { ticket, event } of filled) appendTicketEvent(book, ticket, { at: row.at, ...event })
  return { ...plan, entries }
}

function writePlan(book: WritableBook, file: ReadFile, plan: ImportPlan, accounts: ResolvedAccounts, importId: ImportId): HouseholdId[] {
  for (const household of accounts.newHouseholds) saveHousehold(book, household)
  for (const account of accounts.newAccounts) saveAccount(book, account)
  for (const security of plan.newSecurities) saveSecurity(book, security)
  appendEntries(book, plan.entries)
  appendStatements(book, plan.statements)
  appendPositions(book, [...plan.positions, ...gonePositions(book, file, plan, importId)])
  appendPrices(book, plan.prices)
  appendRealized(book, plan.realized)
  for (const balance of plan.cash) appendCash(book, balance)
  // a file of Monday after one of Friday leaves no gap: on a weekend or a holiday nothing is traded
  if (file.coverageFrom !== null && file.coverageTo !== null && plan.statesTrades) {
    for (const account of accounts.byKey.values())
      appendCoverage(book, { account: account.id, from: sinceLastSession(file.coverageFrom), to: file.coverageTo, import: importId })
  }
  return [...accounts.byKey.values()].map(account => findAccount(book, account.id)?.household ?? account.household)
}

function accepted(issues: readonly ImportIssue[]): ImportIssue[] {
  return issues.filter(issue => issue.weight !== 'stop')
}

/** An issue blocks: the first one is the refusal, the others are counted. */
export function refuseStops(fileName: string, issues: readonly ImportIssue[]): void {
  const stops = issues.filter(issue => issue.weight === 'stop')
  const [first] = stops
  if (!first) return
  const others = stops.length === 1 ? '' : ` (and ${stops.length - 1} more)`
  throw new Refused({
    code: first.code,
    what: `${first.what}${others}`,
    where: `${fileName}, line ${first.line}${first.column === '' ? '' : `, column ${first.column}`}`,
    remedy: first.remedy,
  })
}

/** From the bytes; a file that was imported, undone and comes again gets a further number. */
function nextImportId(book: WritableBook, sha256: string): ImportId {
  const earlier = listImports(book).filter(row => row.sha256 === sha256).length
  return id(`import-${sha256.slice(0, 16)}${earlier === 0 ? '' : `-${earlier + 1}`}`)
}

/** The later of the file’s day and today: what the file says is held against what the book would say then. */
export function comparisonDay(file: ReadFile, today: CivilDate): CivilDate {
  return file.asOf === null ? today : laterDate(file.asOf, today)
}
