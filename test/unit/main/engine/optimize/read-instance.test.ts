/** Instances in the solver's units, and the name of every number that makes no sense. */
import { describe, expect, test } from 'vitest'
import { readInstance } from '../../../../../src/main/engine/optimize/read-instance.ts'
import { type Instance, instanceShape } from '../../../../../src/shared/model/instance.ts'
import { randomInstance } from '../../../../fixtures/instance-generator.ts'
import { problemOf, tiny } from '../../../../fixtures/problem.ts'

const good = randomInstance(3, tiny)
type Change = (instance: Instance) => void
const changed = (change: Change): Instance => {
  const copy = structuredClone(good)
  change(copy)
  return copy
}

describe('an instance', () => {
  test('has its shape', () => {
    expect(instanceShape.safeParse(good).success).toBe(true)
    expect(instanceShape.safeParse({ ...good, nav: null }).success).toBe(false)
    expect(instanceShape.safeParse({ ...good, nav: Number.NaN }).success).toBe(false)
  })

  test('becomes fractions of the portfolio', () => {
    const { securities, lots, limits } = problemOf(good)
    expect(securities.held.reduce((sum, weight) => sum + weight, 0) + good.cash0 / good.nav).toBeCloseTo(1, 12)
    expect(lots.value.length).toBe(good.lots.sec.length)
    expect(limits.rowNames).toEqual(['cash', 'sector 0', 'sector 1', 'country 0', 'country 1'])
    // cash stays within its band while x, the net bought, stays within the first row
    expect(limits.rowHigh[0]).toBeCloseTo(good.cash0 / good.nav - good.cashLo, 12)
    expect(limits.identicalGroups.map(group => [...group])).toEqual([[0, 1]])
  })

  test('more names than there are securities are as many as there are', () => {
    const { length } = good.sec.price
    expect([length - 1, length, 1e200].map(names => problemOf({ ...good, also: { names } }).limits.names)).toEqual([
      length - 1,
      length,
      length,
    ])
  })

  test('a blocked lot and a security not to be sold leave nothing free', () => {
    const { lots, securities } = problemOf(
      changed(instance => {
        instance.lots.blocked[0] = 1
        instance.sec.noSell[4] = 1
      }),
    )
    expect(lots.free[0]).toBe(0)
    expect(securities.sellable[4]).toBe(0)
  })

  test.each<[string, Change, string]>([
    ['nav of zero', instance => Object.assign(instance, { nav: 0 }), 'nav'],
    ['price of zero', instance => Object.assign(instance.sec.price, { 2: 0 }), 'sec.price[2]'],
    ['price that is no number', instance => Object.assign(instance.sec.price, { 1: Number.NaN }), 'sec.price[1]'],
    ['negative lot', instance => Object.assign(instance.lots.shares, { 3: -1 }), 'lots.shares[3]'],
    ['lots out of order', instance => void instance.lots.sec.reverse(), 'lots.sec[3]'],
    ['lot of no security', instance => Object.assign(instance.lots.sec, { 0: 99 }), 'lots.sec[0]'],
    ['negative variance', instance => Object.assign(instance.sec.D, { 0: -1 }), 'sec.D[0]'],
    ['short row of exposures', instance => void instance.sec.B[1]?.pop(), 'sec.B[1]'],
    ['column too short', instance => void instance.sec.target.pop(), 'sec.target'],
    ['target of a slip of the units', instance => Object.assign(instance.sec.target, { 2: 1e300 }), 'sec.target[2]'],
    ['variance of a slip of the units', instance => Object.assign(instance.sec.D, { 1: 101 }), 'sec.D[1]'],
    ['factor variance without end', instance => Object.assign(instance.F, { 0: 1e200 }), 'sec.B[0]'],
    ['cost of eleven times the trade', instance => Object.assign(instance.sec.lin, { 2: 11 }), 'sec.lin[2]'],
    ['impact without end', instance => Object.assign(instance.sec.nl, { 0: 1e200 }), 'sec.nl[0]'],
    ['fixed cost without end', instance => Object.assign(instance.sec.fixed, { 3: 1e200 }), 'sec.fixed[3]'],
    ['least trade without end', instance => Object.assign(instance.sec.minTrade, { 3: 1e200 }), 'sec.minTrade[3]'],
    ['position limit without end', instance => Object.assign(instance.sec.ub, { 1: 1e200 }), 'sec.ub[1]'],
    ['sector limit without end', instance => Object.assign(instance.sector.hi, { 1: 1e6 }), 'sector.hi[1]'],
    ['cash limit without end', instance => Object.assign(instance, { cashHi: 1e200 }), 'cashHi[0]'],
    ['basis without end', instance => Object.assign(instance.lots.basis, { 2: 1e200 }), 'lots.basis[2]'],
    ['lot of a million portfolios', instance => Object.assign(instance.lots.shares, { 0: 1e15 }), 'lots.shares[0]'],
    ['cash of a million portfolios', instance => Object.assign(instance, { cash0: -2e6 * instance.nav }), 'cash0[0]'],
    ['rate in per cent', instance => Object.assign(instance.tax, { rS: 40.8 }), 'tax[0]'],
    ['cap without end', instance => Object.assign(instance.tax, { cap: 1e200 }), 'tax.cap[0]'],
    ['gain without end', instance => Object.assign(instance.tax, { ytdL: -1e200 }), 'tax.ytd[1]'],
    ['weight without end', instance => Object.assign(instance.lam, { tax: 1e200 }), 'lam[2]'],
    [
      'return in per cent of per cent',
      instance => Object.assign(instance, { also: { reward: instance.sec.price.map(() => 800) } }),
      'also.reward[0]',
    ],
    ['tracking error without end', instance => Object.assign(instance, { also: { trackingError: 1e200 } }), 'also.trackingError[0]'],
    [
      'coefficient without end',
      instance =>
        Object.assign(instance, {
          also: { rows: [{ name: 'x', securities: [0], coefficients: [1e200], of: 'weight', low: null, high: 1 }] },
        }),
      'also.rows[0].coefficients[0]',
    ],
    ['limits the wrong way round', instance => Object.assign(instance.sector.lo, { 1: 2 }), 'sector.lo[1]'],
    ['cash limits the wrong way round', instance => Object.assign(instance, { cashLo: 0.5 }), 'cashLo[0]'],
    ['sector that is none', instance => Object.assign(instance.sec.sector, { 0: 7 }), 'sec.sector[0]'],
    ['impact exponent of one', instance => Object.assign(instance, { alpha: 1 }), 'alpha'],
    ['part of a trade', instance => Object.assign(instance, { maxTrades: 2.5 }), 'maxTrades[0]'],
    ['long rate above the short rate', instance => Object.assign(instance.tax, { rL: 0.5 }), 'tax.rL'],
    ['carried loss dearer than a used one', instance => Object.assign(instance.tax, { rho: 0.38 }), 'tax.rho'],
  ])('%s is refused by name', (_, change, where) => {
    const outcome = readInstance(changed(change))
    expect(outcome.ok ? 'read' : outcome.refusal).toMatchObject({ code: 'input/instance', where: `${good.name}: ${where}` })
  })
})
