/** A mark with its name and reason: an item done or left out, a switchback decided. Written once and never changed; a later mark stands beside it. */
import { useState } from 'react'
import type { Check } from '../../../../shared/model/week.ts'
import { useSession } from '../../../desk/session.tsx'
import { useCommand } from '../../../desk/use-command.ts'
import { useQuery } from '../../../desk/use-query.ts'
import { FormDialog } from '../../../parts/form-dialog.tsx'
import { TextInput } from '../../../parts/inputs.tsx'

export interface Marking {
  readonly subject: string
  readonly words: string
  readonly mark: Check['mark']
}

export const markWords: Readonly<Record<Check['mark'], string>> = {
  done: 'done',
  skipped: 'left out',
  keep: 'kept',
  'switch-back': 'open again',
}
const titles: Readonly<Record<Check['mark'], string>> = {
  done: 'Mark as done',
  skipped: 'Leave it out this time',
  keep: 'Keep the substitute',
  'switch-back': 'Take the decision back',
}

export function MarkForm({ marking, onClose }: { marking: Marking; onClose: () => void }) {
  const { asOf } = useSession()
  const settings = useQuery('settings.read', {})
  const save = useCommand('week.mark')
  const [typed, setTyped] = useState<string | null>(null)
  const [why, setWhy] = useState('')
  const who = typed ?? settings.value?.recommendedBy ?? ''
  const missing = [...(who.trim() === '' ? ['your name'] : []), ...(marking.mark !== 'done' && why.trim() === '' ? ['a reason'] : [])]
  return (
    <FormDialog
      title={titles[marking.mark]}
      save={titles[marking.mark]}
      missing={missing}
      running={save.running}
      refusals={[save.refusal]}
      onSave={() => save.run({ subject: marking.subject, asOf, mark: marking.mark, who, why })}
      onClose={onClose}
      width={520}
    >
      <p>{marking.words}</p>
      <TextInput label="Who" value={who} onChange={setTyped} />
      <TextInput
        label={marking.mark === 'done' ? 'What was found (may be left empty)' : 'Why'}
        longest={500}
        lines={2}
        value={why}
        onChange={setWhy}
      />
    </FormDialog>
  )
}
