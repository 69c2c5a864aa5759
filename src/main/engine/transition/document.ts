/** A transition as a document: scenarios with their figures year by year and lot by lot, what each is held against, and the checker's verdict beside it. */

import { type Cents, cents } from '../../../shared/kernel/cents.ts'
import type { AccountId, LotId, SecurityId } from '../../../shared/kernel/id.ts'
import { marketValue, type Price, price } from '../../../shared/kernel/price.ts'
import { shares } from '../../../shared/kernel/shares.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import type { Transition, TransitionAsked, TransitionLot, TransitionScenario, TransitionYear } from '../../../shared/model/transition.ts'
import { basisPoints, money, percent } from '../../../shared/present/format.ts'
import { faultsOfYears } from '../optimize/verify/years/verify-years.ts'
import type { OverYears } from '../optimize/years/over-years.ts'
import { utilityOf, type YearsUtility, type YearUtility } from '../optimize/years/utility.ts'
import type { YearsProblem } from '../optimize/years/years-problem.ts'
import { ppm } from '../ppm.ts'
import { standingOf } from '../standing/standing.ts'
import { type AccountYears, placeOf } from './account-years.ts'
import type { Scenario } from './scenarios.ts'
import { placesOf } from './together.ts'
import { emptyPlan, type Walk, type WalkedLot, type WalkedYear } from './walk.ts'
import { assumptionsOf, estateWords } from './words.ts'

/** A transition but for what only the desk knows of it. */
export type TransitionBody = Omit<Transition, 'snapshotHash' | 'engine'>

export interface Walked {
  readonly scenario: Scenario
  readonly problem: YearsProblem
  readonly walk: Walk
  readonly found: YearsUtility
  /** The problem of the bound: with the scenario's budgets, or with none. */
  readonly against: YearsProblem
  /** What it is held against. */
  readonly over: OverYears
}

export function documentOf(snapshot: Snapshot, asked: TransitionAsked, all: AccountYears, walked: readonly Walked[]): TransitionBody {
  const standing = standingOf(snapshot)
  const { problem } = walked[0] as Walked
  const resting = utilityOf(problem, emptyPlan(problem))
  const best = walked.reduce((least, { found }) => Math.min(least, found.utility), Infinity)
  const firstBest = walked.findIndex(({ found }) => found.utility === best)
  const before = (resting.years[0] as YearUtility).trackingError
  return {
    household: snapshot.household.id,
    householdName: snapshot.household.name,
    accounts: all.turns.map(({ account }) => ({ account, name: standing.accountOf(account).name })),
    asOf: standing.asOf,
    pricesAsOf: standing.pricesAsOf,
    asked,
    value: inCents(problem.base.nav, 1),
    before: { trackingError: ppm(before), embedded: embeddedAfter(problem, 0, []) },
    scenarios: walked.map((one, at) => scenarioOf(all, one, at === firstBest, before)),
    assumptions: assumptionsOf(all, asked),
    estate: estateWords,
  }
}

const inCents = (nav: number, fraction: number): Cents => cents(Math.round(fraction * nav * 100))

function scenarioOf(all: AccountYears, walked: Walked, best: boolean, before: number): TransitionScenario {
  const { scenario, problem, walk, found, over } = walked
  const { nav } = problem.base
  const { bound } = over
  const apart = Math.max(0, found.utility - bound)
  const gap = apart / Math.max(found.gross, 1e-6)
  let taxSoFar = 0
  const years = walk.years.map((year, y): TransitionYear => {
    const reckoned = found.years[y] as YearUtility
    taxSoFar += reckoned.tax
    return yearOf(all, problem, walk, scenario, y, { year, reckoned, taxSoFar })
  })
  const within = percent(Math.ceil(gap * 10_000))
  const cost = found.years.reduce((sum, year) => sum + year.cost, 0)
  return {
    key: scenario.key,
    title: scenario.title,
    words: scenario.words,
    years,
    utility: inCents(nav, found.utility),
    bound: inCents(nav, bound),
    gap: ppm(gap),
    proof: `Within ${within} of the best over all years under these assumptions: at most ${money(inCents(nav, apart))} of weighted risk, cost and tax is left to find.`,
    check: checkOf(walked),
    tax: inCents(nav, taxSoFar),
    cost: inCents(nav, cost),
    best,
    first: walk.years[0]?.gap === null ? null : (walk.years[0]?.wishes ?? null),
    notReached: notReached(found, before),
  }
}

function checkOf({ problem, walk, found, against, over }: Walked): TransitionScenario['check'] {
  const faults = faultsOfYears({ problem, plan: walk.plan, score: found.utility, against, proof: over.proof, bound: over.bound })
  if (faults.length === 0)
    return {
      checked: 'good',
      words: 'Checked by a second program: the bound holds at the prices given, and lots, cash, budgets and section 1091 of every year.',
    }
  const more = faults.length > 3 ? ` And ${faults.length - 3} more.` : ''
  return { checked: 'refused', words: `The second program refuses it: ${faults.slice(0, 3).join(' ')}${more}` }
}

