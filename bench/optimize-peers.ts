/**
 * The optimizer beside others on the same account in the same run: HiGHS by outer approximation of the whole problem, HiGHS' own quadratic solver on the convex core,
 * and the seed's SLSQP, which knows no lots, taxes or limits. Processor time of each. A peer that does not end is stopped and the ratio is then at most what is shown. Only when named.
 */
import { existsSync, readFileSync } from 'node:fs'
import { readInstance } from '../src/main/engine/optimize/read-instance.ts'
import { valueOrThrow } from '../src/shared/kernel/outcome.ts'
import { type Instance, instanceShape } from '../src/shared/model/instance.ts'
import { type InstanceSize, randomInstance } from '../test/fixtures/instance-generator.ts'
import { type Opinion, secondOpinion } from '../test/oracle/highs/second-opinion.ts'
import type { Bench, BenchResult } from './bench.ts'
import { processorMs, processorTimed, sizeName, sizes, solveCore, solved } from './optimize-accounts.ts'
import { type CoreEnd, highsCore } from './peers/highs-core.ts'
import { pythonWithScipy, seedPlan } from './peers/slsqp.ts'

/** No reader waits longer for a row; on a machine that others use as well, `LOTWRIGHT_PEER_SECONDS` gives peers more of the clock. */
const mostSeconds = Number(process.env.LOTWRIGHT_PEER_SECONDS ?? 60)
const folder = new URL('../../shared/instances', import.meta.url).pathname
const files = ['public-2-100x400-drift', 'public-4-500x2000-inflow', 'public-5-1000x5000-drift', 'public-6-3000x15000-drift']
const seed = 5
const times = [30, 100, 150, 150]
const seedTimes = [5, 250]

export const optimizePeersBench: Bench = {
  name: 'optimize-peers',
  title: 'Optimizer beside other solvers (processor time)',
  onRequest: true,
  async run() {
    const results: BenchResult[] = []
    for (const [at, size] of sizes.entries()) results.push(await outerApproximation(size, times[at] ?? 1))
    for (const size of sizes) results.push(await quadratic(size))
    for (const [at, size] of sizes.slice(0, 2).entries()) results.push(...(await slsqp(size, seedTimes[at] ?? 1)))
    return results
  },
}

/** The public account of the size where the machine has it, a random one elsewhere. */
function accountOf(size: InstanceSize): Instance {
  const file = `${folder}/${files[sizes.indexOf(size)]}.json`
  return existsSync(file) ? instanceShape.parse(JSON.parse(readFileSync(file, 'utf8'))) : randomInstance(seed, size)
}

const problemFor = (size: InstanceSize) => valueOrThrow(readInstance(accountOf(size)))
const faster = (factor: number) => ({ goal: `≥ ${factor} times as fast`, limit: 1 / factor })
const coreEnds = new Set<CoreEnd>(['optimal'])
const percent = (share: number) => `${(100 * share).toFixed(3)} %`

async function outerApproximation(size: InstanceSize, factor: number): Promise<BenchResult> {
  const problem = problemFor(size)
  const found = solved(problem, 0.001)
  const { gross, objective } = found.evaluation
  const rounds = size.securities > 500 ? 3 : 5
  const before = await processorTimed(rounds, () => solved(problem, 0.001))
  let other: Opinion = { verdict: 'out of time', objective: Infinity, bound: -Infinity, rounds: 0, ms: 0, plan: undefined }
  const peer = await processorMs(async () => {
    other = await secondOpinion(accountOf(size), { within: 0.001 * gross, seconds: mostSeconds })
  })
  const ms = [...before, ...(await processorTimed(rounds, () => solved(problem, 0.001)))]
  const plan = other.objective < Infinity ? `best plan ${((other.objective - objective) * 1e4).toFixed(3)} bp from ours` : 'no plan yet'
  const gap = other.objective < Infinity ? `, proven ${percent((other.objective - other.bound) / gross)}` : ''
  const stopped =
    other.verdict === 'out of time' ? `stopped after ${mostSeconds} s of the clock, so it is slower than the ratio says: ` : ''
  return {
    subject: { what: `${sizeName(size)}, proven within 0.1 %`, ms },
    peer: { what: 'HiGHS, outer approximation with perspective cuts', ms: [peer] },
    ...faster(factor),
    note: `ours proves ${percent(found.gap)}; HiGHS ${stopped}${plan}${gap}, ${other.rounds} mixed-integer models`,
  }
}

async function quadratic(size: InstanceSize): Promise<BenchResult> {
  const problem = problemFor(size)
  let ended: CoreEnd = 'failed'
  const peer = await processorMs(async () => {
    ended = await highsCore(accountOf(size), mostSeconds)
  })
  let steps = 0
  const ms = await processorTimed(5, () => {
    steps = solveCore(problem)
  })
  return {
    subject: { what: `${sizeName(size)}: the convex core with impact, to 1e-8`, ms },
    peer: { what: 'HiGHS, quadratic, without impact', ms: [peer] },
    goal: 'faster',
    limit: 1,
    note: `${steps} steps; HiGHS ${ended}${coreEnds.has(ended) ? '' : ': its time is no time of an answer'}`,
  }
}

async function slsqp(size: InstanceSize, factor: number): Promise<BenchResult[]> {
  const python = pythonWithScipy()
  const problem = problemFor(size)
  const ms = await processorTimed(5, () => solved(problem, 0.001))
  const found = solved(problem, 0.001)
  const own = `${sizeName(size)}, proven within 0.1 %, with lots, taxes and limits`
  if (python === undefined) {
    const note = 'skipped: this machine has no python3 with scipy (Debian python3-scipy)'
    return [{ subject: { what: own, ms }, peer: null, goal: 'not compared', limit: Infinity, note }]
  }
  return [false, true].map(exact => {
    const other = seedPlan(python, accountOf(size), problem, exact, mostSeconds)
    const what = `the seed's SLSQP${exact ? ', given exact slopes' : ''}, no lots, taxes or limits, one thread`
    const ending = other
      ? `${other.converged ? 'converges' : 'does not converge'} in ${other.iterations} iterations; its plan breaks ${other.broken.join(', ') || 'nothing'}`
      : `stopped after ${mostSeconds} s without a plan`
    return {
      subject: { what: own, ms },
      peer: { what, ms: [other?.ms ?? mostSeconds * 1000] },
      ...(exact ? { goal: 'faster', limit: 1 } : faster(factor)),
      note: `SLSQP ${ending}; ours breaks ${
        Object.keys(found.evaluation.broken)
          .filter(name => (found.evaluation.broken[name] ?? 0) > 2e-7)
          .join(', ') || 'nothing'
      }`,
    }
  })
}
