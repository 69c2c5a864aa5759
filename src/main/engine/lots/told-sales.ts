/**
 * Which sale of the ledger a line of a custodian's realized file tells of, so that a sale counts once. Same account and security (under any name), and first
 * those of one day that agree to the share and cent; then those at most two trading days apart that do, because a file may date a sale by its settlement (the trade date
 * decides: Pub. 550 "Holding Period"); then what is left on one day. Where file or ledger knows nothing else of its day, a line is also held against a sale of a neighbouring
 * day for as many shares at about the amount (before or after fees, or rounded lot by lot); and one for fewer shares, or for another amount at about the price,
 * may be that sale: it is counted as it, once, and a person is told. A line that finds no sale stands by itself on its own day.
 */
import { addDays, type CivilDate, daysBetween } from '../../../shared/kernel/civil-date.ts'
import type { RealizedLot } from '../../../shared/model/ledger.ts'
import { tradingDaysBetween } from '../calendar/trading-days.ts'
import type { LedgerInput, ShareEntry } from './ledger-input.ts'
import { proportion } from './proportion.ts'

/** A sale of the ledger. `proceeds` net of selling costs; null is unknown. */
export interface SaleFact {
  readonly id: string
  readonly account: string
  readonly security: string
  readonly day: CivilDate
  readonly shares: number
  readonly proceeds: number | null
  readonly fees: number
}

export interface ToldSale {
  readonly row: RealizedLot
  /** The trade date: the ledger's where it has the sale, else the file's. */
  readonly day: CivilDate
  /** The sale, where it is one and no other; null: several of the day, or none. */
  readonly sale: string | null
  /** Whether the ledger has sales of that day. */
  readonly known: boolean
  /** Nobody can tell for sure that it is this sale. */
  readonly maybe?: true
}

const mostDaysApart = 2
/** What the lines of one sale may differ by in rounding, a line. */
const roundingCents = 5
/** Two amounts for the same shares on neighbouring days are taken for one sale up to one part in this many. */
const alikePart = 100

/** Which lines of the custodians' files tell of which sales. `entries`: the live entries of the ledger. */
export function linesTold(
  { accounts, realized = [], asOf }: LedgerInput,
  entries: readonly ShareEntry[],
  same: (security: string) => string,
  proceedsOf: (entry: ShareEntry) => number | null,
): ToldSale[] {
  const known = new Set(accounts.map(account => account.id))
  const rows = realized.filter(row => known.has(row.account) && (asOf === null || row.closed <= asOf))
  if (rows.length === 0) return []
  const sales = entries.filter(({ kind }) => kind === 'sell' || kind === 'cash-in-lieu')
  return toldSales(
    rows,
    sales.map(entry => ({ ...entry, day: entry.tradeDate, proceeds: proceedsOf(entry) })),
    same,
  )
}

/** One for each row, in the order of the rows. */
export function toldSales(rows: readonly RealizedLot[], sales: readonly SaleFact[], same: (security: string) => string): ToldSale[] {
  if (rows.length === 0) return []
  const keyOf = (account: string, security: string) => `${account}\n${same(security)}`
  const salesOf = Map.groupBy(sales, sale => keyOf(sale.account, sale.security))
  const told = new Map<RealizedLot, ToldSale>()
  for (const [key, group] of Map.groupBy(rows, row => keyOf(row.account, row.security))) pair(group, salesOf.get(key) ?? [], told)
  return rows.map(row => told.get(row) as ToldSale)
}

interface Open {
  readonly rows: Set<RealizedLot>
  readonly sales: Set<SaleFact>
  readonly told: Map<RealizedLot, ToldSale>
  /** Lines that agree to the share and cent with one sale. */
  readonly exact: Exact[]
}

interface Exact {
  readonly rows: readonly RealizedLot[]
  readonly sale: SaleFact
}

