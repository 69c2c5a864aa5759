/**
 * The accounts of a household in the order in which they are planned: taxable ones first, larger before smaller, then retirement and health accounts. Each sees what those
 * before it sell and buy, so no plan of one washes a loss of another. The cash to be raised falls on taxable accounts by value (a withdrawal from a retirement account is
 * income, which is not asked for here), the tax budget on whoever comes first.
 */
import { addCents, type Cents, cents, noCents, shareOfCents, sumCents } from '../../../shared/kernel/cents.ts'
import type { AccountId } from '../../../shared/kernel/id.ts'
import { done, type Outcome, type Refusal, refused } from '../../../shared/kernel/outcome.ts'
import { marketValue, type Price } from '../../../shared/kernel/price.ts'
import { type Shares, shares } from '../../../shared/kernel/shares.ts'
import { isTaxable } from '../../../shared/model/book.ts'
import type { Wishes } from '../../../shared/model/proposal.ts'
import type { Standing } from '../standing/standing.ts'
import { afterPlans } from './after-plans.ts'
import { type AccountTrades, bookPlan } from './booked-plan.ts'
import { cashPlanOf, heldFor } from './cash-flows.ts'
import { accountRefusal } from './from-snapshot.ts'
import { limitsOf, objectionToLimits } from './limits/in-force.ts'
import { type Workplace, workplaceOf } from './workplace.ts'

export interface Turn {
  readonly account: AccountId
  readonly value: Cents
  /** Cash to be free in it after the plan: its part of what is to be raised, what is asked of it, and what needs by date take. */
  readonly raise: Cents
  /** Of that, what does not shrink with the cash to be raised. */
  readonly fixed: Cents
  /** Why it is left out; null where it is planned. */
  readonly refusal: Refusal | null
}

export interface Turns {
  readonly turns: readonly Turn[]
  readonly notes: readonly string[]
}

export const orderInWords =
  'Taxable accounts first, larger before smaller, then retirement and health accounts; each knows what those before it sell and buy.'

export function turnsOf(standing: Standing, asked: readonly AccountId[] | null, wishes: Wishes): Outcome<Turns> {
  const { accounts } = standing.snapshot
  const unknown = asked?.find(id => !accounts.some(account => account.id === id))
  if (unknown !== undefined)
    return refused({
      code: 'data/unknown-account',
      what: 'This household has no such account.',
      where: unknown,
      remedy: 'Open the household again.',
    })
  const { te, tc, tax } = wishes.weights
  if (te + tc + tax === 0)
    return refused({
      code: 'input/field',
      what: 'Something must count: tracking error, cost or tax.',
      where: 'weights',
      remedy: 'Give one of them a weight.',
    })
  const objection = objectionToLimits(
    standing,
    limitsOf(standing, wishes),
    accounts.filter(({ id, mode }) => (asked === null ? mode !== 'view-only' : asked.includes(id))).map(({ id }) => id),
  )
  if (objection) return { ok: false, refusal: objection }
  const viewOnly = asked === null ? accounts.filter(({ mode }) => mode === 'view-only') : []
  const chosen = asked === null ? accounts.filter(({ mode }) => mode !== 'view-only') : accounts.filter(({ id }) => asked.includes(id))
  const rows = chosen
    .map(({ id, type }) => ({ account: id, taxable: isTaxable(type), value: worthOf(standing, id), refusal: accountRefusal(standing, id) }))
    .sort((a, b) => Number(b.taxable) - Number(a.taxable) || b.value - a.value || (a.account < b.account ? -1 : 1))
  const flows = cashPlanOf(
    standing,
    rows.filter(({ refusal }) => refusal === null).map(({ account }) => account),
    wishes,
  )
  const raised = raisesOf(rows, wishes.cashToRaise)
  const common = raisesOf(rows, flows?.common ?? null)
  const notes = [
    ...(viewOnly.length > 0 ? [`View-only accounts are left out: ${viewOnly.map(({ name }) => name).join(', ')}.`] : []),
    ...new Set([...raised.notes, ...common.notes]),
  ]
  const turns = rows.map(({ account, value, refusal }, at): Turn => {
    const fixed = addCents(common.raises[at] ?? noCents, heldFor(flows, account), raisedIn(wishes, account))
    return { account, value, refusal, raise: addCents(raised.raises[at] ?? noCents, fixed), fixed }
  })
  return done({ turns, notes })
}

/** What is to be raised in this very account. */
export function raisedIn({ raiseIn }: Wishes, account: AccountId): Cents {
  return sumCents((raiseIn ?? []).filter(each => each.account === account).map(({ amount }) => amount))
}

function worthOf(standing: Standing, account: AccountId): Cents {
  const held = standing.lots.filter(lot => lot.account === account)
  const left = (count: Shares, gone: number) => shares(Math.max(0, count - gone))
  const values = held.map(lot =>
    marketValue(left(lot.shares, standing.onTickets.get(lot.id)?.shares ?? 0), standing.priceOf(lot.security)?.price ?? (0 as Price)),
  )
  return addCents(sumCents(values), standing.accountOf(account).cash ?? noCents)
}

interface Row {
  readonly taxable: boolean
  readonly value: Cents
  readonly refusal: Refusal | null
}

function raisesOf(rows: readonly Row[], amount: Cents | null): { readonly raises: readonly Cents[]; readonly notes: readonly string[] } {
  if (amount === null || amount <= 0) return { raises: [], notes: [] }
  const planned = rows.filter(({ refusal, value }) => refusal === null && value > 0)
  const taxable = planned.filter(row => row.taxable)
  const bearers = taxable.length > 0 ? taxable : planned
  if (bearers.length === 0) return { raises: [], notes: ['No account can raise the cash asked for.'] }
  const whole = sumCents(bearers.map(({ value }) => value))
  let left = amount
  const raises = rows.map(row => {
    if (!bearers.includes(row)) return noCents
    const share = row === bearers.at(-1) ? left : shareOfCents(amount, shares(row.value), shares(whole))
    left = cents(left - share)
    return share
  })
  if (taxable.length > 0) return { raises, notes: [] }
  return { raises, notes: ['The cash is raised in retirement or health accounts: what taking it out costs in tax is not reckoned.'] }
}

/** The account's place in the chain: with the plans before it. */
export function placeAt(
  standing: Standing,
  plans: readonly AccountTrades[],
  { account, raise }: Pick<Turn, 'account' | 'raise'>,
  wishes: Wishes,
  reserve = true,
): Outcome<Workplace> {
  const used = wishes.tax === null || plans.length === 0 ? noCents : (bookPlan(standing, plans).tax ?? noCents)
  const tax = wishes.tax === null ? null : cents(wishes.tax - used)
  return workplaceOf(afterPlans(standing, plans), account, wishes, { raise, tax }, reserve)
}
