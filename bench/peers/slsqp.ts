/** The seed's own way on a machine that has Python with scipy: its plan, its time with linear algebra on one thread, and the limits its plan breaks. */
import { spawnSync } from 'node:child_process'
import { evaluate } from '../../src/main/engine/optimize/evaluate.ts'
import type { Plan, Problem } from '../../src/main/engine/optimize/problem.ts'
import type { Instance } from '../../src/shared/model/instance.ts'

export interface SeedPlan {
  readonly ms: number
  readonly converged: boolean
  readonly iterations: number
  readonly broken: readonly string[]
}

const program = new URL('./seed_slsqp.py', import.meta.url).pathname
// the machine's, not one that a shell puts in front: Debian's scipy belongs to it
const python = ['/usr/bin/python3', 'python3']
const oneThread = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' }

/** The first Python that has scipy, undefined where there is none. */
export function pythonWithScipy(): string | undefined {
  return python.find(name => spawnSync(name, ['-c', 'import scipy.optimize'], { timeout: 30_000 }).status === 0)
}

/** Undefined where it does not end within `seconds`. */
export function seedPlan(name: string, instance: Instance, problem: Problem, exact: boolean, seconds: number): SeedPlan | undefined {
  const ended = spawnSync(name, [program, ...(exact ? ['exact'] : [])], {
    input: JSON.stringify(instance),
    timeout: seconds * 1000,
    env: { ...process.env, ...oneThread },
    maxBuffer: 1 << 26,
  })
  if (ended.error && 'code' in ended.error && ended.error.code === 'ETIMEDOUT') return undefined
  if (ended.status !== 0) throw new Error(`seed_slsqp.py: ${ended.stderr.toString().slice(-400)}`)
  const found = JSON.parse(ended.stdout.toString()) as { ms: number; converged: boolean; iterations: number; weights: number[] }
  const { broken } = evaluate(problem, oldestFirst(problem, found.weights))
  return { ...found, broken: Object.keys(broken).filter(limit => (broken[limit] ?? 0) > 1e-6) }
}

/** Weights become trades; a sale takes the lots in the order they stand, as the seed knows no better. */
function oldestFirst({ securities, lots }: Problem, weights: readonly number[]): Plan {
  const [sell, buy] = [new Float64Array(lots.count), new Float64Array(securities.count)]
  weights.forEach((weight, i) => {
    const change = weight - (securities.held[i] ?? 0)
    if (Math.abs(change) < 1e-6) return
    if (change > 0) buy[i] = change
    let rest = -change
    for (let l = lots.start[i] ?? 0; l < (lots.start[i + 1] ?? 0) && rest > 0; l++) {
      sell[l] = Math.min(rest, lots.value[l] ?? 0)
      rest -= sell[l] ?? 0
    }
  })
  return { sell, buy }
}
