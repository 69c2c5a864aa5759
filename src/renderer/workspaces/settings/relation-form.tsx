/** One relation between two securities, new, changed or taken back. A reason is part of it: it is printed where the relation decides. */
import { useState } from 'react'
import type { Relation, Security } from '../../../shared/model/book.ts'
import { useSession } from '../../desk/session.tsx'
import { useCommand } from '../../desk/use-command.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { RefusalBanner } from '../../parts/faces.tsx'
import { DateInput, HundredthsInput, Select, TextInput } from '../../parts/inputs.tsx'
import { useDraft } from '../../parts/use-draft.ts'

interface RelationFormProps {
  readonly relation: Relation | null
  readonly securities: readonly Security[]
  readonly onClose: () => void
}

const kinds = [
  { value: 'same', label: 'The same security under two names' },
  { value: 'identical', label: 'Substantially identical (IRC §1091)' },
  { value: 'substitute', label: 'May be bought instead' },
] as const

type Fields = Omit<Relation, 'id'>
const optional = ['correlation'] as const

export function RelationForm({ relation, securities, onClose }: RelationFormProps) {
  const { asOf } = useSession()
  const save = useCommand('relation.save')
  const remove = useCommand('relation.remove')
  const [why, setWhy] = useState('')
  const form = useDraft<Fields>(
    relation ?? { kind: 'substitute', a: null, b: null, author: null, date: asOf, reason: null, correlation: null },
    optional,
  )
  const { field, draft } = form
  const choices = securities.map(security => ({ value: security.id, label: `${security.symbol} · ${security.name}` }))
  const twins = draft.a !== null && draft.a === draft.b
  const unreasoned = (draft.reason ?? '').trim() === '' || (draft.author ?? '').trim() === ''
  const far = typeof draft.correlation === 'number' && Math.abs(draft.correlation) > 100

  async function store() {
    if (!form.whole) return
    const outcome = await save.run(relation === null ? form.whole : { ...form.whole, id: relation.id })
    if (outcome.ok) onClose()
  }
  async function takeBack() {
    if (relation === null) return
    const outcome = await remove.run({ id: relation.id, reason: why })
    if (outcome.ok) onClose()
  }

  return (
    <Dialog
      title={relation === null ? 'Add a relation' : 'Change a relation'}
      onClose={onClose}
      width={640}
      foot={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button look="strong" disabled={save.running || form.whole === null || twins || unreasoned || far} onPress={() => void store()}>
            Save relation
          </Button>
        </>
      }
    >
      <div className="stack">
        {save.refusal && <RefusalBanner refusal={save.refusal} onClear={save.clear} />}
        {remove.refusal && <RefusalBanner refusal={remove.refusal} onClear={remove.clear} />}
        <div className="fields">
          <Select label="Relation" {...field('kind')} choices={kinds} />
          <HundredthsInput
            label="Correlation, if someone states one"
            unit=""
            optional
            error={far ? 'A correlation lies between −1 and 1.' : null}
            {...field('correlation')}
          />
          <Select label="Security" {...field('a')} choices={choices} error={twins ? 'Choose two different securities.' : null} />
          <Select label="and" {...field('b')} choices={choices} />
          <TextInput label="Said by" value={draft.author ?? ''} onChange={author => form.set({ author })} />
          <DateInput label="On" {...field('date')} />
        </div>
        <TextInput
          label="Reason"
          longest={500}
          lines={3}
          value={draft.reason ?? ''}
          onChange={reason => form.set({ reason })}
          help="Index followed, issuer, overlap, source of the correlation"
        />
        {relation !== null && (
          <fieldset className="line take-back">
            <legend>Take it back</legend>
            <TextInput label="Why" longest={500} value={why} onChange={setWhy} />
            <Button disabled={remove.running || why.trim() === ''} onPress={() => void takeBack()}>
              Remove relation
            </Button>
          </fieldset>
        )}
      </div>
    </Dialog>
  )
}
