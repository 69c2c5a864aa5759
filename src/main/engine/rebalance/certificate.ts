/**
 * How good a plan is known to be, as it is traded: the bound holds for every plan, in parts of shares too, so what whole shares cost is part of the distance to it. Relative to
 * the plan's gross terms (risk, cost and tax without their signs), since the score itself may be nothing or below it.
 */
import { type Cents, noCents, subtractCents, sumCents } from '../../../shared/kernel/cents.ts'
import type { Certificate } from '../../../shared/model/plan-explained.ts'
import type { ProposalAccount } from '../../../shared/model/proposal.ts'
import type { Optimized } from '../optimize/optimize.ts'
import type { Settled } from '../optimize/settle.ts'
import type { Verdict } from '../optimize/verify/verify.ts'
import { checksInWords } from './check-words.ts'
import { weighted } from './measure.ts'
import { certificateInWords } from './plan-words.ts'
import type { SolvedAccount } from './solve-account.ts'
import type { Workplace } from './workplace.ts'

/** A plan in whole shares with the bound it was searched to. */
export interface Traded {
  readonly place: Pick<Workplace, 'solver'>
  readonly found: Optimized
  readonly settled: Settled
}

/** Those of the accounts that have a plan. */
export function tradedOf(solved: readonly SolvedAccount[]): Traded[] {
  return solved.flatMap(({ place, found, settled }) => (settled === null ? [] : [{ place, found, settled }]))
}

/** Distances in dollars of the score, so that those of several accounts can be added. */
interface Distances {
  readonly apart: number
  /** Of it what whole shares cost. */
  readonly settling: number
  readonly gross: number
}

/** Below a hundredth of a basis point of the value a gap is not worth a ratio. */
const leastGross = 1e-6

export function gapOf(traded: readonly Traded[]): { readonly gap: number; readonly settling: number } {
  const { apart, settling, gross } = distancesOf(traded)
  return { gap: apart / gross, settling: settling / gross }
}

function distancesOf(traded: readonly Traded[]): Distances {
  let [apart, settling, gross] = [0, 0, 0]
  for (const { place, found, settled } of traded) {
    const { nav } = place.solver
    apart += Math.max(0, settled.evaluation.objective - found.certified) * nav
    settling += Math.max(0, settled.cost) * nav
    gross += Math.max(leastGross, settled.evaluation.gross) * nav
  }
  return { apart, settling, gross }
}

export function certificateOf(traded: Traded, verdict: Verdict | null): Certificate {
  const { place, found, settled } = traded
  const { gap, settling } = gapOf([traded])
  const checked = verdict === null ? 'not-checked' : verdict.verdict === 'holds' ? 'good' : 'broken'
  const objective = weighted(place, settled.evaluation.objective)
  // what the checker has been shown, no more
  const bound = weighted(place, found.certified)
  return {
    objective,
    bound,
    apart: subtractCents(objective, bound),
    gap: inPpm(gap),
    gross: weighted(place, settled.evaluation.gross),
    words: certificateInWords(gap, settling, checked),
    nodes: found.nodes,
    checked,
    checks: checksInWords(verdict?.checks ?? [], place.solver.nav),
    settling: weighted(place, settled.cost),
  }
}

/** Scores and bounds added up; what is proven is proven of each account by itself. null: none was solved. */
export function certificateOfAll(
  traded: readonly Traded[],
  documents: readonly Pick<ProposalAccount, 'certificate'>[],
): Certificate | null {
  const own = documents.flatMap(({ certificate }) => certificate ?? [])
  if (own.length === 0) return null
  const { gap, settling } = gapOf(traded)
  const checked = own.every(each => each.checked === 'good') ? 'good' : 'broken'
  const sum = (of: (each: Certificate) => Cents) => sumCents(own.map(of))
  return {
    objective: sum(({ objective }) => objective),
    bound: sum(({ bound }) => bound),
    apart: sum(({ apart }) => apart ?? noCents),
    gap: inPpm(gap),
    gross: sum(({ gross }) => gross ?? noCents),
    words: `${certificateInWords(gap, settling, checked)}${own.length > 1 ? '; account by account, in the order stated' : ''}`,
    nodes: own.reduce((total, { nodes }) => total + nodes, 0),
    checked,
    checks: [],
    settling: sum(each => each.settling),
  }
}

/** Rounded up, so that no more is claimed than is proven; null where no bound is known. */
export function inPpm(gap: number): number | null {
  return Number.isFinite(gap) ? Math.ceil(Math.max(0, gap) * 1e6) : null
}
