/** Where limits leave no plan there still is one: it passes the limits it names by what it says, no more than one that clashes needs, and never the law. */
import { describe, expect, test } from 'vitest'
import { answerTo } from '../../src/main/engine/optimize/answer.ts'
import { elasticPlan } from '../../src/main/engine/optimize/elastic.ts'
import { evaluate } from '../../src/main/engine/optimize/evaluate.ts'
import { optimize } from '../../src/main/engine/optimize/optimize.ts'
import { valueOrThrow } from '../../src/shared/kernel/outcome.ts'
import type { Instance } from '../../src/shared/model/instance.ts'
import { randomInstance } from '../fixtures/instance-generator.ts'
import { patient, problemOf, small } from '../fixtures/problem.ts'

const quiet = { advance: () => {} }
const brief = { ...patient, gap: 0.02, seconds: 0.3 }
const share = ({ cash0, nav }: Instance) => cash0 / nav
type Clashing = readonly [string, (account: Instance) => Instance, readonly string[]]
const clashing: readonly [Clashing, Clashing, Clashing, Clashing] = [
  [
    'cash that cannot be spent within the turnover',
    account => ({ ...account, cashLo: share(account) + 0.05, cashHi: share(account) + 0.06, turnoverMax: 0.02 }),
    ['turnover'],
  ],
  ['a tracking error nobody can keep', account => ({ ...account, also: { trackingError: 1e-4 } }), ['tracking error', 'turnover']],
  ['a tax nobody can save', account => ({ ...account, also: { tax: -0.2 * account.nav } }), ['tax']],
  [
    'two clashes that have nothing to do with each other',
    account => ({
      ...account,
      cashLo: share(account) + 0.05,
      cashHi: share(account) + 0.06,
      turnoverMax: 0.02,
      also: { tax: -0.2 * account.nav },
    }),
    ['tax', 'turnover'],
  ],
]

