/**
 * "The same sale viewed with all methods side by side shows ST/LT gain, wash effect and tax for each, equal to what `lots` and `tax` print for the same case":
 * random households (lots in parts, chains inside one sale, IRAs and a health account, a 401(k), identical securities, several purchases of one day, splits, sales
 * before, gifts, inheritances, fills of one order, reinvestment, open points of law read either way), a sale proposed, and every column of it held against the two
 * commands: the same trades as a lot case with the sale as its last trade, once with the lots named and once by the method, and the year's tax before and after.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answerCase, type LotAnswer } from '../../src/main/engine/lots/case.ts'
import type { BookingPolicy } from '../../src/main/engine/lots/policy.ts'
import { compareSale } from '../../src/main/engine/sale.ts'
import { policyOf } from '../../src/main/engine/standing/policy.ts'
import { answerTaxCase } from '../../src/main/engine/tax/case.ts'
import { type Cents, cents, centsFromDecimal, decimalFromCents } from '../../src/shared/kernel/cents.ts'
import { addDays, civilDate } from '../../src/shared/kernel/civil-date.ts'
import { id } from '../../src/shared/kernel/id.ts'
import type { Price } from '../../src/shared/kernel/price.ts'
import { decimalFromShares } from '../../src/shared/kernel/shares.ts'
import { type LawSwitchId, lawSwitches, lawSwitchIds } from '../../src/shared/model/law.ts'
import { type LotCase, type LotTrade, lotCaseShape } from '../../src/shared/model/lot-case.ts'
import { lawChoicesShape } from '../../src/shared/model/settings.ts'
import type { MethodResult } from '../../src/shared/model/views.ts'
import { amountOf, bookOf, plainProfile, sharesOf } from '../fixtures/snapshot.ts'
import { federal2026 } from '../fixtures/tax-tables.ts'

/** A Friday, on which the exchange is open. */
const today = '2026-11-20'
const accountTypes = { own: 'taxable', joint: 'joint', roth: 'roth-ira', ira: 'traditional-ira', hsa: 'hsa', plan: '401k' } as const
const names = Object.keys(accountTypes) as Account[]
type Account = keyof typeof accountTypes
/** Dollars a share. Whole shares at whole dollars that thirty divides: no split and no part of a lot leaves a fraction of a cent. */
const prices = { AAA: 120, BBB: 60 } as const
type Symbol = keyof typeof prices

const trade = fc.record({
  account: fc.constantFrom<Account[]>('own', 'own', 'own', 'joint', 'roth', 'ira', 'hsa', 'plan'),
  symbol: fc.constantFrom<Symbol[]>('AAA', 'AAA', 'AAA', 'BBB'),
  /** Few days, so that several accounts buy on one of them; the sale's own among them. */
  ago: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(0, 2, 12, 12, 12, 12, 30) },
    fc.constantFrom(31, 40, 58),
    fc.integer({ min: 61, max: 500 }),
  ),
  kind: fc.constantFrom('purchase', 'purchase', 'purchase', 'drip', 'order', 'gift', 'inherited', 'sell', 'split'),
  count: fc.integer({ min: 1, max: 12 }),
  /** Of ten: what it cost against today's price. */
  rate: fc.integer({ min: 6, max: 16 }),
})
type Trade = typeof trade extends fc.Arbitrary<infer Each> ? Each : never

const home = fc.record({
  trades: fc.array(trade, { minLength: 4, maxLength: 14 }),
  identical: fc.boolean(),
  /** Mostly as most firms read it. */
  law: fc.option(
    fc.record(
      Object.fromEntries(lawSwitchIds.map(key => [key, fc.constantFrom(...lawSwitches[key].options.map(option => option.id))])) as {
        [Key in LawSwitchId]: fc.Arbitrary<string>
      },
    ),
    { freq: 2 },
  ),
  seller: fc.constantFrom<Account[]>('own', 'own', 'joint'),
  sells: fc.constantFrom<Symbol[]>('AAA', 'AAA', 'AAA', 'BBB'),
  part: fc.oneof(fc.constant(1000), fc.integer({ min: 1, max: 1000 })),
  wages: fc.constantFrom(30_000, 90_000, 260_000),
  carried: fc.tuple(fc.constantFrom(0, 900), fc.constantFrom(0, 5_500)),
})
type Home = typeof home extends fc.Arbitrary<infer Each> ? Each : never

