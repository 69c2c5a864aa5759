/** The firm's policy of when to trade, as the planner takes it, and in words. Until a firm has decided, drift reaches the threshold that raises its flag, or a security leaves the band of its model. */
import type { Settings, WhenPolicy } from '../../../shared/model/settings.ts'
import { percent, points } from '../../../shared/present/format.ts'
import type { TriggerPolicy } from '../planner/triggers.ts'

export function policyOf(settings: Settings): WhenPolicy {
  const none = { absolute: null, relative: null }
  return (
    settings.when ?? {
      trigger: { kind: 'threshold', threshold: settings.driftThreshold },
      bands: { assetClass: none, security: none, account: none },
      stress: 'widen',
      taxLoss: false,
      vix: null,
    }
  )
}

export function plannerPolicy({ trigger }: WhenPolicy): TriggerPolicy {
  if (trigger.kind === 'threshold') return { kind: 'threshold', threshold: trigger.threshold / 10_000 }
  if (trigger.kind !== 'hybrid') return trigger
  return { ...trigger, threshold: trigger.threshold / 10_000, override: trigger.override / 10_000 }
}

/** The drift at which the policy fires in a calm market, hundredths of a percent; null: it has none. */
export function statedThreshold({ trigger }: WhenPolicy): number | null {
  return trigger.kind === 'threshold' || trigger.kind === 'hybrid' ? trigger.threshold : null
}

export function policyWords({ trigger, bands, stress, taxLoss }: WhenPolicy): string {
  const levels = [
    ['asset class', bands.assetClass],
    ['security', bands.security],
    ['account', bands.account],
  ] as const
  const banded = levels.flatMap(([name, { absolute, relative }]) => {
    const parts = [absolute === null ? [] : [points(absolute)], relative === null ? [] : [`${percent(relative)} of the target`]].flat()
    return parts.length === 0 ? [] : [`${name} ${parts.join(' or ')}`]
  })
  return [
    triggerWords(trigger),
    ...(banded.length === 0 ? [] : [`bands: ${banded.join(', ')}`]),
    stress === 'pause' ? 'pause in stress' : 'wider bands in stress',
    ...(taxLoss ? ['also at an unrealized loss of 10 %'] : []),
  ].join('; ')
}

function triggerWords(trigger: WhenPolicy['trigger']): string {
  switch (trigger.kind) {
    case 'calendar':
      return `By the calendar, ${trigger.every}`
    case 'threshold':
      return `Where drift reaches ${points(trigger.threshold)} or a band is left`
    case 'hybrid':
      return `A ${trigger.every} review at ${points(trigger.threshold)}, earlier at ${points(trigger.override)}`
    case 'cost-benefit':
      return 'Where the benefit of a year is above the cost'
  }
}
