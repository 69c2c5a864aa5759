/**
 * What would let a lot that stays be sold, in words an advisor can act on: the day it turns long-term, a restriction lifted, so much more of a budget, another price, a smaller tax. Every change stands alone and was found by
 * solving the account (or the household as one) again (optimize/entry.ts), to the gap the plan was asked for.
 */
import { type Cents, cents } from '../../../shared/kernel/cents.ts'
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, LotId } from '../../../shared/kernel/id.ts'
import { done, type Outcome, refused } from '../../../shared/kernel/outcome.ts'
import type { Price } from '../../../shared/kernel/price.ts'
import { isTaxable } from '../../../shared/model/book.ts'
import type { LotEntry } from '../../../shared/model/plan-explained.ts'
import type { Proposal } from '../../../shared/model/proposal.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import { basisPoints, counted, date, exactMoney, money, percent, pricePerShare } from '../../../shared/present/format.ts'
import { lotFigures } from '../harvest/lot-figures.ts'
import { verdictOfLot } from '../harvest/verdict-of-lot.ts'
import type { ProjectedLot } from '../lots/project.ts'
import { type Candidate, type Change, changesFor, isSold, type Sought } from '../optimize/entry.ts'
import { optimize } from '../optimize/optimize.ts'
import type { Problem } from '../optimize/problem.ts'
import { sensitivityOf } from '../optimize/sensitivity.ts'
import { jointPlanOf } from './joint/joint-place.ts'
import { gapInWords, limitInWords } from './plan-words.ts'
import { type EditBench, editBench, tradesIn } from './repick.ts'
import { planOf, type Workplace } from './workplace.ts'

export interface AskedLot {
  readonly account: AccountId
  readonly lot: LotId
}

/** Told between solves: lots done, of all; it may throw. */
type Step = (done: number, of: number, what: string) => void

/** Of lots the plan's problem does not hold nothing is told. */
export function lotEntries(snapshot: Snapshot, proposal: Proposal, asked: readonly AskedLot[], step: Step): Outcome<LotEntry[]> {
  if (proposal.certificate === null)
    return refused({
      code: 'rule/not-optimized',
      what: 'What would let a lot in is told of an optimized plan: this one was made by hand or by rule.',
      remedy: 'Go back to the optimum, or optimize as far as pays.',
    })
  const bench = editBench(snapshot, proposal)
  if (!bench.ok) return bench
  const grounds = new Map<AccountId | null, Ground>()
  const entries: LotEntry[] = []
  for (const [at, { account, lot }] of asked.entries()) {
    const place = (bench.value.joint?.views ?? bench.value.places).find(each => each.account === account)
    const l = place?.placeOfLot.get(lot)
    if (place === undefined || l === undefined) continue
    const tell = () => step(at, asked.length, place.standing.securityOf(symbolAt(place, l)).symbol)
    tell()
    const key = bench.value.joint === null ? account : null
    const ground = grounds.get(key) ?? groundOf(bench.value, place, proposal, tell)
    grounds.set(key, ground)
    entries.push(entryOf({ snapshot, proposal, bench: bench.value, place, ground, lot: l, tell }, { account, lot }))
  }
  return done(entries)
}

interface Ground extends Pick<Sought, 'problem' | 'plan' | 'limits'> {
  readonly effort: Effort
}

type Effort = Parameters<typeof optimize>[1]
/** For each solve of the search for a change: a plan that is not found within it counts as none. */
const mostSeconds = 0.5

function groundOf({ joint }: EditBench, place: Workplace, proposal: Proposal, tell: () => void): Ground {
  const problem = joint?.solver ?? place.solver
  const own = proposal.accounts.map(tradesIn)
  const start = joint === null ? planOf(place, own.find(({ account }) => account === place.account) ?? none) : jointPlanOf(joint, own)
  const effort = { gap: proposal.wishes.gap / 1e6, seconds: Math.min(proposal.wishes.seconds, mostSeconds), expired: () => false }
  const found = optimize(problem, effort, { advance: tell }, start)
  const limits = sensitivityOf(problem, found).limits.filter(
    ({ security, limit }) => security === null && !/^(sector|country) 0$/.test(limit),
  )
  return { problem, plan: found.plan, limits: [...new Set(limits.map(({ limit }) => limit))], effort }
}

