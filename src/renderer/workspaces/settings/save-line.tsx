/** The foot of a form: save, what is still missing, and what became of it. */
import type { Refusal } from '../../../shared/kernel/outcome.ts'
import { Button } from '../../parts/button.tsx'
import { RefusalBanner } from '../../parts/faces.tsx'

interface SaveLineProps {
  readonly children: string
  /** Names of the fields that need a value. */
  readonly missing: readonly string[]
  readonly running: boolean
  readonly saved: boolean
  readonly refusal: Refusal | undefined
  readonly onSave: () => void
  readonly onClear: () => void
}

export function SaveLine({ children, missing, running, saved, refusal, onSave, onClear }: SaveLineProps) {
  return (
    <div className="stack">
      {refusal && <RefusalBanner refusal={refusal} onClear={onClear} />}
      <div className="line">
        <Button look="strong" onPress={onSave} disabled={running || missing.length > 0}>
          {children}
        </Button>
        <span role="status" className="grey">
          {missing.length > 0 ? `Still needed: ${missing.join(', ')}.` : saved ? 'Saved.' : ''}
        </span>
      </div>
    </div>
  )
}
