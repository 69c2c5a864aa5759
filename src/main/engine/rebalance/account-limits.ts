/**
 * What an account is asked for besides its targets: least and most weight of a security, and cash that stays. A limit that cannot be kept, because the lots may not be sold or
 * the security may not be bought, gives way to what is held, and the sentence says so: nothing is loosened in silence.
 */
import type { AccountId, SecurityId } from '../../../shared/kernel/id.ts'
import { percent } from '../../../shared/present/format.ts'
import type { Standing } from '../standing/standing.ts'
import type { AccountProblem } from './from-snapshot.ts'

/** Securities of which the account must hold some, whether its model names them or not. */
export function leastAskedFor(standing: Standing, account: AccountId): SecurityId[] {
  return standing.snapshot.restrictions
    .filter(({ kind, security }) => kind === 'least-weight' && standing.weightLimitsOf(account, security).least > 0)
    .map(({ security }) => security)
}

/** `resting`: the account is held as it is, and nothing is asked of it. */
export function withAccountLimits(standing: Standing, problem: AccountProblem, resting: boolean): AccountProblem {
  if (resting) return problem
  const { instance, account, securities } = problem
  const notes = [...problem.notes]
  const { held, fixed } = weightsOf(problem)
  const lb = [...instance.sec.lb]
  const ub = [...instance.sec.ub]
  for (const [at, security] of securities.entries()) {
    const { least, most } = standing.weightLimitsOf(account, security)
    const { symbol } = standing.securityOf(security)
    const [now, stuck] = [held[at] ?? 0, fixed[at] ?? 0]
    if (least > most) notes.push(`${symbol}: at least ${percent(least)} and at most ${percent(most)} cannot both hold; the most is kept.`)
    if (most < 10_000) {
      ub[at] = Math.max(most / 10_000, stuck)
      if (stuck > most / 10_000) notes.push(`${symbol}: more than ${percent(most)} stays, because its lots may not be sold.`)
    }
    const wanted = Math.min(least, most) / 10_000
    if (wanted <= 0) continue
    lb[at] = instance.sec.noBuy[at] ? Math.min(wanted, now) : wanted
    if (instance.sec.noBuy[at] && now < wanted)
      notes.push(`${symbol}: at least ${percent(least)} is not reached, because it may not be bought.`)
  }
  const reserve = (standing.accountOf(account).cashReserve ?? 0) / 100 / instance.nav
  const cashLo = Math.max(instance.cashLo, reserve)
  return {
    ...problem,
    instance: { ...instance, sec: { ...instance.sec, lb, ub }, cashLo, cashHi: Math.max(instance.cashHi, cashLo) },
    notes,
  }
}

/** Weights held, and of them what may not be sold. */
function weightsOf({ instance, securities }: AccountProblem) {
  const { lots, sec, nav } = instance
  const held = securities.map(() => 0)
  const fixed = securities.map(() => 0)
  for (const [lot, at] of lots.sec.entries()) {
    const weight = ((lots.shares[lot] ?? 0) * (sec.price[at] ?? 0)) / nav
    held[at] = (held[at] ?? 0) + weight
    if (lots.blocked[lot] || sec.noSell[at]) fixed[at] = (fixed[at] ?? 0) + weight
  }
  return { held, fixed }
}
