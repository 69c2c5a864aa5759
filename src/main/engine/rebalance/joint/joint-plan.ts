/**
 * A household planned as one: a cash balance each, gains where they are not taxed, losses where they are, wash sales across all accounts, and one bound for the whole. Then
 * booked on throw-away books like any other plan, and held against the same wishes account by account.
 */
import type { AccountId } from '../../../../shared/kernel/id.ts'
import { done, type Outcome } from '../../../../shared/kernel/outcome.ts'
import type { ProposalAccount, Wishes } from '../../../../shared/model/proposal.ts'
import { counted } from '../../../../shared/present/format.ts'
import type { Standing } from '../../standing/standing.ts'
import { refusedDocument } from '../account-document.ts'
import { gapOf } from '../certificate.ts'
import type { Turn } from '../chain.ts'
import { householdBaselines } from '../comparisons.ts'
import { barsOf, headOf, householdNotes, type PlanCheckpoint, type PlanRequest, type ProposalBody, statusOf } from '../household-parts.ts'
import { measure } from '../measure.ts'
import { gapInWords, statusInWords } from '../plan-words.ts'
import { scoreSum } from '../score-sum.ts'
import { restOf } from '../solve-account.ts'
import { type Stage, searchProgress } from '../solve-turn.ts'
import { apartOf, jointBenefit, jointCurve, notCompared, solvedApart } from './joint-comparisons.ts'
import { jointCertificate, jointConflict, jointDocuments, jointLimits, jointSymbols, keptJointly } from './joint-document.ts'
import { type JointPlace, jointAllocation, jointPlace, jointPlanOf, wholeOf } from './joint-place.ts'
import { type SolvedJointly, solveJointly } from './solve-joint.ts'

export const jointOrder = 'All accounts at once, each within its own cash.'

export function planJointly(
  standing: Standing,
  turns: readonly Turn[],
  request: PlanRequest,
  checkpoint: PlanCheckpoint,
  why: string | null,
): Outcome<ProposalBody> {
  const { wishes, curve } = request
  const laid = jointPlace(standing, turns, wishes)
  if (!laid.ok) return laid
  const place = laid.value
  const stages = curve ? 4 : 1
  const stage =
    (at: number, what: string) =>
    (fraction: number, more = '') =>
      checkpoint.advance(Math.round((at + Math.min(1, fraction)) * 1000), stages * 1000, `${what}${more}`)
  const solving = stage(0, 'the household as one')
  const solved = solvedAlone(place, turns, wishes, solving)
  const measured = measuredOf(solved)
  const documents = jointDocuments(solved, measured)
  const refusals = refusedIn(standing, turns)
  const accounts = [...documents, ...refusals]
  return done({
    ...headOf(standing, request),
    scope: 'household',
    status: statusOf(accounts),
    words: wordsOf(solved, refusals.length),
    accounts,
    order: jointOrder,
    ...sumOf(solved, documents),
    before: measured.before.household,
    after: measured.after.household,
    certificate: jointCertificate(solved),
    joint: {
      ...keptJointly(place, solved.trades),
      limits: jointLimits(solved),
      conflict: jointConflict(solved, wishes, { advance: () => solving(1) }),
      ...(curve
        ? apartOf(solved, solvedApart(place, turns, wishes, stage(1, 'account by account')), measured.after.household)
        : notCompared),
    },
    allocation: jointAllocation(place, solved.trades),
    baselines: householdBaselines(standing, place.own, wholeOf(place)),
    curve: curve ? jointCurve(place, wishes, stage(2, 'tax against tracking error')) : [],
    benefit: curve ? jointBenefit(solved, wishes, stage(3, 'fewer orders')) : [],
    bars: barsOf(standing, solved.trades),
    notes: [...(why === null ? [] : [why]), ...place.notes, ...place.problem.notes, ...householdNotes(measured.after.booked, 1)],
  })
}

/** From nothing, so that the plan is the same whatever is drawn beside it; from the plan account by account where nothing else is found. */
export function solvedAlone(place: JointPlace, turns: readonly Turn[], wishes: Wishes, stage: Stage): SolvedJointly {
  const progress = searchProgress(wishes, stage)
  const solved = solveJointly(place, wishes, progress, null)
  return solved.found.status === 'unsolved' ? solveJointly(place, wishes, progress, solvedApart(place, turns, wishes, stage)) : solved
}

function sumOf({ place, settled, trades }: SolvedJointly, documents: readonly ProposalAccount[]): Pick<ProposalBody, 'adds'> {
  const adds = settled === null ? undefined : scoreSum([{ place, plan: jointPlanOf(place, trades) }], documents)
  return adds === undefined ? {} : { adds }
}

function measuredOf({ place, trades }: SolvedJointly) {
  const whole = wholeOf(place)
  return {
    before: measure(place.standing, place.own, place.own.map(restOf), whole),
    after: measure(place.standing, place.own, trades, whole),
  }
}

function refusedIn(standing: Standing, turns: readonly Turn[]): ProposalAccount[] {
  const refused = new Map<AccountId, ProposalAccount>()
  for (const { account, refusal, value } of turns) if (refusal) refused.set(account, refusedDocument(standing, account, refusal, value))
  return [...refused.values()]
}

function wordsOf({ place, found, settled }: SolvedJointly, refused: number): string {
  const planned = `${counted(place.own.length, 'account')} planned as one`
  const left = refused === 0 ? '' : ` ${counted(refused, 'account')} held as ${refused === 1 ? 'it is' : 'they are'}.`
  if (settled === null) return `${statusInWords(found.status, found.gap, 0, found.conflict, jointSymbols(place))}${left}`
  return `${planned}, ${gapInWords(gapOf([{ place, found, settled }]).gap)}.${left}`
}
