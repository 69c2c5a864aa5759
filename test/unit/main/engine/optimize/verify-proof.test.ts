/**
 * The proof of a bound that rests on branches, and on limits beyond rebal-1: the checker walks it part by part without the solver's code, comes to the bound the search
 * stated, and refuses a proof from which anything is missing.
 */
import { describe, expect, test } from 'vitest'
import { marketOf } from '../../../../../src/main/engine/optimize/market.ts'
import { optimize } from '../../../../../src/main/engine/optimize/optimize.ts'
import { proposalOf } from '../../../../../src/main/engine/optimize/proposal.ts'
import { settle } from '../../../../../src/main/engine/optimize/settle.ts'
import { provenBound } from '../../../../../src/main/engine/optimize/verify/bound.ts'
import { checkProof } from '../../../../../src/main/engine/optimize/verify/proof.ts'
import { verifyProposal } from '../../../../../src/main/engine/optimize/verify/verify.ts'
import { valueOrThrow } from '../../../../../src/shared/kernel/outcome.ts'
import type { Instance } from '../../../../../src/shared/model/instance.ts'
import { type ProofPrices, type RebalanceProposal, rebalanceProposalShape } from '../../../../../src/shared/model/rebalance-proposal.ts'
import { randomInstance } from '../../../../fixtures/instance-generator.ts'
import { problemOf } from '../../../../fixtures/problem.ts'
import { proposalFor } from '../../../../fixtures/proposal.ts'

type Also = NonNullable<Instance['also']>
const size = { securities: 6, lots: 14, factors: 2, trades: 3 }
const draws = Array.from({ length: 12 }, (_, at) => 300 + at)

/** Wide groups, so that most draws have a plan and the limit under test is the one that binds. */
function account(seed: number, also: (drawn: Instance) => Also): Instance {
  const drawn = randomInstance(seed, size)
  const wide = ({ m }: Instance['sector']) => ({ m, lo: Array.from({ length: m }, () => 0), hi: Array.from({ length: m }, () => 1) })
  const roomy = { ...drawn, cashHi: 0.1, sector: wide(drawn.sector), country: wide(drawn.country), turnoverMax: 1.5 }
  return { ...roomy, also: also(drawn) }
}

const kinds: readonly (readonly [name: string, also: (drawn: Instance) => Also])[] = [
  ['a budget of short-term gain', ({ tax, nav }) => ({ shortGain: tax.ytdS + 0.001 * nav })],
  ['a budget of long-term gain', ({ tax, nav }) => ({ longGain: tax.ytdL + 0.002 * nav })],
  ['a budget of tax', ({ nav }) => ({ tax: 0.0005 * nav })],
  ['a tracking error', () => ({ trackingError: 0.05 })],
  ['a number of names', () => ({ names: 5 })],
  [
    'a row with penalty and excess',
    () => ({
      rows: [
        { ...style, low: -0.05, high: 0.05, penalty: 3, centre: 0.02 },
        { ...style, name: 'elastic', low: 0.1, high: 0.2, excess: 0.05 },
      ],
    }),
  ],
  [
    'absolute risk, return and nearness',
    () => ({ absolute: 4, reward: [0.02, 0.08, 0.05, -0.01, 0.03, 0], rewardWeight: 0.5, proximity: [1, 2, 3, 4, 0, 1] }),
  ],
  ['largest sales and purchases', () => ({ sellMost: [0.1, 0.2, 0.1, 0.3, 0.2, 0.1], buyMost: [0.2, 0.1, 0.2, 0.1, 0.1, 0.2] })],
]
const style = { name: 'style', securities: [0, 1, 2, 3], coefficients: [1, -0.5, 0.3, -1], of: 'active' as const }

const boundOf = (proposal: RebalanceProposal) => verifyProposal(proposal).checks.find(({ name }) => name === 'bound')
const leaves = (node: ProofPrices): number => (node.parts ?? []).reduce((sum, part) => sum + leaves(part.node), node.parts ? 0 : 1)

const proposalsOf = (also: (drawn: Instance) => Also) => draws.flatMap(seed => proposalFor(account(seed, also)) ?? [])

describe('a bound under limits beyond rebal-1', () => {
  test.each(kinds)('%s: every part is checked, and the stated bound is what they prove', (_, also) => {
    const proposals = proposalsOf(also)
    expect(proposals.length).toBeGreaterThan(2)
    for (const proposal of proposals) {
      expect(verifyProposal(proposal).checks.filter(({ verdict }) => verdict === 'broken')).toEqual([])
      expect(rebalanceProposalShape.safeParse(proposal).success).toBe(true)
      const room = 1e-9 * Math.abs(proposal.stated.objective) + 1e-10
      const checked = proposal.certificate.map(each => checkProof(proposal.instance, each, proposal.stated.bound - room))
      expect(checked.map(({ fault }) => fault)).toEqual([undefined, undefined, undefined])
      expect(Math.min(...checked.map(({ bound }) => bound))).toBeGreaterThanOrEqual(proposal.stated.bound - room)
    }
  })
})

