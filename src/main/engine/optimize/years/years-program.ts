/**
 * The joint problem over all years as one quadratic program, every simplification on the safe side (it can only come out better than any plan, so its bound holds of all):
 *   drift     d_y = d_{y−1} + bought − sold, λ1·share_y·TE(d_y)², exact; cash account by account
 *   returns   lots at the year's own gain; what was bought is sold again as if it had gained nothing, which where prices rise is less than it gains
 *   lots      Σ over years sold ≤ lot; what was bought may be sold later
 *   tax       netting of each year as in solve/regime.ts, with columns shut by the year's piece; carried losses go on in either character
 *   costs     proportional exactly; impact by a tangent below the curve; a commission as its share of the largest trade there can be
 *   1091      a year in which a group sells a loss it buys nothing, where the search has decided which; within a year only
 * Left out, which also only betters it: whole shares, minimum trades, number of trades, turnover, groups.
 */
import type { RegimeName } from '../../solve/regime.ts'
import { ProgramDraft, type QuadraticProgram } from '../../solve/sparse/quadratic-program.ts'
import { worthOfYears, yearsInTurn } from './tax-years.ts'
import type { YearOfLots, YearsPlan, YearsProblem } from './years-problem.ts'
import type { YearPrices } from './years-proof.ts'

/** One year's piece of the netting; `any`: not yet decided. */
export type Piece = RegimeName | 'any'

export interface YearsProgram {
  readonly program: QuadraticProgram
  planAt(point: Float64Array): YearsPlan
  /** Prices of the rows by what they are of. */
  pricesAt(price: Float64Array): YearPrices
  /** Net short and long of each year at a point. */
  netAt(point: Float64Array): { readonly short: number; readonly long: number }[]
}

/** What a part of the search has decided: the piece of each year's netting, and in which years a group of identical securities sells no loss, or buys nothing (IRC 1091). */
export interface Decided {
  readonly pieces: readonly Piece[]
  readonly sides: readonly Side[]
}

export interface Side {
  readonly year: number
  readonly group: number
  readonly barred: 'loss' | 'purchase'
}

/** Amounts of each security traded in each year near which impact is held by its tangent. */
export interface Tangents {
  readonly sold: readonly Float64Array[]
  readonly bought: readonly Float64Array[]
}

interface Ways {
  readonly sell: Int32Array[]
  readonly buy: Int32Array[]
  readonly resell: Int32Array[]
  readonly drift: Int32Array[]
  readonly rows: Rows
}

/** Row of each, −1 where there is none. */
interface Rows {
  readonly lot: Int32Array
  readonly stock: Int32Array[]
  readonly drift: Int32Array[]
  readonly exposure: Int32Array[]
  readonly cash: Int32Array[]
  readonly short: Int32Array
  readonly long: Int32Array
  readonly gainBudget: Int32Array
  readonly shortBudget: Int32Array
  readonly taxBudget: Int32Array
}

function noRows({ base, years }: YearsProblem): Rows {
  const none = (count: number) => new Int32Array(count).fill(-1)
  const each = (count: number) => years.map(() => none(count))
  const [byYear, bySecurity] = [() => none(years.length), () => each(base.securities.count)]
  return {
    lot: none(base.lots.count),
    stock: bySecurity(),
    drift: bySecurity(),
    exposure: each(base.factors.count),
    cash: years.map(({ cash }) => none(cash.length)),
    short: byYear(),
    long: byYear(),
    gainBudget: byYear(),
    shortBudget: byYear(),
    taxBudget: byYear(),
  }
}

function pricesOf(rows: Rows, price: Float64Array): YearPrices {
  const at = (list: Int32Array) => Float64Array.from(list, row => (row < 0 ? 0 : price[row]))
  return {
    lot: at(rows.lot),
    stock: rows.stock.map(at),
    drift: rows.drift.map(at),
    exposure: rows.exposure.map(at),
    cash: rows.cash.map(at),
    short: at(rows.short),
    long: at(rows.long),
    gainBudget: at(rows.gainBudget),
    shortBudget: at(rows.shortBudget),
    taxBudget: at(rows.taxBudget),
  }
}

/** More of the account than any gain or loss can be. */
const wide = 4

export function yearsProgram(problem: YearsProblem, decided: Decided, near: Tangents): YearsProgram {
  const draft = new ProgramDraft()
  const { base, years, periods } = problem
  const count = years.length
  const ways: Ways = {
    sell: years.map(() => new Int32Array(base.lots.count)),
    buy: years.map(() => new Int32Array(base.securities.count)),
    resell: years.map(() => new Int32Array(base.securities.count)),
    drift: years.map(() => new Int32Array(base.securities.count)),
    rows: noRows(problem),
  }
  for (let i = 0; i < base.securities.count; i++) putSecurity(draft, problem, ways, { near, decided }, i)
  for (let y = 0; y < count; y++) {
    putRisk(draft, problem, ways, y)
    putCash(draft, problem, ways, y)
  }
  const nets = putTaxes(draft, problem, ways, decided.pieces)
  const [taxes, discounts] = [years.map(({ tax }) => tax), periods.map(({ discount }) => discount)]
  // a plan's tax is counted from that of selling nothing
  draft.constant -= base.weights.tax * worthOfYears(taxes, discounts, [])
  const program = draft.finished()
  return {
    program,
    planAt: point => {
      const of = (list: readonly Int32Array[]) => list.map(index => Float64Array.from(index, at => (at < 0 ? 0 : Math.max(0, point[at]))))
      return { sell: of(ways.sell), buy: of(ways.buy), resell: of(ways.resell) }
    },
    pricesAt: price => pricesOf(ways.rows, price),
    netAt: point => nets.map(({ short, long }) => ({ short: amountOf(short, point), long: amountOf(long, point) })),
  }
}

