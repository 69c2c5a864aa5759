/**
 * The records that lie inside lot statements, as events beside the statements' lots (inside-statement.ts), and transfers of the household of which a statement
 * contains one end: where it shows the shares that came, they are the sender's shares with their dates, basis and place in the window, and not lots of
 * their own; where the sender's statement no longer has them, the purchases of the ledger that it lacks go to the receiver (no sale and no purchase:
 * Reg. 1.1091-1(f); shares of one purchase never replace each other: Rev. Rul. 56-602).
 */
import { dayNumber } from '../../../shared/kernel/civil-date.ts'
import type { RealizedLot, StatementLot } from '../../../shared/model/ledger.ts'
import type { Acquire, Dispose, Move } from './event.ts'
import { fileLotId, type Holding, type Inside, insideStatement, restating } from './inside-statement.ts'
import { holdingKey, type ShareEntry } from './ledger-input.ts'
import { proportion } from './proportion.ts'
import type { ToldSale } from './told-sales.ts'
import { type TransferPair, valueMoved } from './transfers.ts'

/** An event with its place in the day. */
export interface Placed {
  readonly event: Acquire | Dispose | Move
  readonly at: 'open' | 'trade'
  readonly sequence: number
  readonly account: string
}

export interface Contained {
  readonly placed: readonly Placed[]
  /** Splits inside statements, where shares are booked that they restate. */
  readonly splits: readonly ShareEntry[]
  /** Sales whose lots nobody can tell, with how many of their shares. */
  readonly unknown: ReadonlyMap<ShareEntry, number>
  /** Lines of the file booked as lots, by the lot's id. */
  readonly filed: ReadonlyMap<RealizedLot, string>
  readonly identities: ReadonlyMap<StatementLot, string>
  /** Shares of statement lots that came by a transfer whose other end is booked, as the statement counts them. */
  readonly moved: ReadonlyMap<StatementLot, number>
  /** Those of them that left before a split and came after it, with one count for both ends: nobody knows which side of the split counts them. */
  readonly unclear: ReadonlySet<StatementLot>
  /** Ends of transfers that are part of a move. */
  readonly settled: ReadonlySet<ShareEntry>
  readonly unexplained: Inside['unexplained']
  readonly doubts: readonly TransferDoubt[]
}

/** A transfer of the household that the files tell too little of. */
export interface TransferDoubt {
  readonly pair: TransferPair
  /** Only the receiver's realized file tells of the sale of shares that came by it; null: its shares were under way across a split, with one count for both ends. */
  readonly sold: { readonly row: RealizedLot; readonly day: ToldSale['day'] } | null
}

export interface ContainedInput {
  /** Live entries of the household, and those of them that a statement contains. */
  readonly all: readonly ShareEntry[]
  readonly isContained: (entry: ShareEntry) => boolean
  /** The lots of the statements that count. */
  readonly lots: readonly StatementLot[]
  readonly told: readonly ToldSale[]
  readonly isInside: (told: ToldSale) => boolean
  readonly pairs: readonly TransferPair[]
  readonly same: (security: string) => string
  /** The events of an entry as if nothing contained it; null: it cannot be booked. */
  readonly acquireOf: (entry: ShareEntry) => Acquire | null
  readonly disposeOf: (entry: ShareEntry) => Dispose
}

export function containedEvents(input: ContainedInput): Contained {
  const { same, pairs, isContained } = input
  const placed: Placed[] = []
  const [splits, unexplained]: [ShareEntry[], Inside['unexplained'][number][]] = [[], []]
  const [unknown, filed] = [new Map<ShareEntry, number>(), new Map<RealizedLot, string>()]
  const identities = new Map<StatementLot, string>()
  const settled = new Set<ShareEntry>()
  const known = pairs.some(pair => isContained(pair.into)) ? knownPurchases(input) : nothingKnown
  const arrived = soldOnArrival(input, known)
  for (const holding of holdingsOf(input)) {
    const inside = insideStatement(holding)
    for (const [entry, count] of inside.unknown) unknown.set(entry, count)
    for (const [lot, identity] of inside.identities) identities.set(lot, identity)
    for (const one of inside.unexplained) unexplained.push(one)
    if (inside.told.length === 0 && inside.gone.size === 0) continue
    for (const entry of holding.entries) if (entry.kind === 'split') splits.push(entry)
    for (const { row, acquire } of inside.told) filed.set(row, acquire.id)
    for (const one of eventsOf(holding, inside, input, settled)) placed.push(asSent(one, arrived))
  }
  const moved = new Map<StatementLot, number>()
  const unclear = new Set<StatementLot>()
  const doubts: TransferDoubt[] = [...arrived.values()].map(({ pair, told: { row, day } }) => ({ pair, sold: { row, day } }))
  for (const pair of pairs) {
    const [out, into] = [isContained(pair.out), isContained(pair.into)]
    if (!out && into) for (const one of intoStatement(pair, input, known, { moved, unclear, settled })) placed.push(one)
    if (out && into) nameTogether(pair, same, known, identities)
    if (into && !out && settled.has(pair.out) && splitsAfter(pair, input, known).straddles) doubts.push({ pair, sold: null })
  }
  return { placed, splits, unknown, filed, identities, moved, unclear, settled, unexplained, doubts }
}

