/** A transition of an account of the book: scenarios, the years that follow from each other, this year as the ordinary plan, and what is refused. */
import { describe, expect, test } from 'vitest'
import { planHousehold } from '../../../../../src/main/engine/rebalance/household-plan.ts'
import { periodsOf, riskOfYear } from '../../../../../src/main/engine/transition/periods.ts'
import { planTransition } from '../../../../../src/main/engine/transition/transition.ts'
import { civilDate } from '../../../../../src/shared/kernel/civil-date.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import { valueOrThrow } from '../../../../../src/shared/kernel/outcome.ts'
import type { Snapshot } from '../../../../../src/shared/model/snapshot.ts'
import type { TransitionAsked } from '../../../../../src/shared/model/transition.ts'
import { transitionShape } from '../../../../../src/shared/model/transition.ts'
import { twoAccounts, wishes } from '../../../../fixtures/household.ts'
import { amountOf } from '../../../../fixtures/snapshot.ts'

const quiet = { advance: () => undefined }
const legacy = () =>
  twoAccounts()
    .lot('joint', 'VTI', '2021-03-14', '400', '60000.00')
    .lot('joint', 'VTI', '2025-12-14', '300', '50000.00')
    .lot('joint', 'BND', '2021-01-10', '100', '7900.00')
const asking = (change: Partial<TransitionAsked> = {}): TransitionAsked => ({
  accounts: [id('joint')],
  rise: null,
  wishes: { ...wishes, seconds: 0.3 },
  years: 3,
  discount: { rate: 40_000, source: 'a test' },
  custom: null,
  ...change,
})
const planned = (snapshot: Snapshot, asked: TransitionAsked) =>
  planTransition(snapshot, asked, snapshot.federal ? [snapshot.federal] : [], quiet)

describe('three years of a legacy position', () => {
  const snapshot = legacy().snapshot()
  const transition = valueOrThrow(planned(snapshot, asking({ custom: { kind: 'gain', budgets: [amountOf('1000')] } })))
  const scenario = (key: string) => transition.scenarios.find(each => each.key === key) ?? transition.scenarios[0]

  test('it is a document of its shape, and five scenarios and the own one stand beside the years together', () => {
    expect(transitionShape.safeParse({ ...transition, snapshotHash: '', engine: '' }).error).toBeUndefined()
    expect(transition.scenarios.map(({ key }) => key)).toEqual(['together', 'never', 'none', 'quarter', 'half', 'all', 'custom'])
    expect(transition.scenarios.filter(({ best }) => best)).toHaveLength(1)
    for (const each of transition.scenarios) expect(each.bound).toBeLessThanOrEqual(each.utility)
    expect(scenario('together')?.gap).toBeLessThan(30_000)
  })
  test('budgets hold in each year, and the years together are no worse than everything at once', () => {
    for (const year of scenario('never')?.years ?? []) expect(year.long).toBeLessThanOrEqual(0)
    expect(scenario('none')?.years[0]?.long).toBeLessThanOrEqual(0)
    expect(scenario('custom')?.years[0]?.long).toBeLessThanOrEqual(amountOf('1000') + 1)
    expect(scenario('together')?.utility).toBeLessThanOrEqual(scenario('all')?.utility ?? 0)
  })
  test('a lot is sold once: the years together never sell more of it than there is', () => {
    for (const { years } of transition.scenarios) {
      const sold = new Map<string, number>()
      for (const { lot, shares } of years.flatMap(({ sales }) => sales)) if (lot !== null) sold.set(lot, (sold.get(lot) ?? 0) + shares)
      for (const [lot, count] of sold) {
        expect(count).toBeLessThanOrEqual(snapshot.statementLots.find(each => each.id === lot)?.shares ?? 0)
      }
    }
  })
  test('the short lot is long-term in January, and no short-term gain is taken in the years together', () => {
    for (const year of scenario('together')?.years ?? []) expect(year.short).toBeLessThanOrEqual(100)
    expect(transition.assumptions.join(' ')).toContain('No tax table of 2027: that of 2026 is assumed')
  })
  test('this year at once is the ordinary plan of today', () => {
    const plan = valueOrThrow(
      planHousehold(snapshot, { accounts: [id('joint')], wishes: { ...wishes, seconds: 0.3 }, curve: false }, quiet),
    )
    const [account] = plan.accounts
    const first = scenario('all')?.years[0]
    expect(first?.sales.map(({ lot, shares }) => [lot, shares])).toEqual(
      account?.trades.flatMap(({ lots }) => lots).map(({ lot, shares }) => [lot, shares]),
    )
    expect(first?.long).toBe(account?.trades.reduce((sum, { gainLong }) => sum + gainLong, 0))
  })
  test('what is taken over is that scenario’s own first year', () => {
    const half = scenario('half')
    if (!half?.first) throw new Error('nothing to take over')
    const plan = valueOrThrow(planHousehold(snapshot, { accounts: [id('joint')], wishes: half.first, curve: false }, quiet))
    expect(plan.certificate?.checked).toBe('good')
    const sold = plan.accounts[0]?.trades.flatMap(({ lots }) => lots).map(({ lot, shares }) => [lot, shares])
    expect(half.years[0]?.sales.map(({ lot, shares }) => [lot, shares])).toEqual(sold)
  })
})