function pair(rows: readonly RealizedLot[], sales: readonly SaleFact[], told: Map<RealizedLot, ToldSale>): void {
  const trades = Map.groupBy(sales, sale => sale.day)
  let open = agreeing(rows, sales, trades, 0)
  // a file dates all its sales alike: by their trades, or by their settlement one or two trading days later
  for (let later = 1; later <= mostDaysApart && open.rows.size > 0 && open.sales.size > 0; later += 1) {
    const other = agreeing(rows, sales, trades, later)
    if (other.rows.size < open.rows.size) open = other
  }
  inOrder(open, rows, sales)
  for (const [row, one] of open.told) told.set(row, one)
  open = { ...open, told }
  const [rowsLeft, salesLeft] = [[...open.rows], [...open.sales]]
  const [tellingDays, sellingDays] = [new Set(rowsLeft.map(row => row.closed)), new Set(salesLeft.map(sale => sale.day))]
  for (const [day, ofDay] of Map.groupBy(rowsLeft, row => row.closed)) {
    if (sellingDays.has(day)) continue
    for (const near of daysNear(day)) if (sellingDays.has(near) && !tellingDays.has(near)) resemble(open, ofDay, trades.get(near) ?? [])
  }
  for (const row of open.rows) {
    const known = trades.has(row.closed)
    told.set(row, { row, day: row.closed, sale: null, known })
  }
}

/** What agrees to the share and cent where the file dates its sales `later` trading days after their trades; then on one day, then on neighbouring days. */
function agreeing(
  rows: readonly RealizedLot[],
  sales: readonly SaleFact[],
  trades: ReadonlyMap<CivilDate, SaleFact[]>,
  later: number,
): Open {
  const open: Open = { rows: new Set(rows), sales: new Set(sales), told: new Map(), exact: [] }
  const days = [...Map.groupBy(rows, row => row.closed)].sort(([a], [b]) => compare(a, b))
  if (later > 0)
    for (const [day, ofDay] of days)
      for (const near of daysNear(day))
        if (near < day && tradingDaysBetween(near, day) === later) agree(open, ofDay, trades.get(near) ?? [])
  for (const [day, ofDay] of days) agree(open, ofDay, trades.get(day) ?? [])
  for (const [day, ofDay] of days) {
    if (open.sales.size === 0 || !ofDay.some(row => open.rows.has(row))) continue
    for (const near of daysNear(day)) agree(open, ofDay, trades.get(near) ?? [])
  }
  return open
}

/** Both sides whole, else sale by sale the lines that stand together in the file: what agrees to the share and cent is one sale. */
function agree(open: Open, rows: readonly RealizedLot[], sales: readonly SaleFact[]): void {
  let left = rows.filter(row => open.rows.has(row))
  const free = sales.filter(sale => open.sales.has(sale))
  if (left.length === 0 || free.length === 0) return
  if (isOne(left, free)) return join(open, left, free)
  // fewer lines add up to a large sale by chance
  for (const sale of free.toSorted((a, b) => b.shares - a.shares)) {
    const run = runOf(left, sale)
    if (run.length === 0) continue
    join(open, run, [sale])
    left = left.filter(row => open.rows.has(row))
  }
}

/** The first neighbouring lines that add up to the sale; none: empty. */
function runOf(rows: readonly RealizedLot[], sale: SaleFact): readonly RealizedLot[] {
  let [from, count, proceeds] = [0, 0, 0]
  for (const [index, row] of rows.entries()) {
    count += row.shares
    proceeds += row.proceeds
    while (count > sale.shares && from <= index) {
      count -= rows[from]?.shares ?? 0
      proceeds -= rows[from]?.proceeds ?? 0
      from += 1
    }
    if (count > 0 && count === sale.shares && proceeds === sale.proceeds) return rows.slice(from, index + 1)
  }
  return []
}

