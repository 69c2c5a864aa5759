/** What a household's plan is made of whichever way it is solved: the request, the body of the proposal, asset classes, what its losses bar, what is said of it. */
import { addDays, type CivilDate, laterDate } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, SecurityId } from '../../../shared/kernel/id.ts'
import { sumShares } from '../../../shared/kernel/shares.ts'
import type { Proposal, ProposalAccount, Wishes } from '../../../shared/model/proposal.ts'
import { date, exactMoney } from '../../../shared/present/format.ts'
import { orderCosts } from '../cost/execution.ts'
import type { Standing } from '../standing/standing.ts'
import { windowDays } from '../wash/window.ts'
import { lossesOf } from './after-plans.ts'
import type { AccountTrades, BookedPlan } from './booked-plan.ts'
import type { Workplace } from './workplace.ts'

export interface PlanRequest {
  /** null: all that can be traded. */
  readonly accounts: readonly AccountId[] | null
  readonly wishes: Wishes
  readonly curve: boolean
}

/** A proposal but for what only the desk knows of it. */
export type ProposalBody = Omit<Proposal, 'id' | 'hash' | 'snapshotHash' | 'engine' | 'kept' | 'stale'>

/** Called at every step of the solver; throws where the work is to stop. Thousandths of an account. */
export interface PlanCheckpoint {
  advance(done: number, of: number, what?: string): void
}

/** What the solver's own revision says of itself. */
export function headOf({ snapshot, tradeDay, pricesAsOf }: Standing, { wishes, accounts }: PlanRequest) {
  return {
    revision: 1,
    title: 'Optimized',
    household: snapshot.household.id,
    householdName: snapshot.household.name,
    asOf: snapshot.asOf,
    tradeDay,
    pricesAsOf,
    wishes,
    asked: accounts === null ? null : [...accounts],
    edit: null,
  }
}

export function statusOf(accounts: readonly ProposalAccount[]): Proposal['status'] {
  const having = (...status: ProposalAccount['status'][]) => accounts.filter(account => status.includes(account.status)).length
  const solved = having('optimal', 'feasible')
  if (solved === 0) return having('infeasible') > 0 ? 'infeasible' : having('unsolved') > 0 ? 'unsolved' : 'nothing-solved'
  if (solved < accounts.length) return 'partial'
  return having('optimal') === solved ? 'optimal' : 'feasible'
}

export function householdAllocation(documents: readonly ProposalAccount[], places: readonly Workplace[]): Proposal['allocation'] {
  const whole = places.reduce((sum, { market }) => sum + market.nav, 0)
  const rows = new Map<string, { before: number; after: number; target: number }>()
  documents.forEach(({ allocation }, at) => {
    const part = whole === 0 ? 0 : (places[at] as Workplace).market.nav / whole
    for (const { assetClass, before, after, target } of allocation) {
      const row = rows.get(assetClass) ?? { before: 0, after: 0, target: 0 }
      rows.set(assetClass, { before: row.before + before * part, after: row.after + after * part, target: row.target + target * part })
    }
  })
  return [...rows]
    .map(([assetClass, { before, after, target }]) => ({
      assetClass,
      before: Math.round(before),
      after: Math.round(after),
      target: Math.round(target),
    }))
    .sort((a, b) => Number(a.assetClass === 'Cash') - Number(b.assetClass === 'Cash') || (a.assetClass < b.assetClass ? -1 : 1))
}

/** What a loss of the plan bars, everywhere in the household, until its window is over (IRC section 1091(a)). */
export function barsOf(standing: Standing, plans: readonly AccountTrades[]): string[] {
  const losses = new Set(lossesOf(standing, plans).map(({ security }) => security))
  return [...losses].map(security => {
    const from = date(addDays(lastSold(standing, plans, security), windowDays + 1))
    const group = standing.groupOf(security)
    const alike = standing.snapshot.securities.filter(other => other.id !== security && standing.groupOf(other.id) === group)
    const names = [standing.securityOf(security).symbol, ...alike.map(({ symbol }) => symbol)]
    return `Do not buy ${names.join(' or ')} before ${from} in any account.`
  })
}

/** An order worked over days is sold until the last of them. */
function lastSold(standing: Standing, plans: readonly AccountTrades[], security: SecurityId): CivilDate {
  const days = plans.flatMap(({ account, sales }) =>
    sales
      .filter(sale => sale.security === security)
      .map(({ picks }) => orderCosts(standing, account, security, sumShares(picks.map(({ shares }) => shares))))
      .flatMap(({ liquidity }) => liquidity?.schedule?.days.at(-1)?.date ?? []),
  )
  return days.reduce(laterDate, standing.tradeDay)
}

/** `accounts`: so many are planned one by one. */
export function householdNotes(booked: BookedPlan, accounts: number): string[] {
  return [
    ...(accounts > 1 ? ['Tracking error of the household is the average of its planned accounts by value.'] : []),
    ...(booked.washed !== 0 ? [`Section 1091 takes ${exactMoney(booked.washed)} of the losses of this plan; the tax counts that.`] : []),
    ...(booked.permanent !== 0 ? [`${exactMoney(booked.permanent)} of it is lost for good.`] : []),
  ]
}
