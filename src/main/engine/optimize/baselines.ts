/**
 * What others would do with the same account, evaluated by the same evaluator: nothing, or a full rebalance to the targets with lots sold first in first out, highest
 * basis first, or by least tax a share (the custodians' orders). Sales are what the lots allow, purchases are scaled to the cash there is; groups, turnover, minimum trades,
 * numbers of trades and wash sales are left as they fall, which the evaluation says.
 */
import { type Evaluation, evaluate } from './evaluate.ts'
import { taxSoFar, yearTax } from './netting.ts'
import type { Plan, Problem } from './problem.ts'

export const baselineNames = ['do nothing', 'FIFO', 'HIFO', 'taxmin'] as const
export type BaselineName = (typeof baselineNames)[number]

export interface Baseline {
  readonly name: BaselineName
  readonly plan: Plan
  readonly evaluation: Evaluation
  /** Tax of the plan once section 1091 has taken the losses that its own purchases wash. */
  readonly lawfulTax: number
}

/** `age` is how long each lot is held, in days: only FIFO asks for it. */
export function baselinesOf(problem: Problem, age: ArrayLike<number>): Baseline[] {
  return baselineNames.map(name => {
    const plan = name === 'do nothing' ? nothing(problem) : rebalanced(problem, orderOf(problem, age, name))
    return { name, plan, evaluation: evaluate(problem, plan), lawfulTax: lawfulTax(problem, plan) }
  })
}

/** Of a group of identical securities as much loss is disallowed as is bought of it (by value), the largest losses first. */
function lawfulTax({ securities, lots, limits, tax }: Problem, { sell, buy }: Plan): number {
  let [short, long] = [tax.shortSoFar, tax.longSoFar]
  const count = (l: number, sold: number) => {
    if (lots.long[l]) long += lots.gain[l] * sold
    else short += lots.gain[l] * sold
  }
  const groups: Iterable<number>[] = [...limits.identicalGroups]
  for (let i = 0; i < securities.count; i++) if (!limits.identicalGroups.some(members => members.includes(i))) groups.push([i])
  for (const members of groups) {
    let bought = 0
    const losses: number[] = []
    for (const i of members) {
      bought += buy[i]
      for (let l = lots.start[i]; l < lots.start[i + 1]; l++) {
        if (sell[l] > 0 && lots.gain[l] < 0) losses.push(l)
        else count(l, sell[l])
      }
    }
    for (const l of losses.sort((a, b) => lots.gain[a] - lots.gain[b])) {
      const washed = Math.min(bought, sell[l])
      bought -= washed
      count(l, sell[l] - washed)
    }
  }
  return yearTax(tax, short, long) - taxSoFar(tax)
}

type Order = (a: number, b: number) => number

function orderOf({ lots, tax }: Problem, age: ArrayLike<number>, name: BaselineName): Order {
  const rank = (l: number) => {
    if (name === 'FIFO') return -age[l]
    return name === 'HIFO' ? lots.gain[l] : lots.gain[l] * (lots.long[l] ? tax.long : tax.short)
  }
  return (a, b) => rank(a) - rank(b) || a - b
}

function nothing({ lots, securities }: Problem): Plan {
  return { sell: new Float64Array(lots.count), buy: new Float64Array(securities.count) }
}

function rebalanced(problem: Problem, order: Order): Plan {
  const { securities, limits } = problem
  const plan = nothing(problem)
  let sold = 0
  let wanted = 0
  for (let i = 0; i < securities.count; i++) {
    if (securities.drift[i] > 0) sold += sellFrom(problem, plan, i, order)
    else if (securities.buyable[i] > 0) {
      plan.buy[i] = -securities.drift[i]
      wanted += plan.buy[i]
    }
  }
  // the first row is the budget: its middle keeps cash within its limits from both sides
  const most = sold + (limits.rowLow[0] + limits.rowHigh[0]) / 2
  const scale = wanted > most ? Math.max(0, most) / wanted : 1
  for (let i = 0; i < plan.buy.length; i++) plan.buy[i] *= scale
  return plan
}

function sellFrom({ securities, lots }: Problem, plan: Plan, i: number, order: Order): number {
  const list: number[] = []
  for (let l = lots.start[i]; l < lots.start[i + 1]; l++) if (lots.free[l] > 0) list.push(l)
  let left = securities.drift[i]
  for (const l of list.sort(order)) {
    plan.sell[l] = Math.min(left, lots.free[l])
    left -= plan.sell[l]
    if (left <= 0) break
  }
  return securities.drift[i] - left
}
