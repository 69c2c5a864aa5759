/**
 * One account in a later year as a problem of one period: what is left of its lots and what it bought since, at that year's prices; the year's results and the losses that
 * come from before, of all accounts; and what section 1091 bars beside the accounts before it and, within thirty days, the year before.
 */
import type { Instance } from '../../../shared/model/instance.ts'
import type { YearsProblem } from '../optimize/years/years-problem.ts'
import { type AccountYears, placeOf } from './account-years.ts'
import { limitsOfYear, type YearKnown } from './limits-of-year.ts'
import { daysApart, riskOfYear } from './periods.ts'
import type { Places } from './together.ts'
import type { WalkBudget } from './walk.ts'
import type { WalkState } from './walk-state.ts'

export interface LotRow {
  /** Among the account's lots; −1: bought in an earlier year of the plan. */
  readonly lot: number
  readonly sec: number
  readonly shares: number
  readonly basis: number
  readonly days: number
  readonly blocked: number | boolean
}

interface Where {
  readonly y: number
  readonly a: number
  readonly budget: WalkBudget
}

export function instanceOf(
  all: AccountYears,
  problem: YearsProblem,
  { y, a, budget }: Where,
  at: Places,
  state: WalkState,
  known: YearKnown,
): { readonly instance: Instance; readonly rows: readonly LotRow[] } {
  const { instance } = placeOf(all, y, a).problem
  const growth = all.periods[y]?.growth ?? 1
  const price = instance.sec.price.map(each => Math.round(each * growth * 1e6) / 1e6)
  const nav = Math.round(instance.nav * growth * 100) / 100
  const near = daysApart(all.periods, y - 1, y) <= 30
  const barred = (touched: 'lost' | 'bought', sec: number) => {
    const group = problem.base.securities.identical[(at.security[a] as number) + sec] as number
    return group >= 0 && (state.now[touched].has(group) || (near && state.before[touched].has(group)))
  }
  const rows = rowsOf(all, { y, a }, price, at, state).map(row => ({
    ...row,
    blocked: row.basis > (price[row.sec] as number) && barred('bought', row.sec) ? 1 : row.blocked,
  }))
  const limits = limitsOfYear(problem, y, budget, known)
  const held = (name: 'shortGain' | 'longGain' | 'tax') => {
    const most = [instance.also?.[name] ?? null, limits[name]].reduce((a, b) => (a === null ? b : b === null ? a : Math.min(a, b)))
    return most === null ? {} : { [name]: most }
  }
  const also = { ...instance.also, ...held('shortGain'), ...held('longGain'), ...held('tax') }
  const column = <Key extends keyof LotRow>(key: Key) => rows.map(row => row[key])
  const cash = (state.cash[a] as number) * growth
  return {
    rows,
    instance: {
      ...instance,
      nav,
      lam: { ...instance.lam, te: instance.lam.te * riskOfYear(all.periods, y, budget.lasting) },
      lots: {
        sec: column('sec'),
        shares: column('shares'),
        basis: column('basis'),
        days: column('days'),
        blocked: column('blocked') as (0 | 1)[],
      },
      cash0: cash,
      cashLo: Math.min(instance.cashLo, cash / nav),
      sec: { ...instance.sec, price, noBuy: instance.sec.noBuy.map((bar, sec) => Boolean(bar) || barred('lost', sec)) },
      tax: yearSoFar(instance, problem.base.nav, known),
      ...(Object.keys(also).length === 0 ? {} : { also }),
    },
  }
}

function yearSoFar({ tax }: Instance, nav: number, { carried, soFar }: YearKnown): Instance['tax'] {
  return { ...tax, ytdS: (soFar.short - carried.short) * nav, ytdL: (soFar.long - carried.long) * nav }
}

function rowsOf(
  all: AccountYears,
  { y, a }: { readonly y: number; readonly a: number },
  price: readonly number[],
  at: Places,
  state: WalkState,
): LotRow[] {
  const { instance } = placeOf(all, y, a).problem
  const { market, problem } = placeOf(all, 0, a)
  const own = instance.lots.sec.map((sec, lot): LotRow => {
    const left = (market.lotShares[lot] as number) - (state.sold[(at.lot[a] as number) + lot] as number)
    return {
      lot,
      sec,
      shares: left / 1e6,
      basis: instance.lots.basis[lot] as number,
      days: instance.lots.days[lot] as number,
      blocked: instance.lots.blocked[lot] as number | boolean,
    }
  })
  const bought = state.bought
    .filter(({ account }) => account === a)
    .map(({ security, shares, year }): LotRow => {
      const sec = security - (at.security[a] as number)
      const growth = all.periods[year]?.growth ?? 1
      const paid = growth === 1 ? (price[sec] as number) : Math.round((problem.instance.sec.price[sec] as number) * growth * 1e6) / 1e6
      return { lot: -1, sec, shares: shares / 1e6, basis: paid, days: daysApart(all.periods, year, y), blocked: 0 }
    })
  return [...own, ...bought].filter(({ shares }) => shares > 0).sort((a, b) => a.sec - b.sec)
}
