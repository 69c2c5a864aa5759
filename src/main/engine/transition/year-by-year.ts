/**
 * The years walked one after another, and in each year the accounts in their order: each is optimized by the solver of one period as if it were the last year (its drift
 * stays until the end of the horizon), settled in whole shares, and the next begins with what it left: lots less what was sold, purchases as lots at their own price,
 * results of the year so far and losses carried (IRC 1212(b)) of all accounts, and nothing bought or sold that section 1091 bars, of any account, within the year and
 * thirty days of the year before. The first year is the ordinary plan of today, account by account, under the year's budget.
 */
import { type Cents, cents } from '../../../shared/kernel/cents.ts'
import { valueOrThrow } from '../../../shared/kernel/outcome.ts'
import type { Wishes } from '../../../shared/model/proposal.ts'
import { marketOf } from '../optimize/market.ts'
import { optimize } from '../optimize/optimize.ts'
import { readInstance } from '../optimize/read-instance.ts'
import { settleWithin } from '../optimize/settle-within.ts'
import { noGain, oneYear } from '../optimize/years/tax-years.ts'
import { gainOfYear } from '../optimize/years/utility.ts'
import type { YearsProblem } from '../optimize/years/years-problem.ts'
import type { SolvedAccount } from '../rebalance/solve-account.ts'
import { solveTurn } from '../rebalance/solve-turn.ts'
import { type AccountYears, placeOf } from './account-years.ts'
import { instanceOf, type LotRow } from './later-instance.ts'
import { limitsOfYear } from './limits-of-year.ts'
import { riskOfYear } from './periods.ts'
import { type Places, placesOf } from './together.ts'
import { emptyPlan, type Walk, type WalkBudget, type WalkedLot, type WalkedYear, type WalkPlan } from './walk.ts'
import { beginWalk, type WalkState } from './walk-state.ts'

/** Of one account in one year. */
type Part = Omit<WalkedYear, 'wishes'>

interface Walking {
  readonly all: AccountYears
  readonly problem: YearsProblem
  readonly at: Places
  readonly state: WalkState
  /** Called with the year that is worked on. */
  readonly step: (year: number) => void
}

export function walkYears(all: AccountYears, problem: YearsProblem, budgets: readonly WalkBudget[], step: (year: number) => void): Walk {
  const walking: Walking = { all, problem, at: placesOf(all), state: beginWalk(all, problem), step }
  const { state } = walking
  const plan = emptyPlan(problem)
  const years = all.periods.map((_, y) => {
    const budget = budgets[y] ?? { gain: null, tax: null, short: null, lasting: 1 }
    state.beginYear()
    const walked = y === 0 ? firstYear(walking, plan, budget) : laterYear(walking, plan, y, budget)
    const tax = problem.years[y]?.tax
    if (tax) state.endYear(oneYear(tax, gainOfYear(problem, plan, y), state.carried).carried)
    return walked
  })
  return { years, plan }
}

const least = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : Math.min(a, b))
const inCents = (dollars: number | null) => (dollars === null ? null : cents(Math.ceil(dollars * 100 - 1e-6)))

/** The wishes of the first year: what the ordinary screen is handed. */
function firstWishes({ all, problem }: Walking, budget: WalkBudget): Wishes {
  const { wishes } = all
  const limits = limitsOfYear(problem, 0, budget, { carried: noGain, soFar: noGain })
  const of = (name: 'shortGain' | 'longGain' | 'tax') => least(wishes[name], inCents(limits[name])) as Cents | null
  const weights = { ...wishes.weights, te: wishes.weights.te * riskOfYear(all.periods, 0, budget.lasting) }
  return { ...wishes, weights, shortGain: of('shortGain'), longGain: of('longGain'), tax: of('tax') }
}

function firstYear(walking: Walking, plan: WalkPlan, budget: WalkBudget): WalkedYear {
  const { all, step } = walking
  const wishes = firstWishes(walking, budget)
  const { standing } = placeOf(all, 0, 0)
  const solved: SolvedAccount[] = []
  const parts = all.turns.map((turn, a): Part => {
    const one = solveTurn(standing, solved, turn, wishes, () => step(0))
    if (!('place' in one)) return resting('infeasible')
    solved.push(one)
    const part = firstOf(walking, a, one)
    book(walking, plan, 0, part)
    return part
  })
  return { ...wholeOf(parts), wishes }
}

const resting = (status: Part['status'], conflict: readonly string[] = []): Part => ({ status, conflict, sold: [], bought: [], gap: null })

/** Trades of today by their names, at their places among all accounts. */
function firstOf({ all, problem, at }: Walking, a: number, { found, settled, trades }: SolvedAccount): Part {
  const place = all.places[0]?.[a]
  if (settled === null || place === undefined) return resting(found.status, found.conflict)
  const [firstLot, firstSecurity] = [at.lot[a] as number, at.security[a] as number]
  const securityAt = (id: (typeof trades.sales)[number]['security']) =>
    firstSecurity + (place.placeOfSecurity.get(place.standing.sameOf(id)) as number)
  const [year] = problem.years
  return {
    status: found.status,
    conflict: [],
    sold: trades.sales.flatMap(({ picks, security }) =>
      picks.map(({ lot, shares }): WalkedLot => {
        const l = firstLot + (place.placeOfLot.get(lot) as number)
        return {
          account: a,
          lot: l,
          security: securityAt(security),
          shares,
          gain: year?.gain[l] ?? 0,
          long: year?.long[l] === 1,
        }
      }),
    ),
    bought: trades.purchases.map(({ security, shares, amount }) => ({ account: a, security: securityAt(security), shares, amount })),
    gap: gapOf(settled.evaluation, found.bound),
  }
}

