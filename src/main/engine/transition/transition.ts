/**
 * A transition over several years: scenarios walked year by year, each held against the bound of the problem over all years at once within the same budgets
 * (optimize/years), which a checker of its own reckons again. This year of each scenario is the ordinary plan of today and is taken as that; later years are planned on
 * the projected book.
 */
import { type Cents, cents } from '../../../shared/kernel/cents.ts'
import { done, type Outcome, refused } from '../../../shared/kernel/outcome.ts'
import type { Wishes } from '../../../shared/model/proposal.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import type { FederalTable } from '../../../shared/model/tax-table.ts'
import type { TransitionAsked } from '../../../shared/model/transition.ts'
import { type OverYears, overYears } from '../optimize/years/over-years.ts'
import { utilityOf } from '../optimize/years/utility.ts'
import type { YearsPlan, YearsProblem } from '../optimize/years/years-problem.ts'
import type { Tangents } from '../optimize/years/years-program.ts'
import { waitingAlways } from '../rebalance/anniversary.ts'
import type { Workplace } from '../rebalance/workplace.ts'
import { standingOf } from '../standing/standing.ts'
import { type AccountYears, accountYears } from './account-years.ts'
import { documentOf, type TransitionBody, type Walked } from './document.ts'
import { periodsOf } from './periods.ts'
import { atOnce, customScenario, type Scenario, sharesOfGain, togetherScenario } from './scenarios.ts'
import { yearsProblemOf } from './together.ts'
import type { WalkedYear } from './walk.ts'
import { walkYears } from './year-by-year.ts'

export interface TransitionCheckpoint {
  /** Throws where the work is to stop. */
  advance(done: number, of: number, what?: string): void
}

/** Parts looked into for the bound of a scenario, and of the years together. */
const nodesOfScenario = 60
const nodesTogether = 240
/** Nearer than this over years of assumptions is not worth the search. */
const gapOverYears = 2e-3

export function planTransition(
  snapshot: Snapshot,
  asked: TransitionAsked,
  tables: readonly FederalTable[],
  checkpoint: TransitionCheckpoint,
): Outcome<TransitionBody> {
  const standing = standingOf(snapshot)
  const periods = periodsOf(standing.tradeDay, asked.years, asked.discount.rate / 1e6, (asked.rise?.rate ?? 0) / 1e6)
  const found = accountYears(snapshot, asked.accounts, byAccount(asked.wishes), periods, tables)
  if (!found.ok) return found
  const all = found.value
  if (all.places.every(places => places.every(({ solver }) => solver.lots.free.every(free => free === 0)))) return allBlocked(all)
  const walked = walkScenarios(all, asked, checkpoint)
  const [first] = walked
  if (first?.walk.years[0]?.gap === null && first.walk.years[0].conflict.length > 0) return infeasible(all, first.walk.years[0])
  return done(documentOf(snapshot, asked, all, walked))
}

function allBlocked({ places }: AccountYears): Outcome<never> {
  const why = [...new Set(places[0]?.flatMap(({ problem }) => problem.barred.filter(each => each !== null)))].slice(0, 3).join(' ')
  return refused({
    code: 'data/all-blocked',
    what: `No lot of these accounts may be sold in any of these years. ${why}`.trim(),
    where: namesOf(places[0] ?? []),
    remedy: 'Lift a restriction or complete the missing basis under Household.',
  })
}

const namesOf = (places: readonly Workplace[]) => places.map(({ problem }) => problem.instance.name).join(', ')

function infeasible(all: AccountYears, year: WalkedYear): Outcome<never> {
  return refused({
    code: 'input/clash',
    what: `No plan of this year keeps: ${year.conflict.join(', ')}.`,
    where: namesOf(all.places[0] ?? []),
    remedy: 'Optimize this year alone first: the plan says which limit has to give way and by how much.',
  })
}

/** Account by account, by the optimizer: rules, gifts and the household as one belong to a plan of one day. */
function byAccount({ extent: _, gift: __, ...wishes }: Wishes): Wishes {
  return waitingAlways({ ...wishes, scope: 'accounts' })
}

function walkScenarios(all: AccountYears, asked: TransitionAsked, checkpoint: TransitionCheckpoint): Walked[] {
  const { years } = asked
  const whole = (asked.custom === null ? 6 : 7) * 100
  let at = 0
  let within = 0
  const begin = (place: number) => {
    at = place
    within = 0
  }
  const tell = (what: string) => {
    within += 1
    checkpoint.advance(at * 100 + Math.min(99, within), whole, what)
  }
  const free = yearsProblemOf(all, [])
  const walk = (scenario: Scenario): Omit<Walked, 'over' | 'against'> => {
    const problem = yearsProblemOf(all, scenario.budgets)
    const taken = walkYears(all, problem, scenario.budgets, y => tell(`${scenario.title}: ${all.periods[y]?.year}`))
    return { scenario, problem, walk: taken, found: utilityOf(problem, taken.plan) }
  }
  const bound = (title: string) => () => tell(`${title}: the best over all years`)
  const ordinary = walk(atOnce(years))
  begin(1)
  const joint = lookOver(free, ordinary.walk.plan, nodesTogether, bound('All years together'))
  const inMoney = (fraction: number): Cents => cents(Math.round(fraction * free.base.nav * 100))
  const taken = Math.max(0, ordinary.found.years[0]?.gain.long ?? 0)
  const gains = utilityOf(free, joint.plan).years.map(({ gain, result }) => ({ long: gain.long, netShort: result.net.short }))
  // nobody knows beforehand how much of a year's drift the next one takes up: what comes out best is kept
  const together = (years === 1 ? [1] : [1, 0.5, 0.2, 0])
    .map(lasting => walk(togetherScenario(gains, lasting)))
    .reduce((best, one) => (one.found.utility < best.found.utility ? one : best))
  const others = [...sharesOfGain(years, taken, inMoney), ...(asked.custom ? [customScenario(years, asked.custom, free.base.nav)] : [])]
  // of the years together no budget is asked: they are held against everything
  const rows: Walked[] = [{ ...together, problem: free, against: free, over: joint }]
  others.forEach((scenario, place) => {
    begin(2 + place)
    const one = walk(scenario)
    const over = lookOver(one.problem, one.walk.plan, nodesOfScenario, bound(scenario.title))
    // whoever keeps a budget is among all that there are: the wider problem's bound holds too
    rows.push({ ...one, ...(over.bound >= joint.bound ? { against: one.problem, over } : { against: free, over: joint }) })
  })
  rows.splice(Math.min(rows.length, 5), 0, { ...ordinary, against: free, over: joint })
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
