/** One account of a proposal: what is traded, what stays and why, how good the plan is known to be, what its limits are worth, and where they clash. */

import { cents, noCents } from '../../../shared/kernel/cents.ts'
import type { AccountId } from '../../../shared/kernel/id.ts'
import type { Refusal } from '../../../shared/kernel/outcome.ts'
import { marketValue, type Price } from '../../../shared/kernel/price.ts'
import { type Shares, shares } from '../../../shared/kernel/shares.ts'
import { isTaxable } from '../../../shared/model/book.ts'
import type { PlanFigures, ProposalAccount } from '../../../shared/model/proposal.ts'
import { counted, date, money } from '../../../shared/present/format.ts'
import { lotFigures } from '../harvest/lot-figures.ts'
import type { ProjectedLot } from '../lots/project.ts'
import { onItsDay, taxOfRest } from '../optimize/entry.ts'
import type { Plan } from '../optimize/problem.ts'
import { cheapestRelaxations } from '../optimize/relaxation.ts'
import { sensitivityOf } from '../optimize/sensitivity.ts'
import { ppm } from '../ppm.ts'
import type { Checkpoint } from '../solve/checkpoint.ts'
import { leftOfLot } from '../standing/planned.ts'
import type { Standing } from '../standing/standing.ts'
import type { AccountTrades, BookedAccount } from './booked-plan.ts'
import { needsInClash } from './cash-by-date.ts'
import { cashPlanOf } from './cash-flows.ts'
import { certificateOf, gapOf } from './certificate.ts'
import { limitLines } from './limit-lines.ts'
import { keptLimits } from './limits/kept-limits.ts'
import { relaxedLimit } from './limits/relaxed-limit.ts'
import { unknownFigures } from './measure.ts'
import { notPaying } from './not-paying.ts'
import { clashInWords, clashWithoutSize, statusInWords, whyKept } from './plan-words.ts'
import { type Asked, relaxedWish } from './relax-wish.ts'
import { restrictedCash } from './restricted-cash.ts'
import type { SolvedAccount } from './solve-account.ts'
import { symbolsIn } from './symbols-in.ts'
import { tradeLines } from './trade-lines.ts'
import { planOf, type Workplace } from './workplace.ts'

/** Lots that stay are listed up to so many; the others are counted. */
export const mostUnsold = 300

export interface Standings {
  readonly before: PlanFigures
  readonly after: PlanFigures
  readonly booked: BookedAccount
  readonly asked: Asked
}

export function solvedDocument(
  solved: SolvedAccount,
  { before, after, booked, asked }: Standings,
  checkpoint: Checkpoint,
): ProposalAccount {
  const { place, found, settled, verdict } = solved
  const status = verdict?.verdict === 'broken' ? 'feasible' : found.status
  const orders = booked.sales.length + booked.purchaseCosts.length
  const sensitivity = settled === null ? null : sensitivityOf(solved.firm.solver, found)
  const broken = verdict?.checks.filter(check => check.verdict === 'broken') ?? []
  const unsold = settled === null ? [] : unsoldLots(place, planOf(place, solved.trades), sensitivity?.lots ?? [])
  return {
    ...emptyDocument(place.standing, place.account),
    value: place.market.nav,
    status,
    words: `${statusInWords(status, settled === null ? found.gap : gapOf([{ place, found, settled }]).gap, orders, found.conflict, symbolsIn(place.standing, place.problem.securities))}${broken.length > 0 ? ` Whole shares miss: ${broken.map(({ name }) => name).join(', ')}.` : ''}`,
    before,
    after,
    trades: tradeLines(place, solved.trades, booked),
    certificate: settled === null ? null : certificateOf({ place, found, settled }, verdict),
    limits: sensitivity === null ? [] : limitLines(solved.firm.solver, found, sensitivity),
    conflict: found.status === 'infeasible' ? conflictOf(solved, asked, checkpoint) : [],
    unsold: unsold.slice(0, mostUnsold),
    buyable: buyableIn(place),
    dropped: settled === null ? [] : notPaying(place, planOf(place, solved.trades), settled.dropped),
    allocation: allocationOf(place, solved.trades),
    ...keptIn(place, solved.trades),
    notes: [
      ...place.problem.notes,
      ...(unsold.length > mostUnsold
        ? [`${counted(unsold.length - mostUnsold, 'more lot stays', 'more lots stay')} and are not listed.`]
        : []),
    ],
  }
}

