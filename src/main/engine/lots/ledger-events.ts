/**
 * The ledger as booking events, by the projection policy of shared/model/ledger.ts: the latest lot statement of an account and security, then the trades after
 * its day; without a statement, trades alone. A statement lot has been held since its date, so it stands in the wash window from then on. Reversed
 * entries and their reversals are left out. Order: day, splits first (they take effect before the open), the file's own order, then account and id, so
 * the order of the rows that come in does not matter.
 */

import { addCents } from '../../../shared/kernel/cents.ts'
import { type CivilDate, dayNumber } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, EntryId, SecurityId } from '../../../shared/kernel/id.ts'
import { marketValue } from '../../../shared/kernel/price.ts'
import type { LedgerEntry, StatementLot } from '../../../shared/model/ledger.ts'
import type { Acquire, BookingEvent, Dispose } from './event.ts'
import type { LotIssue } from './issue.ts'
import { holdingKey, type LedgerInput, type ShareEntry, sameSecurity } from './ledger-input.ts'
import { sameDayTrades } from './same-day.ts'
import { byDateAndId, pairTransfers } from './transfers.ts'

export interface LedgerEvents {
  readonly events: readonly BookingEvent[]
  readonly issues: readonly LotIssue[]
  /** Sales that a later statement already contains: the lots they came from are gone, so nobody can say what they realized. */
  readonly contained: readonly ShareEntry[]
  /** Trades of the very day of a statement that does not show them: taken as contained, which a person should confirm. */
  readonly sameDay: readonly ShareEntry[]
}

interface Ranked {
  readonly event: BookingEvent
  readonly rank: number
  readonly sequence: number
  readonly account: string
}

const ranks = { statement: 0, split: 1, trade: 2 } as const

export function ledgerEvents(input: LedgerInput): LedgerEvents {
  const same = sameSecurity(input.relations)
  const issues: LotIssue[] = []
  const statements = input.statementLots.filter(lot => input.asOf === null || lot.asOf <= input.asOf)
  const statedOn = latestStatements(statements, same)
  const all = liveEntries(input, issues)
  const isContained = (entry: ShareEntry): boolean =>
    statedOn.size > 0 && entry.tradeDate <= (statedOn.get(holdingKey(entry.account, same(entry.security))) ?? '')
  const live = all.filter(entry => !isContained(entry))
  const { moves, rest } = pairTransfers(live)
  const ranked: Ranked[] = []
  for (const lot of statements) {
    if (statedOn.get(holdingKey(lot.account, same(lot.security))) === lot.asOf) ranked.push(statementLotEvent(lot, same))
  }
  const methods = new Map(input.accounts.map(account => [account.id, account.defaultMethod]))
  const restated = new Map<string, number>()
  for (const entry of rest) {
    const event = eventOf(entry, same(entry.security), methods.get(entry.account) ?? 'FIFO', restated)
    if (event === null) issues.push(unusable(entry))
    else ranked.push({ event, rank: event.kind === 'split' ? ranks.split : ranks.trade, sequence: entry.sequence, account: entry.account })
  }
  for (const { out, into } of moves) {
    const event: BookingEvent = {
      kind: 'move',
      id: into.id,
      account: out.account,
      to: into.account,
      security: same(out.security),
      day: dayNumber(out.tradeDate),
      shares: out.shares,
    }
    ranked.push({ event, rank: ranks.trade, sequence: out.sequence, account: out.account })
  }
  const contained = all.filter(entry => entry.kind === 'sell' && isContained(entry))
  const sameDay = sameDayTrades(all, statements, statedOn, same)
  return { events: withoutTwins(ranked.sort(byExecution), issues), issues, contained, sameDay }
}

/** An id names one lot or one sale. Where two rows share one, the first stands and the second is an issue. */
function withoutTwins(ranked: readonly Ranked[], issues: LotIssue[]): BookingEvent[] {
  const ids = new Set<string>()
  const events: BookingEvent[] = []
  for (const { event, account } of ranked) {
    if (!ids.has(event.id)) events.push(event)
    else {
      issues.push({
        code: 'data/duplicate-id',
        what: 'Two rows of the book have one id; the first is used.',
        where: `ledger entry ${event.id}`,
        remedy: 'Reverse one of the two.',
        account: account as AccountId,
        security: event.security as SecurityId,
        entry: event.id as EntryId,
      })
    }
    ids.add(event.id)
  }
  return events
}

