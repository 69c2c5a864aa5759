/**
 * A household optimized: account by account in a stated order, then booked as a whole on throw-away books, so that the tax of the proposal is what the engine that books real
 * trades makes of it. What is proven is proven account by account, given the plans before it: a bound for all accounts at once is not claimed.
 */

import { noCents, sumCents } from '../../../shared/kernel/cents.ts'
import { addDays } from '../../../shared/kernel/civil-date.ts'
import type { AccountId } from '../../../shared/kernel/id.ts'
import { done, type Outcome } from '../../../shared/kernel/outcome.ts'
import type { Certificate, Proposal, ProposalAccount, Wishes } from '../../../shared/model/proposal.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import { counted, date, exactMoney } from '../../../shared/present/format.ts'
import { type Standing, standingOf } from '../standing/standing.ts'
import { windowDays } from '../wash/window.ts'
import { refusedDocument, solvedDocument } from './account-document.ts'
import { lossesOf } from './after-plans.ts'
import type { AccountTrades, BookedAccount } from './booked-plan.ts'
import { orderInWords, placeAt, type Turn, turnsOf } from './chain.ts'
import { householdBaselines, householdCurve, orderBenefit } from './comparisons.ts'
import { type Measured, measure } from './measure.ts'
import { certificateInWords, gapInWords } from './plan-words.ts'
import { restOf, type SolvedAccount, solveAccount } from './solve-account.ts'
import type { Workplace } from './workplace.ts'

export interface PlanRequest {
  /** null: all that can be traded. */
  readonly accounts: readonly AccountId[] | null
  readonly wishes: Wishes
  readonly curve: boolean
}

/** A proposal but for what only the desk knows of it. */
export type ProposalBody = Omit<Proposal, 'id' | 'hash' | 'snapshotHash' | 'engine' | 'kept' | 'stale'>

/** Called at every step of the solver; throws where the work is to stop. Thousandths of an account. */
export interface PlanCheckpoint {
  advance(done: number, of: number, what?: string): void
}

export function planHousehold(snapshot: Snapshot, request: PlanRequest, checkpoint: PlanCheckpoint): Outcome<ProposalBody> {
  const standing = standingOf(snapshot)
  const found = turnsOf(standing, request.accounts, request.wishes)
  if (!found.ok) return found
  const { turns, notes } = found.value
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
        asked: { wishes: request.wishes, raise: turns.find(({ account }) => account === one.place.account)?.raise ?? noCents },
      },
      { advance: () => stage(at, '')(1) },
    ),
  )
  const accounts = [...documents, ...refusals.values()]
  const certificate = householdCertificate(solved, documents)
  return done({
    revision: 1,
    title: 'Optimized',
    household: snapshot.household.id,
    householdName: snapshot.household.name,
    asOf: snapshot.asOf,
    tradeDay: standing.tradeDay,
    pricesAsOf: standing.pricesAsOf,
    wishes: request.wishes,
    asked: request.accounts === null ? null : [...request.accounts],
    status: statusOf(accounts),
    words: wordsOf(accounts, solved),
    accounts,
    order: orderInWords,
    before: before.household,
    after: after.household,
    certificate,
    allocation: householdAllocation(documents, places),
    baselines: householdBaselines(standing, places),
    curve: request.curve ? householdCurve(standing, places, request.wishes, stage(planned.length, 'tax against tracking error')) : [],
    benefit: request.curve ? orderBenefit(solved, request.wishes, stage(2 * planned.length, 'fewer orders')) : [],
    bars: barsOf(standing, trades),
    notes: [...notes, ...householdNotes(after, solved)],
    edit: null,
  })
}

type Stage = (fraction: number, more?: string) => void