/** The trades as a lot case and as a book: the same rows in the same order. */
function written({ trades, identical, law, wages, carried }: Home) {
  const book = bookOf(today).security('AAA', String(prices.AAA)).security('BBB', String(prices.BBB))
  for (const [name, type] of Object.entries(accountTypes))
    book.account(name, { type, fractional: true, averageElectedOn: civilDate('2020-01-02') })
  if (identical) book.relation('identical', 'AAA', 'BBB')
  const choice = (option: string) => ({ option, author: 'test', date: '2026-01-02', reason: 'test' })
  if (law !== null)
    book.settings({ law: lawChoicesShape.parse(Object.fromEntries(Object.entries(law).map(([key, option]) => [key, choice(option)]))) })
  const [carryforwardShort, carryforwardLong] = [amountOf(String(carried[0])), amountOf(String(carried[1]))]
  const ordinaryIncome = cents(amountOf(String(wages)) - federal2026.standardDeduction.single)
  book.with({ taxProfile: { ...plainProfile, ordinaryIncome, magi: amountOf(String(wages)), carryforwardShort, carryforwardLong } })
  const rows: LotTrade[] = []
  const held = new Map<string, number>()
  const add = (row: object) => rows.push({ id: `e${book.snapshot().entries.length}`, fees: '0', ...row } as LotTrade)
  for (const each of trades.toSorted((a, b) => b.ago - a.ago || Number(b.kind === 'split') - Number(a.kind === 'split')))
    write(each, { book, add, held })
  return { book, rows, held }
}

type Writing = { readonly book: ReturnType<typeof bookOf>; readonly add: (row: object) => void; readonly held: Map<string, number> }

function write({ account, symbol, ago, kind, count, rate }: Trade, { book, add, held }: Writing): void {
  const date = addDays(civilDate(today), -ago)
  const key = `${account} ${symbol}`
  const shares = held.get(key) ?? 0
  if (kind === 'split') return writeSplit(symbol, date, { book, add, held })
  const quantity = kind === 'sell' ? Math.min(shares, count * 10) : count * 10
  if (quantity === 0) return
  const each = (prices[symbol] / 10) * rate
  const total = String(each * quantity)
  const told = { account, accountType: accountTypes[account], security: symbol, date, quantity: String(quantity), total }
  held.set(key, kind === 'sell' ? shares - quantity : shares + quantity)
  if (kind === 'sell') {
    book.sell(account, symbol, date, String(quantity), total)
    return add({ ...told, side: 'sell', kind: 'sell', method: 'FIFO' })
  }
  const acquired = addDays(date, -300)
  const price = Math.round(each * (rate > 10 ? 0.75 : 1.5) * 1e6) as Price
  if (kind === 'drip') book.reinvest(account, symbol, date, String(quantity), total)
  else if (kind === 'order') book.buy(account, symbol, date, String(quantity), total, { orderGroup: `${key} ${date}` })
  else if (kind === 'gift') book.buy(account, symbol, date, String(quantity), total, { kind: 'gift-in', amount: null, price, acquired })
  else if (kind === 'inherited')
    book.buy(account, symbol, date, String(quantity), total, { kind: 'inherited', amount: null, acquired: date })
  else book.buy(account, symbol, date, String(quantity), total)
  const more = {
    purchase: { kind: 'purchase' },
    drip: { kind: 'drip' },
    order: { kind: 'purchase', orderGroup: `${key} ${date}` },
    gift: { kind: 'gift_in', acquired, giftFmv: String((price / 1e6) * quantity) },
    inherited: { kind: 'inherited', acquired: date },
  }[kind]
  add({ ...told, side: 'buy', ...more })
}

/** Two for one: each account that holds it tells of its own. */
function writeSplit(symbol: Symbol, date: string, { book, add, held }: Writing): void {
  for (const account of names) {
    const shares = held.get(`${account} ${symbol}`) ?? 0
    if (shares === 0) continue
    const { entries } = book.sell(account, symbol, date, '0', '0').snapshot()
    book.with({
      entries: entries.map((entry, at) => (at === entries.length - 1 ? { ...entry, kind: 'split', amount: null, ratio: [2, 1] } : entry)),
    })
    held.set(`${account} ${symbol}`, shares * 2)
    add({ account, accountType: accountTypes[account], security: symbol, date, side: 'split', quantity: '0', total: '0', ratio: '2:1' })
  }
}

interface Asked extends Home {
  readonly rows: readonly LotTrade[]
  readonly policy: BookingPolicy
  readonly count: number
}

/** What `lots` prints for the sale, the lots named or by the method, and what was realized in the year before it. */
function printed({ rows, policy, identical, seller, sells, count }: Asked, result: MethodResult, named: boolean) {
  const sale = {
    id: 'sale',
    side: 'sell',
    kind: 'sell',
    account: seller,
    accountType: accountTypes[seller],
    security: sells,
    date: today,
    quantity: String(count),
    total: String(count * prices[sells]),
    fees: '0',
    ...(named ? { lotIds: result.picks.map(pick => ({ lotId: pick.lot, quantity: decimalFromShares(pick.shares) })) } : {}),
  }
  const method = named ? 'SPECID' : result.method
  const settings = { washSales: true, identical: identical ? [['AAA', 'BBB']] : [] }
  const answer = answerCase(
    lotCaseShape.parse({ id: 'case', method, settings, trades: [...rows, sale] } satisfies unknown as LotCase),
    policy,
  )
  if (!answer.ok || !('realized' in answer.value)) throw new Error(JSON.stringify(answer))
  return { sale: sumOf(answer.value, sell => sell === 'sale'), before: sumOf(answer.value, sell => isOfYear(rows, sell)) }
}

