/** How each limit in force stood on the day and stands with a plan: held, at its edge, still out and by how much, or counted at a price. Whatever made the plan: the solver, a rule, a hand. */
import { cents } from '../../../../shared/kernel/cents.ts'
import type { ExtraRow } from '../../../../shared/model/instance.ts'
import type { KeptLimit } from '../../../../shared/model/plan-limits.ts'
import { money, percent, score } from '../../../../shared/present/format.ts'
import { limitWords } from '../../../../shared/present/plan-limits.ts'
import type { Plan, Problem } from '../../optimize/problem.ts'
import type { PlacedLimit, PlacedOther, PlacedSum } from './place-limits.ts'

/** Weights after the trades and what is traded, by position. */
interface Weights {
  readonly problem: Problem
  readonly after: Float64Array
  readonly change: Float64Array
}

export function keptLimits(limits: readonly PlacedLimit[], problem: Problem, plan: Plan): KeptLimit[] {
  const weights = weightsOf(problem, plan)
  const all = limits.map(each => ({ each, kept: each.kind === 'sum' ? keptSum(each, weights) : keptOther(each, weights) }))
  // of a limit on each security only those that stand out are told one by one
  const quiet = all.filter(({ each, kept }) => each.in.limit.kind === 'one-security' && kept.state === 'holds')
  const largest = quiet.reduce<KeptLimit | null>((most, { kept }) => ((kept.after ?? 0) > (most?.after ?? -1) ? kept : most), null)
  return all
    .filter(one => !quiet.includes(one))
    .map(({ kept }) => kept)
    .concat(largest === null ? [] : [{ ...largest, said: quiet.length === 1 ? largest.said : `The largest of ${quiet.length} within it.` }])
    .toSorted((a, b) => rank[a.state] - rank[b.state])
}

const rank = { out: 0, binds: 1, soft: 2, holds: 3 } as const

function weightsOf(problem: Problem, { sell, buy }: Plan): Weights {
  const { lots, securities } = problem
  const change = Float64Array.from(buy)
  for (let i = 0; i < securities.count; i++)
    for (let l = lots.start[i] as number; l < (lots.start[i + 1] as number); l++) change[i] = (change[i] as number) - (sell[l] as number)
  return { problem, change, after: change.map((each, i) => each + (securities.held[i] as number)) }
}

/** Nearer to its edge than a twentieth of a point, a limit is at it. */
const atEdge = 5e-4
/** A hundredth of a basis point past a limit is rounding of whole shares, not a breach. */
const beyond = 1e-6

function keptSum(limit: PlacedSum, weights: Weights): KeptLimit {
  const { low, high, now, unit, row } = limit
  const after = limit.securities.reduce((sum, i, at) => sum + (limit.coefficients[at] ?? 0) * (weights.after[i] as number), 0)
  const off = (value: number) => Math.max(0, (low ?? value) - value, value - (high ?? value))
  const out = off(after)
  const ppm = (value: number | null) => (value === null ? null : Math.round(value * (unit === 'weight' ? 1e6 : 1e3)))
  const isPriced = limit.in.limit.kind !== 'names' && 'price' in limit.in.limit && limit.in.limit.price !== undefined
  const edge = out > beyond || (high !== null && high - after < atEdge) || (low !== null && after - low < atEdge)
  const state = isPriced ? 'soft' : out > beyond ? 'out' : edge ? 'binds' : 'holds'
  const priced = scoreOf(limit.priced, weights)
  return {
    key: `${limit.in.key} ${row}`,
    words: `${row}: ${asked(limit)}`,
    ...head(limit),
    unit,
    before: ppm(now),
    after: ppm(after),
    least: ppm(low),
    most: ppm(high),
    state,
    said: saidOf(limit, state, off(now), out, priced.after),
    ...(limit.priced.length === 0 ? {} : { score: priced }),
  }
}

const head = ({ in: { source, limit } }: PlacedLimit) => ({ source, reason: limit.reason?.trim() ? limit.reason.trim() : null })

/** What is asked, in figures of the day: a limit around the target is told as the weight it comes to. */
function asked({ low, high, unit }: PlacedSum): string {
  const said = (value: number) => (unit === 'weight' ? percent(Math.round(value * 10_000)) : hundredth(value))
  if (low === null) return high === null ? 'no limit' : `at most ${said(high)}`
  return high === null ? `at least ${said(low)}` : `${said(low)} to ${said(high)}`
}

const hundredth = (value: number) => (Math.round(value * 100) / 100).toFixed(2).replace('-', '−')

function saidOf({ unit, stuck }: PlacedSum, state: KeptLimit['state'], before: number, out: number, penalty: number): string {
  const by = (value: number) => (unit === 'weight' ? pointsOf(value) : hundredth(value))
  if (state === 'soft') return out > beyond ? `${by(out)} beyond it, which counts ${score(penalty)} in the score.` : 'Within it.'
  if (state === 'out') {
    const nearer = before - out > beyond ? `, ${by(before - out)} nearer than before` : ''
    return `Still ${by(out)} out${nearer}.${stuck === null ? '' : ` ${stuck}`}`
  }
  if (before > beyond) return `Within it now; it was ${by(before)} out.`
  return state === 'binds' ? 'The plan stands at it.' : 'Within it.'
}

