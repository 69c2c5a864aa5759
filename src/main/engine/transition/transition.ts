/**
 * A transition over several years: scenarios walked year by year, each held against the bound of the problem over all years at once within the same budgets
 * (optimize/years). This year of each scenario is the ordinary plan of today and is taken as that; later years are planned on the projected book.
 */
import { type Cents, cents } from '../../../shared/kernel/cents.ts'
import type { LotId, SecurityId } from '../../../shared/kernel/id.ts'
import { done, type Outcome, refused } from '../../../shared/kernel/outcome.ts'
import { marketValue, type Price, price } from '../../../shared/kernel/price.ts'
import { shares } from '../../../shared/kernel/shares.ts'
import { isTaxable } from '../../../shared/model/book.ts'
import type { Wishes } from '../../../shared/model/proposal.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import type { FederalTable } from '../../../shared/model/tax-table.ts'
import type { Transition, TransitionAsked, TransitionLot, TransitionScenario, TransitionYear } from '../../../shared/model/transition.ts'
import { basisPoints, money, percent } from '../../../shared/present/format.ts'
import { type OverYears, overYears } from '../optimize/years/over-years.ts'
import { utilityOf, type YearsUtility, type YearUtility } from '../optimize/years/utility.ts'
import type { YearsPlan, YearsProblem } from '../optimize/years/years-problem.ts'
import type { Tangents } from '../optimize/years/years-program.ts'
import { waitingAlways } from '../rebalance/anniversary.ts'
import type { Workplace } from '../rebalance/workplace.ts'
import { standingOf } from '../standing/standing.ts'
import { type AccountYears, accountYears, yearsProblemOf } from './account-years.ts'
import { periodsOf } from './periods.ts'
import { atOnce, customScenario, type Scenario, sharesOfGain, togetherScenario } from './scenarios.ts'
import { assumptionsOf, estateWords } from './words.ts'
import { emptyPlan, type Walk, type WalkedYear, walkYears } from './year-by-year.ts'

/** A transition but for what only the desk knows of it. */
export type TransitionBody = Omit<Transition, 'snapshotHash' | 'engine'>

export interface TransitionCheckpoint {
  /** Throws where the work is to stop. */
  advance(done: number, of: number, what?: string): void
}

/** Parts looked into for the bound of a scenario, and of the years together. */
const nodesOfScenario = 60
const nodesTogether = 240
/** Nearer than this over years of assumptions is not worth the search. */
const gapOverYears = 2e-3

interface Walked {
  readonly scenario: Scenario
  readonly problem: YearsProblem
  readonly walk: Walk
  readonly found: YearsUtility
  readonly bound: number
}

export function planTransition(
  snapshot: Snapshot,
  asked: TransitionAsked,
  tables: readonly FederalTable[],
  checkpoint: TransitionCheckpoint,
): Outcome<TransitionBody> {
  const standing = standingOf(snapshot)
  const account = snapshot.accounts.find(({ id }) => id === asked.account)
  if (account && !isTaxable(account.type)) return untaxed(asked.account)
  const periods = periodsOf(standing.tradeDay, asked.years, asked.discount.rate / 1e6)
  const wishes = oneAccount(asked.wishes)
  const found = accountYears(snapshot, asked.account, wishes, periods, tables, true)
  if (!found.ok) return found
  const all = found.value
  const blocked = (y: number) => (all.places[y] as Workplace).solver.lots.free.every(free => free === 0)
  if (all.periods.every((_, y) => blocked(y))) return allBlocked(all)
  const walked = walkScenarios(all, asked, checkpoint)
  const [first] = walked
  if (first?.walk.years[0]?.conflict.length) return infeasible(all, first.walk.years[0])
  return done(documentOf(standing.asOf, snapshot, asked, all, walked))
}

function untaxed(account: TransitionAsked['account']): Outcome<never> {
  const what = 'No gain is taxed in this account: there is nothing to spread over years.'
  return refused({ code: 'input/untaxed', what, where: account, remedy: 'Choose a taxable account, or rebalance this one at once.' })
}

