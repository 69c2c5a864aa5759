/**
 * What happened before a lot statement, as far as the records tell it. The statement decides what is held on its day; but a purchase that was sold before it, and a sale
 * that lies before it, were a purchase and a sale all the same (IRC section 1091(a); Rev. Rul. 2008-5). Two things are booked beside the statement's lots, and leave
 * nothing behind: lots that a custodian's realized file tells of (bought on the day it states, sold on its trade date, at its basis and proceeds), and
 * purchases of the ledger that the statement no longer shows, as far as sales and transfers of the ledger can have taken them, the last by the last
 * (first in, first out, the older shares nobody knows before them: Reg. 1.1012-1(c)(1)).
 */
import { type CivilDate, dayNumber } from '../../../shared/kernel/civil-date.ts'
import type { RealizedLot, StatementLot } from '../../../shared/model/ledger.ts'
import type { Acquire, Dispose } from './event.ts'
import type { ShareEntry } from './ledger-input.ts'
import { proportion } from './proportion.ts'
import type { ToldSale } from './told-sales.ts'

/** One account and security through the day of its statement. `entries` in order of execution. */
export interface Holding {
  readonly account: string
  readonly security: string
  readonly entries: readonly ShareEntry[]
  readonly lots: readonly StatementLot[]
  readonly told: readonly ToldSale[]
}

/** Shares of a purchase that an outflow took, counted on the day of the outflow. */
export interface Taken {
  readonly lot: string
  readonly shares: number
}

/** A line of the file as a lot that came and went. `sequence`: place of its sale in the day; `place`, from 0 to below 1: its own among the lines of that sale. */
export interface ToldLot {
  readonly row: RealizedLot
  readonly acquire: Acquire
  readonly sale: Dispose
  readonly sequence: number
  readonly place: number
}

export interface Inside {
  readonly told: readonly ToldLot[]
  /** Shares bought and gone again, by the entry of the purchase, counted on its day. */
  readonly gone: ReadonlyMap<ShareEntry, number>
  /** What each outflow took of them. */
  readonly taken: ReadonlyMap<ShareEntry, readonly Taken[]>
  /** Sales with shares whose lots nobody can tell: how many. */
  readonly unknown: ReadonlyMap<ShareEntry, number>
  /** Identities of statement lots that are part of a purchase named here. */
  readonly identities: ReadonlyMap<StatementLot, string>
  /** Bought, not shown by the statement, and no trade says where the shares went. */
  readonly unexplained: readonly { readonly entry: ShareEntry; readonly shares: number }[]
}

const outflows = new Set<ShareEntry['kind']>(['sell', 'cash-in-lieu', 'transfer-out', 'gift-out', 'donation'])
const sold = new Set<ShareEntry['kind']>(['sell', 'cash-in-lieu'])

export function insideStatement(holding: Holding): Inside {
  const restate = restating(holding.entries)
  const days = purchaseDays(holding, restate)
  const open = [...days.values()].flatMap(day => day.gone)
  const { taken, left } = assign(holding, open, restate)
  const gone = new Map<ShareEntry, number>()
  for (const { buy, count, from } of open) {
    const used = from - count.left
    if (used > 0) gone.set(buy, restate.back(used, buy.tradeDate) ?? 0)
  }
  return {
    told: toldLots(holding, days),
    gone,
    taken,
    unknown: unknownSales(holding, left),
    identities: identitiesOf(holding, days),
    unexplained: open.flatMap(({ buy, count }) => (count.left > 0 ? [{ entry: buy, shares: count.left }] : [])),
  }
}

export interface Restating {
  /** Shares of a day as they are counted on the day of the statement. */
  readonly on: (count: number, day: CivilDate) => number
  /** The other way; null: no whole millionths. */
  readonly back: (count: number, day: CivilDate) => number | null
}

/** By the splits among the entries of one holding. */
export function restating(entries: readonly ShareEntry[]): Restating {
  const splits = entries.filter(entry => entry.kind === 'split' && entry.ratio !== null)
  const factor = (day: CivilDate): [number, number] => {
    let [up, down] = [1, 1]
    for (const { tradeDate, ratio } of splits) if (tradeDate > day && ratio !== null) [up, down] = [up * ratio[0], down * ratio[1]]
    return [up, down]
  }
  return {
    on: (count, day) => proportion(count, ...factor(day)),
    back: (count, day) => {
      const [up, down] = factor(day)
      const old = proportion(count, down, up)
      return proportion(old, up, down) === count ? old : null
    },
  }
}

interface PurchaseDay {
  readonly buys: readonly ShareEntry[]
  readonly gone: readonly Gone[]
}

type PurchaseDays = ReadonlyMap<CivilDate, PurchaseDay>

interface Gone {
  readonly buy: ShareEntry
  readonly from: number
  readonly count: { left: number }
}

