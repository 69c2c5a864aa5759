/**
 * Trends of drift, and what past rebalances brought. Drifts and bands are hundredths of a percent, rates and returns whole millionths (ppm), Sharpe ratios thousandths. Where the records or the prices do not reach a
 * figure it is null and the words beside it say why. Source: rebalancing planner (US), monitoring checklist; portfolio rebalancing, "rebalancing and transaction costs".
 */
import { z } from 'zod'
import { basisPointsShape, centsShape, dateShape, idShape, typedText } from './units.ts'

const ppmShape = z.number().int()
const thousandthsShape = z.number().int()

/** The firm's own: the rate without risk that a Sharpe ratio is held against, and what makes a day of trades a rebalance. */
export const performancePolicyShape = z.object({
  /** Hundredths of a percent a year. */
  riskFree: basisPointsShape.min(0).max(5000),
  riskFreeAsOf: dateShape.nullable(),
  riskFreeSource: typedText(200),
  /** Least turnover of one day, hundredths of a percent of the value. */
  turnover: basisPointsShape.min(1).max(10_000),
})
export type PerformancePolicy = z.infer<typeof performancePolicyShape>

export const pastGapShape = z.object({ from: dateShape, until: dateShape, words: z.string() })
export type PastGap = z.infer<typeof pastGapShape>

/** The last valued day of a week; `month`: also of its month. */
export const trendPointShape = z.object({
  day: dateShape,
  month: z.boolean(),
  value: centsShape,
  drift: basisPointsShape.nullable(),
  trackingError: ppmShape.nullable(),
  outside: z.number().int().nullable(),
})
export type TrendPoint = z.infer<typeof trendPointShape>

/** Four portfolios beside each other; null where one cannot be told. */
function beside<Shape extends z.ZodType>(shape: Shape) {
  return z.object({ actual: shape.nullable(), leftAlone: shape.nullable(), targetMonthly: shape.nullable(), targetHeld: shape.nullable() })
}

const overTimeShape = z.object({
  before: ppmShape.nullable(),
  after: ppmShape.nullable(),
  /** From the day after it to the last valued day. */
  average: ppmShape.nullable(),
  most: ppmShape.nullable(),
  now: ppmShape.nullable(),
})
export type OverTime = z.infer<typeof overTimeShape>

export const pastRebalanceShape = z.object({
  id: z.string(),
  kind: z.enum(['plan', 'trades']),
  first: dateShape,
  last: dateShape,
  tickets: z.array(idShape('ticket')),
  plan: z.object({ proposal: idShape('proposal'), revision: z.number().int() }).nullable(),
  state: z.enum(['open', 'partly', 'filled']),
  /** `Plan of ticket T-2026-0004`, `5 trades of one day`. */
  title: z.string(),
  trades: z.number().int(),
  bought: centsShape,
  sold: centsShape,
  turnover: ppmShape.nullable(),
  drift: overTimeShape,
  trackingError: overTimeShape,
  cost: z.object({
    planned: centsShape.nullable(),
    /** Fees and, where a ticket says the price it was made at, what the fills cost against it. */
    actual: centsShape.nullable(),
    fees: centsShape,
    shortfall: centsShape.nullable(),
  }),
  tax: z.object({ planned: centsShape.nullable(), realized: centsShape.nullable(), words: z.string() }),
  /** Trading days since, with a value. */
  days: z.number().int(),
  returns: beside(ppmShape),
  sharpe: beside(thousandthsShape),
  sharpeWords: z.string(),
  premium: ppmShape.nullable(),
  /** Of the value on the day before. */
  premiumAmount: centsShape.nullable(),
  /** Premium less tax; the cost is inside the premium. */
  afterTax: centsShape.nullable(),
  verdict: z.enum(['paid', 'not-paid', 'unknown']),
  verdictWords: z.string(),
  notes: z.array(z.string()),
})
export type PastRebalance = z.infer<typeof pastRebalanceShape>

export const performanceViewShape = z.object({
  household: idShape('household'),
  asOf: dateShape,
  measured: z.array(z.string()),
  leftOut: z.array(z.object({ name: z.string(), why: z.string() })),
  from: dateShape.nullable(),
  until: dateShape.nullable(),
  /** Why it does not begin earlier. */
  before: z.string(),
  points: z.array(trendPointShape),
  gaps: z.array(pastGapShape),
  /** The day on which drift is flagged, as the settings have it. */
  threshold: basisPointsShape,
  trend: z.object({
    /** Change a month of the straight line through the last three months, ppm; null: too few days. */
    slope: ppmShape.nullable(),
    /** Change a month since the last rebalance. */
    speed: ppmShape.nullable(),
    since: dateShape.nullable(),
    average: ppmShape.nullable(),
    most: z.object({ day: dateShape, drift: ppmShape }).nullable(),
    days: z.number().int(),
    outsideDays: z.number().int(),
  }),
  riskLabel: z.string(),
  policy: performancePolicyShape,
  /** The firm has not stated a rate: the program's assumption stands. */
  assumed: z.boolean(),
  rebalances: z.array(pastRebalanceShape),
  notes: z.array(z.string()),
})
export type PerformanceView = z.infer<typeof performanceViewShape>

export const performanceFigures = [
  'premium',
  'returns',
  'sharpe',
  'cost',
  'tax',
  'turnover',
  'drift',
  'trackingError',
  'slope',
  'speed',
  'outsideDays',
  'average',
] as const
export const performanceFigureShape = z.object({ figure: z.enum(performanceFigures), rebalance: z.string().nullable() })
export type PerformanceFigure = z.infer<typeof performanceFigureShape>

export const bookYearShape = z.object({
  year: z.number().int(),
  /** Through this day. */
  until: dateShape,
  rebalances: z.number().int(),
  households: z.number().int(),
  cost: centsShape,
  /** Of those whose cost is known. */
  costKnown: z.number().int(),
  tax: centsShape,
  taxKnown: z.number().int(),
})
export type BookYear = z.infer<typeof bookYearShape>

export const bookTrendShape = z.object({
  asOf: dateShape,
  weeks: z.array(
    z.object({
      day: dateShape,
      households: z.number().int(),
      outside: z.number().int(),
      /** Average drift of the households measured, ppm; null: none. */
      average: ppmShape.nullable(),
    }),
  ),
  /** This year, last year through the same day, all of last year. */
  years: z.array(bookYearShape),
  /** Of these two years, newest first. */
  rebalances: z.array(
    z.object({
      household: idShape('household'),
      name: z.string(),
      id: z.string(),
      day: dateShape,
      title: z.string(),
      turnover: ppmShape.nullable(),
      cost: centsShape.nullable(),
      tax: centsShape.nullable(),
    }),
  ),
  households: z.number().int(),
  unmeasured: z.number().int(),
})
export type BookTrend = z.infer<typeof bookTrendShape>
