/**
 * Taxable accounts taken toward their targets over several tax years: scenarios side by side, year by year, lot by lot, and how far each is from the best there can be over all years
 * under the same assumptions. Money is whole cents, shares millionths, rates and parts whole millionths (ppm).
 */
import { z } from 'zod'
import { termShape } from './ledger.ts'
import { wishesShape } from './proposal.ts'
import { centsShape, dateShape, idShape, priceShape, sharesShape, typedText } from './units.ts'

const ppmShape = z.number().int()
const notBelowZero = centsShape.refine(amount => amount >= 0, 'not below zero')

export const transitionAskedShape = z.object({
  /** Taxable ones, each once: gains, losses and budgets of the years are theirs together. */
  accounts: z.array(idShape('account')).min(1).max(50),
  wishes: wishesShape,
  /** This year and those after it. */
  years: z.number().int().min(1).max(5),
  /** Of a year; ppm. With where it comes from. */
  discount: z.object({ rate: ppmShape.min(0).max(200_000), source: typedText(200) }),
  /** Of every price and of cash, a year; ppm. null: prices stay as they are. */
  rise: z.object({ rate: ppmShape.min(1).max(200_000), source: typedText(200) }).nullable(),
  /** The advisor's own, a year each; null: none. Years beyond the list have no limit. */
  custom: z.object({ kind: z.enum(['gain', 'tax']), budgets: z.array(notBelowZero).max(5) }).nullable(),
})
export type TransitionAsked = z.infer<typeof transitionAskedShape>

const transitionLotShape = z.object({
  account: idShape('account'),
  accountName: z.string(),
  /** null: bought in an earlier year of the plan. */
  lot: idShape('lot').nullable(),
  acquired: dateShape.nullable(),
  term: termShape.nullable(),
  security: idShape('security'),
  symbol: z.string(),
  shares: sharesShape,
  proceeds: centsShape,
  gain: centsShape,
})
export type TransitionLot = z.infer<typeof transitionLotShape>

const transitionYearShape = z.object({
  year: z.number().int(),
  date: dateShape,
  /** Year of the table it is reckoned by. */
  table: z.number().int(),
  /** As a solver reports, of that year's own plan. */
  status: z.enum(['optimal', 'feasible', 'infeasible', 'unsolved']),
  /** Of its own problem of one year; null where nothing was solved. */
  gap: ppmShape.nullable(),
  words: z.string(),
  budget: centsShape.nullable(),
  sales: z.array(transitionLotShape),
  purchases: z.array(
    z.object({
      account: idShape('account'),
      accountName: z.string(),
      security: idShape('security'),
      symbol: z.string(),
      shares: sharesShape,
      price: priceShape,
      amount: centsShape,
    }),
  ),
  /** Gain of the year's sales by term. */
  short: centsShape,
  long: centsShape,
  /** Added to the year's tax against selling nothing; below zero: saved. */
  tax: centsShape,
  taxSoFar: centsShape,
  cost: centsShape,
  /** Losses that go on to the next year, by term, above zero. */
  carriedShort: centsShape,
  carriedLong: centsShape,
  /** A year, from this year's trades on; of several accounts the root of each one's square, weighed by value. */
  trackingError: ppmShape,
  /** Gains less losses still in the lots held today. */
  embedded: centsShape,
})
export type TransitionYear = z.infer<typeof transitionYearShape>

export const transitionScenarioShape = z.object({
  key: z.string(),
  title: z.string(),
  /** What it holds to, in a sentence. */
  words: z.string(),
  years: z.array(transitionYearShape),
  /** Discounted weighted cents: risk, cost, tax; less is better. `bound`: no plan over these years within the same budgets passes it. */
  utility: centsShape,
  bound: centsShape,
  /** Distance from the bound, of the terms. */
  gap: ppmShape,
  /** `Within 1.2 % of the best over all years under these assumptions ($1,240)`. */
  proof: z.string(),
  /** What the checker, which shares no code with the solver, says of bound, score and every year. */
  check: z.object({ checked: z.enum(['good', 'refused']), words: z.string() }),
  tax: centsShape,
  cost: centsShape,
  /** Least utility of all scenarios. */
  best: z.boolean(),
  /** Wishes of this year's ordinary plan, which "Take year one" solves again; null where this year could not be planned. */
  first: wishesShape.nullable(),
  notReached: z.string().nullable(),
})
export type TransitionScenario = z.infer<typeof transitionScenarioShape>

export const transitionShape = z.object({
  household: idShape('household'),
  householdName: z.string(),
  accounts: z.array(z.object({ account: idShape('account'), name: z.string() })),
  asOf: dateShape,
  pricesAsOf: dateShape.nullable(),
  snapshotHash: z.string(),
  engine: z.string(),
  asked: transitionAskedShape,
  value: centsShape,
  before: z.object({ trackingError: ppmShape, embedded: centsShape }),
  scenarios: z.array(transitionScenarioShape),
  assumptions: z.array(z.string()),
  estate: z.string(),
})
export type Transition = z.infer<typeof transitionShape>

export const keptTransitionRowShape = z.object({
  id: idShape('transition'),
  /** Key of the scenario that was chosen. */
  chosen: z.string(),
  title: z.string(),
  household: idShape('household'),
  asOf: dateShape,
  /** UTC. */
  kept: z.string(),
  note: z.string(),
  accounts: z.string(),
  years: z.number().int(),
  /** Of all years, against selling nothing. */
  tax: centsShape,
  /** After the last year. */
  trackingError: ppmShape,
  gap: ppmShape.nullable(),
})
export type KeptTransitionRow = z.infer<typeof keptTransitionRowShape>

/** The first year of a kept plan against the tickets issued since. */
export const doneSinceShape = z.object({
  tickets: z.array(idShape('ticket')),
  lines: z.array(
    z.object({
      side: z.enum(['sell', 'buy']),
      accountName: z.string(),
      symbol: z.string(),
      lot: idShape('lot').nullable(),
      /** Millionths; 0: not of the plan. */
      planned: z.number().int(),
      issued: z.number().int(),
    }),
  ),
  words: z.string(),
})
export type DoneSince = z.infer<typeof doneSinceShape>

export const keptTransitionShape = z.object({
  id: idShape('transition'),
  transition: transitionShape,
  chosen: z.string(),
  kept: z.string(),
  note: z.string(),
  /** The book moved since. */
  stale: z.boolean(),
  done: doneSinceShape,
})
export type KeptTransitionView = z.infer<typeof keptTransitionShape>
