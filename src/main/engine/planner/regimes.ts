/**
 * "Dynamic thresholds" of the rebalancing planner (US): the VIX decides the regime; a calm one keeps the thresholds, an elevated one (20 to 30) widens them by 20 %, stress (above 30) by 50 % or
 * pauses rebalancing unless the drift is extreme (15 %, workflow step 6).
 */
export type Regime = 'normal' | 'elevated' | 'stress'

/** The planner's rule 4 and skip condition say VIX ≥ 30 where its table of thresholds says > 30: stress begins at 30 for both, the more careful reading. */
export const stressFrom = 30
export const elevatedFrom = 20
/** "Consider delaying unless drift is extreme (>= 15 %)". */
export const extremeDrift = 0.15

export function regimeOf(vix: number): Regime {
  if (vix >= stressFrom) return 'stress'
  return vix >= elevatedFrom ? 'elevated' : 'normal'
}

const widening: Readonly<Record<Regime, number>> = { normal: 1, elevated: 1.2, stress: 1.5 }

/** 5 % and 10 % become 6 % and 12 %, then 7.5 % and 15 %. */
export function thresholdIn(regime: Regime, threshold: number): number {
  return threshold * widening[regime]
}

export type StressPolicy = 'widen' | 'pause'

/** Whether rebalancing pauses: in stress, where the firm chose to pause, unless the drift is extreme. */
export function isPaused(regime: Regime, policy: StressPolicy, portfolioDrift: number): boolean {
  return regime === 'stress' && policy === 'pause' && portfolioDrift < extremeDrift
}
