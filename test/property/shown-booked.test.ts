/**
 * What the desk shows of a sale is what the books make of it, to the cent: random households (lots of one day, lots in pieces, gifts, an IRA, a 401(k), a spouse
 * who files apart, identical securities, every reading of the law), random methods and picks. Shown by the sale's columns, by a basket of several choices with
 * purchases, and by a try on the timeline; then the same sales stand in the ledger and the booking engine says what they were.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pricedBasket } from '../../src/main/engine/basket.ts'
import { pickLots } from '../../src/main/engine/lots/pick.ts'
import { projectLots } from '../../src/main/engine/lots/project.ts'
import { compareSale } from '../../src/main/engine/sale.ts'
import { policyOf } from '../../src/main/engine/standing/policy.ts'
import { type Standing, standingOf } from '../../src/main/engine/standing/standing.ts'
import { tryTrade } from '../../src/main/engine/timeline/try.ts'
import { addDays, civilDate } from '../../src/shared/kernel/civil-date.ts'
import { id } from '../../src/shared/kernel/id.ts'
import { marketValue, type Price } from '../../src/shared/kernel/price.ts'
import { decimalFromShares, shares } from '../../src/shared/kernel/shares.ts'
import type { ReliefMethod } from '../../src/shared/model/book.ts'
import { type LawSwitchId, lawSwitches, lawSwitchIds } from '../../src/shared/model/law.ts'
import type { LotPick } from '../../src/shared/model/ledger.ts'
import { lawChoicesShape } from '../../src/shared/model/settings.ts'
import type { SaleChoice } from '../../src/shared/model/ticket.ts'
import { bookOf } from '../fixtures/snapshot.ts'

const asOf = '2026-11-20'
const prices = { AAA: '10.37', BBB: '21.03' } as const
const accounts = ['joint', 'own', 'hers', 'ira', 'plan'] as const
type Name = (typeof accounts)[number]
type Symbol = keyof typeof prices

const trade = fc.record({
  account: fc.constantFrom<Name[]>('joint', 'joint', 'own', 'hers', 'ira', 'plan'),
  symbol: fc.constantFrom<Symbol[]>('AAA', 'AAA', 'BBB'),
  /** Steps of five days, so that several accounts trade on one day: the order of the entries holds. */
  step: fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: 1, max: 6 }) },
    fc.integer({ min: 6, max: 14 }),
    fc.integer({ min: 70, max: 90 }),
  ),
  kind: fc.constantFrom('buy', 'buy', 'buy', 'reinvest', 'order', 'gift', 'sell'),
  count: fc.integer({ min: 500, max: 9_000 }),
  rate: fc.integer({ min: 60, max: 170 }),
})
type Trade = typeof trade extends fc.Arbitrary<infer Each> ? Each : never

const law = fc.record(
  Object.fromEntries(lawSwitchIds.map(key => [key, fc.constantFrom(...lawSwitches[key].options.map(option => option.id))])) as {
    [Key in LawSwitchId]: fc.Arbitrary<string>
  },
)

interface Home {
  readonly trades: readonly Trade[]
  readonly law: Readonly<Record<LawSwitchId, string>>
  readonly identical: boolean
  readonly apart: boolean
}

const home: fc.Arbitrary<Home> = fc.record({
  trades: fc.array(trade, { minLength: 4, maxLength: 16 }),
  law,
  identical: fc.boolean(),
  apart: fc.boolean(),
})

function household({ trades, law: read, identical, apart }: Home) {
  const book = bookOf(asOf).security('AAA', prices.AAA).security('BBB', prices.BBB)
  book.person('sam').person('dana', 'spouse')
  const elected = { averageElectedOn: civilDate('2020-01-02') }
  book.account('joint', { type: 'joint', fractional: true, ...elected }).account('own', { owner: id('sam'), fractional: true, ...elected })
  book.account('hers', { owner: id('dana'), fractional: true }).account('ira', { type: 'roth-ira', owner: id('sam') })
  book.account('plan', { type: '401k', owner: id('sam') })
  if (apart) book.profile({ filingStatus: 'mfs' })
  if (identical) book.relation('identical', 'AAA', 'BBB')
  const choice = (option: string) => ({ option, author: 'test', date: '2026-01-02', reason: 'test' })
  book.settings({ law: lawChoicesShape.parse(Object.fromEntries(Object.entries(read).map(([key, option]) => [key, choice(option)]))) })
  for (const each of trades.toSorted((a, b) => b.step - a.step)) {
    const day = addDays(civilDate(asOf), -each.step * 5)
    const count = (each.count / 1000).toFixed(3)
    const total = ((Number(prices[each.symbol]) * each.count * each.rate) / 100_000).toFixed(2)
    const told = [each.account, each.symbol, day, count, total] as const
    if (each.kind === 'sell') book.sell(...told)
    else if (each.kind === 'reinvest') book.reinvest(...told)
    else if (each.kind === 'order') book.buy(...told, { orderGroup: `${each.account} ${each.symbol} ${day}` })
    else if (each.kind === 'gift') {
      const price = Math.round(Number(prices[each.symbol]) * (each.rate > 115 ? 0.9 : 1.1) * 1e6) as Price
      book.buy(...told, { kind: 'gift-in', amount: null, price, acquired: addDays(day, -300) })
    } else book.buy(...told)
  }
  return book
}

