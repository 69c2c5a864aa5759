/**
 * The convex core for HiGHS' own quadratic solver: each security traded toward its target, linear costs and linear tax by lot, squared tracking error in factor form,
 * cash, sectors, countries and turnover. Without impact, which a quadratic program has no room for: the easier problem.
 */
import type { Instance } from '../../src/shared/model/instance.ts'
import { type Entry, highsRuntime, LinearModel } from '../../test/oracle/highs/linear-model.ts'

const percent = 100
const points = 10_000

export type CoreEnd = 'optimal' | 'failed' | 'out of time'

export async function highsCore(instance: Instance, seconds: number): Promise<CoreEnd> {
  const highs = await highsRuntime()
  const { linear, squares } = coreModel(instance)
  const [starts, indices, values]: [number[], number[], number[]] = [[0], [], []]
  const data = linear.data(highs, true)
  for (let column = 0; column < data.numCols; column++) {
    const square = squares.get(column)
    if (square !== undefined) {
      indices.push(column)
      values.push(square)
    }
    starts.push(indices.length)
  }
  try {
    return highs.withModel({ ...data, hessian: { format: 'triangular', dimension: data.numCols, starts, indices, values } }, model => {
      model.options.set({ output_flag: false, time_limit: seconds })
      const { modelStatus } = model.run()
      const { optimal, timeLimit } = highs.constants.modelStatus
      return modelStatus === optimal ? 'optimal' : modelStatus === timeLimit ? 'out of time' : 'failed'
    })
  } catch {
    // what it throws is its own source: only that it failed is of use
    return 'failed'
  }
}

function coreModel(instance: Instance): { linear: LinearModel; squares: Map<number, number> } {
  const { sec, lots, nav, lam, tax, F } = instance
  const linear = new LinearModel()
  const squares = new Map<number, number>()
  const held = sec.price.map(() => 0)
  lots.sec.forEach((i, l) => {
    held[i] = (held[i] ?? 0) + ((lots.shares[l] ?? 0) * (sec.price[i] ?? 0)) / nav
  })
  const of = (list: readonly number[], i: number) => list[i] ?? 0
  const drift = held.map((weight, i) => weight - of(sec.target, i))
  const lotsOf = Map.groupBy(lots.sec.keys(), l => of(lots.sec, l))
  const turnover: Entry[] = []
  const square = (2 * lam.te * points) / percent ** 2
  const change = sec.price.map((price, i): Entry[] => {
    const parts: Entry[] = []
    const add = (most: number, cost: number, sign: number) => {
      const column = linear.column(0, most * percent, (points / percent) * cost)
      parts.push([column, sign])
      turnover.push([column, 1])
    }
    if (of(drift, i) > 0 && !sec.noSell[i]) {
      for (const l of lotsOf.get(i) ?? []) {
        const rate = of(lots.days, l) > 365 ? tax.rL : tax.rS
        const gain = 1 - of(lots.basis, l) / price
        if (!lots.blocked[l]) add((of(lots.shares, l) * price) / nav, lam.tc * of(sec.lin, i) + lam.tax * rate * gain, -1)
      }
    } else if (of(drift, i) < 0 && !sec.noBuy[i]) add(Math.max(0, of(sec.ub, i) - of(held, i)), lam.tc * of(sec.lin, i), 1)
    if (parts.length === 0) return []
    const own = (points / percent) * 2 * lam.te * of(sec.D, i) * of(drift, i)
    const x = linear.column((of(sec.lb, i) - of(held, i)) * percent, (of(sec.ub, i) - of(held, i)) * percent, own)
    squares.set(x, square * of(sec.D, i))
    linear.row(0, 0, [...parts, [x, -1]])
    return [[x, 1]]
  })
  F.forEach((variance, f) => {
    const y = linear.column(-Infinity, Infinity)
    squares.set(y, square)
    const beta = (i: number) => of(sec.B[i] ?? [], f) * Math.sqrt(variance)
    const now = drift.reduce((sum, away, i) => sum + beta(i) * away, 0)
    linear.row(-now * percent, -now * percent, [[y, -1], ...change.flatMap((entries, i) => entries.map(([x]) => [x, beta(i)] as const))])
  })
  const cash = instance.cash0 / nav
  linear.row((cash - instance.cashHi) * percent, (cash - instance.cashLo) * percent, change.flat())
  for (const [which, { m, lo, hi }] of [
    [sec.sector, instance.sector],
    [sec.country, instance.country],
  ] as const) {
    for (let group = 0; group < m; group++) {
      const members = which.flatMap((its, i) => (its === group ? [i] : []))
      const now = members.reduce((sum, i) => sum + of(held, i), 0)
      const entries = members.flatMap(i => change[i] ?? [])
      if (entries.length > 0) linear.row((of(lo, group) - now) * percent, (of(hi, group) - now) * percent, entries)
    }
  }
  linear.atMost(instance.turnoverMax * percent, ...turnover)
  return { linear, squares }
}
