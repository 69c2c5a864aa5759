/** The certificate of a plan is of the plan as it is traded: whole shares are part of the distance to the bound, in the figure and in the words, of an account and of the household. */
import { expect, test } from 'vitest'
import { certificateOfAll, gapOf, tradedOf } from '../../../../../src/main/engine/rebalance/certificate.ts'
import { turnsOf } from '../../../../../src/main/engine/rebalance/chain.ts'
import { planHousehold } from '../../../../../src/main/engine/rebalance/household-plan.ts'
import type { SolvedAccount } from '../../../../../src/main/engine/rebalance/solve-account.ts'
import { solveTurn } from '../../../../../src/main/engine/rebalance/solve-turn.ts'
import { standingOf } from '../../../../../src/main/engine/standing/standing.ts'
import { valueOrThrow } from '../../../../../src/shared/kernel/outcome.ts'
import { twoAccounts, wishes } from '../../../../fixtures/household.ts'

/** A few expensive shares: whole ones land far from the best parts of them. */
const small = () => twoAccounts().lot('joint', 'VTI', '2021-03-14', '21', '5000.00').lot('ira', 'BND', '2021-01-10', '45', '3600.00')

const silent = { advance: () => undefined }

function solvedAccounts(): SolvedAccount[] {
  const standing = standingOf(small().snapshot())
  const solved: SolvedAccount[] = []
  for (const turn of valueOrThrow(turnsOf(standing, null, wishes)).turns) {
    const one = solveTurn(standing, solved, turn, wishes, () => undefined)
    if ('place' in one) solved.push(one)
  }
  return solved
}

test('the gap is between the whole shares and the bound, as a part of risk, cost and tax without their signs', () => {
  const solved = solvedAccounts()
  const plan = valueOrThrow(planHousehold(small().snapshot(), { accounts: null, wishes, curve: false }, silent))
  expect(solved.map(({ place }) => place.account)).toEqual(plan.accounts.map(({ account }) => account))
  solved.forEach((one, at) => {
    const certificate = plan.accounts[at]?.certificate
    if (!certificate || one.settled === null || certificate.gap === null || certificate.gross === undefined)
      throw new Error('no certificate')
    const { nav } = one.place.solver
    expect(certificate.objective).toBe(Math.round(one.settled.evaluation.objective * nav * 100))
    // what the page adds up: the distance is that part of the gross, to the rounding of cents and of the part
    expect(certificate.gap).toBeGreaterThanOrEqual(Math.floor(((certificate.objective - certificate.bound - 2) / certificate.gross) * 1e6))
    expect(certificate.gap).toBeLessThanOrEqual(Math.ceil(((certificate.objective - certificate.bound + 2) / certificate.gross) * 1e6))
    expect(one.settled.cost).toBeGreaterThan(0)
    expect(certificate.gap).toBeGreaterThan(one.found.gap * 1e6)
  })
})

test('what whole shares cost is said as a part of the gap, and the household’s is that of its accounts together', () => {
  const traded = tradedOf(solvedAccounts())
  const { gap, settling } = gapOf(traded)
  expect(settling).toBeGreaterThan(0)
  expect(settling).toBeLessThanOrEqual(gap)
  const plan = valueOrThrow(planHousehold(small().snapshot(), { accounts: null, wishes, curve: false }, silent))
  const whole = certificateOfAll(traded, plan.accounts)
  expect(plan.certificate).toEqual(whole)
  expect(whole?.gap).toBe(Math.ceil(gap * 1e6))
  expect(whole?.words).toMatch(
    /^within [\d.]+ % of the best possible, checked independently; [\d.]+ % of it for whole shares; account by account/,
  )
  expect(certificateOfAll([], [])).toBeNull()
})
