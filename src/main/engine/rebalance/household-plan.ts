/**
 * A household optimized: as one (joint/joint-plan.ts), or account by account in a stated order; then booked as a whole on throw-away books, so that the tax of the proposal is
 * what the engine that books real trades makes of it. Account by account what is proven is proven of each account, given the plans before it: no bound for all at once.
 */
import { noCents } from '../../../shared/kernel/cents.ts'
import type { AccountId } from '../../../shared/kernel/id.ts'
import { done, type Outcome } from '../../../shared/kernel/outcome.ts'
import type { ProposalAccount, Wishes } from '../../../shared/model/proposal.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import { counted } from '../../../shared/present/format.ts'
import { type Standing, standingOf } from '../standing/standing.ts'
import { refusedDocument, solvedDocument } from './account-document.ts'
import { plannedWithWaits } from './anniversary.ts'
import type { BookedAccount } from './booked-plan.ts'
import { withCashByDate } from './cash-by-date.ts'
import { certificateOfAll, gapOf, tradedOf } from './certificate.ts'
import { orderInWords, type Turn, type Turns, turnsOf } from './chain.ts'
import { householdBaselines, householdCurve, orderBenefit, placeAfter, type Step } from './comparisons.ts'
import { afterGift, giftWished } from './gift.ts'
import {
  barsOf,
  headOf,
  householdAllocation,
  householdNotes,
  type PlanCheckpoint,
  type PlanRequest,
  type ProposalBody,
  statusOf,
} from './household-parts.ts'
import { planJointly } from './joint/joint-plan.ts'
import { type Measured, measure } from './measure.ts'
import { riskUsed } from './plan-risk.ts'
import { gapInWords } from './plan-words.ts'
import type { Asked } from './relax-wish.ts'
import { planByRule } from './rule-plan.ts'
import { scopeOf } from './scope.ts'
import { scoreSum } from './score-sum.ts'
import { restOf, type SolvedAccount } from './solve-account.ts'
import { solveTurn } from './solve-turn.ts'
import { planOf } from './workplace.ts'

export type { PlanRequest, ProposalBody }

export function planHousehold(snapshot: Snapshot, request: PlanRequest, checkpoint: PlanCheckpoint): Outcome<ProposalBody> {
  const { gift: amount } = request.wishes
  const gift = giftWished(standingOf(snapshot), amount)
  const standing = afterGift(standingOf(snapshot), gift)
  const refusals: Outcome<ProposalBody>[] = []
  const plan = plannedWithWaits(standing, request.wishes, request.curve, (as, curve) => {
    const found = planned(as, { ...request, curve }, checkpoint)
    if (!found.ok) refusals.push(found)
    return found.ok ? found.value : null
  })
  if (plan === null) return refusals[0] as Outcome<ProposalBody>
  const whole = { ...plan, ...(gift === null ? {} : { gift }), risk: riskUsed(standing, plan.accounts) }
  return done(withCashByDate(standing, whole))
}

function planned(standing: Standing, request: PlanRequest, checkpoint: PlanCheckpoint): Outcome<ProposalBody> {
  const { wishes, accounts } = request
  const found = turnsOf(standing, accounts, wishes)
  if (!found.ok) return found
  const { extent } = wishes
  if (extent !== undefined && extent !== 'optimal') return planByRule(standing, found.value, request, extent)
  const scope = scopeOf(standing, found.value.turns, wishes)
  if (scope.as === 'accounts') return done(planByAccount(standing, found.value, request, checkpoint, scope.words))
  const joint = planJointly(standing, found.value.turns, request, checkpoint, scope.words)
  // nobody asked for it to be one: what is known account by account is better than nothing
  if (wishes.scope !== undefined || (joint.ok && joint.value.status !== 'unsolved')) return joint
  return done(planByAccount(standing, found.value, request, checkpoint, 'As one household no plan was found in the work allowed.'))
}

