/**
 * The book's lots: ledger and lot statements of one household become open lots, realized rows and wash matches, over all accounts at once, because a
 * purchase in one account washes a loss in another. What cannot be booked becomes an issue of its account and security; the rest still works.
 */
import { type Cents, cents } from '../../../shared/kernel/cents.ts'
import { type CivilDate, dateOfDay } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, EntryId, LotId, SecurityId } from '../../../shared/kernel/id.ts'
import { type Shares, shares } from '../../../shared/kernel/shares.ts'
import type { LedgerEntry, OpenLot, Provenance, Term } from '../../../shared/model/ledger.ts'
import type { Match } from '../wash/match.ts'
import { type Booking, book } from './book.ts'
import { type BoughtElsewhere, boughtElsewhere } from './bought-elsewhere.ts'
import { bookByGroup, type ToldBooking, undecidedRows } from './by-group.ts'
import { type CustodianWashes, custodianWashes } from './custodian-wash.ts'
import type { BookingEvent, Treatment } from './event.ts'
import type { Gift } from './gift.ts'
import type { RealizedRow as BookedRow, Candidate, Piece } from './holding.ts'
import { fileLotId, fileSaleId } from './inside-statement.ts'
import type { LotIssue } from './issue.ts'
import { type LedgerEvents, ledgerEvents, type ToldLine } from './ledger-events.ts'
import { type LedgerInput, type ShareEntry, sameSecurity, treatmentOf, washGroups } from './ledger-input.ts'
import { type BookingPolicy, defaultPolicy } from './policy.ts'
import { issueOf } from './problem-words.ts'
import { type SoldAgain, soldAgainIn } from './sold-again.ts'
import { inDayOrder } from './untimed-last.ts'

/** One sale of one lot in a taxable account. `basis` is adjusted for earlier wash sales. */
export interface RealizedRow {
  readonly sale: EntryId
  readonly lot: LotId
  readonly account: AccountId
  readonly security: SecurityId
  readonly sold: CivilDate
  /** The purchase the shares are part of, wherever they were moved. */
  readonly purchase: string
  readonly acquired: CivilDate | null
  readonly holdingFrom: CivilDate | null
  /** How the shares came into the household: a move between its accounts does not change it. */
  readonly origin: OpenLot['origin']
  readonly shares: Shares
  readonly proceeds: Cents | null
  readonly basis: Cents | null
  /** Disallowed loss of earlier sales inside `basis`: what this sale takes up (IRC section 1091(d)). */
  readonly washAdjustment: Cents
  /** Proceeds less basis; null, never zero, where either is unknown. */
  readonly gain: Cents | null
  /** Positive: loss disallowed by section 1091; `permanent` of it is lost to an IRA. */
  readonly disallowed: Cents
  readonly permanent: Cents
  /** gain + disallowed: what the return shows. */
  readonly recognized: Cents | null
  readonly term: Term | null
  /** Shares whose loss the custodian's file has washed and for which the records show no replacement; left out: none. */
  readonly replacedUnseen?: Shares
  /** Of the whole lot: loss of the custodian's own wash that its stated basis held, and that stands in `basis` no more. */
  readonly takenOut?: Cents
  /** Put into a retirement account in kind: loss that is not deductible, nought of a gain (IRC section 267); `basis` is without it. Left out: a sale. */
  readonly contributed?: Cents
}

export interface WashMatch {
  readonly sale: EntryId
  readonly lossLot: LotId
  readonly account: AccountId
  readonly security: SecurityId
  readonly sold: CivilDate
  readonly replacementLot: LotId
  readonly replacementAccount: AccountId
  readonly replacementSecurity: SecurityId
  readonly replacementPurchase: string
  readonly bought: CivilDate
  /** Loss shares as counted on the day of sale. */
  readonly shares: Shares
  readonly disallowed: Cents
  /** Into an IRA: no basis, no holding period, gone for good (Rev. Rul. 2008-5). */
  readonly permanent: boolean
}

/** An open lot, whether its shares have already replaced loss shares (a share does so once), and the purchase it is part of, wherever it was moved. */
export interface ProjectedLot extends OpenLot {
  readonly replaced: boolean
  readonly purchase: string
  /** Of calls: the security they are a right to, and for how many of its shares they have replaced none yet. */
  readonly right?: { readonly security: SecurityId; readonly shares: Shares; readonly contract: number }
  /** For shares received as a gift whose value when given is known: the basis for a loss may be that. */
  readonly gift?: Gift
  /** Of the whole lot: loss of the custodian's own wash that its stated basis held, and that stands in `basis` no more. */
  readonly takenOut?: Cents
  readonly matching: Matching
}

