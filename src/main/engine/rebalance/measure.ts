/** Plans of a household in figures that can stand beside each other: tracking error by the accounts' own problems, everything in money by booking the plan. */

import { addCents, type Cents, cents, noCents, sumCents } from '../../../shared/kernel/cents.ts'
import type { PlanFigures } from '../../../shared/model/proposal.ts'
import { type Evaluation, evaluate } from '../optimize/evaluate.ts'
import { ppm } from '../ppm.ts'
import type { Standing } from '../standing/standing.ts'
import { type AccountTrades, type BookedAccount, type BookedPlan, bookPlan } from './booked-plan.ts'
import { planOf, type Workplace } from './workplace.ts'

export interface Measured {
  readonly booked: BookedPlan
  readonly evaluations: readonly Evaluation[]
  /** One an account, in the order given. */
  readonly accounts: readonly PlanFigures[]
  readonly household: PlanFigures
}

/** `plans` one a workplace, in the same order. `whole`: the household as one problem; without it its tracking error is the average of its accounts by value. */
export function measure(
  standing: Standing,
  places: readonly Workplace[],
  plans: readonly AccountTrades[],
  whole?: (plans: readonly AccountTrades[]) => Evaluation,
): Measured {
  const booked = bookPlan(standing, plans)
  const evaluations = places.map((place, at) => evaluate(place.solver, planOf(place, plans[at] as AccountTrades)))
  const accounts = places.map((place, at) => figuresOf(place, booked.accounts[at] as BookedAccount, evaluations[at] as Evaluation))
  const household = householdFigures(places, accounts, booked)
  if (whole === undefined) return { booked, evaluations, accounts, household }
  const { terms, turnover } = whole(plans)
  return { booked, evaluations, accounts, household: { ...household, trackingError: ppm(terms.te), turnover: ppm(turnover) } }
}

function figuresOf(place: Workplace, booked: BookedAccount, { terms, turnover }: Evaluation): PlanFigures {
  const cash = place.standing.accountOf(place.account).cash ?? noCents
  const { short, long, washed, permanent, tax, carried } = booked
  return {
    short,
    long,
    washed,
    permanent,
    tax,
    carried,
    trackingError: ppm(terms.te),
    cost: booked.cost,
    turnover: ppm(turnover),
    tickets: booked.sales.length + booked.purchaseCosts.length,
    cashBefore: cash,
    cashAfter: addCents(cash, booked.cash),
  }
}

/** Nothing is traded in an account that nothing is known of. */
export function unknownFigures(cash: Cents | null): PlanFigures {
  const none = { short: noCents, long: noCents, washed: noCents, permanent: noCents, tax: noCents, carried: noCents }
  return { ...none, trackingError: null, cost: noCents, turnover: 0, tickets: 0, cashBefore: cash, cashAfter: cash }
}

function householdFigures(places: readonly Workplace[], accounts: readonly PlanFigures[], booked: BookedPlan): PlanFigures {
  const values = places.map(({ market }) => market.nav as number)
  const whole = values.reduce((sum, value) => sum + value, 0)
  const average = (of: (figures: PlanFigures) => number) =>
    whole === 0 ? 0 : Math.round(accounts.reduce((sum, figures, at) => sum + of(figures) * (values[at] as number), 0) / whole)
  const { short, long, washed, permanent, tax, carried } = booked
  return {
    short,
    long,
    washed,
    permanent,
    tax,
    carried,
    trackingError: accounts.length === 0 ? null : average(figures => figures.trackingError ?? 0),
    cost: sumCents(accounts.map(({ cost }) => cost)),
    turnover: average(({ turnover }) => turnover),
    tickets: accounts.reduce((sum, { tickets }) => sum + tickets, 0),
    cashBefore: sumCents(accounts.map(({ cashBefore }) => cashBefore ?? noCents)),
    cashAfter: sumCents(accounts.map(({ cashAfter }) => cashAfter ?? noCents)),
  }
}

/** Weighted cents of a plan's objective. */
export function weighted({ solver }: Pick<Workplace, 'solver'>, objective: number): Cents {
  return cents(Math.round(objective * solver.nav * 100))
}
