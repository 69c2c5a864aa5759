/**
 * What the optimizer proposes for a household, as the desk shows, edits and keeps it. Revision 1 is the solver's; every further one is the advisor's, priced by the same
 * evaluator without solving. A proposal says of itself what it was made of (snapshot hash, wishes, engine): the same three give the same proposal again, byte for byte.
 * Money is whole cents, shares and prices millionths, rates whole millionths (`ppm`: one basis point is 100, one per cent is 10,000).
 */
import { z } from 'zod'
import { accountTypeShape } from './book.ts'
import { costFlagShape, costPartsShape, liquidityShape } from './costs.ts'
import { lotPickShape, termShape } from './ledger.ts'
import { benefitPointShape, certificateShape, curvePointShape, limitShape, riskUsedShape, waitShape } from './plan-explained.ts'
import { keptLimitShape, planLimitShape, planLimitsShape } from './plan-limits.ts'
import { basisPointsShape, centsShape, dateShape, idShape, priceShape, sharesShape } from './units.ts'

export const refusalShape = z.object({
  code: z.string(),
  what: z.string(),
  where: z.string().optional(),
  remedy: z.string().optional(),
})

/** What the advisor asks for. Limits left null do not bind. */
export const wishesShape = z.object({
  /** What a unit of squared annual tracking error, a dollar of cost and a dollar of tax count for. Only their ratios matter. */
  weights: z.object({ te: z.number().min(0).max(1e6), tc: z.number().min(0).max(1e6), tax: z.number().min(0).max(1e6) }),
  /**
   * `household`: one plan over all accounts, so that an asset may be held where it is taxed least. `accounts`: each account by its model. Left out: as one where all
   * accounts have the same target.
   */
  scope: z.enum(['household', 'accounts']).optional(),
  /**
   * How far to go: as far as pays (left out, or `optimal`), to the targets, half way, to the edge of each band, or to the target only where the benefit is more than twice the
   * cost. All but the first are rules: trades are fixed, their lots chosen for the least tax, nothing is optimized.
   */
  extent: z.enum(['optimal', 'target', 'half', 'band', 'cost']).optional(),
  /** A lot at a gain that becomes long-term within so many days waits. */
  defer: z.number().int().min(0).max(365).nullable().optional(),
  /** `price` (left out: the same): it waits unless selling now pays more than the wait; `always`: it is not sold. */
  deferAs: z.enum(['price', 'always']).optional(),
  /** Value of appreciated long-term lots to be given to charity in kind, over all accounts together. */
  gift: centsShape
    .refine(amount => amount >= 0)
    .nullable()
    .optional(),
  /** Cash to be free in one account, beside `cashToRaise`. */
  raiseIn: z
    .array(z.object({ account: idShape('account'), amount: centsShape.refine(amount => amount >= 0) }))
    .max(200)
    .optional(),
  /** Needs and deposits due within so many days are counted; left out or null: none. */
  flowDays: z.number().int().min(0).max(366).nullable().optional(),
  /** Most cash left in each account after the trades, beside what is to be raised; of the account's value. */
  cashMost: basisPointsShape.min(0).max(10_000),
  /** To be free in cash afterwards, over all accounts together. */
  cashToRaise: centsShape.nullable(),
  /** Most net gain of the year by term, the year so far and carryforwards included; below zero asks for a loss of that size at least. */
  shortGain: centsShape.nullable(),
  longGain: centsShape.nullable(),
  /** Most tax the plan adds to the year. */
  tax: centsShape.nullable(),
  /** Most tracking error of each account against its model. */
  trackingError: basisPointsShape.min(0).nullable(),
  /** Most orders of each account. */
  trades: z.number().int().min(0).max(10_000).nullable(),
  /** Most orders of single accounts, planned account by account: how a smaller number falls on them (benefit against orders). */
  tradesIn: z
    .array(z.object({ account: idShape('account'), trades: z.number().int().min(0).max(10_000) }))
    .max(200)
    .optional(),
  /** Most bought and sold of each account, of its value: 20,000 is everything sold and bought anew. */
  turnover: basisPointsShape.min(0).max(20_000).nullable(),
  /** Limits and preferences of this plan beside those of the firm and the household. */
  limits: planLimitsShape.optional(),
  /** The search ends when this close to the best possible is proven; ppm of the plan's terms. */
  gap: z.number().int().min(10).max(500_000),
  /** Of an ordinary machine for each account: counted in work, so that every machine stops at the same point. */
  seconds: z.number().min(0.05).max(600),
})
export type Wishes = z.infer<typeof wishesShape>