/** What section 1091 asks of open shares: their place in the order of execution, the day they came in, and whether they may still replace loss shares. */
export interface Matching {
  readonly order: number
  readonly came: CivilDate
  readonly replaces: boolean
}

/** A sale in a taxable account whose result nobody can tell: its lots or their basis are not in the records. */
export interface UndecidedSale {
  readonly sale: EntryId
  readonly account: AccountId
  readonly security: SecurityId
  readonly sold: CivilDate
  readonly shares: Shares
  /** It lies inside a lot statement, and `shares` are those that neither a line of a custodian's file nor a purchase of the ledger explains. */
  readonly inside?: true
}

/** Stock that a taxable merger brought: a purchase of its day (Reg. 1.1091-1(f), "fully taxable exchange"), held since or not. */
interface ReceivedStock {
  readonly lot: LotId
  readonly account: AccountId
  readonly security: SecurityId
  readonly date: CivilDate
  readonly shares: Shares
}

export interface Projection {
  readonly open: readonly ProjectedLot[]
  readonly realized: readonly RealizedRow[]
  readonly matches: readonly WashMatch[]
  readonly undecided: readonly UndecidedSale[]
  /** Trades of the very day of a lot statement, taken as contained in it (same-day.ts). */
  readonly sameDay: readonly ShareEntry[]
  /** Purchases that only a transfer in tells of and that may wash a loss: not decided (bought-elsewhere.ts). */
  readonly boughtElsewhere: readonly BoughtElsewhere[]
  /** Stock bought in taxable mergers, for which there is no trade. */
  readonly received: readonly ReceivedStock[]
  /** Purchases of the window that were sold again and have replaced nothing; empty unless they count all the same (BookingPolicy.soldSharesReplace). */
  readonly soldAgain: readonly SoldAgain[]
  /** What custodians' realized files tell, with the sales they tell of (told-sales.ts). */
  readonly told: readonly ToldLine[]
  /** Losses that a custodian has washed itself and that the return gives elsewhere, by sale: the lots are booked at what they cost (custodian-wash.ts). */
  readonly takenBack: CustodianWashes['takenBack']
  /** Purchases a later lot statement does not show, though no trade took them (inside-statement.ts). */
  readonly unexplained: LedgerEvents['unexplained']
  /** Transfers of the household that the files tell too little of (contained.ts). */
  readonly doubts: LedgerEvents['doubts']
  readonly issues: readonly LotIssue[]
}

export function projectLots(input: LedgerInput, policy: BookingPolicy = defaultPolicy): Projection {
  const { ledger, events, context } = prepared(input, policy)
  const names = securityNames(input)
  const booked = bookByGroup(events, context, {
    row: row => realizedRow(row, names),
    match: match => washMatch(match, names),
    name: names,
    ground: groundOf(input, policy, context.treatmentOf),
  })
  return told(input, { ledger, policy, treatmentOf: context.treatmentOf }, booked, names)
}

/** What a booking depends on besides its events and the groups of its securities. */
function groundOf({ accounts }: LedgerInput, policy: BookingPolicy, treatment: (account: string) => Treatment): string {
  const listed = (_: string, value: unknown) => (value instanceof Map || value instanceof Set ? [...value] : value)
  return JSON.stringify([policy, accounts.map(account => [account.id, treatment(account.id)])], listed)
}

/** The ledger on the booking engine, in its own terms. */
export interface BookedLedger {
  readonly ledger: LedgerEvents & Pick<CustodianWashes, 'takenBack'>
  readonly booking: Booking
  readonly treatmentOf: (account: string) => Treatment
  readonly policy: BookingPolicy
}

export function bookLedger(input: LedgerInput, policy: BookingPolicy = defaultPolicy, keepSteps = false): BookedLedger {
  const { ledger, events, context } = prepared(input, policy)
  return { ledger, booking: book(events, { ...context, keepSteps }), treatmentOf: context.treatmentOf, policy }
}

export function prepared(input: LedgerInput, policy: BookingPolicy) {
  const stated = ledgerEvents(input)
  const treatments = new Map<string, Treatment>(input.accounts.map(account => [account.id, treatmentOf(account.type, policy)]))
  const treatment = (account: string): Treatment => treatments.get(account) ?? 'taxable'
  const inOrder = (events: readonly BookingEvent[]) => inDayOrder(events, policy, treatment)
  const context = { policy, treatmentOf: treatment, groupOf: washGroups(input.relations, input.entries) }
  const { instead, takenBack } = custodianWashes(inOrder(stated.events), context, input)
  const ledger =
    instead.size === 0
      ? { ...stated, takenBack }
      : { ...stated, takenBack, events: stated.events.map(event => instead.get(event) ?? event) }
  return { ledger, events: inOrder(ledger.events), context }
}