test('a group that buys sells its gains in whole shares: the loss beside them stays, so what is left of a share does too', () => {
  let checked = 0
  for (let seed = 300; seed < 320; seed++) {
    const drawn = randomInstance(seed, { securities: 4, lots: 9, factors: 2, trades: 3 })
    const wide = ({ m }: Instance['sector']) => ({ m, lo: Array.from({ length: m }, () => 0), hi: Array.from({ length: m }, () => 1) })
    const lots = { ...drawn.lots, blocked: drawn.lots.blocked.map(() => 0 as const) }
    const sec = { ...drawn.sec, ub: drawn.sec.ub.map(() => 0.9) }
    const proposal = proposalFor({
      ...drawn,
      cashHi: 0.1,
      sector: wide(drawn.sector),
      country: wide(drawn.country),
      turnoverMax: 1.5,
      also: { rows: [{ ...style, coefficients: [1, -0.5, 0.3, -1], low: -0.02, high: 0.02 }] },
      lots,
      sec,
    })
    if (!proposal) continue
    expect([seed, verifyProposal(proposal).checks.filter(({ verdict }) => verdict === 'broken')]).toEqual([seed, []])
    checked += 1
  }
  expect(checked).toBeGreaterThan(10)
})

test('a search that goes on where its proof may not grow states what the proof proves', () => {
  const drawn = randomInstance(4, { securities: 15, lots: 45, factors: 4, trades: 10 })
  const instance = { ...drawn, also: { names: 10 } }
  const problem = problemOf(instance)
  const found = optimize(problem, { gap: 1e-4, seconds: 5, expired: () => false }, { advance: () => undefined })
  const proposal = proposalOf(instance, found, settle(problem, valueOrThrow(marketOf(instance)), found.plan))
  const parts = proposal.certificate.reduce((sum, each) => sum + leaves(each), 0)
  expect(parts).toBeGreaterThan(200)
  expect(parts).toBeLessThan(found.nodes / 2)
  expect(proposal.stated.bound).toBeLessThan(found.bound)
  expect(proposal.stated.bound).toBeGreaterThan(found.evaluation.objective - 0.5 * found.evaluation.gross)
  expect(verifyProposal(proposal).checks.filter(({ verdict }) => verdict === 'broken')).toEqual([])
})

describe('a proof in parts', () => {
  const split = proposalsOf(kinds[0]?.[1] ?? (() => ({}))).find(({ certificate }) =>
    certificate.some(each => (each.parts ?? []).length > 1),
  )
  if (!split) throw new Error('no draw needs branches')
  const at = split.certificate.findIndex(each => (each.parts ?? []).length > 1)
  const changed = (change: (root: ProofPrices) => ProofPrices): RebalanceProposal => ({
    ...split,
    certificate: split.certificate.map((each, place) => (place === at ? { ...each, ...change(each) } : each)),
  })

  test('holds as it was found, and says how many parts were checked', () => {
    const parts = split.certificate.reduce((sum, each) => sum + leaves(each), 0)
    expect(boundOf(split)).toMatchObject({ verdict: 'holds' })
    expect(boundOf(split)?.found).toContain(`${parts} parts`)
  })

  test('is refused where a part is missing', () => {
    const found = boundOf(changed(root => ({ ...root, parts: (root.parts ?? []).slice(1) })))
    expect(found).toMatchObject({ verdict: 'broken', found: expect.stringContaining('leave patterns out') })
  })

  test('is refused where a part allows less than it did', () => {
    const narrower = changed(root => ({ ...root, parts: (root.parts ?? []).map(part => ({ ...part, bits: 0 })) }))
    expect(boundOf(narrower)?.verdict).toBe('broken')
  })

  test('is refused where the parts are dropped and the root stands alone', () => {
    const bare = changed(root => ({ ...root, parts: [] }))
    expect(boundOf({ ...bare, stated: { ...bare.stated, nodes: 3 } })?.verdict).toBe('broken')
  })

  test('is refused where prices are said to bar what they do not', () => {
    const barring = changed(root => ({ ...root, barred: [{ index: 2, bits: 7 }] }))
    expect(boundOf(barring)).toMatchObject({ verdict: 'broken', found: expect.stringContaining('bar security 2') })
  })

  test('is refused where a part that holds plans is said to hold none', () => {
    const empty = changed(root => ({ ...root, none: true, parts: [] }))
    expect(boundOf(empty)).toMatchObject({ verdict: 'broken', found: expect.stringContaining('no plan') })
  })

  test('a price of another number of rows proves nothing', () => {
    const [prices] = split.certificate
    if (!prices) throw new Error('no prices')
    expect(provenBound(split.instance, { ...prices, rows: prices.rows.slice(1) })).toBeUndefined()
  })
})