/** Results by term after section 1091; what was disallowed, and of it what is lost for good. `tax`: what the plan adds to the year's tax (below zero: saves). */
const taxFigures = z.object({
  short: centsShape,
  long: centsShape,
  washed: centsShape,
  permanent: centsShape,
  /** null: no tax profile or table of the year. */
  tax: centsShape.nullable(),
  /** Loss carried to later years because of the plan; below zero: carried loss that the plan uses. */
  carried: centsShape.nullable(),
})

/** One way to trade the accounts, in figures that can stand beside each other. */
export const figuresShape = taxFigures.extend({
  /** Annual tracking error by a simplified covariance, ppm; of a household the average of its solved accounts by value. null: unknown (an account that is left out). */
  trackingError: z.number().int().nullable(),
  cost: centsShape,
  /** Bought and sold, of the value; ppm. */
  turnover: z.number().int(),
  tickets: z.number().int(),
  /** Cash before and after; null where the book does not know it. */
  cashBefore: centsShape.nullable(),
  cashAfter: centsShape.nullable(),
})
export type PlanFigures = z.infer<typeof figuresShape>

export const proposalLotShape = z.object({
  lot: idShape('lot'),
  acquired: dateShape.nullable(),
  term: termShape.nullable(),
  /** Shares sold of the lot, and what it holds that can be sold. */
  shares: sharesShape,
  held: sharesShape,
  basis: centsShape.nullable(),
  proceeds: centsShape,
  gain: centsShape.nullable(),
  /** Of all that can be sold of the lot, where basis, proceeds and gain above are of the shares sold. Plans kept before it was said do not have it. */
  whole: z.object({ basis: centsShape.nullable(), gain: centsShape.nullable() }).optional(),
})
export type ProposalLot = z.infer<typeof proposalLotShape>

/** Cents by which the trade changes risk (weighted), cost and tax when it joins those before it; below zero it helps. They add up to the plan. */
const contributionShape = z.object({ te: centsShape, cost: centsShape, tax: centsShape, other: centsShape, total: centsShape })

export const proposalTradeShape = z.object({
  side: z.enum(['sell', 'buy']),
  security: idShape('security'),
  symbol: z.string(),
  name: z.string(),
  shares: sharesShape,
  price: priceShape,
  /** Shares at the price, before costs. Estimated, as are proceeds and gains. */
  amount: centsShape,
  cost: centsShape,
  /** Of what `cost` is made, how the order stands to the volume of a day, and what was assumed for want of an estimate; left out in proposals from before they were told. */
  parts: costPartsShape.optional(),
  liquidity: liquidityShape.optional(),
  flags: z.array(costFlagShape).optional(),
  gainShort: centsShape,
  gainLong: centsShape,
  /** Loss of this sale that section 1091 takes. */
  washed: centsShape,
  /** Of a sale. */
  lots: z.array(proposalLotShape),
  contribution: contributionShape,
  /** Of `other`, wish by wish (limits of the plan that count at a price); they add up to it. */
  wishes: z.array(z.object({ words: z.string(), cents: centsShape })).optional(),
  why: z.string(),
})
export type ProposalTrade = z.infer<typeof proposalTradeShape>

export const clashShape = z.object({
  limit: z.string(),
  /** `"at most 3 trades" would have to give way by 2.`; of a limit that cannot alone, why. */
  words: z.string(),
  /** The value of the wish with which a plan exists, everything else left as it is; null, or left out, where no wish stands behind the limit. */
  relax: z
    .object({
      wish: z.enum(['cashMost', 'cashToRaise', 'shortGain', 'longGain', 'tax', 'trackingError', 'trades', 'turnover', 'limits']),
      to: z.number().int(),
      /** Of `limits`: the limit as it would have to be. */
      limit: planLimitShape.optional(),
    })
    .nullable()
    .optional(),
})

