/** What plans of this household keep, in the place of the firm's. */
import { useMemo } from 'react'
import type { HouseholdView } from '../../../shared/model/views.ts'
import { useCommand } from '../../desk/use-command.ts'
import { groupNames } from '../../parts/limits/group-names.ts'
import { LimitList } from '../../parts/limits/limit-list.tsx'

export function PlanLimits({ view }: { view: HouseholdView }) {
  const save = useCommand('limits.save')
  const names = useMemo(() => groupNames(view.securities), [view.securities])
  return (
    <section className="panel stack" aria-label="Limits of plans">
      <h2>Limits of plans</h2>
      <LimitList
        level="household"
        own={view.limits}
        behind={[{ source: 'firm', limits: view.firmLimits }]}
        names={names}
        running={save.running}
        refusals={[save.refusal]}
        onChange={limits => save.run({ household: view.household.id, limits })}
      />
    </section>
  )
}
