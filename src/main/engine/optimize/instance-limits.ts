/**
 * The limits of an instance as the solver's rows: cash, sectors, countries, and whatever else the instance adds (`also.rows`): any group, the exposure to a factor or a
 * style, the balance of purchases and sales, each with hard limits, limits that give way at a price, a penalty on the distance from a centre, or several of these.
 */
import type { ExtraRow, Instance } from '../../../shared/model/instance.ts'
import type { Budgets, Limits } from './problem.ts'

interface Row {
  readonly name: string
  readonly low: number
  readonly high: number
  readonly penalty: number
  readonly centre: number
  readonly excess: number
}

/** Ten times the portfolio: as good as no limit, and still a number. */
const noLimit = 10

export function limitsOf(instance: Instance, held: Float64Array): Limits {
  const { sec, sector, country, also } = instance
  const extra = also?.rows ?? []
  const entries = held.reduce<(readonly [row: number, weight: number])[][]>((list, _, i) => {
    list.push([
      [1 + sec.sector[i], 1],
      [1 + sector.m + sec.country[i], 1],
    ])
    return list
  }, [])
  extra.forEach((row, at) => {
    row.securities.forEach((i, place) => {
      entries[i].push([1 + sector.m + country.m + at, row.coefficients[place]])
    })
  })
  const rows = [...groupRows(instance, held), ...extra.map(row => extraRow(instance, row, held))]
  const memberStart = new Int32Array(held.length + 1)
  entries.forEach((list, i) => {
    memberStart[i + 1] = memberStart[i] + list.length
  })
  const numbers = (of: (row: Row) => number) => Float64Array.from(rows, of)
  return {
    rowNames: rows.map(({ name }) => name),
    rowLow: numbers(({ low }) => low),
    rowHigh: numbers(({ high }) => high),
    rowPenalty: numbers(({ penalty }) => penalty),
    rowCentre: numbers(({ centre }) => centre),
    rowExcess: numbers(({ excess }) => excess),
    memberStart,
    member: Int32Array.from(entries.flatMap(list => list.map(([row]) => row))),
    memberWeight: Float64Array.from(entries.flatMap(list => list.map(([, weight]) => weight))),
    turnover: Math.min(instance.turnoverMax, Math.max(noLimit, mostTurnover(instance, held))),
    trades: instance.maxTrades,
    names: also?.names === undefined ? Infinity : Math.min(also.names, held.length),
    trackingError: also?.trackingError ?? Infinity,
    budgets: budgetsOf(instance),
    identicalGroups: identicalGroupsOf(sec.group),
  }
}

function groupRows({ sec, sector, country, nav, cash0, cashLo, cashHi }: Instance, held: Float64Array): Row[] {
  const cash = cash0 / nav
  const hard = { penalty: 0, centre: 0, excess: Infinity }
  const band = (word: string, of: readonly number[], { m, lo, hi }: Instance['sector']) => {
    const now = new Float64Array(m)
    held.forEach((weight, i) => {
      now[of[i]] += weight
    })
    return Array.from({ length: m }, (_, at) => ({ name: `${word} ${at}`, low: lo[at] - now[at], high: hi[at] - now[at], ...hard }))
  }
  return [
    { name: 'cash', low: cash - cashHi, high: cash - cashLo, ...hard },
    ...band('sector', sec.sector, sector),
    ...band('country', sec.country, country),
  ]
}

/** From what the row adds up now: its limits are on the whole, the solver's on the change. */
function extraRow({ sec }: Instance, row: ExtraRow, held: Float64Array): Row {
  let now = 0
  row.securities.forEach((i, place) => {
    const part = row.of === 'change' ? 0 : row.of === 'active' ? held[i] - sec.target[i] : held[i]
    now += row.coefficients[place] * part
  })
  return {
    name: row.name,
    low: row.low === null ? -noLimit : row.low - now,
    high: row.high === null ? noLimit : row.high - now,
    penalty: row.penalty ?? 0,
    centre: (row.centre ?? 0) - now,
    excess: row.excess ?? Infinity,
  }
}

/** All that is held sold, and as much bought with what there is of cash: a limit above it is none, and a number the solver cannot tell from none. */
function mostTurnover({ cash0, cashLo, nav }: Instance, held: Float64Array): number {
  const sold = held.reduce((sum, weight) => sum + weight, 0)
  return 2 * sold + Math.abs(cash0 / nav) + Math.abs(cashLo) + 1
}

function budgetsOf({ also, nav }: Instance): Budgets | undefined {
  if (also?.shortGain === undefined && also?.longGain === undefined && also?.tax === undefined) return undefined
  const share = (dollars: number | undefined) => (dollars === undefined ? Infinity : dollars / nav)
  return { shortGain: share(also.shortGain), longGain: share(also.longGain), tax: share(also.tax) }
}

function identicalGroupsOf(group: readonly number[]): Int32Array[] {
  const members = new Map<number, number[]>()
  group.forEach((id, i) => {
    if (id >= 0) members.set(id, [...(members.get(id) ?? []), i])
  })
  return [...members.values()].filter(list => list.length > 1).map(list => Int32Array.from(list))
}
