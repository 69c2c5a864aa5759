import { describe, expect, it, test } from 'vitest'
import { optimize } from '../../../../../src/main/engine/optimize/optimize.ts'
import { boundAt, unrestricted } from '../../../../../src/main/engine/solve/oracle/oracle.ts'
import { modes } from '../../../../../src/main/engine/solve/oracle/working.ts'
import { Mode } from '../../../../../src/main/engine/solve/pattern.ts'
import { sided } from '../../../../../src/main/engine/solve/search/patterns.ts'
import { jointPlaceOf } from '../../../../fixtures/joint-family.ts'
import { oracleIn } from '../../../../fixtures/solver.ts'

const size = { accounts: 2, securities: 40, lots: 7, losing: 0.5 }
const still = { advance: () => undefined }

describe('of holdings in several accounts', () => {
  test.each([5, 7, 8, 13])('the side that most of the mixture takes makes a plan that is proven at the root (household %i)', seed => {
    const { solver } = jointPlaceOf(seed, size)
    const found = optimize(solver, { gap: 1e-3, seconds: 1, expired: () => false }, still)
    expect([found.status, found.nodes]).toEqual(['optimal', 3])
  })

  it('nobody buys beside a loss, and nobody rests who may trade on the side taken', () => {
    const { solver } = jointPlaceOf(1, size)
    const oracle = oracleIn(solver, 'loss')
    const price = new Float64Array(oracle.dimension)
    boundAt(oracle, price, unrestricted(solver))
    const { identicalGroups } = solver.limits
    const shares = new Float64Array(solver.securities.count * modes)
    identicalGroups.forEach((members, group) => {
      for (const i of members) shares[i * modes + (group % 3 === 0 ? Mode.sell : Mode.buy)] = 0.6
    })
    const pattern = sided(oracle, shares)
    identicalGroups.forEach((members, group) => {
      const chosen = [...members].map(i => pattern[i] as number)
      const allowed: number[] = group % 3 === 0 ? [Mode.sell, Mode.none] : [Mode.buy, Mode.sellGains, Mode.none]
      for (const mode of chosen) expect(allowed).toContain(mode)
      for (const i of members) {
        const open = allowed.filter(mode => mode !== Mode.none && (oracle.cost[i * modes + mode] ?? Infinity) < Infinity)
        expect(pattern[i] === Mode.none).toBe(open.length === 0)
      }
    })
  })
})
