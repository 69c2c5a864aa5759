/** Limits of this plan by group, security, names, order size and exposure, with those of the firm and the household behind them; and preferences that count at a price. */
import { useMemo } from 'react'
import type { Wishes } from '../../../shared/model/proposal.ts'
import type { HouseholdView } from '../../../shared/model/views.ts'
import { groupNames } from '../../parts/limits/group-names.ts'
import { LimitList } from '../../parts/limits/limit-list.tsx'

interface LimitsPanelProps {
  readonly view: HouseholdView
  readonly wishes: Wishes
  readonly onChange: (wishes: Wishes) => void
}

export function LimitsPanel({ view, wishes, onChange }: LimitsPanelProps) {
  const names = useMemo(() => groupNames(view.securities), [view.securities])
  const { limits, ...rest } = wishes
  return (
    <section className="wish-group" aria-label="Limits by group and preferences">
      <h2>Groups and preferences</h2>
      <LimitList
        level="plan"
        own={limits}
        behind={[
          { source: 'firm', limits: view.firmLimits },
          { source: 'household', limits: view.limits },
        ]}
        names={names}
        onChange={next => {
          onChange(next.length === 0 ? rest : { ...rest, limits: next })
          return undefined
        }}
      />
    </section>
  )
}
