/** An account laid out for solving and for pricing hand-made changes: its problem in the desk's units, the solver's and the market's, and the ways between them. */
import type { Cents } from '../../../shared/kernel/cents.ts'
import type { AccountId, LotId, SecurityId } from '../../../shared/kernel/id.ts'
import { done, type Outcome, type Refusal } from '../../../shared/kernel/outcome.ts'
import { marketValue, type Price } from '../../../shared/kernel/price.ts'
import { type Shares, shares } from '../../../shared/kernel/shares.ts'
import { isTaxable } from '../../../shared/model/book.ts'
import type { Wishes } from '../../../shared/model/proposal.ts'
import type { LimitInForce } from '../../../shared/present/plan-limits.ts'
import { type Market, marketOf } from '../optimize/market.ts'
import type { Plan, Problem } from '../optimize/problem.ts'
import { readInstance } from '../optimize/read-instance.ts'
import type { Standing } from '../standing/standing.ts'
import type { AccountTrades } from './booked-plan.ts'
import { type AccountProblem, accountProblem, carriedWorth } from './from-snapshot.ts'
import { limitsOf } from './limits/in-force.ts'
import { type PlacedLimit, placeLimits } from './limits/place-limits.ts'
import { withWishes } from './wish-limits.ts'

export interface Workplace {
  readonly account: AccountId
  /** As this account sees it: plans of the accounts before it known. */
  readonly standing: Standing
  readonly problem: AccountProblem
  readonly solver: Problem
  readonly market: Market
  readonly placeOfLot: ReadonlyMap<LotId, number>
  readonly placeOfSecurity: ReadonlyMap<string, number>
  /** Of this account by itself; none where it is a part of the household’s problem. */
  readonly limits: readonly PlacedLimit[]
}

export interface Share {
  /** Of the cash to be raised. */
  readonly raise: Cents
  /** Of the tax the plan may add; null: no limit. */
  readonly tax: Cents | null
}

/** `reserve`: keep cash for costs; without it an account that has none and can sell nothing may rest as it is. `also`: may be bought besides its targets. */
export function workplaceOf(
  standing: Standing,
  account: AccountId,
  wishes: Wishes,
  { raise, tax }: Share,
  reserve = true,
  also: readonly SecurityId[] = [],
  inForce: readonly LimitInForce[] = limitsOf(standing, wishes),
): Outcome<Workplace> {
  const asked = {
    weights: wishes.weights,
    cashMost: wishes.cashMost / 10_000,
    carried: carriedWorth,
    defer: wishes.deferAs === 'always' ? (wishes.defer ?? 0) : 0,
  }
  const found = accountProblem(standing, account, asked, { also, resting: false })
  if (!found.ok) return found
  const taxable = isTaxable(standing.accountOf(account).type)
  const asIs = withWishes(found.value, wishes, { raise, tax, taxable, reserve })
  const placed = placeLimits(standing, asIs.instance, asIs.securities, inForce)
  const problem = { ...asIs, instance: placed.instance, notes: [...asIs.notes, ...placed.notes] }
  const { name } = standing.accountOf(account)
  const solver = readInstance(problem.instance)
  if (!solver.ok) return inAccount(solver.refusal, name)
  const market = marketOf(problem.instance)
  if (!market.ok) return inAccount(market.refusal, name)
  return done({
    account,
    standing,
    problem,
    solver: solver.value,
    market: market.value,
    placeOfLot: new Map(problem.lots.map((lot, at) => [lot, at])),
    placeOfSecurity: new Map(problem.securities.map((security, at) => [standing.sameOf(security), at])),
    limits: placed.limits,
  })
}

function inAccount(refusal: Refusal, name: string): Outcome<never> {
  return { ok: false, refusal: { ...refusal, code: 'data/account-figures', where: name, remedy: 'Correct the figures of the account.' } }
}

/** Weight of one millionth of a share, as settling reckons it. */
function unitOf({ market }: Workplace, security: number): number {
  return (market.price[security] as number) / 1e6 / 1e6 / (market.nav / 100)
}

/** Named lots and purchases as a plan of the solver; trades of what the problem does not hold are left out. */
export function planOf(place: Workplace, { sales, purchases }: Pick<AccountTrades, 'sales' | 'purchases'>): Plan {
  const { lots, securities } = place.solver
  const plan = { sell: new Float64Array(lots.count), buy: new Float64Array(securities.count) }
  for (const { lot, shares: count } of sales.flatMap(({ picks }) => picks)) {
    const l = place.placeOfLot.get(lot)
    if (l === undefined) continue
    const security = place.problem.instance.lots.sec[l] as number
    plan.sell[l] = count === place.market.lotShares[l] ? (lots.value[l] as number) : count * unitOf(place, security)
  }
  for (const { security, shares: count } of purchases) {
    const i = place.placeOfSecurity.get(place.standing.sameOf(security))
    if (i !== undefined) plan.buy[i] = count * unitOf(place, i)
  }
  return plan
}

/** A plan in fractions as trades, cut to millionths of a share: for comparison only, never for a ticket. */
export function tradesOf(place: Workplace, plan: Plan): AccountTrades {
  const { account, problem, market, solver } = place
  const countOf = (weight: number, i: number) => Math.floor(weight / unitOf(place, i) + 1e-6)
  const sales: AccountTrades['sales'][number][] = []
  const purchases: AccountTrades['purchases'][number][] = []
  for (let i = 0; i < solver.securities.count; i++) {
    const security = problem.securities[i] as SecurityId
    const picks: { lot: LotId; shares: Shares }[] = []
    for (let l = solver.lots.start[i] as number; l < (solver.lots.start[i + 1] as number); l++) {
      const count = Math.min(market.lotShares[l] as number, countOf(plan.sell[l] as number, i))
      if (count > 0) picks.push({ lot: problem.lots[l] as LotId, shares: shares(count) })
    }
    if (picks.length > 0) sales.push({ account, security, method: 'SPECID', picks, replacement: null, override: '' })
    const bought = shares(countOf(plan.buy[i] as number, i))
    if (bought > 0) purchases.push({ account, security, shares: bought, amount: marketValue(bought, market.price[i] as Price) })
  }
  return { account, sales, purchases }
}
