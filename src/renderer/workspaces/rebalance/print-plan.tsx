/** The plan as it stands, with its changes by hand, as paper for the client's table. */
import { SaveFile } from '../../parts/files.tsx'
import { hasEdits } from './edits.ts'
import type { Planning } from './use-plan.ts'

export function PrintPlan({ plan: { base, edits, current }, stale = false }: { plan: Planning; stale?: boolean }) {
  if (base === null) return null
  return (
    <SaveFile
      make="proposal.print"
      input={{ proposal: base.id, revision: base.revision, edits: hasEdits(edits.now) ? edits.now : null }}
      icon="print"
      disabled={stale || base.stale || !current}
    >
      Print the plan
    </SaveFile>
  )
}
