/** The terms of the objective from the picks, in integers: tracking error from exposures and factor variances, costs, and the tax of the year by its netting. */
import type { Instance } from '../../../../shared/model/instance.ts'
import { alsoTerms } from './also.ts'
import { approximately, exact, larger, product, quotient, smaller, squareRoot } from './exact.ts'
import type { Picks } from './picks.ts'

export interface DerivedTerms {
  readonly objective: number
  readonly gross: number
  readonly te: number
  readonly tax: number
  readonly linear: number
  readonly impact: number
  readonly fixed: number
}

export function termsOf(instance: Instance, picks: Picks): DerivedTerms {
  const { lam, tax, nav } = instance
  const variance = varianceOf(instance, picks, i => exact(instance.sec.target[i]))
  const also = alsoTerms(instance, picks, less => varianceOf(instance, picks, less))
  const { linear, impact, fixed } = costsOf(instance, picks)
  const perNav = (dollars: number) => quotient(exact(dollars), exact(nav))
  const taxed = taxOf(tax, perNav, picks.shortNet, picks.longNet) - taxOf(tax, perNav, perNav(tax.ytdS), perNav(tax.ytdL))
  const absolute = product(exact(instance.also?.absolute ?? 0), also.absolute)
  const untaxed = product(exact(lam.te), variance) + product(exact(lam.tc), linear + impact + fixed) + absolute + also.penalty
  const reward = product(exact(instance.also?.rewardWeight ?? 0), also.reward)
  const taxTerm = product(exact(lam.tax), taxed)
  return {
    objective: approximately(untaxed + taxTerm - reward),
    gross: approximately(untaxed + larger(taxTerm, -taxTerm) + larger(reward, -reward)),
    te: approximately(squareRoot(variance)),
    tax: approximately(taxed),
    linear: approximately(linear),
    impact: approximately(impact),
    fixed: approximately(fixed),
  }
}

/** Σ_f F_f (Σ_i B_if d_i)² + Σ_i D_i d_i², d = weight − target. */
function varianceOf({ sec, F }: Instance, { held, sold, bought }: Picks, less: (i: number) => bigint): bigint {
  const exposure = F.map(() => 0n)
  let variance = 0n
  held.forEach((amount, i) => {
    const d = amount + bought[i] - sold[i] - less(i)
    variance += product(exact(sec.D[i]), d, d)
    F.forEach((_, f) => {
      exposure[f] += product(exact(sec.B[i][f]), d)
    })
  })
  F.forEach((of, f) => {
    variance += product(exact(of), exposure[f], exposure[f])
  })
  return variance
}

function costsOf({ sec, alpha, also }: Instance, { sold, bought }: Picks) {
  let [linear, impact, fixed] = [0n, 0n, 0n]
  const power = (amount: bigint) =>
    alpha === 1.5 ? product(amount, squareRoot(amount)) : exact(Number((approximately(amount) ** alpha).toPrecision(17)))
  sold.forEach((amount, i) => {
    const traded = amount + bought[i]
    if (traded === 0n) return
    linear += product(exact(sec.lin[i]), traded)
    impact += product(exact(sec.nl[i]), power(amount) + power(bought[i]))
    const square = also?.square?.[i]
    if (square) impact += product(exact(square), product(amount, amount) + product(bought[i], bought[i]))
    fixed += exact(sec.fixed[i])
  })
  return { linear, impact, fixed }
}

/**
 * What is left of both terms after netting pays its own rate; a net loss counts at the ordinary rate up to the cap and at rho beyond it (IRC 1222, 1211(b), 1212(b)).
 */
function taxOf(tax: Instance['tax'], perNav: (dollars: number) => bigint, short: bigint, long: bigint): bigint {
  const net = short + long
  if (net < 0n) {
    const used = smaller(-net, perNav(tax.cap))
    return -product(exact(tax.rO), used) - product(exact(tax.rho), -net - used)
  }
  const shortLeft = long < 0n ? net : larger(short, 0n)
  return product(exact(tax.rS), shortLeft) + product(exact(tax.rL), net - shortLeft)
}
