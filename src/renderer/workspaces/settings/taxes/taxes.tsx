/** Tax profiles: a household, a year, and what is entered for it. Every year stands on its own; a carryover is what the year before says. */
import { yearOf } from '../../../../shared/kernel/civil-date.ts'
import type { HouseholdId } from '../../../../shared/kernel/id.ts'
import { id } from '../../../../shared/kernel/id.ts'
import type { TaxProfile } from '../../../../shared/model/book.ts'
import { useSession } from '../../../desk/session.tsx'
import { useCommand } from '../../../desk/use-command.ts'
import { useQuery } from '../../../desk/use-query.ts'
import { AnswerView } from '../../../parts/answer.tsx'
import { Empty } from '../../../parts/faces.tsx'
import { Select } from '../../../parts/inputs.tsx'
import { replaceRoute } from '../../../shell/route.ts'
import { ProfileForm } from './profile-form.tsx'

export function Taxes({ household, year }: { household: string | null; year: string | null }) {
  const index = useQuery('book.index', {})
  const chosen = household === null ? null : id<'household'>(household)
  return (
    <>
      <AnswerView answer={index} what="Reading the names">
        {names =>
          names.households.length === 0 ? (
            <Empty title="No households yet">A tax profile belongs to a household; open the sample book or import files first.</Empty>
          ) : (
            <Select
              label="Household"
              value={chosen}
              none="Choose a household"
              choices={names.households.map(item => ({ value: item.id, label: item.name }))}
              onChange={value => replaceRoute({ screen: 'settings', rest: value === null ? ['taxes'] : ['taxes', value] })}
            />
          )
        }
      </AnswerView>
      {chosen !== null && <Profiles household={chosen} asked={year} />}
    </>
  )
}

function Profiles({ household, asked }: { household: HouseholdId; asked: string | null }) {
  const { asOf } = useSession()
  const answer = useQuery('tax-profile.list', { household })
  const tables = useQuery('tax.tables', {})
  const save = useCommand('tax-profile.save')
  const year = /^20\d\d$/.test(asked ?? '') ? Number(asked) : yearOf(asOf)
  return (
    <AnswerView answer={answer} what="Reading the profiles">
      {({ profiles }) => (
        <>
          <Select
            label="Tax year"
            value={String(year)}
            choices={yearsOf(profiles, year, yearOf(asOf)).map(each => ({
              value: String(each),
              label: profiles.some(profile => profile.year === each) ? String(each) : `${each}, not entered yet`,
            }))}
            onChange={value => value !== null && replaceRoute({ screen: 'settings', rest: ['taxes', household, value] })}
          />
          <ProfileForm
            key={`${household} ${year} ${JSON.stringify(profiles.find(profile => profile.year === year))}`}
            household={household}
            year={year}
            profile={profiles.find(profile => profile.year === year) ?? null}
            states={tables.value?.states ?? null}
            save={save}
          />
        </>
      )}
    </AnswerView>
  )
}

/** The years entered, the one in view, and those around the present one. */
function yearsOf(profiles: readonly TaxProfile[], year: number, present: number): number[] {
  const years = new Set([year, present - 2, present - 1, present, present + 1, ...profiles.map(profile => profile.year)])
  return [...years].sort((a, b) => b - a)
}