function byExecution(a: Ranked, b: Ranked): number {
  return (
    a.event.day - b.event.day ||
    a.rank - b.rank ||
    a.sequence - b.sequence ||
    compareText(a.account, b.account) ||
    compareText(a.event.id, b.event.id)
  )
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function latestStatements(lots: readonly StatementLot[], same: (security: string) => string): Map<string, CivilDate> {
  const latest = new Map<string, CivilDate>()
  for (const lot of lots) {
    const key = holdingKey(lot.account, same(lot.security))
    const known = latest.get(key)
    if (known === undefined || lot.asOf > known) latest.set(key, lot.asOf)
  }
  return latest
}

function liveEntries(input: LedgerInput, issues: LotIssue[]): ShareEntry[] {
  const reversed = new Set<EntryId>()
  for (const entry of input.entries) if (entry.reverses !== null) reversed.add(entry.reverses)
  const known = new Set(input.accounts.map(account => account.id))
  const live: ShareEntry[] = []
  for (const entry of input.entries.toSorted(byDateAndId)) {
    if (entry.reverses !== null || reversed.has(entry.id) || (input.asOf !== null && entry.tradeDate > input.asOf)) continue
    if (entry.security === null || !movesShares(entry)) continue
    if (known.has(entry.account)) live.push(entry as ShareEntry)
    else issues.push(unusable(entry))
  }
  return live
}

/** Interest, fees and cash never move shares; `other` does where it says so, and then nobody knows which way. */
function movesShares(entry: LedgerEntry): boolean {
  if (entry.kind === 'other') return entry.shares > 0
  return !['dividend', 'interest', 'cash-in', 'cash-out', 'fee'].includes(entry.kind)
}

function statementLotEvent(lot: StatementLot, same: (security: string) => string): Ranked {
  const statedOn = dayNumber(lot.asOf)
  const acquiredDay = lot.acquired === null ? null : dayNumber(lot.acquired)
  const event: Acquire = {
    kind: 'acquire',
    id: lot.id,
    account: lot.account,
    security: same(lot.security),
    day: Math.min(acquiredDay ?? statedOn, statedOn),
    shares: lot.shares,
    basis: lot.basis,
    acquiredDay,
    purchase: acquiredDay !== null,
    alwaysLong: false,
    giftValue: null,
    orderGroup: null,
    option: null,
    origin: 'statement',
    statedOn,
  }
  return { event, rank: ranks.statement, sequence: lot.source.line, account: lot.account }
}

function eventOf(entry: ShareEntry, security: string, method: Dispose['method'], restated: Map<string, number>): BookingEvent | null {
  switch (entry.kind) {
    case 'buy':
    case 'reinvest':
    case 'transfer-in':
    case 'gift-in':
    case 'inherited':
      return acquireOf(entry, security)
    case 'sell':
    case 'transfer-out':
    case 'gift-out':
    case 'donation':
      return disposeOf(entry, security, method)
    case 'split':
      return splitOf(entry, security, restated)
    default:
      return null
  }
}

function acquireOf(entry: ShareEntry, security: string): Acquire {
  const { id, account, shares, kind } = entry
  const day = dayNumber(entry.tradeDate)
  const bought = kind === 'buy' || kind === 'reinvest'
  // what a transfer brings in has been acquired some day before; only the file can say when
  const acquired = entry.acquired ?? (kind === 'transfer-in' || kind === 'gift-in' ? null : entry.tradeDate)
  const atPrice = entry.price === null ? null : marketValue(shares, entry.price)
  const paid = entry.amount === null ? (atPrice === null ? null : addCents(atPrice, entry.fees)) : Math.abs(entry.amount)
  return {
    kind: 'acquire',
    id,
    account,
    security,
    day,
    shares,
    basis: entry.basis ?? (bought ? paid : null),
    acquiredDay: acquired === null ? null : dayNumber(acquired),
    purchase: bought,
    alwaysLong: kind === 'inherited',
    giftValue: kind === 'gift-in' ? atPrice : null,
    orderGroup: entry.orderGroup,
    option: null,
    origin: origins[kind as keyof typeof origins],
    statedOn: null,
  }
}

const origins = { buy: 'purchase', reinvest: 'drip', 'transfer-in': 'transfer', 'gift-in': 'gift', inherited: 'inherited' } as const

function disposeOf(entry: ShareEntry, security: string, method: Dispose['method']): Dispose {
  const { id, account, shares, picks } = entry
  const atPrice = entry.price === null ? null : addCents(marketValue(shares, entry.price), -entry.fees as typeof entry.fees)
  return {
    kind: 'dispose',
    id,
    account,
    security,
    day: dayNumber(entry.tradeDate),
    shares,
    proceeds: entry.amount ?? atPrice,
    method,
    picks,
    realizes: entry.kind === 'sell',
  }
}

/** Each account tells of its own split; losses that wait are restated by the first telling within ten days. */
function splitOf(entry: ShareEntry, security: string, restated: Map<string, number>): BookingEvent | null {
  if (entry.ratio === null) return null
  const day = dayNumber(entry.tradeDate)
  const [numerator, denominator] = entry.ratio
  const told = restated.get(security)
  const restatesLosses = told === undefined || day - told > 10
  if (restatesLosses) restated.set(security, day)
  return { kind: 'split', id: entry.id, account: entry.account, security, day, numerator, denominator, restatesLosses }
}

function unusable(entry: LedgerEntry): LotIssue {
  return {
    code: 'data/entry-not-booked',
    what: `A ${entry.kind} of ${entry.tradeDate} moves shares in a way the lots cannot follow.`,
    where: `ledger entry ${entry.id}`,
    remedy: 'Say what it was (buy, sell, transfer, split with its ratio), or import a lot statement of a later day.',
    account: entry.account,
    security: entry.security,
    entry: entry.id,
  }
}
