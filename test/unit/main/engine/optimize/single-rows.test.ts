/** Limits on one security alone that stand among the rows: while shares are made whole they are limits of its own position, and whole shares end inside them. */
import { describe, expect, test } from 'vitest'
import { marketOf } from '../../../../../src/main/engine/optimize/market.ts'
import type { Plan } from '../../../../../src/main/engine/optimize/problem.ts'
import { settle } from '../../../../../src/main/engine/optimize/settle.ts'
import { withSingleRowsOwn } from '../../../../../src/main/engine/optimize/single-rows.ts'
import { tallyOf, worthOf } from '../../../../../src/main/engine/optimize/tally.ts'
import { valueOrThrow } from '../../../../../src/shared/kernel/outcome.ts'
import type { ExtraRow, Instance } from '../../../../../src/shared/model/instance.ts'
import { randomInstance } from '../../../../fixtures/instance-generator.ts'
import { medium, optimized, problemOf, small } from '../../../../fixtures/problem.ts'

const row = { of: 'weight', low: null, high: null } as const
const quiet = (account: Instance): Instance => {
  const wide = (group: Instance['sector']) => ({ ...group, lo: group.lo.map(() => -1), hi: group.hi.map(() => 2) })
  return { ...account, cashLo: 0, cashHi: 1, sector: wide(account.sector), country: wide(account.country) }
}

function weightsAfter(account: Instance, { buy, sell }: Plan): number[] {
  const { securities, lots } = problemOf(account)
  return Array.from(securities.held, (held, i) => held + (buy[i] ?? 0) - total(sell.subarray(lots.start[i], lots.start[i + 1])))
}
const total = (of: Float64Array) => of.reduce((sum, each) => sum + each, 0)

describe('a row of one security', () => {
  const account = quiet(randomInstance(3, small))
  const drawn = { ...account, sec: { ...account.sec, ub: account.sec.ub.map(() => 2) } }
  const cap = (problemOf(drawn).securities.held[2] ?? 0) + 0.05
  const rows: ExtraRow[] = [
    { ...row, name: 'cap', securities: [2], coefficients: [1], high: cap },
    { ...row, name: 'of both', securities: [2, 4], coefficients: [1, 1], high: 0.5 },
    { ...row, name: 'turned round', securities: [4], coefficients: [-2], high: -0.02 },
    { ...row, name: 'gives way', securities: [4], coefficients: [1], high: 0.01, excess: 0.5 },
  ]
  const before = problemOf({ ...drawn, also: { rows } })
  const after = withSingleRowsOwn(before)

  test('is a limit of its position, whichever way it is written; others stay rows', () => {
    const left = before.limits.rowNames.filter(name => name !== 'cap' && name !== 'turned round')
    expect(after.limits.rowNames).toEqual(left)
    const { held } = before.securities
    expect(after.securities.changeHigh[2]).toBeCloseTo(Math.min(before.securities.changeHigh[2] ?? 0, 0.05), 12)
    expect(after.securities.changeLow[4]).toBeCloseTo(Math.max(before.securities.changeLow[4] ?? 0, 0.01 - (held[4] ?? 0)), 12)
    expect(after.securities.changeHigh[4]).toBe(before.securities.changeHigh[4])
  })

  test('a plan is worth the same, and passes its limits by the same', () => {
    const plan = { sell: new Float64Array(before.lots.count), buy: before.securities.held.map((_, i) => 0.05 * i) }
    const [one, other] = [tallyOf(before, plan), tallyOf(after, plan)]
    expect(worthOf(other).objective).toBeCloseTo(worthOf(one).objective, 12)
    const excess = (of: typeof one) => worthOf(of).shared + of.sums.own
    expect(worthOf(other).shared).toBeLessThan(worthOf(one).shared)
    expect(excess(other)).toBeCloseTo(excess(one), 12)
  })
})

test.each([1, 4, 9])('whole shares end inside a cap on every security, as they do inside bounds of the positions (account %i)', seed => {
  const drawn = { ...quiet(randomInstance(seed, medium)), maxTrades: 100 }
  const { plan } = optimized(drawn, 1e-3)
  const most = weightsAfter(drawn, plan).map(weight => weight + 1e-9)
  const rows = most.map((high, i) => ({ ...row, name: `cap ${i}`, securities: [i], coefficients: [1], high }))
  const capped = { ...drawn, also: { rows } }
  const bounded = { ...drawn, sec: { ...drawn.sec, ub: most, lb: drawn.sec.lb.map((low, i) => Math.min(low, most[i] ?? 0)) } }
  const settled = (account: Instance) => settle(problemOf(account), valueOrThrow(marketOf(account)), plan)
  expect(settled(capped).evaluation.worst).toBeLessThanOrEqual(1e-10)
  expect(settled(capped).trades).toEqual(settled(bounded).trades)
})
