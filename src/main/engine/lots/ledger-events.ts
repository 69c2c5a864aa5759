/**
 * The ledger as booking events, by the projection policy of shared/model/ledger.ts: the latest lot statement of an account and security, then the trades after
 * its day; without a statement, trades alone. A statement lot has been held since its date, so it stands in the wash window from then on. Reversed
 * entries and their reversals are left out. Order: day, splits first (they take effect before the open), the file's own order, then account and id, so
 * the order of the rows that come in does not matter.
 */

import { addCents } from '../../../shared/kernel/cents.ts'
import { addDays, type CivilDate, dayNumber } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, EntryId, SecurityId } from '../../../shared/kernel/id.ts'
import { marketValue } from '../../../shared/kernel/price.ts'
import { shares } from '../../../shared/kernel/shares.ts'
import type { LedgerEntry, StatementLot } from '../../../shared/model/ledger.ts'
import { averagingOf } from './average.ts'
import { type Contained, type ContainedInput, containedEvents, moveOf } from './contained.ts'
import { entryIssue, examine } from './entry-faults.ts'
import type { Acquire, BookingEvent, Dispose } from './event.ts'
import type { LotIssue } from './issue.ts'
import { type ActionContext, actionEvent, counterOf, isAction } from './ledger-actions.ts'
import { holdingKey, type LedgerInput, methodOn, type ShareEntry, sameSecurity } from './ledger-input.ts'
import { proportion } from './proportion.ts'
import { sameDayTrades } from './same-day.ts'
import { type Ranked, ranks, statedEvents, statedSplits, statementLotEvent } from './stated-lots.ts'
import { lotsOfMergers } from './stated-merger.ts'
import { linesTold, type ToldSale } from './told-sales.ts'
import { byDateAndId, pairTransfers } from './transfers.ts'

export interface LedgerEvents {
  readonly events: readonly BookingEvent[]
  readonly issues: readonly LotIssue[]
  /** Sales that a later statement already contains, with the shares whose lots no record tells of: nobody can say what those realized. */
  readonly contained: readonly ShareEntry[]
  /** Trades of the very day of a statement that does not show them: taken as contained, which a person should confirm. */
  readonly sameDay: readonly ShareEntry[]
  /** Transfers in without a transfer out of the book. */
  readonly arrivals: readonly ShareEntry[]
  /** What the custodians' realized files tell. */
  readonly told: readonly ToldLine[]
  /** Purchases a later statement does not show, of which no trade says where they went. */
  readonly unexplained: Contained['unexplained']
  /** Transfers of the household that the files tell too little of. */
  readonly doubts: Contained['doubts']
}

/** A line with the trade date of its sale, and the lot it is booked as; null: the ledger books the sale, or nobody can. */
export interface ToldLine extends ToldSale {
  readonly lot: string | null
}

/** What changes shares takes effect before the day's trades. */
function rankOf({ kind }: BookingEvent): number {
  return kind === 'split' || kind === 'exchange' || kind === 'taxable-exchange' || kind === 'spin-off' ? ranks.split : ranks.trade
}

export function ledgerEvents(input: LedgerInput): LedgerEvents {
  const same = sameSecurity(input.relations, input.entries)
  const issues: LotIssue[] = []
  const statements = input.statementLots.filter(lot => input.asOf === null || lot.asOf <= input.asOf)
  const statedOn = latestStatements(statements, same)
  const all = liveEntries(input, issues)
  const isContained = (entry: ShareEntry): boolean =>
    statedOn.size > 0 && entry.tradeDate <= (statedOn.get(holdingKey(entry.account, same(entry.security))) ?? '')
  const live = all.filter(entry => !isContained(entry))
  const { moves: pairs } = pairTransfers(all)
  const latest = statements.filter(lot => statedOn.get(holdingKey(lot.account, same(lot.security))) === lot.asOf)
  const merged = lotsOfMergers(live, all, latest, same)
  const accounts = new Map(input.accounts.map(account => [account.id, account]))
  const context: ActionContext = {
    same,
    isStated: (entry, security) => entry.tradeDate <= (statedOn.get(holdingKey(entry.account, same(security))) ?? ''),
    lotsOf: entry => (merged.get(entry) ?? []).map(lot => statementLotEvent(lot, same).event as Acquire),
    isFirstTold: firstTold(),
  }
  const told = linesTold(input, all, same, entry => disposeOf(entry, '', 'FIFO').proceeds)
  const inside = insideEvents({ all, isContained, lots: latest, told, pairs, same }, statedOn, context, live)
  const moves = pairs.filter(pair => !isContained(pair.out) && !isContained(pair.into))
  const moving = new Set([...moves.flatMap(({ out, into }) => [out, into]), ...inside.settled])
  const rest = moving.size === 0 ? live : live.filter(entry => !moving.has(entry))
  const splits = statedSplits(all.filter(isContained), latest, inside, same)
  const ranked = statedEvents(latest, merged, same, inside, splits)
  const averagingIn = averagingBy(input)
  for (const entry of splits.length === 0 ? rest : [...rest, ...splits].sort(byDateAndId)) {
    const account = accounts.get(entry.account)
    const method = entry.method ?? (account === undefined ? 'FIFO' : methodOn(account, entry.tradeDate))
    const event = averagingIn(eventOf(entry, method, context), entry, account)
    if (event === null) continue
    if ('what' in event) issues.push(event)
    else ranked.push({ event, rank: rankOf(event), sequence: entry.sequence, account: entry.account })
  }
  for (const pair of moves) {
    const { sequence, account } = pair.into.tradeDate < pair.out.tradeDate ? pair.into : pair.out
    ranked.push({ event: moveOf(pair, same, pair.out.shares), rank: ranks.trade, sequence, account })
  }
  const sameDay = sameDayTrades(all, statements, statedOn, same)
  const sameDayIds = new Set(sameDay.map(entry => entry.id))
  return {
    events: withoutTwins(ranked.sort(byExecution), issues),
    issues,
    contained: [...inside.unknown].map(([entry, count]) => ({ ...entry, shares: shares(count) })),
    sameDay,
    arrivals: rest.filter(entry => entry.kind === 'transfer-in'),
    told: told.map(one => ({ ...one, lot: inside.filed.get(one.row) ?? null })),
    unexplained: inside.unexplained.filter(({ entry }) => !sameDayIds.has(entry.id)),
    doubts: inside.doubts,
  }
}