describe('two accounts together', () => {
  /** A gain in one account, a loss in the other. */
  const book = () =>
    legacy()
      .account('trust', { type: 'taxable', model: id('growth'), cash: amountOf('2000') })
      .lot('trust', 'VTI', '2021-12-03', '300', '115000.00')
      .lot('trust', 'BND', '2022-03-03', '200', '15800.00')
  const both = asking({ accounts: [id('joint'), id('trust')] })
  const snapshot = book().snapshot()
  const transition = valueOrThrow(planned(snapshot, both))
  const scenario = (key: string) => transition.scenarios.find(each => each.key === key) ?? transition.scenarios[0]

  test('both are planned, each order names its account, and the checker passes every scenario', () => {
    expect(transition.accounts.map(({ account }) => account)).toEqual(['joint', 'trust'])
    const named = new Set(transition.scenarios.flatMap(({ years }) => years.flatMap(({ sales }) => sales.map(({ account }) => account))))
    expect([...named].sort()).toEqual(['joint', 'trust'])
    expect(transition.scenarios.map(({ key, check }) => `${key} ${check.checked}`)).toEqual(
      transition.scenarios.map(({ key }) => `${key} good`),
    )
  })
  test('the loss of one shelters the gain of the other: the year is netted once', () => {
    const year = scenario('all')?.years[0]
    const gained = (account: string) => (year?.sales ?? []).reduce((sum, sale) => (sale.account === account ? sum + sale.gain : sum), 0)
    expect(gained('joint')).toBeGreaterThan(amountOf('5000'))
    expect(gained('trust')).toBeLessThan(-amountOf('5000'))
    const net = gained('joint') + gained('trust')
    expect((year?.short ?? 0) + (year?.long ?? 0)).toBeCloseTo(net, -2)
    // 15 % of the gain that is left, or $3,000 of the loss against income at 24 %
    expect(year?.tax ?? 0).toBeCloseTo(net > 0 ? 0.15 * net : -0.24 * Math.min(-net, 300_000), -3)
  })
  test('a budget is the household’s, not each account’s', () => {
    const capped = valueOrThrow(planned(snapshot, { ...both, custom: { kind: 'gain', budgets: [amountOf('2000'), amountOf('2000')] } }))
    const years = capped.scenarios.find(({ key }) => key === 'custom')?.years ?? []
    expect(years).toHaveLength(3)
    for (const { long } of years.slice(0, 2)) expect(long).toBeLessThanOrEqual(amountOf('2000') + 1)
  })
  test('of no security a loss is sold in one account while the other buys it, in one year', () => {
    for (const { years } of transition.scenarios)
      for (const { sales, purchases } of years) {
        const lost = new Set(sales.filter(({ gain }) => gain < 0).map(({ security }) => security))
        expect(purchases.filter(({ security }) => lost.has(security))).toEqual([])
      }
  })
  test('this year is the ordinary plan of both accounts', () => {
    const accounts = [id<'account'>('joint'), id<'account'>('trust')]
    const plan = valueOrThrow(planHousehold(snapshot, { accounts, wishes: { ...wishes, seconds: 0.3 }, curve: false }, quiet))
    const sold = plan.accounts.flatMap(({ trades }) => trades.flatMap(({ lots }) => lots.map(({ lot, shares }) => `${lot} ${shares}`)))
    expect(scenario('all')?.years[0]?.sales.map(({ lot, shares }) => `${lot} ${shares}`)).toEqual(sold)
  })
})

