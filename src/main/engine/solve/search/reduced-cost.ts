/**
 * Fixing by reduced cost: where putting a security into a mode, everything else at its best, already lifts the bound past the best plan, no better plan uses that mode.
 */
import { boundAt } from '../oracle/oracle.ts'
import { Allow, modes, type Oracle, type Restriction } from '../oracle/working.ts'
import { Mode } from '../pattern.ts'

/** The restriction without the modes that cannot beat `upper`; leaves the oracle's working at `price`. Groups of identical securities are left as they are. */
export function withoutBeaten(oracle: Oracle, price: Float64Array, restriction: Restriction, upper: number): Restriction {
  const room = upper - boundAt(oracle, price, restriction)
  const securities = restriction.securities.slice()
  for (let i = 0; i < securities.length; i++) {
    if (oracle.grouped[i] === 1) continue
    const at = i * modes
    const least = oracle.cost[at + oracle.mode[i]]
    if (oracle.cost[at] - least > room) securities[i] &= ~Allow.rest
    if (oracle.cost[at + Mode.sell] - least > room) securities[i] &= ~Allow.sell
    if (oracle.cost[at + Mode.buy] - least > room) securities[i] &= ~Allow.buy
    if (oracle.cost[at + Mode.exit] - least > room) securities[i] &= ~Allow.exit
  }
  return { securities, groups: restriction.groups }
}