/** The same in the book's terms. Open lots stand in the order of the booking's open pieces. */
export function projectionOf(input: LedgerInput, booked: BookedLedger): Projection {
  const names = securityNames(input)
  const { booking } = booked
  const realized = booking.rows.map(row => realizedRow(row, names))
  const washed = booking.matches.map(match => washMatch(match, names))
  return told(input, booked, { ...booking, realized, washed, undecided: undecidedRows(booking) }, names)
}

function told(
  input: LedgerInput,
  { ledger, policy, treatmentOf: treatment }: Pick<BookedLedger, 'ledger' | 'policy' | 'treatmentOf'>,
  booking: ToldBooking<RealizedRow, WashMatch>,
  names: Names,
): Projection {
  const { issues, contained, sameDay } = ledger
  const { realized } = booking
  const sources = sourcesOf(input, new Set(booking.open.flatMap(({ lot }) => [lot.id, withoutPart(lot.id)])))
  const seen = new Map<string, number>()
  const inside = ({ security }: { readonly security: SecurityId }) => !policy.outside.has(security)
  return {
    open: booking.open.map(piece => openLot(piece, names, sources, seen)),
    realized,
    matches: booking.washed,
    undecided: undecidedSales(input, contained, { rows: booking.undecided, problems: booking.problems }).filter(
      sale => treatment(sale.account) === 'taxable',
    ),
    sameDay,
    boughtElsewhere: boughtElsewhere(
      ledger.arrivals.filter(inside),
      policy.outside.size === 0 ? realized : realized.filter(inside),
      input.entries,
      washGroups(input.relations, input.entries),
    ),
    soldAgain: soldAgainIn(booking.open, names),
    received: booking.received.map(({ id, account, security, day, shares: count }) => ({
      lot: id as LotId,
      account: account as AccountId,
      security: names(security),
      date: dateOfDay(day),
      shares: shares(count),
    })),
    told: ledger.told,
    takenBack: ledger.takenBack,
    unexplained: ledger.unexplained,
    doubts: ledger.doubts,
    issues: [...issues, ...booking.problems.map(problem => issueOf(problem, names))],
  }
}

const sales: readonly LedgerEntry['kind'][] = ['sell', 'cash-in-lieu', 'expired', 'taxable-merger']

/** Sales inside a later statement, sales that could not be booked, and sales of lots without a basis. */
function undecidedSales(
  input: LedgerInput,
  contained: readonly LedgerEntry[],
  booking: Pick<Booking, 'rows' | 'problems'>,
): UndecidedSale[] {
  const unknown = new Set<string>(booking.problems.filter(({ code }) => code !== 'average_not_open').map(problem => problem.event))
  const booked = new Map<string, number>()
  for (const row of booking.rows) {
    if (row.gain === null) unknown.add(row.sale)
    booked.set(row.sale, (booked.get(row.sale) ?? 0) + row.shares)
  }
  const inside = new Set<LedgerEntry>(contained)
  const containedIds = new Set<string>(contained.map(entry => entry.id))
  const isOpen = ({ kind, id }: LedgerEntry) => sales.includes(kind) && unknown.has(id) && !containedIds.has(id)
  const open = unknown.size === 0 ? [] : input.entries.filter(isOpen)
  const oldestFirst = [...contained, ...open].sort((a, b) => (a.tradeDate + a.id < b.tradeDate + b.id ? -1 : 1))
  return oldestFirst.flatMap(entry => {
    const { id, account, security, tradeDate, shares: stated } = entry
    if (security === null) return []
    // a merger takes the whole holding and may state no shares
    const count = stated > 0 ? stated : shares(booked.get(id) ?? 0)
    return [{ sale: id, account, security, sold: tradeDate, shares: count, ...(inside.has(entry) ? { inside: true as const } : {}) }]
  })
}

type Names = (security: string) => SecurityId

/** One security under two names is shown under the name last used. */
export function securityNames(input: LedgerInput): Names {
  const same = sameSecurity(input.relations, input.entries)
  const latest = new Map<string, { readonly security: SecurityId; readonly day: CivilDate }>()
  const note = (security: SecurityId, day: CivilDate): void => {
    const name = same(security)
    const known = latest.get(name)
    if (known === undefined || day > known.day || (day === known.day && security < known.security)) latest.set(name, { security, day })
  }
  for (const lot of input.statementLots) note(lot.security, lot.asOf)
  for (const entry of input.entries) {
    if (entry.security !== null && entry.kind !== 'name-change') note(entry.security, entry.tradeDate)
    if (entry.counter != null) note(entry.counter, entry.tradeDate)
  }
  return security => latest.get(security)?.security ?? (security as SecurityId)
}

