/**
 * Rows of a file after which an account has given up more shares than its lots hold. It may be a history that begins in the middle, and then the row is right and
 * the lots are what is missing; or a symbol or a number is wrong. Only a person can tell, so the rows are named before anything is written. The lots are
 * projected with the file as they would be after a commit; what the book cannot follow already is not told again.
 */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import { id } from '../../../shared/kernel/id.ts'
import type { Account } from '../../../shared/model/book.ts'
import type { ImportIssue, ReadFile } from '../../../shared/model/import-batch.ts'
import type { LedgerEntry, StatementLot } from '../../../shared/model/ledger.ts'
import type { LotIssue } from '../../engine/lots/issue.ts'
import type { LedgerInput } from '../../engine/lots/ledger-input.ts'
import { projectLots } from '../../engine/lots/project.ts'
import { tradeWords } from '../../engine/standing/trade-words.ts'
import type { ReadableBook } from '../../store/database.ts'
import { listSecurities } from '../../store/securities.ts'
import { snapshotParts } from '../../store/snapshot-parts.ts'
import { type ImportPlan, type PlanInput, planImport } from './plan.ts'
import { type Superseded, supersededTrades } from './supersede.ts'

const leaving: readonly LedgerEntry['kind'][] = ['sell', 'transfer-out', 'gift-out', 'donation', 'exercise']
const short: readonly string[] = ['rule/short-of-lots', 'rule/nothing-held']
/** More rows than these are a history that is missing, and need no naming one by one. */
const mostNamed = 200

/** `input` and `plan` as for the commit; accounts of the file that nobody has chosen yet count as new ones. */
export function oversoldRows(book: ReadableBook, input: PlanInput, plan: ImportPlan, asOf: CivilDate): ImportIssue[] {
  const { file } = input
  if (!file.facts.some(fact => fact.fact === 'entry' && leaving.includes(fact.kind))) return []
  const open = newAccounts(file, input.accounts)
  const whole = open.size === 0 ? plan : planImport({ ...input, accounts: new Map([...input.accounts, ...open]) })
  const taken = supersededTrades(book, file, whole, new Set(input.fingerprints))
  const ledgers = [...known(book, input.accounts, whole, taken, asOf), ledgerOf([...open.values()], whole)]
  const symbols = new Map([...listSecurities(book), ...whole.newSecurities].map(security => [security.id, security.symbol]))
  const names = new Map([...input.accounts.values(), ...open.values()].map(account => [account.id, account.name]))
  const rows = new Map(whole.entries.map(entry => [entry.id, entry]))
  const found = ledgers.flatMap(ledger =>
    projectLots({ ...ledger, asOf }).issues.flatMap(issue => {
      const entry = issue.entry === null || !short.includes(issue.code) ? undefined : rows.get(issue.entry)
      if (entry === undefined) return []
      const symbol = entry.security === null ? null : (symbols.get(entry.security) ?? null)
      return [rowIssue(issue, entry, tradeWords(entry, { symbol, account: names.get(entry.account) ?? '' }))]
    }),
  )
  const inOrder = found.sort((a, b) => a.line - b.line)
  return inOrder.length <= mostNamed ? inOrder : [...inOrder.slice(0, mostNamed), more(inOrder.length - mostNamed)]
}

type Ledger = Omit<LedgerInput, 'asOf'>

/** The households of the book that the file speaks of, each as it would stand. */
function known(
  book: ReadableBook,
  accounts: PlanInput['accounts'],
  plan: ImportPlan,
  superseded: readonly Superseded[],
  asOf: CivilDate,
): Ledger[] {
  const gone = new Set(superseded.map(({ old }) => old.id))
  return [...new Set([...accounts.values()].map(account => account.household))].flatMap(household => {
    const parts = snapshotParts(book, household, asOf)
    if (parts === undefined) return []
    const added = ledgerOf(parts.accounts, plan)
    return [
      {
        ...added,
        entries: [...parts.entries.filter(entry => !gone.has(entry.id)), ...added.entries],
        statementLots: latest([...parts.statementLots, ...added.statementLots]),
        relations: parts.relations,
      },
    ]
  })
}

/** What the file brings into these accounts. */
function ledgerOf(accounts: Ledger['accounts'], plan: ImportPlan): Ledger {
  const own = new Set(accounts.map(account => account.id))
  return {
    accounts,
    entries: plan.entries.filter(entry => own.has(entry.account)),
    statementLots: latest(plan.statements.flatMap(statement => (own.has(statement.account) ? statement.lots : []))),
    relations: [],
  }
}

/** Of each holding the lots of its last day. */
function latest(lots: readonly StatementLot[]): StatementLot[] {
  const keyOf = (lot: StatementLot) => `${lot.account}\n${lot.security}`
  const days = new Map<string, CivilDate>()
  for (const lot of lots) if (lot.asOf > (days.get(keyOf(lot)) ?? '')) days.set(keyOf(lot), lot.asOf)
  return lots.filter(lot => lot.asOf === days.get(keyOf(lot)))
}

/** A stand-in for each account that the book does not know, so that the file is held against itself. */
function newAccounts(file: ReadFile, byKey: PlanInput['accounts']): Map<string, Account> {
  const open = file.accounts.filter(({ key }) => !byKey.has(key))
  return new Map(
    open.map(({ key, name, number, custodian, typeHint }) => [
      key,
      {
        id: id<'account'>(`new ${key}`),
        household: id<'household'>('new'),
        name: name || number || key,
        number,
        custodian,
        type: typeHint ?? 'taxable',
        owner: null,
        mode: 'tradable',
        fractional: true,
        defaultMethod: 'FIFO',
        deskMethod: null,
        model: null,
        coverageFrom: null,
        coverageTo: null,
        cash: null,
        cashAsOf: null,
      },
    ]),
  )
}

function rowIssue(issue: LotIssue, entry: LedgerEntry, trade: string): ImportIssue {
  return {
    code: 'import/short-of-lots',
    line: entry.source.line,
    column: '',
    what: `${trade}. ${issue.what}`,
    remedy:
      'If the trades before it are missing, import them or a lot file of a later day; until then the row stands in the ledger and not in the lots. Else correct its symbol or shares.',
    weight: 'warning',
  }
}

function more(count: number): ImportIssue {
  return {
    code: 'import/short-of-lots',
    line: 0,
    column: '',
    what: `${count} more rows take more shares than the lots hold`,
    remedy: 'Import the history before these trades, or a lot file of a later day.',
    weight: 'warning',
  }
}
