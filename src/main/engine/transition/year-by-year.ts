/**
 * The years walked one after another: each is optimized by the solver of one period as if it were the last (its drift stays until the end of the horizon), settled in
 * whole shares, and the next begins with what it left: lots less what was sold, purchases as lots at their own price, losses carried (IRC 1212(b)), and nothing bought or
 * sold that section 1091 bars within thirty days of the year before. The first is the ordinary plan of today under the year's budget.
 */
import { type Cents, cents } from '../../../shared/kernel/cents.ts'
import { daysBetween } from '../../../shared/kernel/civil-date.ts'
import { valueOrThrow } from '../../../shared/kernel/outcome.ts'
import type { Instance } from '../../../shared/model/instance.ts'
import type { Wishes } from '../../../shared/model/proposal.ts'
import { marketOf } from '../optimize/market.ts'
import { type Optimized, optimize } from '../optimize/optimize.ts'
import { readInstance } from '../optimize/read-instance.ts'
import type { Settled } from '../optimize/settle.ts'
import { settleWithin } from '../optimize/settle-within.ts'
import { noGain, oneYear, type YearGain } from '../optimize/years/tax-years.ts'
import { gainOfYear } from '../optimize/years/utility.ts'
import type { YearBudget, YearsPlan, YearsProblem } from '../optimize/years/years-problem.ts'
import { placeAt } from '../rebalance/chain.ts'
import { solveAccount } from '../rebalance/solve-account.ts'
import type { Workplace } from '../rebalance/workplace.ts'
import type { AccountYears } from './account-years.ts'
import { riskOfYear } from './periods.ts'

/** What a year may do: its budget, and where all years were looked at together the net short-term result that they make of it. */
export interface WalkBudget extends YearBudget {
  readonly short: number | null
  /** How far each year counts the drift that it leaves: riskOfYear. */
  readonly lasting: number
}

export interface WalkedLot {
  /** Among the lots of the account; −1: bought in an earlier year of the plan. */
  readonly lot: number
  readonly security: number
  /** Millionths. */
  readonly shares: number
}

export interface WalkedYear {
  readonly status: Optimized['status']
  readonly conflict: readonly string[]
  readonly sold: readonly WalkedLot[]
  readonly bought: readonly { readonly security: number; readonly shares: number; readonly amount: Cents }[]
  /** Of the ordinary plan of the first year: as it is handed over. */
  readonly wishes: Wishes | null
  /** Of its own problem of one period, relative to its terms; null where nothing was solved. */
  readonly gap: number | null
}

export interface Walk {
  readonly years: readonly WalkedYear[]
  readonly plan: YearsPlan
}

interface State {
  /** Millionths sold of each lot. */
  readonly sold: number[]
  readonly bought: { security: number; shares: number }[]
  /** Dollars. */
  cash: number
  carried: YearGain
  lostGroups: ReadonlySet<number>
  boughtGroups: ReadonlySet<number>
}

export function walkYears(all: AccountYears, problem: YearsProblem, budgets: readonly WalkBudget[], step: () => void): Walk {
  const state: State = {
    sold: problem.base.lots.value.length === 0 ? [] : Array.from(problem.base.lots.value, () => 0),
    bought: [],
    cash: (all.places[0] as Workplace).problem.instance.cash0,
    carried: noGain,
    lostGroups: new Set(),
    boughtGroups: new Set(),
  }
  const plan = emptyPlan(problem)
  const years = all.periods.map((_, y) => {
    const budget = budgets[y] ?? { gain: null, tax: null, short: null, lasting: 1 }
    const walked = y === 0 ? firstYear(all, problem, budget, step) : laterYear(all, problem, y, budget, state, step)
    book(all, problem, plan, state, walked, y)
    return walked
  })
  return { years, plan }
}

export function emptyPlan({ base, years }: YearsProblem): YearsPlan {
  const perSecurity = () => years.map(() => new Float64Array(base.securities.count))
  return { sell: years.map(() => new Float64Array(base.lots.count)), buy: perSecurity(), resell: perSecurity() }
}

