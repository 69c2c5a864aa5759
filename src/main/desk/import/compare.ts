/**
 * A file against the book, before anything is written: what is new, changed, gone, the same. Accepting it by commit makes the book say what the file says: lots by a
 * newer statement, trades that are gone or changed by reversing entries (supersede.ts). Nothing is deleted.
 */
import type { Cents } from '../../../shared/kernel/cents.ts'
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { Shares } from '../../../shared/kernel/shares.ts'
import type { Difference, ReadFile } from '../../../shared/model/import-batch.ts'
import type { StatementLot } from '../../../shared/model/ledger.ts'
import { exactMoney, sharesHeld } from '../../../shared/present/format.ts'
import type { BookRecord } from '../../intake/template/records.ts'
import type { ReadableBook } from '../../store/database.ts'
import { latestPositions } from '../../store/holdings.ts'
import { listSecurities } from '../../store/securities.ts'
import { latestStatementLots } from '../../store/statements.ts'
import { gonePositions } from './gone.ts'
import type { ImportPlan, PlanInput } from './plan.ts'
import { supersededTrades } from './supersede.ts'

export interface Comparison {
  readonly counts: { readonly new: number; readonly changed: number; readonly gone: number; readonly same: number }
  readonly differences: readonly Difference[]
}

type Change = Difference['change']

export function compareWithBook(
  book: ReadableBook,
  input: Pick<PlanInput, 'file' | 'fingerprints' | 'accounts'>,
  plan: ImportPlan,
  records: readonly BookRecord[],
  asOf: CivilDate,
): Comparison {
  const { file, fingerprints, accounts } = input
  const symbols = new Map([...listSecurities(book), ...plan.newSecurities].map(security => [security.id as string, security.symbol]))
  const names = new Map([...accounts.values()].map(account => [account.id as string, account.name]))
  const differences: Difference[] = []
  const counts = { new: 0, changed: 0, gone: 0, same: 0 }
  const add = (
    change: Change,
    what: string,
    place: { account: string; security: string | null; line: number },
    before: string,
    after: string,
  ) => {
    counts[change] += 1
    if (change === 'same') return
    differences.push({
      change,
      what,
      line: place.line,
      account: names.get(place.account) ?? '',
      symbol: symbols.get(place.security ?? '') ?? '',
      before,
      after,
    })
  }
  const at = (fact: { account: string; security: string | null; source: { line: number } }) => ({
    account: fact.account,
    security: fact.security,
    line: fact.source.line,
  })

  const superseded = supersededTrades(book, file, plan, new Set(fingerprints))
  const corrections = new Set(superseded.map(({ correction }) => correction?.id))
  for (const entry of plan.entries.filter(each => !corrections.has(each.id)))
    add('new', `${entry.kind} of ${entry.tradeDate}`, at(entry), '', holding(entry.shares, entry.amount))
  for (const { old, correction } of superseded) {
    const before = holding(old.shares, old.amount)
    if (correction) add('changed', `${old.kind} of ${old.tradeDate}`, at(correction), before, holding(correction.shares, correction.amount))
    else add('gone', `${old.kind} of ${old.tradeDate}, not in this file`, { ...at(old), line: 0 }, before, '')
  }
  for (const { lot } of plan.realized) add('new', `sale of ${lot.closed}`, at(lot), '', holding(lot.shares, lot.proceeds))
  const trades = file.facts.filter(fact => (fact.fact === 'entry' || fact.fact === 'realized') && accounts.has(fact.account)).length
  counts.same += trades - plan.entries.length - plan.realized.length
  compareStatements(book, plan, asOf, add)
  comparePositions(book, file, plan, asOf, add)
  counts.new += records.length + plan.cash.length
  return { counts, differences }
}

type Add = (
  change: Change,
  what: string,
  place: { account: string; security: string | null; line: number },
  before: string,
  after: string,
) => void

function compareStatements(book: ReadableBook, plan: ImportPlan, asOf: CivilDate, add: Add): void {
  const known = new Map<string, Map<string, StatementLot>>()
  const ofAccount = (account: StatementLot['account']) => {
    const lots = known.get(account) ?? new Map(latestStatementLots(book, { account }, asOf).map(lot => [lot.id as string, lot]))
    known.set(account, lots)
    return lots
  }
  for (const statement of plan.statements) {
    const before = [...ofAccount(statement.account).values()].filter(lot => lot.security === statement.security)
    const [latest] = before
    if (latest !== undefined && latest.asOf > statement.asOf) {
      for (const lot of statement.lots) {
        const what = `lot of ${lot.acquired ?? 'unknown date'}, of an earlier day than the book’s lots of ${latest.asOf}: kept as history`
        add('new', what, { account: lot.account, security: lot.security, line: lot.source.line }, '', holding(lot.shares, lot.basis))
      }
      continue
    }
    const listed = new Set(statement.lots.map(lot => lot.id as string))
    for (const lot of statement.lots) {
      const old = ofAccount(statement.account).get(lot.id)
      const place = { account: lot.account, security: lot.security, line: lot.source.line }
      const what = `lot of ${lot.acquired ?? 'unknown date'}`
      if (!old) add('new', what, place, '', holding(lot.shares, lot.basis))
      else if (old.shares === lot.shares && old.basis === lot.basis) add('same', what, place, '', '')
      else add('changed', what, place, holding(old.shares, old.basis), holding(lot.shares, lot.basis))
    }
    for (const lot of before.filter(each => !listed.has(each.id))) {
      add(
        'gone',
        `lot of ${lot.acquired ?? 'unknown date'}`,
        { account: lot.account, security: lot.security, line: 0 },
        holding(lot.shares, lot.basis),
        '',
      )
    }
  }
}

function comparePositions(book: ReadableBook, file: ReadFile, plan: ImportPlan, asOf: CivilDate, add: Add): void {
  const accounts = new Set(plan.positions.map(position => position.account))
  const known = new Map(
    [...accounts]
      .flatMap(account => latestPositions(book, { account }, asOf))
      .map(position => [`${position.account}|${position.security}`, position]),
  )
  for (const position of plan.positions) {
    const old = known.get(`${position.account}|${position.security}`)
    const place = { account: position.account, security: position.security, line: position.source.line }
    if (!old || (old.shares === 0 && position.shares !== 0)) add('new', 'position', place, '', holding(position.shares, position.basis))
    else if (old.shares === position.shares && old.basis === position.basis && old.reinvest === position.reinvest)
      add('same', 'position', place, '', '')
    else add('changed', 'position', place, holding(old.shares, old.basis), holding(position.shares, position.basis))
  }
  for (const gone of gonePositions(book, file, plan, null))
    add(
      'gone',
      'position',
      { ...gone, line: 0 },
      holding(known.get(`${gone.account}|${gone.security}`)?.shares ?? gone.shares, gone.basis),
      '',
    )
}

function holding(shares: Shares, amount: Cents | null): string {
  const dollars = amount === null ? 'amount unknown' : exactMoney(amount)
  return shares === 0 ? dollars : `${sharesHeld(shares)}, ${dollars}`
}
