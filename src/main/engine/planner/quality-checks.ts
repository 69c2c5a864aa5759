/**
 * "Quality checks" of the rebalancing planner (US): what must hold before drift, costs and targets decide anything. Each that fails is a refusal or a warning by name, with what to do; none is mended in
 * silence.
 */
import type { Refusal } from '../../../shared/kernel/outcome.ts'
import { costsAreStale, mostDaysOfCosts } from './rebalancing-cost.ts'

export interface QualityFacts {
  /** Fractions of the portfolio, cash included. */
  readonly weights: readonly { readonly name: string; readonly weight: number }[]
  readonly targets: readonly { readonly name: string; readonly target: number }[]
  readonly longOnly: boolean
  readonly daysOfCosts: number
  readonly liquidityDays: readonly { readonly name: string; readonly days: number | null }[]
}

export interface QualityCheck {
  readonly check: 'drift-accuracy' | 'cost-realism' | 'target-validity' | 'liquidity'
  /** Blocks: no plan without it. Warns: said on screen and paper. */
  readonly weight: 'blocks' | 'warns'
  readonly refusal: Refusal
}

/** A basis point of the whole. */
const roundingRoom = 1e-4
/** "Flag assets with Liquidity_days > 5 (may require multi-day execution)". */
export const daysOfOneOrder = 5

export function qualityChecks({ weights, targets, longOnly, daysOfCosts, liquidityDays }: QualityFacts): readonly QualityCheck[] {
  const found: QualityCheck[] = []
  const held = weights.reduce((sum, { weight }) => sum + weight, 0)
  if (Math.abs(held - 1) > roundingRoom) {
    found.push(blocks('drift-accuracy', `Weights sum to ${percent(held)}, not 100 %.`, 'weights', 'Complete prices, positions and cash.'))
  }
  const planned = targets.reduce((sum, { target }) => sum + target, 0)
  if (targets.length > 0 && Math.abs(planned - 1) > roundingRoom) {
    found.push(blocks('target-validity', `Targets sum to ${percent(planned)}, not 100 %.`, 'targets', 'Correct the model portfolio.'))
  }
  for (const { name, target } of targets) {
    if (longOnly && target < 0) {
      found.push(
        blocks(
          'target-validity',
          `The target of ${name} is ${percent(target)}, and the account holds no short positions.`,
          name,
          'Correct the target.',
        ),
      )
    }
  }
  if (costsAreStale(daysOfCosts)) {
    const what = `Cost estimates are ${daysOfCosts} days old; after ${mostDaysOfCosts} they are stale.`
    found.push({
      check: 'cost-realism',
      weight: 'warns',
      refusal: { code: 'data/stale-costs', what, where: 'costs', remedy: 'Renew them in Settings.' },
    })
  }
  for (const { name, days } of liquidityDays) {
    if (days === null || days <= daysOfOneOrder) continue
    const what = `${name} takes ${days.toFixed(1)} days to trade at the participation allowed.`
    found.push({
      check: 'liquidity',
      weight: 'warns',
      refusal: { code: 'data/liquidity', what, where: name, remedy: 'Spread the order over several days.' },
    })
  }
  return found
}

function blocks(check: 'drift-accuracy' | 'target-validity', what: string, where: string, remedy: string): QualityCheck {
  return { check, weight: 'blocks', refusal: { code: `data/${check}`, what, where, remedy } }
}

function percent(value: number): string {
  return `${(value * 100).toFixed(2)} %`
}