/** Of a day's purchases the first are told by the file, the next are gone, the last are what the statement shows of the day. */
function purchaseDays({ entries, lots, told }: Holding, restate: Restating): Map<CivilDate, PurchaseDay> {
  const bought = entries.filter(({ kind, counter }) => (kind === 'buy' || kind === 'reinvest') && counter == null)
  const shownOn = new Map<CivilDate | null, number>()
  for (const lot of lots) shownOn.set(lot.acquired, (shownOn.get(lot.acquired) ?? 0) + lot.shares)
  const filedOn = new Map<CivilDate | null, number>()
  for (const { row, day } of told) if (isLot(row)) filedOn.set(row.opened, (filedOn.get(row.opened) ?? 0) + restate.on(row.shares, day))
  let undated = shownOn.get(null) ?? 0
  const days = new Map<CivilDate, PurchaseDay>()
  for (const [date, buys] of Map.groupBy(bought, entry => entry.tradeDate)) {
    const all = buys.reduce((sum, buy) => sum + restate.on(buy.shares, date), 0)
    const filed = filedOn.get(date) ?? 0
    const missing = Math.max(0, all - (shownOn.get(date) ?? 0) - filed)
    // a lot without a date may be any of them, and then it is still held
    const dateless = Math.min(undated, missing)
    undated -= dateless
    days.set(date, { buys, gone: goneOf(buys, filed, missing - dateless, restate) })
  }
  return days
}

function goneOf(buys: readonly ShareEntry[], filed: number, missing: number, restate: Restating): Gone[] {
  const gone: Gone[] = []
  let [skip, left] = [filed, missing]
  for (const buy of buys) {
    const count = restate.on(buy.shares, buy.tradeDate)
    const skipped = Math.min(skip, count)
    const from = Math.min(left, count - skipped)
    skip -= skipped
    left -= from
    if (from > 0) gone.push({ buy, from, count: { left: from } })
  }
  return gone
}

/** A line with a basis is a lot; without one it says nothing that can be booked. */
function isLot(row: RealizedLot): boolean {
  return row.basis !== null && row.shares > 0
}

/** From the last outflow to the first, each the last purchases before it. `left`: shares of each that none of them explains, as counted on its day. */
function assign({ entries, told }: Holding, gone: readonly Gone[], restate: Restating) {
  const taken = new Map<ShareEntry, Taken[]>()
  const left = new Map<ShareEntry, number>()
  const filed = filedShares(
    entries,
    told.filter(({ row }) => isLot(row)),
  )
  const place = new Map(entries.map((entry, index) => [entry, index]))
  let last = gone.length - 1
  for (const entry of entries.filter(one => outflows.has(one.kind)).reverse()) {
    const free = entry.shares - (filed.get(entry) ?? 0)
    let wanted = restate.on(free, entry.tradeDate)
    const takes: Taken[] = []
    while (last >= 0 && wanted > 0) {
      const { buy, count } = gone[last] as Gone
      const shares = (place.get(buy) ?? 0) < (place.get(entry) ?? 0) ? Math.min(wanted, count.left) : 0
      const then = shares === 0 ? null : restate.back(shares, entry.tradeDate)
      // bought later than this outflow, it was bought later than those before it too
      if (then !== null && restate.back(shares, buy.tradeDate) !== null) {
        count.left -= shares
        wanted -= shares
        takes.push({ lot: buy.id, shares: then })
        if (count.left > 0) break
      }
      last -= 1
    }
    if (takes.length > 0) taken.set(entry, takes.reverse())
    left.set(entry, free - takes.reduce((sum, one) => sum + one.shares, 0))
  }
  return { taken, left }
}

/** Shares of each sale that lines of the file tell of: the line's own sale first, then the sales of its day in order. */
function filedShares(entries: readonly ShareEntry[], told: readonly ToldSale[]): Map<ShareEntry, number> {
  const filed = new Map<ShareEntry, number>()
  if (told.length === 0) return filed
  const sales = Map.groupBy(
    entries.filter(entry => sold.has(entry.kind)),
    entry => entry.tradeDate,
  )
  for (const { row, day, sale } of told) {
    let count: number = row.shares
    for (const entry of sales.get(day) ?? []) {
      if (sale !== null && entry.id !== sale) continue
      const part = Math.min(count, entry.shares - (filed.get(entry) ?? 0))
      filed.set(entry, (filed.get(entry) ?? 0) + part)
      count -= part
    }
  }
  return filed
}

/** What a line without a basis tells of is the line's to show, unknown as it is. */
function unknownSales({ entries, told }: Holding, left: ReadonlyMap<ShareEntry, number>): Map<ShareEntry, number> {
  const unknown = new Map<ShareEntry, number>()
  const silent = filedShares(
    entries,
    told.filter(({ row }) => !isLot(row)),
  )
  for (const entry of entries) {
    const count = sold.has(entry.kind) ? (left.get(entry) ?? 0) - (silent.get(entry) ?? 0) : 0
    if (count > 0) unknown.set(entry, count)
  }
  return unknown
}

/** The name of a line's lot, by file and line; `occurrence` where the line is not known. */
export function fileLotId({ account, security, source }: RealizedLot, occurrence: number): string {
  const name = `file ${source.import ?? `entered ${account} ${security}`} line ${source.line}`
  return occurrence === 1 ? name : `${name}.${occurrence}`
}

export function fileSaleId(lot: string): string {
  return `sale of ${lot}`
}

