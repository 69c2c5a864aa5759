/**
 * Ties: what a security risks of its own where several accounts hold it has one price beside a purchase and one beside a loss. The solver's bound is the checker's, no other
 * price of a tie proves more, no plan is below it, and it is near enough for a household to be proven.
 */
import { describe, expect, test } from 'vitest'
import { evaluate } from '../../../../../src/main/engine/optimize/evaluate.ts'
import { optimize } from '../../../../../src/main/engine/optimize/optimize.ts'
import { proposalOf } from '../../../../../src/main/engine/optimize/proposal.ts'
import { readInstance } from '../../../../../src/main/engine/optimize/read-instance.ts'
import { settle } from '../../../../../src/main/engine/optimize/settle.ts'
import { provenBound } from '../../../../../src/main/engine/optimize/verify/bound.ts'
import { verifyProposal } from '../../../../../src/main/engine/optimize/verify/verify.ts'
import { boundAt, unrestricted, withTiePrices } from '../../../../../src/main/engine/solve/oracle/oracle.ts'
import { tiesOf } from '../../../../../src/main/engine/solve/oracle/ties.ts'
import { regimeNames } from '../../../../../src/main/engine/solve/regime.ts'
import { valueOrThrow } from '../../../../../src/shared/kernel/outcome.ts'
import type { PlanLimit } from '../../../../../src/shared/model/plan-limits.ts'
import type { RebalanceProposal } from '../../../../../src/shared/model/rebalance-proposal.ts'
import { wishes } from '../../../../fixtures/household.ts'
import { jointPlaceOf } from '../../../../fixtures/joint-family.ts'
import { problemOf } from '../../../../fixtures/problem.ts'
import { seededRandom } from '../../../../fixtures/random.ts'
import { oracleIn } from '../../../../fixtures/solver.ts'

const size = { accounts: 3, securities: 8, lots: 5, losing: 0.5 }
const effort = { gap: 1e-3, seconds: 1, expired: () => false }
const still = { advance: () => undefined }
const places = [1, 2, 3, 4].map(seed => jointPlaceOf(seed, size))
/** A cap that clashes with a least weight of a class, a cap at a price, nearness: limits on one security that all its accounts share. */
const limited = [
  [
    { kind: 'one-security', most: 1400 },
    { kind: 'group', of: 'class', name: 'US equity', least: 4500, most: null },
  ],
  [{ kind: 'one-security', most: 1500, must: true }],
  [
    { kind: 'one-security', most: 1300, price: 40 },
    { kind: 'near', to: 'holdings', weight: 3 },
  ],
].flatMap(limits => [1, 2].map(seed => jointPlaceOf(seed, size, { ...wishes, limits: limits as PlanLimit[] })))

describe('which factors', () => {
  const { instance } = (places[0] as (typeof places)[number]).problem
  const [first] = tiesOf(problemOf(instance))

  test('those that only one group of identical securities is exposed to; no security is in two', () => {
    for (const { solver } of places) {
      const ties = tiesOf(solver)
      expect(ties.length).toBe(size.securities)
      const members = ties.flatMap(tie => [...tie.members])
      expect(new Set(members).size).toBe(members.length)
      for (const tie of ties) for (const i of tie.members) expect([...(solver.limits.identicalGroups[tie.group] ?? [])]).toContain(i)
    }
  })

  test('not one that a stranger is exposed to, nor one without a group', () => {
    const factor = first?.factor ?? 0
    const stranger = instance.sec.B.findIndex(row => row[factor] === 0)
    const B = instance.sec.B.map((row, i) => (i === stranger ? row.map((beta, f) => (f === factor ? 0.1 : beta)) : row))
    expect(tiesOf(problemOf({ ...instance, sec: { ...instance.sec, B } })).map(tie => tie.factor)).not.toContain(factor)
    expect(tiesOf(problemOf({ ...instance, sec: { ...instance.sec, group: instance.sec.group.map(() => -1) } }))).toEqual([])
  })
})

