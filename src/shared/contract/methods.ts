/** The one table of calls: everything a window or another program can ask of the desk. Names are noun.verb; shapes live in shared/model. */
import { z } from 'zod'
import {
  accountShape,
  cashNeedShape,
  householdShape,
  modelShape,
  personShape,
  relationShape,
  restrictionShape,
  securityShape,
  taxProfileShape,
} from '../model/book.ts'
import { bookPlanShape, proposalRowShape } from '../model/book-plan.ts'
import { costEstimateShape, costsViewShape } from '../model/costs.ts'
import { importPreviewShape, importRowShape, mappingShape, statedShape } from '../model/import-batch.ts'
import { lotPickShape } from '../model/ledger.ts'
import { lineageShape } from '../model/lineage.ts'
import { groupKinds } from '../model/lists.ts'
import { waitingShape } from '../model/meeting.ts'
import { modelCheckShape, modelChoicesShape, modelDraftShape } from '../model/model-view.ts'
import { pastFigures, pastShape } from '../model/past.ts'
import { bookTrendShape, performanceFigureShape, performanceViewShape } from '../model/performance.ts'
import { lotEntryShape } from '../model/plan-explained.ts'
import { planLimitsShape } from '../model/plan-limits.ts'
import {
  planFigureShape,
  planReferenceShape,
  proposalEditsShape,
  proposalShape,
  purchaseChoiceShape,
  wishesShape,
} from '../model/proposal.ts'
import { reviewShape } from '../model/review.ts'
import { selftestShape } from '../model/selftest.ts'
import { settingsShape } from '../model/settings.ts'
import { formChoicesShape, taxTablesShape, yearViewShape } from '../model/tax-year.ts'
import { orderFillShape, saleChoiceShape, ticketRowShape, ticketShape, ticketStatusShape } from '../model/ticket.ts'
import { timelineViewShape, trialLotsShape, trialShape } from '../model/timeline.ts'
import { traceShape } from '../model/trace.ts'
import { keptTransitionRowShape, keptTransitionShape, transitionAskedShape, transitionShape } from '../model/transition.ts'
import { dateShape, idShape, sharesShape, typedText } from '../model/units.ts'
import {
  basketViewShape,
  figureShape,
  householdViewShape,
  lotColumnsShape,
  methodResultShape,
  overviewShape,
  saleViewShape,
} from '../model/views.ts'
import { washLedgerShape } from '../model/wash-ledger.ts'
import { calendarAskedShape, calendarShape, checkShape, keptCheckShape, switchbackShape, weekShape } from '../model/week.ts'
import { whenViewShape } from '../model/when.ts'
import { command, job, query } from './kinds.ts'

const nothing = z.object({})
const forHousehold = z.object({ household: idShape('household'), asOf: dateShape })
const handle = z.string().min(1).max(200)
/** A file the host made ready: the client turns it into a save dialog or a download. */
const offeredFile = z.object({ handle, name: z.string(), size: z.number().int() })
const sale = forHousehold.extend({ account: idShape('account'), security: idShape('security') })
const choices = z.array(saleChoiceShape).max(500)
const keptTransition = z.object({ transition: idShape('transition'), chosen: z.string().min(1).max(40) })
const proposal = z.object({ proposal: idShape('proposal'), revision: z.number().int().min(1) })
/** Beside the sales of a plan: what it buys, and which plan it is. Left out where a ticket was put together by hand. */
const ofPlan = { purchases: z.array(purchaseChoiceShape).max(500).optional(), plan: planReferenceShape.optional() }
const taxYear = forHousehold.extend({ year: z.number().int().min(2000).max(2100), choices: formChoicesShape })

