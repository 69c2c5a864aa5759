/** The firm's assumptions: costs, thresholds, names on tickets. Defaults and their sources are in resources/policy.json and costs.json. */
import { z } from 'zod'
import { costAssumptionsShape } from './costs.ts'
import { vixShape } from './history.ts'
import { type LawSwitchId, lawSwitches } from './law.ts'
import { frequencies } from './lists.ts'
import { performancePolicyShape } from './performance.ts'
import { planLimitsShape } from './plan-limits.ts'
import { basisPointsShape, centsShape, dateShape, typedText } from './units.ts'
import { yearsPolicyShape } from './years-policy.ts'

export const harvestThresholdsShape = z.object({
  /** A lot is worth a ticket only where all three hold. */
  leastLoss: centsShape,
  leastLossPoints: basisPointsShape,
  leastNet: centsShape,
  /** A short-term loss lot turning long within this many days is shown as waiting. */
  nearLongDays: z.number().int().min(0).max(365),
})
export type HarvestThresholds = z.infer<typeof harvestThresholdsShape>

/** A decision on one open point of law: the option, and who decided it when and why. */
function decided<Id extends LawSwitchId>(id: Id) {
  const options = lawSwitches[id].options.map(option => option.id) as (typeof lawSwitches)[Id]['options'][number]['id'][]
  const decision = z.object({ option: z.enum(options), author: typedText(120), date: dateShape, reason: typedText(500) })
  return decision.optional()
}

/** Open points of law that the firm has decided (law.ts); one that is left out stands at its default. */
export const lawChoicesShape = z.object({
  tacking: decided('tacking'),
  inheritedLoss: decided('inheritedLoss'),
  olderLot: decided('olderLot'),
  soldReplacement: decided('soldReplacement'),
  sameDayOrders: decided('sameDayOrders'),
  employerPlan: decided('employerPlan'),
  healthAccount: decided('healthAccount'),
  spouseReturn: decided('spouseReturn'),
  sameDayTies: decided('sameDayTies'),
  untimedLosses: decided('untimedLosses'),
  averageRounding: decided('averageRounding'),
  digitalAssets: decided('digitalAssets'),
})

/** A band to either side, in points of the portfolio, and as a part of the target (hundredths of a percent); the narrower one counts. null: none. */
const bandShape = z.object({ absolute: basisPointsShape.min(1).nullable(), relative: basisPointsShape.min(1).nullable() })
export type Band = z.infer<typeof bandShape>

/** When the firm trades back to target (rebalancing planner (US), trigger conditions and dynamic thresholds). Drifts in hundredths of a percent. */
export const whenPolicyShape = z.object({
  trigger: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('calendar'), every: z.enum(frequencies) }),
    z.object({ kind: z.literal('threshold'), threshold: basisPointsShape.min(1) }),
    z.object({
      kind: z.literal('hybrid'),
      every: z.enum(frequencies),
      threshold: basisPointsShape.min(1),
      override: basisPointsShape.min(1),
    }),
    z.object({ kind: z.literal('cost-benefit') }),
  ]),
  /** Beside the bands of the models, which hold for a security in the household. */
  bands: z.object({ assetClass: bandShape, security: bandShape, account: bandShape }),
  stress: z.enum(['widen', 'pause']),
  /** "Rebalance if drift ≥ 5 % or unrealized loss ≥ 10 %", in households with a taxable account. */
  taxLoss: z.boolean(),
  /** Typed in by hand; the newer of it and the price series VIX counts. */
  vix: vixShape.nullable(),
})
export type WhenPolicy = z.infer<typeof whenPolicyShape>

export const settingsShape = z.object({
  firm: typedText(120),
  recommendedBy: typedText(120),
  placedBy: typedText(120),
  discretionary: z.boolean(),
  costs: costAssumptionsShape,
  harvest: harvestThresholdsShape,
  /** Portfolio drift (half the sum of absolute drifts) that raises a flag, hundredths of a percent. */
  driftThreshold: basisPointsShape,
  /** Prices older than this many trading days are stale. */
  staleAfterTradingDays: z.number().int().min(0).max(30),
  /** Needs and deposits due within so many days count in a plan; left out: `usualFlowDays`. */
  flowDays: z.number().int().min(0).max(366).optional(),
  /** Left out in books in which no open point of law was ever decided. */
  law: lawChoicesShape.optional(),
  /** Left out until the firm has decided: then drift reaches `driftThreshold`, or a security leaves the band of its model. */
  when: whenPolicyShape.optional(),
  /** What plans of every household keep; left out until the firm has stated some. */
  limits: planLimitsShape.optional(),
  /** Left out until the firm has stated a rate: then `usualPerformance`. */
  performance: performancePolicyShape.optional(),
  /** Left out until the firm has stated its own: then `usualYears`. */
  years: yearsPolicyShape.optional(),
})
export type Settings = z.infer<typeof settingsShape>