type InsideFacts = Pick<ContainedInput, 'all' | 'isContained' | 'lots' | 'told' | 'pairs' | 'same'>

/** What lies inside statements; and lines of the file about shares of which the ledger and the statements know nothing. */
function insideEvents(
  facts: InsideFacts,
  statedOn: ReadonlyMap<string, CivilDate>,
  context: ActionContext,
  live: readonly ShareEntry[],
): Contained {
  const { same } = facts
  const traded = Map.groupBy(facts.told.length === 0 ? [] : live, entry => holdingKey(entry.account, same(entry.security)))
  return containedEvents({
    ...facts,
    isInside: one => {
      const key = holdingKey(one.row.account, same(one.row.security))
      const stated = statedOn.get(key)
      return stated === undefined ? isBeforeTrades(one, traded.get(key) ?? []) : one.day <= stated
    },
    acquireOf: entry => {
      const event = acquireOf(entry, same(entry.security), context)
      return 'what' in event ? null : event
    },
    disposeOf: entry => disposeOf(entry, same(entry.security), 'FIFO'),
  })
}

/** The ledger knows the holding only from a later day: what was sold before is none of its lots. An outflow soon after may be the sale itself. */
function isBeforeTrades({ row, day, known }: ToldSale, trades: readonly ShareEntry[]): boolean {
  if (trades.length === 0) return true
  if (known || row.opened === null || row.opened >= day) return false
  const soon = addDays(day, 7)
  return trades.every(({ kind, tradeDate }) => tradeDate > (kind === 'buy' || kind === 'reinvest' ? day : soon))
}

/** Says of a sale at average basis what may be averaged. Where the kinds of the securities are not given, everything may. */
function averagingBy({ securities }: LedgerInput) {
  const kinds = new Map(securities?.map(security => [security.id, security.kind]))
  return <Event extends BookingEvent | LotIssue | null>(
    event: Event,
    { security, tradeDate }: ShareEntry,
    account: LedgerInput['accounts'][number] | undefined,
  ): Event => {
    const kind = kinds.get(security)
    if (event === null || 'what' in event || event.kind !== 'dispose' || event.method !== 'AVERAGE') return event
    if (account === undefined || kind === undefined) return event
    return { ...event, averaging: averagingOf(account, methodOn(account, tradeDate), kind, tradeDate) }
  }
}

/** An id names one lot or one sale. Where two rows share one, the first stands and the second is an issue. */
function withoutTwins(ranked: readonly Ranked[], issues: LotIssue[]): BookingEvent[] {
  const ids = new Set<string>()
  const events: BookingEvent[] = []
  for (const { event, account } of ranked) {
    const known = ids.size
    if (ids.add(event.id).size > known) events.push(event)
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
    if (entry.reverses !== null || (reversed.size > 0 && reversed.has(entry.id)) || (input.asOf !== null && entry.tradeDate > input.asOf))
      continue
    if (entry.security === null || !movesShares(entry)) continue
    if (!known.has(entry.account)) {
      issues.push(unusable(entry as ShareEntry))
      continue
    }
    const examined = examine(entry as ShareEntry)
    for (const issue of examined.issues) issues.push(issue)
    if (examined.entry !== null) live.push(examined.entry)
  }
  return live
}

