/**
 * How far to go by a rule ("Partial rebalancing" of the rebalancing planner): to the targets, half way, to the edge of each band, or only where the benefit is more than twice
 * the cost. The rule fixes each trade; lots are chosen for the least tax a share, shares are whole, purchases fit the cash. Nothing is optimized and nothing is proven.
 */
import type { Wishes } from '../../../shared/model/proposal.ts'
import { isPlainSlot } from '../model/slots.ts'
import { targetsFor } from '../model/targets-for.ts'
import { evaluate } from '../optimize/evaluate.ts'
import { linesOf, place as placeLine, wholeAmounts } from '../optimize/lines.ts'
import type { Plan } from '../optimize/problem.ts'
import { costConstrained, halfWay, toBandEdge, toTarget } from '../planner/partial.ts'
import type { AccountTrades } from './booked-plan.ts'
import { tradesOf, type Workplace } from './workplace.ts'

export type Rule = Exclude<NonNullable<Wishes['extent']>, 'optimal'>

export const ruleWords: Readonly<Record<Rule, string>> = {
  target: 'Full rebalancing: back to the exact targets',
  half: 'Half-way rule: half of each trade',
  band: 'Threshold band: to the edge of each band that is left',
  cost: 'Cost-constrained: to the target where the benefit is more than twice the cost',
}

/** `asked`: cash is to be raised here. */
export function tradesByRule(place: Workplace, rule: Rule, asked: boolean): AccountTrades {
  const plan = emptyPlan(place)
  const changes = changesOf(place, rule)
  changes.forEach((change, i) => {
    if (change < 0) sellLeastTaxed(place, plan, i, -change)
  })
  const raising = asked && raiseCash(place, plan)
  const sold = inWholeShares(place, plan, raising ? 'up' : 'nearest')
  const barred = lossGroups(place, sold)
  changes.forEach((change, i) => {
    if (change > 0 && (place.solver.securities.buyable[i] as number) > 0 && !barred.has(i)) sold.buy[i] = change
  })
  return tradesOf(place, inWholeShares(place, withinCash(place, sold), 'nearest'))
}

function emptyPlan({ solver }: Workplace): Plan {
  return { sell: new Float64Array(solver.lots.count), buy: new Float64Array(solver.securities.count) }
}

function changesOf(place: Workplace, rule: Rule): readonly number[] {
  const drifts = [...place.solver.securities.drift]
  if (rule === 'target') return toTarget(drifts)
  if (rule === 'half') return halfWay(drifts)
  if (rule === 'band') return toBandEdge(drifts, bandsOf(place))
  const { benefits, costs } = worthOf(place, drifts)
  return costConstrained(drifts, benefits, costs)
}

/** Of the line it counts toward; what has no target has no band. Of a line that is its security alone, nothing else has one. */
function bandsOf({ standing, account, problem }: Workplace): number[] {
  const { slots } = targetsFor(standing, account)
  return problem.securities.map(security => {
    const slot = slots.claimOf(security)?.slot
    if (slot === undefined) return 0
    const own = standing.sameOf(security) === standing.sameOf(slot.line.security)
    return own || !isPlainSlot(slot) ? slot.line.band / 10_000 : 0
  })
}

/** Of each security brought to its target alone: weighted risk taken off, against cost and tax of its least taxed lots. */
function worthOf(place: Workplace, drifts: readonly number[]) {
  const { solver } = place
  const still = evaluate(solver, emptyPlan(place))
  const each = drifts.map((drift, i) => {
    const plan = emptyPlan(place)
    if (drift > 0) sellLeastTaxed(place, plan, i, drift)
    else plan.buy[i] = -drift
    const { terms } = evaluate(solver, plan)
    const { risk, cost, tax } = solver.weights
    return {
      benefit: risk * (still.terms.te ** 2 - terms.te ** 2),
      cost: cost * (terms.linear + terms.impact + terms.fixed) + tax * (terms.tax - still.terms.tax),
    }
  })
  return { benefits: each.map(({ benefit }) => benefit), costs: each.map(({ cost }) => cost) }
}

