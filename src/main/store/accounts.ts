/**
 * Accounts. What a person typed stands in the account's row; what files state (cash of a day, days covered by trades) is appended beside it with its
 * import, so that undoing an import takes it back. Read together: the newest cash; and of all covered days, touching ones joined, the latest
 * unbroken stretch, because a gap must never look covered (a wash verdict could turn out clear by it).
 */
import type { Cents } from '../../shared/kernel/cents.ts'
import { addDays, type CivilDate, laterDate } from '../../shared/kernel/civil-date.ts'
import type { AccountId, HouseholdId, ImportId } from '../../shared/kernel/id.ts'
import type { Account } from '../../shared/model/book.ts'
import type { Provenance } from '../../shared/model/ledger.ts'
import { inBook, standsAgain } from './brought.ts'
import { insert, type ReadableBook, type Row, upsert, type WritableBook } from './database.ts'
import { accountKeys, importKeys, stands } from './keys.ts'
import { bit, dateIn, flag, identifier, integer, jsonIn, maybeCents, maybeDate, maybeIdentifier, text, word } from './row.ts'

interface Stretch {
  readonly first: CivilDate
  readonly last: CivilDate
}

/** Of one household, or of all. */
export function listAccounts(book: ReadableBook, household: HouseholdId | null): Account[] {
  return accountsWhere(book, household === null ? '' : 'AND a.household = ?', household === null ? [] : [household])
}

export function findAccount(book: ReadableBook, id: AccountId): Account | undefined {
  return accountsWhere(book, 'AND a.id = ?', [id])[0]
}

/** `where`: a further condition, with its AND. */
function accountsWhere(book: ReadableBook, where: string, values: readonly string[]): Account[] {
  const stretches = new Map<number, Stretch[]>()
  for (const row of book.rows(
    `SELECT c.account, c.first, c.last FROM accounts a JOIN coverage c ON c.account = a.key WHERE ${stands('c')} ${where}`,
    values,
  )) {
    const account = integer(row, 'account')
    const stretch = { first: dateIn(row, 'first'), last: dateIn(row, 'last') }
    stretches.set(account, [...(stretches.get(account) ?? []), stretch])
  }
  return book
    .rows(
      `SELECT a.*, b.amount AS stated_cash, b.as_of AS stated_as_of FROM accounts a LEFT JOIN cash_balances b ON b.key = (
         SELECT n.key FROM cash_balances n WHERE n.account = a.key AND ${stands('n')} ORDER BY n.as_of DESC, n.key DESC LIMIT 1)
       WHERE ${inBook('account', 'a.id')} ${where} ORDER BY a.name COLLATE NOCASE, a.id`,
      values,
    )
    .map(row => accountIn(row, stretches.get(integer(row, 'key')) ?? []))
}

export function saveAccount(book: WritableBook, account: Account): void {
  const known = findAccount(book, account.id)
  standsAgain(book, 'account', account.id)
  const typed: Record<string, string | number | null> = {}
  if (known === undefined || known.cash !== account.cash || known.cashAsOf !== account.cashAsOf) {
    typed.cash = account.cash
    typed.cash_as_of = account.cashAsOf
  }
  if (known === undefined || known.coverageFrom !== account.coverageFrom || known.coverageTo !== account.coverageTo) {
    typed.coverage_from = account.coverageFrom
    typed.coverage_to = account.coverageTo
  }
  upsert(book, 'accounts', ['id'], {
    id: account.id,
    household: account.household,
    name: account.name,
    number: account.number,
    custodian: account.custodian,
    type: account.type,
    owner: account.owner,
    mode: account.mode,
    default_method: account.defaultMethod,
    desk_method: account.deskMethod ?? null,
    average_elected_on: account.averageElectedOn ?? null,
    earlier_methods: account.earlierMethods === undefined ? null : JSON.stringify(account.earlierMethods),
    fractional: bit(account.fractional),
    model: account.model,
    cash_reserve: account.cashReserve ?? null,
    sleeves: account.sleeves === undefined ? null : JSON.stringify(account.sleeves),
    ...typed,
  })
}

/** Cash of a day as a file states it. */
export function appendCash(
  book: WritableBook,
  balance: { readonly account: AccountId; readonly asOf: CivilDate; readonly amount: Cents; readonly source: Provenance },
): void {
  insert(book, 'cash_balances', {
    account: accountKeys(book)(balance.account),
    as_of: balance.asOf,
    amount: balance.amount,
    import: importKeys(book)(balance.source.import),
    line: balance.source.line,
  })
}

/** Days, both included, for which a file holds all of the account's trades. */
export function appendCoverage(
  book: WritableBook,
  coverage: { readonly account: AccountId; readonly from: CivilDate; readonly to: CivilDate; readonly import: ImportId },
): void {
  insert(book, 'coverage', {
    account: accountKeys(book)(coverage.account),
    first: coverage.from,
    last: coverage.to,
    import: importKeys(book)(coverage.import),
  })
}

function accountIn(row: Row, stated: readonly Stretch[]): Account {
  const typed = { from: maybeDate(row, 'coverage_from'), to: maybeDate(row, 'coverage_to') }
  const covered = latestStretch(typed.from !== null && typed.to !== null ? [...stated, { first: typed.from, last: typed.to }] : stated)
  const fromFile = row.stated_as_of !== null && (row.cash_as_of === null || dateIn(row, 'stated_as_of') >= dateIn(row, 'cash_as_of'))
  return {
    id: identifier(row, 'id'),
    household: identifier(row, 'household'),
    name: text(row, 'name'),
    number: text(row, 'number'),
    custodian: word(row, 'custodian'),
    type: word(row, 'type'),
    owner: maybeIdentifier(row, 'owner'),
    mode: word(row, 'mode'),
    defaultMethod: word(row, 'default_method'),
    ...(row.desk_method === null ? {} : { deskMethod: word(row, 'desk_method') }),
    ...(row.average_elected_on === null ? {} : { averageElectedOn: dateIn(row, 'average_elected_on') }),
    ...(row.earlier_methods === null ? {} : { earlierMethods: jsonIn(row, 'earlier_methods') as NonNullable<Account['earlierMethods']> }),
    fractional: flag(row, 'fractional'),
    model: maybeIdentifier(row, 'model'),
    coverageFrom: covered?.first ?? null,
    coverageTo: covered?.last ?? null,
    cash: maybeCents(row, fromFile ? 'stated_cash' : 'cash'),
    cashAsOf: maybeDate(row, fromFile ? 'stated_as_of' : 'cash_as_of'),
    ...(row.cash_reserve === null ? {} : { cashReserve: maybeCents(row, 'cash_reserve') }),
    ...(row.sleeves === null ? {} : { sleeves: jsonIn(row, 'sleeves') as NonNullable<Account['sleeves']> }),
  }
}

function latestStretch(stretches: readonly Stretch[]): Stretch | undefined {
  let latest: Stretch | undefined
  for (const next of stretches.toSorted((a, b) => (a.first < b.first ? -1 : 1))) {
    const touches = latest !== undefined && next.first <= addDays(latest.last, 1)
    latest = touches && latest !== undefined ? { first: latest.first, last: laterDate(latest.last, next.last) } : next
  }
  return latest
}
