/**
 * A household for the law bench: eight accounts (two of them IRAs), 5,000 trades over four years, some 400 open lots; the same trades as in the large ledgers, as
 * the book keeps them. One trade more is what the desk has to evaluate after an import of one line.
 */
import type { Acquire, BookingEvent, Dispose } from '../src/main/engine/lots/event.ts'
import { saveAccount } from '../src/main/store/accounts.ts'
import { saveHousehold, savePerson } from '../src/main/store/households.ts'
import { appendEntries } from '../src/main/store/ledger.ts'
import { saveModel } from '../src/main/store/models.ts'
import { saveSecurity } from '../src/main/store/securities.ts'
import { openStore } from '../src/main/store/store.ts'
import { cents, noCents } from '../src/shared/kernel/cents.ts'
import { addDays, civilDate, dateOfDay } from '../src/shared/kernel/civil-date.ts'
import type { AccountId, SecurityId } from '../src/shared/kernel/id.ts'
import { valueOrThrow } from '../src/shared/kernel/outcome.ts'
import { shares } from '../src/shared/kernel/shares.ts'
import type { LedgerEntry } from '../src/shared/model/ledger.ts'
import type { Snapshot } from '../src/shared/model/snapshot.ts'
import { generateBook } from '../test/fixtures/book-generator.ts'
import { bookOf } from '../test/fixtures/snapshot.ts'
import { identical, isSheltered, lawLedger } from './law-ledger.ts'

const asOf = civilDate('2026-11-20')

export function lawHousehold(trades: number): Snapshot {
  const ledger = bookOf(asOf)
  const events = lawLedger({ trades, accounts: 8, funds: 11, moves: [0.985, 1.017], method: 'FIFO' })
  const shift = daysUntil(events.at(-1)?.day ?? 0)
  for (const [a, b] of identical) ledger.relation('identical', a, b)
  const seen = new Set<string>()
  for (const event of events) {
    if (event.kind !== 'acquire' && event.kind !== 'dispose') continue
    const { account, security } = event
    if (!seen.has(account)) ledger.account(account, { type: isSheltered(account) ? 'traditional-ira' : 'taxable' })
    if (!seen.has(security)) ledger.security(security, '100')
    seen.add(account).add(security)
    const date = addDays(dateOfDay(event.day), shift)
    const count = shares(event.shares)
    if (event.kind === 'acquire') ledger.buy(account, security, date, '1', '1', { shares: count, basis: amount(event.basis), amount: null })
    else ledger.sell(account, security, date, '1', '1', { shares: count, amount: amount(event.proceeds) })
  }
  return ledger.snapshot()
}

/** The same household after one more purchase on the last day. */
export function afterOneMore(snapshot: Snapshot, number: number): Snapshot {
  const last = snapshot.entries.at(-1) as LedgerEntry
  const entry: LedgerEntry = {
    ...last,
    id: `${last.id} and ${number}` as LedgerEntry['id'],
    kind: 'buy',
    sequence: last.sequence + 1,
    basis: cents(100_000 + number),
    fingerprint: `more ${number}`,
  }
  return { ...snapshot, entries: [...snapshot.entries, entry] }
}

function amount(value: number | null) {
  return value === null ? null : cents(value)
}

function daysUntil(lastDay: number): number {
  return Math.round((Date.parse(asOf) - Date.parse(dateOfDay(lastDay))) / 86_400_000) - 1
}

/** A book with these trades in its ledger and nothing else in it, for the raw read. */
export function fillLedger(file: string, events: readonly BookingEvent[]): void {
  const store = valueOrThrow(openStore(file))
  const firm = generateBook({ seed: 1, accounts: 500, lotsPerAccount: 0 })
  const accountAt = new Map<string, AccountId>()
  const securityAt = new Map<string, SecurityId>()
  const of = <Id>(known: Map<string, Id>, name: string, all: readonly { readonly id: Id }[]): Id => {
    const id = known.get(name) ?? (all[known.size % all.length] as { id: Id }).id
    known.set(name, id)
    return id
  }
  store.transaction(book => {
    for (const household of firm.households) saveHousehold(book, household)
    for (const person of firm.people) savePerson(book, person)
    for (const security of firm.securities) saveSecurity(book, security)
    for (const model of firm.models) saveModel(book, model)
    for (const account of firm.accounts) saveAccount(book, account)
    appendEntries(
      book,
      events.flatMap((event, sequence) => {
        if (event.kind !== 'acquire' && event.kind !== 'dispose') return []
        const account = of(accountAt, event.account, firm.accounts)
        return [entryOf(event, sequence, account, of(securityAt, event.security, firm.securities))]
      }),
    )
  })
  store.discard()
}

function entryOf(event: Acquire | Dispose, sequence: number, account: AccountId, security: SecurityId): LedgerEntry {
  const bought = event.kind === 'acquire'
  return {
    id: event.id as LedgerEntry['id'],
    account,
    security,
    kind: bought ? 'buy' : 'sell',
    tradeDate: dateOfDay(event.day),
    settleDate: null,
    sequence,
    shares: shares(event.shares),
    price: null,
    amount: bought ? null : amount(event.proceeds),
    fees: noCents,
    basis: bought ? amount(event.basis) : null,
    acquired: null,
    ratio: null,
    picks: null,
    orderGroup: null,
    reverses: null,
    fingerprint: event.id,
    memo: '',
    source: { import: null, line: sequence },
  }
}
