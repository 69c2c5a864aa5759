/**
 * The optimizer on random accounts from a hundred to three thousand securities: a plan proven within 0.1 % of the best possible, the convex core alone, and a book of
 * accounts one after another on one thread. Limits are those of the plan of work, in milliseconds; the accounts are the tests' own, so nobody's data is needed.
 */
import { frontier } from '../src/main/engine/optimize/frontier.ts'
import type { Bench, BenchResult } from './bench.ts'
import { account, grouped, problemOf, sizeName, sizes, solveCore, solved, timed } from './optimize-accounts.ts'

const proven = [
  { limit: 40, rounds: 9 },
  { limit: 150, rounds: 7 },
  { limit: 300, rounds: 5 },
  { limit: 1500, rounds: 5 },
].map((goal, at) => ({ ...goal, size: sizes[at] ?? account }))
const seed = 5
const bookSize = 1000

export const optimizeBench: Bench = {
  name: 'optimize',
  title: 'Optimizer',
  async run() {
    return [...proven.map(provenWithin), convexCore(), curve(), wholeBook()]
  },
}

function limitOf(what: string, ms: number[], limit: number, note: string): BenchResult {
  return { subject: { what, ms }, peer: null, goal: `≤ ${grouped(limit)} ms`, limit, note }
}

function provenWithin({ size, limit, rounds }: (typeof proven)[number]): BenchResult {
  const problem = problemOf(seed, size)
  let found = solved(problem, 0.001)
  const ms = timed(rounds, () => {
    found = solved(problem, 0.001)
  })
  if (found.status !== 'optimal') throw new Error(`${size.securities} securities: ${found.status}`)
  const note = `proven ${(found.gap * 100).toFixed(3)} %, ${found.nodes} nodes, ${found.evaluations} evaluations of the bound`
  return limitOf(`${sizeName(size)}, proven within 0.1 %`, ms, limit, note)
}

function convexCore(): BenchResult {
  const size = sizes[3] ?? account
  const problem = problemOf(seed, size)
  let steps = 0
  const ms = timed(7, () => {
    steps = solveCore(problem)
  })
  return limitOf(`the convex core with impact, ${sizeName(size)}, each traded toward its target, to 1e-8`, ms, 120, `${steps} steps`)
}

function curve(): BenchResult {
  const problem = problemOf(seed, account)
  const weights = Array.from({ length: 12 }, (_, at) => 2 ** (at / 1.5))
  const ms = timed(5, () => {
    const points = frontier(problem, weights, { gap: 0.001, seconds: 60, expired: () => false }, { advance: () => {} })
    if (points.some(({ found }) => found.status !== 'optimal')) throw new Error('a point of the frontier is not proven')
  })
  return limitOf('a frontier of 12 points, 100 securities, 400 lots, each proven within 0.1 %', ms, 500, 'weights of risk from 1 to 161')
}

function wholeBook(): BenchResult {
  const problems = Array.from({ length: bookSize }, (_, each) => problemOf(each, account))
  let [missed, without] = [0, 0]
  const ms = timed(1, () => {
    const all = problems.map(problem => solved(problem, 0.01))
    missed = all.filter(({ status }) => status === 'feasible' || status === 'unsolved').length
    without = all.filter(({ status }) => status === 'infeasible').length
  })
  const note = `one thread; ${missed} missed 1 %; ${without} have no plan that keeps every limit, which was proven and the limits named`
  return limitOf(`${grouped(bookSize)} accounts of 100 securities and 400 lots to 1 %`, ms, 45_000, note)
}
