/** What a client asks across the table of a plan: sell now, or the same lots in January. Money is whole cents; taxes are what the sales add to their year, below zero saved. */
import { z } from 'zod'
import { centsShape, dateShape } from './units.ts'

const saleYearShape = z.object({
  /** Day of the sales, and the year whose tax they change. */
  day: dateShape,
  year: z.number().int(),
  short: centsShape,
  long: centsShape,
  tax: centsShape,
  /** Loss carried on to later years because of the sales. */
  carried: centsShape,
})

export const waitingShape = z.object({
  /** null: no sale of the plan is taxed, or its year cannot be worked out; `words` says which. */
  compared: z
    .object({
      now: saleYearShape,
      january: saleYearShape,
      /** Tax of January less tax of now: above zero, waiting costs. */
      difference: centsShape,
      /** Gain that is short-term now and long-term by then. */
      turnsLong: centsShape,
      /** Lots at a loss among the sales: their losses would not count this year. */
      losses: centsShape,
    })
    .nullable(),
  words: z.string(),
  /** What was assumed, in sentences. */
  assumed: z.array(z.string()),
})
export type Waiting = z.infer<typeof waitingShape>

/** What a plan's tax of this year does to tax that comes later: a range, from nothing to what it would be at most. */
const taxLaterShape = z.object({
  /** Gain moved to later years; below zero: gain that is taxed now instead of later. null: the tax of the year is unknown. */
  moved: centsShape.nullable(),
  /** Tax on it at most, sold after more than a year; and within a year. Below zero: tax that does not come again. */
  most: centsShape.nullable(),
  mostSoon: centsShape.nullable(),
  words: z.string(),
  assumed: z.array(z.string()),
})
export type TaxLater = z.infer<typeof taxLaterShape>