describe('an elastic plan', () => {
  test.each(clashing)('%s', (_, of, giving) => {
    let planned = 0
    for (const seed of [1, 2, 5]) {
      const problem = problemOf(of(randomInstance(seed, small)))
      const found = optimize(problem, patient, quiet)
      expect([seed, found.status]).toEqual([seed, 'infeasible'])
      const elastic = elasticPlan(problem, found, brief, quiet)
      if (!elastic) continue
      planned += 1
      const { broken } = evaluate(problem, elastic.found.plan)
      expect(broken).not.toHaveProperty('wash')
      expect(evaluate(elastic.widened, elastic.found.plan).worst).toBeLessThanOrEqual(2e-7)
      expect(elastic.violations.length).toBeGreaterThan(0)
      for (const { limit, by } of elastic.violations) expect(broken[limit]).toBe(by)
      expect([seed, elastic.violations.map(({ limit }) => limit).filter(limit => giving.includes(limit))]).not.toEqual([seed, []])
    }
    expect(planned).toBeGreaterThan(1)
  })

  test('stands in the answer, with the limits it passes: still infeasible, and no objective is claimed', () => {
    const account = randomInstance(2, small)
    const instance = { ...account, also: { trackingError: 1e-4 } }
    const question = { instance, covariance: undefined, gap: 0.02, seconds: 2, withProposal: false }
    const answer = valueOrThrow(answerTo(question, () => false, quiet))
    const line = JSON.parse(answer.line) as Record<string, unknown>
    expect(line).toMatchObject({ status: 'infeasible', objective: null, bound: null, violations: [{ limit: 'tracking error' }] })
    const plan = { sell: Float64Array.from(line.sell as number[]), buy: Float64Array.from(line.buy as number[]) }
    expect(Object.keys(evaluate(problemOf(instance), plan).broken)).toEqual(['tracking error'])
  })

  test('a limit that is not alone in the way gives way by what ends its own clash, not by what the other clash makes of its price', () => {
    const [, , , [, of]] = clashing
    const passed = [1, 2, 5].map(seed => {
      const problem = problemOf(of(randomInstance(seed, small)))
      const elastic = elasticPlan(problem, optimize(problem, patient, quiet), brief, quiet)
      return elastic?.violations.find(({ limit }) => limit === 'turnover')?.by ?? Infinity
    })
    // going by the price it was 0.28, 0.42 and 0.43
    for (const [at, most] of [0.15, 0.0301, 0.17].entries()) expect([at, (passed[at] ?? Infinity) < most]).toEqual([at, true])
  })

  test('without a plan or a proof nothing is claimed: one of the three words, and that it is not proven', () => {
    const account = randomInstance(4, small)
    const question = { instance: { ...account, also: { tax: -0.004 * account.nav } }, covariance: undefined, withProposal: true }
    const answer = valueOrThrow(answerTo({ ...question, gap: 1e-3, seconds: 1e-6 }, () => false, quiet))
    expect([answer.status, answer.proposal]).toEqual(['unsolved', undefined])
    expect(JSON.parse(answer.line)).toMatchObject({ status: 'infeasible', proven: false, objective: null, bound: null, gap: null })
    const proven = valueOrThrow(answerTo({ ...question, gap: 1e-3, seconds: 2 }, () => false, quiet))
    expect(JSON.parse(proven.line).proven).toBe(proven.status === 'infeasible' ? true : undefined)
  })

  test('what must not be traded stays: there is no plan where a position may not be sold and must', () => {
    const account = randomInstance(8, small)
    const { held } = problemOf(account).securities
    const stuck = held.findIndex(weight => weight > 0.02)
    const at = <Value>(list: readonly Value[], value: Value) => list.map((each, i) => (i === stuck ? value : each))
    const sec = { ...account.sec, noSell: at(account.sec.noSell, 1), ub: at(account.sec.ub, (held[stuck] ?? 0) - 0.01) }
    const problem = problemOf({ ...account, sec })
    const found = optimize(problem, patient, quiet)
    expect([found.status, found.conflict]).toEqual(['infeasible', [`position ${stuck}`]])
    const elastic = elasticPlan(problem, found, brief, quiet)
    for (let l = problem.lots.start[stuck] ?? 0; l < (problem.lots.start[stuck + 1] ?? 0); l++)
      expect(elastic?.found.plan.sell[l] ?? 0).toBe(0)
    expect(elastic?.violations.find(({ limit }) => limit === `position ${stuck}`)?.by).toBeCloseTo(0.01, 4)
  })

  test('positions that their least trades overshoot: each gives way beside the least trade, or it does', () => {
    const account = randomInstance(8, small)
    const { held } = problemOf(account).securities
    const torn = [...held.keys()].filter(i => (held[i] ?? 0) > 0.02).slice(0, 2)
    const at = (list: readonly number[], share: number) => list.map((each, i) => (torn.includes(i) ? share * (held[i] ?? 0) : each))
    const { sec } = account
    // besides, a sector cannot reach what is asked of it: no limit on trades is enough alone
    const sector = { ...account.sector, lo: account.sector.lo.map((low, j) => (j === 0 ? 0.9 : low)), hi: account.sector.hi.map(() => 1) }
    const pinned = { ...sec, lb: at(sec.lb, 0.8), ub: at(sec.ub, 0.9), minTrade: at(sec.minTrade, 0.5) }
    const problem = problemOf({ ...account, sec: pinned, sector })
    const found = optimize(problem, patient, quiet)
    expect(found.conflict).toEqual(['minimum trade', ...torn.map(i => `position ${i}`)])
    const elastic = elasticPlan(problem, found, brief, quiet)
    expect(elastic?.violations.filter(({ by }) => by < 0.2).length).toBeGreaterThan(0)
    expect(elastic && evaluate(elastic.widened, elastic.found.plan).worst).toBeLessThanOrEqual(2e-7)
  })

  test('several clashes at once: each gives way, and each position by its own name', () => {
    const account = randomInstance(8, small)
    const { held } = problemOf(account).securities
    const stuck = [...held.keys()].filter(i => (held[i] ?? 0) > 0.02).slice(0, 3)
    const sec = {
      ...account.sec,
      noSell: account.sec.noSell.map((no, i) => (stuck.includes(i) ? (1 as const) : no)),
      ub: account.sec.ub.map((most, i) => (stuck.includes(i) ? (held[i] ?? 0) - 0.01 : most)),
    }
    // besides, a sector cannot reach what is asked of it without another, and cash is kept from both
    const sector = { ...account.sector, lo: account.sector.lo.map((low, at) => (at === 0 ? 0.9 : low)), hi: account.sector.hi.map(() => 1) }
    const problem = problemOf({ ...account, sec, sector })
    const found = optimize(problem, patient, quiet)
    expect([found.status, found.conflict]).toEqual(['infeasible', stuck.map(i => `position ${i}`)])
    const elastic = elasticPlan(problem, found, brief, quiet)
    const passed = new Map(elastic?.violations.map(({ limit, by }) => [limit, by]))
    for (const i of stuck) expect(passed.get(`position ${i}`)).toBeCloseTo(0.01, 4)
    expect(passed.size).toBeGreaterThan(stuck.length)
    expect(elastic && evaluate(elastic.widened, elastic.found.plan).worst).toBeLessThanOrEqual(2e-7)
  })
})
