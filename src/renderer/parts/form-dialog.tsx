/** A form in a dialog: its refusals above, its save and a way out below. Closes when the save came through. */
import type { ReactNode } from 'react'
import type { Outcome, Refusal } from '../../shared/kernel/outcome.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { RefusalBanner } from './faces.tsx'

interface FormDialogProps {
  readonly title: string
  /** Word on the button: `Save account`. */
  readonly save: string
  /** What is missing, in words; the form can be saved when there is nothing. */
  readonly missing: readonly string[]
  readonly running: boolean
  readonly refusals: readonly (Refusal | undefined)[]
  readonly onSave: () => Promise<Outcome<unknown>>
  readonly onClose: () => void
  readonly width?: number
  /** Stands in the foot, in view wherever the form is scrolled to. */
  readonly said?: string | undefined
  readonly children: ReactNode
}

export function FormDialog({ title, save, missing, running, refusals, onSave, onClose, width = 640, said, children }: FormDialogProps) {
  async function store() {
    const outcome = await onSave()
    if (outcome.ok) onClose()
  }
  return (
    <Dialog
      title={title}
      onClose={onClose}
      width={width}
      foot={
        <>
          {said && (
            <strong className="tabular small" role="status">
              {said}
            </strong>
          )}
          <span className="grey small" role="status">
            {missing.length > 0 ? `Still needed: ${missing.join(', ')}.` : ''}
          </span>
          <span className="spring" />
          <Button onPress={onClose}>Cancel</Button>
          <Button look="strong" disabled={running || missing.length > 0} onPress={() => void store()}>
            {save}
          </Button>
        </>
      }
    >
      <div className="stack">
        {refusals.map(refusal => refusal && <RefusalBanner key={refusal.code} refusal={refusal} />)}
        {children}
      </div>
    </Dialog>
  )
}