function solveTurn(standing: Standing, before: readonly SolvedAccount[], turn: Turn, wishes: Wishes, stage: Stage): SolvedAccount | Turn {
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
function searchProgress(wishes: Wishes, stage: Stage) {
  const goal = Math.log(wishes.gap / 1e6)
  return {
    advance(nodes: number, _of: number, gap?: number) {
      if (gap === undefined || !Number.isFinite(gap)) return stage(nodes / (nodes + 30))
      stage(Math.min(0.99, Math.max(0, Math.log(Math.min(1, gap)) / goal)), `: ${gapInWords(gap)}`)
    },
  }
}

function statusOf(accounts: readonly ProposalAccount[]): Proposal['status'] {
  const having = (...status: ProposalAccount['status'][]) => accounts.filter(account => status.includes(account.status)).length
  const solved = having('optimal', 'feasible')
  if (solved === 0) return having('infeasible') > 0 ? 'infeasible' : having('unsolved') > 0 ? 'unsolved' : 'nothing-solved'
  if (solved < accounts.length) return 'partial'
  return having('optimal') === solved ? 'optimal' : 'feasible'
}

function wordsOf(accounts: readonly ProposalAccount[], solved: readonly SolvedAccount[]): string {
  const plans = solved.filter(({ settled }) => settled !== null)
  const left = accounts.filter(({ status }) => status === 'refused').length
  const clashing = accounts.filter(({ status }) => status === 'infeasible' || status === 'unsolved').length
  const widest = plans.reduce((most, { found }) => Math.max(most, found.gap), 0)
  const parts = [
    ...(plans.length === 0
      ? ['No account could be planned']
      : [`${counted(plans.length, 'account')} planned, ${plans.length === 1 ? '' : 'each '}${gapInWords(widest)}`]),
    ...(clashing > 0 ? [`${counted(clashing, 'account')} without a plan that keeps the limits`] : []),
    ...(left > 0 ? [`${counted(left, 'account')} left out`] : []),
  ]
  return `${parts.join('; ')}.`
}

/** Objectives and bounds added up; what is proven is proven of each account by itself. */
function householdCertificate(solved: readonly SolvedAccount[], documents: readonly ProposalAccount[]): Certificate | null {
  const own = documents.flatMap(({ certificate }) => certificate ?? [])
  if (own.length === 0) return null
  const plans = solved.filter(({ settled }) => settled !== null)
  const dollars = (of: (one: SolvedAccount) => number) => plans.reduce((sum, one) => sum + of(one) * one.place.solver.nav, 0)
  const gross = Math.max(
    dollars(({ found }) => found.evaluation.gross),
    1e-9,
  )
  const apart = dollars(({ found }) => Math.max(0, found.evaluation.objective - found.bound))
  const settling = sumCents(own.map(({ settling: cost }) => cost))
  const checked = own.every(each => each.checked === 'good') ? 'good' : 'broken'
  return {
    objective: sumCents(own.map(({ objective }) => objective)),
    bound: sumCents(own.map(({ bound }) => bound)),
    gap: Math.ceil((apart / gross) * 1e6),
    words: `${certificateInWords(apart / gross, settling, checked)}${own.length > 1 ? '; account by account, in the order stated' : ''}`,
    nodes: own.reduce((sum, { nodes }) => sum + nodes, 0),
    checked,
    checks: [],
    settling,
  }
}

export function householdAllocation(documents: readonly ProposalAccount[], places: readonly Workplace[]): Proposal['allocation'] {
  const whole = places.reduce((sum, { market }) => sum + market.nav, 0)
  const rows = new Map<string, { before: number; after: number; target: number }>()
  documents.forEach(({ allocation }, at) => {
    const part = whole === 0 ? 0 : (places[at] as Workplace).market.nav / whole
    for (const { assetClass, before, after, target } of allocation) {
      const row = rows.get(assetClass) ?? { before: 0, after: 0, target: 0 }
      rows.set(assetClass, { before: row.before + before * part, after: row.after + after * part, target: row.target + target * part })
    }
  })
  return [...rows]
    .map(([assetClass, { before, after, target }]) => ({
      assetClass,
      before: Math.round(before),
      after: Math.round(after),
      target: Math.round(target),
    }))
    .sort((a, b) => Number(a.assetClass === 'Cash') - Number(b.assetClass === 'Cash') || (a.assetClass < b.assetClass ? -1 : 1))
}

/** What a loss of the plan bars, everywhere in the household, until its window is over (IRC section 1091(a)). */
export function barsOf(standing: Standing, plans: readonly AccountTrades[]): string[] {
  const losses = new Set(lossesOf(standing, plans).map(({ security }) => security))
  const from = date(addDays(standing.tradeDay, windowDays + 1))
  return [...losses].map(security => {
    const group = standing.groupOf(security)
    const alike = standing.snapshot.securities.filter(other => other.id !== security && standing.groupOf(other.id) === group)
    const names = [standing.securityOf(security).symbol, ...alike.map(({ symbol }) => symbol)]
    return `Do not buy ${names.join(' or ')} before ${from} in any account.`
  })
}

export function householdNotes({ booked }: Measured, solved: readonly { readonly place: Workplace }[]): string[] {
  return [
    ...(solved.length > 1 ? ['Tracking error of the household is the average of its planned accounts by value.'] : []),
    ...(booked.washed !== 0 ? [`Section 1091 takes ${exactMoney(booked.washed)} of the losses of this plan; the tax counts that.`] : []),
    ...(booked.permanent !== 0 ? [`${exactMoney(booked.permanent)} of it is lost for good.`] : []),
  ]
}