/** How its limits stand; none where none are in force. */
export function keptIn(place: Workplace, trades: AccountTrades): Pick<ProposalAccount, 'kept'> {
  return place.limits.length === 0 ? {} : { kept: keptLimits(place.limits, place.solver, planOf(place, trades)) }
}

/** An account that is left out, with its reason. */
export function refusedDocument(
  standing: Standing,
  account: AccountId,
  refusal: Refusal,
  value: ProposalAccount['value'],
): ProposalAccount {
  const { name } = standing.accountOf(account)
  return {
    ...emptyDocument(standing, account),
    value,
    status: 'refused',
    words: refusal.what,
    refusal: { ...refusal, where: refusal.where === account || refusal.where === undefined ? name : refusal.where },
  }
}

export function emptyDocument(standing: Standing, account: AccountId): ProposalAccount {
  const { name, type, cash } = standing.accountOf(account)
  return {
    account,
    accountName: name,
    accountType: type,
    value: noCents,
    status: 'unsolved',
    words: '',
    refusal: null,
    before: unknownFigures(cash),
    after: unknownFigures(cash),
    trades: [],
    certificate: null,
    limits: [],
    conflict: [],
    unsold: [],
    buyable: [],
    dropped: [],
    allocation: [],
    notes: [],
  }
}

function conflictOf({ place, found }: SolvedAccount, asked: Asked, checkpoint: Checkpoint): ProposalAccount['conflict'] {
  const expired = () => {
    checkpoint.advance(0, 1)
    return false
  }
  const known = new Map(cheapestRelaxations(place.solver, found.conflict, { left: Infinity, expired }).map(each => [each.limit, each]))
  const named = found.conflict.map(limit => {
    const relaxation = known.get(limit)
    return relaxation
      ? {
          ...clashInWords(relaxation, place.solver.nav, symbolsIn(place.standing, place.problem.securities)),
          relax: relaxedLimit(place.limits, relaxation, place.solver.nav) ?? relaxedWish(relaxation, place.solver.nav, asked),
        }
      : { limit, words: clashWithoutSize(limit, symbolsIn(place.standing, place.problem.securities)) }
  })
  const flows = cashPlanOf(place.standing, [place.account], asked.wishes)
  const needs = needsInClash(place.standing, flows, [place.account])
  return [...named, ...needs, ...restrictedCash(place.standing, [place.account], asked.wishes, flows)]
}

export interface KeptLot {
  readonly lot: number
  readonly reason: Parameters<typeof whyKept>[0]
  readonly wholeLot: number | null
  readonly limit: string | null
}

/** Lots, and parts of lots, that the plan leaves; those nearest to being sold first. */
export function unsoldLots(place: Workplace, plan: Plan, kept: readonly KeptLot[]): ProposalAccount['unsold'] {
  const lots = new Map(place.standing.lots.map(lot => [lot.id, lot]))
  return kept
    .flatMap(({ lot: l, reason, wholeLot, limit }) => {
      const held = lots.get(place.problem.lots[l] as ProjectedLot['id'])
      const sold = Math.round(
        ((plan.sell[l] as number) / Math.max(1e-300, place.solver.lots.value[l] as number)) * (place.market.lotShares[l] as number),
      )
      const left = shares(Math.max(0, (place.market.lotShares[l] as number) - sold))
      if (held === undefined || left === 0 || reason === 'sold') return []
      const why = (gain: KeptLine['gain']) => whyKept(reason, gain, place.problem.barred[l] ?? null, limit)
      return [withItsDay(place, plan, l, held, keptLine(place, held, left, { why, cents: costOf(wholeLot) }))]
    })
    .sort((a, b) => (a.cents ?? Infinity) - (b.cents ?? Infinity))
}