/** In dollars; nothing where there is no limit. */
function limitsOf(problem: YearsProblem, y: number, { gain, tax, short }: WalkBudget, carried: YearGain) {
  const { nav } = problem.base
  const { shortSoFar, longSoFar } = problem.years[y]?.tax ?? { shortSoFar: 0, longSoFar: 0 }
  if (gain === null) return { shortGain: null, longGain: null, tax: tax === null ? null : tax * nav }
  const net = { short: shortSoFar - carried.short, long: longSoFar - carried.long }
  const most = short === null ? Math.max(0, shortSoFar) : Math.max(short, net.short)
  return { shortGain: most * nav, longGain: (net.long + gain) * nav, tax: tax === null ? null : tax * nav }
}

const least = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : Math.min(a, b))
const inCents = (dollars: number | null) => (dollars === null ? null : cents(Math.ceil(dollars * 100 - 1e-6)))

/** The wishes of the first year: what the ordinary screen is handed. */
function firstWishes(all: AccountYears, problem: YearsProblem, budget: WalkBudget): Wishes {
  const { wishes } = all
  const limits = limitsOf(problem, 0, budget, noGain)
  const of = (name: 'shortGain' | 'longGain' | 'tax') => least(wishes[name], inCents(limits[name])) as Cents | null
  const weights = { ...wishes.weights, te: wishes.weights.te * riskOfYear(all.periods, 0, budget.lasting) }
  return { ...wishes, weights, shortGain: of('shortGain'), longGain: of('longGain'), tax: of('tax') }
}

function firstYear(all: AccountYears, problem: YearsProblem, budget: WalkBudget, step: () => void): WalkedYear {
  const wishes = firstWishes(all, problem, budget)
  const place = valueOrThrow(placeAt((all.places[0] as Workplace).standing, [], all.turn, wishes, all.reserve))
  const { found, settled } = solveAccount(place, wishes, { advance: step })
  return walkedOf(found, settled, place.problem.instance, at => at, wishes)
}

function laterYear(all: AccountYears, problem: YearsProblem, y: number, budget: WalkBudget, state: State, step: () => void): WalkedYear {
  const { instance, lotOf } = instanceOf(all, problem, y, budget, state)
  const solver = valueOrThrow(readInstance(instance))
  const market = valueOrThrow(marketOf(instance))
  const { gap, seconds } = all.wishes
  const optimizeTo = (to: number) => optimize(solver, { gap: to, seconds, expired: () => false }, { advance: step })
  const first = optimizeTo(gap / 1e6)
  if (first.status === 'infeasible' || first.status === 'unsolved') return walkedOf(first, null, instance, lotOf, null)
  const { found, settled } = settleWithin(solver, market, first, gap / 1e6, optimizeTo)
  return walkedOf(found, settled, instance, lotOf, null)
}

function walkedOf(
  found: Optimized,
  settled: Settled | null,
  instance: Instance,
  lotOf: (at: number) => number,
  wishes: Wishes | null,
): WalkedYear {
  const trades = settled?.trades ?? []
  return {
    status: found.status,
    conflict: found.conflict,
    sold: trades
      .filter(({ side }) => side === 'sell')
      .flatMap(({ lots }) => lots.map(({ lot, shares }) => ({ lot: lotOf(lot), security: instance.lots.sec[lot] as number, shares }))),
    bought: trades.filter(({ side }) => side === 'buy').map(({ security, shares, amount }) => ({ security, shares, amount })),
    wishes,
    gap: settled === null ? null : Math.max(0, (settled.evaluation.objective - found.bound) / Math.max(settled.evaluation.gross, 1e-6)),
  }
}

interface LotRow {
  readonly lot: number
  readonly sec: number
  readonly shares: number
  readonly basis: number
  readonly days: number
  readonly blocked: number | boolean
}

