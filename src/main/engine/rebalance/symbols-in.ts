/** Symbols of securities by their place in a problem, which is how the solver names them. */
import type { SecurityId } from '../../../shared/kernel/id.ts'
import type { Standing } from '../standing/standing.ts'

export function symbolsIn(standing: Standing, securities: readonly SecurityId[]): (at: number) => string {
  return at => standing.securityOf(securities[at] as SecurityId).symbol
}
