/** A household's plan by a rule of how far to go (by-rule.ts): account by account in the order of the chain, booked like any other plan, priced and not proven. */
import { done, type Outcome } from '../../../shared/kernel/outcome.ts'
import type { ProposalAccount } from '../../../shared/model/proposal.ts'
import { counted } from '../../../shared/present/format.ts'
import { leftOfLot } from '../standing/planned.ts'
import type { Standing } from '../standing/standing.ts'
import { allocationOf, buyableIn, emptyDocument, keptIn, keptLine, mostUnsold, refusedDocument } from './account-document.ts'
import { waitingAlways, waitingInWords } from './anniversary.ts'
import type { AccountTrades, BookedAccount } from './booked-plan.ts'
import { type Rule, ruleWords, tradesByRule } from './by-rule.ts'
import { orderInWords, placeAt, type Turns } from './chain.ts'
import { householdBaselines } from './comparisons.ts'
import { brokenLimits } from './edit-cost.ts'
import { barsOf, headOf, householdAllocation, householdNotes, type PlanRequest, type ProposalBody } from './household-parts.ts'
import { type Measured, measure } from './measure.ts'
import { restOf } from './solve-account.ts'
import { tradeLines } from './trade-lines.ts'
import { planOf, type Workplace } from './workplace.ts'

export function planByRule(standing: Standing, { turns, notes }: Turns, request: PlanRequest, rule: Rule): Outcome<ProposalBody> {
  const places: Workplace[] = []
  const trades: AccountTrades[] = []
  const refusals: ProposalAccount[] = []
  for (const turn of turns) {
    const place =
      turn.refusal === null ? placeAt(standing, trades, turn, waitingAlways(request.wishes)) : { ok: false as const, refusal: turn.refusal }
    if (!place.ok) {
      refusals.push(refusedDocument(standing, turn.account, place.refusal, turn.value))
      continue
    }
    places.push(place.value)
    trades.push(tradesByRule(place.value, rule, turn.raise > 0))
  }
  const before = measure(standing, places, places.map(restOf))
  const after = measure(standing, places, trades)
  const documents = places.map((place, at) => documentOf(place, trades[at] as AccountTrades, before, after, at))
  const missed = places.flatMap((place, at) =>
    brokenLimits(place, standing.accountOf(place.account).name, after.evaluations[at] as Measured['evaluations'][number]),
  )
  return done({
    ...headOf(standing, request),
    title: 'By rule',
    status: places.length === 0 ? 'nothing-solved' : 'by-rule',
    words: `${ruleWords[rule]}. Not optimized: by rule, with the least taxed lots.`,
    accounts: [...documents, ...refusals],
    order: orderInWords,
    before: before.household,
    after: after.household,
    certificate: null,
    allocation: householdAllocation(documents, places),
    baselines: householdBaselines(standing, places),
    curve: [],
    benefit: [],
    bars: barsOf(standing, trades),
    notes: [
      ...missed.map(words => `The rule misses a limit. ${words}`),
      ...waitingInWords(request.wishes),
      ...notes,
      ...householdNotes(after.booked, places.length),
    ],
  })
}

function documentOf(place: Workplace, trades: AccountTrades, before: Measured, after: Measured, at: number): ProposalAccount {
  const booked = after.booked.accounts[at] as BookedAccount
  const orders = booked.sales.length + booked.purchaseCosts.length
  return {
    ...emptyDocument(place.standing, place.account),
    value: place.market.nav,
    status: 'by-rule',
    words: `${counted(orders, 'order')} by rule: priced, not optimized.`,
    before: before.accounts[at] as Measured['accounts'][number],
    after: after.accounts[at] as Measured['accounts'][number],
    trades: tradeLines(place, trades, booked),
    unsold: barredLots(place, trades).slice(0, mostUnsold),
    buyable: buyableIn(place),
    allocation: allocationOf(place, trades),
    ...keptIn(place, trades),
    notes: [...place.problem.notes, ...(place.limits.length === 0 ? [] : ['By rule: limits by group and preferences are told, not kept.'])],
  }
}

/** Lots of what is sold that may not be. */
function barredLots(place: Workplace, trades: AccountTrades): ProposalAccount['unsold'] {
  const { standing, problem, solver } = place
  const plan = planOf(place, trades)
  const held = new Map(standing.lots.map(lot => [lot.id, lot]))
  return problem.lots.flatMap((id, l) => {
    const lot = held.get(id)
    const why = problem.barred[l]
    const i = problem.instance.lots.sec[l] as number
    if (!lot || !why || (plan.sell[l] as number) > 0 || !((solver.securities.drift[i] as number) > 0)) return []
    return [keptLine(place, lot, leftOfLot(lot, standing.onTickets.get(id)).shares, { why: () => why, cents: null })]
  })
}
