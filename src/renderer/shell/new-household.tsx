/** A household entered by hand: its name is enough, and what else there is to enter stands on its own screen, which opens next. */
import { useState } from 'react'
import { useCommand } from '../desk/use-command.ts'
import { Button } from '../parts/button.tsx'
import { FormDialog } from '../parts/form-dialog.tsx'
import { TextInput } from '../parts/inputs.tsx'
import { go } from './route.ts'

interface NewHouseholdProps {
  readonly look?: 'plain' | 'strong'
  readonly disabled?: boolean
}

export function NewHousehold({ look, disabled = false }: NewHouseholdProps) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button {...(look ? { look } : {})} icon="plus" disabled={disabled} onPress={() => setOpen(true)}>
        New household
      </Button>
      {open && <NewHouseholdForm onClose={() => setOpen(false)} />}
    </>
  )
}

function NewHouseholdForm({ onClose }: { onClose: () => void }) {
  const save = useCommand('household.save')
  const [name, setName] = useState('')
  const [note, setNote] = useState('')

  async function store() {
    const outcome = await save.run({ name: name.trim(), note })
    if (outcome.ok) go({ screen: 'household', household: outcome.value.id, rest: ['accounts'] })
    return outcome
  }

  return (
    <FormDialog
      title="New household"
      save="Save household"
      missing={name.trim() === '' ? ['a name'] : []}
      running={save.running}
      refusals={[save.refusal]}
      onSave={store}
      onClose={onClose}
      width={480}
    >
      <TextInput label="Name" value={name} onChange={setName} />
      <TextInput label="Note" longest={2000} lines={3} value={note} onChange={setNote} />
      <p className="grey small">
        Everyone whose trades can wash each other belongs in it: both spouses and their IRAs (IRC §1091). Accounts and people are added
        next; lots, trades and prices come with files.
      </p>
    </FormDialog>
  )
}