/** A gain that is short-term still: when it is not, and what it costs less then. */
function withItsDay({ standing, solver }: Workplace, plan: Plan, l: number, held: ProjectedLot, line: KeptLine): KeptLine {
  if (line.term !== 'short' || line.gain === null || line.gain <= 0 || !isTaxable(standing.accountOf(held.account).type)) return line
  const { longOn } = lotFigures(held, null, standing.asOf, standing.tradeDay)
  if (longOn === null) return line
  const then = onItsDay(solver, { turnLong: [l] })
  const saving = cents(Math.round((taxOfRest(solver, plan, l) - taxOfRest(then, plan, l)) * solver.nav * 100))
  if (saving <= 0) return line
  const words = `Long-term on ${date(longOn)}: from then selling it costs about ${money(saving)} less.`
  return { ...line, turnsLong: { on: longOn, saving }, why: line.why.includes(date(longOn)) ? line.why : `${line.why} ${words}` }
}

type KeptLine = ProposalAccount['unsold'][number]

/** null where it may not be sold, or where the prices of the plan's own problem could not be found. */
function costOf(dollars: number | null): KeptLine['cents'] {
  return dollars === null || !Number.isFinite(dollars) ? null : cents(Math.round(dollars * 100))
}

/** What is left of a lot, with the reason. */
export function keptLine(
  { standing, account }: Workplace,
  held: ProjectedLot,
  left: Shares,
  { why, cents: cost }: { readonly why: (gain: KeptLine['gain']) => string; readonly cents: KeptLine['cents'] },
): KeptLine {
  const lot = leftOfLot(held, { shares: shares(held.shares - left), tickets: [] })
  const { term, gain } = lotFigures(lot, standing.priceOf(held.security)?.price ?? null, standing.asOf, standing.tradeDay)
  const restricted = standing.restrictionsOf(account, held.security).some(({ kind }) => kind !== 'never-buy')
  return {
    lot: held.id,
    security: held.security,
    symbol: standing.securityOf(held.security).symbol,
    acquired: held.acquired,
    term,
    shares: left,
    basis: lot.basis,
    gain,
    why: why(gain),
    cents: cost,
    sellable: !restricted,
  }
}

function named({ standing, problem }: Workplace, at: number) {
  const security = problem.securities[at] as ProposalAccount['buyable'][number]['security']
  const { symbol, name } = standing.securityOf(security)
  return { security, symbol, name, price: standing.priceOf(security)?.price ?? (0 as Price) }
}

export function buyableIn(place: Workplace): ProposalAccount['buyable'] {
  return place.problem.securities.flatMap((_, at) => (place.problem.instance.sec.noBuy[at] ? [] : [named(place, at)]))
}

/** Weights of asset classes before and after, and of the targets; cash is what they leave. */
export function allocationOf(
  place: Workplace,
  { sales, purchases }: AccountTrades,
  targetAt = (at: number) => (place.solver.securities.held[at] as number) - (place.solver.securities.drift[at] as number),
): ProposalAccount['allocation'] {
  const { standing, problem, solver, market } = place
  const rows = new Map<string, { before: number; after: number; target: number }>()
  const rowOf = (name: string) => {
    const row = rows.get(name) ?? { before: 0, after: 0, target: 0 }
    rows.set(name, row)
    return row
  }
  const weightOf = (security: ProposalAccount['buyable'][number]['security'], count: Shares) =>
    marketValue(count, standing.priceOf(security)?.price ?? (0 as Price)) / market.nav
  problem.securities.forEach((security, at) => {
    const row = rowOf(standing.securityOf(security).assetClass ?? 'Not classified')
    const held = solver.securities.held[at] as number
    row.before += held
    row.after += held
    row.target += targetAt(at)
  })
  const change = (security: ProposalAccount['buyable'][number]['security'], by: number) => {
    rowOf(standing.securityOf(security).assetClass ?? 'Not classified').after += by
  }
  for (const { security, picks } of sales) for (const pick of picks) change(security, -weightOf(security, pick.shares))
  for (const { security, shares: count } of purchases) change(security, weightOf(security, count))
  const list = [...rows].map(([assetClass, row]) => ({ assetClass, ...row })).sort((a, b) => (a.assetClass < b.assetClass ? -1 : 1))
  const left = (of: 'before' | 'after' | 'target') => 1 - list.reduce((sum, row) => sum + row[of], 0)
  return [...list, { assetClass: 'Cash', before: left('before'), after: left('after'), target: left('target') }].map(
    ({ assetClass, before, after, target }) => ({ assetClass, before: ppm(before), after: ppm(after), target: ppm(target) }),
  )
}