function allBlocked({ places }: AccountYears): Outcome<never> {
  const why = [...new Set(places[0]?.problem.barred.filter(each => each !== null))].slice(0, 3).join(' ')
  return refused({
    code: 'data/all-blocked',
    what: `No lot of the account may be sold in any of these years. ${why}`.trim(),
    where: places[0]?.problem.instance.name ?? '',
    remedy: 'Lift a restriction or complete the missing basis under Household.',
  })
}

function infeasible(all: AccountYears, year: WalkedYear): Outcome<never> {
  return refused({
    code: 'input/clash',
    what: `No plan of this year keeps: ${year.conflict.join(', ')}.`,
    where: all.places[0]?.problem.instance.name ?? '',
    remedy: 'Optimize this year alone first: the plan says which limit has to give way and by how much.',
  })
}

/** Of this account alone, by the optimizer: rules, gifts and the household as one belong to a plan of one day. */
function oneAccount({ extent: _, gift: __, ...wishes }: Wishes): Wishes {
  return waitingAlways({ ...wishes, scope: 'accounts' })
}

function walkScenarios(all: AccountYears, asked: TransitionAsked, checkpoint: TransitionCheckpoint): Walked[] {
  const years = asked.years
  const whole = (asked.custom === null ? 6 : 7) * 100
  let at = 0
  let within = 0
  const begin = (place: number) => {
    at = place
    within = 0
  }
  const step = (title: string) => () => {
    within += 1
    checkpoint.advance(at * 100 + Math.min(99, within), whole, title)
  }
  const free = yearsProblemOf(all, [])
  const walk = (scenario: Scenario): Omit<Walked, 'bound'> => {
    const problem = yearsProblemOf(all, scenario.budgets)
    const taken = walkYears(all, problem, scenario.budgets, step(scenario.title))
    return { scenario, problem, walk: taken, found: utilityOf(problem, taken.plan) }
  }
  const ordinary = walk(atOnce(years))
  begin(1)
  const joint = lookOver(free, ordinary.walk.plan, nodesTogether, step('All years together'))
  const inMoney = (fraction: number): Cents => cents(Math.round(fraction * free.base.nav * 100))
  const taken = Math.max(0, ordinary.found.years[0]?.gain.long ?? 0)
  const gains = utilityOf(free, joint.plan).years.map(({ gain, result }) => ({ long: gain.long, netShort: result.net.short }))
  // nobody knows beforehand how much of a year's drift the next one takes up: what comes out best is kept
  const together = (years === 1 ? [1] : [1, 0.5, 0.2, 0])
    .map(lasting => walk(togetherScenario(gains, lasting)))
    .reduce((best, one) => (one.found.utility < best.found.utility ? one : best))
  const others = [...sharesOfGain(years, taken, inMoney), ...(asked.custom ? [customScenario(years, asked.custom, free.base.nav)] : [])]
  // of the years together no budget is asked: they are held against everything
  const rows: Walked[] = [{ ...together, bound: joint.bound }]
  others.forEach((scenario, place) => {
    begin(2 + place)
    const one = walk(scenario)
    const bound = lookOver(one.problem, one.walk.plan, nodesOfScenario, step(scenario.title)).bound
    rows.push({ ...one, bound: Math.max(bound, joint.bound) })
  })
  rows.splice(Math.min(rows.length, 5), 0, { ...ordinary, bound: joint.bound })
  return rows
}

function lookOver(problem: YearsProblem, known: YearsPlan, mostNodes: number, step: () => void): OverYears {
  return overYears(problem, tangentsOf(problem, known), known, { mostNodes, gap: gapOverYears, step })
}

function tangentsOf({ base, years }: YearsProblem, plan: YearsPlan): Tangents {
  const sold = years.map((_, y) =>
    Float64Array.from({ length: base.securities.count }, (_, i) => {
      let sum = plan.resell[y]?.[i] ?? 0
      for (let l = base.lots.start[i] as number; l < (base.lots.start[i + 1] as number); l++) sum += plan.sell[y]?.[l] ?? 0
      return sum
    }),
  )
  return { sold, bought: plan.buy }
}

