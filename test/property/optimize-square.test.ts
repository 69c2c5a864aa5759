/** What the square of a trade costs (`also.square`): the same as impact of the second power, wherever it is told; and whole shares, checker and bound know of it. */
import { expect, test } from 'vitest'
import { marketOf } from '../../src/main/engine/optimize/market.ts'
import { proposalOf } from '../../src/main/engine/optimize/proposal.ts'
import { settle } from '../../src/main/engine/optimize/settle.ts'
import { verifyProposal } from '../../src/main/engine/optimize/verify/verify.ts'
import { valueOrThrow } from '../../src/shared/kernel/outcome.ts'
import type { Instance } from '../../src/shared/model/instance.ts'
import { randomInstance } from '../fixtures/instance-generator.ts'
import { isSolved, optimized, problemOf, small } from '../fixtures/problem.ts'

const seeds = Array.from({ length: 12 }, (_, seed) => seed)

test('impact of the second power is the same written either way: plan, bound, terms', () => {
  let solved = 0
  for (const seed of seeds) {
    const plain = randomInstance(seed, small)
    const nl = plain.sec.nl.map(each => 10 * each)
    const none = nl.map(() => 0)
    const asPower: Instance = { ...plain, alpha: 2, lam: { ...plain.lam, tc: 1 + (seed % 3) }, sec: { ...plain.sec, nl } }
    const asSquare: Instance = { ...asPower, alpha: 1.5, sec: { ...plain.sec, nl: none }, also: { square: nl } }
    const [one, other] = [optimized(asPower), optimized(asSquare)]
    expect([seed, other.status]).toEqual([seed, one.status])
    if (!isSolved(one.status)) continue
    solved += 1
    const allowed = 2e-4 * one.evaluation.gross
    expect(Math.abs(one.evaluation.objective - other.evaluation.objective)).toBeLessThan(allowed)
    expect(other.bound).toBeLessThanOrEqual(one.evaluation.objective + 1e-9)
    expect(one.bound).toBeLessThanOrEqual(other.evaluation.objective + 1e-9)
    expect(other.evaluation.terms.impact).toBeGreaterThan(0)
  }
  expect(solved).toBeGreaterThan(6)
})

test('beside a power of its own: settled in whole shares, and every check holds', () => {
  let checked = 0
  for (const seed of seeds) {
    const plain = randomInstance(seed, small)
    const instance: Instance = { ...plain, alpha: 1.6, also: { square: plain.sec.nl.map(each => 5 * each) } }
    const found = optimized(instance, 1e-3)
    if (!isSolved(found.status)) continue
    const settled = settle(problemOf(instance), valueOrThrow(marketOf(instance)), found.plan)
    const verdict = verifyProposal(proposalOf(instance, found, settled))
    expect([seed, verdict.checks.filter(check => check.verdict !== 'holds')]).toEqual([seed, []])
    checked += 1
  }
  expect(checked).toBeGreaterThan(6)
})