export const proposalAccountShape = z.object({
  account: idShape('account'),
  accountName: z.string(),
  accountType: accountTypeShape,
  value: centsShape,
  status: z.enum(['optimal', 'feasible', 'infeasible', 'unsolved', 'custom', 'by-rule', 'refused']),
  /** The status in a sentence. */
  words: z.string(),
  /** Of a refused account. */
  refusal: refusalShape.nullable(),
  before: figuresShape,
  after: figuresShape,
  trades: z.array(proposalTradeShape),
  /** null where nothing was solved. */
  certificate: certificateShape.nullable(),
  limits: z.array(limitShape),
  /** Limits no plan keeps together, with the least by which each would have to give way. */
  conflict: z.array(clashShape),
  /** Lots that stay, and why; `cents` what selling all of it would cost, weighted, null where it may not be sold. */
  unsold: z.array(
    z.object({
      lot: idShape('lot'),
      security: idShape('security'),
      symbol: z.string(),
      acquired: dateShape.nullable(),
      term: termShape.nullable(),
      shares: sharesShape,
      basis: centsShape.nullable(),
      gain: centsShape.nullable(),
      why: z.string(),
      /** Of a short-term gain: the day it turns long-term, and what selling all of it costs less from then, at today's prices; about, by this year's rates alone. */
      turnsLong: z.object({ on: dateShape, saving: centsShape }).optional(),
      cents: centsShape.nullable(),
      /** A hand-made edit may sell it all the same. */
      sellable: z.boolean(),
    }),
  ),
  /** Securities that can be bought in an edit. */
  buyable: z.array(z.object({ security: idShape('security'), symbol: z.string(), name: z.string(), price: priceShape })),
  /**
   * Trades that do not pay: wanted by the solver and dropped once they are whole shares, or off target and not worth it. Weighted cents they would bring (less risk) and cost when they joined the
   * plan; a tax below zero is saved. Figures are left out where no such order can be placed, and in proposals from before they were told.
   */
  dropped: z.array(
    z.object({
      security: idShape('security'),
      symbol: z.string(),
      side: z.enum(['sell', 'buy']).optional(),
      shares: sharesShape.optional(),
      amount: centsShape.optional(),
      benefit: centsShape.optional(),
      cost: centsShape.optional(),
      tax: centsShape.optional(),
      words: z.string().optional(),
    }),
  ),
  /** Asset classes before and after, weights in ppm of the account. */
  allocation: z.array(z.object({ assetClass: z.string(), before: z.number().int(), after: z.number().int(), target: z.number().int() })),
  /** Limits beside cash, gains, tax and orders: how each stood and stands. */
  kept: z.array(keptLimitShape).optional(),
  /** What was simplified, in sentences. */
  notes: z.array(z.string()),
})
export type ProposalAccount = z.infer<typeof proposalAccountShape>

export const giftShape = z.object({
  value: centsShape,
  /** Gain that is never taxed. */
  gain: centsShape,
  words: z.string(),
  lots: z.array(
    z.object({
      account: idShape('account'),
      accountName: z.string(),
      lot: idShape('lot'),
      security: idShape('security'),
      symbol: z.string(),
      acquired: dateShape.nullable(),
      shares: sharesShape,
      value: centsShape,
      gain: centsShape,
    }),
  ),
})

export const jointShape = z.object({
  kept: z.array(keptLimitShape).optional(),
  limits: z.array(limitShape),
  conflict: z.array(clashShape),
  /** Figures of the plan account by account, measured like this one; null where it keeps no plan of every account. */
  apart: figuresShape.nullable(),
  /** Not compared yet: that is drawn with the curve. */
  pending: z.literal(true).optional(),
  /** Weighted cents the plan as one saves against it. */
  saved: centsShape.nullable(),
  /** `Account by account would cost $1,240.00 more of tax …` */
  words: z.string(),
})

/** Cash by date after the plan: of each account with needs or deposits of its own, and of the accounts that meet those of any account (`account` null), together. */
export const cashByDateShape = z.object({
  until: dateShape,
  words: z.string(),
  sections: z.array(
    z.object({
      account: idShape('account').nullable(),
      name: z.string(),
      /** After the plan's trades, and of it what stays. */
      start: centsShape,
      reserve: centsShape,
      /** In the order of the days, needs before deposits; `amount` below zero is needed. */
      lines: z.array(z.object({ date: dateShape, what: z.string(), amount: centsShape, balance: centsShape })),
      least: centsShape,
      met: z.boolean(),
      words: z.string(),
    }),
  ),
  /** What is not counted and why, in sentences. */
  notes: z.array(z.string()),
})
export type CashByDate = z.infer<typeof cashByDateShape>

/** What a hand-made change costs against the revision it was made from; cents, more is worse. `weighted` is in the plan's own objective. */
const editCostShape = z.object({
  from: z.number().int(),
  /** Against revision 1, the solver's. */
  weighted: centsShape,
  te: centsShape,
  cost: centsShape,
  tax: centsShape,
  short: centsShape,
  long: centsShape,
  washed: centsShape,
  permanent: centsShape,
  trackingError: z.number().int().nullable(),
  /** `This edit costs $38 of tax and 0.2 bp of tracking error.` */
  words: z.string(),
  /** Limits of the wishes that the edit breaks, and losses it would wash, in sentences. */
  trouble: z.array(z.string()),
})

