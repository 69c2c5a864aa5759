/** One relation between two securities, new, changed or taken back. A reason is part of it: it is printed where the relation decides. */
import type { Relation, Security } from '../../../shared/model/book.ts'
import { useSession } from '../../desk/session.tsx'
import { useCommand } from '../../desk/use-command.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { DateInput, HundredthsInput, Select, TextInput } from '../../parts/inputs.tsx'
import { TakeBack } from '../../parts/take-back.tsx'
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
const labels: Readonly<Record<keyof Fields, string>> = {
  kind: 'a relation',
  a: 'a security',
  b: 'another security',
  author: 'who says so',
  date: 'a day',
  reason: 'a reason',
  correlation: 'a correlation',
}

export function RelationForm({ relation, securities, onClose }: RelationFormProps) {
  const { asOf } = useSession()
  const save = useCommand('relation.save')
  const remove = useCommand('relation.remove')
  const form = useDraft<Fields>(
    relation ?? { kind: 'substitute', a: null, b: null, author: null, date: asOf, reason: null, correlation: null },
    optional,
  )
  const { field, draft } = form
  const choices = securities.map(security => ({ value: security.id, label: `${security.symbol} · ${security.name}` }))
  const twins = draft.a !== null && draft.a === draft.b
  const unreasoned = (draft.reason ?? '').trim() === '' || (draft.author ?? '').trim() === ''
  const far = typeof draft.correlation === 'number' && Math.abs(draft.correlation) > 100

  async function takeBack(reason: string) {
    if (relation && (await remove.run({ id: relation.id, reason })).ok) onClose()
  }

  const missing = [
    ...form.missing.map(key => labels[key]),
    ...(twins ? ['two different securities'] : []),
    ...(unreasoned ? ['a reason and who says so'] : []),
    ...(far ? ['a correlation'] : []),
  ]

  return (
    <FormDialog
      title={relation === null ? 'Add a relation' : 'Change a relation'}
      save="Save relation"
      missing={[...new Set(missing)]}
      running={save.running}
      refusals={[save.refusal, remove.refusal]}
      onSave={() => save.run({ ...(form.whole as Fields), ...(relation ? { id: relation.id } : {}) })}
      onClose={onClose}
    >
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
      {relation && (
        <TakeBack running={remove.running} onRemove={reason => void takeBack(reason)}>
          Remove relation
        </TakeBack>
      )}
    </FormDialog>
  )
}