type Sum = readonly { readonly variable: number; readonly value: number }[]

function amountOf(sum: Sum, point: Float64Array): number {
  return sum.reduce((total, { variable, value }) => total + value * point[variable], 0)
}

function putSecurity(
  draft: ProgramDraft,
  { base, years, periods }: YearsProblem,
  ways: Ways,
  { near, decided }: { near: Tangents; decided: Decided },
  i: number,
): void {
  const { securities, lots, weights, factors } = base
  const isBarred = (y: number, barred: Side['barred']) =>
    decided.sides.some(side => side.year === y && side.group === securities.identical[i] && side.barred === barred)
  const rate = (y: number, trades: Tangents[keyof Tangents], largest: number) => {
    const { linearCost, impact, impactPower, square, fixedCost } = securities
    const at = trades[y]?.[i] ?? 0
    draft.constant -= weightOf(y) * ((impactPower - 1) * impact[i] * at ** impactPower + square[i] * at * at)
    const tangent = at > 0 ? impactPower * impact[i] * at ** (impactPower - 1) + 2 * square[i] * at : 0
    return weightOf(y) * (linearCost[i] + tangent + (largest > 0 ? fixedCost[i] / largest : 0))
  }
  const weightOf = (y: number) => weights.cost * (periods[y]?.discount ?? 1) * (periods[y]?.growth ?? 1)
  const most = years.reduce((largest, { buyable }) => Math.max(largest, buyable[i]), 1) * years.length
  const saleRate = years.map((_, y) => rate(y, near.sold, 0))
  // no more than all of it is sold of the lots: each part bears its part of the commission
  const commission = securities.held[i] > 0 ? securities.fixedCost[i] / securities.held[i] : 0
  for (let l = lots.start[i]; l < lots.start[i + 1]; l++) {
    if (!years.some(({ free }) => free[l] > 0)) {
      years.forEach((_, y) => {
        ways.sell[y][l] = -1
      })
      continue
    }
    years.forEach(({ free, gain }, y) => {
      ways.sell[y][l] = draft.variable({
        low: 0,
        high: gain[l] < 0 && isBarred(y, 'loss') ? 0 : free[l],
        linear: saleRate[y] + weightOf(y) * commission,
      })
    })
    const left = draft.variable({ low: 0, high: lots.value[l] })
    const row = draft.row(lots.value[l])
    ways.rows.lot[l] = row
    for (let y = 0; y < years.length; y++) draft.put(row, ways.sell[y][l], 1)
    draft.put(row, left, 1)
  }
  let [bought, drift] = [-1, -1]
  const { risk } = weights
  years.forEach(({ buyable }, y) => {
    const buy = draft.variable({
      low: 0,
      high: isBarred(y, 'purchase') ? 0 : buyable[i],
      linear: rate(y, near.bought, Math.max(buyable[i], 1e-9)),
    })
    const resell = draft.variable({ low: 0, high: y === 0 ? 0 : most, linear: saleRate[y] })
    const stock = draft.variable({ low: 0, high: most })
    const stockRow = draft.row(0)
    ways.rows.stock[y][i] = stockRow
    draft.put(stockRow, stock, 1)
    if (bought >= 0) draft.put(stockRow, bought, -1)
    draft.put(stockRow, buy, -1)
    draft.put(stockRow, resell, 1)
    const square = 2 * risk * (periods[y]?.share ?? 0) * factors.specific[i]
    const now = draft.variable({ low: securities.drift[i] - securities.held[i] - 1, high: securities.drift[i] + most, square })
    const row = draft.row(drift < 0 ? securities.drift[i] : 0)
    ways.rows.drift[y][i] = row
    draft.put(row, now, 1)
    if (drift >= 0) draft.put(row, drift, -1)
    draft.put(row, buy, -1)
    draft.put(row, resell, 1)
    for (let l = lots.start[i]; l < lots.start[i + 1]; l++) if (ways.sell[y][l] >= 0) draft.put(row, ways.sell[y][l], 1)
    ways.buy[y][i] = buy
    ways.resell[y][i] = resell
    ways.drift[y][i] = now
    bought = stock
    drift = now
  })
}