const none = { sales: [], purchases: [] }

/** The book with another price of one security, laid out as the plan was: gains, weights, wash sales and the portfolio's value are those of that price. */
function pricedAgain(snapshot: Snapshot, proposal: Proposal, account: AccountId, place: Workplace) {
  return ({ lot }: Candidate, factor: number): Problem | null => {
    const key = place.standing.sameOf(symbolAt(place, lot))
    const prices = snapshot.prices.map(row =>
      place.standing.sameOf(row.security) === key ? { ...row, price: movedPrice(row.price, factor) } : row,
    )
    const bench = editBench({ ...snapshot, prices }, proposal)
    if (!bench.ok) return null
    const there = (bench.value.joint?.views ?? bench.value.places).find(each => each.account === account)
    // the same lots in the same places: a plan is compared lot by lot
    return there === undefined || there.problem.lots[lot] !== place.problem.lots[lot] ? null : there.solver
  }
}

/** To the cent, as prices are quoted. */
function movedPrice(price: Price, factor: number): Price {
  return (Math.round((price * factor) / 10_000) * 10_000) as Price
}

interface Laid {
  readonly snapshot: Snapshot
  readonly proposal: Proposal
  readonly bench: EditBench
  readonly place: Workplace
  readonly ground: Ground
  readonly lot: number
  readonly tell: () => void
}

function entryOf({ snapshot, proposal, bench, place, ground, lot, tell }: Laid, names: AskedLot): LotEntry {
  const { problem, plan, limits, effort } = ground
  const candidate = candidateOf(bench, place, lot)
  if (isSold(problem, plan, candidate))
    return { ...names, changes: [], words: 'The plan in parts of shares would sell of it; in whole shares it does not pay.' }
  const solve = (other: Problem) => {
    // from nothing, as a plan is made: from the plan that leaves the lot, it would stay wherever that is good enough
    const found = optimize(other, effort, { advance: tell })
    return found.status === 'optimal' || found.status === 'feasible' ? found.plan : null
  }
  const changes = changesFor({ problem, plan, limits, solve, atPrice: pricedAgain(snapshot, proposal, names.account, place) }, candidate)
  const told = changes.flatMap(change => inWords(place, lot, change) ?? [])
  const words =
    told.length === 0
      ? 'No other date, no price within 32 %, and no limit given way alone lets it in.'
      : `Each alone, found by solving again, ${gapInWords(effort.gap)}.`
  return { ...names, changes: told, words }
}

function candidateOf({ joint }: EditBench, place: Workplace, lot: number): Candidate {
  const { standing, problem, market } = place
  const at = problem.instance.lots.sec[lot] as number
  const key = standing.sameOf(symbolAt(place, lot))
  const positions = joint === null ? [at] : joint.problem.holdings.flatMap((holding, i) => (holding.key === key ? [i] : []))
  const lots = new Map(standing.lots.map(each => [each.id, each]))
  const own = problem.lots.flatMap((id, l) => {
    const held = lots.get(id)
    return held === undefined || !isTaxable(standing.accountOf(held.account).type) ? [] : [{ l, held, ...figuresIn(place, held) }]
  })
  const mine = own.find(({ l }) => l === lot)
  const day = mine?.longOn ?? null
  const turns = mine !== undefined && mine.term === 'short' && (mine.gain ?? 0) > 0 && day !== null
  return {
    lot,
    positions,
    share: (market.price[at] as number) / 1e6 / (market.nav / 100),
    turnLong: turns
      ? own.filter(({ term, longOn }) => term === 'short' && longOn !== null && longOn <= (day as CivilDate)).map(({ l }) => l)
      : [],
    barredAtLoss: new Set(own.filter(({ l, held, gain }) => barred(place, positions, l, held, gain)).map(({ l }) => l)),
  }
}

