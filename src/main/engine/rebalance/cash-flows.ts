/**
 * Needs and deposits by date as a plan of today counts them. On every day until the horizon the cash left after today's trades, with the deposits of earlier days and without
 * the needs up to then, must not fall below what stays: needs of a day come before its deposits, and a deposit after a need does not help it. An account's own flows are met in
 * it; needs of any account in the taxable ones together (a withdrawal from a retirement account is income), from what they have over. Only what is certain is counted.
 */
import { type Cents, cents, noCents, sumCents } from '../../../shared/kernel/cents.ts'
import { addDays, type CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { AccountId } from '../../../shared/kernel/id.ts'
import type { CashNeed } from '../../../shared/model/book.ts'
import { isTaxable } from '../../../shared/model/book.ts'
import type { Wishes } from '../../../shared/model/proposal.ts'
import type { Standing } from '../standing/standing.ts'

export interface CashPlan {
  /** Last day that is looked at. */
  readonly until: CivilDate
  /** Least cash an account keeps for its own flows, beside what stays in it. */
  readonly hold: ReadonlyMap<AccountId, Cents>
  /** Beyond that, to be free in the accounts that bear needs of any account, all together. */
  readonly common: Cents
  readonly bearers: readonly AccountId[]
  readonly counted: readonly CashNeed[]
  /** Not counted, with the reason. */
  readonly left: readonly { readonly flow: CashNeed; readonly why: 'past' | 'there' | 'not planned' | 'nobody' }[]
}

/** A deposit is looked for in the ledger from so many days before its day. */
const earlyBy = 10

/** `planned`: the accounts that are traded. null: the wishes ask for no flows, or there are none. */
export function cashPlanOf(standing: Standing, planned: readonly AccountId[], { flowDays }: Pick<Wishes, 'flowDays'>): CashPlan | null {
  const { snapshot, asOf } = standing
  const flows = [...snapshot.cashNeeds, ...(snapshot.deposits ?? [])]
  if (flowDays == null || flows.length === 0) return null
  const until = addDays(asOf, flowDays)
  const bearers = bearersAmong(standing, planned)
  const left: CashPlan['left'][number][] = []
  const there = depositsThere(standing)
  const counted = flows.filter(flow => {
    if (flow.due > until) return false
    const why = there.has(flow) ? 'there' : whyNotCounted(standing, flow, planned, bearers)
    if (why !== null) left.push({ flow, why })
    return why === null
  })
  const days = daysOf(counted)
  const hold = new Map<AccountId, Cents>()
  const over = days.map(() => 0)
  for (const account of planned) {
    const low = lowFrom(balances(counted, account, days))
    const own = Math.max(0, -(low[0] ?? 0))
    if (own > 0) hold.set(account, cents(own))
    if (!bearers.includes(account)) continue
    low.forEach((each, at) => {
      over[at] = (over[at] as number) + own + each
    })
  }
  const common = balances(counted, null, days).reduce((most, balance, at) => Math.max(most, -balance - (over[at] as number)), 0)
  return { until, hold, common: cents(common), bearers, counted, left }
}

/** Cash is taken out where that is no income; only where there is no such account, wherever there is one. */
export function bearersAmong(standing: Standing, accounts: readonly AccountId[]): readonly AccountId[] {
  const taxable = accounts.filter(account => isTaxable(standing.accountOf(account).type))
  return taxable.length > 0 ? taxable : accounts
}

function whyNotCounted(
  standing: Standing,
  flow: CashNeed,
  planned: readonly AccountId[],
  bearers: readonly AccountId[],
): 'past' | 'not planned' | 'nobody' | null {
  if (flow.due < standing.asOf) return 'past'
  if (flow.account !== null) return planned.includes(flow.account) ? null : 'not planned'
  return bearers.length === 0 ? 'nobody' : null
}

/** Deposits of which the ledger has the cash, of that amount and about that day: it is in the cash of the book already. One entry is one deposit: the first that is due. */
function depositsThere({ snapshot }: Standing): ReadonlySet<CashNeed> {
  const entries = snapshot.entries.filter(({ kind, tradeDate }) => kind === 'cash-in' && tradeDate <= snapshot.asOf)
  const taken = new Set<(typeof entries)[number]>()
  const inTurn = (snapshot.deposits ?? []).toSorted((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0))
  return new Set(
    inTurn.filter(({ account, amount, due }) => {
      const come = entries.find(
        entry =>
          !taken.has(entry) &&
          entry.amount === amount &&
          (account === null || entry.account === account) &&
          entry.tradeDate >= addDays(due, -earlyBy),
      )
      if (come !== undefined) taken.add(come)
      return come !== undefined
    }),
  )
}

export function daysOf(flows: readonly CashNeed[]): CivilDate[] {
  return [...new Set(flows.map(({ due }) => due))].sort()
}

/** Of the flows of one account, or of those of any: what has come less what has gone on each day, its needs counted and its deposits not yet. */
export function balances(flows: readonly CashNeed[], account: AccountId | null, days: readonly CivilDate[]): number[] {
  const own = flows.filter(flow => flow.account === account)
  const sum = (list: readonly CashNeed[]) => sumCents(list.map(({ amount }) => amount))
  const needs = own.filter(({ flow }) => flow !== 'deposit')
  const deposits = own.filter(({ flow }) => flow === 'deposit')
  return days.map(day => sum(deposits.filter(({ due }) => due < day)) - sum(needs.filter(({ due }) => due <= day)))
}

/** From each day on, the lowest: more than that cannot be lent to another on that day. */
export function lowFrom(values: readonly number[]): number[] {
  const low = [...values]
  for (let at = low.length - 2; at >= 0; at--) low[at] = Math.min(low[at] as number, low[at + 1] as number)
  return low
}

export function heldFor(plan: CashPlan | null, account: AccountId): Cents {
  return plan?.hold.get(account) ?? noCents
}