function putRisk(draft: ProgramDraft, { base, periods }: YearsProblem, { drift, rows }: Ways, y: number): void {
  const { factors, weights, securities } = base
  for (let f = 0; f < factors.count; f++) {
    let reach = 0
    for (let i = 0; i < securities.count; i++) reach += Math.abs(factors.exposure[i * factors.count + f]) * wide
    const exposure = draft.variable({ low: -reach, high: reach, square: 2 * weights.risk * (periods[y]?.share ?? 0) })
    const row = draft.row(0)
    rows.exposure[y][f] = row
    for (let i = 0; i < securities.count; i++) draft.put(row, drift[y][i], factors.exposure[i * factors.count + f])
    draft.put(row, exposure, -1)
  }
}

function putCash(draft: ProgramDraft, { base, years }: YearsProblem, { drift, rows }: Ways, y: number): void {
  for (const [a, { from, until, low, high }] of (years[y] as YearOfLots).cash.entries()) {
    const before = base.securities.drift.slice(from, until).reduce((sum, each) => sum + each, 0)
    const spent = draft.variable({ low, high })
    const row = draft.row(before)
    rows.cash[y][a] = row
    for (let i = from; i < until; i++) draft.put(row, drift[y][i], 1)
    draft.put(row, spent, -1)
  }
}

/** Columns that the piece of the year leaves open. */
const open: Readonly<Record<'shortPart' | 'longPart' | 'shortIntoLong' | 'longIntoShort' | 'loss', readonly Piece[]>> = {
  shortPart: ['any', 'gain', 'mixed'],
  longPart: ['any', 'gain'],
  shortIntoLong: ['any', 'gain', 'loss'],
  longIntoShort: ['any', 'mixed', 'loss'],
  loss: ['any', 'loss'],
}

function putTaxes(draft: ProgramDraft, problem: YearsProblem, { sell, rows }: Ways, pieces: readonly Piece[]) {
  const { base, years, periods } = problem
  const { lots } = base
  const resting = yearsInTurn(
    years.map(({ tax }) => tax),
    [],
  )
  let carried: { short: number; long: number } | undefined
  return years.map(({ tax, long, gain, budget }, y) => {
    const piece = pieces[y] ?? 'any'
    const last = y === years.length - 1
    const price = base.weights.tax * (periods[y]?.discount ?? 1)
    const column = (name: keyof typeof open, rate: number, high = wide) =>
      draft.variable({ low: 0, high: open[name].includes(piece) ? high : 0, linear: price * rate })
    const p = column('shortPart', tax.short)
    const q = column('longPart', tax.long)
    const m = column('shortIntoLong', 0)
    const n = column('longIntoShort', 0)
    const used = column('loss', -tax.ordinary, tax.cap)
    const onShort = column('loss', last ? -tax.carried : 0)
    const onLong = column('loss', last ? -tax.carried : 0)
    const [shortRow, longRow] = [draft.row(-tax.shortSoFar), draft.row(-tax.longSoFar)]
    rows.short[y] = shortRow
    rows.long[y] = longRow
    for (let l = 0; l < lots.count; l++) if (sell[y][l] >= 0) draft.put(long[l] ? longRow : shortRow, sell[y][l], gain[l])
    if (carried) {
      draft.put(shortRow, carried.short, -1)
      draft.put(longRow, carried.long, -1)
    }
    const short: Sum = [p, m, n, used, onShort, onLong].map((variable, at) => ({ variable, value: [1, -1, 1, -1, -1, -1][at] as number }))
    const longSum: Sum = [q, m, n].map((variable, at) => ({ variable, value: [1, 1, -1][at] as number }))
    for (const { variable, value } of short) draft.put(shortRow, variable, -value)
    for (const { variable, value } of longSum) draft.put(longRow, variable, -value)
    putBudget(draft, problem, { sell, rows }, y, short)
    if (budget.tax !== null) {
      const room = draft.variable({ low: 0, high: 2 * wide })
      const row = draft.row(budget.tax + (resting[y]?.tax ?? 0))
      rows.taxBudget[y] = row
      draft.put(row, room, 1)
      draft.put(row, p, tax.short)
      draft.put(row, q, tax.long)
      draft.put(row, used, -tax.ordinary)
    }
    carried = { short: onShort, long: onLong }
    return { short, long: longSum }
  })
}

function putBudget(
  draft: ProgramDraft,
  { base, years }: YearsProblem,
  { sell, rows }: Pick<Ways, 'sell' | 'rows'>,
  y: number,
  short: Sum,
): void {
  const { budget, tax, long, gain } = years[y] as YearOfLots
  if (budget.gain === null) return
  const room = draft.variable({ low: 0, high: 2 * wide })
  const row = draft.row(budget.gain)
  rows.gainBudget[y] = row
  for (let l = 0; l < base.lots.count; l++) if (long[l] && sell[y][l] >= 0) draft.put(row, sell[y][l], gain[l])
  draft.put(row, room, 1)
  const shortRoom = draft.variable({ low: 0, high: 2 * wide })
  const shortRow = draft.row(Math.max(0, tax.shortSoFar))
  rows.shortBudget[y] = shortRow
  for (const { variable, value } of short) draft.put(shortRow, variable, value)
  draft.put(shortRow, shortRoom, 1)
}
