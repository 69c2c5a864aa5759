/** Accounts in which a limit leaves a position just one place to be, is written down from the position itself, or costs more than the portfolio; and clashes of which only a search knows. */
import { describe, expect, test } from 'vitest'
import { optimize } from '../../../../../src/main/engine/optimize/optimize.ts'
import { cheapestRelaxations } from '../../../../../src/main/engine/optimize/relaxation.ts'
import { provenBound } from '../../../../../src/main/engine/optimize/verify/bound.ts'
import { verifyProposal } from '../../../../../src/main/engine/optimize/verify/verify.ts'
import { relaxablesOf } from '../../../../../src/main/engine/solve/search/relaxable.ts'
import type { Instance } from '../../../../../src/shared/model/instance.ts'
import { randomInstance } from '../../../../fixtures/instance-generator.ts'
import { optimized, patient, problemOf, small } from '../../../../fixtures/problem.ts'
import { proposalFor } from '../../../../fixtures/proposal.ts'

const plain = randomInstance(8, small)
const wide = { m: 2, lo: [-1, -1], hi: [2, 2] }
const all = <Value>(value: Value) => plain.sec.price.map(() => value)
const loose: Instance = {
  ...plain,
  sec: { ...plain.sec, noBuy: all(0), noSell: all(0), minTrade: all(0), group: all(-1) },
  lots: { ...plain.lots, blocked: plain.lots.blocked.map(() => 0) },
  sector: wide,
  country: wide,
  cashLo: 0,
  cashHi: 2,
  turnoverMax: 2,
  maxTrades: 12,
}
const { held } = problemOf(loose).securities
const largest = held.indexOf(held.reduce((most, each) => Math.max(most, each), 0))
const weight = held[largest] ?? 0

/** The columns of the largest position changed. */
function changed(of: Partial<Record<'lb' | 'ub' | 'minTrade' | 'sector' | 'noSell', number>>, account = loose): Instance {
  const columns = Object.entries(of).map(([name, value]) => [
    name,
    account.sec[name as 'lb'].map((each, i) => (i === largest ? value : each)),
  ])
  return { ...account, sec: { ...account.sec, ...Object.fromEntries(columns) } }
}

function soldOf(account: Instance, { sell }: { readonly sell: Float64Array }): number {
  const { start } = problemOf(account).lots
  return sell.subarray(start[largest], start[largest + 1]).reduce((sum, each) => sum + each, 0)
}

describe('where a position may stand', () => {
  test('in one place below what is held: so much is sold, and not all of it', () => {
    const account = changed({ lb: 0.6 * weight, ub: 0.6 * weight })
    const { status, plan } = optimized(account)
    expect(status).toBe('optimal')
    expect(soldOf(account, plan)).toBeCloseTo(0.4 * weight, 7)
  })

  test('on a limit rounded to six places: nothing has to be sold, and nobody need be able to', () => {
    for (const noSell of [0, 1]) {
      // all else is where it should be: only the limit could ask for a trade
      const there = { ...loose, sec: { ...loose.sec, target: [...held], ub: all(1) }, cashHi: 1 }
      const account = changed({ ub: weight - 4e-7, minTrade: 0.01, noSell }, there)
      const { status, plan } = optimized(account)
      expect([noSell, status, soldOf(account, plan)]).toEqual([noSell, 'optimal', 0])
      const proposal = proposalFor(account)
      expect(proposal && verifyProposal(proposal).checks.filter(({ verdict }) => verdict !== 'holds')).toEqual([])
      const [proof] = proposal?.certificate ?? []
      expect(proof && provenBound(account, proof)?.open(largest)).toBe(noSell ? 1 : 3)
    }
  })

  test('of what stands on such a limit a little may be sold, and none of it bought', () => {
    const there = {
      ...loose,
      sec: { ...loose.sec, target: [...held] },
      nav: Math.round(1000 * loose.nav),
      cash0: Math.round(1000 * loose.cash0),
      cashHi: 1,
    }
    const shares = loose.lots.shares.map(each => Math.round(1000 * each))
    const account = changed({ ub: weight - 4e-7 }, { ...there, lots: { ...loose.lots, shares } })
    const proposal = proposalFor(account)
    if (!proposal) throw new Error('a plan is there')
    const lot = account.lots.sec.indexOf(largest)
    const positionsWith = (side: 'buy' | 'sell') => {
      const trade = { security: largest, side, shares: '1', lots: side === 'sell' ? [{ lot, shares: '1' }] : [] }
      return verifyProposal({ ...proposal, trades: [trade] }).checks.find(({ name }) => name === 'position')?.verdict
    }
    // a share of a thousand times the account is less than what the position is past its limit by
    expect((account.sec.price[largest] ?? 0) / account.nav).toBeLessThan(4e-7)
    expect([positionsWith('sell'), positionsWith('buy')]).toEqual(['holds', 'broken'])
  })

  test('further beyond it than that: it is sold, or there is no plan', () => {
    const beyond = (noSell: number) => changed({ ub: weight - 6e-7, minTrade: 0.01, noSell })
    expect(soldOf(beyond(0), optimized(beyond(0)).plan)).toBeGreaterThan(0.0099)
    expect(optimized(beyond(1))).toMatchObject({ status: 'infeasible', conflict: [`position ${largest}`] })
  })
})

