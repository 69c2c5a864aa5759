/** Limits that an account can all but not keep: what is left inside them is so narrow that numbers run out before the interior point is done. */
import { describe, expect, test } from 'vitest'
import { optimize } from '../../../../../src/main/engine/optimize/optimize.ts'
import { proposalOf } from '../../../../../src/main/engine/optimize/proposal.ts'
import { settle } from '../../../../../src/main/engine/optimize/settle.ts'
import { verifyProposal } from '../../../../../src/main/engine/optimize/verify/verify.ts'
import { cents } from '../../../../../src/shared/kernel/cents.ts'
import type { PlanLimit } from '../../../../../src/shared/model/plan-limits.ts'
import type { Wishes } from '../../../../../src/shared/model/proposal.ts'
import { wishes } from '../../../../fixtures/household.ts'
import { jointPlaceOf } from '../../../../fixtures/joint-family.ts'

const still = { advance: () => undefined }
const effort = { gap: 1e-3, seconds: 2, expired: () => false }

function solved(seed: number, securities: number, accounts: number, losing: number, more: Partial<Wishes>) {
  const place = jointPlaceOf(seed, { accounts, securities, lots: 6, losing }, { ...wishes, scope: 'household', ...more })
  const found = optimize(place.solver, effort, still)
  const { checks } = verifyProposal(proposalOf(place.problem.instance, found, settle(place.solver, place.market, found.plan)))
  return { found, broken: checks.filter(({ verdict }) => verdict === 'broken') }
}

describe('proven within a thousandth, and the checker agrees', () => {
  test.each([
    [3, 10],
    [9, 20],
    [12, 20],
  ])('a budget of one dollar of tax, all lots at gains (account %i of %i securities)', (seed, securities) => {
    const { found, broken } = solved(seed, securities, 1, 0.1, { tax: cents(100) })
    expect(found.status).toBe('optimal')
    expect(broken).toEqual([])
  })

  test.each([
    [12, 0.1],
    [14, 0.5],
  ])('every security capped at its target beside bands of a point for every class (household %i)', (seed, losing) => {
    const limits: PlanLimit[] = [
      { kind: 'one-security', most: 500 },
      { kind: 'group', of: 'class', name: null, from: 'target', least: -100, most: 100 },
    ]
    const { found, broken } = solved(seed, 20, 2, losing, { limits })
    expect(found.status).toBe('optimal')
    expect(broken).toEqual([])
  })
})