/** A gain today whose sale at a loss section 1091 would touch; asked of one share less than nothing, since the verdict is of any loss. */
function barred(place: Workplace, positions: readonly number[], l: number, held: ProjectedLot, gain: Cents | null): boolean {
  if (!positions.includes(place.problem.instance.lots.sec[l] as number) || gain === null || gain < 0) return false
  return verdictOfLot(place.standing, held, cents(-1)).wash.state !== 'clear'
}

function figuresIn({ standing }: Workplace, held: ProjectedLot) {
  return lotFigures(held, standing.priceOf(held.security)?.price ?? null, standing.asOf, standing.tradeDay)
}

function symbolAt({ problem }: Workplace, lot: number) {
  return problem.securities[problem.instance.lots.sec[lot] as number] as Workplace['problem']['securities'][number]
}

function inWords(place: Workplace, lot: number, change: Change): LotEntry['changes'][number] | null {
  const dollars = (part: number) => cents(Math.round(part * place.solver.nav * 100))
  switch (change.kind) {
    case 'free': {
      const why = (place.problem.barred[lot] ?? 'It may not be sold.').replace(/\.$/, '')
      const words = change.sold ? `${why}. Without that it would be sold.` : `${why}. Without that it would stay all the same.`
      return { kind: 'restriction', enough: change.sold, words }
    }
    case 'date':
      return { kind: 'date', enough: change.sold, words: dateInWords(place, lot, dollars(change.saving), change.sold) }
    case 'limit':
      return { kind: 'limit', enough: true, words: limitChange(change, place.solver.nav) }
    case 'price':
      return priceInWords(place, lot, change)
    case 'cost': {
      const most = dollars(change.most)
      const less = most <= 0 ? 'no tax' : `at most ${money(most)} of tax`
      const words = `If selling it added ${less} (it adds est. ${money(dollars(change.now))}) it would be sold.`
      return { kind: 'cost', enough: true, words }
    }
  }
}

function dateInWords(place: Workplace, lot: number, saving: Cents, sold: boolean): string {
  const held = place.standing.lots.find(({ id }) => id === place.problem.lots[lot])
  const day = held === undefined ? null : figuresIn(place, held).longOn
  const less = `from then selling it costs est. ${money(saving)} less`
  return sold
    ? `Stays until ${date(day)} (turns long-term): ${less}, and at today’s prices it would be sold.`
    : `Turns long-term on ${date(day)}: ${less}; at today’s prices it would still stay.`
}

function limitChange({ limit, by, unit }: Extract<Change, { kind: 'limit' }>, nav: number): string {
  const what = limitInWords(limit)
  if (unit === 'count') return `With ${counted(by, limit === 'number of names' ? 'more name' : 'more order')} allowed it would be sold.`
  // up to the next hundredth of a basis point, or dollar: what is told is surely enough
  const more =
    limit === 'tracking error' ? basisPoints(Math.ceil(by * 1e6)) : exactMoney(cents(Math.ceil(by * nav) * 100)).replace(/\.00$/, '')
  return `If ${what} gave way by ${more} it would be sold.`
}

/** The price is told to the cent on the side that is surely enough. What is not yet enough is not told: in whole shares one share more or less moves it. */
function priceInWords(place: Workplace, lot: number, { factor }: Extract<Change, { kind: 'price' }>): LotEntry['changes'][number] {
  const price = place.market.price[place.problem.instance.lots.sec[lot] as number] as number
  const falls = factor < 1
  const inCents = (price * factor) / 10_000
  const at = (falls ? Math.floor(inCents) : Math.ceil(inCents)) * 10_000
  const { symbol } = place.standing.securityOf(symbolAt(place, lot))
  const moved = percent(Math.round(Math.abs(factor - 1) * 10_000))
  const words = `If ${symbol} ${falls ? 'fell' : 'rose'} to ${pricePerShare(at)} (by ${moved}) it would be sold.`
  return { kind: 'price', enough: true, words }
}
