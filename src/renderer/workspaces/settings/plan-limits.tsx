/** What plans of every household keep, unless the household or the plan asks otherwise. */
import { useQuery } from '../../desk/use-query.ts'
import type { GroupNames } from '../../parts/limits/limit-form.tsx'
import { LimitList } from '../../parts/limits/limit-list.tsx'
import { WithSettings } from './firm-forms.tsx'

const none: GroupNames = { class: [], sector: [], industry: [], country: [], size: [] }

export function PlanLimits() {
  const index = useQuery('book.index', {})
  return (
    <WithSettings>
      {({ limits, ...settings }, save) => (
        <section className="stack" aria-label="Limits of plans">
          <p className="grey">
            Kept by every plan, account by account or in the household as one. A household or a plan may ask otherwise under the same name,
            and says so.
          </p>
          {(limits ?? []).length === 0 && <p className="grey">No limit is asked of every household.</p>}
          <LimitList
            level="firm"
            own={limits}
            behind={[]}
            names={index.value?.groups ?? none}
            running={save.running}
            refusals={[save.refusal]}
            onChange={next => save.run({ ...settings, ...(next.length === 0 ? {} : { limits: next }) })}
          />
        </section>
      )}
    </WithSettings>
  )
}
