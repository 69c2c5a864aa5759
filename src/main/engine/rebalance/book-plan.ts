/** Lines of a run over the whole book: every account of a household, solved or refused by name, and what it saves against a full rebalance of the highest basis first. */

import { cents } from '../../../shared/kernel/cents.ts'
import type { BookPlanRow } from '../../../shared/model/book-plan.ts'
import type { ProposalAccount, Wishes } from '../../../shared/model/proposal.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import { baselinesOf } from '../optimize/baselines.ts'
import { evaluate } from '../optimize/evaluate.ts'
import { type Standing, standingOf } from '../standing/standing.ts'
import { keptIn } from './account-document.ts'
import { waitingAlways } from './anniversary.ts'
import { type BookedAccount, type BookedPlan, bookPlan } from './booked-plan.ts'
import { gapOf, inPpm } from './certificate.ts'
import { placeAt, type Turn, turnsOf } from './chain.ts'
import { placeAfter } from './comparisons.ts'
import { limitsOnPaper } from './limits/relaxed-limit.ts'
import { ppm } from './measure.ts'
import { statusInWords } from './plan-words.ts'
import { restOf, type SolvedAccount, solveAccount } from './solve-account.ts'
import { symbolsIn } from './symbols-in.ts'
import { planOf, tradesOf } from './workplace.ts'

/** `step` is called at every step of the solver and throws where the work is to stop. */
export function bookPlanRows(snapshot: Snapshot, wishes: Wishes, step: (what: string) => void): BookPlanRow[] {
  const standing = standingOf(snapshot)
  const all = snapshot.accounts.map(({ id }) => id)
  const found = turnsOf(standing, all, wishes)
  if (!found.ok) return all.map(account => rowOf(standing, { account, value: cents(0) }, 'refused', found.refusal.what, found.refusal.code))
  const solved: SolvedAccount[] = []
  const rows = found.value.turns.map((turn): BookPlanRow => {
    const { name } = standing.accountOf(turn.account)
    step(name)
    if (turn.refusal !== null) return rowOf(standing, turn, 'refused', turn.refusal.what, turn.refusal.code)
    const one = solveRow(standing, solved, turn, wishes, () => step(name))
    if (!('place' in one)) return rowOf(standing, turn, 'refused', one.refusal?.what ?? '', one.refusal?.code ?? null)
    solved.push(one)
    return rowOf(
      standing,
      turn,
      one.found.status,
      statusInWords(one.found.status, one.found.gap, 0, one.found.conflict, symbolsIn(standing, one.place.problem.securities)),
      null,
    )
  })
  const booked = bookPlan(
    standing,
    solved.map(({ trades }) => trades),
  )
  const full = fullRebalances(standing, found.value.turns, solved, wishes)
  const figures = new Map(
    solved.map((one, at) => [one.place.account, figuresOf(one, booked.accounts[at] as BookedAccount, full.accounts[at] as BookedAccount)]),
  )
  return rows.map(row => ({ ...row, ...figures.get(row.account) }))
}

function solveRow(
  standing: Standing,
  before: readonly SolvedAccount[],
  turn: Turn,
  wishes: Wishes,
  step: () => void,
): SolvedAccount | Turn {
  const plans = before.map(({ trades }) => trades)
  for (const reserve of [true, false]) {
    const place = placeAt(standing, plans, turn, waitingAlways(wishes), reserve)
    if (!place.ok) return { ...turn, refusal: place.refusal }
    const one = solveAccount(place.value, wishes, { advance: step })
    if (one.found.status !== 'infeasible' || turn.raise > 0 || !reserve) return one
  }
  return turn
}

/** All accounts rebalanced in full with the highest basis sold first, booked together: what this plan sells at a loss bars none of it, and one year's gains are netted once. */
function fullRebalances(standing: Standing, turns: readonly Turn[], solved: readonly SolvedAccount[], wishes: Wishes): BookedPlan {
  const plans = solved.map(({ place }, at) => {
    const turn = turns.find(({ account }) => account === place.account)
    const alone = at === 0 || turn === undefined ? place : placeAfter(standing, [], { turn, place }, wishes)
    const hifo = baselinesOf(alone.solver, alone.problem.instance.lots.days).find(({ name }) => name === 'HIFO')
    return hifo === undefined ? restOf(alone) : tradesOf(alone, hifo.plan)
  })
  return bookPlan(standing, plans)
}

function figuresOf(one: SolvedAccount, booked: BookedAccount, full: BookedAccount): Partial<BookPlanRow> {
  const { place, found, settled, trades } = one
  if (settled === null) return {}
  const te = (of: typeof trades) => ppm(evaluate(place.solver, planOf(place, of)).terms.te)
  const saved = full.tax === null || booked.tax === null ? null : cents(full.tax + full.cost - booked.tax - booked.cost)
  return {
    why: '',
    trackingErrorBefore: te(restOf(place)),
    trackingErrorAfter: te(trades),
    tax: booked.tax,
    cost: booked.cost,
    savedAgainstHifo: saved,
    gap: inPpm(gapOf([{ place, found, settled }]).gap),
    trades: booked.sales.length + booked.purchaseCosts.length,
    ...(place.limits.length === 0 ? {} : { limits: limitsOnPaper(keptIn(place, trades).kept) }),
  }
}

function rowOf(
  standing: Standing,
  { account, value }: Pick<Turn, 'account' | 'value'>,
  status: ProposalAccount['status'],
  why: string,
  code: string | null,
): BookPlanRow {
  const { household } = standing.snapshot
  const { name, type } = standing.accountOf(account)
  return {
    household: household.id,
    householdName: household.name,
    account,
    accountName: name,
    accountType: type,
    status,
    why,
    code,
    value,
    trackingErrorBefore: null,
    trackingErrorAfter: null,
    tax: null,
    cost: null,
    savedAgainstHifo: null,
    gap: null,
    trades: 0,
  }
}
