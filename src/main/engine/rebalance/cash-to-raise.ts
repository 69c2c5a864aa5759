/**
 * Cash to raise as the book's list and the week tell it: what the needs up to the firm's horizon ask for beyond the cash that is there and need not stay, deposits that come
 * before a need counted, by the very rules of a plan (cash-flows.ts).
 */
import { type Cents, cents } from '../../../shared/kernel/cents.ts'
import { usualFlowDays } from '../../../shared/model/usual-flows.ts'
import type { Standing } from '../standing/standing.ts'
import { type CashPlan, cashPlanOf, heldFor } from './cash-flows.ts'

export interface CashToRaise {
  readonly amount: Cents
  /** null: no needs and no deposits are entered. */
  readonly plan: CashPlan | null
}

export function cashToRaise(standing: Standing): CashToRaise {
  const { accounts, settings } = standing.snapshot
  const plan = cashPlanOf(
    standing,
    accounts.map(({ id }) => id),
    { flowDays: settings.flowDays ?? usualFlowDays },
  )
  if (plan === null) return { amount: cents(0), plan }
  let short = 0
  let free = 0
  for (const { id, cash, cashReserve } of accounts) {
    const there = Math.max(0, (cash ?? 0) - (cashReserve ?? 0))
    const own = heldFor(plan, id)
    short += Math.max(0, own - there)
    if (plan.bearers.includes(id)) free += Math.max(0, there - own)
  }
  return { amount: cents(short + Math.max(0, plan.common - free)), plan }
}
