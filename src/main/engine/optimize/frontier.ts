/**
 * The trade-off between tracking error and what it costs in tax and trading: the same account optimized at rising weights of risk. Each point carries its own bound, so
 * a curve can be drawn with what is proven about it.
 */
import type { Checkpoint } from '../solve/checkpoint.ts'
import { type Limits, type Optimized, optimize } from './optimize.ts'
import type { Problem } from './problem.ts'

export interface FrontierPoint {
  /** What a unit of annual variance against the target counts for. */
  readonly riskWeight: number
  readonly found: Optimized
}

/** One point a weight, in the order given. */
export function frontier(problem: Problem, riskWeights: readonly number[], limits: Limits, checkpoint: Checkpoint): FrontierPoint[] {
  return riskWeights.map((riskWeight, at) => {
    checkpoint.advance(at, riskWeights.length)
    const weights = { ...problem.weights, risk: riskWeight }
    return { riskWeight, found: optimize({ ...problem, weights }, limits, { advance: () => checkpoint.advance(at, riskWeights.length) }) }
  })
}