/** Interest, fees and cash never move shares; `other` does where it says so, and then nobody knows which way. */
function movesShares(entry: LedgerEntry): boolean {
  if (entry.kind === 'other') return entry.shares > 0
  return !ofCash.has(entry.kind)
}

const ofCash: ReadonlySet<LedgerEntry['kind']> = new Set(['dividend', 'interest', 'cash-in', 'cash-out', 'fee'] as const)

/** null: nothing happens to the lots. */
function eventOf(entry: ShareEntry, method: Dispose['method'], context: ActionContext): BookingEvent | LotIssue | null {
  if (isAction(entry)) return actionEvent(entry, context)
  const security = context.same(entry.security)
  switch (entry.kind) {
    case 'buy':
    case 'reinvest':
    case 'transfer-in':
    case 'gift-in':
    case 'inherited':
      return acquireOf(entry, security, context)
    case 'sell':
    case 'transfer-out':
    case 'gift-out':
    case 'donation':
    case 'cash-in-lieu':
    case 'expired':
      return disposeOf(entry, security, method)
    case 'split':
      return splitOf(entry, security, context) ?? unusable(entry)
    default:
      return unusable(entry)
  }
}

function acquireOf(entry: ShareEntry, security: string, context: ActionContext): Acquire | LotIssue {
  const { id, account, shares, kind } = entry
  const day = dayNumber(entry.tradeDate)
  const bought = kind === 'buy' || kind === 'reinvest'
  // what a transfer brings in has been acquired some day before; only the file can say when
  const acquired = entry.acquired ?? (kind === 'transfer-in' || kind === 'gift-in' ? null : entry.tradeDate)
  const atPrice = entry.price === null ? null : marketValue(shares, entry.price)
  const paid = entry.amount === null ? (atPrice === null ? null : addCents(atPrice, entry.fees)) : Math.abs(entry.amount)
  const call = kind === 'buy' ? counterOf(entry, context) : null
  if (kind === 'buy' && entry.counter != null && call === null)
    return entryIssue(
      entry,
      'data/action-incomplete',
      `The call bought on ${entry.tradeDate} does not state how many shares a contract is a right to; it is left out of the lots.`,
      'Enter it in the table of entries with counter and ratio (100 for 1), and take this entry back.',
    )
  // the estate's value on the day of death is the basis (section 1014), and a gift's the basis for a loss (section 1015)
  const basis = entry.basis ?? (bought ? paid : kind === 'inherited' ? atPrice : null)
  return {
    kind: 'acquire',
    id,
    account,
    security,
    day,
    shares,
    basis: basis === null ? null : basis + (kind === 'gift-in' ? (entry.giftTax ?? 0) : 0),
    acquiredDay: acquired === null ? null : dayNumber(acquired),
    purchase: bought,
    alwaysLong: kind === 'inherited',
    giftValue: kind === 'gift-in' ? atPrice : null,
    unvalued: kind === 'gift-in' && atPrice === null ? true : undefined,
    orderGroup: entry.orderGroup,
    option: call === null ? null : { security: call.security, shares: proportion(shares, call.numerator, call.denominator) },
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
    // a right that lapses is sold for nothing on that day: section 1234(a)(2)
    proceeds: entry.kind === 'expired' ? 0 : (entry.amount ?? atPrice),
    method,
    picks,
    realizes: entry.kind === 'sell' || entry.kind === 'cash-in-lieu' || entry.kind === 'expired',
  }
}

/**
 * Each account tells of its own split or merger; losses that wait are restated by the first telling of the same change within ten days. An account that
 * tells of it again on a later day tells of another one.
 */
function firstTold(): ActionContext['isFirstTold'] {
  const restated = new Map<string, { readonly day: number; readonly by: Set<string> }>()
  return (security, day, change, account) => {
    const key = `${security} ${change}`
    const told = restated.get(key)
    if (told !== undefined && day - told.day <= 10 && (day === told.day || !told.by.has(account))) {
      told.by.add(account)
      return false
    }
    restated.set(key, { day, by: new Set([account]) })
    return true
  }
}

function splitOf(entry: ShareEntry, security: string, context: ActionContext): BookingEvent | null {
  if (entry.ratio === null) return null
  const day = dayNumber(entry.tradeDate)
  const [numerator, denominator] = entry.ratio
  if (!(numerator > 0 && denominator > 0)) return null
  const restatesLosses = context.isFirstTold(security, day, `split ${numerator / denominator}`, entry.account)
  return { kind: 'split', id: entry.id, account: entry.account, security, day, numerator, denominator, restatesLosses }
}

function unusable(entry: ShareEntry): LotIssue {
  const what = `A ${entry.kind} of ${entry.tradeDate} moves shares in a way the lots cannot follow.`
  const remedy = 'Say what it was (buy, sell, transfer, split with its ratio), or import a lot statement of a later day.'
  return entryIssue(entry, 'data/entry-not-booked', what, remedy)
}
