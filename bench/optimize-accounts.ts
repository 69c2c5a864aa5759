/** The accounts that the optimizer's benches share, random and seeded, and how one is timed. */
import { optimize } from '../src/main/engine/optimize/optimize.ts'
import type { Problem } from '../src/main/engine/optimize/problem.ts'
import { readInstance } from '../src/main/engine/optimize/read-instance.ts'
import { convexProblemOf, strict } from '../src/main/engine/solve/convex-problem.ts'
import { solveConvex } from '../src/main/engine/solve/interior/solve-convex.ts'
import { spansOf } from '../src/main/engine/solve/pattern.ts'
import { regimeOf } from '../src/main/engine/solve/regime.ts'
import { rowsOf } from '../src/main/engine/solve/rows.ts'
import { towardTarget } from '../src/main/engine/solve/search/root.ts'
import { valueOrThrow } from '../src/shared/kernel/outcome.ts'
import { type InstanceSize, randomInstance } from '../test/fixtures/instance-generator.ts'

export const account: InstanceSize = { securities: 100, lots: 400, factors: 10, trades: 40 }
export const sizes: readonly InstanceSize[] = [
  account,
  { securities: 500, lots: 2000, factors: 15, trades: 120 },
  { securities: 1000, lots: 5000, factors: 20, trades: 200 },
  { securities: 3000, lots: 15_000, factors: 20, trades: 400 },
]

export const grouped = (count: number) => count.toLocaleString('en-US')
export const sizeName = ({ securities, lots }: InstanceSize) => `${grouped(securities)} securities, ${grouped(lots)} lots`
export const problemOf = (seed: number, size: InstanceSize): Problem => valueOrThrow(readInstance(randomInstance(seed, size)))
export const solved = (problem: Problem, gap: number) =>
  optimize(problem, { gap, seconds: 60, expired: () => false }, { advance: () => {} })

/** Milliseconds of each round after an unmeasured first. */
export function timed(rounds: number, work: () => void): number[] {
  const times: number[] = []
  for (let round = 0; round <= rounds; round += 1) {
    globalThis.gc?.()
    const started = performance.now()
    work()
    if (round > 0) times.push(performance.now() - started)
  }
  return times
}

/** Processor time in milliseconds: what neighbours on the machine do does not count. */
export async function processorMs(work: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** Of each round after an unmeasured first. */
export async function processorTimed(rounds: number, work: () => unknown): Promise<number[]> {
  const times: number[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const ms = await processorMs(work)
    if (round > 0) times.push(ms)
  }
  return times
}

/** Each security traded toward its target, to 1e-8; the number of steps. */
export function solveCore(problem: Problem): number {
  const spans = spansOf(problem)
  const convex = convexProblemOf(problem, rowsOf(problem), regimeOf(problem, 'loss'), spans, towardTarget(problem, spans), strict)
  const solution = solveConvex(convex, { tolerance: 1e-8 })
  if (solution.status !== 'solved') throw new Error(`the convex core ${solution.status}`)
  return solution.steps
}