/** Of sales alike to the share and cent the earlier is the one that the file dates, or lists, earlier: a day's lines may tell of two days. */
function inOrder({ told, exact }: Open, rows: readonly RealizedLot[], sales: readonly SaleFact[]): void {
  if (exact.length < 2) return
  const [listed, executed] = [new Map(rows.map((row, at) => [row, at])), new Map(sales.map((sale, at) => [sale, at]))]
  const first = ({ rows: [row] }: Exact) => (row === undefined ? 0 : (listed.get(row) ?? 0))
  const closed = ({ rows: [row] }: Exact) => row?.closed ?? ''
  const place = ({ sale }: Exact) => executed.get(sale) ?? 0
  for (const alike of Map.groupBy(exact, ({ sale }) => `${sale.shares} ${sale.proceeds}`).values()) {
    const bySale = alike.toSorted((a, b) => compare(a.sale.day, b.sale.day) || place(a) - place(b))
    const byLine = alike.toSorted((a, b) => compare(closed(a), closed(b)) || first(a) - first(b))
    byLine.forEach((one, at) => {
      const { sale } = bySale[at] ?? one
      for (const row of one.rows) told.set(row, { row, day: sale.day, sale: sale.id, known: true })
    })
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The lines together, else line by line, with the sale they are most like: as many shares first, then the nearest amount for them. */
function resemble(open: Open, rows: readonly RealizedLot[], sales: readonly SaleFact[]): void {
  for (const own of [rows, ...rows.map(row => [row])]) {
    const left = own.filter(row => open.rows.has(row))
    if (left.length === 0 || left.length < own.length) continue
    const alike = sales.flatMap(sale => (open.sales.has(sale) ? likeness(left, sale) : []))
    const [best] = alike.sort((a, b) => Number(a.maybe) - Number(b.maybe) || a.fewer - b.fewer || a.apart - b.apart)
    if (best !== undefined) join(open, left, [best.sale], best.maybe)
  }
}

interface Likeness {
  readonly sale: SaleFact
  readonly maybe: boolean
  /** Shares of the sale the lines do not tell of. */
  readonly fewer: number
  /** Cents between what the lines state and what the sale brought for these shares. */
  readonly apart: number
}

/** None: they are not alike. */
function likeness(rows: readonly RealizedLot[], sale: SaleFact): Likeness[] {
  const [count, stated] = [sum(rows.map(row => row.shares)), sum(rows.map(row => row.proceeds))]
  if (sale.proceeds === null || count <= 0 || count > sale.shares) return []
  const brought = proportion(sale.proceeds, count, sale.shares)
  const [fewer, apart] = [sale.shares - count, Math.abs(stated - brought)]
  const allowed = Math.max(sale.fees, roundingCents * rows.length)
  const maybe = fewer > 0 || apart > allowed
  return apart <= allowed || apart * alikePart <= Math.abs(brought) ? [{ sale, maybe, fewer, apart }] : []
}

function sum(list: readonly number[]): number {
  return list.reduce((total, one) => total + one, 0)
}

function isOne(rows: readonly RealizedLot[], sales: readonly SaleFact[]): boolean {
  if (sales.some(sale => sale.proceeds === null)) return false
  return (
    sum(rows.map(row => row.shares)) === sum(sales.map(sale => sale.shares)) &&
    sum(rows.map(row => row.proceeds)) === sum(sales.map(sale => sale.proceeds ?? 0))
  )
}

function join(
  { rows, sales, told, exact }: Open,
  own: readonly RealizedLot[],
  sold: readonly SaleFact[],
  maybe: boolean | null = null,
): void {
  const [first] = sold
  if (first === undefined) return
  if (sold.length === 1 && maybe === null) exact.push({ rows: own, sale: first })
  for (const row of own) {
    told.set(row, {
      row,
      day: first.day,
      sale: sold.length === 1 ? first.id : null,
      known: true,
      ...(maybe === true ? { maybe: true as const } : {}),
    })
    rows.delete(row)
  }
  for (const sale of sold) sales.delete(sale)
}

/** The nearest first, the earlier of two alike; a weekend between counts no day. */
function daysNear(day: CivilDate): CivilDate[] {
  const near: CivilDate[] = []
  for (let away = -6; away <= 6; away += 1) {
    const other = addDays(day, away)
    const [from, to] = other < day ? [other, day] : [day, other]
    if (away !== 0 && tradingDaysBetween(from, to) <= mostDaysApart) near.push(other)
  }
  return near.sort((a, b) => Math.abs(daysBetween(a, day)) - Math.abs(daysBetween(b, day)) || (a < b ? -1 : 1))
}
