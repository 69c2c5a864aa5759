/** One account of a household solved as one: its trades with what each contributes to the whole, and the lots that stay. What is proven is proven of the household. */

import { addCents, noCents } from '../../../../shared/kernel/cents.ts'
import type { Certificate } from '../../../../shared/model/plan-explained.ts'
import type { Proposal, ProposalAccount, ProposalTrade, Wishes } from '../../../../shared/model/proposal.ts'
import { counted } from '../../../../shared/present/format.ts'
import type { Plan } from '../../optimize/problem.ts'
import { cheapestRelaxations } from '../../optimize/relaxation.ts'
import { type Sensitivity, sensitivityOf } from '../../optimize/sensitivity.ts'
import type { Checkpoint } from '../../solve/checkpoint.ts'
import { allocationOf, buyableIn, emptyDocument, mostUnsold, unsoldLots } from '../account-document.ts'
import type { AccountTrades, BookedAccount } from '../booked-plan.ts'
import { needsInClash } from '../cash-by-date.ts'
import { cashPlanOf, heldFor } from '../cash-flows.ts'
import { certificateOf } from '../certificate.ts'
import { raisedIn } from '../chain.ts'
import { limitLines } from '../limit-lines.ts'
import { keptLimits } from '../limits/kept-limits.ts'
import { relaxedLimit } from '../limits/relaxed-limit.ts'
import type { Measured } from '../measure.ts'
import { notPaying } from '../not-paying.ts'
import { clashInWords, clashWithoutSize, statusInWords } from '../plan-words.ts'
import { relaxedWish } from '../relax-wish.ts'
import { restrictedCash } from '../restricted-cash.ts'
import { symbolsIn } from '../symbols-in.ts'
import { type KnownTrades, knownIn, tradeLines } from '../trade-lines.ts'
import type { Workplace } from '../workplace.ts'
import { cashRowOf, raiseRow } from './joint-instance.ts'
import { type JointPlace, jointPlanOf } from './joint-place.ts'
import type { SolvedJointly } from './solve-joint.ts'

/** What a trade contributes among all trades of the household, and how far its security stands from the household's target. */
export function knownJointly({ problem, limits }: JointPlace, view: Workplace, whole: Plan): KnownTrades {
  const driftOf = (security: ProposalTrade['security']) => {
    const key = view.standing.sameOf(security)
    return problem.holdings.find(holding => holding.key === key)?.drift ?? 0
  }
  return { ...knownIn(view, whole, limits), driftOf }
}

interface Standings {
  readonly before: Measured
  readonly after: Measured
}

export function jointDocuments(solved: SolvedJointly, { before, after }: Standings): ProposalAccount[] {
  const { place, found, settled, verdict, trades } = solved
  const whole = jointPlanOf(place, trades)
  const sensitivity = settled === null ? null : sensitivityOf(solved.firm.solver, found)
  const status = verdict?.verdict === 'broken' ? 'feasible' : found.status
  return place.own.map((own, at): ProposalAccount => {
    const view = place.views[at] as Workplace
    const mine = trades[at] as AccountTrades
    const booked = after.booked.accounts[at] as BookedAccount
    const orders = booked.sales.length + booked.purchaseCosts.length
    const unsold = sensitivity === null ? [] : unsoldOf(place, view, whole, sensitivity)
    return {
      ...emptyDocument(place.standing, own.account),
      value: own.market.nav,
      status,
      words:
        settled === null
          ? statusInWords(found.status, found.gap, 0, found.conflict, jointSymbols(place))
          : `${counted(orders, 'order')} of the household’s plan.`,
      before: before.accounts[at] as Measured['accounts'][number],
      after: after.accounts[at] as Measured['accounts'][number],
      trades: tradeLines(view, mine, booked, knownJointly(place, view, whole)),
      unsold: unsold.slice(0, mostUnsold),
      buyable: buyableIn(own),
      dropped:
        settled === null
          ? []
          : notPaying(
              view,
              whole,
              settled.dropped.filter(index => place.problem.holdings[index]?.account === own.account),
            ),
      allocation: allocationOf(own, mine),
      notes: own.problem.notes.filter(note => !place.problem.notes.includes(note)),
    }
  })
}

function unsoldOf({ problem }: JointPlace, view: Workplace, whole: Plan, { lots }: Sensitivity): ProposalAccount['unsold'] {
  const own = lots.filter(({ lot }) => problem.holdings[problem.instance.lots.sec[lot] as number]?.account === view.account)
  return unsoldLots(view, whole, own)
}

export function jointCertificate({ place, found, settled, verdict }: SolvedJointly): Certificate | null {
  if (settled === null) return null
  const certificate = certificateOf({ place, found, settled }, verdict)
  return { ...certificate, words: certificate.words.replace(/best possible/, 'best possible for the whole household') }
}

export function jointLimits({ found, settled, firm }: SolvedJointly): ProposalAccount['limits'] {
  if (settled === null) return []
  return limitLines(firm.solver, found)
}

/** How the limits of the household stand; none where none are in force. */
export function keptJointly(place: JointPlace, trades: readonly AccountTrades[]): Pick<NonNullable<Proposal['joint']>, 'kept'> {
  return place.limits.length === 0 ? {} : { kept: keptLimits(place.limits, place.solver, jointPlanOf(place, trades)) }
}

/** Symbols by place in the household's problem. */
export function jointSymbols({ standing, problem }: JointPlace): (at: number) => string {
  return symbolsIn(
    standing,
    problem.holdings.map(({ security }) => security),
  )
}

/** Looking for the cheapest way out of a clash is bounded by work (optimize/relaxation.ts). */
export function jointConflict({ place, found }: SolvedJointly, wishes: Wishes, checkpoint: Checkpoint): ProposalAccount['conflict'] {
  if (found.status !== 'infeasible') return []
  const expired = () => {
    checkpoint.advance(0, 1)
    return false
  }
  const known = new Map(cheapestRelaxations(place.solver, found.conflict, { left: Infinity, expired }).map(each => [each.limit, each]))
  const symbolOf = jointSymbols(place)
  const accounts = place.own.map(({ account }) => account)
  const flows = cashPlanOf(place.standing, accounts, wishes)
  const named = found.conflict.map(limit => {
    const relaxation = known.get(limit)
    if (!relaxation) return { limit, words: clashWithoutSize(limit, symbolOf) }
    const { nav } = place.solver
    const clash = clashInWords(relaxation, nav, symbolOf)
    if (limit === raiseRow) {
      const fixed = flows?.common ?? noCents
      const raise = addCents(wishes.cashToRaise ?? noCents, fixed)
      return { ...clash, relax: relaxedWish({ ...relaxation, limit: 'cash' }, nav, { wishes, raise, fixed }) }
    }
    const own = place.own.find(({ account }) => cashRowOf(place.standing.accountOf(account).name) === limit)
    if (!own)
      return { ...clash, relax: relaxedLimit(place.limits, relaxation, nav) ?? relaxedWish(relaxation, nav, { wishes, raise: noCents }) }
    const by = relaxation.by === null ? null : (relaxation.by * nav) / own.solver.nav
    const fixed = addCents(heldFor(flows, own.account), raisedIn(wishes, own.account))
    return { ...clash, relax: relaxedWish({ ...relaxation, limit: 'cash', by }, own.solver.nav, { wishes, raise: fixed, fixed }) }
  })
  return [...named, ...needsInClash(place.standing, flows, accounts), ...restrictedCash(place.standing, accounts, wishes, flows)]
}