const methods = ['FIFO', 'LIFO', 'HIFO', 'LOFO', 'MINTAX', 'AVERAGE', 'SPECID'] as const satisfies readonly ReliefMethod[]

const ask = fc.record({
  account: fc.constantFrom<Name[]>('joint', 'joint', 'own', 'hers', 'ira'),
  symbol: fc.constantFrom<Symbol[]>('AAA', 'AAA', 'BBB'),
  method: fc.constantFrom(...methods),
  part: fc.integer({ min: 1, max: 1000 }),
  replace: fc.boolean(),
})
type Ask = typeof ask extends fc.Arbitrary<infer Each> ? Each : never

/** The picks of an ask; null where nothing is held, or some lots are spoken for. */
function choiceOf(standing: Standing, { account, symbol, method, part, replace }: Ask): SaleChoice | null {
  const lots = standing.lots.filter(lot => lot.account === account && lot.security === symbol)
  const held = lots.reduce((sum, lot) => sum + lot.shares, 0)
  if (held === 0) return null
  const wanted = shares(Math.max(1000, Math.round((held * part) / 1_000_000) * 1000))
  if (wanted > held) return null
  const context = { date: civilDate(asOf), price: standing.priceOf(id(symbol))?.price ?? null, averageAllowed: true }
  let picks: readonly LotPick[]
  if (method === 'SPECID') {
    // the last lots, cut: no method takes these
    picks = lots
      .toReversed()
      .map((lot, index) => ({ lot: lot.id, shares: index % 2 === 0 ? lot.shares : shares(Math.ceil(lot.shares / 2)) }))
    picks = picks.slice(0, 1 + (part % 4))
  } else {
    const found = pickLots(method, lots, wanted, context)
    if (!found.ok) return null
    picks = found.value
  }
  const other = symbol === 'AAA' ? 'BBB' : 'AAA'
  return {
    account: id(account),
    security: id(symbol),
    method,
    picks: [...picks],
    replacement: replace && account === 'joint' ? id(other) : null,
    override: '',
  }
}

type Book = ReturnType<typeof household>

/** The sale in the ledger; what it sells by the average names no lots. */
function sellIn(book: Book, { account, security, method, picks }: SaleChoice): void {
  const count = shares(picks.reduce((sum, pick) => sum + pick.shares, 0))
  const price = book.snapshot().prices.find(row => row.security === security)?.price as Price
  const total = (marketValue(count, price) / 100).toFixed(2)
  const named = method === 'AVERAGE' ? {} : { picks: picks.map(pick => ({ ...pick })) }
  book.sell(account, security, asOf, decimalFromShares(count), total, named)
  if (method === 'AVERAGE')
    book.with({ accounts: book.snapshot().accounts.map(one => (one.id === account ? { ...one, defaultMethod: 'AVERAGE' as const } : one)) })
}

function booked(book: Book, from: number) {
  const snapshot = book.snapshot()
  const ids = new Set<string>(snapshot.entries.slice(from).map(entry => entry.id))
  const projection = projectLots(snapshot, policyOf(snapshot))
  const rows = projection.realized.filter(row => ids.has(row.sale))
  expect(projection.issues.filter(issue => ids.has(issue.entry ?? ''))).toEqual([])
  const sum = (of: (row: (typeof rows)[number]) => number | null) => rows.reduce((total, row) => total + (of(row) ?? 0), 0)
  const of = (term: 'short' | 'long') => ({
    gain: sum(row => (row.term === term ? row.gain : 0)),
    recognized: sum(row => (row.term === term ? row.recognized : 0)),
  })
  const [short, long] = [of('short'), of('long')]
  const gains = [short.gain, long.gain]
  return {
    short: short.recognized,
    long: long.recognized,
    gains,
    washed: sum(row => row.disallowed),
    permanent: sum(row => row.permanent),
    rows,
  }
}