function holdingsOf({ all, isContained, lots, told, isInside, same }: ContainedInput): Holding[] {
  const key = (row: { readonly account: string; readonly security: string }) =>
    holdingKey(row.account as ShareEntry['account'], same(row.security))
  const entries = Map.groupBy(all.filter(isContained).sort(byExecution), key)
  const inside = Map.groupBy(told.filter(isInside), ({ row }) => key(row))
  const shown = Map.groupBy(lots, key)
  return [...new Set([...entries.keys(), ...inside.keys()])].sort().map(name => {
    const [account = '', security = ''] = name.split('\n')
    return { account, security, entries: entries.get(name) ?? [], lots: shown.get(name) ?? [], told: inside.get(name) ?? [] }
  })
}

function byExecution(a: ShareEntry, b: ShareEntry): number {
  return a.tradeDate < b.tradeDate ? -1 : a.tradeDate > b.tradeDate ? 1 : a.sequence - b.sequence || (a.id < b.id ? -1 : 1)
}

function eventsOf(holding: Holding, inside: Inside, input: ContainedInput, settled: Set<ShareEntry>): Placed[] {
  const { account } = holding
  const { told, taken } = inside
  const placed = goneEvents(holding, inside, input)
  const pairOf = new Map(taken.size === 0 ? [] : input.pairs.map(pair => [pair.out, pair]))
  for (const { acquire, sale, sequence, place } of told) {
    // before what is gone of the day (-1 and more) and the lots of the statement (0 and more)
    placed.push(
      { event: acquire, at: 'open', sequence: place - 2, account },
      { event: sale, at: 'trade', sequence: sequence + place, account },
    )
  }
  for (const [entry, parts] of taken) {
    const shares = parts.reduce((sum, part) => sum + part.shares, 0)
    const pair = pairOf.get(entry)
    if (pair !== undefined && !input.isContained(pair.into) && shares === entry.shares) {
      settled.add(pair.into)
      placed.push({ event: moveOf(pair, input.same, shares, parts), at: 'trade', sequence: entry.sequence, account })
      continue
    }
    const whole = input.disposeOf(entry)
    const proceeds = whole.proceeds === null ? null : proportion(whole.proceeds, shares, whole.shares)
    const event: Dispose = { ...whole, shares, proceeds, method: 'FIFO', picks: parts, inside: { filed: null } }
    placed.push({ event, at: 'trade', sequence: entry.sequence, account })
  }
  return placed
}

interface Arrived {
  readonly pair: TransferPair
  readonly told: ToldSale
  /** The sender's purchase of that day; null: it bought in several orders, or holds several lots of it. */
  readonly purchase: string | null
}

/** Lines of a realized file, by the lot they are booked as, about shares that the receiver did not buy that day, and the sender of an earlier transfer did. */
function soldOnArrival(input: ContainedInput, known: Known): Map<string, Arrived> {
  const { all, told, isInside, pairs, same, isContained } = input
  const arrived = new Map<string, Arrived>()
  for (const pair of pairs) {
    if (!isContained(pair.into)) continue
    const [account, security, from] = [pair.into.account, same(pair.into.security), pair.out.account]
    for (const one of told) {
      const { row, day } = one
      if (row.account !== account || same(row.security) !== security || row.opened === null || row.basis === null) continue
      if (row.opened > pair.into.tradeDate || day < pair.into.tradeDate || !isInside(one)) continue
      const [own, sent] = [dayKey(account, security, row.opened), dayKey(from, security, row.opened)]
      if (known.bought.has(own) || !(known.bought.has(sent) || known.lots.has(sent)) || arrived.has(fileLotId(row, 1))) continue
      const buys = all.filter(
        ({ kind, account: of, security: bought, tradeDate }) =>
          (kind === 'buy' || kind === 'reinvest') && of === from && same(bought) === security && tradeDate === row.opened,
      )
      arrived.set(fileLotId(row, 1), { pair, told: one, purchase: purchaseOf(buys, known.lots.get(sent) ?? []) })
    }
  }
  return arrived
}