/** Hand-made changes: each line stands for the whole order of that account and security. No picks, or no shares: no such order. */
export const proposalEditsShape = z.object({
  sales: z.array(z.object({ account: idShape('account'), security: idShape('security'), picks: z.array(lotPickShape).max(2000) })).max(500),
  purchases: z.array(z.object({ account: idShape('account'), security: idShape('security'), shares: sharesShape })).max(500),
})
export type ProposalEdits = z.infer<typeof proposalEditsShape>

export const proposalShape = z.object({
  /** `P-7f3ac2…`: made of the snapshot, the wishes, the accounts and the engine. */
  id: idShape('proposal'),
  /** 1 is the solver's. */
  revision: z.number().int().min(1),
  /** What the revision is called: `Optimized`, `Custom`. */
  title: z.string(),
  household: idShape('household'),
  householdName: z.string(),
  asOf: dateShape,
  tradeDay: dateShape,
  pricesAsOf: dateShape.nullable(),
  snapshotHash: z.string(),
  engine: z.string(),
  /** Of this document less `kept`: what the ticket carries. */
  hash: z.string(),
  wishes: wishesShape,
  /** As asked for; null: all that can be traded. */
  asked: z.array(idShape('account')).nullable(),
  status: z.enum(['optimal', 'feasible', 'partial', 'infeasible', 'unsolved', 'custom', 'by-rule', 'nothing-solved']),
  words: z.string(),
  /** Lots to be given away in kind: out of the plan, and not sold. */
  gift: giftShape.optional(),
  /** Solved as one, or account by account (left out: the same). */
  scope: z.enum(['household', 'accounts']).optional(),
  /** The score of doing nothing and of the plan, and what the trades contribute, weighted cents: the contributions are the difference, to the cent. Left out of plans that are not the solver's. */
  adds: z.object({ still: centsShape, plan: centsShape, trades: centsShape, words: z.string() }).optional(),
  /** Gains near their anniversary that were weighed or are sold before it; left out where there is none. */
  waits: z.array(waitShape).optional(),
  /** Left out where no needs or deposits are counted. */
  cashByDate: cashByDateShape.optional(),
  /** Of a household solved as one: its limits and clashes, and the same wishes met account by account. */
  joint: jointShape.optional(),
  /** In the order in which they were solved, each knowing the plans of those before it; refused ones last. */
  accounts: z.array(proposalAccountShape),
  order: z.string(),
  before: figuresShape,
  after: figuresShape,
  /** Of the household: the accounts' added up. */
  certificate: certificateShape.nullable(),
  /** Asset classes of the household, ppm. */
  allocation: proposalAccountShape.shape.allocation,
  baselines: z.array(z.object({ name: z.enum(['do nothing', 'FIFO', 'HIFO', 'taxmin']), words: z.string(), figures: figuresShape })),
  /** Empty where it was not asked for. */
  curve: z.array(curvePointShape),
  /** Benefit against the number of orders, from none to all. */
  benefit: z.array(benefitPointShape),
  /** What may not be bought afterwards and until when, in sentences: a loss of this plan bars it (IRC section 1091). */
  bars: z.array(z.string()),
  notes: z.array(z.string()),
  /** On what assumptions the costs rest, counted; left out where on none. */
  costNotes: z.array(z.string()).optional(),
  /** Which covariance, and what the plan had to assume; proposals from before it was told do not have it. */
  risk: riskUsedShape.optional(),
  edit: editCostShape.nullable(),
  /** When it was kept; null: it is not in the book, and can be computed again. */
  kept: z.string().nullable(),
  /** The book moved since: the snapshot's hash is another today. Such a plan is read, not traded. */
  stale: z.boolean(),
})
export type Proposal = z.infer<typeof proposalShape>

/** Figures of a plan that open a trail. */
export const planFigureShape = z.enum(['tax', 'short', 'long', 'washed', 'carried', 'cost', 'cash', 'flows', 'trackingError', 'score'])
export type PlanFigure = z.infer<typeof planFigureShape>

/** What a plan buys on a ticket, beside what replaces single sales. */
export const purchaseChoiceShape = z.object({ account: idShape('account'), security: idShape('security'), shares: sharesShape })
export type PurchaseChoice = z.infer<typeof purchaseChoiceShape>

/** Which plan a ticket carries out: printed on it. */
export const planReferenceShape = z.object({
  proposal: idShape('proposal'),
  revision: z.number().int().min(1),
  hash: z.string(),
  words: z.string(),
})
export type PlanReference = z.infer<typeof planReferenceShape>