/** Drawn: a dollar of cash is worth more than the portfolio, since its risk counts a hundred times. */
const dear: Instance = {
  name: 'dear',

  nav: 10000,
  alpha: 1.3,
  lam: { te: 100, tc: 1, tax: 1 },
  F: [],
  sec: {
    price: [205, 163, 195, 256],
    target: [0.159, 0.211, 0.155, 0.455],
    sector: [0, 0, 0, 0],
    country: [0, 0, 0, 0],
    D: [0.0614, 0.142, 0.126, 0.0604],
    B: [[], [], [], []],
    lin: [0.00158, 0.000778, 0.00225, 0.00117],
    nl: [0.00142, 0.0316, 0, 0.0484],
    fixed: [0, 0, 0, 0.000145],
    minTrade: [0, 0.0384, 0.0192, 0],
    lb: [0, 0, 0, 0],
    ub: [1, 1, 1, 1],
    noBuy: [0, 0, 0, 0],
    noSell: [1, 0, 0, 0],
    group: [0, -1, -1, 0],
  },
  lots: {
    sec: [0, 1, 1, 2, 3],
    shares: [18.2, 3.7, 3.7, 3.09, 16.6],
    basis: [205, 199, 163, 120, 221],
    days: [900, 100, 900, 900, 900],
    blocked: [0, 0, 0, 0, 0],
  },
  cash0: 200,
  cashLo: 0,
  cashHi: 0.03,
  sector: { m: 1, lo: [0.919], hi: [1.06] },
  country: { m: 1, lo: [0], hi: [2] },
  turnoverMax: 0.209,
  maxTrades: 99,
  tax: { rS: 0.485, rL: 0.171, rO: 0.228, rho: 0.0478, cap: 41.7, ytdS: 359, ytdL: -353 },
}

test('limits that are dearer to keep than the portfolio: the plan is found, and no other is seven per cent better', () => {
  const { status, evaluation } = optimized(dear)
  expect(status).toBe('optimal')
  expect(evaluation.objective).toBeCloseTo(0.40937, 4)
})

test('a turnover that nobody can reach is no limit, however large it is written', () => {
  const most = optimized({ ...plain, turnoverMax: 10 })
  for (const turnoverMax of [1e6, 1e12, 1e300]) {
    const { status, evaluation } = optimized({ ...plain, turnoverMax })
    expect([turnoverMax, status, evaluation.objective]).toEqual([turnoverMax, 'optimal', most.evaluation.objective])
  }
})

describe('limits that clash, by name', () => {
  test.each([1, 5, 18])('two groups that one trade cannot bring within their limits, which only a search proves (%d)', seed => {
    const account = { ...randomInstance(seed, small), maxTrades: 1 }
    const { status, conflict } = optimized(account)
    expect([status, conflict]).toEqual(['infeasible', ['country 0', 'country 1', 'number of trades']])
    expectNeeded(account, conflict)
  })

  test.each([2, 11, 90, 1000])('cash of %d times the account: it is named, and by how much it is too much', cash => {
    const account = { ...plain, cashLo: cash, cashHi: cash + 1 }
    const { status, conflict } = optimized(account)
    expect([status, conflict]).toEqual(['infeasible', ['cash']])
    const [cheapest] = cheapestRelaxations(problemOf(account), conflict)
    expect(cheapest?.by).toBeGreaterThan(cash - 1)
    expect(cheapest?.by).toBeLessThan(cash)
  })

  test('a position that its minimum trade overshoots: both are named', () => {
    const account = changed({ lb: 0.8 * weight, ub: 0.9 * weight, minTrade: 0.5 * weight })
    const { status, conflict } = optimized(account)
    expect([status, conflict]).toEqual(['infeasible', ['minimum trade', `position ${largest}`]])
  })

  test('a sector that a minimum trade overshoots: that the position, too, bars it is not named', () => {
    const sector = { m: 2, lo: [-1, 0.8 * weight], hi: [2, 0.9 * weight] }
    const account = changed(
      { lb: 0.7 * weight, minTrade: 0.5 * weight, sector: 1 },
      { ...loose, sec: { ...loose.sec, sector: all(0) }, sector },
    )
    const { status, conflict } = optimized(account)
    expect([status, conflict]).toEqual(['infeasible', ['sector 1', 'minimum trade']])
    expectNeeded(account, conflict)
  })
})

/** Alone they clash, and without any of them there is a plan. */
function expectNeeded(account: Instance, conflict: readonly string[]): void {
  const limits = relaxablesOf(problemOf(account))
  const statusWithout = (names: readonly string[]) => {
    const letGo = limits.filter(({ name }) => names.includes(name))
    const problem = letGo.reduce((rest, { widened, unit }) => widened(rest, unit === 'count' ? 1000 : 10), problemOf(account))
    return optimize(problem, patient, { advance: () => {} }).status
  }
  const others = limits.map(({ name }) => name).filter(name => !conflict.includes(name))
  expect(statusWithout(others)).toBe('infeasible')
  expect(conflict.map(name => [name, statusWithout([...others, name])])).toEqual(conflict.map(name => [name, 'optimal']))
}
