/** One account of a household solved in its turn, knowing the plans before it. */
import type { Wishes } from '../../../shared/model/proposal.ts'
import type { Standing } from '../standing/standing.ts'
import { placeAt, type Turn } from './chain.ts'
import { gapInWords } from './plan-words.ts'
import { type SolvedAccount, solveAccount } from './solve-account.ts'

/** How far, of one, and what. */
export type Stage = (fraction: number, more?: string) => void

export function solveTurn(
  standing: Standing,
  before: readonly SolvedAccount[],
  turn: Turn,
  wishes: Wishes,
  stage: Stage,
): SolvedAccount | Turn {
  const plans = before.map(({ trades }) => trades)
  const attempt = (reserve: boolean): SolvedAccount | Turn => {
    stage(0)
    const place = placeAt(standing, plans, turn, wishes, reserve)
    if (!place.ok) return { ...turn, refusal: place.refusal }
    return solveAccount(place.value, wishes, searchProgress(wishes, stage))
  }
  const first = attempt(true)
  // an account without cash that can sell nothing may rest as it is
  if (!('place' in first) || first.found.status !== 'infeasible' || turn.raise > 0) return first
  const second = attempt(false)
  return 'place' in second && second.settled !== null ? second : first
}

/** Between a gap of everything and the gap asked for, by its logarithm; without a gap yet, by nodes. */
export function searchProgress(wishes: Wishes, stage: Stage) {
  const goal = Math.log(wishes.gap / 1e6)
  return {
    advance(nodes: number, _of: number, gap?: number) {
      if (gap === undefined || !Number.isFinite(gap)) return stage(nodes / (nodes + 30))
      stage(Math.min(0.99, Math.max(0, Math.log(Math.min(1, gap)) / goal)), `: ${gapInWords(gap)}`)
    },
  }
}