function purchaseOf(buys: readonly ShareEntry[], lots: readonly StatementLot[]): string | null {
  const [buy, other] = buys
  if (buy !== undefined) return other === undefined ? (buy.orderGroup === null ? buy.id : `${buy.account} order ${buy.orderGroup}`) : null
  return lots.length === 1 ? (lots[0]?.id ?? null) : null
}

/** Shares of one purchase never replace each other, wherever they were moved: Rev. Rul. 56-602. */
function asSent(one: Placed, arrived: ReadonlyMap<string, Arrived>): Placed {
  const purchase = one.event.kind === 'acquire' ? (arrived.get(one.event.id)?.purchase ?? null) : null
  return purchase === null ? one : { ...one, event: { ...(one.event as Acquire), identity: purchase } }
}

/**
 * Of a day's purchases those that are gone were bought before those the statement still shows (first in, first out), so a loss reaches them first: Reg. 1.1091-1(c).
 * Before the open a split of the day has yet to come, so they are counted as it finds them; where that is no whole count, the purchase stays a trade.
 */
function goneEvents({ account, entries, lots }: Holding, { gone }: Inside, { acquireOf }: ContainedInput): Placed[] {
  const shown = new Set(lots.map(lot => lot.acquired))
  return [...gone].flatMap(([entry, shares], index): Placed[] => {
    const whole = acquireOf(entry)
    if (whole === null) return []
    const basis = whole.basis === null ? null : proportion(whole.basis, shares, whole.shares)
    const before = shown.has(entry.tradeDate) ? beforeSplits(entries, entry, shares) : null
    if (before === null) return [{ event: { ...whole, shares, basis }, at: 'trade', sequence: entry.sequence, account }]
    return [{ event: { ...whole, shares: before, basis }, at: 'open', sequence: index / gone.size - 1, account }]
  })
}

function beforeSplits(entries: readonly ShareEntry[], { tradeDate }: ShareEntry, count: number): number | null {
  let [up, down] = [1, 1]
  for (const { kind, ratio, tradeDate: day } of entries)
    if (kind === 'split' && ratio !== null && day === tradeDate) [up, down] = [up * ratio[0], down * ratio[1]]
  const before = proportion(count, down, up)
  return proportion(before, up, down) === count ? before : null
}

/** On the earlier of its two days: what has arrived has left. */
export function moveOf(pair: TransferPair, same: (security: string) => string, count: number, parts?: Move['parts']): Move {
  const { out, into } = pair
  return {
    kind: 'move',
    id: into.id,
    account: out.account,
    to: into.account,
    security: same(out.security),
    day: Math.min(dayNumber(out.tradeDate), dayNumber(into.tradeDate)),
    shares: count,
    value: valueMoved(pair, count),
    ...(parts === undefined ? {} : { parts }),
  }
}

interface Come {
  readonly moved: Map<StatementLot, number>
  readonly unclear: Set<StatementLot>
  readonly settled: Set<ShareEntry>
}

/**
 * The shares that came are shown by the receiver's statement: they move, so that the sender's purchase stays one purchase. The rest leaves. The statement counts them
 * after the splits that followed; a split of the day was made before the open, so the shares that leave that day are counted after it.
 */
function intoStatement(pair: TransferPair, input: ContainedInput, known: Known, { moved, unclear, settled }: Come): Placed[] {
  const { out } = pair
  const { counted, day, straddles } = splitsAfter(pair, input, known)
  const parts: { acquiredDay: number; shares: number }[] = []
  let left: number = out.shares
  for (const lot of lotsTold(pair, input.same, known)) {
    const stated = Math.min(counted.on(left, day), lot.shares - (moved.get(lot) ?? 0), surplusOf(lot, input.same, known, moved))
    const shares = stated <= 0 ? null : counted.back(stated, day)
    if (shares === null || shares <= 0 || lot.acquired === null) continue
    moved.set(lot, (moved.get(lot) ?? 0) + stated)
    if (straddles) unclear.add(lot)
    parts.push({ acquiredDay: dayNumber(lot.acquired), shares })
    left -= shares
  }
  const count = out.shares - left
  if (count === 0) return []
  settled.add(out)
  const move: Placed = { event: moveOf(pair, input.same, count, parts), at: 'trade', sequence: out.sequence, account: out.account }
  if (left === 0) return [move]
  return [move, { event: { ...input.disposeOf(out), shares: left }, at: 'trade', sequence: out.sequence, account: out.account }]
}

