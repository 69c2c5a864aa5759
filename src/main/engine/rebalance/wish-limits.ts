/**
 * What the advisor wishes, as limits of one account's problem: cash to be free and most cash left, orders, turnover, tracking error, budgets of gains and of tax. Costs are
 * paid in cash, so a little is kept for them; where one share costs more than the cash that may stay, a share's worth may stay, and that is said.
 */
import type { Cents } from '../../../shared/kernel/cents.ts'
import type { Instance } from '../../../shared/model/instance.ts'
import type { Wishes } from '../../../shared/model/proposal.ts'
import { percent } from '../../../shared/present/format.ts'
import type { AccountProblem } from './from-snapshot.ts'

export interface Room {
  /** To be free in cash in this account. */
  readonly raise: Cents
  /** Most tax this account may add; null: no limit. */
  readonly tax: Cents | null
  readonly taxable: boolean
  /** Keep cash for costs; false where there is neither cash nor anything to sell. */
  readonly reserve: boolean
}

/** Most of an account that is kept back for the costs of its trades. */
const mostReserve = 0.005

export function withWishes(problem: AccountProblem, wishes: Wishes, room: Room): AccountProblem {
  const { instance } = problem
  const { nav, sec, cash0 } = instance
  const raise = room.raise / 100 / nav
  const reserve = room.reserve ? reserveOf(instance) + Math.max(0, instance.cashLo) : 0
  const most = wishes.cashMost / 10_000
  const oneShare = sec.price.reduce((least, price, at) => (sec.noBuy[at] ? least : Math.min(least, price)), Infinity) / nav
  const rounding = oneShare < 1 ? reserve + oneShare : reserve
  const cashLow = room.reserve ? raise + reserve : Math.min(0, cash0 / nav)
  const wider = rounding > most
  const notes = wider
    ? [
        ...problem.notes,
        `Whole shares and costs need more room than ${percent(wishes.cashMost)} of cash: up to ${percent(Math.ceil(rounding * 10_000))} may stay.`,
      ]
    : problem.notes
  const also = alsoOf(wishes, room)
  const limited: Instance = {
    ...instance,
    cashLo: cashLow,
    cashHi: Math.max(cashLow, raise + Math.max(most, rounding)),
    maxTrades: Math.min(sec.price.length, mostOrders(problem, wishes)),
    turnoverMax: wishes.turnover === null ? instance.turnoverMax : wishes.turnover / 10_000,
    ...(also === null ? {} : { also }),
  }
  return { ...problem, instance: limited, notes }
}

function mostOrders({ account }: AccountProblem, { trades, tradesIn }: Wishes): number {
  const own = tradesIn?.find(each => each.account === account)?.trades
  return Math.min(trades ?? Infinity, own ?? Infinity)
}

/** Every order's commission and twice the dearest way in or out of the account's tenth: more than the plan's trades cost. */
function reserveOf({ sec }: Instance): number {
  const dearest = sec.lin.reduce((most, rate) => Math.max(most, rate), 0)
  const commissions = sec.fixed.reduce((sum, fixed) => sum + fixed, 0)
  return Math.min(mostReserve, 2 * dearest + commissions)
}

function alsoOf(wishes: Wishes, { taxable, tax }: Room): Instance['also'] | null {
  const { shortGain, longGain, trackingError } = wishes
  const also = {
    ...(taxable && shortGain !== null ? { shortGain: shortGain / 100 } : {}),
    ...(taxable && longGain !== null ? { longGain: longGain / 100 } : {}),
    ...(taxable && tax !== null ? { tax: tax / 100 } : {}),
    ...(trackingError === null ? {} : { trackingError: trackingError / 10_000 }),
  }
  return Object.keys(also).length === 0 ? null : also
}
