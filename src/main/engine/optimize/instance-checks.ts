/**
 * What the numbers of a rebalancing instance must satisfy, each with the name of the field that breaks it. The first broken rule is the answer: nothing is
 * repaired, rounded or dropped in silence.
 */
import type { ExtraRow, Instance } from '../../../shared/model/instance.ts'
import { objectionToSizes } from './instance-sizes.ts'

/** Which field is wrong, and what is wrong with it. */
export interface Objection {
  readonly where: string
  readonly what: string
}

type Check = (instance: Instance) => Objection | undefined

/** The first objection, or undefined where the instance can be solved. */
export function objectionTo(instance: Instance): Objection | undefined {
  for (const check of checks) {
    const objection = check(instance)
    if (objection) return objection
  }
  return undefined
}

/** Of the portfolio: beyond ten times it a target is a slip of the units, and squares of it are no numbers. */
const mostTarget = 10

const checks: readonly Check[] = [
  ({ nav }) =>
    nav > 0 && Number.isFinite(nav) ? undefined : { where: 'nav', what: `the portfolio's value must be above zero, not ${nav}` },
  ({ alpha }) =>
    alpha > 1 && alpha <= 2 ? undefined : { where: 'alpha', what: `the exponent of impact must be above 1 and at most 2, not ${alpha}` },
  lengthsOf,
  ({ lam }) => each('lam', [lam.te, lam.tc, lam.tax], notNegative, 'a weight of the objective'),
  ({ F }) => each('F', F, notNegative, 'a factor variance'),
  ({ sec }) => each('sec.price', sec.price, price => price > 0 && Number.isFinite(price), 'a price'),
  ({ sec }) => each('sec.D', sec.D, notNegative, 'a specific variance'),
  ({ sec }) => each('sec.target', sec.target, target => Math.abs(target) <= mostTarget, 'a target weight'),
  ({ sec }) => each('sec.lin', sec.lin, notNegative, 'a proportional cost'),
  ({ sec }) => each('sec.nl', sec.nl, notNegative, 'an impact coefficient'),
  ({ sec }) => each('sec.fixed', sec.fixed, notNegative, 'a fixed cost'),
  ({ sec }) => each('sec.minTrade', sec.minTrade, notNegative, 'a minimum trade'),
  ({ sec }) => each('sec.group', sec.group, group => Number.isInteger(group) && group >= -1, 'a group'),
  ({ sec }) => ordered('sec.lb', sec.lb, sec.ub),
  exposuresOf,
  lotsOf,
  ({ sec, sector }) => each('sec.sector', sec.sector, at => within(at, sector.m), 'a sector'),
  ({ sec, country }) => each('sec.country', sec.country, at => within(at, country.m), 'a country'),
  ({ sector }) => ordered('sector.lo', sector.lo, sector.hi),
  ({ country }) => ordered('country.lo', country.lo, country.hi),
  ({ cashLo, cashHi }) => ordered('cashLo', [cashLo], [cashHi]),
  ({ cash0 }) => each('cash0', [cash0], Number.isFinite, 'an amount of cash'),
  ({ turnoverMax }) => each('turnoverMax', [turnoverMax], notNegative, 'a turnover limit'),
  ({ maxTrades }) => each('maxTrades', [maxTrades], count => Number.isInteger(count) && count >= 0, 'a number of trades'),
  taxOf,
  alsoOf,
  objectionToSizes,
]

function notNegative(value: number): boolean {
  return value >= 0 && Number.isFinite(value)
}

function within(index: number, count: number): boolean {
  return Number.isInteger(index) && index >= 0 && index < count
}

function each(where: string, values: readonly number[], holds: (value: number) => boolean, noun: string): Objection | undefined {
  const at = values.findIndex(value => !holds(value))
  return at < 0 ? undefined : { where: `${where}[${at}]`, what: `${values[at]} is not ${noun}` }
}

function ordered(where: string, low: readonly number[], high: readonly number[]): Objection | undefined {
  const at = low.findIndex((value, index) => !(value <= high[index] && value > -Infinity && high[index] < Infinity))
  return at < 0 ? undefined : { where: `${where}[${at}]`, what: `the lower limit ${low[at]} is above the upper limit ${high[at]}` }
}

function lengthsOf({ sec, lots, sector, country }: Instance): Objection | undefined {
  const wrong = (table: string, columns: Readonly<Record<string, { readonly length: number }>>, length: number) => {
    const found = Object.entries(columns).find(([, column]) => column.length !== length)
    return found && { where: `${table}.${found[0]}`, what: `has ${found[1].length} entries where ${length} are expected` }
  }
  return (
    wrong('sec', sec, sec.price.length) ??
    wrong('lots', lots, lots.sec.length) ??
    wrong('sector', { lo: sector.lo, hi: sector.hi }, sector.m) ??
    wrong('country', { lo: country.lo, hi: country.hi }, country.m)
  )
}