/** Splits of the receiver's holding inside its statement, after the day of the move. */
function splitsAfter({ out, into }: TransferPair, { same }: ContainedInput, { splits }: Known) {
  const [day, later] = out.tradeDate < into.tradeDate ? [out.tradeDate, into.tradeDate] : [into.tradeDate, out.tradeDate]
  const own = splits.get(holdingKey(into.account, same(into.security))) ?? []
  const straddles = own.some(({ tradeDate }) => tradeDate > day && tradeDate <= later)
  return { counted: restating(straddles ? [] : own), day, straddles }
}

interface Known {
  /** Purchases of the ledger (shares as a statement counts them) and lots of statements, by account, security and day. */
  readonly bought: ReadonlyMap<string, number>
  readonly lots: ReadonlyMap<string, readonly StatementLot[]>
  /** Lots of statements by account and security. */
  readonly shown: ReadonlyMap<string, readonly StatementLot[]>
  /** Splits inside statements, by account and security. */
  readonly splits: ReadonlyMap<string, readonly ShareEntry[]>
}

const nothingKnown: Known = { bought: new Map(), lots: new Map(), shown: new Map(), splits: new Map() }

function knownPurchases({ all, lots, same, isContained }: ContainedInput): Known {
  const bought = new Map<string, number>()
  const nameOf = (entry: ShareEntry) => holdingKey(entry.account, same(entry.security))
  const splits = Map.groupBy(
    all.filter(entry => entry.kind === 'split' && isContained(entry)),
    nameOf,
  )
  for (const entry of all) {
    if (entry.kind !== 'buy' && entry.kind !== 'reinvest') continue
    const key = dayKey(entry.account, same(entry.security), entry.tradeDate)
    let count: number = entry.shares
    for (const { ratio, tradeDate } of splits.get(nameOf(entry)) ?? [])
      if (ratio !== null && tradeDate > entry.tradeDate) count = proportion(count, ...ratio)
    bought.set(key, (bought.get(key) ?? 0) + count)
  }
  return {
    bought,
    lots: Map.groupBy(lots, lot => dayKey(lot.account, same(lot.security), lot.acquired)),
    shown: Map.groupBy(lots, lot => holdingKey(lot.account, same(lot.security))),
    splits,
  }
}

function dayKey(account: string, security: string, day: string | null): string {
  return `${account}\n${security}\n${day}`
}

/** What the statement shows of a day beyond what its own account bought then, and what has come already. */
function surplusOf(
  lot: StatementLot,
  same: ContainedInput['same'],
  { bought, lots }: Known,
  moved: ReadonlyMap<StatementLot, number>,
): number {
  const key = dayKey(lot.account, same(lot.security), lot.acquired)
  return (lots.get(key) ?? []).reduce((sum, one) => sum + one.shares - (moved.get(one) ?? 0), -(bought.get(key) ?? 0))
}

/** Lots of the receiver's statement that may have come by the transfer: bought on a day on which the sender bought or holds shares. */
function lotsTold({ out, into }: TransferPair, same: ContainedInput['same'], { bought, lots, shown }: Known): StatementLot[] {
  const security = same(out.security)
  return (shown.get(holdingKey(into.account, security)) ?? []).filter(({ acquired }) => {
    if (acquired === null || acquired > into.tradeDate) return false
    const sent = dayKey(out.account, security, acquired)
    return bought.has(sent) || lots.has(sent)
  })
}

/** Both statements show parts of one purchase of the sender: they have one identity. */
function nameTogether(pair: TransferPair, same: ContainedInput['same'], known: Known, identities: Map<StatementLot, string>): void {
  const [account, security] = [pair.out.account, same(pair.out.security)]
  for (const lot of lotsTold(pair, same, known)) {
    // a lot that may be the receiver's own purchase, or partly, keeps its own name
    if (known.bought.has(dayKey(lot.account, security, lot.acquired))) continue
    const sent = known.lots.get(dayKey(account, security, lot.acquired)) ?? []
    const named = sent.find(one => identities.has(one))
    const name = (named && identities.get(named)) ?? `${account} ${security} bought ${lot.acquired}`
    for (const one of [lot, ...sent]) if (!identities.has(one)) identities.set(one, name)
  }
}