/** Past sales by the average would be booked another way once the account averages by default. */
function noneSoldBefore({ trades }: Home, { account, method }: Pick<SaleChoice, 'account' | 'method'>): boolean {
  return method !== 'AVERAGE' || !trades.some(each => each.kind === 'sell' && each.account === account)
}

test('a basket of several sales, with what replaces them', () => {
  let [washed, passed, lost, averaged] = [0, 0, 0, 0]
  fc.assert(
    fc.property(home, fc.array(ask, { minLength: 1, maxLength: 4 }), (facts, asks) => {
      const book = household(facts)
      const standing = standingOf(book.snapshot())
      const seen = new Set<string>()
      const choices = asks.flatMap(each => {
        const choice = choiceOf(standing, each)
        const key = `${each.account} ${each.symbol}`
        if (choice === null || seen.has(key) || !noneSoldBefore(facts, choice)) return []
        // an account averages all it sells or nothing
        if (choice.method === 'AVERAGE' && asks.some(one => one !== each && one.account === each.account)) return []
        seen.add(key)
        return [choice]
      })
      if (choices.length === 0) return
      const shown = pricedBasket(standing, choices)
      if (shown.choices.some(choice => choice.objections.some(one => one.code === 'rule/average-not-allowed'))) return
      const before = book.snapshot().entries.length
      for (const choice of choices) sellIn(book, choice)
      for (const [index, { buy }] of shown.choices.entries()) {
        if (buy === null || buy.shares === 0) continue
        book.buy((choices[index] as SaleChoice).account, buy.security, asOf, decimalFromShares(buy.shares), (buy.amount / 100).toFixed(2))
      }
      const real = booked(book, before)
      washed += Math.sign(shown.basket.washed)
      passed += Math.sign(shown.choices.reduce((sum, choice) => sum + choice.passedOn, 0))
      lost += Math.sign(shown.basket.permanent)
      averaged += Number(choices.some(choice => choice.method === 'AVERAGE'))
      const { lossShort, lossLong, gainShort, gainLong, washed: taken, permanent } = shown.basket
      expect([gainShort - lossShort, gainLong - lossLong, taken, permanent]).toEqual([...real.gains, real.washed, real.permanent])
      expect(shown.change).toEqual({ short: real.short, long: real.long })
    }),
    { numRuns: 1500, seed: 1091 },
  )
  expect(Math.min(washed / 5, passed, lost, averaged)).toBeGreaterThan(20)
})

test('the columns of a sale, least tax among them, and a try on the timeline', () => {
  let washed = 0
  fc.assert(
    fc.property(home, ask, (facts, each) => {
      const book = household(facts)
      const standing = standingOf(book.snapshot())
      const choice = choiceOf(standing, each)
      if (choice === null) return
      const { account, security } = choice
      const count = choice.picks.reduce((sum, pick) => shares(sum + pick.shares), shares(0))
      const view = compareSale(standing.snapshot, null, { account, security, shares: count })
      if (!view.ok) throw new Error(view.refusal.what)
      for (const { method, picks, refusal, gainShort, gainLong, washed: taken, permanent, tax } of view.value.methods) {
        const relief = method === 'LEASTTAX' || method === 'CUSTOM' ? 'SPECID' : method
        if (refusal !== null || !noneSoldBefore(facts, { account, method: relief })) continue
        const after = household(facts)
        const from = after.snapshot().entries.length
        sellIn(after, { ...choice, method: relief, picks: [...picks] })
        const real = booked(after, from)
        washed += Math.sign(taken)
        if (each.account !== 'ira') expect([gainShort, gainLong, taken]).toEqual([...real.gains, real.washed])
        expect(permanent).toBe(real.permanent)
        if (each.account !== 'ira') expect(tax).toBe(-(standing.year?.worth(real.short as never, real.long as never).savedNow ?? 0) + 0)
      }
      if (choice.method === 'AVERAGE') return
      const lots = { take: 'lots' as const, picks: choice.picks, method: choice.method }
      const trial = tryTrade(standing.snapshot, { side: 'sell', account, security, date: civilDate(asOf), lots })
      if (!trial.ok) throw new Error(trial.refusal.what)
      const from = book.snapshot().entries.length
      sellIn(book, choice)
      const real = booked(book, from)
      if (each.account === 'ira') return
      const { gainShort, gainLong, disallowed, permanent, saved } = trial.value
      expect([gainShort, gainLong, disallowed]).toEqual([...real.gains, real.washed])
      expect(permanent).toBe(real.permanent)
      expect(saved).toBe(standing.year?.worth(real.short as never, real.long as never).savedNow ?? null)
    }),
    { numRuns: 600, seed: 1091 },
  )
  expect(washed).toBeGreaterThan(200)
})
