/**
 * An instance that brings a full covariance (`sigma`) becomes one in factors: its eigenvectors, each a factor of variance 1 with the exposures that its eigenvalue
 * gives them. All of them are kept unless fewer are asked for, so nothing is lost; what fewer leave out is measured. A matrix that is not positive semidefinite is
 * refused, or repaired where that was asked for, and the size of the repair is told.
 */
import { done, type Outcome, refused } from '../../../shared/kernel/outcome.ts'
import type { CovarianceInstance, Instance } from '../../../shared/model/instance.ts'
import { type CovarianceWish, factorsOfCovariance } from './covariance.ts'

/** What became of the covariance; covariances are per year, as in the matrix. */
export interface CovarianceNote {
  readonly factors: number
  /** Largest covariance the factors leave out. */
  readonly leftOut: number
  /** Largest change of any entry by the repair; 0 where nothing was repaired. */
  readonly repaired: number
}

/** Above this many securities the factors of all eigenvectors take minutes; fewer have to be asked for. */
const mostSecurities = 400

export function factorInstance(
  given: CovarianceInstance,
  wish: Partial<CovarianceWish>,
): Outcome<{ readonly instance: Instance; readonly covariance: CovarianceNote }> {
  const { sigma, ...rest } = given
  const n = given.sec.price.length
  const where = `${given.name}: sigma`
  if (sigma.length !== n) return refusal(where, `has ${sigma.length} rows where ${n} are expected`)
  if (n > mostSecurities) return refusal(where, `has ${n} securities; a full covariance is taken of up to ${mostSecurities}`)
  const found = factorsOfCovariance(sigma, { mostFactors: wish.mostFactors ?? n, repair: wish.repair ?? false })
  if (!found.ok) return refusal(where, found.refusal.what)
  const { factors, leftOut, repaired } = found.value
  const exposures = (i: number) => [...factors.exposure.subarray(i * factors.count, (i + 1) * factors.count)]
  const instance: Instance = {
    ...rest,
    F: Array.from({ length: factors.count }, () => 1),
    sec: { ...given.sec, B: given.sec.price.map((_, i) => exposures(i)), D: [...factors.specific] },
  }
  return done({ instance, covariance: { factors: factors.count, leftOut, repaired } })
}

function refusal(where: string, what: string): Outcome<never> {
  return refused({
    code: 'input/covariance',
    what,
    where,
    remedy: 'Correct the covariance, give factors in its place, or ask for its repair (--repair).',
  })
}
