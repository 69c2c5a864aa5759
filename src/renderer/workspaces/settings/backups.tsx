/** When the book was last copied, and a copy now. Copies are opened and checked before they count. */

import { moment } from '../../../shared/present/format.ts'
import { useSession } from '../../desk/session.tsx'
import { useCommand } from '../../desk/use-command.ts'
import { Button } from '../../parts/button.tsx'
import { RefusalBanner } from '../../parts/faces.tsx'

export function Backups() {
  const { info } = useSession()
  const backup = useCommand('backup.now')
  return (
    <section className="panel" aria-label="Backups">
      {backup.refusal && <RefusalBanner refusal={backup.refusal} onClear={backup.clear} />}
      <dl className="facts left">
        <dt>Book</dt>
        <dd>{info.book}</dd>
        <dt>Last backup</dt>
        <dd>{moment(backup.value?.at ?? info.lastBackup)}</dd>
      </dl>
      <p className="grey">
        The book is copied while it is open, and the copy is opened and checked before it counts: once a day, when the desk is closed, and
        before every upgrade. The book is not encrypted by Lotwright; use the disk encryption of this machine.
      </p>
      <div className="line">
        <Button look="strong" icon="save" disabled={backup.running} onPress={() => void backup.run({})}>
          Back up now
        </Button>
        <span role="status" className="grey">
          {backup.value ? `Saved as ${backup.value.file}` : ''}
        </span>
      </div>
    </section>
  )
}
