/**
 * What only many solves show: whether memory stays flat over ten thousand of them, how time grows from thirty securities to three thousand, a thousand accounts on one
 * thread and on two. Only when named.
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Worker } from 'node:worker_threads'
import { instanceThreads } from '../src/main/compute/instance-threads.ts'
import { randomInstance } from '../test/fixtures/instance-generator.ts'
import { type Bench, type BenchResult, median } from './bench.ts'
import { account, grouped, problemOf, solved, timed } from './optimize-accounts.ts'

const solves = 10_000
const kinds = 20
const bookSize = 1000

export const optimizeLongBench: Bench = {
  name: 'optimize-long',
  title: 'Optimizer over many solves',
  onRequest: true,
  async run() {
    return [growth(), await book(1), await book(2), memory()]
  },
}

/** Heap in KB once everything that can be let go is let go. */
function heapUsed(): number {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  for (let time = 0; time < 3; time++) collect()
  return process.memoryUsage().heapUsed / 1024
}

function memory(): BenchResult {
  const problems = Array.from({ length: kinds }, (_, seed) => problemOf(seed, { securities: 30, lots: 100, factors: 5, trades: 12 }))
  const some = (count: number) => {
    for (let at = 0; at < count; at++) solved(problems[at % kinds] as (typeof problems)[number], 0.001)
  }
  some(solves / 10)
  const start = heapUsed()
  some(solves)
  const end = heapUsed()
  return {
    subject: { what: `heap in KB after ${grouped(solves)} solves (30 securities, 100 lots)`, ms: [end] },
    peer: { what: `before them, after ${grouped(solves / 10)} others`, ms: [start] },
    goal: '≤ 1.05x (flat)',
    limit: 1.05,
    note: `kilobytes stand in the columns of milliseconds; ${((end - start) / solves).toFixed(4)} KB a solve`,
  }
}

/** Slope of the logarithm of time over that of size. */
function growth(): BenchResult {
  const sizes = [30, 100, 300, 1000, 3000]
  const times = sizes.map(securities => {
    const size = { securities, lots: 5 * securities, factors: 20, trades: Math.ceil(0.3 * securities) }
    return [1, 2, 3].flatMap(seed => {
      const problem = problemOf(seed, size)
      return timed(securities > 500 ? 2 : 4, () => void solved(problem, 0.001))
    })
  })
  const [x, y] = [sizes.map(Math.log), times.map(list => Math.log(median(list)))]
  const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length
  const [mx, my] = [mean(x), mean(y)]
  const slope = x.reduce((sum, each, at) => sum + (each - mx) * ((y[at] ?? 0) - my), 0) / x.reduce((sum, each) => sum + (each - mx) ** 2, 0)
  const each = sizes.map((size, at) => `${grouped(size)}: ${median(times[at] ?? []).toFixed(1)} ms`)
  return {
    subject: { what: 'growth: 3,000 securities, 15,000 lots, 20 factors, proven within 0.1 %', ms: times.at(-1) ?? [] },
    peer: { what: '30 securities, 150 lots', ms: times[0] ?? [] },
    goal: '≤ 400x (a power of 1.3)',
    limit: 400,
    note: `grows with the power ${slope.toFixed(2)} of the securities; ${each.join(', ')}; medians of three accounts each`,
  }
}

async function book(threads: number): Promise<BenchResult> {
  const file = new URL('../src/main/compute/instance.worker.ts', import.meta.url)
  const pool = instanceThreads(threads, () => new Worker(file))
  const instances = Array.from({ length: bookSize }, (_, seed) => randomInstance(seed, account))
  const [started, before] = [performance.now(), process.cpuUsage()]
  const answers = await Promise.all(
    instances.map(instance => pool.answer({ instance, covariance: undefined, gap: 0.01, seconds: 60, withProposal: false }, () => {})),
  )
  const ms = [performance.now() - started]
  const { user, system } = process.cpuUsage(before)
  await pool.close()
  const count = (...wanted: string[]) => answers.filter(({ outcome }) => outcome.ok && wanted.includes(outcome.value.status)).length
  const limit = 45_000
  const note = `${count('feasible', 'unsolved')} missed 1 %, ${count('infeasible')} proven to have no plan; ${((user + system) / 1e6).toFixed(1)} s of processor time in all, the rest is waiting for neighbours where there are any; reading, answers as text and their way between the threads included`
  const what = `${grouped(bookSize)} accounts of 100 securities and 400 lots to 1 %, ${threads === 1 ? 'one thread' : `${threads} threads`}`
  return { subject: { what, ms }, peer: null, goal: `≤ ${grouped(limit)} ms`, limit, note }
}
