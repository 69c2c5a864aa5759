/**
 * The accounts laid beside each other as one problem over the years. Each keeps its own targets, risk and cash; netting of the year, budgets and section 1091 are one for
 * all. Amounts become parts of the value of all: with w an account's part of it, TE² weighs w · TE², so exposures go by 1/√w and variances by 1/w; impact c·x^p goes by w^(1−p).
 */
import type { CashRoom, YearBudget, YearOfLots, YearsBase, YearsProblem } from '../optimize/years/years-problem.ts'
import type { Workplace } from '../rebalance/workplace.ts'
import type { AccountYears } from './account-years.ts'

/** Where each account begins in the problem of all. */
export interface Places {
  readonly security: readonly number[]
  readonly lot: readonly number[]
}

export function placesOf(all: AccountYears): Places {
  const [security, lot] = [[0], [0]]
  for (const { solver } of all.places[0] ?? []) {
    security.push((security.at(-1) ?? 0) + solver.securities.count)
    lot.push((lot.at(-1) ?? 0) + solver.lots.count)
  }
  return { security, lot }
}

export function yearsProblemOf(all: AccountYears, budgets: readonly YearBudget[]): YearsProblem {
  const today = all.places[0] as readonly Workplace[]
  const nav = today.reduce((sum, { solver }) => sum + solver.nav, 0)
  const parts = today.map(({ solver }) => solver.nav / nav)
  const { security } = placesOf(all)
  return {
    periods: all.periods,
    base: { ...baseOf(all, today, parts, nav), nav },
    years: all.places.map((places, y): YearOfLots => {
      const [first] = places as readonly [Workplace]
      const growth = all.periods[y]?.growth ?? 1
      const tax = inParts(first.solver.tax, parts[0] ?? 1)
      return {
        free: scaled(places, parts, ({ solver }) => solver.lots.free),
        gain: joined(places, ({ solver }) => solver.lots.gain).map(gain => gain + growth - 1),
        long: Uint8Array.from(joined(places, ({ solver }) => solver.lots.long)),
        buyable: scaled(places, parts, ({ solver }) => solver.securities.buyable),
        cash: places.map(({ solver }, a): CashRoom => {
          const part = parts[a] ?? 1
          const [low, high] = [solver.limits.rowLow[0] as number, solver.limits.rowHigh[0] as number]
          return { from: security[a] as number, until: security[a + 1] as number, low: low * part, high: high * part }
        }),
        tax: y === 0 ? tax : { ...tax, shortSoFar: 0, longSoFar: 0 },
        budget: budgets[y] ?? { gain: null, tax: null },
      }
    }),
  }
}

/** Amounts of a year as parts of the value of all. */
function inParts(tax: Workplace['solver']['tax'], part: number): Workplace['solver']['tax'] {
  return { ...tax, cap: tax.cap * part, shortSoFar: tax.shortSoFar * part, longSoFar: tax.longSoFar * part }
}

type Numbers = Float64Array | Uint8Array | Int32Array

function joined(places: readonly Workplace[], of: (place: Workplace) => Numbers): Float64Array {
  return scaled(
    places,
    places.map(() => 1),
    of,
  )
}

function scaled(places: readonly Workplace[], by: readonly number[], of: (place: Workplace) => Numbers): Float64Array {
  const lists = places.map(of)
  const all = new Float64Array(lists.reduce((sum, list) => sum + list.length, 0))
  let at = 0
  lists.forEach((list, a) => {
    for (const value of list) {
      all[at] = value * (by[a] ?? 1)
      at += 1
    }
  })
  return all
}

function baseOf(all: AccountYears, places: readonly Workplace[], parts: readonly number[], nav: number): YearsBase {
  const { security, lot } = placesOf(all)
  const [first] = places as readonly [Workplace]
  const power = first.solver.securities.impactPower
  const factors = places.reduce((sum, { solver }) => sum + solver.factors.count, 0)
  const count = security.at(-1) ?? 0
  const exposure = new Float64Array(count * factors)
  let column = 0
  places.forEach(({ solver }, a) => {
    const own = solver.factors.count
    for (let i = 0; i < solver.securities.count; i++)
      for (let f = 0; f < own; f++)
        exposure[((security[a] as number) + i) * factors + column + f] =
          (solver.factors.exposure[i * own + f] as number) / Math.sqrt(parts[a] ?? 1)
    column += own
  })
  const start = new Int32Array(count + 1)
  places.forEach(({ solver }, a) => {
    for (let i = 0; i < solver.securities.count; i++)
      start[(security[a] as number) + i + 1] = (lot[a] as number) + (solver.lots.start[i + 1] as number)
  })
  return {
    nav,
    weights: first.solver.weights,
    securities: {
      count,
      held: scaled(places, parts, ({ solver }) => solver.securities.held),
      drift: scaled(places, parts, ({ solver }) => solver.securities.drift),
      linearCost: joined(places, ({ solver }) => solver.securities.linearCost),
      impact: scaled(
        places,
        parts.map(part => part ** (1 - power)),
        ({ solver }) => solver.securities.impact,
      ),
      impactPower: power,
      square: scaled(
        places,
        parts.map(part => 1 / part),
        ({ solver }) => solver.securities.square,
      ),
      fixedCost: scaled(places, parts, ({ solver }) => solver.securities.fixedCost),
      identical: groupsOf(all),
    },
    lots: { count: lot.at(-1) ?? 0, start, value: scaled(places, parts, ({ solver }) => solver.lots.value) },
    factors: {
      count: factors,
      exposure,
      specific: scaled(
        places,
        parts.map(part => 1 / part),
        ({ solver }) => solver.factors.specific,
      ),
    },
  }
}

/** Group of each place over all accounts: a security by itself is one, and is its own replacement; those outside section 1091 have −1. */
function groupsOf(all: AccountYears): Int32Array {
  const names = new Map<string, number>()
  const numbers: number[] = []
  for (const { problem, standing } of all.places[0] ?? [])
    problem.securities.forEach((security, i) => {
      const group = standing.groupOf(security)
      if (!names.has(group)) names.set(group, names.size)
      numbers.push(problem.instance.sec.group[i] === -1 ? -1 : (names.get(group) as number))
    })
  return Int32Array.from(numbers)
}