function toldLots({ account, security, told, entries }: Holding, days: PurchaseDays): Inside['told'] {
  const names = new Map<string, number>()
  const sequence = new Map(entries.map(entry => [entry.id as string, entry.sequence]))
  return told.toSorted(byLine).flatMap(({ row, day, sale }, index) => {
    const name = fileLotId(row, 1)
    const occurrence = (names.get(name) ?? 0) + 1
    names.set(name, occurrence)
    if (!isLot(row)) return []
    const id = fileLotId(row, occurrence)
    const soldDay = dayNumber(day)
    const opened = row.opened === null || row.opened > day ? null : dayNumber(row.opened)
    const asBought = opened === null || row.opened === null ? null : countedAt(row.opened, day, row.shares, entries)
    const acquire: Acquire = {
      kind: 'acquire',
      id,
      account,
      security,
      day: opened ?? soldDay,
      shares: asBought?.shares ?? row.shares,
      basis: row.basis,
      acquiredDay: opened,
      purchase: opened !== null,
      alwaysLong: false,
      giftValue: null,
      orderGroup: null,
      option: null,
      origin: 'statement',
      // the splits that come before the sale are still to be made of it
      statedOn: asBought === null ? soldDay : (opened ?? soldDay),
      ...(opened === null || row.opened === null ? {} : { identity: identityOn(account, security, row.opened, days, 0) }),
    }
    const dispose: Dispose = {
      kind: 'dispose',
      id: fileSaleId(id),
      account,
      security,
      day: soldDay,
      shares: row.shares,
      proceeds: row.proceeds,
      method: 'FIFO',
      picks: [{ lot: id, shares: row.shares }],
      realizes: true,
      inside: { filed: row.disallowed },
      ...(sale === null ? { untimed: true as const } : {}),
    }
    const among = index / told.length
    if (sale === null) return [{ row, acquire, sale: dispose, sequence: 0, place: untimedPlace(opened, among) }]
    return [{ row, acquire, sale: dispose, sequence: sequence.get(sale) ?? 0, place: among }]
  })
}

/** Shares of a sale as they were counted when they were bought; null: no split came between, or that is no whole count. */
function countedAt(bought: CivilDate, sold: CivilDate, shares: number, entries: readonly ShareEntry[]): { readonly shares: number } | null {
  const between = entries.filter(({ kind, tradeDate }) => kind === 'split' && tradeDate > bought && tradeDate <= sold)
  const before = between.length === 0 ? null : restating(between).back(shares, bought)
  return before === null || before <= 0 ? null : { shares: before }
}

/** Sales of one day whose order nobody knows go by the day of purchase, whatever the account and security (Reg. 1.1091-1(b)). From 0 to below 1. */
function untimedPlace(opened: number | null, among: number): number {
  return (opened ?? 0) / 1e5 + among / 1e6
}

/** The oldest first, as a sale takes them (Reg. 1.1012-1(c)(1)), then as the file lists them; a lot of no known date may be the oldest. */
function byLine({ row: a }: ToldSale, { row: b }: ToldSale): number {
  const [one, other] = [a.opened ?? '', b.opened ?? '']
  if (one !== other) return one < other ? -1 : 1
  const [file, next] = [a.source.import ?? '', b.source.import ?? '']
  return file === next ? a.source.line - b.source.line : file < next ? -1 : 1
}

/** Shares bought on one day that file and statement tell of are one purchase, unless the ledger knows several orders of the day. */
function identityOn(account: string, security: string, date: CivilDate, days: PurchaseDays, place: 0 | -1): string {
  const buy = days.get(date)?.buys.at(place)
  if (buy === undefined) return `${account} ${security} bought ${date}`
  return buy.orderGroup === null ? buy.id : `${account} order ${buy.orderGroup}`
}

/** What the statement shows of the day is one order, which a custodian's wash may show in several lots; more than that came from elsewhere. */
function isOneOrder({ buys }: PurchaseDay, shown: number, restate: Restating): boolean {
  const [first, ...others] = buys
  if (first === undefined || others.some(buy => first.orderGroup === null || buy.orderGroup !== first.orderGroup)) return false
  return shown <= buys.reduce((sum, buy) => sum + restate.on(buy.shares, buy.tradeDate), 0)
}

function identitiesOf({ account, security, lots, told, entries }: Holding, days: PurchaseDays): Map<StatementLot, string> {
  const restate = restating(entries)
  const shown = new Map<CivilDate | null, number>()
  for (const lot of lots) shown.set(lot.acquired, (shown.get(lot.acquired) ?? 0) + lot.shares)
  const named = new Set(told.flatMap(({ row }) => (isLot(row) && row.opened !== null ? [row.opened] : [])))
  for (const [date, day] of days) if (day.gone.length > 0 || isOneOrder(day, shown.get(date) ?? 0, restate)) named.add(date)
  const identities = new Map<StatementLot, string>()
  for (const lot of lots) {
    if (lot.acquired !== null && named.has(lot.acquired)) identities.set(lot, identityOn(account, security, lot.acquired, days, -1))
  }
  return identities
}