function documentOf(
  asOf: Transition['asOf'],
  snapshot: Snapshot,
  asked: TransitionAsked,
  all: AccountYears,
  walked: readonly Walked[],
): TransitionBody {
  const standing = standingOf(snapshot)
  const { base } = (walked[0] as Walked).problem
  const resting = utilityOf((walked[0] as Walked).problem, emptyPlan((walked[0] as Walked).problem))
  const best = walked.reduce((least, { found }) => Math.min(least, found.utility), Infinity)
  const firstBest = walked.findIndex(({ found }) => found.utility === best)
  const before = (resting.years[0] as YearUtility).trackingError
  return {
    household: snapshot.household.id,
    householdName: snapshot.household.name,
    account: asked.account,
    accountName: standing.accountOf(asked.account).name,
    asOf,
    pricesAsOf: standing.pricesAsOf,
    asked,
    value: inCents(base.nav, 1),
    before: { trackingError: ppm(before), embedded: embeddedAfter(base, []) },
    scenarios: walked.map((one, at) => scenarioOf(all, one, at === firstBest, before)),
    assumptions: assumptionsOf(all, asked),
    estate: estateWords,
  }
}

const ppm = (fraction: number) => Math.round(fraction * 1e6)
const inCents = (nav: number, fraction: number): Cents => cents(Math.round(fraction * nav * 100))

function scenarioOf(
  all: AccountYears,
  { scenario, problem, walk, found, bound }: Walked,
  best: boolean,
  before: number,
): TransitionScenario {
  const { nav } = problem.base
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
    tax: inCents(nav, taxSoFar),
    cost: inCents(nav, cost),
    best,
    first: walk.years[0]?.gap === null ? null : (walk.years[0]?.wishes ?? null),
    notReached: notReached(found, before),
  }
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
    purchases: year.bought.map(({ security, shares: count, amount }) => ({
      ...securityAt(all, security),
      shares: shares(count),
      price: priceAt(all, security),
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
    embedded: embeddedAfter(base, walk.plan.sell.slice(0, y + 1)),
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

function embeddedAfter({ lots, nav }: YearsProblem['base'], sold: readonly Float64Array[]): Cents {
  let left = 0
  for (let l = 0; l < lots.count; l++) {
    const gone = sold.reduce((sum, year) => sum + (year[l] as number), 0)
    left += (lots.gain[l] as number) * Math.max(0, (lots.value[l] as number) - gone)
  }
  return inCents(nav, left)
}

function securityAt({ places }: AccountYears, at: number): { security: SecurityId; symbol: string } {
  const { problem, standing } = places[0] as Workplace
  const security = problem.securities[at] as SecurityId
  return { security, symbol: standing.securityOf(security).symbol }
}

function priceAt({ places }: AccountYears, at: number): Price {
  return price(Math.round(((places[0] as Workplace).problem.instance.sec.price[at] as number) * 1e6))
}

function saleOf(all: AccountYears, y: number, { lot, security, shares: count }: WalkedYear['sold'][number]): TransitionLot {
  const { problem, solver } = all.places[y] as Workplace
  const { standing } = all.places[0] as Workplace
  const proceeds = marketValue(shares(count), priceAt(all, security))
  const id = lot < 0 ? null : (problem.lots[lot] as LotId)
  const held = id === null ? undefined : standing.lots.find(each => each.id === id)
  return {
    lot: id,
    ...securityAt(all, security),
    acquired: held?.acquired ?? null,
    term: lot < 0 ? null : solver.lots.long[lot] ? 'long' : 'short',
    shares: shares(count),
    proceeds,
    gain: lot < 0 ? cents(0) : cents(Math.round(proceeds * (solver.lots.gain[lot] as number))),
  }
}