function planByAccount(
  standing: Standing,
  { turns, notes }: Turns,
  request: PlanRequest,
  checkpoint: PlanCheckpoint,
  why: string | null,
): ProposalBody {
  const planned = turns.filter(({ refusal }) => refusal === null)
  const stages = planned.length * (request.curve ? 3 : 1)
  const stage =
    (at: number, what: string) =>
    (fraction: number, more = '') => {
      checkpoint.advance(Math.round((at + Math.min(1, fraction)) * 1000), Math.max(1, stages) * 1000, `${what}${more}`)
    }
  const solved: SolvedAccount[] = []
  const refusals = new Map<AccountId, ProposalAccount>()
  for (const turn of turns) {
    const { name } = standing.accountOf(turn.account)
    const one = turn.refusal === null ? solveTurn(standing, solved, turn, request.wishes, stage(solved.length, name)) : turn
    if ('place' in one) solved.push(one)
    else if (one.refusal !== null) refusals.set(turn.account, refusedDocument(standing, turn.account, one.refusal, turn.value))
  }
  const places = solved.map(({ place }) => place)
  const trades = solved.map(one => one.trades)
  const after = measure(standing, places, trades)
  const before = measure(standing, places, places.map(restOf))
  const documents = solved.map((one, at) =>
    solvedDocument(
      one,
      {
        before: before.accounts[at] as Measured['accounts'][number],
        after: after.accounts[at] as Measured['accounts'][number],
        booked: after.booked.accounts[at] as BookedAccount,
        asked: askedOf(turns, one.place.account, request.wishes),
      },
      { advance: () => stage(at, '')(1) },
    ),
  )
  const accounts = [...documents, ...refusals.values()]
  return {
    ...headOf(standing, request),
    status: statusOf(accounts),
    words: wordsOf(accounts, solved),
    accounts,
    order: orderInWords,
    before: before.household,
    after: after.household,
    certificate: certificateOfAll(tradedOf(solved), documents),
    allocation: householdAllocation(documents, places),
    ...sumOf(solved, documents),
    ...comparedWith(standing, solved, turns, request, stage),
    bars: barsOf(standing, trades),
    notes: [...notes, ...(why === null ? [] : [why]), ...householdNotes(after.booked, solved.length)],
  }
}

/** Left out where an account has no plan: then there is nothing to add up to. */
function sumOf(solved: readonly SolvedAccount[], documents: readonly ProposalAccount[]): Pick<ProposalBody, 'adds'> {
  const traded = solved.flatMap(({ place, settled, trades }) => (settled === null ? [] : [{ place, plan: planOf(place, trades) }]))
  const adds = scoreSum(traded, documents)
  return adds === undefined ? {} : { adds }
}

function askedOf(turns: readonly Turn[], account: AccountId, wishes: Wishes): Asked {
  const turn = turns.find(each => each.account === account)
  return { wishes, raise: turn?.raise ?? noCents, fixed: turn?.fixed ?? noCents }
}

function comparedWith(
  standing: Standing,
  solved: readonly SolvedAccount[],
  turns: readonly Turn[],
  { wishes, curve }: PlanRequest,
  stage: (at: number, what: string) => Step,
): Pick<ProposalBody, 'baselines' | 'curve' | 'benefit'> {
  const inTurn = solved.flatMap(({ place }) => turns.filter(({ account }) => account === place.account).map(turn => ({ turn, place })))
  const count = solved.length
  return {
    // nobody who rebalances in full is barred by what this plan sells at a loss
    baselines: householdBaselines(
      standing,
      inTurn.map(one => placeAfter(standing, [], one, wishes)),
    ),
    curve: curve ? householdCurve(standing, inTurn, wishes, stage(count, 'tax against tracking error')) : [],
    benefit: curve ? orderBenefit(solved, wishes, stage(2 * count, 'fewer orders')) : [],
  }
}

function wordsOf(accounts: readonly ProposalAccount[], solved: readonly SolvedAccount[]): string {
  const plans = tradedOf(solved)
  const left = accounts.filter(({ status }) => status === 'refused').length
  const clashing = accounts.filter(({ status }) => status === 'infeasible' || status === 'unsolved').length
  const widest = plans.reduce((most, one) => Math.max(most, gapOf([one]).gap), 0)
  const parts = [
    ...(plans.length === 0
      ? ['No account could be planned']
      : [`${counted(plans.length, 'account')} planned, ${plans.length === 1 ? '' : 'each '}${gapInWords(widest)}`]),
    ...(clashing > 0 ? [`${counted(clashing, 'account')} without a plan that keeps the limits`] : []),
    ...(left > 0 ? [`${counted(left, 'account')} left out`] : []),
  ]
  return `${parts.join('; ')}.`
}
