/**
 * The week on the desk: the checklist of the seeds over the whole book, the calendar of days that matter, and the switchbacks. Nothing here trades; marks are what
 * a person did or left, with name and reason, appended and never changed.
 */
import { z } from 'zod'
import { saleChoiceShape } from './ticket.ts'
import { centsShape, dateShape, idShape, sharesShape, typedText } from './units.ts'

export const rhythms = ['daily', 'weekly', 'monthly', 'quarterly', 'event'] as const
export const checkMarks = ['done', 'skipped', 'keep', 'switch-back'] as const

/** `subject`: an item of the checklist, or the key of a switchback. */
export const checkShape = z.object({
  subject: typedText(400),
  /** The desk's day it was marked on. */
  asOf: dateShape,
  mark: z.enum(checkMarks),
  who: typedText(120),
  why: typedText(500),
})
export type Check = z.infer<typeof checkShape>

/** UTC beside it, for audit. */
export const keptCheckShape = checkShape.extend({ at: z.string() })
export type KeptCheck = z.infer<typeof keptCheckShape>

const namedHouseholdShape = z.object({ id: idShape('household'), name: z.string() })
export type NamedHousehold = z.infer<typeof namedHouseholdShape>

/** Where in the window something is done. `household` null: a screen of the whole book, or none is chosen yet. */
export const placeShape = z.object({
  screen: z.string(),
  rest: z.array(z.string()),
  query: z.record(z.string(), z.string()),
  words: z.string(),
})
export type Place = z.infer<typeof placeShape>

export const weekItemShape = z.object({
  id: z.string(),
  rhythm: z.enum(rhythms),
  words: z.string(),
  state: z.enum(['due', 'done', 'skipped', 'not-due']),
  /** First day of the period in which it is due anew; null for events, which are due when they happen. */
  next: dateShape.nullable(),
  /** Households it concerns today, in words and one by one; `more` of them are not listed. */
  count: z.number().int(),
  about: z.string(),
  households: z.array(namedHouseholdShape),
  more: z.number().int(),
  last: keptCheckShape.nullable(),
  /** The screen that does it for the whole book, and the screen a household of the list opens. */
  opens: placeShape,
  each: z.string(),
})
export type WeekItem = z.infer<typeof weekItemShape>

export const weekShape = z.object({
  asOf: dateShape,
  /** The last day on or before it on which the exchange was open: what periods are counted by. */
  tradingDay: dateShape,
  items: z.array(weekItemShape),
  due: z.number().int(),
  done: z.number().int(),
  skipped: z.number().int(),
})
export type Week = z.infer<typeof weekShape>

export const calendarKinds = [
  'lock-ends',
  'turns-long',
  'switchback',
  'distribution',
  'cash-need',
  'deposit',
  'restriction-ends',
  'budget-reset',
] as const
export const calendarEventShape = z.object({
  /** The same event has the same key on every day it is asked for. */
  key: z.string(),
  kind: z.enum(calendarKinds),
  day: dateShape,
  /** null: it concerns every household. */
  household: idShape('household').nullable(),
  householdName: z.string(),
  accountName: z.string().nullable(),
  symbol: z.string().nullable(),
  amount: centsShape.nullable(),
  /** Read after the words of its kind, short enough for a day's line; then the sentence behind it, with its rule. */
  title: z.string(),
  what: z.string(),
  /** Reckoned, not stated by anybody. */
  estimated: z.boolean(),
  opens: placeShape.nullable(),
})
export type CalendarEvent = z.infer<typeof calendarEventShape>

export const calendarAskedShape = z.object({ asOf: dateShape, until: dateShape, household: idShape('household').nullable() })
export type CalendarAsked = z.infer<typeof calendarAskedShape>

export const calendarShape = z.object({
  asOf: dateShape,
  until: dateShape,
  days: z.array(z.object({ day: dateShape, events: z.array(calendarEventShape) })),
  events: z.number().int(),
})
export type Calendar = z.infer<typeof calendarShape>

/** A side of a choice: what it costs now and what it leaves. Money is null where it is not known; tracking error in hundredths of a basis point of the account. */
const sideShape = z.object({
  tax: centsShape.nullable(),
  cost: centsShape,
  trackingError: z.number().int().nullable(),
  words: z.array(z.string()),
})

export const switchbackShape = z.object({
  key: z.string(),
  household: idShape('household'),
  householdName: z.string(),
  account: idShape('account'),
  accountName: z.string(),
  sold: z.object({ security: idShape('security'), symbol: z.string(), name: z.string() }),
  held: z.object({ security: idShape('security'), symbol: z.string(), name: z.string() }),
  soldOn: dateShape,
  /** Loss of the sale, positive; null: not known. */
  loss: centsShape.nullable(),
  /** First day on which the security sold may be bought again without washing a loss. */
  freeOn: dateShape,
  state: z.enum(['due', 'waiting', 'barred', 'decided']),
  shares: sharesShape,
  value: centsShape.nullable(),
  keep: sideShape,
  switchBack: sideShape.extend({
    gainShort: centsShape,
    gainLong: centsShape,
    washed: centsShape,
    permanent: centsShape,
    carried: centsShape.nullable(),
    buys: sharesShape,
    cashLeft: centsShape.nullable(),
    /** Why it cannot be done on the trade day; empty where it can. */
    barred: z.array(z.string()),
  }),
  /** What a basket takes over: the sale of the substitute with the security as its replacement. */
  choice: saleChoiceShape,
  decision: keptCheckShape.nullable(),
})
export type Switchback = z.infer<typeof switchbackShape>