/** Tax a share of what is sold of the lot, at the year's rates. */
function rateOf({ solver: { lots, tax } }: Workplace, l: number): number {
  return (lots.gain[l] as number) * (lots.long[l] ? tax.long : tax.short)
}

function sellLeastTaxed(place: Workplace, plan: Plan, i: number, amount: number): void {
  const { start, free } = place.solver.lots
  const own = Array.from({ length: (start[i + 1] as number) - (start[i] as number) }, (_, at) => (start[i] as number) + at)
  sellFrom(
    plan,
    own.filter(l => (free[l] as number) > 0).sort((a, b) => rateOf(place, a) - rateOf(place, b) || a - b),
    free,
    amount,
  )
}

function sellFrom(plan: Plan, order: readonly number[], free: Float64Array, amount: number): void {
  let left = amount
  for (const l of order) {
    const sold = Math.min(left, (free[l] as number) - (plan.sell[l] as number))
    plan.sell[l] = (plan.sell[l] as number) + sold
    left -= sold
    if (left <= 0) return
  }
}

/** Where the rule's sales leave less cash than is to be free, the least taxed lots of all make it up. */
function raiseCash(place: Workplace, plan: Plan): boolean {
  const { lots, limits } = place.solver
  const missing = plan.sell.reduce((sum, sold) => sum - sold, 0) - (limits.rowHigh[0] as number)
  if (missing <= 0) return false
  const all = Array.from({ length: lots.count }, (_, l) => l).filter(l => (lots.free[l] as number) > (plan.sell[l] as number))
  sellFrom(
    plan,
    all.sort((a, b) => rateOf(place, a) - rateOf(place, b) || a - b),
    lots.free,
    missing,
  )
  return true
}

/** Securities that may not be bought beside what is sold at a loss (IRC section 1091), themselves included. */
function lossGroups({ solver: { lots, securities, limits } }: Workplace, plan: Plan): ReadonlySet<number> {
  const lost = new Set<number>()
  for (let i = 0; i < securities.count; i++)
    for (let l = lots.start[i] as number; l < (lots.start[i + 1] as number); l++)
      if ((plan.sell[l] as number) > 0 && (lots.gain[l] as number) < 0) lost.add(i)
  const alike = limits.identicalGroups.filter(members => members.some(i => lost.has(i)))
  return new Set([...lost, ...alike.flatMap(members => [...members])])
}

/** Purchases in proportion to what the cash allows, costs kept back. */
function withinCash({ solver: { limits } }: Workplace, plan: Plan): Plan {
  const most = Math.max(
    0,
    plan.sell.reduce((sum, sold) => sum + sold, limits.rowHigh[0] as number),
  )
  const wanted = plan.buy.reduce((sum, bought) => sum + bought, 0)
  const scale = wanted > most ? most / wanted : 1
  return { sell: plan.sell, buy: plan.buy.map(bought => bought * scale) }
}

/** Sales to the nearest whole share, or up to one where cash is wanted, or all there is; purchases down to one. */
function inWholeShares({ solver, market }: Workplace, plan: Plan, sales: 'up' | 'nearest'): Plan {
  const whole = { sell: plan.sell.slice(), buy: plan.buy.slice() }
  for (const line of linesOf(solver, market, plan)) {
    const near = wholeAmounts(solver, market, line)
    const least = sales === 'up' ? line.asked - 1 : 0
    const nearest = near
      .filter(amount => amount >= least)
      .reduce((best, amount) => (Math.abs(amount - line.asked) < Math.abs(best - line.asked) ? amount : best), near.at(-1) ?? 0)
    placeLine(solver, market, whole, line, line.side === 'sell' ? nearest : (near[0] ?? 0))
  }
  return whole
}