function exposuresOf({ sec, F }: Instance): Objection | undefined {
  const short = sec.B.findIndex(row => row.length !== F.length)
  if (short >= 0) return { where: `sec.B[${short}]`, what: `has ${sec.B[short].length} exposures to ${F.length} factors` }
  const odd = sec.B.findIndex(row => !row.every(Number.isFinite))
  return odd < 0 ? undefined : { where: `sec.B[${odd}]`, what: 'an exposure is not a number' }
}

function lotsOf({ lots, sec }: Instance): Objection | undefined {
  const count = sec.price.length
  const unsorted = lots.sec.findIndex((security, at) => at > 0 && security < lots.sec[at - 1])
  return (
    each('lots.sec', lots.sec, security => within(security, count), `a security of 0 … ${count - 1}`) ??
    (unsorted < 0 ? undefined : { where: `lots.sec[${unsorted}]`, what: 'the lots are not sorted by security' }) ??
    each('lots.shares', lots.shares, notNegative, 'a number of shares') ??
    each('lots.basis', lots.basis, notNegative, 'a basis a share') ??
    each('lots.days', lots.days, notNegative, 'a number of days')
  )
}

/** The netting falls into three convex pieces only where these orders hold (netting.ts, solve/regime.ts). */
function taxOf({ tax }: Instance): Objection | undefined {
  const rates = [tax.rS, tax.rL, tax.rO, tax.rho]
  const odd =
    each('tax', [...rates, tax.cap], notNegative, 'a rate or a cap') ?? each('tax.ytd', [tax.ytdS, tax.ytdL], Number.isFinite, 'a gain')
  if (odd) return odd
  if (tax.rL > tax.rS) return { where: 'tax.rL', what: 'the long-term rate is above the short-term rate' }
  if (tax.rho > tax.rO) return { where: 'tax.rho', what: 'a loss carried forward is worth more than one used now' }
  return undefined
}

/** Terms and limits beyond `rebal-1`. */
function alsoOf({ also, sec }: Instance): Objection | undefined {
  if (!also) return undefined
  const {
    rows,
    sellMost,
    buyMost,
    reward,
    proximity,
    near,
    square,
    absolute,
    rewardWeight,
    trackingError,
    names,
    shortGain,
    longGain,
    tax,
  } = also
  const optional = (where: string, value: number | undefined, holds: (value: number) => boolean, noun: string) =>
    value === undefined ? undefined : each(`also.${where}`, [value], holds, noun)
  const column = (where: string, values: readonly number[] | undefined, holds: (value: number) => boolean, noun: string) => {
    if (values === undefined) return undefined
    if (values.length !== sec.price.length)
      return { where: `also.${where}`, what: `has ${values.length} entries where ${sec.price.length} are expected` }
    return each(`also.${where}`, values, holds, noun)
  }
  return (
    column('sellMost', sellMost, notNegative, 'a largest sale') ??
    column('buyMost', buyMost, notNegative, 'a largest purchase') ??
    column('reward', reward, Number.isFinite, 'an expected return') ??
    column('proximity', proximity, notNegative, 'a penalty') ??
    column('square', square, notNegative, 'an impact coefficient') ??
    column('near', near, weight => Math.abs(weight) <= mostTarget, 'a weight to be near to') ??
    optional('absolute', absolute, notNegative, 'a weight of the objective') ??
    optional('rewardWeight', rewardWeight, notNegative, 'a weight of the objective') ??
    optional('trackingError', trackingError, notNegative, 'a tracking error') ??
    optional('names', names, count => Number.isInteger(count) && count >= 0, 'a number of names') ??
    optional('shortGain', shortGain, Number.isFinite, 'a budget') ??
    optional('longGain', longGain, Number.isFinite, 'a budget') ??
    optional('tax', tax, Number.isFinite, 'a budget') ??
    rows?.reduce<Objection | undefined>((found, row, at) => found ?? objectionToRow(row, `also.rows[${at}]`, sec.price.length), undefined)
  )
}

function objectionToRow(row: ExtraRow, where: string, count: number): Objection | undefined {
  const { securities, coefficients, low, high, penalty = 0, centre = 0, excess = 0 } = row
  if (coefficients.length !== securities.length) {
    return { where: `${where}.coefficients`, what: `has ${coefficients.length} entries where ${securities.length} are expected` }
  }
  if (new Set(securities).size !== securities.length) return { where: `${where}.securities`, what: 'names a security twice' }
  return (
    each(`${where}.securities`, securities, at => within(at, count), `a security of 0 … ${count - 1}`) ??
    each(`${where}.coefficients`, coefficients, Number.isFinite, 'a coefficient') ??
    each(where, [penalty, excess], notNegative, 'a penalty') ??
    each(`${where}.centre`, [centre], Number.isFinite, 'a centre') ??
    ordered(where, [low ?? -Number.MAX_VALUE], [high ?? Number.MAX_VALUE])
  )
}