/** Where lots and entries were read; of all, or of those wanted. */
export function sourcesOf(input: LedgerInput, wanted?: ReadonlySet<string>): ReadonlyMap<string, Provenance> {
  const sources = new Map<string, Provenance>()
  const note = ({ id, source }: { readonly id: string; readonly source: Provenance }): void => {
    if (wanted === undefined || wanted.has(id)) sources.set(id, source)
  }
  for (const lot of input.statementLots) note(lot)
  for (const entry of input.entries) note(entry)
  for (const row of input.realized ?? []) {
    const id = fileLotId(row, 1)
    note({ id, source: row.source })
    note({ id: fileSaleId(id), source: row.source })
  }
  return sources
}

/** A moved part of a lot has the source of the move. */
function withoutPart(lot: string): string {
  return lot.replace(/\.\d+$/, '')
}

const nowhere: Provenance = { import: null, line: 0 }

/** The first open piece of a lot has the lot's own id, the next ones `id#2`, `id#3`; picks understand both. */
function openLot(piece: Piece, names: Names, sources: ReadonlyMap<string, Provenance>, seen: Map<string, number>): ProjectedLot {
  const { lot } = piece
  const part = (seen.get(lot.id) ?? 0) + 1
  seen.set(lot.id, part)
  return {
    id: (part === 1 ? lot.id : `${lot.id}#${part}`) as LotId,
    account: lot.account as AccountId,
    security: names(lot.security),
    acquired: dateOrNull(lot.acquiredDay),
    holdingFrom: dateOrNull(piece.heldFrom),
    shares: shares(piece.shares),
    basis: piece.basis === null ? null : cents(piece.basis),
    washAdjustment: cents(piece.adjustment),
    origin: lot.origin,
    orderGroup: lot.orderGroup,
    source: sources.get(lot.id) ?? sources.get(withoutPart(lot.id)) ?? nowhere,
    replaced: piece.replaced,
    purchase: lot.identity,
    matching: { order: lot.order, came: dateOfDay(lot.boughtDay), replaces: piece.candidate !== null },
    ...(piece.right === null || lot.right === null ? {} : { right: rightOf(piece.right, names(lot.right)) }),
    ...(lot.takenOut === undefined ? {} : { takenOut: cents(lot.takenOut) }),
    ...(piece.giftValue === null ? {} : { gift: { value: cents(piece.giftValue), day: dateOfDay(lot.boughtDay) } }),
  }
}

function rightOf({ shares: count, contract }: Candidate, security: SecurityId): NonNullable<ProjectedLot['right']> {
  return { security, shares: shares(count), contract }
}

function realizedRow(row: BookedRow, names: Names): RealizedRow {
  return {
    sale: row.sale as EntryId,
    lot: row.lot.id as LotId,
    account: row.lot.account as AccountId,
    security: names(row.lot.security),
    sold: dateOfDay(row.day),
    purchase: row.lot.identity,
    acquired: dateOrNull(row.lot.acquiredDay),
    holdingFrom: dateOrNull(row.heldFrom),
    origin: row.lot.origin,
    shares: shares(row.shares),
    proceeds: row.proceeds === null ? null : cents(row.proceeds),
    basis: row.basis === null ? null : cents(row.basis),
    washAdjustment: cents(row.adjustment),
    gain: row.gain === null ? null : cents(row.gain),
    disallowed: cents(row.disallowed),
    permanent: cents(row.permanent),
    recognized: row.gain === null ? null : cents(row.gain + row.disallowed),
    term: row.term,
    ...(row.filed === undefined || row.filed.shares === 0 ? {} : { replacedUnseen: shares(row.filed.shares) }),
    ...(row.lot.takenOut === undefined ? {} : { takenOut: cents(row.lot.takenOut) }),
    ...(row.contributed === undefined ? {} : { contributed: cents(row.contributed) }),
  }
}

function washMatch(match: Match, names: Names): WashMatch {
  const { row, replacement } = match
  return {
    sale: row.sale as EntryId,
    lossLot: row.lot.id as LotId,
    account: row.lot.account as AccountId,
    security: names(row.lot.security),
    sold: dateOfDay(row.day),
    replacementLot: replacement.id as LotId,
    replacementAccount: replacement.account as AccountId,
    replacementSecurity: names(replacement.security),
    replacementPurchase: replacement.identity,
    bought: dateOfDay(replacement.boughtDay),
    shares: shares(match.saleShares),
    disallowed: cents(match.disallowed),
    permanent: match.permanent,
  }
}

function dateOrNull(day: number | null): CivilDate | null {
  return day === null ? null : dateOfDay(day)
}
