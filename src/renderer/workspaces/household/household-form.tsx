/** The household's name and note, and the people in it. Each part is saved by itself. */
import { useState } from 'react'
import type { Household, Person } from '../../../shared/model/book.ts'
import type { HouseholdView } from '../../../shared/model/views.ts'
import { useCommand } from '../../desk/use-command.ts'
import { useQuery } from '../../desk/use-query.ts'
import { Button } from '../../parts/button.tsx'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { Select, TextInput } from '../../parts/inputs.tsx'

export function HouseholdForm({ view, onClose }: { view: HouseholdView; onClose: () => void }) {
  const save = useCommand('household.save')
  const models = useQuery('model.list', {}).value?.models ?? view.models
  const [draft, setDraft] = useState<Household>(view.household)
  const [adding, setAdding] = useState(false)
  return (
    <FormDialog
      title="Household"
      save="Save household"
      missing={draft.name.trim() === '' ? ['a name'] : []}
      running={save.running}
      refusals={[save.refusal]}
      onSave={() => save.run(draft)}
      onClose={onClose}
    >
      <TextInput label="Name" value={draft.name} onChange={name => setDraft({ ...draft, name })} />
      <TextInput label="Note" longest={2000} lines={3} value={draft.note} onChange={note => setDraft({ ...draft, note })} />
      <Select
        label="Model portfolio"
        none="Each account by its own"
        value={draft.model ?? null}
        choices={models.map(({ id, name }) => ({ value: id, label: `${name}, all accounts together` }))}
        help="One model: plans and drift are of the household as one; models and sleeves of the accounts do not count"
        onChange={model => setDraft({ ...draft, model })}
      />
      <h3>People</h3>
      {view.people.map(person => (
        <PersonLine key={`${person.id} ${person.name} ${person.role}`} person={person} />
      ))}
      {adding ? (
        <PersonLine key="new" person={{ household: view.household.id, name: '', role: 'other' }} onSaved={() => setAdding(false)} />
      ) : (
        <div className="line">
          <Button icon="plus" onPress={() => setAdding(true)}>
            Add a person
          </Button>
        </div>
      )}
    </FormDialog>
  )
}

const roles = [
  { value: 'taxpayer', label: 'Taxpayer' },
  { value: 'spouse', label: 'Spouse' },
  { value: 'dependent', label: 'Dependent' },
  { value: 'trust', label: 'Trust' },
  { value: 'other', label: 'Other' },
] as const

type PersonDraft = Omit<Person, 'id'> & { readonly id?: Person['id'] }

function PersonLine({ person, onSaved }: { person: PersonDraft; onSaved?: () => void }) {
  const save = useCommand('person.save')
  const [draft, setDraft] = useState(person)
  const changed = draft.name !== person.name || draft.role !== person.role

  async function store() {
    const outcome = await save.run(draft)
    if (outcome.ok) onSaved?.()
  }

  return (
    <div className="person-line">
      <TextInput label="Name" value={draft.name} error={save.refusal?.what ?? null} onChange={name => setDraft({ ...draft, name })} />
      <Select label="Role" value={draft.role} choices={roles} onChange={role => role && setDraft({ ...draft, role })} />
      <Button disabled={save.running || !changed || draft.name.trim() === ''} onPress={() => void store()}>
        {person.id === undefined ? 'Add' : 'Save'}
      </Button>
    </div>
  )
}
