/** The optimizer and the second opinion on the same instance: what each finds, and the first thing in which they differ. */
import { optimize } from '../../../src/main/engine/optimize/optimize.ts'
import { readInstance } from '../../../src/main/engine/optimize/read-instance.ts'
import { valueOrThrow } from '../../../src/shared/kernel/outcome.ts'
import type { Instance } from '../../../src/shared/model/instance.ts'
import { type Opinion, secondOpinion } from './second-opinion.ts'
import { smallInstance } from './small-instances.ts'

/** Fractions of nav: a dollar in a million. */
export const same = 1e-6

export interface Comparison {
  readonly seed: number
  readonly verdict: Opinion['verdict']
  readonly ms: number
  readonly highsMs: number
  /** Where both agree, undefined. */
  readonly difference: string | undefined
}

export async function compare(seed: number, seconds: number): Promise<Comparison> {
  return { seed, ...(await compared(smallInstance(seed), seconds)) }
}

export async function compared(instance: Instance, seconds: number): Promise<Omit<Comparison, 'seed'>> {
  const other = await secondOpinion(instance, { within: same / 5, seconds: Infinity })
  const problem = valueOrThrow(readInstance(instance))
  const started = performance.now()
  const own = optimize(problem, { gap: 1e-7, seconds, expired: () => false }, { advance: () => {} })
  const { objective } = own.evaluation
  const solved = own.status === 'optimal' || own.status === 'feasible'
  const away = Math.abs(objective - other.objective)
  const difference =
    other.verdict === 'infeasible'
      ? own.status === 'infeasible' || `HiGHS proves that there is no plan, ours is ${own.status}`
      : (solved || `HiGHS finds a plan of ${other.objective}, ours is ${own.status}`) &&
        (away <= same || `HiGHS finds ${other.objective}, ours is ${objective}`) &&
        (own.bound <= other.objective + same / 5 || `HiGHS finds ${other.objective}, below our bound ${own.bound}`)
  return {
    verdict: other.verdict,
    ms: performance.now() - started,
    highsMs: other.ms,
    difference: difference === true ? undefined : difference,
  }
}