function isOfYear(rows: readonly LotTrade[], sell: string | undefined): boolean {
  return rows.some(row => row.id === sell && row.date >= '2026-01-01')
}

function sumOf({ realized }: LotAnswer, wanted: (sell: string | undefined) => boolean) {
  const sum = { short: 0, long: 0, shortRecognized: 0, longRecognized: 0, washed: 0, permanent: 0 }
  let exact = true
  const amount = (text = ''): number => {
    const value = centsFromDecimal(text)
    exact &&= value !== undefined
    return value ?? Number(text) * 100
  }
  for (const row of realized) {
    if (!wanted(row.sellId)) continue
    const term = row.holding === 'long' ? 'long' : 'short'
    const [gain, washed] = [amount(row.gainBeforeWash), amount(row.washDisallowed)]
    sum[term] += gain
    sum[`${term}Recognized`] += gain + washed
    sum.washed += washed
    sum.permanent += amount(row.permanentlyDisallowed)
  }
  return { ...sum, exact }
}

/** The year's tax that `tax` prints for these results of sales. */
function taxOf({ wages, carried }: Home, short: number, long: number): number {
  const input = {
    ordinaryIncome: String(wages),
    shortTermNet: decimalFromCents(short as Cents),
    longTermNet: decimalFromCents(long as Cents),
    carryoverShortIn: String(carried[0]),
    carryoverLongIn: String(carried[1]),
  }
  const answer = answerTaxCase({ id: 'tax', year: 2026, filingStatus: 'single', input }, year => (year === 2026 ? federal2026 : undefined))
  if (typeof answer.totalTax !== 'string') throw new Error(JSON.stringify(answer))
  return centsFromDecimal(answer.totalTax) as number
}

/** Seen while comparing, so that the test cannot come to compare nothing of note. */
const seen = { columns: 0, washed: 0, permanent: 0, chained: 0, otherOrder: 0, before: 0, inexact: 0 }

function holdAgainst(asked: Asked, result: MethodResult, named: boolean): void {
  const { sale, before } = printed(asked, result, named)
  const { gainShort, gainLong, washed, permanent, tax } = result
  const figures = { short: gainShort, long: gainLong, washed, permanent }
  const { exact, shortRecognized, longRecognized, ...told } = sale
  seen.columns += 1
  seen.washed += Number(washed > 0)
  seen.permanent += Number(permanent > 0)
  seen.chained += Number(result.passedOn > 0)
  seen.otherOrder += Number(result.wash.otherOrder !== undefined)
  seen.before += Number(before.short !== 0 || before.long !== 0)
  if (!exact) {
    // the command keeps fractions of a cent, the books do not: a cent for every part that was rounded
    seen.inexact += 1
    for (const key of ['short', 'long', 'washed', 'permanent'] as const) expect(Math.abs((figures[key] ?? 0) - told[key])).toBeLessThan(20)
    return
  }
  expect(figures).toEqual(told)
  const [short, long] = [before.shortRecognized, before.longRecognized]
  expect(tax).toBe(taxOf(asked, short + shortRecognized, long + longRecognized) - taxOf(asked, short, long))
}

test('every column of a sale is what the two commands print for it', () => {
  for (const key of Object.keys(seen) as (keyof typeof seen)[]) seen[key] = 0
  fc.assert(
    fc.property(home, facts => {
      const { book, rows, held } = written(facts)
      const { seller, sells, part } = facts
      const all = held.get(`${seller} ${sells}`) ?? 0
      const count = Math.ceil((all * part) / 1000)
      if (count === 0) return
      const snapshot = book.snapshot()
      const view = compareSale(snapshot, null, { account: id(seller), security: id(sells), shares: sharesOf(String(count)) })
      if (!view.ok) throw new Error(view.refusal.what)
      expect(view.value.methods.map(result => [result.method, result.refusal])).toEqual(
        ['LEASTTAX', 'FIFO', 'LIFO', 'HIFO', 'LOFO', 'AVERAGE', 'MINTAX'].map(method => [method, null]),
      )
      const asked = { ...facts, rows, policy: policyOf(snapshot), count }
      for (const result of view.value.methods) {
        if (result.method !== 'AVERAGE') holdAgainst(asked, result, true)
        if (result.method !== 'LEASTTAX') holdAgainst(asked, result, false)
      }
    }),
    { numRuns: 300 },
  )
  const { columns, inexact, ...others } = seen
  expect(columns).toBeGreaterThan(1500)
  expect(inexact).toBeLessThan(columns / 10)
  expect(Math.min(...Object.values(others))).toBeGreaterThan(0)
})