test('an assumed return is named, makes the gains left larger, and keeps the checker’s word', () => {
  const rise = { rate: 60_000, source: 'capital market assumptions of the firm, 2026' }
  const [flat, rising] = [null, rise].map(each => valueOrThrow(planned(legacy().snapshot(), asking({ rise: each }))))
  expect(rising?.assumptions.join(' ')).toContain('every price, and cash, rises 6 % a year (capital market assumptions of the firm, 2026)')
  expect(flat?.assumptions.join(' ')).toContain('no return is assumed')
  for (const { check } of rising?.scenarios ?? []) expect(check.checked).toBe('good')
  const left = (found: typeof flat) => found?.scenarios.find(({ key }) => key === 'never')?.years.at(-1)?.embedded ?? 0
  expect(left(rising)).toBeGreaterThan(left(flat) + amountOf('10000'))
})

test('a budget of tax is kept in every year, against selling nothing in any', () => {
  const budgets = [amountOf('300'), amountOf('500'), amountOf('700')]
  const { scenarios } = valueOrThrow(planned(legacy().snapshot(), asking({ custom: { kind: 'tax', budgets } })))
  const years = scenarios.find(({ key }) => key === 'custom')?.years ?? []
  years.forEach(({ tax }, y) => {
    expect(tax).toBeLessThanOrEqual((budgets[y] ?? 0) + 1)
  })
  expect(years.some(({ tax }) => tax > 0)).toBe(true)
})

describe('what is refused, in words', () => {
  const refusal = (snapshot: Snapshot, asked: TransitionAsked) => {
    const found = planned(snapshot, asked)
    return found.ok ? null : found.refusal
  }
  test('an account without tax on gains', () => {
    expect(refusal(legacy().snapshot(), asking({ accounts: [id('ira')] }))).toMatchObject({ code: 'input/untaxed' })
  })
  test('all lots blocked', () => {
    const book = legacy()
    for (const symbol of ['VTI', 'BND']) book.restrict('never-sell', symbol)
    expect(refusal(book.snapshot(), asking())).toMatchObject({ code: 'data/all-blocked' })
  })
  test('no tax year, and an account that is not there', () => {
    expect(refusal(legacy().profile(null).snapshot(), asking())).toMatchObject({ code: 'data/no-tax-year' })
    expect(refusal(legacy().snapshot(), asking({ accounts: [id('nobody')] }))).toMatchObject({ code: 'data/unknown-account' })
  })
})

test('the years’ parts of the horizon sum to one, and a year as if it were the last bears all that is left', () => {
  const periods = periodsOf(civilDate('2026-11-20'), 3, 0.04)
  expect(periods.map(({ date }) => date)).toEqual(['2026-11-20', '2027-01-04', '2028-01-03'])
  expect(periods.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12)
  expect(periods[0]?.share).toBeLessThan(0.07)
  expect(riskOfYear(periods, 0, 1)).toBeCloseTo(1, 12)
  expect(riskOfYear(periods, 0, 0)).toBe(periods[0]?.share)
})
