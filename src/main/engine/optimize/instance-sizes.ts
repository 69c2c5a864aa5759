/**
 * How large the numbers of an instance may be. Beyond these they are slips of the units or stand for "none", and squares and sums of them leave no digits for anything else: the search would find
 * neither a plan nor a proof. Each bound is far above what an account can hold, an all but emptied one included, in which a fee or a least trade of some dollars is many portfolios.
 */
import type { Instance } from '../../../shared/model/instance.ts'
import type { Objection } from './instance-checks.ts'

/** Of the portfolio: where there is no limit, one portfolio or ten say so as well. */
const mostWeight = 1e4
/** Dollars beside the portfolio's value: an account all but emptied has realized thousands of times what is left. */
const mostDollars = 1e6
/** A year's variance: a volatility of a thousand per cent. */
const mostVariance = 100
/** Of what is traded: ten times it. */
const mostCost = 10
const mostWeightOfTerm = 1e12
const mostPenalty = 1e6

type Numbers = readonly number[]

/** The first number that is too large, by name; undefined where none is. The instance is otherwise in order. */
export function objectionToSizes(instance: Instance): Objection | undefined {
  return ofSecurities(instance) ?? ofAccount(instance) ?? ofTerms(instance)
}

function ofSecurities({ sec, lots, F, nav }: Instance): Objection | undefined {
  const risk = sec.B.findIndex(row => row.some((beta, f) => !(beta * beta * F[f] <= mostVariance)))
  const gain = lots.basis.findIndex((basis, l) => !(basis <= 1e12 * sec.price[lots.sec[l]]))
  return (
    within('sec.D', sec.D, mostVariance, 'a specific variance a year') ??
    (risk < 0 ? undefined : { where: `sec.B[${risk}]`, what: `an exposure adds a variance of more than ${mostVariance} a year` }) ??
    within('sec.lin', sec.lin, mostCost, 'a proportional cost') ??
    within('sec.nl', sec.nl, mostCost, 'an impact coefficient') ??
    within('sec.fixed', sec.fixed, mostWeight, 'a fixed cost, a fraction of the portfolio,') ??
    within('sec.minTrade', sec.minTrade, mostDollars, 'a minimum trade, a fraction of the portfolio,') ??
    within('sec.lb', sec.lb, mostWeight, 'a limit on a weight') ??
    within('sec.ub', sec.ub, mostWeight, 'a limit on a weight') ??
    within('lots.shares', lots.shares, mostDollars, 'the value of a lot, in portfolios,', l => sec.price[lots.sec[l]] / nav) ??
    (gain < 0 ? undefined : { where: `lots.basis[${gain}]`, what: `${lots.basis[gain]} is more than a trillion times the price` }) ??
    within('lots.basis', lots.basis, mostDollars, 'the cost of a lot, in portfolios,', l => lots.shares[l] / nav)
  )
}

function ofAccount({ sector, country, cashLo, cashHi, cash0, tax, lam, nav }: Instance): Objection | undefined {
  const dollars = () => 1 / nav
  return (
    within('sector.lo', sector.lo, mostWeight, 'a limit on a weight') ??
    within('sector.hi', sector.hi, mostWeight, 'a limit on a weight') ??
    within('country.lo', country.lo, mostWeight, 'a limit on a weight') ??
    within('country.hi', country.hi, mostWeight, 'a limit on a weight') ??
    within('cashLo', [cashLo], mostWeight, 'a limit on a weight') ??
    within('cashHi', [cashHi], mostWeight, 'a limit on a weight') ??
    within('cash0', [cash0], mostDollars, 'cash, in portfolios,', dollars) ??
    within('tax', [tax.rS, tax.rL, tax.rO, tax.rho], 1, 'a rate, a fraction of a dollar,') ??
    within('tax.cap', [tax.cap], mostDollars ** 2, 'a cap, in portfolios,', dollars) ??
    within('tax.ytd', [tax.ytdS, tax.ytdL], mostDollars, 'a gain, in portfolios,', dollars) ??
    within('lam', [lam.te, lam.tc, lam.tax], mostWeightOfTerm, 'a weight of the objective')
  )
}

function ofTerms({ also, nav }: Instance): Objection | undefined {
  if (!also) return undefined
  const one = (value: number | undefined) => (value === undefined ? [] : [value])
  const dollars = () => 1 / nav
  return (
    within('also.absolute', one(also.absolute), mostWeightOfTerm, 'a weight of the objective') ??
    within('also.rewardWeight', one(also.rewardWeight), mostWeightOfTerm, 'a weight of the objective') ??
    within('also.reward', also.reward ?? [], mostCost, 'an expected return a year') ??
    within('also.proximity', also.proximity ?? [], mostWeight, 'a penalty') ??
    within('also.square', also.square ?? [], mostVariance, 'an impact coefficient') ??
    within('also.trackingError', one(also.trackingError), mostCost, 'a tracking error a year') ??
    within('also.shortGain', one(also.shortGain), mostDollars, 'a budget, in portfolios,', dollars) ??
    within('also.longGain', one(also.longGain), mostDollars, 'a budget, in portfolios,', dollars) ??
    within('also.tax', one(also.tax), mostDollars, 'a budget, in portfolios,', dollars) ??
    also.rows?.reduce<Objection | undefined>((found, row, at) => {
      const where = `also.rows[${at}]`
      return (
        found ??
        within(`${where}.coefficients`, row.coefficients, mostWeight, 'a coefficient') ??
        within(where, [row.low ?? 0, row.high ?? 0], mostWeight * mostWeight, 'a limit') ??
        within(where, [row.penalty ?? 0, row.excess ?? 0], mostPenalty, 'a penalty') ??
        within(`${where}.centre`, [row.centre ?? 0], mostWeight * mostWeight, 'a centre')
      )
    }, undefined)
  )
}

function within(where: string, values: Numbers, most: number, noun: string, unit: (at: number) => number = () => 1): Objection | undefined {
  const at = values.findIndex((value, index) => !(Math.abs(value * unit(index)) <= most))
  if (at < 0) return undefined
  return { where: `${where}[${at}]`, what: `${values[at]} is more than ${noun} may be: ${most.toLocaleString('en-US')} at most` }
}