function laterYear(walking: Walking, plan: WalkPlan, y: number, budget: WalkBudget): WalkedYear {
  const { all, problem, state, step } = walking
  const parts = all.turns.map((_, a): Part => {
    const known = { carried: state.carried, soFar: gainOfYear(problem, plan, y) }
    const { instance, rows } = instanceOf(all, problem, { y, a, budget }, walking.at, state, known)
    const solver = valueOrThrow(readInstance(instance))
    const market = valueOrThrow(marketOf(instance))
    const { gap, seconds } = all.wishes
    const checkpoint = { advance: () => step(y) }
    const optimizeTo = (to: number) => optimize(solver, { gap: to, seconds, expired: () => false }, checkpoint)
    const first = optimizeTo(gap / 1e6)
    if (first.status === 'infeasible' || first.status === 'unsolved') return resting(first.status, first.conflict)
    const { found, settled } = settleWithin(solver, market, first, gap / 1e6, optimizeTo)
    const part = laterOf(walking, { y, a }, rows, instance.sec.price, found.bound, settled, found.status)
    book(walking, plan, y, part)
    return part
  })
  return { ...wholeOf(parts), wishes: null }
}

function laterOf(
  { problem, at }: Walking,
  { y, a }: { readonly y: number; readonly a: number },
  rows: readonly LotRow[],
  price: readonly number[],
  bound: number,
  { trades, evaluation }: ReturnType<typeof settleWithin>['settled'],
  status: Part['status'],
): Part {
  const first = at.security[a] as number
  return {
    status,
    conflict: [],
    sold: trades
      .filter(({ side }) => side === 'sell')
      .flatMap(({ lots }) =>
        lots.map(({ lot, shares }): WalkedLot => {
          const row = rows[lot] as LotRow
          const own = row.lot < 0
          return {
            account: a,
            lot: own ? -1 : (at.lot[a] as number) + row.lot,
            security: first + row.sec,
            shares,
            gain: 1 - row.basis / (price[row.sec] as number),
            long: own ? row.days > 365 : problem.years[y]?.long[(at.lot[a] as number) + row.lot] === 1,
          }
        }),
      ),
    bought: trades
      .filter(({ side }) => side === 'buy')
      .map(({ security, shares, amount }) => ({ account: a, security: first + security, shares, amount })),
    gap: gapOf(evaluation, bound),
  }
}

function gapOf({ objective, gross }: { readonly objective: number; readonly gross: number }, bound: number): number {
  return Math.max(0, (objective - bound) / Math.max(gross, 1e-6))
}

/** The accounts of a year as one: the weakest word of any, and the widest gap. */
function wholeOf(parts: readonly Part[]): Part {
  const order = ['optimal', 'feasible', 'unsolved', 'infeasible'] as const
  const planned = parts.filter(({ gap }) => gap !== null)
  const shown = planned.length > 0 ? planned : parts
  return {
    status: order[shown.reduce((most, { status }) => Math.max(most, order.indexOf(status)), 0)] as Part['status'],
    conflict: [...new Set(parts.flatMap(({ conflict }) => conflict))],
    sold: parts.flatMap(({ sold }) => sold),
    bought: parts.flatMap(({ bought }) => bought),
    gap: planned.length === 0 ? null : planned.reduce((most, { gap }) => Math.max(most, gap ?? 0), 0),
  }
}

/** Into the plan of all years and the state that the next account begins with. */
function book({ all, problem, at, state }: Walking, plan: WalkPlan, y: number, { sold, bought }: Part): void {
  const { base } = problem
  const weight = (account: number, security: number, millionths: number) => {
    const local = security - (at.security[account] as number)
    return ((millionths / 1e6) * (all.places[0]?.[account]?.problem.instance.sec.price[local] ?? 0)) / base.nav
  }
  const growth = all.periods[y]?.growth ?? 1
  for (const lot of sold) {
    const amount = weight(lot.account, lot.security, lot.shares)
    if (lot.lot < 0) {
      const list = plan.resell[y] as Float64Array
      list[lot.security] = (list[lot.security] as number) + amount
      const gained = amount * growth * lot.gain
      const { short, long } = plan.resold[y] ?? noGain
      plan.resold[y] = lot.long ? { short, long: long + gained } : { short: short + gained, long }
    } else {
      const list = plan.sell[y] as Float64Array
      list[lot.lot] = (list[lot.lot] as number) + amount
    }
    state.sell(lot, base.securities.identical[lot.security] as number)
  }
  for (const purchase of bought) {
    const list = plan.buy[y] as Float64Array
    list[purchase.security] = (list[purchase.security] as number) + weight(purchase.account, purchase.security, purchase.shares)
    state.buy(purchase, base.securities.identical[purchase.security] as number, y)
  }
}