/** The account of a later year as it stands after the years before. */
function instanceOf(all: AccountYears, problem: YearsProblem, y: number, budget: WalkBudget, state: State) {
  const { instance } = (all.places[y] as Workplace).problem
  const { market } = all.places[0] as Workplace
  const near = daysBetween(all.periods[y - 1]?.date ?? (all.periods[y]?.date as never), all.periods[y]?.date as never) <= 30
  const groupOf = (sec: number) => instance.sec.group[sec] as number
  const barredLoss = (sec: number, basis: number) =>
    near && state.boughtGroups.has(groupOf(sec)) && basis > (instance.sec.price[sec] as number)
  const own = instance.lots.sec.map((sec, lot): LotRow => {
    const basis = instance.lots.basis[lot] as number
    return {
      lot,
      sec,
      shares: ((market.lotShares[lot] as number) - (state.sold[lot] as number)) / 1e6,
      basis,
      days: instance.lots.days[lot] as number,
      blocked: barredLoss(sec, basis) ? 1 : (instance.lots.blocked[lot] as number | boolean),
    }
  })
  const bought = state.bought.map(({ security, shares }): LotRow => {
    return { lot: -1, sec: security, shares: shares / 1e6, basis: instance.sec.price[security] as number, days: 1, blocked: 0 }
  })
  const rows = [...own, ...bought].filter(({ shares }) => shares > 0).sort((a, b) => a.sec - b.sec)
  const limits = limitsOf(problem, y, budget, state.carried)
  const { nav } = problem.base
  const also = { ...instance.also, ...held('shortGain'), ...held('longGain'), ...held('tax') }
  function held(name: 'shortGain' | 'longGain' | 'tax') {
    const most = least(instance.also?.[name] ?? null, limits[name])
    return most === null ? {} : { [name]: most }
  }
  const column = <Key extends keyof LotRow>(key: Key) => rows.map(row => row[key])
  const made: Instance = {
    ...instance,
    lam: { ...instance.lam, te: instance.lam.te * riskOfYear(all.periods, y, budget.lasting) },
    lots: {
      sec: column('sec'),
      shares: column('shares'),
      basis: column('basis'),
      days: column('days'),
      blocked: column('blocked') as (0 | 1)[],
    },
    cash0: state.cash,
    cashLo: Math.min(instance.cashLo, state.cash / nav),
    sec: {
      ...instance.sec,
      noBuy: instance.sec.noBuy.map((barred, sec) => Boolean(barred) || (near && state.lostGroups.has(groupOf(sec)))),
    },
    tax: { ...instance.tax, ytdS: -state.carried.short * nav, ytdL: -state.carried.long * nav },
    ...(Object.keys(also).length === 0 ? {} : { also }),
  }
  return { instance: made, lotOf: (at: number) => rows[at]?.lot ?? -1 }
}

function book(all: AccountYears, problem: YearsProblem, plan: YearsPlan, state: State, walked: WalkedYear, y: number): void {
  const { instance } = (all.places[y] as Workplace).problem
  const { base } = problem
  const priceOf = (security: number) => instance.sec.price[security] as number
  const weight = (security: number, millionths: number) => ((millionths / 1e6) * priceOf(security)) / base.nav
  const [lost, boughtIn] = [new Set<number>(), new Set<number>()]
  const [sell, buy, resell] = [plan.sell[y], plan.buy[y], plan.resell[y]] as Float64Array[]
  for (const { lot, security, shares } of walked.sold) {
    state.cash += (shares / 1e6) * priceOf(security)
    if (lot < 0) {
      ;(resell as Float64Array)[security] = (resell?.[security] as number) + weight(security, shares)
      takeBack(state, security, shares)
      continue
    }
    state.sold[lot] = (state.sold[lot] as number) + shares
    ;(sell as Float64Array)[lot] = (sell?.[lot] as number) + weight(security, shares)
    if ((base.lots.gain[lot] as number) < 0) lost.add(instance.sec.group[security] as number)
  }
  for (const { security, shares, amount } of walked.bought) {
    state.cash -= amount / 100
    state.bought.push({ security, shares })
    ;(buy as Float64Array)[security] = (buy?.[security] as number) + weight(security, shares)
    boughtIn.add(instance.sec.group[security] as number)
  }
  state.cash = Math.round(state.cash * 100) / 100
  lost.delete(-1)
  boughtIn.delete(-1)
  state.lostGroups = lost
  state.boughtGroups = boughtIn
  const tax = problem.years[y]?.tax
  if (tax) state.carried = oneYear(tax, gainOfYear(problem, plan, y), state.carried).carried
}

function takeBack(state: State, security: number, amount: number): void {
  let left = amount
  for (const lot of state.bought) {
    if (lot.security !== security) continue
    const taken = Math.min(left, lot.shares)
    lot.shares -= taken
    left -= taken
  }
}