describe('the bound at any prices', () => {
  test('is the checker’s own, and no other prices of the ties prove more', () => {
    const random = seededRandom(5)
    for (const { solver, problem } of [...places, ...limited]) {
      for (const regime of regimeNames) {
        const oracle = oracleIn(solver, regime)
        const { rows } = oracle
        const price = new Float64Array(oracle.dimension)
        for (let row = 0; row < rows.turnover; row++) price[row] = 0.002 * random.bell()
        price[rows.tax] = -0.1
        price[rows.tax + 1] = regime === 'loss' ? 0 : -0.1
        const bound = boundAt(oracle, price, unrestricted(solver))
        if (!Number.isFinite(bound)) continue
        withTiePrices(oracle, price)
        const { short, long } = oracle.regime
        const gain = (into: readonly [number, number]) => into[0] * (price[rows.tax] ?? 0) + into[1] * (price[rows.tax + 1] ?? 0)
        const ties = oracle.ties.map(({ factor }, t) => ({ factor, loss: price[rows.ties + t] ?? 0 }))
        const given = {
          regime,
          factors: [...price.subarray(0, rows.factors)],
          rows: [...price.subarray(rows.budget, rows.turnover)],
          turnover: 0,
          trades: 0,
          shortGain: gain(short),
          longGain: gain(long),
          ties,
        }
        const proven = provenBound(problem.instance, given)?.bound ?? Number.NaN
        expect(Math.abs(proven - bound)).toBeLessThan(1e-9)
        // a limit with a price is not the tie's as well: it would count twice
        oracle.folded.forEach((is, row) => {
          const priced = { ...given, rows: given.rows.map((each, at) => (at === row ? 1e-12 : each)) }
          if (is === 1) expect(provenBound(problem.instance, priced)?.bound).toBeLessThanOrEqual(proven + 1e-11)
        })
        for (const by of [-1e-4, 1e-4]) {
          const moved = { ...given, ties: ties.map(tie => ({ ...tie, loss: tie.loss + by })), factors: given.factors.slice() }
          for (const { factor } of ties) moved.factors[factor] = (moved.factors[factor] ?? 0) + by
          expect(provenBound(problem.instance, moved)?.bound).toBeLessThanOrEqual(proven + 1e-12)
        }
      }
    }
  })

  test('is near: each household is proven within a thousandth, and no plan found passes its bound', () => {
    for (const { solver } of places) {
      const found = optimize(solver, effort, still)
      expect(found.status).toBe('optimal')
      expect(found.bound).toBeLessThanOrEqual(evaluate(solver, found.plan).objective)
      // before there were ties, hundreds of nodes left some of them at a tenth of the objective
      expect(found.nodes).toBeLessThan(200)
    }
  })

  test('limits on one security are held by its tie: with them, too, each is proven, and the checker proves the same', () => {
    for (const place of limited) {
      const { solver, market, problem } = place
      expect(oracleIn(solver, 'gain').folded.some(is => is === 1)).toBe(true)
      const found = optimize(solver, effort, still)
      expect(found.status).toBe('optimal')
      // with a price of their own they left half the objective unproven after all the work allowed
      expect(found.nodes).toBeLessThan(200)
      const proposal = proposalOf(problem.instance, found, settle(solver, market, found.plan))
      expect(verifyProposal(proposal).checks.find(({ name }) => name === 'bound')).toMatchObject({ verdict: 'holds' })
    }
  })

  test('nor does the order of securities or the size of the objective move it', () => {
    const { instance } = (places[1] as (typeof places)[number]).problem
    const found = optimize(problemOf(instance), effort, still)
    const { te, tc, tax } = instance.lam
    const scaled = optimize(problemOf({ ...instance, lam: { te: 8 * te, tc: 8 * tc, tax: 8 * tax } }), effort, still)
    expect(scaled.evaluation.objective / 8).toBeCloseTo(found.evaluation.objective, 5)
    expect(scaled.bound / 8).toBeLessThanOrEqual(found.evaluation.objective + 1e-12)
    expect(found.bound).toBeLessThanOrEqual(scaled.evaluation.objective / 8 + 1e-12)
    const names = valueOrThrow(
      readInstance({ ...instance, name: 'another', sec: { ...instance.sec, group: instance.sec.group.map(each => each + 7) } }),
    )
    expect(optimize(names, effort, still)).toEqual(found)
  })
})

describe('forged', () => {
  const proposals = places.map(({ solver, market, problem }) => {
    const found = optimize(solver, effort, still)
    return proposalOf(problem.instance, found, settle(solver, market, found.plan))
  })
  const boundOf = (proposal: RebalanceProposal) => verifyProposal(proposal).checks.find(({ name }) => name === 'bound')
  type Node = RebalanceProposal['certificate'][number]
  const forged = (proposal: RebalanceProposal, change: (node: Node) => object): RebalanceProposal => ({
    ...proposal,
    certificate: proposal.certificate.map(each => ({ ...each, ...change(each) })),
  })
  const [good] = proposals as [RebalanceProposal]

  test('as they were found they hold', () => {
    for (const proposal of proposals) expect(boundOf(proposal)).toMatchObject({ verdict: 'holds' })
  })

  test.each<readonly [string, (node: Node) => object, RegExp]>([
    ['the second prices left out', () => ({ ties: undefined, parts: undefined, barred: undefined }), /prices prove/],
    [
      'a factor of many securities',
      ({ ties = [], factors }) => ({ ties: [...ties, { factor: factors.length - 1, loss: 0 }] }),
      /factor \d+ has two prices, and security \d+ outside/,
    ],
    ['a factor that is not there', () => ({ ties: [{ factor: 999, loss: 0 }] }), /no factor 999/],
    ['a factor twice', ({ ties = [] }) => ({ ties: [...ties, ...ties.slice(0, 1)] }), /prices twice/],
    [
      'another price beside a loss',
      ({ ties = [] }) => ({ ties: ties.map(tie => ({ ...tie, loss: tie.loss + 1 })), parts: undefined, barred: undefined }),
      /prices prove/,
    ],
  ])('%s', (_, change, why) => {
    expect(boundOf(forged(good, change))).toMatchObject({ verdict: 'broken', found: expect.stringMatching(why) })
  })

  test('a stranger who comes to be exposed to a tied factor', () => {
    const { instance } = good
    const factor = good.certificate[0]?.ties?.[0]?.factor ?? 0
    const stranger = instance.sec.B.findIndex(row => row[factor] === 0)
    const B = instance.sec.B.map((row, i) => (i === stranger ? row.map((beta, f) => (f === factor ? 1e-9 : beta)) : row))
    const moved = { ...good, instance: { ...instance, sec: { ...instance.sec, B } } }
    expect(boundOf(moved)).toMatchObject({ verdict: 'broken', found: expect.stringMatching(/outside the group is exposed/) })
  })
})