/** Half a basis point of tracking error is at the target. */
const atTarget = 5e-5

function notReached({ years }: YearsUtility, before: number): string | null {
  const last = years.at(-1)?.trackingError ?? 0
  if (last <= atTarget) return null
  const closed = before > 0 ? percent(Math.round(Math.max(0, 1 - last / before) * 10_000)) : percent(0)
  return `After the last year tracking error is still ${basisPoints(ppm(last))} a year; ${closed} of it is closed.`
}

interface Reckoned {
  readonly year: WalkedYear
  readonly reckoned: YearUtility
  readonly taxSoFar: number
}

function yearOf(
  all: AccountYears,
  problem: YearsProblem,
  walk: Walk,
  scenario: Scenario,
  y: number,
  { year, reckoned, taxSoFar }: Reckoned,
): TransitionYear {
  const period = all.periods[y] as AccountYears['periods'][number]
  const { base } = problem
  const money = (fraction: number) => inCents(base.nav, fraction)
  const budget = scenario.budgets[y]
  const most = budget?.gain ?? budget?.tax ?? null
  return {
    year: period.year,
    date: period.date,
    table: all.tables[y] ?? period.year,
    status: year.status,
    gap: year.gap === null ? null : ppm(year.gap),
    words: wordsOfYear(all, year),
    budget: most === null ? null : money(most),
    sales: year.sold.map(sale => saleOf(all, y, sale)),
    purchases: year.bought.map(({ account, security, shares: count, amount }) => ({
      ...accountAt(all, account),
      ...securityAt(all, account, security),
      shares: shares(count),
      price: priceAt(all, y, account, security),
      amount,
    })),
    short: money(reckoned.gain.short),
    long: money(reckoned.gain.long),
    tax: money(reckoned.tax),
    taxSoFar: money(taxSoFar),
    cost: money(reckoned.cost),
    carriedShort: money(reckoned.result.carried.short),
    carriedLong: money(reckoned.result.carried.long),
    trackingError: ppm(reckoned.trackingError),
    embedded: embeddedAfter(problem, y, walk.plan.sell.slice(0, y + 1)),
  }
}

function wordsOfYear(all: AccountYears, { status, sold, bought, gap, conflict }: WalkedYear): string {
  if (status === 'infeasible' || status === 'unsolved') {
    const limits = conflict.length === 0 ? '' : `: ${conflict.join(', ')}`
    return `Rests: no plan keeps all limits${limits}.`
  }
  if (sold.length + bought.length === 0) return 'Rests: no trade pays.'
  const near = percent(Math.ceil((gap ?? 0) * 10_000))
  return `Within ${near} of the best plan of this year by itself${all.periods.length > 1 ? ', its drift staying to the end' : ''}.`
}

function embeddedAfter({ base: { lots, nav }, years }: YearsProblem, y: number, sold: readonly Float64Array[]): Cents {
  let left = 0
  for (let l = 0; l < lots.count; l++) {
    const gone = sold.reduce((sum, year) => sum + (year[l] as number), 0)
    left += (years[y]?.gain[l] ?? 0) * Math.max(0, (lots.value[l] as number) - gone)
  }
  return inCents(nav, left)
}

function accountAt(all: AccountYears, a: number): { account: AccountId; accountName: string } {
  const { account, standing } = placeOf(all, 0, a)
  return { account, accountName: standing.accountOf(account).name }
}

function securityAt(all: AccountYears, a: number, at: number): { security: SecurityId; symbol: string } {
  const { problem, standing } = placeOf(all, 0, a)
  const security = problem.securities[at - (placesOf(all).security[a] as number)] as SecurityId
  return { security, symbol: standing.securityOf(security).symbol }
}

function priceAt(all: AccountYears, y: number, a: number, at: number): Price {
  const { problem } = placeOf(all, 0, a)
  const today = problem.instance.sec.price[at - (placesOf(all).security[a] as number)] as number
  return price(Math.round(today * (all.periods[y]?.growth ?? 1) * 1e6))
}

function saleOf(all: AccountYears, y: number, { account: a, lot, security, shares: count, gain, long }: WalkedLot): TransitionLot {
  const { problem, standing } = placeOf(all, 0, a)
  const proceeds = marketValue(shares(count), priceAt(all, y, a, security))
  const id = lot < 0 ? null : (problem.lots[lot - (placesOf(all).lot[a] as number)] as LotId)
  const held = id === null ? undefined : standing.lots.find(each => each.id === id)
  return {
    ...accountAt(all, a),
    lot: id,
    ...securityAt(all, a, security),
    acquired: held?.acquired ?? null,
    term: lot < 0 && Math.abs(gain) < noGainAtAll ? null : long ? 'long' : 'short',
    shares: shares(count),
    proceeds,
    gain: cents(Math.round(proceeds * gain)),
  }
}

/** Rounding of a price. */
const noGainAtAll = 1e-9