const pointsOf = (value: number) => {
  const hundredths = Math.max(1, Math.round(value * 10_000))
  return `${hundredths / 100} ${hundredths === 100 ? 'point' : 'points'}`
}

function keptOther(limit: PlacedOther, weights: Weights): KeptLimit {
  const common = { key: limit.in.key, words: limitWords(limit.in.limit), ...head(limit), least: null }
  if (limit.kind === 'names') return { ...common, ...namesOf(limit, weights) }
  if (limit.kind === 'least-order') return { ...common, most: null, ...ordersOf(limit, weights) }
  const counted = scoreOf(limit.priced, weights)
  return {
    ...common,
    unit: 'money',
    before: null,
    after: null,
    most: null,
    state: 'soft',
    said: `Counts ${score(counted.after)} in the score; ${score(counted.before)} before.`,
    score: counted,
  }
}

/** Less of an account than a hundred-thousandth of a per cent is no holding. */
const noticed = 1e-7

function namesOf({ in: { limit }, most }: PlacedOther, { problem, after }: Weights) {
  const count = (values: Float64Array) => values.reduce((sum, weight) => sum + (weight > noticed ? 1 : 0), 0)
  const asked = limit.kind === 'names' ? limit.most : (most ?? 0)
  const held = count(after)
  const state: KeptLimit['state'] = held > asked ? 'out' : held === asked ? 'binds' : 'holds'
  const said = held > asked ? `Still ${held - asked} too many.` : held === asked ? 'The plan stands at it.' : 'Within it.'
  return { unit: 'names' as const, before: count(problem.securities.held), after: held, most: asked, state, said }
}

/** The smallest order; selling all that may be sold may be smaller, and nothing else: a plan by rule or by hand may pass it. */
function ordersOf({ most }: PlacedOther, { problem, change }: Weights) {
  const least = most ?? 0
  const dollars = (size: number) => size * problem.nav
  const orders = [...change].flatMap((by, i) => {
    const all = by < 0 && -by >= (problem.securities.sellable[i] as number) - noticed
    return Math.abs(by) > noticed ? [{ size: Math.abs(by), all }] : []
  })
  const smallestOf = (of: typeof orders) => of.reduce((size, order) => Math.min(size, order.size), Infinity)
  const smallest = smallestOf(orders)
  const passing = smallestOf(orders.filter(({ size, all }) => !all && dollars(size) < least - 0.01))
  const state: KeptLimit['state'] = passing < Infinity ? 'out' : 'holds'
  const told = (size: number) => money(Math.round(dollars(size) * 100))
  return {
    unit: 'money' as const,
    before: null,
    after: smallest === Infinity ? null : Math.round(dollars(smallest) * 100),
    least: Math.round(least * 100),
    state,
    said:
      smallest === Infinity
        ? 'No order.'
        : passing < Infinity
          ? `An order of ${told(passing)} is smaller.`
          : dollars(smallest) < least - 0.01
            ? `The smallest order is ${told(smallest)}: all that may be sold of its security.`
            : `The smallest order is ${told(smallest)}.`,
  }
}

/** What rows that count at a price add to the score, before and after. */
function scoreOf(
  rows: readonly ExtraRow[],
  { problem, after, change }: Weights,
): { before: ReturnType<typeof cents>; after: ReturnType<typeof cents> } {
  const rest = new Float64Array(change.length)
  const whole = (at: (row: ExtraRow) => number) => cents(Math.round(rows.reduce((sum, row) => sum + at(row), 0) * problem.nav * 100))
  return {
    before: whole(row => costOfRow(problem, row, rest)),
    after: after.length === 0 ? cents(0) : whole(row => costOfRow(problem, row, change)),
  }
}

/** As the objective counts it (evaluate.ts): the square of the distance from its centre, and what is beyond its limits. */
export function costOfRow({ securities: { held, drift } }: Problem, row: ExtraRow, change: Float64Array): number {
  const value = row.securities.reduce((sum, i, at) => {
    const from = row.of === 'change' ? 0 : row.of === 'active' ? (drift[i] as number) : (held[i] as number)
    return sum + (row.coefficients[at] ?? 0) * (from + (change[i] as number))
  }, 0)
  const past = Math.max(0, (row.low ?? value) - value, value - (row.high ?? value))
  return (row.penalty ?? 0) * (value - (row.centre ?? 0)) ** 2 + (row.excess ?? 0) * past
}

/** What each limit that counts at a price adds to the objective, with its words: told apart in what a trade contributes. */
export function softTermsOf(
  limits: readonly PlacedLimit[],
  problem: Problem,
): { readonly words: string; readonly term: (change: Float64Array) => number }[] {
  return limits
    .filter(({ priced }) => priced.length > 0)
    .map(each => ({
      words: each.kind === 'sum' ? `${each.row}: ${asked(each)}` : limitWords(each.in.limit),
      term: change => each.priced.reduce((sum, row) => sum + costOfRow(problem, row, change), 0),
    }))
}