export const methods = {
  'app.info': query(
    nothing,
    z.object({
      version: z.string(),
      engine: z.string(),
      host: z.enum(['electron', 'loopback', 'test']),
      node: z.string(),
      sqlite: z.string(),
      book: z.string(),
      /** The day the desk works on: the clock's day, or one fixed at start (`--as-of`). */
      today: dateShape,
      empty: z.boolean(),
      /** The sample book: the desk stays on the sample's own day. */
      sample: z.boolean(),
      lastBackup: z.string().nullable(),
      taxYears: z.array(z.number().int()),
    }),
  ),
  'sample.load': job(nothing, z.object({ households: z.number().int(), accounts: z.number().int(), lots: z.number().int() })),
  'backup.now': command(nothing, z.object({ file: z.string(), at: z.string() })),

  'book.overview': job(z.object({ asOf: dateShape }), overviewShape),
  'book.index': query(
    nothing,
    z.object({
      households: z.array(z.object({ id: idShape('household'), name: z.string() })),
      accounts: z.array(z.object({ id: idShape('account'), household: idShape('household'), name: z.string(), number: z.string() })),
      securities: z.array(z.object({ id: idShape('security'), symbol: z.string(), name: z.string() })),
      /** Names by which securities of the book are grouped. */
      groups: z.record(z.enum(groupKinds), z.array(z.string())).optional(),
    }),
  ),
  'book.lots': query(z.object({ asOf: dateShape, household: idShape('household').nullable() }), lotColumnsShape),
  /** A line for each household as the book shows it, or for each open lot. */
  'book.export': job(z.object({ asOf: dateShape, what: z.enum(['households', 'lots']) }), offeredFile),

  'household.view': query(forHousehold, householdViewShape),
  'household.save': command(householdShape.partial({ id: true }), householdShape),
  'person.save': command(personShape.partial({ id: true }), personShape),
  /** `methodFrom`: the first day of sale for which a changed default method counts; without it, today. */
  'account.save': command(accountShape.partial({ id: true }).extend({ methodFrom: dateShape.optional() }), accountShape),
  'model.save': command(modelShape.partial({ id: true }), modelShape),
  /** Every model of the book, by name. */
  'model.list': query(nothing, z.object({ models: z.array(modelShape.pick({ id: true, name: true })) })),
  /** What the editor may choose from; what is wrong with a draft, saved or not. */
  'model.choices': query(nothing, modelChoicesShape),
  'model.check': query(modelDraftShape, modelCheckShape),
  'limits.save': command(z.object({ household: idShape('household'), limits: planLimitsShape }), planLimitsShape),
  'restriction.save': command(restrictionShape.partial({ id: true }), restrictionShape),
  'restriction.remove': command(z.object({ id: z.string(), reason: typedText(500) }), nothing),
  'cash-need.save': command(cashNeedShape.partial({ id: true }), cashNeedShape),
  'cash-need.remove': command(z.object({ id: z.string() }), nothing),
  'tax-profile.save': command(taxProfileShape, taxProfileShape),
  'tax-profile.list': query(z.object({ household: idShape('household') }), z.object({ profiles: z.array(taxProfileShape) })),
  'tax.tables': query(nothing, taxTablesShape),
  'year.view': query(taxYear, yearViewShape),
  'year.export': job(taxYear, offeredFile),
  'year.print': job(taxYear, offeredFile),
  'security.save': command(securityShape, securityShape),
  'relation.list': query(nothing, z.object({ relations: z.array(relationShape), securities: z.array(securityShape) })),
  'relation.save': command(relationShape.partial({ id: true }), relationShape),
  'relation.remove': command(z.object({ id: z.string(), reason: typedText(500) }), nothing),

  /** When to trade: decision, rules, drift and risk. */
  'when.view': query(forHousehold, whenViewShape),

  /** Rules over the past: every rebalancing rule over the book's prices; what was made is kept until the book changes. */
  'past.run': job(forHousehold, pastShape),
  'past.trail': job(forHousehold.extend({ rule: z.string().max(120), figure: z.enum(pastFigures) }), traceShape),
  'past.export': job(forHousehold, offeredFile),

  'review.run': query(forHousehold, reviewShape),
  'basket.price': query(forHousehold.extend({ choices }), basketViewShape),
  'basket.read': query(z.object({ household: idShape('household') }), z.object({ choices, savedAt: z.string().nullable() })),
  'basket.save': command(z.object({ household: idShape('household'), choices }), z.object({ savedAt: z.string() })),
  'sale.compare': query(sale.extend({ shares: sharesShape }), saleViewShape),
  'sale.price': query(sale.extend({ picks: z.array(lotPickShape).max(2000) }), methodResultShape),

  /** Account by account, taxable ones first; `accounts` null: all that can be traded. `curve`: with the points of tax against tracking error. `keep`: into the book. */
  'optimize.run': job(
    forHousehold.extend({
      accounts: z.array(idShape('account')).max(200).nullable(),
      wishes: wishesShape,
      curve: z.boolean(),
      keep: z.boolean(),
    }),
    proposalShape,
  ),
  /** Priced by the evaluator, nothing is solved and nothing kept. The edits are against the revision named. */
  'proposal.repick': query(proposal.extend({ edits: proposalEditsShape }), proposalShape),
  /** Into the book as its next revision; edits null: as it is. */
  'proposal.keep': command(proposal.extend({ edits: proposalEditsShape.nullable(), note: typedText(500) }), proposalShape),
  'proposal.list': query(z.object({ household: idShape('household').nullable() }), z.object({ proposals: z.array(proposalRowShape) })),
  'proposal.read': query(proposal, proposalShape),
  /** How the orders of a plan add up to one of its figures. */
  'proposal.trail': query(proposal.extend({ figure: planFigureShape }), traceShape),
  /** The plan as paper for the client's table, with these changes by hand; a plan of an older book is refused. */
  'proposal.print': job(proposal.extend({ edits: proposalEditsShape.nullable() }), offeredFile),
  /** The sales of a plan now, or the same lots in January. */
  'proposal.wait': query(proposal, waitingShape),
  /** What would let lots that stay be sold: each change found by solving again. */
  'proposal.entry': job(
    proposal.extend({ lots: z.array(z.object({ account: idShape('account'), lot: idShape('lot') })).max(300) }),
    z.object({ lots: z.array(lotEntryShape) }),
  ),
  /** What a ticket takes over: sales by lots, purchases by shares. */
  'proposal.handover': query(
    proposal.extend({ edits: proposalEditsShape.nullable() }),
    z.object({ choices, purchases: z.array(purchaseChoiceShape), plan: planReferenceShape }),
  ),
  /** Taxable accounts over this tax year and those after it: scenarios side by side. This year is taken over by `optimize.run` with the scenario's wishes. */
  'transition.run': job(forHousehold.extend({ asked: transitionAskedShape }), transitionShape),
  /** `kept`: the document as it was kept, whatever the book says now. */
  'transition.export': job(forHousehold.extend({ asked: transitionAskedShape, kept: keptTransition.optional() }), offeredFile),
  /** Into the book, with the scenario that was chosen; only what stands as it was just planned. */
  'transition.keep': command(
    forHousehold.extend({ asked: transitionAskedShape, chosen: z.string().min(1).max(40), note: typedText(500) }),
    keptTransitionRowShape,
  ),
  'transition.list': query(
    z.object({ household: idShape('household').nullable() }),
    z.object({ transitions: z.array(keptTransitionRowShape) }),
  ),
  /** As it was kept, with what was done of its first year since. */
  'transition.read': query(keptTransition, keptTransitionShape),
  /** Every household of the book with the same wishes, each planned as `optimize.run` plans it for all of its accounts; progress by account. */
  'book.optimize': job(z.object({ asOf: dateShape, wishes: wishesShape }), bookPlanShape),
  /** The last such run since the desk was started, as far as it came; null: there was none. */
  'book.optimized': query(z.object({}), z.object({ run: bookPlanShape.nullable() })),

  /** The checklist over the whole book. */
  'week.view': job(z.object({ asOf: dateShape }), weekShape),
  /** What a person did or left of it, or decided about a switchback; appended. */
  'week.mark': command(checkShape, keptCheckShape),
  'calendar.view': job(calendarAskedShape, calendarShape),
  /** The same as an RFC 5545 file. */
  'calendar.export': job(calendarAskedShape, offeredFile),
  'switchback.list': job(
    z.object({ asOf: dateShape, household: idShape('household').nullable() }),
    z.object({ asOf: dateShape, switchbacks: z.array(switchbackShape) }),
  ),

  /** Trend of drift and what past rebalances brought, of one household. */
  'performance.view': job(forHousehold, performanceViewShape),
  'performance.export': job(forHousehold, offeredFile),
  /** The same as a printed page, each figure with its working. */
  'performance.print': job(forHousehold, offeredFile),
  'performance.trail': query(forHousehold.extend({ figure: performanceFigureShape }), traceShape),
  /** Drift by week over the book; rebalances, cost and tax of this year and the last. */
  'performance.book': job(z.object({ asOf: dateShape }), bookTrendShape),

  'timeline.view': query(forHousehold, timelineViewShape),
  'timeline.try': query(sale.extend({ side: z.enum(['sell', 'buy']), lots: trialLotsShape, date: dateShape }), trialShape),

  /** Matches of loss shares with their replacements; `year` left out: all years. */
  'wash.ledger': query(forHousehold.extend({ year: z.number().int().min(1900).max(2200).optional() }), washLedgerShape),
  /** `lot`: an open lot, a part of one (`id#2`), or a lot that is gone. */
  'lot.lineage': query(forHousehold.extend({ lot: idShape('lot') }), lineageShape),

  'ticket.draft': query(forHousehold.extend({ choices, reason: typedText(500), ...ofPlan }), ticketShape),
  'ticket.issue': command(
    forHousehold.extend({
      choices,
      ...ofPlan,
      reason: typedText(500),
      snapshotHash: z.string(),
      recommendedBy: typedText(120),
      placedBy: typedText(120),
      discretionary: z.boolean(),
      solicited: z.boolean(),
    }),
    ticketShape,
  ),
  'ticket.list': query(z.object({ household: idShape('household').nullable() }), z.object({ tickets: z.array(ticketRowShape) })),
  'ticket.read': query(
    z.object({ ticket: idShape('ticket') }),
    z.object({
      ticket: ticketShape,
      status: ticketStatusShape,
      history: z.array(z.object({ at: z.string(), what: z.string() })),
      fills: z.array(orderFillShape),
    }),
  ),
  'ticket.cancel': command(z.object({ ticket: idShape('ticket'), reason: typedText(500) }), nothing),
  'ticket.print': job(z.object({ ticket: idShape('ticket') }), offeredFile),
  'ticket.export': job(z.object({ ticket: idShape('ticket') }), offeredFile),

  'import.preview': job(z.object({ handle, mapping: mappingShape.nullable(), stated: statedShape.optional() }), importPreviewShape),
  'import.commit': job(
    z.object({
      handle,
      sha256: z.string().length(64),
      mapping: mappingShape.nullable(),
      stated: statedShape.optional(),
      /** Accounts of the file that the book does not know: an existing account, or what to create. */
      accounts: z.array(
        z.object({
          key: z.string(),
          account: idShape('account').nullable(),
          create: accountShape
            .omit({ id: true, household: true, owner: true, model: true, coverageFrom: true, coverageTo: true, cash: true, cashAsOf: true })
            .extend({ household: idShape('household').nullable(), householdName: typedText(120) })
            .nullable(),
        }),
      ),
    }),
    importRowShape,
  ),
  'import.list': query(nothing, z.object({ imports: z.array(importRowShape) })),
  'import.undo': job(z.object({ import: idShape('import'), reason: typedText(500) }), nothing),
  /** What was entered in the book, as tables of the template in one archive. */
  'template.export': job(z.object({ asOf: dateShape }), offeredFile),
  'mapping.list': query(nothing, z.object({ mappings: z.array(mappingShape) })),
  'mapping.save': command(mappingShape, nothing),

  /** The published examples of the law, run on this build. */
  'selftest.run': query(nothing, selftestShape),
  'settings.read': query(nothing, settingsShape),
  'settings.save': command(settingsShape, settingsShape),
  /** Estimates of the firm with their securities, what custodians publish, and the securities of the book. */
  'costs.read': query(z.object({ asOf: dateShape }), costsViewShape),
  /** In place of the one of its security. */
  'costs.estimate': command(costEstimateShape, costEstimateShape),
  'costs.remove': command(z.object({ security: idShape('security') }), nothing),
  /** A table as text (intake/cost-estimates.ts); all of it or nothing. */
  'costs.import': command(z.object({ text: z.string().max(2_000_000), asOf: dateShape }), z.object({ taken: z.number().int() })),
  'trail.open': query(forHousehold.extend({ figure: figureShape, choices: choices.optional() }), traceShape),
  'ticket.trail': query(z.object({ ticket: idShape('ticket'), figure: figureShape }), traceShape),
} as const
